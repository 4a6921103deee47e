# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Audit every repository of several owners, on several forges.

First every forge lists what it has; then it is decided what is read, in the order of the inventory, so that it does not
depend on which forge was faster; then every forge reads its part. Forges are at work side by side, the requests of one
are made one after the other, as GitHub and GitLab ask for. What is found is judged and recorded in one thread.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import NamedTuple

from ospo_policy.engine.defaults import NAME
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.inventory import Place, Row
from ospo_policy.model.message import Message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations.assignment import Policies, profile_of
from ospo_policy.operations.audit_keeper import Audited, Keeper
from ospo_policy.operations.audit_progress import Pace
from ospo_policy.operations.audit_reading import Plan, Read, reading
from ospo_policy.operations.inventory_selection import choose, is_failure, needs_of, no_forge, row_of
from ospo_policy.operations.listings import BATCH, Listing, list_all
from ospo_policy.operations.side_by_side import Waits, side_by_side
from ospo_policy.ports.forges import Forge, Listed


class Course(NamedTuple):
    """What goes along with an audit: the moment that ages are counted to, pauses, and who follows it."""

    now: int
    waits: Waits
    pace: Pace


def audit(
    places: Sequence[Place], forges: Mapping[str, Forge], policies: Policies, keeper: Keeper, course: Course
) -> Generator[Audited | Row]:
    """Every repository of the places, each once, evaluated; a row for each that is not read, or place that cannot be.

    One that cannot be read never stops the run. Of those that the keeper takes over, nothing is given.
    """
    yield from (no_forge(place) for place in places if place.forge not in forges)
    there = [place for place in places if place.forge in forges]
    listings = list_all(
        there, forges, lambda place: policies.needs | needs_of(place), course.waits.stop, course.pace.listed
    )
    plans: list[Plan] = []
    for listing, reasons in zip(listings, choose(listings), strict=True):
        plan = yield from _planned(listing, reasons, keeper)
        plans.append(plan)
    wanted = dict.fromkeys((plan.place.forge for plan in plans), 0)
    for plan in plans:
        wanted[plan.place.forge] += plan.size
    course.pace.reading(wanted)
    yield from _judged(plans, forges, policies, keeper, course)


def _planned(
    listing: Listing, reasons: Sequence[Message | None], keeper: Keeper
) -> Generator[Audited | Row, None, Plan]:
    """What is read of a place, given back; rows for what is not."""
    place, defaults = listing.place, _defaults(listing)
    for one in defaults:
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


def _judged(
    plans: Sequence[Plan], forges: Mapping[str, Forge], policies: Policies, keeper: Keeper, course: Course
) -> Iterator[Audited]:
    """The repositories that are read, evaluated, as they come; what was evaluated is recorded whatever happens."""
    stop = course.waits.stop
    judge = _Judge(plans, policies, keeper)
    try:
        for got in side_by_side(reading(plans, forges, policies.needs, keeper.objects, course.now, stop), stop):
            if got is None:
                yield from judge.recorded()
                course.pace.tick()
            else:
                yield from judge.take(got)
                if got.is_wanted:
                    course.pace.read(plans[got.plan].place.forge)
        yield from judge.recorded()
    finally:
        judge.record()


class _Judge:
    """Evaluates what is read, and has it recorded, some repositories at a time."""

    def __init__(self, plans: Sequence[Plan], policies: Policies, keeper: Keeper) -> None:
        self._plans, self._policies, self._keeper = plans, policies, keeper
        self._defaults: dict[tuple[int, str], Repository] = {}
        self._done: list[Audited] = []

    def take(self, read: Read) -> Iterator[Audited]:
        """Evaluate one; what is recorded thereby is given."""
        if read.is_default:
            if isinstance(read.facts, Repository):
                self._defaults[read.plan, read.listed.owner] = read.facts
            else:
                self._keeper.inherits(read.listed, is_read=False)
        if read.is_wanted:
            self._done.append(self._audited(read))
        if len(self._done) >= BATCH:
            yield from self.recorded()

    def recorded(self) -> list[Audited]:
        """Those that are done, recorded now."""
        done = self._done
        self.record()
        return done

    def record(self) -> None:
        """Record those that are done."""
        done, self._done = self._done, []
        if done:
            self._keeper.keep(done)

    def _audited(self, read: Read) -> Audited:
        if isinstance(read.facts, Message):
            return Audited(read.listed, read.facts)
        defaults = None if read.listed.name == NAME else self._defaults.get((read.plan, read.listed.owner))
        known = read.facts._replace(profile=profile_of(read.facts), defaults=defaults)
        policy, notices = self._policies.of(known)
        return Audited(read.listed, evaluate(policy, known), notices)
