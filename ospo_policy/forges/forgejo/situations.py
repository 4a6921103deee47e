# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there of ours in many repositories: lists of an owner's, and one request for each repository's branches.

What the server would not tell is untold, never absent: a request that is not seen would be opened a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ospo_policy.forges.changing import ODD, object_id_of, text_of
from ospo_policy.forges.forgejo import our_things, rest, seen
from ospo_policy.forges.forgejo.comparing import between, conflicts
from ospo_policy.forges.forgejo.fields import objects, repository_fields
from ospo_policy.forges.forgejo.transport import MOVED, RefusedError, Transport
from ospo_policy.model.facts import Known
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import marker_of
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import Identity, Right, SeenBranch, SeenCommit, SeenIssue, SeenRequest, Situation, State

ENOUGH = 10
MAX_PAGES = 10
"""Pages of a repository's pull requests, of servers that do not know whose to tell."""
BRANCH_PAGES = 2
SETTINGS = frozenset({"description", "homepage", "topics", "has_issues", "branch_protected", "required_approvals"})
"""Settings that are told with a repository and its default branch."""
Node = Mapping[str, Any]


class Asked(NamedTuple):
    """What is asked of each repository."""

    branches: tuple[str, ...]
    settings: frozenset[str]


class Situations:
    """Reads as one identity."""

    def __init__(self, transport: Transport, me: Identity) -> None:
        self._transport, self._me = transport, me

    def read(self, repositories: Sequence[Listed], asked: Asked) -> Mapping[str, Situation | Message]:
        """What is there, by `Listed.id`."""
        found: dict[str, Situation | Message] = {}
        by_owner = sorted(repositories, key=lambda listed: listed.owner)
        for owner, some in groupby(by_owner, key=lambda listed: listed.owner):
            wanted = list(some)
            try:
                nodes = our_things.repositories(self._transport, owner, wanted)
                things = our_things.things(self._transport, owner, wanted, self._me)
            except ODD:
                nodes, things = {}, {}
            for listed in wanted:
                found[listed.id] = self._one(listed, asked, nodes.get(listed.name), things.get(listed.name))
        return found

    def _one(self, listed: Listed, asked: Asked, node: Node | None, things: list[Any] | None) -> Situation | Message:
        if not rest.is_name(listed.owner) or not rest.is_name(listed.name):
            return Message("write.hidden")
        at = rest.place(listed.owner, listed.name)
        try:
            node = self._transport.get(at) if node is None else node
            if things is None:
                things = our_things.things_of(self._transport, listed, self._me) if _has_things(node) else []
            return self._found(listed, at, asked, node, things)
        except RefusedError as error:
            if error.status in MOVED:
                return message("forgejo.renamed", id=listed.id)
            return Message("write.hidden") if error.status in (403, 404) else error.reason
        except ODD:
            return Message("write.odd-answer")

    def _found(self, listed: Listed, at: str, asked: Asked, node: Node, things: Sequence[Node]) -> Situation:
        problem = _problem(node, listed)
        base = text_of(node.get("default_branch") or "")
        if problem is not None and node.get("empty") is True:
            return Situation(base, None, _rights(node), problem=problem)
        tips = self._tips(at, (base, *asked.branches))
        head = _id(tips[base]) if base in tips else None
        requests = self._requests(at, asked, tips, base, [one for one in things if one.get("pull_request")])
        branches = {name: self._branch(at, tips[name], head, requests, name) for name in asked.branches if name in tips}
        return Situation(
            base=base,
            head=head,
            rights=_rights(node),
            branches=branches,
            requests=requests,
            issues=self._issues(at, [one for one in things if not one.get("pull_request")], node),
            problem=problem or (message("empty.repository", id=listed.id) if head is None else None),
            settings=_settings(node, tips.get(base), asked.settings),
        )

    def _tips(self, at: str, names: Sequence[str]) -> dict[str, Node]:
        """The branches of some names that there are; of repositories with very many, one by one."""
        told, is_all = self._transport.some(f"{at}/branches", BRANCH_PAGES)
        found: dict[str, Node] = {text_of(one["name"]): one for one in told if one.get("name") in names}
        for name in names if not is_all else ():
            if name not in found and (one := branch(self._transport, at, name)) is not None:
                found[name] = one
        return found

    def _branch(self, at: str, tip: Node, base: str | None, requests: Sequence[SeenRequest], name: str) -> SeenBranch:
        head = _id(tip)
        there = next((one for one in requests if one.branch == name and one.head == head), None)
        is_known = there is not None and there.state is State.OPEN
        commits = there.commits if is_known else self._seen(between(self._transport, at, base, head))  # type: ignore[union-attr]
        # What is protected may not be forced, if pushed to at all.
        return SeenBranch(head, commits, tip.get("protected") is True or tip.get("user_can_push") is False)

    def _seen(self, told: Sequence[Node] | None) -> tuple[SeenCommit, ...] | None:
        return None if told is None else seen.commits(told, self._me)

    def _requests(
        self, at: str, asked: Asked, tips: Mapping[str, Node], base: str, known: Sequence[Node]
    ) -> tuple[SeenRequest, ...]:
        """Our requests, the newest first; an open one as its branch stands."""
        if not known:
            return ()
        found: list[SeenRequest] = []
        for node in self._pulls(at, asked, {one.get("number") for one in known}):
            bare = seen.request(node, self._me, None, ())
            if bare.state is State.OPEN and not bare.from_fork:
                bare = self._open(at, bare, tips, base)
            elif bare.state is not State.CLOSED:  # nothing is decided by the commits of a closed one
                bare = bare._replace(commits=self._of_request(at, bare.number))
            if not found or bare.state is State.OPEN:
                bare = bare._replace(comments=our_comments(self._transport, at, bare.number, self._me))
            found.append(bare)
        return tuple(found)

    def _open(self, at: str, request: SeenRequest, tips: Mapping[str, Node], base: str) -> SeenRequest:
        """An open request as its branch stands."""
        head = _id(tips[request.branch]) if request.branch in tips else None
        if head is None or base not in tips:
            return request._replace(head=head, commits=self._of_request(at, request.number))
        onto = _id(tips[base])
        told = between(self._transport, at, onto, head)
        known = request.has_conflicts
        found = known if known is not None else conflicts(self._transport, at, told, onto)
        return request._replace(head=head, commits=self._seen(told), has_conflicts=found)

    def _of_request(self, at: str, number: int) -> tuple[SeenCommit, ...] | None:
        told = self._transport.array(f"{at}/pulls/{number}/commits", limit=str(seen.COMMITS + 1))
        return seen.commits(objects(told), self._me)

    def _pulls(self, at: str, asked: Asked, numbers: set[Any]) -> list[Node]:
        """Our pull requests from one of our branches; an older server tells everybody's."""
        found: list[Node] = []
        left = set(numbers)
        for node in self._transport.items(f"{at}/pulls", MAX_PAGES, state="all", poster=self._me.login):
            if node.get("number") in left:
                left.discard(node["number"])
                if seen.branch_of(node) in asked.branches and seen.is_me(node.get("user"), self._me):
                    found.append(node)
            if not left or len(found) == ENOUGH:
                break
        else:
            if left:
                raise self._transport.not_understood()
        return sorted(found, key=lambda node: str(node.get("created_at")), reverse=True)

    def _issues(self, at: str, found: Sequence[Node], repository: Node) -> tuple[SeenIssue, ...]:
        is_private = repository.get("private") is True
        ours = [one for one in found if marker_of(str(one.get("body"))) is not None][:ENOUGH]
        told = []
        for number, one in enumerate(ours):
            said: tuple[str, ...] = ()
            if number == 0 and one.get("comments") != 0:
                said = our_comments(self._transport, at, one["number"], self._me)
            told.append(seen.issue(one, said, confidential=is_private))
        return tuple(told)


def our_comments(transport: Transport, at: str, number: int, me: Identity) -> tuple[str, ...]:
    """What we said on an issue or a request, whose comments come in one list."""
    return seen.comments(objects(transport.array(f"{at}/issues/{int(number)}/comments")), me)


def branch(transport: Transport, at: str, name: str) -> Node | None:
    """A branch; None where there is none. Raises `RefusedError`."""
    path = rest.below(name)
    try:
        return transport.get(f"{at}/branches/{path}") if path is not None else None
    except RefusedError as error:
        if error.status == 404:
            return None
        raise


def tip_of(transport: Transport, at: str, name: str) -> str | None:
    """Where a branch stands; None where there is none. Raises `RefusedError`."""
    found = branch(transport, at, name)
    return None if found is None else _id(found)


def _id(tip: Node) -> str:
    return object_id_of(tip["commit"]["id"])


def _has_things(node: Node) -> bool:
    """Whether there can be requests or issues at all; where both are switched off, their lists are refused."""
    return node.get("has_issues") is not False or node.get("has_pull_requests") is not False


def _problem(node: Node, listed: Listed) -> Message | None:
    if node.get("archived") is True:
        return Message("write.archived")
    if node.get("mirror") is True:
        return Message("write.mirror")
    return message("empty.repository", id=listed.id) if node.get("empty") is True else None


def _rights(node: Node) -> frozenset[Right]:
    """What we may do: all that is told, or that nothing speaks against."""
    told = node.get("permissions")
    may: Node = told if isinstance(told, dict) else {}
    found = {Right.WORKFLOWS}
    if may.get("push") is not False:
        found.add(Right.PUSH)
    if node.get("has_pull_requests") is not False:
        found.add(Right.REQUEST)
    if node.get("has_issues") is not False:
        found.add(Right.ISSUE)
    if may.get("admin") is not False:
        found.add(Right.SETTINGS)
    return frozenset(found)


def _settings(node: Node, base: Node | None, asked: frozenset[str]) -> dict[str, object]:
    facts = repository_fields(node, base, asked & SETTINGS)
    told: dict[str, object] = {name: fact.value for name, fact in facts.items() if isinstance(fact, Known)}
    if "branch_deletion_blocked" in asked and base is not None:
        told["branch_deletion_blocked"] = True  # a default branch is never deleted
    return told
