# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy audit`: every repository of an organisation."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.operations import audit_run
from ospo_policy.outputs import json_report


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return options.WithTargets(
        "audit",
        help=say("cli.audit.help"),
        short_help=say("cli.audit.short"),
        epilog=say("cli.audit.epilog"),
        params=[
            click.Option(["--local"], metavar="DIR", help=say("cli.audit.local")),
            click.Option(
                ["--organisation", "-O"],
                metavar="FILE",
                envvar="OSPO_POLICY_ORGANISATION",
                help=say("cli.audit.organisation"),
            ),
            options.packs(say),
            *options.target_options(say),
            options.choice_of_levels(say),
            options.offline(say),
            options.language(say),
        ],
        callback=_run(say),
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(*, fail_on: str, formats: object, outputs: object, **words: Any) -> int:
        del formats, outputs  # taken in their order from the command line
        found = click.get_current_context().meta["targets"]
        options.one_on_standard_output(found)
        wants_json = any(target.format == "json" for target in found)
        done = audit_run.run(audit_run.Request(now=int(time.time()), **words), keep=wants_json)
        for target in found:
            terminal = target.path is None and sys.stdout.isatty()
            style = console.style_for(terminal, verbose=False)
            if target.format == "json":
                text = json_report.render(done.report, say, style)
            else:
                text = done.overview.text(say, style)
            if target.path is None:
                click.echo(text, nl=False, color=True)
            else:
                console.write_file(target.path, text)
        if done.overview.broken:
            return exit_codes.DEFECT
        if not done.overview.is_complete:
            return exit_codes.INCOMPLETE
        level = None if fail_on == "never" else Level(fail_on)
        return exit_codes.FINDINGS if done.overview.fails_at(level) else exit_codes.OK

    return run
