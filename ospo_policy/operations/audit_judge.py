# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judges what an audit reads, and has it recorded at once; it is given on when it is known what counts."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from ospo_policy.engine.defaults import NAME
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.operations.assignment import Policies, profile_of
from ospo_policy.operations.audit_keeper import Audited, Keeper
from ospo_policy.operations.audit_reading import Read
from ospo_policy.operations.listings import BATCH
from ospo_policy.ports.forges import Listed


class Judge:
    """Evaluates repositories as they are read, and keeps them back until it was decided which are copies of others."""

    def __init__(self, policies: Policies, keeper: Keeper) -> None:
        self._policies, self._keeper = policies, keeper
        self._defaults: dict[tuple[int, str], Repository] = {}
        self._new: list[Audited] = []
        self._held: list[Audited] = []
        self._left_out: AbstractSet[tuple[str, str]] | None = None

    def hand_on(self, number: int, what: Iterable[tuple[Listed, Repository]]) -> None:
        """What the repositories of a place inherit, for each owner, that stands in none of them."""
        self._defaults |= {(number, one.owner): facts for one, facts in what}

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
        defaults = None if read.listed.name == NAME else self._defaults.get((read.number, read.listed.owner))
        known = read.facts._replace(profile=profile_of(read.facts), defaults=defaults)
        policy, notices = self._policies.of(known)
        return Audited(read.listed, evaluate(policy, known), notices)


def _slim(one: Audited) -> Audited:
    """Without what is recorded: it is read from there."""
    if isinstance(one.report, Message):
        return one
    return one._replace(
        listed=one.listed._replace(fields={}, more=None),
        report=RepositoryReport(one.report.id, one.report.commit, one.report.profile, ()),
    )
