# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What carrying a plan out will take on each forge, to be said before it begins: requests that write, and seconds at its pace.

The counts are those of the steps that each action comes to, at most; the tests hold them to what is sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ospo_policy.engine.planning import Entry
from ospo_policy.engine.wanted import Action, Wanted
from ospo_policy.forges.pace import SPEEDS, Speed, seconds_for
from ospo_policy.model.organisation import ForgeType

CLOSING = 3
"""The request is closed, a kind word is said, our branch is deleted."""


class Expected(NamedTuple):
    """What one forge will be sent at most, and for how many seconds at least that goes on."""

    forge: str
    forge_type: ForgeType
    writes: int
    seconds: float
    speed: Speed


def expected(entries: Iterable[Entry]) -> tuple[Expected, ...]:
    """What the entries come to, by forge, in the order of names. A folder of repositories takes no time worth telling."""
    counts: dict[tuple[str, ForgeType], int] = {}
    for one in entries:
        at = one.subject.forge, one.subject.forge_type
        counts[at] = counts.get(at, 0) + writes_of(one)
    return tuple(
        Expected(name, kind, count, seconds_for(count, speed), speed)
        for (name, kind), count in sorted(counts.items(), key=lambda one: one[0][0])
        if (speed := SPEEDS[kind]) is not None
    )


def writes_of(entry: Entry) -> int:
    """How many requests that write one entry comes to at most, where nobody is in its way."""
    want, kind = entry.wanted, entry.subject.forge_type
    settings = len(want.settings) if entry.settings.action is Action.UPDATE else 0
    return _request(entry.request.action, want, kind) + settings + _issue(entry.issue.action, want, kind)


def _request(action: Action, want: Wanted, kind: ForgeType) -> int:
    request = want.request
    commits = len(request.contents) if request is not None else 1
    if action is Action.OPEN:
        names = 0 if request is None else bool(request.labels) + bool(request.reviewers)
        if kind is ForgeType.GITHUB:
            return 1 + commits + 1 + names + 1  # a branch, commits on it, the request, who looks at it; a fork at times
        if kind is ForgeType.GITLAB:
            return commits + 1  # labels and reviewers come with the request
        return (
            1 + 1 + (len(request.labels) if request is not None else 0) + names
        )  # labels are made where there are none
    if action is Action.UPDATE:
        if kind is ForgeType.GITHUB:
            return 2 * commits + 1 + 1  # trees and commits beside the branch, which is moved then; the text
        return (commits if kind is ForgeType.GITLAB else 1) + 1
    return {Action.CLOSE: CLOSING, Action.TIDY: 2, Action.LEAVE: 1}.get(action, 0)


def _issue(action: Action, want: Wanted, kind: ForgeType) -> int:
    labels = len(want.issue.labels) if want.issue is not None else 0
    if action is Action.OPEN:
        return 1 + (labels if kind in (ForgeType.FORGEJO, ForgeType.GITEA) else 0)
    return {Action.UPDATE: 1, Action.CLOSE: 2, Action.TIDY: 1}.get(action, 0)
