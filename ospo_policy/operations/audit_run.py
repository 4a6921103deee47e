# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""One run of an audit: which forges and owners, with which policies; the overview, and the whole report if it is wanted."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message
from ospo_policy.model.report import Report, RepositoryReport, Unread
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit import Memory, Target, Unlisted, audit
from ospo_policy.operations.check import ORGANISATION_FILE
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation, read_organisation
from ospo_policy.outputs.audit import Overview
from ospo_policy.ports.forges import Forge, ForgeUnavailableError
from ospo_policy.ports.packs import PackUnavailableError


class Request(NamedTuple):
    """What to audit, with what. `now` is in seconds since 1970."""

    local: str | None = None
    organisation: str | None = None
    packs: tuple[str, ...] = ()
    offline: bool = False
    now: int = 0


class Done(NamedTuple):
    """What an audit gave. `report` holds the repositories only where they were to be kept."""

    overview: Overview
    report: Report


def run(request: Request, *, keep: bool) -> Done:
    """Audit. Raises `OspoPolicyError` where nothing can be begun."""
    reader = PackSources(offline=request.offline, confined=os.getcwd())
    organisation = _organisation(request, reader)
    policies = Policies(organisation, request.packs, reader)
    forges, targets = _forges(request)
    overview = Overview()
    kept: list[RepositoryReport] = []
    unread: list[Unread] = []
    notices: dict[str, Message] = {}
    for found in audit(targets, forges, policies, Memory(), request.now):
        if isinstance(found, Unlisted):
            name = f"{found.target.forge}:{found.target.owner or '*'}"
            overview.add_unread(name, found.reason)
            unread.append(Unread(name, found.reason))
        elif isinstance(found.report, Message):
            overview.add_unread(found.listed.id, found.report)
            unread.append(Unread(found.listed.id, found.report))
        else:
            overview.add(found.report)
            kept += [found.report] if keep else []
            notices |= {str(notice): notice for notice in found.notices}
    date = time.strftime("%Y-%m-%d", time.gmtime(request.now))
    report = Report(__version__, date, policies.packs, tuple(kept), tuple(notices.values()), tuple(unread))
    return Done(overview, report)


def _forges(request: Request) -> tuple[Mapping[str, Forge], list[Target]]:
    """The forges to read, by name, and the owners on them."""
    from ospo_policy.forges.local.organisation import LocalForge

    if request.local is None:
        raise UsageError(Message("audit.nothing"), Message("audit.nothing.hint"))
    try:
        return {"local": LocalForge(request.local)}, [Target("local")]
    except ForgeUnavailableError as error:
        raise UsageError(error.message, error.hint) from None


def _organisation(request: Request, reader: PackSources) -> Organisation | None:
    """The organisation's file, where one is named or lies here."""
    if request.packs:
        return None
    reference = request.organisation
    if reference is None:
        if not os.path.isfile(ORGANISATION_FILE):
            return None
        reference = os.path.abspath(ORGANISATION_FILE)
    try:
        source = reader.read(reference, None)
    except PackUnavailableError as error:
        raise UsageError(error.message, error.hint) from None
    return read_organisation(source.text, source.name, source.identity)
