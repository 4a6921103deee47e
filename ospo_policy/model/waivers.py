# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waivers, approved exceptions from rules: the organisation's `waivers.yml`, and what a report shows of one.

A repository asks for waivers in its own `.ospo-policy.yml`; an ask takes effect where the organisation approves it, or
where a rule leaves the decision to the repository.
"""

from typing import NamedTuple

from ospo_policy.model.location import Position
from ospo_policy.model.policy import DateText, Natural, RepositoryPattern, RulePattern


class WaiverEntry(NamedTuple):
    """A waiver as the organisation writes it. `end` is the last day on which it holds."""

    rule: RulePattern
    repositories: tuple[RepositoryPattern, ...]
    reason: str
    owner: str
    approver: str
    ticket: str | None = None
    start: DateText | None = None
    end: DateText | None = None


class WaiversDocument(NamedTuple):
    """The organisation's file of waivers. `notice_days` says how long before its end a waiver is spoken of."""

    waivers: tuple[WaiverEntry, ...] = ()
    notice_days: Natural = Natural(30)


class WaiverAsk(NamedTuple):
    """A waiver that a repository asks for, for itself."""

    rule: RulePattern
    reason: str
    owner: str | None = None
    ticket: str | None = None
    start: DateText | None = None
    end: DateText | None = None


class Waiver(NamedTuple):
    """A waiver and the place where it is written. Of an ask, `repositories` is empty and `approver` is None."""

    rule: str
    repositories: tuple[str, ...]
    reason: str
    owner: str | None
    approver: str | None
    ticket: str | None
    start: str | None
    end: str | None
    at: Position


class Waived(NamedTuple):
    """What a report shows of the waiver of a failure; without `approver`, the repository decided for itself."""

    reason: str
    owner: str | None
    approver: str | None
    ticket: str | None
    start: str | None
    end: str | None
    at: str
