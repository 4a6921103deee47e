# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each field of GraphQL answers."""
# ruff: noqa: N803 - the arguments have the names that the schema gives them

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from tests.forges.gitlab_server import graph_things
from tests.forges.gitlab_server.world import SUBMODULE, Access, Group, Project, World, reads_code, visible


@dataclass
class Context:
    """Who asks, and what the server is like."""

    world: World
    access: Access
    limit: int = 250
    old: bool = False
    one_path: bool = False
    base: str = ""
    paid: bool = True
    base64: bool = True
    score: int = 0
    newest: bool = False
    lacking: frozenset[str] = frozenset()
    login: str = ""
    scope: str = "api"


def page(items: Sequence[Any], first: int | None = None, after: str | None = None) -> dict[str, Any]:
    """A page of a connection, with cursors as graphql-ruby makes them for lists."""
    start = int(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4))) if after else 0
    end = min(start + min(first or 100, 100), len(items))
    cursor = base64.urlsafe_b64encode(str(end).encode()).decode().rstrip("=")
    more = end < len(items)
    return {"nodes": list(items[start:end]), "pageInfo": {"hasNextPage": more, "endCursor": cursor if items else None}}


def _context(info: Any) -> Context:
    assert isinstance(info.context, Context)
    return info.context


def _projects(group: Group, info: Any, first: int = 100, after: str | None = None, includeSubgroups: bool = False,
              **_more: Any) -> dict[str, Any]:  # fmt: skip
    context = _context(info)
    found = context.world.in_group(group.path, below=includeSubgroups)
    return page([one for one in found if not one.deleted and visible(one, context.access)], first, after)


def _named(info: Any, path: str) -> Group | None:
    return _context(info).world.group(path)


def _group(_root: Any, info: Any, fullPath: str) -> Group | None:
    group = _named(info, fullPath)
    return None if group is None or group.is_user else group


def _project(_root: Any, info: Any, fullPath: str) -> Project | None:
    context = _context(info)
    project = context.world.project(fullPath)
    return project if project is not None and visible(project, context.access) else None


def _many(_root: Any, info: Any, ids: list[str], first: int = 100, **_more: Any) -> dict[str, Any]:
    """By their global ids; the latest first, whatever the order of the ids."""
    context = _context(info)
    found = [context.world.project(one.rpartition("/")[2]) for one in ids]
    seen = [one for one in found if one is not None and visible(one, context.access)]
    return page(sorted(seen, key=lambda one: -one.id), first)


def _permissions(project: Project, info: Any) -> dict[str, bool]:
    context = _context(info)
    pushes = context.access >= Access.DEVELOPER and not project.archived
    return {
        "adminProject": context.access >= Access.MAINTAINER,
        "pushCode": pushes,
        "createMergeRequestFrom": pushes,
        "createMergeRequestIn": pushes and project.requests,
        "createIssue": context.access >= Access.GUEST and project.issues and not project.archived,
    }


def _push_rules(project: Project, info: Any) -> dict[str, bool] | None:
    if project.dco is None or not _context(info).paid:
        return None
    return {"rejectUnsignedCommits": False, "rejectNonDcoCommits": project.dco}


def _shown(project: Project, info: Any) -> bool:
    """Whether issues and merge requests are shown to who asks."""
    return project.issues and _for_members(project, info)


def _for_members(project: Project, info: Any) -> bool:
    return not (project.members_only and _context(info).access < Access.GUEST)


def _since(items: Sequence[dict[str, Any]], since: str) -> list[dict[str, Any]]:
    return sorted((one for one in items if one["createdAt"] >= since), key=lambda one: str(one["createdAt"]))[::-1]


def _issues(project: Project, info: Any, first: int = 100, createdAfter: str = "", authorUsername: str | None = None,
            **_more: Any) -> dict[str, Any]:  # fmt: skip
    if authorUsername is not None:
        found = graph_things.issues_of(project, _context(info)) if _shown(project, info) else []
        return page(
            [graph_things.issue(project, one, _context(info)) for one in found if one.author == authorUsername], first
        )
    return page(_since(project.asked, createdAfter) if _shown(project, info) else [], first)


def _merged(project: Project, info: Any, first: int = 100, state: str = "", authorUsername: str | None = None,
            sourceBranches: Sequence[str] = (), **_more: Any) -> dict[str, Any]:  # fmt: skip
    if authorUsername is not None:
        shown = graph_things.requests_of(project) if project.requests else []
        found = [one for one in shown if one.source in sourceBranches and one.author == authorUsername]
        return page([graph_things.request(project, one, _context(info)) for one in found], first)
    assert state == "merged"
    return page(_since(project.merged, "") if _shown(project, info) else [], first)


def _commits(project: Project, _info: Any, ref: str, committedAfter: str, first: int = 100, **_more: Any) -> Any:
    assert ref == "HEAD"
    found = [one for one in project.commits if one["committed_date"] >= committedAfter]
    return page([{"authorEmail": one["author_email"]} for one in found], first)


def _repository(project: Project, info: Any) -> Project | None:
    return project if reads_code(project, _context(info).access) else None


def _tree(project: Project, info: Any, ref: str | None = None, recursive: bool = False, path: str = "") -> Any:
    commit = graph_things.commit_at(project, ref)
    if commit is None:
        return None
    del info
    begin, files = f"{path}/" if path else "", graph_things.files_at(project, commit)
    below = {name: file for name, file in sorted(files.items()) if name.startswith(begin)}
    if path and not below:
        return None
    keep = {name: file for name, file in below.items() if recursive or "/" not in name[len(begin) :]}
    return project, keep, path, commit


def _shown_entry(name: str, oid: str, mode: str = "") -> dict[str, str]:
    return {"path": name, "name": name.rpartition("/")[2], "sha": oid, "mode": mode}


def _tree_blobs(tree: Any, _info: Any, first: int = 100, after: str | None = None) -> dict[str, Any]:
    items = [_shown_entry(name, file.oid, file.mode) for name, file in tree[1].items() if file.mode != SUBMODULE]
    return page(items, first, after)


def _submodules(tree: Any, _info: Any, first: int = 100, after: str | None = None) -> dict[str, Any]:
    items = [_shown_entry(name, file.oid) for name, file in tree[1].items() if file.mode == SUBMODULE]
    return page(items, first, after)


def _trees(tree: Any, _info: Any, first: int = 100, after: str | None = None) -> dict[str, Any]:
    begin = f"{tree[2]}/" if tree[2] else ""
    names = {
        name[len(begin) :].partition("/")[0]
        for name in tree[0].files
        if name.startswith(begin) and "/" in name[len(begin) :]
    }
    return page([_shown_entry(f"{begin}{name}", "f" * 40) for name in sorted(names)], first, after)


def _commit(tree: Any, _info: Any) -> dict[str, Any]:
    project = tree[0]
    return {"sha": tree[3], "committedDate": project.committed, "authoredDate": project.committed}


def text_of(data: bytes) -> str | None:
    """A blob as GitLab shows it: nothing for binaries, other encodings turned into UTF-8."""
    if b"\0" in data[:8000]:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _blobs(project: Project, info: Any, paths: list[str], ref: str | None = None, first: int = 100,
           after: str | None = None) -> dict[str, Any]:  # fmt: skip
    if _context(info).one_path and len(paths) > 1:
        raise GraphQLError("blobs: only one path can be asked for")
    commit = graph_things.commit_at(project, ref)
    if commit is None:
        return page([])
    there = graph_things.files_at(project, commit)
    files = [(path, there[path]) for path in paths if path in there]
    items = [
        {
            "path": path,
            "oid": file.oid,
            "size": len(file.data),
            "mode": file.mode,
            "rawTextBlob": text_of(file.data),
            "base64EncodedBlob": base64.b64encode(file.data).decode() if _context(info).base64 else None,
        }
        for path, file in files
        if file.mode != SUBMODULE
    ]
    return page(items, first, after)


def _rules(project: Project, info: Any, **_more: Any) -> dict[str, Any] | None:
    context = _context(info)
    if context.access < Access.MAINTAINER:
        return None
    rules = [
        {
            "name": rule.name,
            "isDefault": rule.name == project.default_branch,
            "isProtected": True,
            "branchProtection": {"allowForcePush": rule.allow_force_push},
            "approvalRules": None if not context.paid else {"nodes": [{"approvalsRequired": rule.approvals or 0}]},
        }
        for rule in project.protections
    ]
    everywhere = project.life.approval_rules if project.life is not None and context.paid else []
    if everywhere:
        found = [{"approvalsRequired": one["approvals_required"]} for one in everywhere]
        rules.append({"name": "All branches", "isProtected": False, "approvalRules": {"nodes": found}})
    return {"nodes": rules}


def _releases(project: Project, info: Any, first: int = 100, after: str | None = None, **_more: Any) -> Any:
    if not reads_code(project, _context(info).access):
        return None
    return page(sorted(project.releases, key=lambda one: str(one["releasedAt"]), reverse=True), first, after)


def _members(group: Group, info: Any, **_more: Any) -> Any:
    if _context(info).access < Access.GUEST:
        return None
    return page([{"id": f"gid://gitlab/GroupMember/{number}"} for number in range(group.owners)])


def _two_factor(group: Group, info: Any) -> bool | None:
    return group.two_factor if _context(info).access >= Access.OWNER else None


def _complexity(_root: Any, info: Any) -> dict[str, int]:
    return {"score": _context(info).score, "limit": _context(info).limit}


Resolve = Callable[..., Any]
RESOLVERS: Mapping[str, Mapping[str, Resolve]] = {
    "Query": {
        "namespace": lambda _root, info, fullPath: _named(info, fullPath),
        "group": _group,
        "project": _project,
        "projects": _many,
        "queryComplexity": _complexity,
        "metadata": lambda *_: {"version": "18.8.0-ee", "enterprise": True},
    },
    "Namespace": {
        "projects": _projects,
        "id": lambda group, _info: f"gid://gitlab/Group/{group.id}",
        "fullPath": lambda group, _info: group.path,
    },
    "Group": {
        "id": lambda group, _info: f"gid://gitlab/Group/{group.id}",
        "fullPath": lambda group, _info: group.path,
        "name": lambda group, _info: group.path.rpartition("/")[2].title(),
        "avatarUrl": lambda group, info: f"{_context(info).base}/avatar.png" if group.avatar else None,
        "webUrl": lambda group, info: f"{_context(info).base}/groups/{group.path}",
        "requireTwoFactorAuthentication": _two_factor,
        "groupMembers": _members,
    },
    "Project": {
        "id": lambda project, _info: f"gid://gitlab/Project/{project.id}",
        "fullPath": lambda project, _info: project.path,
        "webUrl": lambda project, info: f"{_context(info).base}/{project.path}",
        "isForked": lambda project, _info: project.forked_from is not None,
        "issuesEnabled": _shown,
        "mergeRequestsEnabled": lambda project, info: project.requests and _for_members(project, info),
        "issues": _issues,
        "mergeRequests": _merged,
        "pushRules": _push_rules,
        "userPermissions": _permissions,
        "onlyAllowMergeIfPipelineSucceeds": lambda project, _info: project.pipeline_must_succeed,
        "repository": _repository,
        "branchRules": _rules,
        "releases": _releases,
    },
    "Repository": {
        "rootRef": lambda project, _info: project.default_branch if project.files else None,
        "empty": lambda project, _info: not project.files,
        "exists": lambda *_: True,
        "tree": _tree,
        "blobs": _blobs,
        "commits": _commits,
    },
    "Tree": {"blobs": _tree_blobs, "submodules": _submodules, "trees": _trees, "lastCommit": _commit},
}
