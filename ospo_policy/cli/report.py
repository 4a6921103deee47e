# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy report`: reports looked at another way."""

from __future__ import annotations

from collections.abc import Callable

import click

from ospo_policy.cli import exit_codes, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return click.Command(
        "report",
        help=say("cli.report.help"),
        short_help=say("cli.report.short"),
        epilog=say("cli.report.epilog"),
        params=[
            click.Argument(["files"], nargs=-1, required=True, metavar="FILE..."),
            click.Option(["--by-control"], is_flag=True, help=say("cli.report.by-control")),
            click.Option(["--framework"], metavar="NAME", multiple=True, help=say("cli.report.framework")),
            click.Option(
                ["--format", "format_"],
                type=click.Choice(("text", "json")),
                default="text",
                help=say("cli.report.format"),
            ),
            options.language(say),
        ],
        callback=_run(say),
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(files: tuple[str, ...], framework: tuple[str, ...], format_: str, *, by_control: bool) -> int:
        from ospo_policy.operations import controls
        from ospo_policy.outputs import controls as output

        if not by_control:
            raise UsageError(Message("report.which"), Message("report.which.hint"))
        found = controls.by_control(controls.read_reports(files))
        if framework:
            wanted = {name.lower() for name in framework}
            found = [one for one in found if one.name.lower() in wanted]
        render = output.as_json if format_ == "json" else output.as_text
        click.echo(render(found, say), nl=False)
        return exit_codes.OK

    return run
