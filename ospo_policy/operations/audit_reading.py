# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what an audit wants of each forge, a thread each: facts, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Event
from typing import NamedTuple

from ospo_policy.model.facts import Repository
from ospo_policy.model.inventory import Place
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.operations.listings import BATCH, How, Listing, reason_of
from ospo_policy.operations.side_by_side import StoppedError
from ospo_policy.ports.forges import (
    AnswerMemory,
    Forge,
    ForgeUnavailableError,
    KnownTree,
    Listed,
    ObjectCache,
    Remembered,
)


class Plan(NamedTuple):
    """What is read of a place: some repositories of its listing, by their places in it, and those that others inherit from."""

    listing: Listing
    wanted: tuple[int, ...]
    defaults: tuple[Listed, ...] = ()

    @property
    def place(self) -> Place:
        """The place."""
        return self.listing.place

    def repositories(self) -> Iterator[Listed]:
        """Those that are read."""
        wanted = set(self.wanted)
        return (one for at, one in enumerate(self.listing.repositories()) if at in wanted)


_NOT_WANTED = Message("unseen.not-asked")


class Read(NamedTuple):
    """What was read of a repository, by its place's number; one that others inherit from may itself not be wanted."""

    number: int
    listed: Listed
    facts: Repository | Message
    is_default: bool = False
    is_wanted: bool = True


class Reader:
    """How the forges of an audit are read. `skipped` may grow meanwhile: forge and native id of those not wanted after all."""

    def __init__(self, needs: Needs, objects: ObjectCache, now: int, stop: Event) -> None:
        self.how = How(needs, _WhileRunning(objects, stop), now)
        self.skipped: set[tuple[str, str]] = set()

    def read_forge(self, forge: Forge, plans: Mapping[int, Plan], give: Callable[[Read], None]) -> None:
        """The places of one forge, by their numbers, one after the other."""
        for number, plan in plans.items():
            if plan.wanted:
                self._read_place(forge, number, plan, give)

    def _read_place(self, forge: Forge, number: int, plan: Plan, give: Callable[[Read], None]) -> None:
        """A place; where its forge gives up, what is left of it is not read for the same reason."""
        wanted = {one.native_id for one in plan.repositories()}
        given: set[str] = set()
        try:
            for listed, facts in forge.collect(plan.defaults, *self.how) if plan.defaults else ():
                give(Read(number, listed, facts, is_default=True, is_wanted=listed.native_id in wanted))
                given.add(listed.native_id)
            left = (one for one in plan.repositories() if one.native_id not in given)
            while batch := list(islice(left, BATCH)):
                for listed, facts in self._collect(forge, batch):
                    given.add(listed.native_id)
                    give(Read(number, listed, facts))
        except ForgeUnavailableError as error:
            reason = reason_of(error)
            for one in plan.repositories():
                if one.native_id not in given:
                    give(Read(number, one, reason))

    def _collect(self, forge: Forge, some: Sequence[Listed]) -> Iterator[tuple[Listed, Repository | Message]]:
        skipped = [one for one in some if (one.forge, one.native_id) in self.skipped]
        yield from ((one, _NOT_WANTED) for one in skipped)
        left = [one for one in some if one not in skipped]
        if left:
            yield from forge.collect(left, *self.how)


class AnswersWhileRunning:
    """An `AnswerMemory` for threads that may outlive the run by a request."""

    def __init__(self, answers: AnswerMemory, stop: Event) -> None:
        self._answers, self._stop = answers, stop

    def answer(self, key: str) -> Remembered | None:
        """The answer, if it is known."""
        return self._there().answer(key)

    def keep_answer(self, key: str, answer: Remembered) -> None:
        """Keep an answer."""
        self._there().keep_answer(key, answer)

    def _there(self) -> AnswerMemory:
        if self._stop.is_set():
            raise StoppedError
        return self._answers


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
