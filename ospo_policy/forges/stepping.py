# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What steps come to, on forges that carry each out by requests of their own: who does it, and what is there then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from ospo_policy.engine.our_texts import same_text
from ospo_policy.forges.changing import Changer, Sender
from ospo_policy.forges.pace import UNHURRIED, Pace
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed, Usage
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    DeleteBranch,
    EditIssue,
    EditRequest,
    MakeFork,
    MovedError,
    OpenIssue,
    OpenRequest,
    Push,
    SeenBranch,
    SeenCommit,
    SeenIssue,
    SeenRequest,
    Situation,
    State,
    Step,
    StepRefusedError,
)


class Branches(Protocol):
    """Works on the branches of one repository. Its methods raise `StepRefusedError` and `MovedError`, as all here do."""

    def push(self, step: Push) -> tuple[SeenCommit, ...]:
        """The commits of the branch then, the newest first."""

    def delete(self, step: DeleteBranch) -> None:
        """Delete a branch that stands where it was seen."""


class Requests(Protocol):
    """Works on the requests of one repository."""

    def open(self, step: OpenRequest, branch: SeenBranch | None) -> SeenRequest:
        """Open a request, or find the one that was opened from the branch meanwhile."""

    def edit(self, step: EditRequest, before: SeenRequest | None) -> SeenRequest:
        """Change one, if nobody else has since it was seen."""

    def close(self, step: CloseRequest, before: SeenRequest | None) -> SeenRequest:
        """Close one, likewise."""


class Issues(Protocol):
    """Works on the issues of one repository, and says what we say on requests too."""

    def open(self, step: OpenIssue, known: frozenset[int]) -> SeenIssue:
        """Open an issue, or find the one that another run opened: `known` are the numbers of those that were seen."""

    def edit(self, step: EditIssue, before: SeenIssue | None) -> SeenIssue:
        """Change one, if nobody else has since it was seen."""

    def comment(self, step: Comment) -> str:
        """Say something once; what was said."""


class Settings(Protocol):
    """Changes settings of one repository."""

    def change(self, step: ChangeSetting, known: Mapping[str, object]) -> object:
        """Change a setting, unless it is so already; the value that holds then."""


class Hands(Protocol):
    """Who does what on a forge."""

    def branches(self, listed: Listed) -> Branches:
        """Of one repository."""

    def requests(self, listed: Listed) -> Requests:
        """Of one repository."""

    def issues(self, listed: Listed) -> Issues:
        """Of one repository."""

    def settings(self, listed: Listed, base: str) -> Settings:
        """Of one repository, whose default branch is told."""


class SteppingForge:
    """The part that writing sides have alike: their pace, and how steps are handed out."""

    def __init__(
        self,
        sender: Sender,
        pace: Pace | None,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
    ) -> None:
        self._sender = sender
        self._pace = pace or Pace(clock, sleep, UNHURRIED)
        self._changer = Changer(sender, self._pace, sleep)

    @property
    def usage(self) -> Usage:
        """What was spent so far."""
        return self._sender.usage

    @property
    def writes(self) -> int:
        """How many requests that change something were sent so far."""
        return self._pace.writes


def perform(hands: Hands, listed: Listed, situation: Situation, step: Step) -> Situation:
    """Carry out a step; what is there then."""
    match step:
        case Push():
            return _pushed(situation, step, hands.branches(listed).push(step))
        case DeleteBranch():
            hands.branches(listed).delete(step)
            return situation._replace(branches={k: v for k, v in situation.branches.items() if k != step.branch})
        case MakeFork():
            raise StepRefusedError(Message("write.no-forks"), Message("write.no-forks.hint"))
        case OpenRequest() | EditRequest() | CloseRequest():
            return _with_request(situation, _request(hands.requests(listed), situation, step))
        case OpenIssue():
            known = frozenset(one.number for one in situation.issues)
            return _with_issue(situation, hands.issues(listed).open(step, known))
        case EditIssue():
            was = next((one for one in situation.issues if one.number == step.number), None)
            return _with_issue(situation, hands.issues(listed).edit(step, was))
        case Comment():
            return _commented(hands.issues(listed), situation, step)
        case ChangeSetting():
            value = hands.settings(listed, situation.base).change(step, situation.settings)
            return situation._replace(settings={**situation.settings, step.name: value})


def expect_request(number: int, now: SeenRequest, before: SeenRequest | None) -> None:
    """Raise `MovedError` unless an open request is as it was seen."""
    same = before is not None and (now.state, now.title) == (before.state, before.title)
    if before is None or not same or now.state is not State.OPEN or not same_text(now.text, before.text):
        raise MovedError(message("write.request-changed", number=number))


def expect_issue(number: int, now: SeenIssue, before: SeenIssue | None) -> None:
    """Raise `MovedError` unless an issue is as it was seen."""
    same = before is not None and (now.state, now.title) == (before.state, before.title)
    if before is None or not same or not same_text(now.text, before.text):
        raise MovedError(message("write.issue-changed", number=number))


def _request(requests: Requests, situation: Situation, step: OpenRequest | EditRequest | CloseRequest) -> SeenRequest:
    if isinstance(step, OpenRequest):
        return requests.open(step, situation.branches.get(step.branch))
    was = next((one for one in situation.requests if one.number == step.number), None)
    return requests.edit(step, was) if isinstance(step, EditRequest) else requests.close(step, was)


def _pushed(situation: Situation, step: Push, commits: tuple[SeenCommit, ...]) -> Situation:
    """The open request of a branch goes with it."""
    head = commits[0].oid
    requests = tuple(
        one._replace(head=head, commits=commits, has_conflicts=None)
        if one.branch == step.branch and one.state is State.OPEN and not one.from_fork
        else one
        for one in situation.requests
    )
    branches = {**situation.branches, step.branch: SeenBranch(head, commits)}
    return situation._replace(branches=branches, requests=requests)


def _commented(issues: Issues, situation: Situation, step: Comment) -> Situation:
    """Say something, unless it was said."""
    things: tuple[SeenRequest | SeenIssue, ...] = situation.issues if step.on_issue else situation.requests
    on = next((one for one in things if one.number == step.number), None)
    if on is not None and any(same_text(text, step.text) for text in on.comments):
        return situation
    said = issues.comment(step)
    if isinstance(on, SeenRequest):
        return _with_request(situation, on._replace(comments=(*on.comments, said)))
    return situation if on is None else _with_issue(situation, on._replace(comments=(*on.comments, said)))


def _with_request(situation: Situation, now: SeenRequest) -> Situation:
    """What is there, with a request as it is now; a new one comes first."""
    others = situation.requests
    if all(one.number != now.number for one in others):
        return situation._replace(requests=(now, *others))
    return situation._replace(requests=tuple(now if one.number == now.number else one for one in others))


def _with_issue(situation: Situation, now: SeenIssue) -> Situation:
    """What is there, with an issue as it is now; a new one comes first."""
    others = situation.issues
    if all(one.number != now.number for one in others):
        return situation._replace(issues=(now, *others))
    return situation._replace(issues=tuple(now if one.number == now.number else one for one in others))
