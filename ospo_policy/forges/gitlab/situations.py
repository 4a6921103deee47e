# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there of ours in many projects: one document of GraphQL for fifty of them; by REST where there is no GraphQL.

What GitLab would not tell is untold, never absent: a request that is not seen would be opened a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.changing import ODD, object_id_of, text_of
from ospo_policy.forges.gitlab import rest, rest_seen, seen, write_queries
from ospo_policy.forges.gitlab.branch_rules import matches
from ospo_policy.forges.gitlab.bulk import Bulk
from ospo_policy.forges.gitlab.fields import project_fields
from ospo_policy.forges.gitlab.graph import Graph
from ospo_policy.forges.gitlab.rest_seen import UntoldError
from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.told import Node, nodes
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.model.facts import Known
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import marker_of
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import Right, SeenBranch, SeenIssue, SeenRequest, Situation, State

BATCH = 50
PROTECTION = frozenset({"branch_protected", "force_push_blocked"})


class Asked(NamedTuple):
    """What is asked of each project."""

    branches: tuple[str, ...]
    settings: frozenset[str]


class Situations:
    """Reads as one identity."""

    def __init__(self, transport: Transport, me: Me) -> None:
        self._transport, self._me = transport, me
        self.graph = Graph(transport, write_queries.OPTIONAL)
        self._bulk = Bulk(self.graph)

    def read(self, repositories: Sequence[Listed], asked: Asked) -> Mapping[str, Situation | Message]:
        """What is there, by `Listed.native_id`."""
        told: dict[str, tuple[Node, frozenset[str]]] = {}
        for at in range(0, len(repositories), BATCH):
            some = [listed.native_id for listed in repositories[at : at + BATCH]]
            variables = write_queries.variables(asked.branches, self._me.identity.login)
            wanted = asked.settings | (PROTECTION if "branch_protection" in asked.settings else frozenset())

            def inside(lacking: frozenset[str], wanted: frozenset[str] = wanted) -> str:
                return write_queries.situation(asked.branches, wanted, lacking)

            told |= dict(self._bulk.ask(some, inside, variables))
        return {listed.native_id: self._one(listed, asked, told.get(listed.native_id)) for listed in repositories}

    def _one(self, listed: Listed, asked: Asked, told: tuple[Node, frozenset[str]] | None) -> Situation | Message:
        try:
            if told is None:  # no GraphQL, or not of this project
                return self._found(listed, asked, rest_seen.project(self._transport, listed, asked.branches, self._me))
            node, failed = told
            if failed & {"repository", "mergeRequests", "issues"}:
                return Message("write.untold")
            return self._found(listed, asked, node, failed)
        except (RefusedError, TooHeavyError) as error:
            is_hidden = isinstance(error, RefusedError) and error.status in (403, 404)
            return Message("write.hidden") if is_hidden else error.reason
        except UntoldError as error:
            return error.reason
        except ODD:
            return Message("write.odd-answer")

    def _found(self, listed: Listed, asked: Asked, node: Node, failed: frozenset[str] = frozenset()) -> Situation:
        inside = node.get("repository")
        repository: Node = inside if isinstance(inside, dict) else {}
        base, head = repository.get("rootRef"), _commit(repository.get("tree"))
        requests = self._requests(listed, node)
        branches = self._branches(listed, asked, node, head, requests)
        return Situation(
            base=text_of(base) if base is not None else "",
            head=head,
            rights=_rights(node),
            branches=branches,
            requests=tuple(_as_branch(one, branches.get(one.branch)) for one in requests),
            issues=self._issues(listed, node),
            problem=self._problem(listed, node, has_code=isinstance(base, str) and head is not None),
            settings=_settings(node, asked.settings, base, failed),
        )

    def _problem(self, listed: Listed, node: Node, *, has_code: bool) -> Message | None:
        """Why nothing can be written, if so."""
        if node.get("archived") is True:
            return Message("write.archived")
        if node.get("mirror") is True or listed.fields.get("mirror") == Known(True):
            return Message("write.mirror")
        if not isinstance(node.get("repository"), dict):
            return message("gitlab.no-repository", id=listed.id)
        if not has_code:
            return message("empty.repository", id=listed.id)
        is_locked = any(one.get("state") == seen.LOCKED for one in nodes(node.get("mergeRequests")))
        return Message("gitlab.write.merging") if is_locked else None

    def _requests(self, listed: Listed, node: Node) -> tuple[SeenRequest, ...]:
        found: list[SeenRequest] = []
        if not isinstance(node.get("mergeRequests"), dict) and node.get("mergeRequestsEnabled") is not False:
            raise UntoldError(Message("write.untold"))
        for one in nodes(node.get("mergeRequests")):
            told = one.get("commits")
            commits = seen.commits(nodes(told), self._me) if isinstance(told, dict) else None
            bare = seen.request(one, self._me, commits, ())
            if not isinstance(told, dict) and bare.state is not State.CLOSED:
                bare = bare._replace(commits=rest_seen.request_commits(self._transport, listed, bare.number, self._me))
            is_last = not found or bare.state is State.OPEN
            found.append(bare._replace(comments=self._comments(listed, one, "merge_requests", all_of_them=is_last)))
        return tuple(found)

    def _issues(self, listed: Listed, node: Node) -> tuple[SeenIssue, ...]:
        connection = node.get("issues")
        if not isinstance(connection, dict):
            if node.get("issuesEnabled") is False:
                return ()
            raise UntoldError(Message("write.untold"))
        info = connection.get("pageInfo")
        found: Sequence[Node] = [one for one in nodes(connection) if marker_of(seen.issue(one, ()).text) is not None]
        if not found and isinstance(info, dict) and info.get("hasNextPage") is True:
            # The account is a person's, who opens issues of their own.
            found = rest_seen.our_issues(self._transport, listed, self._me)
        return tuple(
            seen.issue(one, self._comments(listed, one, "issues", all_of_them=number == 0))
            for number, one in enumerate(found)
        )

    def _comments(self, listed: Listed, node: Node, kind: str, *, all_of_them: bool) -> tuple[str, ...]:
        notes = node.get("notes")
        info = notes.get("pageInfo") if isinstance(notes, dict) else None
        is_all = isinstance(info, dict) and info.get("hasNextPage") is not True
        if all_of_them and not is_all:
            return rest_seen.our_notes(self._transport, listed, kind, str(node.get("iid")), self._me)
        return seen.comments(nodes(notes), self._me)

    def _branches(
        self, listed: Listed, asked: Asked, node: Node, base: str | None, requests: Sequence[SeenRequest]
    ) -> dict[str, SeenBranch]:
        may = node.get("userPermissions")
        rules_node = node.get("branchRules")
        if "branchRules" not in node and isinstance(may, dict) and may.get("adminProject") is True:  # an older server
            rules_node = rest.rules(self._transport, listed.native_id)
        rules = [str(one.get("name")) for one in nodes(rules_node) if one.get("isProtected") is True]
        told = node.get("repository")
        repository: Node = told if isinstance(told, dict) else {}
        found: dict[str, SeenBranch] = {}
        for number, name in enumerate(asked.branches):
            head = _commit(repository.get(f"b{number}"))
            is_blocked = any(matches(rule, name) for rule in rules)
            if head is not None:
                found[name] = SeenBranch(head, self._commits(listed, name, head, base, requests), is_blocked)
            elif is_blocked:
                found[name] = SeenBranch(None, (), is_blocked=True)
        return found

    def _commits(self, listed: Listed, name: str, head: str, base: str | None, requests: Sequence[SeenRequest]) -> Any:
        """The commits of a branch that the base does not hold: a request that stands there holds them."""
        if head == base:
            return ()
        for one in requests:
            if one.branch == name and one.head == head and one.state is not State.MERGED and one.commits is not None:
                return one.commits
        return rest_seen.commits_between(self._transport, listed, base, head, self._me)


def _as_branch(request: SeenRequest, there: SeenBranch | None) -> SeenRequest:
    """An open request as its branch stands: GitLab brings requests up to date some time after a push."""
    if request.state is not State.OPEN or request.from_fork:
        return request
    if there is None or there.head is None:  # somebody deleted it
        return request._replace(head=None)
    return request._replace(head=there.head, commits=there.commits)


def _commit(tree: object) -> str | None:
    last = tree.get("lastCommit") if isinstance(tree, dict) else None
    return object_id_of(last["sha"]) if isinstance(last, dict) else None


def _rights(node: Node) -> frozenset[Right]:
    """What we may do: all that GitLab tells, or that nothing speaks against."""
    told = node.get("userPermissions")
    may: Node = told if isinstance(told, dict) else {}
    found = {Right.WORKFLOWS}
    if may.get("pushCode") is not False:
        found.add(Right.PUSH)
    has_requests = node.get("mergeRequestsEnabled") is not False
    if has_requests and may.get("createMergeRequestFrom") is not False and may.get("createMergeRequestIn") is not False:
        found.add(Right.REQUEST)
    if node.get("issuesEnabled") is not False and may.get("createIssue") is not False:
        found.add(Right.ISSUE)
    if may.get("adminProject") is not False:
        found.add(Right.SETTINGS)
    return frozenset(found)


def _settings(node: Node, asked: frozenset[str], base: object, failed: frozenset[str]) -> dict[str, object]:
    """Settings as they are now, of those that were told."""
    wanted = (asked & write_queries.SETTINGS) | (PROTECTION if "branch_protection" in asked else frozenset())
    facts = project_fields(node, wanted, base if isinstance(base, str) else None, failed)
    told = {name: fact.value for name, fact in facts.items() if isinstance(fact, Known)}
    if told.get("required_checks") in (0, 1):
        told["required_checks"] = bool(told["required_checks"])
    if "branch_protection" in asked and told.keys() >= PROTECTION:
        told["branch_protection"] = all(told[name] is True for name in PROTECTION)
    if base and "branch_deletion_blocked" in asked:
        told["branch_deletion_blocked"] = True  # a default branch is never deleted
    return {name: told[name] for name in sorted(told) if name in asked}
