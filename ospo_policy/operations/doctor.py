# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Look at all that a run needs, before it begins. Nothing is written anywhere.

What a token cannot see is not guessed from its scopes: one repository of each owner is read, just as an audit would read it.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.util import find_spec
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.model.checkup import Area, Health, Sign
from ospo_policy.model.errors import OspoPolicyError, PolicyError
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.operations import audit_run, check, doctor_forges, doctor_requests
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.fixing import fix_needs
from ospo_policy.operations.organisation_file import ORGANISATION_FILE
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.waivers import waiving

MOST_PROBLEMS = 10


class Request(NamedTuple):
    """What to look at: what an audit of the same words would read, else the repository at `path`."""

    path: str | None = None
    audit: audit_run.Request = audit_run.Request()

    @property
    def is_audit(self) -> bool:
        """Whether any forge, folder or organisation is named."""
        asked = self.audit
        return bool(asked.local or asked.github or asked.gitlab or asked.organisation)


def examine(request: Request) -> Iterator[Sign]:
    """What was looked at, one sign after the other, in the order of the areas."""
    organisation: Organisation | None = None
    policies: Policies | None = None
    needs: Needs | None = None
    signs: list[Sign] = []
    try:
        if request.is_audit or os.path.isfile(ORGANISATION_FILE):
            organisation, policies = _opened(request)
            needs = policies.needs
            signs.append(_good(Area.POLICY, message("doctor.policy.all", count=len(policies.all_rules))))
        else:
            prepared = check.prepare(
                check.Request(path=request.path, packs=request.audit.packs, offline=request.audit.offline)
            )
            needs = prepared.policy.needs
            packs = tuple(pack.name for pack in prepared.policy.packs)
            what = message(
                "doctor.policy.one", name=prepared.repository.name, count=len(prepared.policy.rules), packs=packs
            )
            signs.append(_good(Area.POLICY, what))
    except OspoPolicyError as error:
        signs += problems_of(Area.POLICY, error)
    yield from _tool(needs, needs_forges=request.is_audit)
    if organisation is not None:
        yield _good(Area.POLICY, message("doctor.organisation", path=organisation.path))
    yield from signs
    if policies is not None:
        seen: list[doctor_forges.Seen] = []
        yield from doctor_forges.examine(request.audit, organisation, policies, seen)
        if organisation is not None:
            yield from doctor_requests.examine(request.audit.now, organisation, seen)
    if request.audit.store is not None:
        yield from _store(request.audit.store)


def _opened(request: Request) -> tuple[Organisation | None, Policies]:
    """The organisation and its policies. Raises `OspoPolicyError`."""
    asked = request.audit
    reader = PackSources(offline=asked.offline, confined=os.getcwd())
    organisation = audit_run.organisation_for(asked, reader)
    waived = waiving(organisation, reader, asked.now)
    return organisation, Policies(None if asked.packs else organisation, asked.packs, reader, waived, fix_needs)


def _good(area: Area, what: Message) -> Sign:
    return Sign(area, Health.GOOD, what)


def problems_of(area: Area, error: OspoPolicyError, about: str = "") -> list[Sign]:
    """An error as problems: each mistake of a policy is one."""
    if not isinstance(error, PolicyError):
        return [Sign(area, Health.PROBLEM, error.message, error.hint, about)]
    return [
        Sign(area, Health.PROBLEM, message("doctor.mistake", at=str(one.position), what=one.message), one.hint, about)
        for one in error.problems[:MOST_PROBLEMS]
    ]


def _tool(needs: Needs | None, *, needs_forges: bool) -> Iterator[Sign]:
    """The tool itself, and the programs and libraries that it may want."""
    yield _good(Area.TOOL, message("doctor.tool", version=__version__, python=platform.python_version()))
    try:
        yield _good(
            Area.TOOL, message("doctor.git", version=Git(os.getcwd()).run("--version").decode(errors="replace").strip())
        )
    except (GitError, OspoPolicyError):
        yield Sign(Area.TOOL, Health.PROBLEM, Message("git.absent"), Message("git.absent.hint"))
    if needs_forges and not all(map(find_spec, ("github", "gitlab", "sqlalchemy", "alembic"))):
        yield Sign(Area.TOOL, Health.PROBLEM, Message("doctor.no-audit"), Message("doctor.no-audit.hint"))
    if needs is not None and needs.reuse and find_spec("reuse") is None:
        yield Sign(Area.TOOL, Health.WARNING, Message("doctor.no-reuse"), Message("doctor.no-reuse.hint"))


def _store(where: str) -> Iterator[Sign]:
    """The store, as it lies there."""
    from ospo_policy.store import state_of

    try:
        state = state_of(where)
    except OspoPolicyError as error:
        yield from problems_of(Area.STORE, error)
        return
    folder = os.path.dirname(os.path.abspath(state.name))
    if not state.is_there:
        new = state.size is None and not os.access(folder, os.W_OK) and "://" not in where
        key = "doctor.store.nowhere" if new else "doctor.store.new"
        yield Sign(Area.STORE, Health.PROBLEM if new else Health.GOOD, message(key, name=state.name, folder=folder))
        return
    if state.size is not None and not (os.access(state.name, os.W_OK) and os.access(folder, os.W_OK)):
        yield Sign(
            Area.STORE, Health.PROBLEM, message("store.read-only", name=state.name), Message("doctor.store.hint")
        )
        return
    key = "doctor.store.current" if state.is_current else "doctor.store.older"
    yield _good(Area.STORE, message(key, name=state.name, megabytes=round((state.size or 0) / 1_000_000, 1)))
