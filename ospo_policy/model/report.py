# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a run found: findings, by repository, and their tally."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.policy import Fix, Level, PackInfo, Reference
from ospo_policy.model.verdict import Evidence


class Status(Enum):
    """The outcome of a rule on a repository, as reports show it."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    ERROR = "error"
    WAIVED = "waived"
    PASS = "pass"
    NOT_APPLICABLE = "not-applicable"


class Finding(NamedTuple):
    """One rule on one repository: the outcome, where it was seen, and what the rule says."""

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
    waiver: str | None = None


class RepositoryReport(NamedTuple):
    """All findings of one repository, in the policy's order."""

    id: str
    commit: str | None
    profile: str
    findings: tuple[Finding, ...]


class Report(NamedTuple):
    """All findings of a run. `date` is ISO 8601 (YYYY-MM-DD)."""

    tool_version: str
    date: str
    packs: tuple[PackInfo, ...]
    repositories: tuple[RepositoryReport, ...]
    notices: tuple[Message, ...] = ()
    """What a reader must know of the run itself: default packs taken, a part left out."""


def tally(report: Report) -> Mapping[Status, int]:
    """How many findings there are of each status; every status is present."""
    counts = dict.fromkeys(Status, 0)
    for repository in report.repositories:
        for finding in repository.findings:
            counts[finding.status] += 1
    return counts
