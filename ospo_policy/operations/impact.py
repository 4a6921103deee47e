# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The effect of a policy's change, before it is merged: the policy as it was and as it is, tried on the same facts.

With a store, these are the facts of its last audit, and no forge is asked for anything; what that audit did not look at is
unknown. Without one, the repositories are read now, for both policies.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.engine.compile import Policy
from ospo_policy.engine.impact import Comparison, Impact, none_of
from ospo_policy.model.errors import UsageError
from ospo_policy.model.facts import Repository
from ospo_policy.model.inventory import Row
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Level, Rule
from ospo_policy.model.report import RepositoryReport, Unread
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit import Course, audit
from ospo_policy.operations.audit_keeper import Memory
from ospo_policy.operations.audit_places import places_of
from ospo_policy.operations.audit_progress import Pace
from ospo_policy.operations.audit_run import Progress, Request, organisation_for
from ospo_policy.operations.explain import explained
from ospo_policy.operations.forge_terms import Terms, budget_of
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.revision_sources import AtRevision, revision
from ospo_policy.operations.side_by_side import Waits
from ospo_policy.operations.waivers import waiving
from ospo_policy.ports.forges import Listed

IS_NEW = Message("impact.is-new")


class Wanted(NamedTuple):
    """What to compare with: a commit of the policy's repository (None: where the branch left the default one), or packs."""

    since: str | None = None
    against: tuple[str, ...] = ()


class _Both(NamedTuple):
    """The policies; the old one is None where there was none. `since` says what it is."""

    old: Policies | None
    new: Policies
    organisation: Organisation | None
    since: str


def impact(request: Request, wanted: Wanted, progress: Progress) -> Impact:
    """Compare. Raises `OspoPolicyError` where nothing can be compared."""
    both = _both(request, wanted)
    level = both.organisation.document.remediation.level if both.organisation is not None else Level.SHOULD
    compared = Comparison(level)
    rules: tuple[dict[str, Rule], dict[str, Rule]] = ({}, {})
    unread: list[Unread] = []
    date = request.now
    if request.store is not None:
        date, found = _stored(request)
    else:
        found = _read(request, both, progress)
    for id_, facts in found:
        if isinstance(facts, Message):
            unread.append(Unread(id_, facts))
            continue
        after = _judged(both.new, facts, rules[1])
        compared.add(none_of(after) if both.old is None else _judged(both.old, facts, rules[0]), after)
    return Impact(
        tool_version=__version__,
        date=time.strftime("%Y-%m-%d", time.gmtime(date)),
        old=() if both.old is None else both.old.packs,
        new=both.new.packs,
        since=both.since,
        repositories=compared.repositories,
        failing=(compared.failing[0], compared.failing[1]),
        newly_failing=tuple(sorted(compared.newly_failing)),
        rules=compared.rules(_rewritten(*rules)),
        requests=compared.requests,
        issues=compared.issues,
        unread=tuple(sorted(unread, key=lambda one: one.id)),
        notices=(IS_NEW,) if both.old is None else (),
    )


def _both(request: Request, wanted: Wanted) -> _Both:
    here = os.getcwd()
    reader = PackSources(offline=request.offline, confined=here)
    organisation = organisation_for(request, reader)
    old: Policies | None = None

    def more(_policy: Policy) -> Needs:
        return Needs() if old is None else old.needs

    waived = waiving(organisation, reader, request.now)
    new = Policies(None if request.packs else organisation, request.packs, reader, waived, more)
    if wanted.against:
        other = PackSources(offline=request.offline, confined=here)
        old = Policies(None, wanted.against, other, waiving(None, other, request.now))
        return _Both(old, new, organisation, ", ".join(wanted.against))
    files = [pack for pack in request.packs if pack.endswith((".yml", ".yaml")) and "://" not in pack]
    path = files[0] if files else organisation.path if organisation is not None and not request.packs else None
    if path is None:
        raise UsageError(Message("impact.nothing"), Message("impact.nothing.hint"))
    root, commit = revision(path, wanted.since)
    before = AtRevision(root, commit, offline=request.offline, confined=here)
    if not before.has(path):
        return _Both(None, new, organisation, commit[:12])
    then = organisation_for(request, before) if organisation is not None and before.has(organisation.path) else None
    old = Policies(None if request.packs else then, request.packs, before, waiving(then, before, request.now))
    return _Both(old, new, organisation, commit[:12])


def _judged(policies: Policies, facts: Repository, rules: dict[str, Rule]) -> RepositoryReport:
    policy: Policy = policies.of(facts)[0]
    for rule in policy.rules:
        rules.setdefault(rule.id, rule)
    return policies.judge(facts)[0]


def _rewritten(old: Mapping[str, Rule], new: Mapping[str, Rule]) -> dict[str, tuple[str, ...]]:
    """What of each rule is written otherwise, by the keys of the policy language; where it is set does not count."""
    found: dict[str, tuple[str, ...]] = {}
    for name in old.keys() & new.keys():
        before, after = (explained(rule, "en").values for rule in (old[name], new[name]))
        keys = tuple(sorted(key for key in {*before, *after} if before.get(key) != after.get(key)))
        if keys:
            found[name] = keys
    return found


def _stored(request: Request) -> tuple[int, Iterator[tuple[str, Repository | Message]]]:
    """The day of the last audit of the store, and the facts of its repositories."""
    from ospo_policy.operations.stored_reports import chosen_audit
    from ospo_policy.store import open_store
    from ospo_policy.store.facts import NO_HEAD, OF_AUDIT

    assert request.store is not None
    where = request.store
    with open_store(where, request.now, create=False) as store:
        info = chosen_audit(store)

    def found() -> Iterator[tuple[str, Repository | Message]]:
        with open_store(where, request.now, create=False) as store:
            report = store.report(info.id)
            for listed in report.heads():
                facts = store.facts.get(listed._replace(head=listed.head or NO_HEAD), OF_AUDIT)
                yield listed.id, Message("impact.not-kept") if facts is None else facts
            yield from report.unread()

    return info.started, found()


def _read(request: Request, both: _Both, progress: Progress) -> Iterator[tuple[str, Repository | Message]]:
    """The repositories that the request names, read now for both policies."""
    waits = Waits()
    terms = Terms(waits, budget_of(request.budget))
    owners = {"github": request.github, "gitlab": request.gitlab}
    found = places_of(request.local, owners, both.organisation, request.now, terms)
    yield from ((f"{one.host}:{one.owner or '*'}", one.reason) for one in found.left_out if one.is_failure)
    kept = _Facts()
    course = Course(request.now, waits, Pace(progress, lambda: found.usage, waits.left))
    with closing(audit(found.places, found.forges, both.new, kept, course)) as all_of_them:
        for one in all_of_them:
            if isinstance(one, Row):
                if one.is_failure:
                    yield one.id or one.place.id, one.reason or Message("")
                continue
            facts = kept.facts.pop((one.listed.forge, one.listed.native_id), None)
            if isinstance(one.report, Message):
                yield one.listed.id, one.report
            elif facts is not None:
                yield one.listed.id, facts


class _Facts(Memory):
    """Holds the facts of what was read until they are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: dict[tuple[str, str], Repository] = {}

    def remember(self, listed: Listed, facts: Repository) -> None:
        """Keep them."""
        self.facts[listed.forge, listed.native_id] = facts
