# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What REST tells of ours in one project: what GraphQL leaves out, or all of it, in the shape that GraphQL gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.gitlab import rest, seen
from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.transport import RefusedError, Transport
from ospo_policy.forges.gitlab.write_queries import COMMITS, ISSUES, REQUESTS
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import marker_of
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import SeenCommit

MAX_PAGES = 5
"""Pages of a hundred, after which we say that we cannot tell, rather than do a thing twice."""
DEVELOPER, MAINTAINER, GUEST = 30, 40, 10
Node = dict[str, Any]


class UntoldError(Exception):
    """It cannot be told what is there."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.key)
        self.reason = reason


def _at(listed: Listed) -> str:
    return f"/projects/{quote(listed.native_id, safe='')}"


def objects(found: object) -> list[Node]:
    """The objects of a list. Raises `TypeError` for what is none."""
    if not isinstance(found, list):
        raise TypeError("no list")
    return [one for one in found if isinstance(one, dict)]


def commits_between(
    transport: Transport, listed: Listed, base: str | None, head: str, me: Me
) -> tuple[SeenCommit, ...] | None:
    """The commits of one that another does not hold, the newest first; None where they are too many."""
    page = transport.page(
        f"{_at(listed)}/repository/commits",
        {"ref_name": f"{base}..{head}" if base else head, "per_page": str(COMMITS + 1)},
    )
    return seen.commits([seen.commit_of_rest(one) for one in objects(page.items)], me)


def request_commits(transport: Transport, listed: Listed, number: int, me: Me) -> tuple[SeenCommit, ...] | None:
    """The commits of a merge request."""
    page = transport.page(f"{_at(listed)}/merge_requests/{number}/commits", {"per_page": str(COMMITS + 1)})
    return seen.commits([seen.commit_of_rest(one) for one in objects(page.items)], me)


def our_notes(transport: Transport, listed: Listed, kind: str, number: str, me: Me) -> tuple[str, ...]:
    """What we said on a merge request or an issue."""
    path = f"{_at(listed)}/{kind}/{quote(number, safe='')}/notes"
    notes = list(_all(transport, path, {"sort": "asc", "order_by": "created_at"}))
    return seen.comments(notes, me)


def our_issues(transport: Transport, listed: Listed, me: Me) -> list[Node]:
    """The newest issues that we opened and that bear our mark."""
    query = {"author_id": str(me.number), "scope": "all", "state": "all", "order_by": "created_at", "sort": "desc"}
    found: list[Node] = []
    for one in _all(transport, f"{_at(listed)}/issues", query):
        node = seen.of_rest(one)
        if marker_of(seen.issue(node, ()).text) is not None:
            found.append(node)
        if len(found) == ISSUES:
            break
    return found


def project(transport: Transport, listed: Listed, branches: Sequence[str], me: Me) -> Node:
    """A project with all that is there of ours, as GraphQL would tell it."""
    told = transport.get(_at(listed))
    if not isinstance(told, dict):
        raise UntoldError(Message("write.odd-answer"))
    level = _level(told)
    made: Node = {
        "archived": told.get("archived"),
        "mirror": told.get("mirror"),
        "description": told.get("description"),
        "topics": told.get("topics", told.get("tag_list")),
        "issuesEnabled": told.get("issues_enabled"),
        "mergeRequestsEnabled": told.get("merge_requests_enabled"),
        "onlyAllowMergeIfPipelineSucceeds": told.get("only_allow_merge_if_pipeline_succeeds"),
        "userPermissions": {} if level is None else _permissions(level),
        "branchRules": rest.rules(transport, told.get("id")) if level is None or level >= MAINTAINER else None,
        "repository": None,
        "mergeRequests": {"nodes": []},
        "issues": {"nodes": []},
    }
    if told.get("repository_access_level") != "disabled":
        made["repository"] = _repository(transport, listed, told.get("default_branch"), branches)
    if made["repository"] is not None and told.get("merge_requests_enabled") is not False:
        made["mergeRequests"] = {"nodes": list(_requests(transport, listed, branches, me))}
    if told.get("issues_enabled") is not False:
        made["issues"] = {"nodes": our_issues(transport, listed, me)}
    return made


def _level(told: Mapping[str, Any]) -> int | None:
    """The access level of our account; None where it is not told, as to an administrator of the instance."""
    permissions = told.get("permissions")
    held = permissions.values() if isinstance(permissions, dict) else ()
    levels = [one.get("access_level") for one in held if isinstance(one, dict)]
    return max((one for one in levels if isinstance(one, int)), default=None)


def _permissions(level: int) -> Node:
    return {
        "pushCode": level >= DEVELOPER,
        "createMergeRequestFrom": level >= DEVELOPER,
        "createIssue": level >= GUEST,
        "adminProject": level >= MAINTAINER,
    }


def _repository(transport: Transport, listed: Listed, base: object, branches: Sequence[str]) -> Node:
    found: Node = {"rootRef": base, "tree": _tip(transport, listed, base)}
    for number, name in enumerate(branches):
        found[f"b{number}"] = _tip(transport, listed, name)
    return found


def _tip(transport: Transport, listed: Listed, name: object) -> Node | None:
    if not isinstance(name, str):
        return None
    told = branch(transport, listed, name)
    return None if told is None else {"lastCommit": {"sha": told["commit"]["id"]}}


def branch(transport: Transport, listed: Listed, name: str) -> Node | None:
    """A branch; None where there is none. Raises `RefusedError` where that cannot be told."""
    try:
        told = transport.get(f"{_at(listed)}/repository/branches/{quote(name, safe='')}")
    except RefusedError as error:
        if error.status == 404:
            return None
        raise
    return told if isinstance(told, dict) else {}


def requests_from(transport: Transport, listed: Listed, name: str, **query: str) -> list[Node]:
    """The newest merge requests from a branch, as REST tells them."""
    wanted = {"source_branch": name, "order_by": "created_at", "sort": "desc", "scope": "all",
              "per_page": str(REQUESTS), **query}  # fmt: skip
    return objects(transport.page(f"{_at(listed)}/merge_requests", wanted).items)


def _requests(transport: Transport, listed: Listed, branches: Sequence[str], me: Me) -> Iterator[Node]:
    """Our requests, the newest first."""
    found: list[Node] = []
    for name in branches:
        found += requests_from(transport, listed, name, state="all", author_id=str(me.number))
    yield from (seen.of_rest(one) for one in sorted(found, key=lambda one: str(one.get("created_at")), reverse=True))


def _all(transport: Transport, path: str, query: Mapping[str, str]) -> Iterator[Node]:
    """Everything of a list, if that is not too much."""
    wanted: Mapping[str, str] | None = {**query, "per_page": "100"}
    for _ in range(MAX_PAGES):
        page = transport.page(path, wanted or {})
        yield from objects(page.items)
        wanted = page.next
        if wanted is None:
            return
    raise UntoldError(message("write.too-much", count=MAX_PAGES * 100))
