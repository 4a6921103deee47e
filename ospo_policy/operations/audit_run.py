# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""One run of an audit: which forges and owners, with which policies; the overview, and the whole report if it is wanted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.model.errors import UsageError
from ospo_policy.model.inventory import Row
from ospo_policy.model.message import Message
from ospo_policy.model.policy import PackInfo
from ospo_policy.model.report import Report, RepositoryReport, Unread
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit import Audited, Keeper, Memory, audit
from ospo_policy.operations.audit_places import Places, places_of
from ospo_policy.operations.check import ORGANISATION_FILE
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation, read_organisation
from ospo_policy.operations.waivers import Waiving, notices, waiving
from ospo_policy.outputs.audit import Overview
from ospo_policy.ports.forges import Usage
from ospo_policy.ports.packs import PackUnavailableError


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
    now: int = 0

    @property
    def is_all(self) -> bool:
        """Whether the whole inventory is read, and not what the command line names."""
        return not (self.local or self.github or self.gitlab)


class Done(NamedTuple):
    """What an audit gave. `report` holds the repositories only where they were to be kept; `usage` is by forge."""

    overview: Overview
    report: Report
    usage: Mapping[str, Usage]
    carried: int = 0
    """Repositories whose earlier findings still hold, and were not read again."""


Progress = Callable[[int, Mapping[str, Usage]], None]
"""Told after each repository: how many are done, and what was spent on each forge."""


def run(request: Request, progress: Progress, *, keep: bool) -> Done:
    """Audit. Raises `OspoPolicyError` where nothing can be begun."""
    reader = PackSources(offline=request.offline, confined=os.getcwd())
    organisation = _organisation(request, reader)
    found = places_of(request.local, {"github": request.github, "gitlab": request.gitlab}, organisation, request.now)
    waived = waiving(organisation, reader, request.now)
    policies = Policies(None if request.packs else organisation, request.packs, reader, waived)
    gathered = _Gathered(keep, waived)
    for one in found.left_out:
        gathered.leave_out(f"{one.host}:{one.owner or '*'}", one.reason, is_failure=one.is_failure)
    gathered.notices |= {str(one): one for one in found.notices}
    if request.store is None:
        _audit(found, policies, Memory(), request.now, gathered, progress)
        gathered.look_after_waivers(policies, is_all=request.is_all)
        return gathered.done(request.now, policies.packs, found)
    return _audit_with_store(request, request.store, found, policies, gathered, progress)


class _Gathered:
    """What a run has found so far."""

    def __init__(self, keep: bool, waiving: Waiving) -> None:
        self.overview = Overview()
        self._waiving = waiving
        self._used: set[str] = set()
        self.reports: list[RepositoryReport] = []
        self.unread: list[Unread] = []
        self.notices: dict[str, Message] = {}
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

    def look_after_waivers(self, policies: Policies, *, is_all: bool) -> None:
        """Tell which waivers end, have ended or cover nothing; the last only where all repositories were read."""
        is_complete = is_all and self.overview.is_complete
        told = notices(self._waiving.review(policies.all_rules, self._used if is_complete else None))
        self.notices |= {str(one): one for one in told}

    def done(self, now: int, packs: tuple[PackInfo, ...], found: Places, carried: int = 0) -> Done:
        """The whole of it."""
        date = time.strftime("%Y-%m-%d", time.gmtime(now))
        told = tuple(self.notices.values())
        report = Report(__version__, date, packs, tuple(self.reports), told, tuple(self.unread))
        return Done(self.overview, report, found.usage, carried)


def _audit(
    found: Places, policies: Policies, keeper: Keeper, now: int, gathered: _Gathered, progress: Progress,
    *, is_stored: bool = False,
) -> None:  # fmt: skip
    """Every repository of the places. What the store will tell is not gathered here."""
    count = 0
    for one in audit(found.places, found.forges, policies, keeper, now):
        if isinstance(one, Row):
            gathered.leave_out(one.id or one.place.id, one.reason or Message(""), is_failure=one.is_failure)
            continue
        count += 1
        gathered.notices |= {str(notice): notice for notice in one.notices}
        if not is_stored:
            _gather(gathered, one)
        progress(count, found.usage)


def _gather(gathered: _Gathered, one: Audited) -> None:
    if isinstance(one.report, Message):
        gathered.leave_out(one.listed.id, one.report, is_failure=True)
    else:
        gathered.add(one.report)


def _audit_with_store(
    request: Request, where: str, found: Places, policies: Policies, gathered: _Gathered, progress: Progress
) -> Done:
    """The same, remembered: what was found is then read from the store, a few repositories at a time."""
    from ospo_policy.operations.audit_store import begin, finish
    from ospo_policy.store import open_store

    with ExitStack() as stack:
        store = stack.enter_context(open_store(where, request.now))
        kept = begin(store, policies, found.places, request.now, resume=request.resume)
        stack.enter_context(kept.run)
        _audit(found, policies, kept, request.now, gathered, progress, is_stored=True)
        gathered.notices |= {str(one): one for one in kept.notices}
        finish(kept, found.usage, gathered.notices.values())
        report = store.report(kept.run.id)
        gathered.notices = {str(one): one for one in report.info.notices}
        for one in report.repositories():
            gathered.add(one)
        for name, reason in report.unread():
            gathered.leave_out(name, reason, is_failure=True)
        gathered.look_after_waivers(policies, is_all=request.is_all)
        return gathered.done(request.now, policies.all_packs, found, kept.carried)


def _organisation(request: Request, reader: PackSources) -> Organisation | None:
    """The organisation's file, where one is named or lies here."""
    reference = request.organisation
    if reference is None:
        named = request.local or request.github or request.gitlab
        if (request.packs and named) or not os.path.isfile(ORGANISATION_FILE):
            return None
        reference = os.path.abspath(ORGANISATION_FILE)
    try:
        source = reader.read(reference, None)
    except PackUnavailableError as error:
        raise UsageError(error.message, error.hint) from None
    return read_organisation(source.text, source.name, source.identity)
