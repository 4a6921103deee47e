# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be said of waivers: those that end soon or have ended, those without effect, those that are asked for. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from ospo_policy.engine.waive import State, Waivers, is_in_effect, is_literal, names_rule, state
from ospo_policy.model.errors import Problem
from ospo_policy.model.message import Message, message
from ospo_policy.model.policy import Rule, Waivable, WaivedBy
from ospo_policy.model.report import Finding, RepositoryReport, Status
from ospo_policy.model.waivers import Waiver
from ospo_policy.parsers.nearest import nearest


def review(
    waivers: Waivers, rules: Mapping[str, Waivable], day: dt.date, used: Collection[str] | None = None
) -> list[Problem]:
    """What an organisation has to look after in its waivers, in the order of its file.

    `rules` are all that its packs have; `used` are the places of the waivers that cover a failure somewhere
    (`ospo_policy.engine.waive.used`), None where not everything was looked at.
    """
    found = [_wrong_with(one, waivers.notice_days, rules, day, used) for one in waivers.entries]
    return [problem for problem in found if problem is not None]


def _wrong_with(
    waiver: Waiver, notice_days: int, rules: Mapping[str, Waivable], day: dt.date, used: Collection[str] | None
) -> Problem | None:
    named = [rules[rule] for rule in rules if names_rule(waiver, rule)]
    said = {"rule": waiver.rule, "end": waiver.end}
    at = state(waiver, day, notice_days)
    if not named:
        return Problem(waiver.at, message("waiver.rule-unknown", **said), _did_you_mean(waiver.rule, rules))
    if all(one.by is WaivedBy.NEVER for one in named):
        return Problem(waiver.at, message("waiver.never", **said), Message("waiver.never.hint"))
    if waiver.end is None and all(one.end or one.by is WaivedBy.NEVER for one in named):
        return Problem(waiver.at, message("waiver.no-end", **said), Message("waiver.no-end.hint"))
    if at is State.EXPIRED:
        return Problem(waiver.at, message("waiver.expired", **said), Message("waiver.expired.hint"))
    if at is State.ENDS_SOON:
        return Problem(waiver.at, message("waiver.ends-soon", **said), Message("waiver.ends-soon.hint"))
    if at is State.IN_EFFECT and used is not None and str(waiver.at) not in used:
        return Problem(waiver.at, message("waiver.unused", **said), Message("waiver.unused.hint"))
    return None


def _did_you_mean(rule: str, rules: Iterable[str]) -> Message | None:
    near = nearest(rule, rules)
    return None if near is None else message("bind.did-you-mean", name=near)


def of_repository(
    report: RepositoryReport, approved: Sequence[Waiver], notice_days: int, day: dt.date
) -> tuple[Message, ...]:
    """What a team should know of the waivers of its repository: that one ends soon, has ended, or is not needed."""
    said: list[Message] = []
    for finding in report.findings:
        if finding.status is Status.WAIVED and finding.waiver is not None and finding.waiver.end is not None:
            left = (dt.date.fromisoformat(finding.waiver.end) - day).days
            if left <= notice_days:
                said.append(message("waiver.notice.ends-soon", rule=finding.rule, end=finding.waiver.end))
        elif finding.status is Status.FAIL:
            ended = [one for one in approved if names_rule(one, finding.rule) and state(one, day) is State.EXPIRED]
            said += [message("waiver.notice.expired", rule=finding.rule, at=str(one.at), end=one.end) for one in ended]
    said += [message("waiver.notice.not-needed", rule=one.rule, at=str(one.at))
             for one in approved if is_in_effect(one, day) and _is_needless(one, report)]  # fmt: skip
    return tuple(said)


def _is_needless(waiver: Waiver, report: RepositoryReport) -> bool:
    """Whether a waiver of this repository alone covers nothing: all the rules that it names are met."""
    if len(waiver.repositories) != 1 or not is_literal(waiver.repositories[0]):
        return False
    named = [one.status for one in report.findings if names_rule(waiver, one.rule)]
    return bool(named) and all(one in (Status.PASS, Status.NOT_APPLICABLE) for one in named)


def of_asks(
    report: RepositoryReport, asked: Iterable[Waiver], rules: Iterable[Rule], day: dt.date
) -> tuple[Message, ...]:
    """The waivers that a repository asks for and that have no effect, each with why."""
    waivable = {rule.id: rule.waivable for rule in rules}
    return tuple(what for ask in asked for what in _unheeded(ask, report, waivable, day))


def _unheeded(
    ask: Waiver, report: RepositoryReport, waivable: Mapping[str, Waivable], day: dt.date
) -> Iterable[Message]:
    named = [one for one in report.findings if names_rule(ask, one.rule)]
    where = {"at": str(ask.at)}
    if not named:
        near = nearest(ask.rule, waivable)
        key = "waiver.ask.rule-unknown" if near is None else "waiver.ask.rule-misspelt"
        yield message(key, rule=ask.rule, **where, **({} if near is None else {"near": near}))
    elif all(one.status in (Status.PASS, Status.NOT_APPLICABLE) for one in named):
        yield message("waiver.ask.not-needed", rule=ask.rule, **where)
    for finding in named:
        if finding.status is Status.FAIL:
            yield message(_why_not(ask, finding, waivable, day), rule=finding.rule, **where)


def _why_not(ask: Waiver, finding: Finding, waivable: Mapping[str, Waivable], day: dt.date) -> str:
    """Why an ask does not count for a failure, as a key of the catalogue."""
    allowed = waivable.get(finding.rule, Waivable())
    at = state(ask, day)
    if allowed.by is WaivedBy.NEVER:
        return "waiver.ask.never"
    if at is State.EXPIRED:
        return "waiver.ask.expired"
    if allowed.end and ask.end is None:
        return "waiver.ask.no-end"
    if allowed.by is WaivedBy.ORGANISATION:
        return "waiver.ask.unapproved"
    return "waiver.ask.not-yet"
