# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merge requests, issues and commits as GraphQL tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.forges.gitlab_server.life import Request, Thing, iso
from tests.forges.gitlab_server.world import Access, File, Project
from tests.forges.memory_git import Made

if TYPE_CHECKING:
    from tests.forges.gitlab_server.resolvers import Context


def requests_of(project: Project) -> list[Request]:
    """All merge requests, the newest first."""
    return list(reversed(project.life.requests)) if project.life else []


def issues_of(project: Project, context: Context) -> list[Thing]:
    """The issues that may be seen, the newest first: confidential ones by their author, and from Reporter on."""
    found = list(reversed(project.life.issues)) if project.life else []
    sees_all = context.access >= Access.REPORTER
    return [one for one in found if sees_all or not one.confidential or one.author == context.login]


def commit_at(project: Project, ref: str | None) -> str | None:
    """The commit that a name means."""
    if project.life is None:
        return project.head if ref is None or ref in (project.head, project.default_branch) else None
    if ref is None:
        return project.head
    git = project.life.git
    if ref in git.objects and git.objects[ref].kind == "commit":
        return ref
    return git.refs.get(ref.removeprefix("refs/heads/"))


def files_at(project: Project, commit: str) -> dict[str, File]:
    """The files of a commit."""
    return project.life.git.files(commit) if project.life else dict(project.files)


def request(project: Project, one: Request, context: Context) -> dict[str, Any]:
    """A merge request."""
    life = project.life
    assert life is not None
    return thing(project, one, context, "merge_requests") | {
        "targetBranch": one.target,
        "sourceBranch": one.source,
        "diffHeadSha": life.head(one),
        "conflicts": not one.unchecked and life.conflicts(one),
        "mergeStatusEnum": "UNCHECKED" if one.unchecked else "CAN_BE_MERGED",
        "sourceProjectId": one.source_project,
        "targetProjectId": project.id,
        "draft": one.draft,
        "commits": {"nodes": [commit(made) for made in life.commits(one)]},
    }


def issue(project: Project, one: Thing, context: Context) -> dict[str, Any]:
    """An issue."""
    return thing(project, one, context, "issues") | {"confidential": one.confidential}


def thing(project: Project, one: Thing, context: Context, kind: str) -> dict[str, Any]:
    """What both have."""
    return {
        "iid": str(one.iid),
        "webUrl": f"{context.base}/{project.path}/-/{kind}/{one.iid}",
        "state": one.state,
        "title": one.title,
        "description": one.description,
        "createdAt": iso(one.created),
        "author": {"username": one.author},
        "labels": {"nodes": [{"title": label} for label in one.labels]},
        "notes": _notes(one),
    }


def _notes(one: Thing) -> Any:
    """The first notes, as many as are asked for."""

    def page(_info: Any, first: int = 100, **_more: Any) -> dict[str, Any]:
        some = one.notes[: min(first, 100)]
        shown = [{"body": note.body, "system": note.system, "author": {"username": note.author}} for note in some]
        return {"nodes": shown, "pageInfo": {"hasNextPage": len(one.notes) > len(some), "endCursor": None}}

    return page


def commit(made: Made) -> dict[str, Any]:
    """A commit."""
    return {
        "sha": made.oid,
        "message": made.message,
        "authorEmail": made.author.email,
        "committerEmail": made.committer.email,
    }
