# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a change of policy does: two policies, judged on the same facts, rule by rule and repository by repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.policy import FixKind, Level, PackInfo
from ospo_policy.model.report import Finding, RepositoryReport, Status, Unread

SHOWN = (Status.PASS, Status.FAIL, Status.UNKNOWN)
"""The outcomes that are counted each; all others stand together."""


class Change(Enum):
    """What becomes of a rule."""

    NEW = "new"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


class Side(NamedTuple):
    """A rule in one of the policies: its strongest level, and how many repositories there are of each outcome."""

    level: Level
    counts: Mapping[Status, int]

    def count(self, status: Status) -> int:
        """How many repositories have that outcome."""
        return self.counts.get(status, 0)


class RuleImpact(NamedTuple):
    """What a change does to one rule. `keys` are the parts of it that were rewritten; the rest are ids of repositories."""

    rule: str
    title: LocalText
    change: Change
    before: Side | None
    after: Side | None
    keys: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    """Those that fail now, and did not before."""
    passing: tuple[str, ...] = ()
    """Those that pass now, and failed or were unknown before."""
    unknown: tuple[str, ...] = ()
    """Those of which it is unknown now, and was not before."""

    @property
    def tells(self) -> bool:
        """Whether anything is different."""
        return self.change is not Change.SAME or bool(self.failing or self.passing or self.unknown)


class Asked(NamedTuple):
    """In how many repositories a request or an issue would be opened, brought up to date or closed, if each had one."""

    open: int = 0
    update: int = 0
    close: int = 0


class Impact(NamedTuple):
    """What a change of policy does. `failing` counts the repositories that fail at `must`, before and after."""

    tool_version: str
    date: str
    old: tuple[PackInfo, ...]
    new: tuple[PackInfo, ...]
    since: str
    """What the old policy is: a commit, or the names of packs."""
    repositories: int
    failing: tuple[int, int]
    newly_failing: tuple[str, ...]
    """The repositories in which something counts as a failure now that did not before."""
    rules: tuple[RuleImpact, ...]
    requests: Asked
    issues: Asked
    unread: tuple[Unread, ...] = ()
    notices: tuple[Message, ...] = ()


class Comparison:
    """Gathers what both policies find, a repository at a time."""

    def __init__(self, level: Level) -> None:
        """`level` is the weakest that is repaired."""
        self._level = level
        self._sides: tuple[dict[str, _Gathered], dict[str, _Gathered]] = ({}, {})
        self._moved: dict[str, dict[str, list[str]]] = {}
        self._asked = (Counter[str](), Counter[str]())
        self.repositories = 0
        self.failing = [0, 0]
        self.newly_failing: list[str] = []

    def add(self, before: RepositoryReport, after: RepositoryReport) -> None:
        """One repository, as each policy finds it."""
        self.repositories += 1
        found = tuple({one.rule: one for one in report.findings} for report in (before, after))
        for number, (side, findings) in enumerate(zip(self._sides, found, strict=True)):
            for one in findings.values():
                side.setdefault(one.rule, _Gathered(one.title)).add(one)
            self.failing[number] += any(one.counts and one.level is Level.MUST for one in findings.values())
        is_worse = False
        for rule, now in found[1].items():
            is_worse |= self._move(after.id, rule, found[0].get(rule), now)
        if is_worse:
            self.newly_failing.append(after.id)
        for number, asks in enumerate((_requested, _told)):
            old, new = (frozenset(one.rule for one in some.values() if asks(one, self._level)) for some in found)
            self._asked[number][_what(old, new)] += 1

    def _move(self, id_: str, rule: str, was: Finding | None, now: Finding) -> bool:
        """Note where a verdict changed. Whether it is a failure now that was none."""
        before = was.status if was is not None else None
        is_new_failure = now.counts and not (was is not None and was.counts)
        name = None
        if is_new_failure:
            name = "failing"
        elif now.status is Status.PASS and before in (Status.FAIL, Status.UNKNOWN):
            name = "passing"
        elif now.status is Status.UNKNOWN and before is not Status.UNKNOWN:
            name = "unknown"
        if name is not None:
            self._moved.setdefault(rule, {}).setdefault(name, []).append(id_)
        return is_new_failure

    def rules(self, rewritten: Mapping[str, tuple[str, ...]]) -> tuple[RuleImpact, ...]:
        """Every rule of either policy, what tells most first; `rewritten` names what of a rule is written otherwise."""
        old, new = self._sides
        found = [self._rule(name, rewritten.get(name, ())) for name in sorted({*old, *new})]
        return tuple(sorted(found, key=lambda one: (-len(one.failing), one.change is Change.SAME, one.rule)))

    def _rule(self, name: str, keys: tuple[str, ...]) -> RuleImpact:
        before, after = (None if (one := side.get(name)) is None else one.side for side in self._sides)
        if before is None or after is None:
            change = Change.NEW if before is None else Change.REMOVED
        else:
            change = Change.CHANGED if keys or before.level is not after.level else Change.SAME
        title = (self._sides[1].get(name) or self._sides[0][name]).title
        moved = {key: tuple(sorted(ids)) for key, ids in self._moved.get(name, {}).items()}
        return RuleImpact(name, title, change, before, after, keys if change is Change.CHANGED else (), **moved)

    @property
    def requests(self) -> Asked:
        """What becomes of requests."""
        return Asked(**{key: self._asked[0][key] for key in Asked._fields})

    @property
    def issues(self) -> Asked:
        """What becomes of issues."""
        return Asked(**{key: self._asked[1][key] for key in Asked._fields})


class _Gathered:
    """What is gathered of a rule."""

    def __init__(self, title: LocalText) -> None:
        self.title = title
        self._levels: set[Level] = set()
        self._counts: Counter[Status] = Counter()

    def add(self, finding: Finding) -> None:
        self._levels.add(finding.level)
        self._counts[finding.status] += 1

    @property
    def side(self) -> Side:
        return Side(min(self._levels, key=lambda level: level.rank), dict(self._counts))


def _requested(finding: Finding, level: Level) -> bool:
    """Whether a request would ask for it: a failure that counts, which a file or an edit repairs."""
    fix = finding.fix
    return (
        _is_asked(finding, level)
        and fix is not None
        and fix.kind is not FixKind.ISSUE
        and bool(fix.template or fix.edit)
    )


def _told(finding: Finding, level: Level) -> bool:
    """Whether an issue would tell of it: a failure that counts, which only people can decide on."""
    fix = finding.fix
    return (
        _is_asked(finding, level)
        and fix is not None
        and (fix.kind is FixKind.ISSUE or bool(fix.advice))
        and not _requested(finding, level)
    )


def _is_asked(finding: Finding, level: Level) -> bool:
    return finding.counts and finding.level.rank <= level.rank


def _what(old: frozenset[str], new: frozenset[str]) -> str:
    if not old:
        return "open" if new else "none"
    return "close" if not new else "none" if old == new else "update"


def none_of(report: RepositoryReport) -> RepositoryReport:
    """A report in which no rule was asked about: where there was no policy before."""
    return report._replace(findings=(), scores=())
