# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy check`: one checkout."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import click

from ospo_policy.cli import console, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.operations.check import Request, check, exit_code
from ospo_policy.outputs import pieces


def command(say: Catalogue, asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return options.WithTargets(
        "check",
        help=say("cli.check.help"),
        short_help=say("cli.check.short"),
        epilog=say("cli.check.epilog"),
        params=[
            click.Argument(["path"], required=False),
            *options.repository_options(say),
            click.Option(["--only"], multiple=True, metavar="RULE", help=say("cli.only")),
            click.Option(["--skip"], multiple=True, metavar="RULE", help=say("cli.skip")),
            *options.target_options(say),
            options.choice_of_levels(say),
            click.Option(
                ["--no-baseline", "baseline"], is_flag=True, flag_value=False, default=True, help=say("cli.no-baseline")
            ),
            click.Option(["--verbose", "-v"], is_flag=True, help=say("cli.verbose")),
            options.language(say),
        ],
        callback=_run(say, asked_language),
    )


def _run(say: Catalogue, asked_language: str | None) -> Callable[..., int]:
    def run(*, fail_on: str, verbose: bool, formats: object, outputs: object, **words: Any) -> int:
        del formats, outputs  # taken in their order from the command line
        found = options.asked_targets()
        report, language = check(Request(now=int(time.time()), **words))
        # The organisation's language counts where the reader has not asked for one.
        catalogue = Catalogue(language) if language and asked_language is None else say
        for target in found:
            style = console.style_of(target.path, verbose=verbose)
            console.emit(target.path, pieces(target.format, report, catalogue, style))
        return exit_code(report, None if fail_on == "never" else Level(fail_on))

    return run
