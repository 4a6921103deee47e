# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is counted over all repositories, gathered from one at a time: of it a large audit keeps nothing else."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, ScoreResult, Status


class Line(NamedTuple):
    """A repository: its failures that count, by level, and how many findings there are of each other kind."""

    id: str
    failed: tuple[int, ...]
    unknown: int
    broken: int
    met: int = 0
    waived: int = 0
    known_at: tuple[int, ...] = ()
    """Failures that are in the baseline, which do not count, by level."""
    early: int = 0
    """How many of the failures are of rules whose level begins later; they are among those of the lowest level."""

    @property
    def known(self) -> int:
        """How many failures are in the baseline."""
        return sum(self.known_at)

    @property
    def is_judged(self) -> bool:
        """Whether anything could be told of it."""
        return bool(self.met or any(self.failed) or self.known or self.waived)

    @property
    def is_good(self) -> bool:
        """Whether all that could be told of it is met, and something could be."""
        return self.is_judged and not (any(self.failed) or self.broken or self.known or self.waived)

    @property
    def is_sound(self) -> bool:
        """Whether something could be told of it, and all that must be is met: a failure that is known is not."""
        return self.is_judged and not (self.failed[0] or any(self.known_at[:1]) or self.broken)

    @property
    def wants_reading(self) -> bool:
        """Whether anything is to be told of it one by one."""
        return bool(any(self.failed) or self.known or self.broken or self.unknown or self.waived)

    @property
    def urgency(self) -> tuple[object, ...]:
        """What sorts repositories, the one with most to do first."""
        return (*(-count for count in self.failed), self.id)


class RuleCount(NamedTuple):
    """A rule, with any finding of it: how many repositories do not meet it, of how many of which it could be told.

    `known` of those that do not meet it are in a baseline.
    """

    rule: Finding
    failed: int
    judged: int
    unknown: int
    known: int


class ScoreCount:
    """How repositories do in a score: how many reached each level, or how many points they have on average."""

    def __init__(self, score: ScoreResult) -> None:
        self.score = score
        self.repositories = 0
        self.reached: Counter[int] = Counter()
        """Repositories by level, 0 for none; or by points."""
        self._shares = 0.0
        self._scored = 0

    def add(self, score: ScoreResult) -> None:
        """Count one repository's."""
        self.repositories += 1
        met, total = score.count(Status.PASS), len(score.groups) - score.count(Status.NOT_APPLICABLE)
        self.reached[score.level if score.is_levels else met] += 1
        if total:
            self._shares += met / total
            self._scored += 1

    @property
    def share(self) -> float:
        """The part of the points that repositories have on average, from 0 to 1."""
        return self._shares / self._scored if self._scored else 0.0


class Counts:
    """Gathers the counts of a report."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._rules: dict[str, Finding] = {}
        self._failed: Counter[str] = Counter()
        self._judged: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        self._known: Counter[str] = Counter()
        self.counts = dict.fromkeys(Status, 0)
        """How many findings there are of each status; every status is present."""
        self.scores: dict[str, ScoreCount] = {}
        """How the repositories do in each score, by its id."""

    def add(self, report: RepositoryReport) -> None:
        """Count one repository."""
        failed = dict.fromkeys(Level, 0)
        here = dict.fromkeys(Status, 0)
        known = dict.fromkeys(Level, 0)
        for finding in report.findings:
            self._rules.setdefault(finding.rule, finding)
            here[finding.status] += 1
            if finding.status in (Status.PASS, Status.FAIL, Status.WAIVED):
                self._judged[finding.rule] += 1
            if finding.status is Status.FAIL:
                failed[finding.level] += finding.counts
                known[finding.level] += finding.is_known
                self._failed[finding.rule] += 1
                self._known[finding.rule] += finding.is_known
            self._unknown[finding.rule] += finding.status is Status.UNKNOWN
        for status, count in here.items():
            self.counts[status] += count
        self._lines.append(
            Line(report.id, tuple(failed.values()), here[Status.UNKNOWN], here[Status.ERROR], here[Status.PASS],
                 here[Status.WAIVED], tuple(known.values()), sum(one.is_early for one in report.findings))
        )  # fmt: skip
        for score in report.scores:
            self.scores.setdefault(score.id, ScoreCount(score)).add(score)

    @property
    def lines(self) -> list[Line]:
        """The repositories, the one with most to do first."""
        return sorted(self._lines, key=lambda line: line.urgency)

    @property
    def rules(self) -> list[RuleCount]:
        """The rules that some repository does not meet, or of which it could not be told.

        The demanded ones come first, then those that most do not meet.
        """
        found = (
            RuleCount(one, self._failed[rule], self._judged[rule], self._unknown[rule], self._known[rule])
            for rule, one in self._rules.items()
            if self._failed[rule] or self._unknown[rule]
        )
        return sorted(found, key=lambda one: (one.rule.level.rank, -one.failed, -one.unknown, one.rule.rule))


def counts_of(report: Report) -> Counts:
    """The counts of a report; what was not read is in the report itself."""
    counts = Counts()
    for repository in report.repositories:
        counts.add(repository)
    return counts
