# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plan: what would be changed in every repository of an inventory, and what of it waits. Nothing is written to any forge."""

from __future__ import annotations

import os
import time
from contextlib import closing
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.engine.limits import Candidate, Spent, held_back, not_yet, over_share, quiet_until
from ospo_policy.engine.plan import ForgeAt, Plan
from ospo_policy.engine.planning import Entry
from ospo_policy.model.errors import UsageError
from ospo_policy.model.inventory import Row
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import Remediation
from ospo_policy.model.policy import RemediationMode
from ospo_policy.model.report import Unread
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit import Course, audit
from ospo_policy.operations.audit_keeper import Keeper, Memory
from ospo_policy.operations.audit_places import Places, places_of
from ospo_policy.operations.audit_progress import Pace
from ospo_policy.operations.audit_run import Progress, organisation_for
from ospo_policy.operations.audit_run import Request as AuditRequest
from ospo_policy.operations.fixing import fix_needs
from ospo_policy.operations.forge_terms import Terms, budget_of
from ospo_policy.operations.mirrored import COPY
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.planner import House, Planner, house_of
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.side_by_side import Waits
from ospo_policy.operations.waivers import waiving
from ospo_policy.operations.writers import Writers, writers_of


class Request(NamedTuple):
    """What to plan for: an audit's request, and what of the organisation's file is overruled."""

    audit: AuditRequest
    mode: RemediationMode | None = None
    ask_again: bool = False
    wave: int | None = None
    limit: int | None = None
    only: tuple[str, ...] = ()


class Planned(NamedTuple):
    """A plan with what carries it out."""

    plan: Plan
    house: House
    writers: Writers
    places: Places


def plan(request: Request, progress: Progress) -> Planned:
    """Work a plan out. Raises `OspoPolicyError` where nothing can be begun."""
    asked = request.audit
    waits = Waits()
    terms = Terms(waits, budget_of(asked.budget), committed=True)
    reader = PackSources(offline=asked.offline, confined=os.getcwd())
    organisation = organisation_for(asked, reader)
    policies = Policies(
        None if asked.packs else organisation, asked.packs, reader, waiving(organisation, reader, asked.now), fix_needs
    )
    owners = {"github": asked.github, "gitlab": asked.gitlab}
    found = places_of(asked.local, owners, organisation, asked.now, terms)
    writers = writers_of(found, organisation, asked.now, terms)
    house = house_of(
        organisation, overruled(request, organisation), writers.identity, ask_again=request.ask_again, only=request.only
    )
    planner = Planner(house, policies, writers, {place.forge: place.type for place in found.places}, asked.now)
    course = Course(asked.now, waits, Pace(progress, lambda: found.usage, waits.left), planner)
    if asked.store is None:
        unread, examined = _look(found, policies, Memory(), course, planner)
    else:
        from ospo_policy.operations.plan_store import remembering

        with remembering(asked.store, asked.now) as kept:
            planner.memory = house.templates.memory = kept
            unread, examined = _look(found, policies, kept, course, planner)
    return Planned(_plan(request, house, policies, found, planner, unread, examined), house, writers, found)


def overruled(request: Request, organisation: Organisation | None) -> Remediation:
    """The organisation's way to remedy, with what the command line says otherwise.

    Without an organisation's file, whoever plans wants to see requests; none is opened before such a file names a person.
    """
    remediation = (
        Remediation(mode=RemediationMode.REQUEST) if organisation is None else organisation.document.remediation
    )
    if request.mode is not None:
        remediation = remediation._replace(mode=request.mode)
    if request.wave is not None:
        if remediation.waves and not 1 <= request.wave <= len(remediation.waves):
            raise UsageError(message("plan.no-such-wave", wave=request.wave, count=len(remediation.waves)))
        remediation = remediation._replace(wave=request.wave)  # type: ignore[arg-type]
    if request.limit is not None:
        remediation = remediation._replace(limits=remediation.limits._replace(per_run=request.limit))  # type: ignore[arg-type]
    return remediation


def _look(
    found: Places, policies: Policies, keeper: Keeper, course: Course, planner: Planner
) -> tuple[list[Unread], int]:
    """Read and judge every repository; each is planned for while its facts are at hand. What was not read, and how many were."""
    unread = [Unread(f"{one.host}:{one.owner or '*'}", one.reason) for one in found.left_out if one.is_failure]
    count = 0
    copies: list[Row] = []
    with closing(audit(found.places, found.forges, policies, keeper, course)) as all_of_them:
        for one in all_of_them:
            if isinstance(one, Row):
                if one.is_failure:
                    unread.append(Unread(one.id or one.place.id, one.reason or Message("")))
                elif one.reason is not None and one.reason.key == COPY:
                    copies.append(one)
            elif isinstance(one.report, Message):
                unread.append(Unread(one.listed.id, one.report))
            else:
                count += 1
    planner.decided(copies)
    return unread, count


def _plan(
    request: Request,
    house: House,
    policies: Policies,
    found: Places,
    planner: Planner,
    unread: list[Unread],
    examined: int,
) -> Plan:
    now = request.audit.now
    entries, too_many = limited(planner, house, examined, now)
    unnamed = not house.has_person and any(one.opens for one in entries)
    return Plan(
        date=time.strftime("%Y-%m-%d", time.gmtime(now)),
        tool_version=__version__,
        policy_digest=policies.digest,
        packs=policies.packs,
        organisation=house.name,
        mode=house.remediation.mode,
        forges={place.forge: ForgeAt(place.type, place.url) for place in found.places},
        examined=examined,
        entries=entries,
        unread=tuple(sorted((*unread, *planner.untold), key=lambda one: one.id)),
        notices=(*found.notices, *([Message("plan.no-person")] if unnamed else ())),
        too_many=too_many,
    )


def limited(planner: Planner, house: House, examined: int, now: int) -> tuple[tuple[Entry, ...], Message | None]:
    """The entries in order, each with why it waits, if so; and why a person has to agree to them all."""
    rem = house.remediation
    entries = sorted(planner.entries, key=lambda one: one.subject.id)
    held: dict[str, Message] = {}
    candidates: list[Candidate] = []
    quiet = quiet_until(rem.quiet_hours, now) if rem.quiet_hours is not None else None
    for one in entries:
        if one.opens:
            candidate = Candidate(one.subject.id, one.subject.owner, one.subject.path)
            why = quiet or not_yet(candidate, rem.waves, rem.wave)
            if why is not None:
                held[one.subject.id] = why
            else:
                candidates.append(candidate)
    held |= held_back(candidates, rem.limits, Spent(planner.opened_today))
    opened = len(candidates) - sum(one.id in held for one in candidates)
    shown = tuple(one._replace(held=held.get(one.subject.id)) for one in entries)
    return shown, over_share(opened, examined, rem.limits)
