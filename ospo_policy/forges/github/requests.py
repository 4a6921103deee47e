# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opens, keeps and closes our requests and issues on GitHub: `ospo_policy.ports.requests.RequestForge`.

It decides nothing: the life of a request is `ospo_policy.engine.lifecycle`'s. Here it is read in bulk, and single steps are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ospo_policy.forges.github.forking import Forker
from ospo_policy.forges.github.identifying import identify
from ospo_policy.forges.github.issue_steps import Issues
from ospo_policy.forges.github.push_parts import paths_of, touches_workflows
from ospo_policy.forges.github.pushing import Pusher, no_workflows
from ospo_policy.forges.github.request_steps import Requests
from ospo_policy.forges.github.seen import same_text
from ospo_policy.forges.github.setting_steps import Setter
from ospo_policy.forges.github.situations import Asked, Found, Home, Place, Situations, batches
from ospo_policy.forges.github.transport import Transport
from ospo_policy.forges.github.writing import Writer
from ospo_policy.forges.pace import Pace
from ospo_policy.model.message import Message
from ospo_policy.ports.forges import ForgeUnavailableError, Listed, Usage
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    DeleteBranch,
    EditIssue,
    EditRequest,
    Identity,
    MakeFork,
    OpenIssue,
    OpenRequest,
    Push,
    Right,
    SeenBranch,
    SeenIssue,
    SeenRequest,
    Situation,
    State,
    Step,
)


class GitHubRequests:
    """The writing side of a GitHub; `name` is the organisation file's name for it. One for all owners, as the pace is."""

    def __init__(self, name: str, transport: Transport, pace: Pace | None = None) -> None:
        self.name = name
        self._transport = transport
        self._pace = pace or Pace(transport.clock, transport.sleep)
        self._me: Identity | None = None
        self._places: dict[str, Place] = {}

    @property
    def usage(self) -> Usage:
        """What was spent so far, by the reading side too where it has the same transport."""
        return self._transport.usage

    @property
    def writes(self) -> int:
        """How many requests that change something were sent so far."""
        return self._pace.writes

    def identity(self) -> Identity:
        """Who we are. Asked once."""
        if self._me is None:
            self._me = identify(self._transport)
        return self._me

    def situations(
        self, repositories: Sequence[Listed], branches: Sequence[str], settings: Iterable[str] = ()
    ) -> Iterator[tuple[Listed, Situation | Message]]:
        """What is there in several repositories, in their order, in bulk; or why it cannot be told."""
        asked = Asked(tuple(dict.fromkeys(branches)), frozenset(settings))
        for batch in batches(repositories):
            readable = [listed for listed in batch if listed.problem is None and listed.native_id]
            found = self._read(readable, asked) if readable else {}
            for listed in batch:
                told = found.get(listed.id) or listed.problem or Message("github.hidden")
                if not isinstance(told, Message):
                    self._places[listed.id] = told.place
                    yield listed, told.situation
                else:
                    yield listed, told

    def _read(self, readable: Sequence[Listed], asked: Asked) -> Mapping[str, Found | Message]:
        """What is there at one owner; where the App is not installed, only that."""
        me = self.identity()
        try:
            transport = self._transport.for_owner(readable[0].owner)
        except ForgeUnavailableError as error:
            return {listed.id: error.message for listed in readable}
        return Situations(transport, me, asked).read(readable)

    def perform(self, listed: Listed, situation: Situation, step: Step) -> Situation:
        """Carry out a step; what is there then, from GitHub's answer. Raises `StepRefusedError` and `MovedError`."""
        writer = Writer(self._transport.for_owner(listed.owner), self._pace)
        place = self._places.get(listed.id) or Place(Home(listed.native_id, listed.owner, listed.name))
        match step:
            case Push():
                return self._push(writer, place, situation, step)
            case DeleteBranch():
                Pusher(writer, _home(place, in_fork=step.in_fork)).delete(step)
                return situation._replace(branches={k: v for k, v in situation.branches.items() if k != step.branch})
            case MakeFork():
                fork = Forker(writer, place, self.identity()).fork(situation.base)
                self._places[listed.id] = place._replace(fork=fork)
                return situation._replace(has_fork=True, branches={})
            case OpenRequest() | EditRequest() | CloseRequest():
                return self._request(Requests(writer, place, self.identity()), situation, step)
            case OpenIssue() | EditIssue() | Comment():
                return self._issue(Issues(writer, place, self.identity()), situation, step)
            case ChangeSetting():
                value = Setter(writer, place.home).change(step, situation.settings)
                return situation._replace(settings={**situation.settings, step.name: value})

    def _push(self, writer: Writer, place: Place, situation: Situation, step: Push) -> Situation:
        if Right.WORKFLOWS not in situation.rights and touches_workflows(dict.fromkeys(paths_of(step))):
            raise no_workflows()
        from_here = [one for one in situation.requests if one.branch == step.branch and one.from_fork == step.in_fork]
        has_request = any(one.state is State.OPEN for one in from_here)
        commits = Pusher(writer, _home(place, in_fork=step.in_fork), place.home).push(step, has_request=has_request)
        head = commits[0].oid
        branches = {**situation.branches, step.branch: SeenBranch(head, commits)}
        requests = tuple(
            one._replace(head=head, commits=commits, has_conflicts=None)
            if one in from_here and one.state is State.OPEN
            else one
            for one in situation.requests
        )
        return situation._replace(branches=branches, requests=requests)

    def _request(
        self, requests: Requests, situation: Situation, step: OpenRequest | EditRequest | CloseRequest
    ) -> Situation:
        if isinstance(step, OpenRequest):
            opened = requests.open(step, situation.branches.get(step.branch))
            others = (one for one in situation.requests if one.number != opened.number)
            return situation._replace(requests=(opened, *others))
        before = next((one for one in situation.requests if one.number == step.number), None)
        now = requests.edit(step, before) if isinstance(step, EditRequest) else requests.close(step, before)
        return situation._replace(
            requests=tuple(now if one.number == now.number else one for one in situation.requests)
        )

    def _issue(self, issues: Issues, situation: Situation, step: OpenIssue | EditIssue | Comment) -> Situation:
        if isinstance(step, Comment):
            return _commented(issues, situation, step)
        if isinstance(step, OpenIssue):
            opened = issues.open(step, frozenset(one.number for one in situation.issues))
            return situation._replace(issues=(opened, *situation.issues))
        before = next((one for one in situation.issues if one.number == step.number), None)
        edited = issues.edit(step, before)
        return situation._replace(
            issues=tuple(edited if one.number == edited.number else one for one in situation.issues)
        )


def _commented(issues: Issues, situation: Situation, step: Comment) -> Situation:
    """Say something, unless it was said."""
    told: tuple[SeenRequest | SeenIssue, ...] = situation.issues if step.on_issue else situation.requests
    if any(one.number == step.number and any(same_text(text, step.text) for text in one.comments) for one in told):
        return situation
    said = (issues.comment(step),)
    if step.on_issue:
        return situation._replace(
            issues=tuple(
                one._replace(comments=one.comments + said) if one.number == step.number else one
                for one in situation.issues
            )
        )
    return situation._replace(
        requests=tuple(
            one._replace(comments=one.comments + said) if one.number == step.number else one
            for one in situation.requests
        )
    )


def _home(place: Place, *, in_fork: bool) -> Home:
    return place.fork if in_fork and place.fork is not None else place.home
