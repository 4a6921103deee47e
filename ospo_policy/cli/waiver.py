# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy waiver`: approved exceptions from rules."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message

if TYPE_CHECKING:
    from ospo_policy.operations.waiver_file import WaiverFile, Words

Wrong: TypeAlias = tuple[Message, Message | None] | None
"""What is wrong with an answer, and what to do."""


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The group of commands, their help in the catalogue's language."""
    return click.Group(
        "waiver",
        help=say("cli.waiver.help"),
        short_help=say("cli.waiver.short"),
        params=[options.language(say)],
        commands=[_add(say), _list(say), _check(say)],
    )


def _add(say: Catalogue) -> click.Command:
    def run(organisation: str, repositories: tuple[str, ...], days: int | None, *, offline: bool, **told: Any) -> int:
        from ospo_policy.operations.waiver_file import WaiverFile, Words

        now = int(time.time())
        file = WaiverFile(organisation, now, offline=offline)
        words = Words(**{key: value or "" for key, value in told.items()}, repositories=repositories)
        if days is not None:
            if words.end:
                raise UsageError(Message("cli.waiver.two-ends"), Message("cli.waiver.two-ends.hint"))
            words = words._replace(end=(file.day + dt.timedelta(days=days)).isoformat())
        added = file.add(_completed(words, file, say))
        for path, text in added.files.items():
            console.write_file(path, text)
        click.echo(say("waiver.added", path=added.waivers))
        click.echo("\n".join(f"  {line}" for line in harmless(added.lines, keep_lines=True).splitlines()))
        if organisation in added.files:
            click.echo(say("waiver.named", path=organisation, waivers=file.name))
        return exit_codes.OK

    words = [
        click.Option([f"--{name}"], metavar=metavar, help=say(f"cli.waiver.{name}"))
        for name, metavar in (
            ("rule", "RULE"), ("reason", "TEXT"), ("owner", "WHO"), ("approver", "WHO"), ("ticket", "URL"),
            ("start", "DATE"), ("end", "DATE"),
        )
    ]  # fmt: skip
    repository = click.Option(
        ["--repository", "repositories"], metavar="NAME", multiple=True, help=say("cli.waiver.repository")
    )
    within = click.Option(["--days"], type=click.IntRange(0, 36_500), help=say("cli.waiver.days"))
    params = [_organisation(say), words[0], repository, *words[1:], within, options.offline(say), options.language(say)]
    return options.subcommand(say, "waiver", "add", params, run)


def _completed(words: Words, file: WaiverFile, say: Catalogue) -> Words:
    """The words, with what is lacking asked for on a terminal. Raises `UsageError` where there is none."""
    lacking = [key for key in ("rule", "repositories", "reason", "owner", "approver") if not getattr(words, key)]
    if not lacking:
        return words
    if not sys.stdin.isatty():
        names = {"repositories": "repository"}
        named = tuple(f"--{names.get(key, key)}" for key in lacking)
        raise UsageError(message("cli.waiver.missing", options=named), Message("cli.waiver.missing.hint"))
    checks: dict[str, Callable[[str], Wrong]] = {"rule": file.wrong_rule}
    answers: dict[str, Any] = {
        key: _answer(say(f"waiver.ask-for.{key}"), say, checks.get(key, lambda _: None)) for key in lacking
    }
    if "repositories" in answers:
        words = words._replace(repositories=tuple(answers.pop("repositories").split()))
    words = words._replace(**answers)
    if not words.ticket:
        words = words._replace(ticket=_answer(say("waiver.ask-for.ticket"), say, may_be_empty=True))
    if not words.end:
        wants = file.wants_end(words.rule)
        question = say("waiver.ask-for.end" if wants else "waiver.ask-for.end-optional")
        words = words._replace(end=_answer(question, say, file.wrong_end, may_be_empty=not wants))
    return words


def _answer(
    question: str, say: Catalogue, wrong: Callable[[str], Wrong] = lambda _: None, *, may_be_empty: bool = False
) -> str:
    """What a person answers, asked again as long as it will not do."""
    while True:
        answer = str(click.prompt(question, default="", show_default=False, err=True)).strip()
        if not answer:
            if may_be_empty:
                return ""
            continue
        found = wrong(answer)
        if found is None:
            return answer
        what, hint = found
        click.echo(f"  {say.text(what)}{f' {say.text(hint)}' if hint else ''}", err=True)


def _list(say: Catalogue) -> click.Command:
    def run(organisation: str, *, offline: bool) -> int:
        from ospo_policy.operations.waiver_review import listed
        from ospo_policy.outputs.waivers import as_text

        found = listed(organisation, int(time.time()), offline=offline)
        click.echo(as_text(found.waivers, found.day, say), nl=False)
        return exit_codes.OK

    return options.subcommand(
        say, "waiver", "list", [_organisation(say), options.offline(say), options.language(say)], run
    )


def _check(say: Catalogue) -> click.Command:
    def run(organisation: str, store: str | None, within: int | None, *, offline: bool) -> int:
        from ospo_policy.operations.waiver_review import review

        found = review(organisation, int(time.time()), store=store, within=within, offline=offline)
        for notice in found.notices:
            click.echo(say.text(notice), err=True)
        if not found.problems:
            click.echo(say("waiver.check.good", count=found.waivers))
            return exit_codes.OK
        click.echo(say("waiver.check.some", count=len(found.problems)))
        for problem in found.problems:
            click.echo(f"  {say.shown(str(problem.position))}: {say.text(problem.message)}")
            if problem.hint is not None:
                click.echo(f"      {say.text(problem.hint)}")
        return exit_codes.FINDINGS

    params = [
        _organisation(say),
        click.Option(["--store"], metavar="WHERE", envvar="OSPO_POLICY_STORE", help=say("cli.waiver.store")),
        click.Option(["--within"], type=click.IntRange(0), metavar="DAYS", help=say("cli.waiver.within")),
        options.offline(say),
        options.language(say),
    ]
    return options.subcommand(say, "waiver", "check", params, run)


def _organisation(say: Catalogue) -> click.Option:
    return click.Option(
        ["--organisation", "-O"],
        metavar="FILE",
        envvar="OSPO_POLICY_ORGANISATION",
        default="ospo-policy.yml",
        show_default=True,
        help=say("cli.waiver.organisation"),
    )
