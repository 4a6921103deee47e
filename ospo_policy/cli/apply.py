# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy apply`: carry a plan out, telling what became of each repository."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from ospo_policy.cli import exit_codes, options
from ospo_policy.cli.audit_progress import ProgressLine
from ospo_policy.cli.plan import request_of, request_options
from ospo_policy.engine.planning import Entry
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations import apply_run
from ospo_policy.operations.apply import Outcome
from ospo_policy.operations.apply_run import Ready
from ospo_policy.operations.expected import expected

MINUTE = 60


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return click.Command(
        "apply",
        help=say("cli.apply.help"),
        short_help=say("cli.apply.short"),
        params=[
            click.Argument(["plan"], required=False),
            *request_options(say),
            click.Option(["--yes"], is_flag=True, help=say("cli.apply.yes")),
            options.language(say),
        ],
        callback=_run(say),
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(*, plan: str | None, yes: bool, **words: Any) -> int:
        progress = ProgressLine(say)
        try:
            ready = apply_run.prepare(request_of(words), plan, progress.tell)
        finally:
            progress.clear()
        _consent(ready, say, yes=yes)
        for told in pace(ready.doing, say):
            click.echo(told, err=True)
        failed = changed = 0
        for outcome in apply_run.run(ready):
            click.echo(line(outcome, say))
            failed += outcome.is_failure
            changed += bool(outcome.done)
        click.echo(say("apply.sum", count=changed) if changed or failed else say("apply.nothing"))
        if failed:
            click.echo(say("apply.failed", count=failed))
        for name, count in ready.writers.writes.items():
            if count:
                click.echo(say("apply.writes", forge=name, count=count), err=True)
        unread = ready.planned is not None and (ready.planned.plan.unread or not ready.planned.plan.examined)
        return exit_codes.INCOMPLETE if failed or unread else exit_codes.OK

    return run


def _consent(ready: Ready, say: Catalogue, *, yes: bool) -> None:
    """Ask a person where it would be more than the organisation lets us do alone. Raises `UsageError`."""
    if ready.too_many is None or yes or not ready.doing:
        return
    if sys.stdin.isatty() and click.confirm(say("apply.ask", why=ready.too_many), default=False):
        return
    raise UsageError(message("apply.consent", why=ready.too_many), Message("apply.consent.hint"))


def pace(entries: Iterable[Entry], say: Catalogue) -> list[str]:
    """How long each forge will take at its own pace, where that is more than a moment: a sentence for each."""
    told: list[str] = []
    for one in expected(entries):
        if one.seconds < MINUTE:
            continue
        hours, minutes = divmod(math.ceil(one.seconds / MINUTE), 60)
        time = message("apply.minutes", count=minutes)
        if hours:
            time = message("apply.hours", count=hours, minutes=time)
        key = "apply.pace-github" if one.forge_type is ForgeType.GITHUB else "apply.pace-other"
        told.append(say(key, forge=one.forge, writes=one.writes, time=time, an_hour=one.speed.an_hour))
    return told


def line(outcome: Outcome, say: Catalogue) -> str:
    """What became of a repository, in a line."""
    done = " ".join(dict.fromkeys(say.text(one) for one in outcome.done))
    key = "apply.line-left" if not outcome.done else "apply.line" if outcome.reason is None else "apply.line-why"
    told = say(
        key,
        id=outcome.subject.id,
        done=message("plan.as-told", what=done),
        why=outcome.reason or Message("request.nothing"),
    )
    return f"{told} {outcome.url}" if outcome.url else told
