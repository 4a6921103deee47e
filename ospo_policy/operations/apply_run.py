# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""One run of `apply`: the plan (made now, or from its file), its premises, the lock, and what became of each repository."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from ospo_policy.engine.limits import quiet_until
from ospo_policy.engine.planning import Entry
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import Forge
from ospo_policy.model.policy import Identifier, RemediationMode, Url
from ospo_policy.operations import plan as planning
from ospo_policy.operations.apply import Outcome, carry_out
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit_run import Progress, organisation_for
from ospo_policy.operations.cache import cache_folder
from ospo_policy.operations.fixing import fix_needs
from ospo_policy.operations.forge_terms import Terms, budget_of
from ospo_policy.operations.forges import open_writer
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.plan_file import read_plan
from ospo_policy.operations.planner import House, house_of
from ospo_policy.operations.side_by_side import Waits
from ospo_policy.operations.waivers import waiving
from ospo_policy.operations.writers import Writers


class Ready(NamedTuple):
    """A plan about to be carried out. `too_many` says why a person has to agree first."""

    entries: tuple[Entry, ...]
    house: House
    writers: Writers
    too_many: Message | None
    planned: planning.Planned | None = None

    @property
    def doing(self) -> tuple[Entry, ...]:
        """The entries that something is to be done for."""
        return tuple(one for one in self.entries if one.writes and one.held is None)


def prepare(request: planning.Request, path: str | None, progress: Progress) -> Ready:
    """The plan in a file, or a new one. Raises `UsageError` where it may not be carried out."""
    if path is None:
        planned = planning.plan(request, progress)
        ready = Ready(planned.plan.entries, planned.house, planned.writers, planned.plan.too_many, planned)
    else:
        ready = _from_file(request, path)
    if ready.house.remediation.mode is RemediationMode.REPORT and not any(ready.house.by_assignment) and path is None:
        raise UsageError(Message("apply.report-mode"), Message("apply.report-mode.hint"))
    if ready.doing and not ready.house.has_person:
        raise UsageError(Message("apply.no-person"), Message("apply.no-person.hint"))
    return ready


def _from_file(request: planning.Request, path: str) -> Ready:
    """A plan that was looked at before: its policy must be the one that holds now."""
    told = read_plan(path)
    asked = request.audit
    reader = PackSources(offline=asked.offline, confined=os.getcwd())
    organisation = organisation_for(asked, reader)
    policies = Policies(
        None if asked.packs else organisation, asked.packs, reader, waiving(organisation, reader, asked.now), fix_needs
    )
    if policies.digest != told.policy_digest:
        raise UsageError(message("plan.other-policy", path=path), Message("plan.other-policy.hint"))
    terms = Terms(Waits(), budget_of(asked.budget), os.path.dirname(organisation.path) if organisation else "")
    known = organisation.document.forges if organisation is not None else {}
    forges = {
        name: known.get(Identifier(name)) or Forge(at.type, Url(at.url) if at.url else None)
        for name, at in told.forges.items()
    }
    writers = Writers({name: partial(open_writer, name, forge, asked.now, terms) for name, forge in forges.items()})
    remediation = planning.overruled(request, organisation)
    house = house_of(organisation, remediation, writers.identity, ask_again=request.ask_again)
    return Ready(told.entries, house, writers, told.consent)


def run(ready: Ready, clock: Callable[[], float] = time.time) -> Iterator[Outcome]:
    """Carry it out; each repository's outcome as it comes. Raises `UsageError` where another run is at it."""
    hours = ready.house.remediation.quiet_hours

    def quiet() -> Message | None:
        return None if hours is None else quiet_until(hours, int(clock()))

    with locked(ready.house):
        yield from carry_out(ready.entries, ready.writers.for_subject, ready.house.options.manners, quiet)


@contextmanager
def locked(house: House) -> Iterator[None]:
    """Hold the lock of an organisation on this machine; the forge itself settles what two machines do at once."""
    import fcntl

    told = repr((house.name, house.remediation.branch)).encode("utf-8", "surrogatepass")
    path = os.path.join(cache_folder("locks"), f"apply-{hashlib.sha256(told).hexdigest()[:16]}.lock")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(message("apply.running", path=path), Message("apply.running.hint")) from None
        yield
