# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy audit`: every repository of an organisation."""

from __future__ import annotations

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
from ospo_policy.outputs import pieces


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return options.WithTargets(
        "audit",
        help=say("cli.audit.help"),
        short_help=say("cli.audit.short"),
        epilog=say("cli.audit.epilog"),
        params=[
            *options.places(say),
            click.Option(["--resume"], is_flag=True, help=say("cli.audit.resume")),
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
        found = options.asked_targets()
        if words["resume"] and words["store"] is None:
            raise UsageError(Message("audit.resume-without-store"), Message("audit.resume-without-store.hint"))
        in_full = any(target.format != "text" for target in found)
        progress = ProgressLine(say)
        try:
            done = audit_run.run(audit_run.Request(now=int(time.time()), **words), progress.tell, keep=in_full)
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
    """The overview as text, the whole report in all other formats."""
    for target in targets:
        style = console.style_of(target.path)
        if target.format == "text":
            console.emit(target.path, [done.overview.text(say, style, done.report.notices)])
        else:
            console.emit(target.path, pieces(target.format, done.report, say, style))


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
