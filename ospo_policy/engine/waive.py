# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waivers: a failure that an approved exception covers is shown as waived, with its reason, for as long as it holds.

Pure. Nothing but a failure is ever waived: what is met needs no waiver, what is not known must not be hidden by one. A
rule says who may waive it (`waivable`); what a repository asks for itself has an effect on rules that leave it to the
repository, and otherwise waits for the organisation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fnmatch import fnmatchcase
from typing import NamedTuple

from ospo_policy.model.policy import Rule, Waivable, WaivedBy
from ospo_policy.model.report import Finding, RepositoryReport, Status
from ospo_policy.model.waivers import Waived, Waiver
from ospo_policy.parsers.regex import compile_glob

NOTICE_DAYS = 30
"""How long before its end a waiver is spoken of, where the organisation says nothing else."""
_FAR = "9999-12-31"


class State(Enum):
    """Where a waiver stands on a day."""

    NOT_YET = "not-yet"
    IN_EFFECT = "in-effect"
    ENDS_SOON = "ends-soon"
    EXPIRED = "expired"


class Waivers(NamedTuple):
    """The organisation's waivers, in the order of its file."""

    entries: tuple[Waiver, ...] = ()
    notice_days: int = NOTICE_DAYS

    def of(self, names: Sequence[str]) -> tuple[Waiver, ...]:
        """Those that name a repository by one of its names."""
        return tuple(one for one in self.entries if names_repository(one, names))


def names_rule(waiver: Waiver, rule: str) -> bool:
    """Whether a waiver is of a rule."""
    return fnmatchcase(rule, waiver.rule)


def names_repository(waiver: Waiver, names: Sequence[str]) -> bool:
    """Whether a waiver is of a repository, which may have several names: `github:owner/name`, `owner/name`."""
    for pattern in waiver.repositories:
        forge, colon, rest = pattern.rpartition(":")
        if rest == "*":  # all repositories, as in `owners: ["*"]`, however deep in groups
            pattern = f"{forge}{colon}**"  # noqa: PLW2901 - the same pattern, written out
        if is_literal(pattern):
            if any(pattern.lower() == name.lower() for name in names):
                return True
        elif any(compile_glob(pattern).matches(name) for name in names):
            return True
    return False


def is_literal(pattern: str) -> bool:
    """Whether a pattern of repositories names just one."""
    return not any(sign in pattern for sign in "*?[{")


def state(waiver: Waiver, day: dt.date, notice_days: int = 0) -> State:
    """Where a waiver stands on a day; its last day is one on which it holds."""
    if waiver.start is not None and dt.date.fromisoformat(waiver.start) > day:
        return State.NOT_YET
    if waiver.end is None:
        return State.IN_EFFECT
    left = (dt.date.fromisoformat(waiver.end) - day).days
    if left < 0:
        return State.EXPIRED
    return State.ENDS_SOON if left <= notice_days else State.IN_EFFECT


def is_in_effect(waiver: Waiver, day: dt.date) -> bool:
    """Whether a waiver holds on a day."""
    return state(waiver, day) in (State.IN_EFFECT, State.ENDS_SOON)


def permits(waivable: Waivable, waiver: Waiver) -> bool:
    """Whether a rule lets a waiver count: by who decided it, and by whether it ends."""
    if waivable.by is WaivedBy.NEVER or (waivable.end and waiver.end is None):
        return False
    return waiver.approver is not None or waivable.by is WaivedBy.REPOSITORY


def waive(
    report: RepositoryReport, rules: Iterable[Rule], approved: Sequence[Waiver], asked: Sequence[Waiver], day: dt.date
) -> RepositoryReport:
    """The report with the failures that a waiver covers on that day as `waived`; all else as it is.

    `approved` are the organisation's waivers of this repository, `asked` those that it asks for itself.
    """
    effective = [one for one in (*approved, *asked) if is_in_effect(one, day)]
    if not effective:
        return report
    waivable = {rule.id: rule.waivable for rule in rules}
    findings = tuple(_waived(finding, waivable, effective) for finding in report.findings)
    return report._replace(findings=findings)


def _waived(finding: Finding, waivable: Mapping[str, Waivable], effective: Sequence[Waiver]) -> Finding:
    """The finding, waived if a waiver covers it; of several, by the one that holds longest."""
    if finding.status is not Status.FAIL:
        return finding
    allowed = waivable.get(finding.rule, Waivable())
    some = [one for one in effective if names_rule(one, finding.rule) and permits(allowed, one)]
    if not some:
        return finding
    return finding._replace(status=Status.WAIVED, waiver=shown(max(some, key=lambda one: one.end or _FAR)))


def shown(waiver: Waiver) -> Waived:
    """What a report shows of a waiver."""
    _, _, reason, owner, approver, ticket, start, end, at = waiver
    return Waived(reason, owner, approver, ticket, start, end, str(at))


def used(approved: Iterable[Waiver], report: RepositoryReport, day: dt.date) -> frozenset[str]:
    """The places of the organisation's waivers of this repository that cover a failure of its report."""
    failing = [one.rule for one in report.findings if one.status in (Status.FAIL, Status.WAIVED)]
    some = (one for one in approved if is_in_effect(one, day) and any(names_rule(one, rule) for rule in failing))
    return frozenset(str(one.at) for one in some)
