# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judges what an audit reads, and has it recorded at once; it is given on when it is known what counts."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Protocol

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.defaults import NAME
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.operations.assignment import Policies, profile_of
from ospo_policy.operations.audit_keeper import Audited, Keeper
from ospo_policy.operations.audit_reading import Read
from ospo_policy.operations.listings import BATCH
from ospo_policy.ports.forges import Listed


class Examined(NamedTuple):
    """A repository as it was judged: what was listed, the policy that holds, all its facts, and what was found."""

    listed: Listed
    policy: Policy
    facts: Repository
    report: RepositoryReport


class Onlooker(Protocol):
    """Who is shown repositories with all their facts, which are forgotten then."""

    def look(self, examined: Sequence[Examined]) -> None:
        """Some repositories of any forges, in the order in which they were read."""

    def drop(self, left_out: AbstractSet[tuple[str, str]]) -> None:
        """Those, by forge and native id, are copies of others: they do not count."""


class Nobody:
    """Looks at nothing."""

    def look(self, examined: Sequence[Examined]) -> None:
        """Nothing."""

    def drop(self, left_out: AbstractSet[tuple[str, str]]) -> None:
        """Nothing."""


class Judge:
    """Evaluates repositories as they are read, and keeps them back until it was decided which are copies of others."""

    def __init__(self, policies: Policies, keeper: Keeper, onlooker: Onlooker) -> None:
        self._policies, self._keeper, self._onlooker = policies, keeper, onlooker
        self._examined: list[Examined] = []
        self._handed_on: dict[tuple[int, str], Repository] = {}
        self._defaults: dict[tuple[int, str], Repository] = {}
        self._new: list[Audited] = []
        self._held: list[Audited] = []
        self._left_out: AbstractSet[tuple[str, str]] | None = None

    def hand_on(self, number: int, owner: str, facts: Repository) -> None:
        """What an owner hands on to all its repositories of a place."""
        self._handed_on[number, owner] = facts

    def take(self, read: Read) -> None:
        """Evaluate one."""
        if read.is_default:
            if isinstance(read.facts, Repository):
                self._defaults[read.number, read.listed.owner] = read.facts
            else:
                self._keeper.inherits(read.listed, is_read=False)
        if read.is_wanted and (read.listed.forge, read.listed.native_id) not in (self._left_out or ()):
            self._new.append(self._audited(read))
            if len(self._new) >= BATCH:
                self.record()

    def record(self) -> None:
        """Record what was evaluated."""
        examined, self._examined = self._examined, []
        if examined:
            self._onlooker.look(examined)
        new, self._new = self._new, []
        if new:
            self._keeper.keep(new)
            self._held += map(_slim, new) if self._keeper.is_lasting else new

    def decide(self, left_out: AbstractSet[tuple[str, str]]) -> None:
        """Those, by forge and native id, are copies of others: what was read of them does not count."""
        self.record()
        self._left_out = left_out
        if left_out:
            self._keeper.drop(left_out)
            self._onlooker.drop(left_out)
        self._held = [one for one in self._held if (one.listed.forge, one.listed.native_id) not in left_out]

    def given(self) -> list[Audited]:
        """What counts and was recorded since the last time."""
        if self._left_out is None:
            return []
        held, self._held = self._held, []
        return held

    def _audited(self, read: Read) -> Audited:
        if isinstance(read.facts, Message):
            return Audited(read.listed, read.facts)
        place = (read.number, read.listed.owner)
        defaults = None if read.listed.name == NAME else self._defaults.get(place)
        defaults = defaults or self._handed_on.get(place)
        known = read.facts._replace(profile=profile_of(read.facts), defaults=defaults)
        self._keeper.remember(read.listed, known)
        report, notices = self._policies.judge(known)
        if not isinstance(self._onlooker, Nobody):
            self._examined.append(Examined(read.listed, self._policies.of(known)[0], known, report))
        return Audited(read.listed, report, notices)


def _slim(one: Audited) -> Audited:
    """Without what is recorded: it is read from there."""
    if isinstance(one.report, Message):
        return one
    return one._replace(
        listed=one.listed._replace(fields={}, more=None),
        report=RepositoryReport(one.report.id, one.report.commit, one.report.profile, ()),
    )
