# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a run found: findings, by repository, and their tally."""

from collections.abc import Collection, Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.policy import Fix, Level, PackInfo, Reference
from ospo_policy.model.verdict import Evidence
from ospo_policy.model.waivers import Waived


class Status(Enum):
    """The outcome of a rule on a repository, as reports show it."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    ERROR = "error"
    WAIVED = "waived"
    PASS = "pass"
    NOT_APPLICABLE = "not-applicable"


class Upcoming(NamedTuple):
    """The level that a rule has from a day on (an ISO date), and has not yet."""

    level: Level
    date: str


class Finding(NamedTuple):
    """One rule on one repository: the outcome, where it was seen, and what the rule says.

    `known_since` is the day since which a baseline knows of a failure, which then does not count.
    """

    rule: str
    pack: str
    level: Level
    status: Status
    message: Message
    title: LocalText
    locations: tuple[Location, ...] = ()
    evidence: Evidence = {}
    why: LocalText | None = None
    how: LocalText | None = None
    references: tuple[Reference, ...] = ()
    controls: tuple[str, ...] = ()
    fix: Fix | None = None
    via: str | None = None
    waiver: Waived | None = None
    upcoming: Upcoming | None = None
    known_since: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a failure that no baseline knows of."""
        return self.status is Status.FAIL and self.known_since is None

    @property
    def is_known(self) -> bool:
        """Whether it is a failure that a baseline knows of."""
        return self.status is Status.FAIL and self.known_since is not None

    @property
    def is_early(self) -> bool:
        """Whether it is a failure, not known before, of a rule whose level begins on a later day."""
        return self.counts and self.upcoming is not None


class GroupResult(NamedTuple):
    """A point or a level of a score, and whether it is met; not applicable when nothing of it applies."""

    title: LocalText
    status: Status


class ScoreResult(NamedTuple):
    """A score of one repository: the outcome of each point or level, in order."""

    id: str
    title: LocalText
    is_levels: bool
    groups: tuple[GroupResult, ...]

    def count(self, status: Status) -> int:
        """How many points or levels have that outcome."""
        return sum(group.status is status for group in self.groups)

    @property
    def level(self) -> int:
        """The highest level reached, counted from 1: met itself, and so are all below it; 0 for none."""
        reached = 0
        for group in self.groups:
            if group.status not in (Status.PASS, Status.NOT_APPLICABLE):
                break
            reached += 1
        return reached

    def summary(self) -> Message:
        """The score in a sentence, with what could not be told."""
        if not self.is_levels:
            total = len(self.groups) - self.count(Status.NOT_APPLICABLE)
            unknown = self.count(Status.UNKNOWN) + self.count(Status.ERROR)
            key = "score.points-unknown" if unknown else "score.points"
            return message(key, title=self.title, met=self.count(Status.PASS), total=total, unknown=unknown)
        at = self.level
        reached = self.groups[at - 1].title if at else None
        above = self.groups[at] if at < len(self.groups) else None
        unsure = above is not None and above.status is not Status.FAIL
        if reached is None:
            key = "score.first-unknown" if unsure else "score.no-level"
        else:
            key = "score.level-unknown" if unsure else "score.level"
        return message(key, title=self.title, level=reached, next=above.title if above else None)


class RepositoryReport(NamedTuple):
    """All findings of one repository, in the policy's order, and the scores that they give.

    `anchor` is the file at which a reader is shown what has no place of its own: the README, the policy file, else the
    first file. A check of one repository tells it; None where it is not known, as in an audit.
    """

    id: str
    commit: str | None
    profile: str
    findings: tuple[Finding, ...]
    scores: tuple[ScoreResult, ...] = ()
    anchor: str | None = None


class Control(NamedTuple):
    """A control of a framework: how many findings that answer it are met, not met, not known; by which rules."""

    id: str
    met: int
    failed: int
    unknown: int
    rules: tuple[str, ...]


class Framework(NamedTuple):
    """The controls of a framework that some finding answers, in order."""

    name: str
    controls: tuple[Control, ...]

    @property
    def met(self) -> int:
        """How many controls have findings that are all met."""
        return sum(bool(control.met) and not control.failed and not control.unknown for control in self.controls)


class Unread(NamedTuple):
    """A repository, or an owner, that could not be read, and why."""

    id: str
    reason: Message


class LeftOut(NamedTuple):
    """A repository, or an owner, that was left out on purpose, and why."""

    id: str
    reason: Message


class Report(NamedTuple):
    """All findings of a run. `date` is ISO 8601 (YYYY-MM-DD).

    `repositories` is gone through as often as a format needs, and may be read from a store each time.
    """

    tool_version: str
    date: str
    packs: tuple[PackInfo, ...]
    repositories: Collection[RepositoryReport]
    notices: tuple[Message, ...] = ()
    """What a reader must know of the run itself: default packs taken, a part left out."""
    unread: tuple[Unread, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def tally(report: Report) -> Mapping[Status, int]:
    """How many findings there are of each status; every status is present."""
    counts = dict.fromkeys(Status, 0)
    for repository in report.repositories:
        for finding in repository.findings:
            counts[finding.status] += 1
    return counts
