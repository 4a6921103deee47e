# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write down what fails today: of a checkout, in a file of its own; of an organisation, in the store of its audits."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

from ospo_policy.engine.baseline import Baseline, renewed, shrunk
from ospo_policy.engine.baseline_file import head_of, parse, render
from ospo_policy.engine.days import today
from ospo_policy.engine.schema import HOME
from ospo_policy.model.baseline import KnownFailure
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.operations.check import BASELINE_FILE, Request, examined, prepare

_SCHEMA = f"# yaml-language-server: $schema={HOME}/baseline.schema.json"


class Written(NamedTuple):
    """A baseline as it was and as it is to be; without `text`, there is nothing to write.

    One that `is_new` is to be worked out anew once it is there: it is a file of the repository, too, and as such can be
    one that a rule finds fault with.
    """

    path: str
    before: Baseline
    after: Baseline
    text: str | None
    is_new: bool = False


class Kept(NamedTuple):
    """The baseline of a store: of how many repositories of the audit of which day, how many failures; what changed."""

    repositories: int
    date: str
    failures: int
    added: int
    left: int


def of_checkout(request: Request, *, shrink: bool) -> Written:
    """The baseline of a checkout, to be written by the caller. Raises `OspoPolicyError`."""
    prepared = prepare(request)
    folder = prepared.repository.folder
    path = os.path.join(os.path.relpath(folder) if request.path is None else request.path, BASELINE_FILE)
    path = os.path.normpath(path)
    if not prepared.repository.has_files:
        raise UsageError(
            message("baseline.not-a-folder", path=request.path or "."), Message("baseline.not-a-folder.hint")
        )
    text = prepared.repository.text(BASELINE_FILE)
    if text is None and shrink:
        raise UsageError(message("baseline.absent", path=path), Message("baseline.absent.hint"))
    before = parse(text, BASELINE_FILE) if text is not None else {}
    found = examined(prepared, request.now).report
    after = shrunk(found, before) if shrink else renewed(found, before, today(request.now).isoformat())
    if text is None and not after:
        return Written(path, before, after, None)
    head = head_of(text) if text is not None else "\n".join((_SCHEMA, *_licence(prepared.own_text)))
    return Written(path, before, after, render(after, head), is_new=text is None)


def _licence(text: str) -> list[str]:
    """What the comments at the top of the repository's own file say of licence and copyright."""
    return [line for line in head_of(text).splitlines() if "SPDX-" in line]


def of_store(where: str, now: int, *, shrink: bool) -> Kept:
    """Write down what fails in the last finished audit of a store. Raises `StoreError`.

    What is known of repositories that it could not read stays.
    """
    from ospo_policy.store import open_store
    from ospo_policy.store.database import problem
    from ospo_policy.store.values import AuditState

    with open_store(where, now, create=False) as store:
        last = next((one for one in store.audits() if one.state is AuditState.FINISHED), None)
        if last is None:
            raise problem("store.no-audit", store.name)
        date = time.strftime("%Y-%m-%d", time.gmtime(last.started))
        known = store.baseline.all()
        changed: dict[tuple[str, str], dict[str, KnownFailure]] = {}
        for key, report in store.report(last.id).keyed():
            before = known.get(key, {})
            changed[key] = shrunk(report, before) if shrink else renewed(report, before, date)
        store.baseline.put(changed)
    pairs = [(known.get(key, {}), after) for key, after in changed.items()]
    return Kept(
        repositories=sum(bool(after) for _, after in pairs),
        date=date,
        failures=sum(len(after) for _, after in pairs),
        added=sum(len(after.keys() - before.keys()) for before, after in pairs),
        left=sum(len(before.keys() - after.keys()) for before, after in pairs),
    )
