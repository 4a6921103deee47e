# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Audit every repository of several owners, on several forges.

Each forge lists all that it has, and is then read; forges are at work side by side, and none waits for another. The
requests to one are made one after the other, as GitHub and GitLab ask for. What is found is judged and recorded in one
thread. What the audit gives does not depend on which forge was faster: of a project on several forges, which one counts
is told when all have listed.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from ospo_policy.engine.defaults import NAME
from ospo_policy.model.facts import Known
from ospo_policy.model.inventory import Place, Row
from ospo_policy.model.message import Message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit_judge import Judge, Nobody, Onlooker
from ospo_policy.operations.audit_keeper import Audited, Keeper
from ospo_policy.operations.audit_progress import Pace
from ospo_policy.operations.audit_reading import Plan, Read, Reader
from ospo_policy.operations.inventory_selection import Met, is_failure, needs_of, no_forge, row_of, selected
from ospo_policy.operations.listings import BATCH, Asked, Listing, Listings, by_forge, list_forge
from ospo_policy.operations.side_by_side import Crew, Waits
from ospo_policy.ports.forges import Forge, Listed

_Found: TypeAlias = int | Listings | Read


class Course(NamedTuple):
    """What goes along with an audit: the moment that ages are counted to, pauses, and who follows it and looks at all."""

    now: int
    waits: Waits
    pace: Pace
    onlooker: Onlooker = Nobody()


def audit(
    places: Sequence[Place], forges: Mapping[str, Forge], policies: Policies, keeper: Keeper, course: Course
) -> Generator[Audited | Row]:
    """Every repository of the places, each once, evaluated; a row for each that is not read, or place that cannot be.

    One that cannot be read never stops the run. Of those that the keeper takes over, nothing is given.
    """
    yield from (no_forge(place) for place in places if place.forge not in forges)
    asked = [
        (number, place, policies.needs | needs_of(place))
        for number, place in enumerate(places)
        if place.forge in forges
    ]
    run = _Run(asked, forges, policies, keeper, course)
    try:
        yield from run.all()
    finally:
        run.judge.record()


class _Run:
    """An audit under way."""

    def __init__(
        self,
        asked: Sequence[Asked],
        forges: Mapping[str, Forge],
        policies: Policies,
        keeper: Keeper,
        course: Course,
    ) -> None:
        self._forges, self._keeper, self._pace = forges, keeper, course.pace
        self._met = Met()
        self._asked = by_forge(asked)
        self._crew: Crew[_Found] = Crew(course.waits.stop)
        self._reader = Reader(policies.needs, keeper.objects, course.now, course.waits.stop)
        self.judge = Judge(policies, keeper, course.onlooker)

    def all(self) -> Iterator[Audited | Row]:
        """All that is found, as it comes."""
        for forge, some in self._asked.items():
            self._crew.add(partial(list_forge, self._forges[forge], some, self._reader.how))
        unlisted = len(self._asked)
        for got in self._crew.results():
            match got:
                case None:
                    self.judge.record()
                    self._pace.tick()
                case int():
                    self._pace.listed(got)
                case Listings(of):
                    yield from self._listed(of)
                    unlisted -= 1
                    if not unlisted:
                        yield from self._decided()
                case Read():
                    self._read(got)
            yield from self.judge.given()
        self.judge.record()
        yield from self.judge.given()

    def _listed(self, listings: Mapping[int, Listing]) -> Iterator[Audited | Row]:
        """A forge has listed its places: what is to be read of them is read from now on."""
        plans: dict[int, Plan] = {}
        for number, listing in listings.items():
            for one, facts in listing.handed_on:
                self.judge.hand_on(number, one.owner, facts)
            plans[number] = yield from _planned(listing, selected(listing, number, self._met), self._keeper)
        forge = next(iter(listings.values())).place.forge
        self._pace.reading(forge, sum(len(plan.wanted) for plan in plans.values()))
        self._crew.add(partial(self._reader.read_forge, self._forges[forge], plans))

    def _decided(self) -> Iterator[Row]:
        """All forges have listed: what is a copy on another forge is left out, even if it was read meanwhile."""
        places = {number: place for some in self._asked.values() for number, place, _ in some}
        copies = sorted(self._met.twins())
        for one, why in copies:
            yield Row(places[one.at[0]], one.id, one.url, why)
        left_out = {(one.forge, one.native_id) for one, _ in copies}
        self._reader.skipped |= left_out
        self.judge.decide(left_out)
        self._pace.all_listed()

    def _read(self, read: Read) -> None:
        self.judge.take(read)
        if read.is_wanted:
            self._pace.read(read.listed.forge)


def _planned(
    listing: Listing, reasons: Sequence[Message | None], keeper: Keeper
) -> Generator[Audited | Row, None, Plan]:
    """What is read of a place, given back; rows for what is not."""
    place, defaults = listing.place, _defaults(listing)
    for one in (*defaults, *(one for one, _ in listing.handed_on)):
        keeper.inherits(one)
    slim: list[Listed] = []
    wanted: list[int] = []
    for begin, some in _batches(listing):
        chosen: list[tuple[int, Listed]] = []
        failed: list[Audited] = []
        for at, one in enumerate(some, begin):
            slim.append(one._replace(fields={}, more=None))
            reason = reasons[at]
            if reason is None:
                chosen.append((at, one))
            elif is_failure(reason, one):
                failed.append(Audited(one, reason))
            else:
                yield Row(place, one.id, one.url, reason)
        keeper.keep(failed)
        yield from failed
        same = keeper.unchanged([one for _, one in chosen])
        wanted += (at for at, one in chosen if (one.forge, one.native_id) not in same)
    yield from (row_of(one, place) for one in listing.unlisted)
    if not listing.unlisted:
        keeper.listed(place, slim)
    return Plan(listing, tuple(wanted), defaults)


def _defaults(listing: Listing) -> tuple[Listed, ...]:
    """The repositories whose community files their owners' others inherit, on the forges that have such."""
    if listing.place.type not in (ForgeType.GITHUB, ForgeType.LOCAL):
        return ()
    hidden = (Known("private"), Known("internal"))
    return tuple(
        one
        for one in listing.repositories()
        if one.name == NAME and one.problem is None and one.fields.get("visibility") not in hidden
    )


def _batches(listing: Listing) -> Iterator[tuple[int, list[Listed]]]:
    """The repositories of a listing, fifty at a time, and the place of the first."""
    some: list[Listed] = []
    begin = 0
    for one in listing.repositories():
        some.append(one)
        if len(some) == BATCH:
            yield begin, some
            begin, some = begin + len(some), []
    if some:
        yield begin, some
