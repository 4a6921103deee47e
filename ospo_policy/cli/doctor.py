# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy doctor`: all that a run needs, looked at before it begins."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import click

from ospo_policy import __version__
from ospo_policy.cli import console, exit_codes, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.checkup import Health

CODES = {Health.PROBLEM: exit_codes.FINDINGS, Health.UNKNOWN: exit_codes.INCOMPLETE}


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return click.Command(
        "doctor",
        help=say("cli.doctor.help"),
        short_help=say("cli.doctor.short"),
        epilog=say("cli.doctor.epilog"),
        params=[
            click.Argument(["path"], required=False),
            *(option for option in options.places(say) if option.name != "budget"),
            options.offline(say),
            click.Option(
                ["--format", "-f", "format_"],
                type=click.Choice(("text", "json")),
                default="text",
                help=say("cli.doctor.format"),
            ),
            options.language(say),
        ],
        callback=_run(say),
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(*, path: str | None, format_: str, **words: Any) -> int:
        from ospo_policy.operations import audit_run
        from ospo_policy.operations.doctor import Request, examine
        from ospo_policy.outputs import doctor as output

        signs = list(examine(Request(path, audit_run.Request(now=int(time.time()), **words))))
        style = console.style_of(None)
        told = output.text(signs, say, style) if format_ == "text" else output.document(signs, say, __version__)
        console.emit(None, [told])
        return CODES.get(output.worst(signs), exit_codes.OK)

    return run
