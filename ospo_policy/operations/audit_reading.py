# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what an audit wants of each forge, a thread each: facts, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from threading import Event
from typing import NamedTuple

from ospo_policy.model.facts import Repository
from ospo_policy.model.inventory import Place
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.operations.listings import BATCH, Listing, by_forge, reason_of
from ospo_policy.operations.side_by_side import Job, StoppedError
from ospo_policy.ports.forges import Forge, ForgeUnavailableError, KnownTree, Listed, ObjectCache


class Plan(NamedTuple):
    """What is read of a place: some repositories of its listing, by their places in it, and those that others inherit from."""

    listing: Listing
    wanted: tuple[int, ...]
    defaults: tuple[Listed, ...] = ()

    @property
    def place(self) -> Place:
        """The place."""
        return self.listing.place

    @property
    def size(self) -> int:
        """How many are read."""
        return len(self.wanted)

    def repositories(self) -> Iterator[Listed]:
        """Those that are read."""
        wanted = set(self.wanted)
        return (one for at, one in enumerate(self.listing.repositories()) if at in wanted)


class Read(NamedTuple):
    """What was read of a repository, by the number of its plan; one that others inherit from may itself not be wanted."""

    plan: int
    listed: Listed
    facts: Repository | Message
    is_default: bool = False
    is_wanted: bool = True


def reading(
    plans: Sequence[Plan], forges: Mapping[str, Forge], needs: Needs, objects: ObjectCache, now: int, stop: Event
) -> list[Job[Read]]:
    """For each forge, the job that reads all its places, one after the other."""
    cache = _WhileRunning(objects, stop)
    return [
        partial(_read, forges[forge], [(number, plans[number]) for number in numbers], _How(needs, cache, now))
        for forge, numbers in by_forge(plan.place for plan in plans).items()
    ]


class _How(NamedTuple):
    needs: Needs
    objects: ObjectCache
    now: int


def _read(forge: Forge, plans: Iterable[tuple[int, Plan]], how: _How, give: Callable[[Read], None]) -> None:
    for number, plan in plans:
        if plan.size:
            _read_place(forge, number, plan, how, give)


def _read_place(forge: Forge, number: int, plan: Plan, how: _How, give: Callable[[Read], None]) -> None:
    """A place; where its forge gives up, what is left of it is not read for the same reason."""
    wanted = {one.native_id for one in plan.repositories()}
    given: set[str] = set()
    try:
        for listed, facts in forge.collect(plan.defaults, how.needs, how.objects, how.now) if plan.defaults else ():
            give(Read(number, listed, facts, is_default=True, is_wanted=listed.native_id in wanted))
            given.add(listed.native_id)
        left = (one for one in plan.repositories() if one.native_id not in given)
        while batch := list(islice(left, BATCH)):
            for listed, facts in forge.collect(batch, how.needs, how.objects, how.now):
                given.add(listed.native_id)
                give(Read(number, listed, facts))
    except ForgeUnavailableError as error:
        reason = reason_of(error)
        for one in plan.repositories():
            if one.native_id not in given:
                give(Read(number, one, reason))


class _WhileRunning:
    """An `ObjectCache` for threads that may outlive the run by a request: afterwards it is not touched."""

    def __init__(self, cache: ObjectCache, stop: Event) -> None:
        self._cache, self._stop = cache, stop

    def _there(self) -> ObjectCache:
        if self._stop.is_set():
            raise StoppedError
        return self._cache

    def blobs(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        return self._there().blobs(oids)

    def keep_blobs(self, contents: Mapping[str, bytes]) -> None:
        self._there().keep_blobs(contents)

    def tree(self, commit: str) -> KnownTree | None:
        return self._there().tree(commit)

    def keep_tree(self, commit: str, tree: KnownTree) -> None:
        self._there().keep_tree(commit, tree)
