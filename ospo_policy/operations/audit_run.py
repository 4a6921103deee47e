# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""One run of an audit: which forges and owners, with which policies; the overview, and the whole report if it is wanted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing, suppress
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.model.errors import StoreError
from ospo_policy.model.inventory import Row
from ospo_policy.model.message import Message
from ospo_policy.model.policy import PackInfo
from ospo_policy.model.report import LeftOut, Report, RepositoryReport, Unread
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit import Course, audit
from ospo_policy.operations.audit_keeper import Audited, Keeper, Memory
from ospo_policy.operations.audit_places import Places, places_of
from ospo_policy.operations.audit_progress import Pace, Stage
from ospo_policy.operations.audit_reading import AnswersWhileRunning
from ospo_policy.operations.forge_terms import Terms, budget_of
from ospo_policy.operations.listings import CUT
from ospo_policy.operations.organisation_file import ORGANISATION_FILE, organisation_file
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.side_by_side import Waits
from ospo_policy.operations.waivers import Waiving, notices, waiving
from ospo_policy.outputs.audit import Overview
from ospo_policy.ports.forges import Remembering, Telling, Usage


class Request(NamedTuple):
    """What to audit, with what. `now` is in seconds since 1970."""

    local: str | None = None
    github: tuple[str, ...] = ()
    gitlab: tuple[str, ...] = ()
    organisation: str | None = None
    packs: tuple[str, ...] = ()
    store: str | None = None
    resume: bool = False
    offline: bool = False
    budget: str | None = None
    now: int = 0

    @property
    def is_all(self) -> bool:
        """Whether the whole inventory is read, and not what the command line names."""
        return not (self.local or self.github or self.gitlab)


class Done(NamedTuple):
    """What an audit gave. `report` has the repositories only where they were to be kept; `usage` is by forge."""

    overview: Overview
    report: Report
    usage: Mapping[str, Usage]
    carried: int = 0
    """Repositories whose earlier findings still hold, and were not read again."""
    is_cut: bool = False
    """Whether the budget was spent before all was read."""


Progress = Callable[[Stage], None]
"""Told now and then, and after each repository, how far the audit is."""


def run(request: Request, progress: Progress, *, keep: bool) -> Done:
    """Audit. Raises `OspoPolicyError` where nothing can be begun."""
    waits = Waits()
    terms = Terms(waits, budget_of(request.budget))
    reader = PackSources(offline=request.offline, confined=os.getcwd())
    organisation = organisation_for(request, reader)
    owners = {"github": request.github, "gitlab": request.gitlab}
    found = places_of(request.local, owners, organisation, request.now, terms)
    waived = waiving(organisation, reader, request.now)
    policies = Policies(None if request.packs else organisation, request.packs, reader, waived)
    gathered = _Gathered(keep and request.store is None, waived)
    for one in found.left_out:
        gathered.leave_out(f"{one.host}:{one.owner or '*'}", one.reason, is_failure=one.is_failure)
    gathered.notices |= {str(one): one for one in found.notices}
    course = Course(request.now, waits, Pace(progress, lambda: found.usage, waits.left))
    if request.store is None:
        _audit(found, policies, Memory(), course, gathered)
        gathered.look_after_waivers(policies, is_all=request.is_all)
        return gathered.done(request.now, policies.packs, found)
    return _audit_with_store(request, request.store, found, policies, gathered, course)


class _Gathered:
    """What a run has found so far."""

    def __init__(self, keep: bool, waiving: Waiving) -> None:
        self.overview = Overview()
        self._waiving = waiving
        self._used: set[str] = set()
        self.reports: list[RepositoryReport] = []
        self.unread: list[Unread] = []
        self.left_out: list[LeftOut] = []
        self.notices: dict[str, Message] = {}
        self.is_cut = False
        self._keep = keep

    def add(self, report: RepositoryReport) -> None:
        """A repository that was read."""
        self.overview.add(report)
        self._used |= self._waiving.used(report)
        self.reports += [report] if self._keep else []

    def leave_out(self, name: str, reason: Message, *, is_failure: bool) -> None:
        """What was not read: because it could not be, or on purpose."""
        if is_failure:
            self.overview.add_unread(name, reason)
            self.unread.append(Unread(name, reason))
        else:
            self.overview.add_left_out(name, reason)
            self.left_out.append(LeftOut(name, reason))

    def look_after_waivers(self, policies: Policies, *, is_all: bool) -> None:
        """Tell which waivers end, have ended or cover nothing; the last only where all repositories were read."""
        is_complete = is_all and self.overview.is_complete and not self.is_cut
        told = notices(self._waiving.review(policies.all_rules, self._used if is_complete else None))
        self.notices |= {str(one): one for one in told}

    def done(self, now: int, packs: tuple[PackInfo, ...], found: Places, carried: int = 0) -> Done:
        """The whole of it, in an order that does not depend on which forge was faster."""
        report = Report(
            tool_version=__version__,
            date=time.strftime("%Y-%m-%d", time.gmtime(now)),
            packs=packs,
            repositories=tuple(sorted(self.reports, key=lambda one: one.id)),
            notices=tuple(self.notices[key] for key in sorted(self.notices)),
            unread=tuple(sorted(self.unread, key=lambda one: one.id)),
            left_out=tuple(sorted(self.left_out, key=lambda one: one.id)),
        )
        return Done(self.overview, report, found.usage, carried, self.is_cut)


def _audit(
    found: Places, policies: Policies, keeper: Keeper, course: Course, gathered: _Gathered, *, is_stored: bool = False
) -> None:
    """Every repository of the places. What the store will tell is not gathered here."""
    with closing(audit(found.places, found.forges, policies, keeper, course)) as all_of_them:
        for one in all_of_them:
            reason = one.reason if isinstance(one, Row) else one.report
            gathered.is_cut |= isinstance(reason, Message) and reason.key == CUT
            if isinstance(one, Row):
                gathered.leave_out(one.id or one.place.id, one.reason or Message(""), is_failure=one.is_failure)
                continue
            gathered.notices |= {str(notice): notice for notice in one.notices}
            if not is_stored:
                _gather(gathered, one)
    told = [notice for forge in found.forges.values() if isinstance(forge, Telling) for notice in forge.notices]
    gathered.notices |= {str(notice): notice for notice in told}


def _gather(gathered: _Gathered, one: Audited) -> None:
    if isinstance(one.report, Message):
        gathered.leave_out(one.listed.id, one.report, is_failure=True)
    else:
        gathered.add(one.report)


def _audit_with_store(
    request: Request, where: str, found: Places, policies: Policies, gathered: _Gathered, course: Course
) -> Done:
    """The same, remembered: what was found is then read from the store, a few repositories at a time."""
    from ospo_policy.operations.audit_store import begin, finish
    from ospo_policy.operations.stored_reports import StoredRepositories
    from ospo_policy.store import open_store

    with ExitStack() as stack:
        store = stack.enter_context(open_store(where, request.now))
        for forge in found.forges.values():
            if isinstance(forge, Remembering):
                forge.remember(AnswersWhileRunning(store.answers, course.waits.stop))
        packs = policies.all_packs
        kept = begin(store, policies, found.places, request.now, resume=request.resume)
        stack.enter_context(kept.run)
        try:
            _audit(found, policies, kept, course, gathered, is_stored=True)
        except BaseException:
            with suppress(StoreError):  # what is raised tells more
                kept.run.interrupt(found.usage, gathered.notices.values())
            raise
        finish(kept, found.usage, gathered.notices.values(), is_cut=gathered.is_cut)
        report = store.report(kept.run.id)
        gathered.notices = {str(one): one for one in report.info.notices}
        for one in report.repositories():
            gathered.add(one)
        for name, reason in report.unread():
            gathered.leave_out(name, reason, is_failure=True)
        gathered.look_after_waivers(policies, is_all=request.is_all)
        done = gathered.done(request.now, packs, found, kept.carried)
        # They are read from the store again by whoever wants them: memory does not grow with their number.
        stored = StoredRepositories(where, report.info.id, report.info.read, request.now)
        return done._replace(report=done.report._replace(repositories=stored))


def organisation_for(request: Request, reader: PackSources) -> Organisation | None:
    """The organisation's file, where one is named or lies here."""
    reference = request.organisation
    if reference is None:
        named = request.local or request.github or request.gitlab
        if (request.packs and named) or not os.path.isfile(ORGANISATION_FILE):
            return None
        reference = os.path.abspath(ORGANISATION_FILE)
    return organisation_file(reference, reader)
