# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What REST tells where GraphQL is refused or silent, in the shapes that GraphQL gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.model.facts import Entry, EntryKind
from ospo_policy.model.message import Message
from ospo_policy.ports.forges import KnownTree

MAX_PAGES = 1_000
"""Pages of any listing, a hundred items each."""
MAX_GROUP_PAGES = 50
KINDS = {"120000": EntryKind.SYMLINK, "160000": EntryKind.SUBMODULE}


def kind(mode: object) -> EntryKind:
    """What an entry is, by Git's mode."""
    return KINDS.get(str(mode), EntryKind.FILE)


def groups(transport: Transport) -> Iterator[str]:
    """Every top-level group that may be seen."""
    wanted: Mapping[str, str] | None = {"top_level_only": "true", "all_available": "true", "per_page": "100"}
    for _ in range(MAX_PAGES):
        if wanted is None:
            return
        page = transport.page("/groups", wanted)
        yield from (
            one["full_path"] for one in page.items if isinstance(one, dict) and isinstance(one.get("full_path"), str)
        )
        wanted = page.next


def projects(transport: Transport, owner: str) -> Iterator[dict[str, Any]]:
    """The projects of a group with all below it, or of a user."""
    name = quote(owner, safe="")
    query: Mapping[str, str] = {
        "include_subgroups": "true",
        "per_page": "100",
        "order_by": "id",
        "with_shared": "false",
    }
    try:
        page = transport.page(f"/groups/{name}/projects", query)
        path = f"/groups/{name}/projects"
    except RefusedError as error:
        if error.status != 404 or "/" in owner:
            raise
        path, query = f"/users/{name}/projects", {"per_page": "100", "order_by": "id"}
        page = transport.page(path, query)
    for _ in range(MAX_PAGES):
        yield from (one for one in page.items if isinstance(one, dict))
        if page.next is None:
            return
        page = transport.page(path, page.next)


def group(transport: Transport, owner: str) -> dict[str, Any] | None:
    """A group as GraphQL would tell it; None for a user."""
    name = quote(owner, safe="")
    try:
        found = transport.get(f"/groups/{name}", with_projects="false")
    except RefusedError as error:
        if error.status == 404:
            return None
        raise
    told = {"name": "name", "description": "description", "avatar_url": "avatarUrl",
            "require_two_factor_authentication": "requireTwoFactorAuthentication"}  # fmt: skip
    node = {ours: found.get(theirs) for theirs, ours in told.items()} if isinstance(found, dict) else {}
    try:
        members = transport.pages(f"/groups/{name}/members", 10)
        owners = [one for one in members if isinstance(one, dict) and one.get("access_level") == 50]
        node["groupMembers"] = {"nodes": owners}
    except RefusedError:
        node["groupMembers"] = None
    return node


def file_templates(transport: Transport, group: str) -> str | None:
    """The number of the project that a group has its templates in: told where that is paid for, and who may see it."""
    return _templates_in(transport.get(f"/groups/{quote(group, safe='')}", with_projects="false"))


def below(transport: Transport, group: str) -> dict[str, str | None]:
    """The same of all groups below a group, by path."""
    found = transport.pages(f"/groups/{quote(group, safe='')}/descendant_groups", MAX_GROUP_PAGES, all_available="true")
    return {str(one.get("full_path")): _templates_in(one) for one in found if isinstance(one, dict)}


def _templates_in(group: object) -> str | None:
    number = group.get("file_template_project_id") if isinstance(group, dict) else None
    return str(number) if isinstance(number, int) and number > 0 else None


def project(transport: Transport, number: str) -> dict[str, Any]:
    """A project by its number, as GraphQL would tell it."""
    found = transport.get(f"/projects/{number}")
    return node(transport, found if isinstance(found, dict) else {}, frozenset())


def node(transport: Transport, project: Mapping[str, Any], wanted: frozenset[str]) -> dict[str, Any]:
    """A project as GraphQL would tell it."""
    number, branch = project.get("id"), project.get("default_branch")
    made: dict[str, Any] = {
        "id": f"gid://gitlab/Project/{number}",
        "fullPath": project.get("path_with_namespace"),
        "webUrl": project.get("web_url"),
        "archived": project.get("archived"),
        "description": project.get("description"),
        "topics": project.get("topics", project.get("tag_list")),
        "visibility": project.get("visibility"),
        "isForked": "forked_from_project" in project,
        "issuesEnabled": project.get("issues_enabled"),
        "onlyAllowMergeIfPipelineSucceeds": project.get("only_allow_merge_if_pipeline_succeeds"),
        "repository": None,
        "pushRules": {},  # only one by one
    }
    if project.get("repository_access_level") != "disabled":
        made["repository"] = {"rootRef": branch, "tree": _head(transport, number, branch)}
    if wanted & {"branch_protected", "force_push_blocked"}:
        made["branchRules"] = rules(transport, number)
    return made


def _head(transport: Transport, number: object, branch: object) -> dict[str, Any] | None:
    if not isinstance(branch, str):
        return None
    found = transport.get(f"/projects/{number}/repository/branches/{quote(branch, safe='')}")
    commit = found.get("commit") if isinstance(found, dict) else None
    if not isinstance(commit, dict):
        return None
    return {"lastCommit": {"sha": commit.get("id"), "committedDate": commit.get("committed_date")}}


def rules(transport: Transport, number: object) -> dict[str, Any] | None:
    """The rules for branches as GraphQL would tell them, without approvals; None where they are not told."""
    try:
        found = transport.pages(f"/projects/{number}/protected_branches", 5)
    except (RefusedError, TooHeavyError):
        return None
    told = [
        {
            "name": one.get("name"),
            "isProtected": True,
            "branchProtection": {"allowForcePush": one.get("allow_force_push")},
        }
        for one in found
        if isinstance(one, dict)
    ]
    return {"nodes": told, "approvals": False}


def tree(transport: Transport, number: str, commit: str) -> KnownTree | Message:
    """The whole listing of a commit."""
    entries: list[tuple[Entry, str]] = []
    query: Mapping[str, str] | None = {"recursive": "true", "per_page": "100", "pagination": "keyset", "ref": commit}
    for _ in range(MAX_PAGES):
        try:
            page = transport.page(f"/projects/{number}/repository/tree", query or {})
        except (RefusedError, TooHeavyError) as error:
            return error.reason
        entries += [
            (Entry(str(one["path"]), kind(one.get("mode"))), str(one["id"]))
            for one in page.items
            if isinstance(one, dict) and one.get("type") != "tree" and "path" in one and "id" in one
        ]
        query = page.next
        if query is None:
            return KnownTree(tuple(entries))
    return KnownTree(tuple(entries), truncated=True)
