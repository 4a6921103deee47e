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
from ospo_policy.cli.audit_progress import ProgressLine
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message
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
            click.Option(["--github"], metavar="OWNER", multiple=True, help=say("cli.audit.github")),
            click.Option(["--gitlab"], metavar="GROUP", multiple=True, help=say("cli.audit.gitlab")),
            click.Option(
                ["--organisation", "-O"],
                metavar="FILE",
                envvar="OSPO_POLICY_ORGANISATION",
                help=say("cli.audit.organisation"),
            ),
            options.packs(say),
            click.Option(["--store"], metavar="WHERE", envvar="OSPO_POLICY_STORE", help=say("cli.audit.store")),
            click.Option(["--resume"], is_flag=True, help=say("cli.audit.resume")),
            click.Option(["--budget"], metavar="SHARE", help=say("cli.audit.budget")),
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
        if words["resume"] and words["store"] is None:
            raise UsageError(Message("audit.resume-without-store"), Message("audit.resume-without-store.hint"))
        wants_json = any(target.format == "json" for target in found)
        progress = ProgressLine(say)
        try:
            done = audit_run.run(audit_run.Request(now=int(time.time()), **words), progress.tell, keep=wants_json)
        except KeyboardInterrupt:
            progress.clear()
            if words["store"] is not None:
                click.echo(say("audit.resume-hint"), err=True)
            raise
        progress.clear()
        _write(done, found, say)
        _tell_cost(done, say)
        if done.is_cut:
            click.echo(say("audit.resume-hint" if words["store"] is not None else "audit.store-hint"), err=True)
        return _code(done, fail_on)

    return run


def _write(done: audit_run.Done, targets: list[options.Target], say: Catalogue) -> None:
    for target in targets:
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


def _tell_cost(done: audit_run.Done, say: Catalogue) -> None:
    """What was spent, for who keeps an eye on limits; on standard error, as it is no result."""
    if done.carried:
        click.echo(say("audit.carried", count=done.carried), err=True)
    for name, usage in done.usage.items():
        if usage.requests:
            words = {"requests": usage.requests, "points": usage.points, "kilobytes": usage.bytes // 1000}
            click.echo(say("audit.spent", forge=name, **words), err=True)


def _code(done: audit_run.Done, fail_on: str) -> int:
    if done.overview.broken:
        return exit_codes.DEFECT
    if not done.overview.is_complete:
        return exit_codes.INCOMPLETE
    level = None if fail_on == "never" else Level(fail_on)
    return exit_codes.FINDINGS if done.overview.fails_at(level) else exit_codes.OK
