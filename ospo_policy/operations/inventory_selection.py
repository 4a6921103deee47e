# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of the repositories that forges list are read, and why not the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from threading import Event
from typing import NamedTuple

from ospo_policy.model.facts import NOT_ASKED, Fact, History, Known, Repository, Unseen
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.inventory import Place, Resolved, Row
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs, union
from ospo_policy.operations.inventory import ignored_message
from ospo_policy.operations.listings import Listing, Unlisted, list_all
from ospo_policy.parsers.cel import condition
from ospo_policy.parsers.conditions import decide
from ospo_policy.parsers.regex import compile_glob
from ospo_policy.ports.forges import Forge, Listed

UNTOLD = "inventory.skip.untold"


class Copy(NamedTuple):
    """A repository that may have the commit and the name of others, and the numbers of its listing and its place in it."""

    at: tuple[int, int]
    forge: str
    native_id: str
    id: str
    url: str
    is_mirror: bool


class Met:
    """The repositories that a run met so far: each is read once, whatever it is called and wherever it is mirrored."""

    def __init__(self) -> None:
        self._by_native_id: dict[tuple[str, str], str] = {}
        self._by_commit: dict[tuple[str, str], list[Copy]] = {}

    def add(self, listed: Listed, at: tuple[int, int] = (0, 0)) -> None:
        """Note a repository that is wanted, and where it stands: the number of its listing, and its place in it."""
        self._by_native_id.setdefault((listed.forge, listed.native_id), listed.id)
        if listed.head:
            is_mirror = listed.fields.get("mirror") == Known(True)
            copy = Copy(at, listed.forge, listed.native_id, listed.id, listed.url, is_mirror)
            self._by_commit.setdefault((listed.head, listed.name.casefold()), []).append(copy)

    def same(self, listed: Listed) -> str | None:
        """The id of the same repository, met before, perhaps under another name."""
        return self._by_native_id.get((listed.forge, listed.native_id))

    def twins(self) -> Iterator[tuple[Copy, Message]]:
        """Those that are the same project as one on another forge, and so are not read, with the reason.

        Read is the first that its forge does not call a mirror, else the first of all: first as the inventory has them.
        """
        for copies in self._by_commit.values():
            copies.sort()
            read = next((one for one in copies if not one.is_mirror), copies[0])
            why = message("inventory.skip.mirror", id=read.id)
            yield from ((one, why) for one in copies if one.forge != read.forge)


def select(listed: Listed, place: Place, met: Met) -> Message | None:
    """Why a repository of a place is not read; None for one that is.

    What is not wanted is told before what cannot be read: `is_failure` tells the two apart.
    """
    for why in (_unwanted(listed, place), _known_before(listed, met), _nothing_there(listed), listed.problem):
        if why is not None:
            return why
    return _condition(listed, place)


def selected(listing: Listing, number: int, met: Met) -> list[Message | None]:
    """Why each repository of a listing is not read; None for those that are, unless they turn out to be twins."""
    reasons: list[Message | None] = []
    for one in listing.repositories():
        why = select(one, listing.place, met)
        if why is None:
            met.add(one, (number, len(reasons)))
        reasons.append(why)
    return reasons


def choose(listings: Sequence[Listing]) -> list[list[Message | None]]:
    """Why each repository of each listing is not read; None for those that are."""
    met = Met()
    reasons = [selected(listing, number, met) for number, listing in enumerate(listings)]
    for one, why in met.twins():
        number, place = one.at
        reasons[number][place] = why
    return reasons


def is_failure(reason: Message | None, listed: Listed) -> bool:
    """Whether a reason means that a repository is wanted, or may be, and could not be looked at."""
    return reason is not None and (reason is listed.problem or reason.key == UNTOLD)


def needs_of(place: Place) -> Needs:
    """What the listing of a place must tell of each repository."""
    names = condition(place.entry.where).names if place.entry.where else ()
    asked = union(FIELDS[name].needs for name in sorted(names))
    return Needs(fields=asked.fields | {"archived", "mirror"})


def renamed_from(listed: Listed, before: Mapping[tuple[str, str], str]) -> str | None:
    """What a repository was called in an earlier audit, if otherwise; `before` tells the id by forge and native id."""
    old = before.get((listed.forge, listed.native_id))
    return old if old is not None and old != listed.id else None


def rows(resolved: Resolved, forges: Mapping[str, Forge]) -> Iterator[tuple[Row, Listed | None]]:
    """Every repository of an inventory as its forge lists it, and why it is not read, if so.

    `forges` holds the forges, signed in, by their names in the organisation's file or by their hosts. A forge that cannot
    be read, and a place of one, becomes a row that says so, and never stops the others.
    """
    there = [one for one in resolved.places if one.forge in forges]
    listings = list_all([(number, one, needs_of(one)) for number, one in enumerate(there)], forges, Event())
    chosen = iter(zip(listings, choose(listings), strict=True))
    for place in resolved.places:
        if place.forge not in forges:
            yield no_forge(place), None
            continue
        listing, reasons = next(chosen)
        for listed, reason in zip(listing.repositories(), reasons, strict=True):
            yield Row(place, listed.id, listed.url, reason, is_failure(reason, listed)), listed
        for one in listing.unlisted:
            yield row_of(one, place), None


def no_forge(place: Place) -> Row:
    """The row of a place whose forge is not there."""
    return Row(place, "", place.url, message("inventory.no-forge", forge=place.forge), is_failure=True)


def row_of(one: Unlisted, place: Place) -> Row:
    """The row of what could not be listed."""
    id_ = "" if one.owner is None else f"{place.forge}:{one.owner}"
    return Row(place, id_, place.url, one.reason, is_failure=True)


def _unwanted(listed: Listed, place: Place) -> Message | None:
    """Why a place's patterns, or a list, leave a repository out."""
    owner = listed.owner.casefold()
    for name, why in place.ignored:
        if owner == name or owner.startswith(f"{name}/"):
            return ignored_message(why)
    narrowed = [place.entry.include, place.source.include if place.source else ()]
    for include in narrowed:
        if include and not any(_fits(glob, listed) for glob in include):
            return message("inventory.skip.not-included", patterns=tuple(include))
    for glob in (*place.entry.exclude, *(place.source.exclude if place.source else ())):
        if _fits(glob, listed):
            return message("inventory.skip.excluded", pattern=glob)
    return None


def _fits(glob: str, listed: Listed) -> bool:
    """Whether a glob fits a repository: its path `owner/name`, or its name where the glob has no slash."""
    return compile_glob(glob).matches(f"{listed.owner}/{listed.name}" if "/" in glob else listed.name)


def _known_before(listed: Listed, met: Met) -> Message | None:
    """That the repository was met before, in another place of the inventory or under another name."""
    known = met.same(listed)
    return message("inventory.skip.twice", id=known) if known is not None else None


def _nothing_there(listed: Listed) -> Message | None:
    """That there is nothing to read."""
    problem = listed.problem.key if listed.problem is not None else None
    if problem == "disabled.repository" or listed.fields.get("disabled") == Known(True):
        return Message("inventory.skip.disabled")
    if problem == "empty.repository" or (problem is None and listed.head is None):
        return Message("inventory.skip.empty")
    return None


def _condition(listed: Listed, place: Place) -> Message | None:
    """Why the condition of an entry does not take a repository."""
    where = place.entry.where
    if where is None:
        return None
    answer = decide(condition(where), _outline(listed))
    if isinstance(answer, Message):
        return message(UNTOLD, condition=where, why=answer)
    return None if answer else message("inventory.skip.condition", condition=where)


def _outline(listed: Listed) -> Repository:
    """What a listing tells, as a repository that conditions can be decided on. Files and history were not looked at."""
    told: dict[str, Fact[object]] = {
        "owner": Known(listed.owner),
        "url": Known(listed.url),
        "profile": NOT_ASKED,
        **listed.fields,
    }
    return Repository(
        id=listed.id,
        name=listed.name,
        commit=Known(listed.head) if listed.head else Unseen(Message("git.no-commit")),
        tree=NOT_ASKED,
        contents={},
        heads={},
        fields=told,
        history=History(NOT_ASKED, NOT_ASKED, NOT_ASKED),
    )
