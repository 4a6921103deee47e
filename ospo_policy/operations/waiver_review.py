# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's waivers looked through: where each stands, and what wants a decision."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from ospo_policy.engine.waive import Waivers
from ospo_policy.model.errors import Problem
from ospo_policy.model.message import Message, message
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.inventory import organisation_at, resolve
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.waivers import Waiving, waiving


class Reviewed(NamedTuple):
    """What wants a decision, of how many waivers; and what could not be compared."""

    problems: Sequence[Problem]
    waivers: int
    notices: tuple[Message, ...] = ()


def listed(path: str, now: int, *, offline: bool = False) -> Waiving:
    """The waivers of the organisation whose file is at a path. Raises `OspoPolicyError`."""
    return waiving(organisation_at(path), PackSources(offline=offline), now)


def review(path: str, now: int, *, store: str | None, within: int | None, offline: bool) -> Reviewed:
    """Look through the waivers of the organisation whose file is at a path; `now` is in seconds since 1970.

    With a store, waivers that cover no failure of its last audit are told too. `within` is how many days before its end
    a waiver is spoken of. Raises `OspoPolicyError`.
    """
    organisation = organisation_at(path)
    reader = PackSources(offline=offline)
    found = waiving(organisation, reader, now)
    if within is not None:
        found = Waiving(found.waivers._replace(notice_days=within), found.day)
    rules = Policies(organisation, (), reader, Waiving(Waivers(), found.day)).all_rules
    used: frozenset[str] | None = None
    notices: tuple[Message, ...] = ()
    if store is not None:
        used, notices = _used(organisation, found, store, now)
    problems = [_openable(one, path) for one in found.review(rules, used)]
    return Reviewed(problems, len(found.waivers.entries), notices)


def _openable(problem: Problem, path: str) -> Problem:
    """The problem with a place that an editor finds from here: the file is named from the organisation's."""
    file = os.path.join(os.path.dirname(path), problem.position.file)
    return problem._replace(position=problem.position._replace(file=file))


def _used(
    organisation: Organisation, found: Waiving, where: str, now: int
) -> tuple[frozenset[str] | None, tuple[Message, ...]]:
    """The places of the waivers that cover a failure of the last audit; None, with why, where that does not tell all."""
    from ospo_policy.store import open_store
    from ospo_policy.store.values import AuditState

    with open_store(where, now, create=False) as store:
        last = next((one for one in store.audits() if one.state is AuditState.FINISHED), None)
        if last is None:
            return None, (message("waiver.check.no-audit", name=store.name),)
        read = last.options.get("places")
        wanted = {place.id for place in resolve(organisation).places}
        if last.unread or not last.read or not wanted <= set(read if isinstance(read, tuple) else ()):
            return None, (Message("waiver.check.incomplete"),)
        used = (found.used(report) for report in store.report(last.id).repositories())
        return frozenset(place for some in used for place in some), ()
