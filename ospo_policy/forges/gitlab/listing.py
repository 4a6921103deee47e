# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The listing of a group's projects, page by page, with what it can tell of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ospo_policy.forges.gitlab import queries, rest
from ospo_policy.forges.gitlab.fields import group_fields, project_fields, releases
from ospo_policy.forges.gitlab.graph import Graph, TooComplexError, paths_of
from ospo_policy.forges.gitlab.told import More, Node, maintains, moment, nodes
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.forges.mirrors import MIRROR_OF
from ospo_policy.model.facts import Fact, Known
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError, Listed

_ID = re.compile(r"gid://gitlab/Project/([0-9]{1,18})")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
MAX_PAGES = 2_000
NO_GRAPHQL = frozenset({301, 403, 404, 405, 410, 501})
"""Statuses by which a server, or a proxy before it, says that it does not answer GraphQL."""


HIDDEN = frozenset({0, 401, 403, 404})
"""Statuses of what is not there, or not for this token."""
RULES = frozenset({"branch_protected", "force_push_blocked"})


class _ToldByRest:
    """What only REST tells of an owner's projects, or of those on an older server: a hundred a request, once wanted."""

    def __init__(self, transport: Transport, owner: str) -> None:
        self._transport, self._owner = transport, owner
        self._found: dict[str, Mapping[str, Any]] | None = None
        self._is_refused = False

    def is_mirror(self, id_: str) -> bool | None:
        """Whether it is a mirror; None where that is not told. Without paid features, none is."""
        return None if self._projects() is None else self._one(id_).get("mirror") is True

    def source(self, id_: str) -> object:
        """What it was copied from, told to maintainers alone, without a password."""
        return self._one(id_).get("import_url")

    def is_fork(self, id_: str) -> bool | None:
        """Whether it is a fork; None where that is not told."""
        return "forked_from_project" in self._one(id_) if self._one(id_) else None

    def _one(self, id_: str) -> Mapping[str, Any]:
        return (self._projects() or {}).get(id_, {})

    def _projects(self) -> Mapping[str, Mapping[str, Any]] | None:
        if self._found is None and not self._is_refused:
            try:
                found = rest.projects(self._transport, self._owner)
                self._found = {f"gid://gitlab/Project/{one.get('id')}": _about(one) for one in found}
            except (RefusedError, TooHeavyError):
                self._is_refused = True
        return self._found


def _about(project: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: project[name] for name in ("id", "mirror", "import_url", "forked_from_project") if name in project}


class Listing:
    """Lists the projects of one GitLab."""

    def __init__(self, transport: Transport, graph: Graph, forge: str) -> None:
        self._transport, self._graph, self._forge = transport, graph, forge
        self.has_graphql = True

    def owners(self) -> Iterator[str]:
        """Every top-level group."""
        try:
            yield from rest.groups(self._transport)
        except (RefusedError, TooHeavyError) as error:
            raise ForgeUnavailableError(error.reason) from None

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:
        """The projects of a group with all below it, or of a user."""
        wanted = needs.fields | (needs.history & {"last_commit"})
        try:
            shared = self._organisation(owner, needs.fields)
            told = _ToldByRest(self._transport, owner)
            for node, failed in self._nodes(owner, wanted):
                self._complete(node, wanted, told)
                listed = self._listed(node, wanted, failed, shared)
                if listed is not None:
                    yield listed
        except RefusedError as error:
            hint = message("gitlab.job-hint" if self._transport.is_of_job else "gitlab.owner-hint")
            raise ForgeUnavailableError(error.reason, hint if error.status in HIDDEN else None) from None
        except TooHeavyError as error:
            raise ForgeUnavailableError(error.reason) from None

    def project(self, number: str) -> Listed | None:
        """A project by its number, without its settings. Raises `RefusedError` and `TooHeavyError`."""
        nothing = frozenset[str]()
        return self._listed(rest.project(self._transport, number), nothing, nothing, {})

    def _organisation(self, owner: str, wanted: frozenset[str]) -> dict[str, Fact[object]]:
        """What is told of the owner itself, asked once."""
        about = frozenset(name for name in wanted if name.startswith("org."))
        if not about:
            return {}
        try:
            data, _ = self._graph.ask(lambda lacking: (queries.organisation(about, lacking), {"owner": owner}))
            found = data.get("group")
            group = found if isinstance(found, dict) else None
        except RefusedError as error:
            if error.status not in NO_GRAPHQL:
                raise
            self.has_graphql = False
            group = rest.group(self._transport, owner)
        return group_fields(group, owner, about)

    def _complete(self, node: dict[str, Any], wanted: frozenset[str], told: _ToldByRest) -> None:
        """Add what GraphQL does not tell, or not of this version, and REST does."""
        id_ = str(node.get("id"))
        if "mirror" in wanted:
            node["mirror"] = told.is_mirror(id_)
            node["importUrl"] = told.source(id_)
        if "fork" in wanted and "isForked" not in node and told.is_fork(id_) is not None:
            node["isForked"] = told.is_fork(id_)
        rules, number = node.get("branchRules"), _ID.fullmatch(id_)
        if wanted & RULES and "branchRules" not in node and number is not None:
            node["branchRules"] = None if maintains(node) is False else rest.rules(self._transport, number[1])
        elif isinstance(rules, dict) and "BranchRule.approvalRules" in self._graph.lacking:
            rules["approvals"] = False

    def _nodes(self, owner: str, wanted: frozenset[str]) -> Iterator[tuple[dict[str, Any], frozenset[str]]]:
        """Each project's node, and the names of its fields that an error speaks of."""
        if self.has_graphql:
            try:
                yield from self._by_graphql(owner, wanted)
            except RefusedError as error:
                if error.status not in NO_GRAPHQL:
                    raise
                self.has_graphql = False
            else:
                return
        for project in rest.projects(self._transport, owner):
            yield self._by_rest(project, wanted)

    def _by_rest(self, project: Mapping[str, Any], wanted: frozenset[str]) -> tuple[dict[str, Any], frozenset[str]]:
        try:
            return rest.node(self._transport, project, wanted), frozenset()
        except RefusedError:  # its code may not be read
            return rest.node(self._transport, {**project, "repository_access_level": "disabled"}, wanted), frozenset()

    def _by_graphql(self, owner: str, wanted: frozenset[str]) -> Iterator[tuple[dict[str, Any], frozenset[str]]]:
        size, after = queries.PAGE, None
        seen: list[object] = []
        while len(seen) < MAX_PAGES:
            variables = {"owner": owner, "first": size, "after": after}
            try:
                data, errors = self._graph.ask(
                    lambda lacking, variables=variables: (queries.listing(wanted, lacking), variables)  # type: ignore[misc]
                )
            except (TooHeavyError, TooComplexError) as error:
                if size == 1:
                    reason = getattr(error, "reason", message("gitlab.too-complex", url=self._transport.url))
                    raise ForgeUnavailableError(reason) from None
                size //= 2
                continue
            namespace = data.get("namespace")
            if not isinstance(namespace, dict):
                raise RefusedError(message("gitlab.owner-unseen", owner=owner, url=self._transport.url))
            connection = namespace.get("projects")
            for at, node in enumerate(_all_nodes(connection)):
                if isinstance(node, dict):
                    yield node, _failed(errors, at)
            info = connection.get("pageInfo") if isinstance(connection, dict) else None
            if not isinstance(info, dict) or info.get("hasNextPage") is not True or info.get("endCursor") in seen:
                return
            after = info.get("endCursor")
            seen.append(after)

    def _listed(
        self, node: Node, wanted: Iterable[str], failed: frozenset[str], shared: Mapping[str, Fact[object]]
    ) -> Listed | None:
        number, path = _ID.fullmatch(str(node.get("id"))), node.get("fullPath")
        if number is None or not isinstance(path, str) or "/" not in path:
            return None
        owner, _, name = path.rpartition("/")
        head, branch, commit, problem = _code(node, f"{self._forge}:{path}")
        url = str(node.get("webUrl") or "")
        facts: dict[str, Fact[object]] = {"owner": Known(owner), "url": Known(url), **shared}
        facts |= project_fields(node, wanted, branch, failed)
        if branch is not None:
            facts["default_branch"] = Known(branch)
        kept = frozenset(wanted) | {MIRROR_OF}
        return Listed(
            id=f"{self._forge}:{path}",
            forge=self._forge,
            owner=owner,
            name=name,
            url=url,
            native_id=number[1],
            head=head,
            fields={name: fact for name, fact in facts.items() if name in kept},
            problem=problem,
            more=More(commit, releases(node)),
        )


def _all_nodes(connection: object) -> Sequence[object]:
    found = connection.get("nodes") if isinstance(connection, dict) else None
    return found if isinstance(found, list) else nodes(connection)


def _failed(errors: Sequence[object], at: int) -> frozenset[str]:
    """The fields of the project at this place of a page that errors speak of."""
    start = ["namespace", "projects", "nodes", at]
    return frozenset(str(path[4]) for path in paths_of(errors) if len(path) > 4 and path[:4] == start)


def _code(node: Node, id_: str) -> tuple[str | None, str | None, int | None, Message | None]:
    """The head, the default branch, when the head was made, and what is wrong with the code, if anything."""
    repository = node.get("repository")
    if not isinstance(repository, dict):
        return None, None, None, message("gitlab.no-repository", id=id_)
    branch, tree = repository.get("rootRef"), repository.get("tree")
    commit = tree.get("lastCommit") if isinstance(tree, dict) else None
    head = commit.get("sha") if isinstance(commit, dict) else None
    if not isinstance(commit, dict) or not isinstance(head, str) or not _COMMIT.fullmatch(head):
        return None, branch if isinstance(branch, str) else None, None, message("empty.repository", id=id_)
    return head, branch if isinstance(branch, str) else None, moment(commit.get("committedDate")), None
