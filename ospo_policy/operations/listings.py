# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the forges list of the places of an inventory, several forges at a time.

A listing is kept packed, fifty repositories in a piece: a repository takes some four hundred bytes instead of three
thousand, so that a whole instance can be listed before anything of it is read.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from threading import Event
from typing import NamedTuple, TypeAlias

from ospo_policy.model.facts import Repository
from ospo_policy.model.inventory import Place
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.operations.side_by_side import Crew
from ospo_policy.ports.forges import BudgetSpentError, Forge, ForgeUnavailableError, Inheriting, Listed, ObjectCache

BATCH = 50
"""Repositories that are packed, asked for or recorded together."""
CUT = "audit.cut"
"""The message of what was not read because the budget was spent."""


Asked: TypeAlias = tuple[int, Place, Needs]
"""The number of a place in the inventory, the place, and what its listing is to tell."""


class Unlisted(NamedTuple):
    """A place, or an owner of a place that is a whole forge, that could not be listed to its end."""

    owner: str | None
    reason: Message


class How(NamedTuple):
    """How facts are read: what is wanted, what is known, and the moment that ages are counted to."""

    needs: Needs
    objects: ObjectCache
    now: int


class Listing(NamedTuple):
    """The repositories of a place in the forge's order, as far as they could be listed.

    `handed_on` is what forges give to the repositories of an owner that stands in none of these.
    """

    place: Place
    pieces: tuple[bytes, ...]
    unlisted: tuple[Unlisted, ...] = ()
    handed_on: tuple[tuple[Listed, Repository], ...] = ()

    def repositories(self) -> Iterator[Listed]:
        """The repositories, unpacked anew."""
        for piece in self.pieces:
            yield from pickle.loads(piece)  # noqa: S301 - packed below, in this process


class Listings(NamedTuple):
    """The listings of all places of a forge, by the numbers of the places."""

    of: Mapping[int, Listing]


def list_all(asked: Iterable[Asked], forges: Mapping[str, Forge], stop: Event) -> list[Listing]:
    """The listing of each place, in the order of their numbers; every place has its forge in `forges`.

    A forge that cannot be read is told in its listings, and never stops the others.
    """
    crew: Crew[int | Listings] = Crew(stop)
    for forge, some in by_forge(asked).items():
        crew.add(partial(list_forge, forges[forge], some, None))
    found: dict[int, Listing] = {}
    for got in crew.results():
        if isinstance(got, Listings):
            found |= got.of
    return [found[number] for number in sorted(found)]


def list_forge(forge: Forge, asked: Iterable[Asked], how: How | None, give: Callable[[int | Listings], None]) -> None:
    """The places of one forge, one after the other; and how many repositories more, as they come.

    With `how`, also what the repositories inherit on a forge that has such (`Inheriting`).
    """
    found: dict[int, Listing] = {}
    for number, place, needs in asked:
        listing = _listing(forge, place, needs, give)
        found[number] = listing if how is None else _with_what_is_handed_on(forge, listing, how)
    give(Listings(found))


def _with_what_is_handed_on(forge: Forge, listing: Listing, how: How) -> Listing:
    if not isinstance(forge, Inheriting):
        return listing
    found: dict[str, tuple[Listed, Repository]] = {}
    try:
        for piece in listing.pieces:
            some = pickle.loads(piece)  # noqa: S301 - packed below, in this process
            found |= {one.owner: (one, facts) for one, facts in forge.inherited(some, *how)}
    except ForgeUnavailableError as error:
        return listing._replace(unlisted=(*listing.unlisted, Unlisted(None, reason_of(error))))
    return listing._replace(handed_on=tuple(found.values()))


def _listing(forge: Forge, place: Place, needs: Needs, give: Callable[[int], None]) -> Listing:
    packed = _Packed(give)
    unlisted: list[Unlisted] = []
    try:
        owners = [place.owner] if place.owner is not None else _tops(forge.owners())
    except ForgeUnavailableError as error:
        owners, unlisted = [], [Unlisted(None, reason_of(error))]
    for owner in owners:
        try:
            for one in forge.repositories(owner, needs):
                packed.add(one)
        except ForgeUnavailableError as error:
            unlisted.append(Unlisted(None if owner == place.owner else owner, reason_of(error)))
    packed.close()
    return Listing(place, tuple(packed.pieces), tuple(unlisted))


def reason_of(error: ForgeUnavailableError) -> Message:
    """Why something was not read, and what would help."""
    if isinstance(error, BudgetSpentError):
        return message(CUT, what=error.message, hint=error.hint)
    return error.message if error.hint is None else message("audit.unlisted", what=error.message, hint=error.hint)


def by_forge(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """The places of each forge, in their order."""
    found: dict[str, list[Asked]] = {}
    for one in asked:
        found.setdefault(one[1].forge, []).append(one)
    return found


class _Packed:
    """Repositories, packed as they come."""

    def __init__(self, give: Callable[[int], None]) -> None:
        self.pieces: list[bytes] = []
        self._give = give
        self._some: list[Listed] = []

    def add(self, one: Listed) -> None:
        self._some.append(one)
        if len(self._some) == BATCH:
            self.close()

    def close(self) -> None:
        """Pack what is left."""
        if self._some:
            self.pieces.append(pickle.dumps(self._some, pickle.HIGHEST_PROTOCOL))
            self._give(len(self._some))
            self._some = []


def _tops(owners: Iterable[str]) -> list[str]:
    """The owners of a whole forge. Groups that lie in one that is listed come with that one."""
    tops: dict[str, None] = {}
    for owner in sorted(owners):
        steps = owner.split("/")
        if not any("/".join(steps[:count]) in tops for count in range(1, len(steps))):
            tops[owner] = None
    return list(tops)
