# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our request, and of our issue, in one repository: what is wanted and what is there give the next step.

Pure, and the same for every forge. A run that was killed, or another one beside it, leaves a situation like any other: what is
done already is seen, so nothing is done twice. What people have touched is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping

from ospo_policy.engine.issue_life import issue_step
from ospo_policy.engine.our_texts import has_opted_out
from ospo_policy.engine.request_life import request_step
from ospo_policy.engine.wanted import ALL, ISSUE, REQUEST, Action, Manners, Settled, Wanted
from ospo_policy.model.message import Message
from ospo_policy.parsers.request_marker import Ask, marker_of
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    DeleteBranch,
    EditIssue,
    MakeFork,
    OpenIssue,
    OpenRequest,
    Push,
    Right,
    SeenIssue,
    SeenRequest,
    Situation,
    State,
    Step,
)


def refusals(seen: Situation) -> Mapping[str, Ask]:
    """What the repository's people have refused: asked for in a request that they closed unmerged, or an issue that they closed."""
    found: dict[str, Ask] = {}
    closed: list[SeenRequest | SeenIssue] = [one for one in seen.requests if one.by_us and one.state is State.CLOSED]
    closed += [one for one in seen.issues if one.state is not State.OPEN and marker_of(one.text) is not None]
    for one in closed:
        marker = marker_of(one.text)
        if marker is None:
            found[ALL] = Ask(1 << 30, 1 << 30)  # people edited the mark away: all of it was refused
            continue
        if marker.closed or marker.kind not in (REQUEST, ISSUE):
            continue
        for rule, ask in marker.asks.items():
            before = found.get(rule, Ask(0, 0))
            found[rule] = Ask(max(before.pack, ask.pack), max(before.template, ask.template))
    return found


def is_refused(rule: str, ask: Ask, refused: Mapping[str, Ask]) -> bool:
    """Whether a rule was refused in this state or a newer one, so that it is not asked for again."""
    if ALL in refused:
        return True
    before = refused.get(rule)
    return before is not None and not ask.is_newer(before)


def next_step(want: Wanted, seen: Situation, how: Manners) -> Step | Settled:
    """The next step towards what is wanted, or what became of it. The request comes first, then settings, then the issue."""
    parts = (request_step(want, seen, how), setting_step(want, seen, how), issue_step(want, seen, how))
    step = next((part for part in parts if not isinstance(part, Settled)), None)
    if step is not None:
        return step
    told = [part for part in parts if isinstance(part, Settled)]
    return min(told, key=lambda part: _TELLING.index(part.action))


_TELLING = (
    Action.SKIP, Action.REFUSED, Action.LEAVE, Action.CLOSE, Action.OPEN, Action.UPDATE, Action.TIDY, Action.KEEP, Action.NOTHING,
)  # fmt: skip
"""What is told of a repository first, where several things became of it."""


def setting_step(want: Wanted, seen: Situation, how: Manners) -> Step | Settled:
    """The next setting to change."""
    if seen.problem is not None:
        return Settled(Action.SKIP, seen.problem)
    wrong = [name for name in sorted(want.settings) if seen.settings.get(name, _UNTOLD) != want.settings[name]]
    if not wrong:
        return Settled(Action.NOTHING, Message("request.nothing"))
    if has_opted_out(want, seen, how):
        return Settled(Action.SKIP, Message("request.opted-out"))
    if Right.SETTINGS not in seen.rights:
        return Settled(Action.SKIP, Message("request.no-settings"))
    return ChangeSetting(wrong[0], want.settings[wrong[0]])


_UNTOLD = object()


def action_of(step: Step | Settled, seen: Situation) -> Action:
    """What a step is to do, in a word."""
    match step:
        case Settled(action):
            return action
        case CloseRequest() | EditIssue(state=State.CLOSED):
            return Action.CLOSE
        case DeleteBranch():
            return Action.TIDY
        case Comment(number, _, on_issue):
            opened = any(one.number == number and one.state is State.OPEN for one in seen.requests)
            return Action.LEAVE if opened and not on_issue else Action.TIDY
        case Push():
            there = any(one.branch == step.branch and one.state is State.OPEN for one in seen.requests)
            return Action.UPDATE if there else Action.OPEN
        case OpenRequest() | OpenIssue() | MakeFork():
            return Action.OPEN
    return Action.UPDATE
