# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Look at forges before a run: whether they answer, what signs in, what is left of their limits, and what is not seen.

One repository of each owner is read as an audit reads it: the rules that it leaves unknown are those that a run will.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ospo_policy.forges.allowance import Allowance
from ospo_policy.model.checkup import Area, Health, Sign
from ospo_policy.model.errors import OspoPolicyError
from ospo_policy.model.facts import Repository
from ospo_policy.model.inventory import Place, Row
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import Forge, ForgeType
from ospo_policy.model.report import RepositoryReport, Status
from ospo_policy.operations import audit_run, forges
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit import Course, audit
from ospo_policy.operations.audit_keeper import Memory
from ospo_policy.operations.audit_places import Places, forges_of, places_of
from ospo_policy.operations.audit_progress import Pace
from ospo_policy.operations.forge_terms import Terms
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.side_by_side import Waits
from ospo_policy.ports import forges as port

MOST_OWNERS = 3
"""Owners of a whole instance of which a repository is read."""
SKEW, WRONG = 30, 60
"""Seconds by which a clock may differ; GitHub takes no token of an App from a clock that is a minute ahead
(https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app)."""
LITTLE = 0.1
"""The share of a limit below which a run may have to wait."""


class Seen(NamedTuple):
    """A repository that was read, and its forge."""

    forge: Forge
    listed: port.Listed


class OneOfEach:
    """A forge of which each owner has one repository: the first that can be read. See `ospo_policy.ports.forges.Forge`."""

    def __init__(self, forge: port.Forge) -> None:
        self._forge = forge

    @property
    def usage(self) -> port.Usage:
        """What was spent so far."""
        return self._forge.usage

    def owners(self) -> Iterable[str]:
        """Some owners of the instance."""
        for number, owner in enumerate(self._forge.owners()):
            if number == MOST_OWNERS:
                return
            yield owner

    def repositories(self, owner: str, needs: Needs) -> Iterator[port.Listed]:
        """One repository, if there is any with a commit."""
        for one in self._forge.repositories(owner, needs):
            if one.problem is None and one.head is not None:
                yield one
                return

    def collect(
        self, repositories: Sequence[port.Listed], needs: Needs, cache: port.ObjectCache, now: int
    ) -> Iterator[tuple[port.Listed, Repository | Message]]:
        """Its facts."""
        return self._forge.collect(repositories, needs, cache, now)


def examine(
    asked: audit_run.Request, organisation: Organisation | None, policies: Policies, seen: list[Seen]
) -> Iterator[Sign]:
    """The signs of every forge that an audit would read; what was read is added to `seen`."""
    noted: list[tuple[str, Allowance]] = []
    waits = Waits()
    owners = {"github": asked.github, "gitlab": asked.gitlab}
    try:
        found = places_of(asked.local, owners, organisation, asked.now, Terms(waits, noted=noted))
    except OspoPolicyError as error:
        yield Sign(Area.FORGE, Health.PROBLEM, error.message, error.hint)
        return
    for notice in found.notices:
        yield Sign(Area.POLICY, Health.WARNING, notice)
    for one in found.left_out:
        if one.is_failure:
            yield Sign(Area.FORGE, Health.PROBLEM, one.reason, about=one.host)
    known = forges_of(found.places, organisation)
    lost: set[str] = set()
    for name, forge in known.items():
        if forge.type is not ForgeType.LOCAL:
            signs = list(_connection(name, forge, organisation, asked.now))
            lost |= {name} if any(sign.health is Health.PROBLEM for sign in signs) else set()
            yield from signs
    course = Course(asked.now, waits, Pace(lambda _stage: None, lambda: found.usage, waits.left))
    reached = [place for place in found.places if place.forge not in lost]
    yield from _read(reached, found, policies, course, known, seen)
    yield from _limits(noted, asked.now)


def _read(
    places: Sequence[Place],
    found: Places,
    policies: Policies,
    course: Course,
    known: Mapping[str, Forge],
    seen: list[Seen],
) -> Iterator[Sign]:
    """Read one repository of each owner, and tell what that has shown."""
    samples = {name: OneOfEach(forge) for name, forge in found.forges.items()}
    told: set[str] = set()
    for got in audit(places, samples, policies, Memory(), course):
        if not isinstance(got, Row):
            told.add(got.listed.forge)
            seen.append(Seen(known[got.listed.forge], got.listed))
            yield from _sample(got.listed, got.report)
        elif got.is_failure:
            told.add(got.place.forge)
            yield Sign(Area.FORGE, Health.PROBLEM, got.reason or Message("doctor.unread"), about=got.place.forge)
    for name in dict.fromkeys(place.forge for place in places):
        if name not in told:
            nothing, hint = Message("doctor.nothing-there"), Message("doctor.nothing-there.hint")
            yield Sign(Area.FORGE, Health.UNKNOWN, nothing, hint, name)


def _connection(name: str, forge: Forge, organisation: Organisation | None, now: int) -> Iterator[Sign]:
    """Whether it answers, what time it is there, and what signs in."""
    from ospo_policy.forges.reachable import reach

    terms = Terms(Waits(), folder=os.path.dirname(organisation.path) if organisation is not None else "")
    try:
        source = forges.source_of(name, forge)
        reached = reach(forges.api_of(forge), terms.ca_file(name, forge))
    except OspoPolicyError as error:
        yield Sign(Area.FORGE, Health.PROBLEM, error.message, error.hint, name)
        return
    except port.ForgeUnavailableError as error:
        yield Sign(Area.FORGE, Health.PROBLEM, error.message, error.hint, name)
        return
    key = "doctor.reached" if reached.proxy is None else "doctor.reached-by-proxy"
    yield Sign(Area.FORGE, Health.GOOD, message(key, host=reached.host, proxy=reached.proxy or ""), about=name)
    yield from _clock(name, forge, reached.clock, now)
    if source is None:
        yield Sign(Area.FORGE, Health.WARNING, Message("doctor.no-token"), Message("doctor.no-token.hint"), name)
    else:
        yield Sign(Area.FORGE, Health.GOOD, source, about=name)


def _clock(name: str, forge: Forge, clock: float | None, now: int) -> Iterator[Sign]:
    if clock is None:
        yield Sign(Area.FORGE, Health.UNKNOWN, Message("doctor.clock.untold"), about=name)
        return
    skew = round(abs(clock - now))
    if skew > SKEW:
        is_app = forge.auth is not None and forge.auth.app is not None
        health = Health.PROBLEM if is_app and skew > WRONG else Health.WARNING
        yield Sign(Area.FORGE, health, message("doctor.clock.off", count=skew), Message("doctor.clock.hint"), name)


def _sample(listed: port.Listed, report: RepositoryReport | Message) -> Iterator[Sign]:
    """What reading one repository has shown."""
    if isinstance(report, Message):
        yield Sign(
            Area.FORGE, Health.PROBLEM, message("doctor.unread-one", id=listed.id, why=report), about=listed.forge
        )
        return
    unknown: dict[str, tuple[Message, list[str]]] = {}
    for one in report.findings:
        if one.status in (Status.UNKNOWN, Status.ERROR):
            unknown.setdefault(repr(one.message), (one.message, []))[1].append(one.rule)
    told = sum(one.status in (Status.PASS, Status.FAIL) for one in report.findings)
    yield Sign(Area.FORGE, Health.GOOD, message("doctor.read", id=listed.id, count=told), about=listed.forge)
    for why, rules in unknown.values():
        what = message("doctor.unknown", id=listed.id, rules=tuple(rules), why=why)
        yield Sign(Area.FORGE, Health.WARNING, what, Message("doctor.unknown.hint"), listed.forge, tuple(rules))


def _limits(noted: list[tuple[str, Allowance]], now: int) -> Iterator[Sign]:
    """What the answers have told of limits."""
    for name, allowance in noted:
        for of, limit in sorted(allowance.limits.items()):
            minutes = max(0, round((limit.reset - now) / 60))
            numbers = {"left": round(limit.left), "limit": round(limit.limit), "of": of or "api", "minutes": minutes}
            is_low = limit.left < LITTLE * limit.limit
            hint = Message("doctor.limit.hint") if is_low else None
            yield Sign(
                Area.FORGE, Health.WARNING if is_low else Health.GOOD, message("doctor.limit", **numbers), hint, name
            )
