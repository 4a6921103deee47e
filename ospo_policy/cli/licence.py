# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy licence`: which licence is this?"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import click

from ospo_policy import __version__
from ospo_policy.cli import exit_codes, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import message
from ospo_policy.operations import licences
from ospo_policy.outputs import licences as output


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return click.Command(
        "licence",
        help=say("cli.licence.help"),
        short_help=say("cli.licence.short"),
        epilog=say("cli.licence.epilog"),
        params=[
            click.Argument(["paths"], nargs=-1, metavar="[PATH]..."),
            click.Option(
                ["--format", "format_"],
                type=click.Choice(("text", "json")),
                default="text",
                help=say("cli.licence.format"),
            ),
            click.Option(["--diff"], is_flag=True, help=say("cli.licence.diff")),
            click.Option(["--spdx"], is_flag=True, help=say("cli.licence.spdx")),
            click.Option(["--all", "everywhere"], is_flag=True, help=say("cli.licence.all")),
            options.language(say),
        ],
        callback=_run(say),
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(paths: tuple[str, ...], format_: str, *, diff: bool, spdx: bool, everywhere: bool) -> int:
        if spdx:
            return _write_bill(paths)
        files = licences.look(paths, everywhere=everywhere)
        if format_ == "json":
            text = output.as_json(files, __version__)
        elif not files:
            text = say("licence.none") + "\n"
        elif diff:
            text = output.difference(files, licences.official, say)
        else:
            text = output.as_text(files, say)
        click.echo(text, nl=False)
        return exit_codes.OK if output.is_complete(files) else exit_codes.FINDINGS

    return run


def _write_bill(paths: tuple[str, ...]) -> int:
    """The SPDX document of one repository, on standard output."""
    from ospo_policy.operations.licence_bill import bill
    from ospo_policy.outputs import spdx_document

    if len(paths) > 1 or (paths and not os.path.isdir(paths[0])):
        raise UsageError(message("licence.one-repository"))
    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    found = bill(paths[0] if paths else ".")
    click.echo(spdx_document.render(found, __version__, now), nl=False)
    return exit_codes.OK
