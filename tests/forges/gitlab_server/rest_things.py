# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What REST tells of what lives in a project: branches, commits, merge requests, issues, notes, and who asks."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from tests.forges.gitlab_server import graph_things
from tests.forges.gitlab_server.life import Life, Note, Request, Thing, User, iso
from tests.forges.gitlab_server.resolvers import Context
from tests.forges.gitlab_server.rest import Answer, Query, paged
from tests.forges.gitlab_server.world import Project, reads_code, visible
from tests.forges.memory_git import Made


def user(one: User, context: Context) -> dict[str, Any]:
    """An account, as everybody sees it."""
    return {
        "id": one.id,
        "username": one.login,
        "name": one.name,
        "state": "active",
        "web_url": f"{context.base}/{one.login}",
    }


def commit(made: Made) -> dict[str, Any]:
    """A commit."""
    return {
        "id": made.oid,
        "short_id": made.oid[:8],
        "title": made.message.partition("\n")[0],
        "message": made.message,
        "parent_ids": list(made.parents),
        "author_name": made.author.name,
        "author_email": made.author.email,
        "authored_date": iso(made.moment),
        "committer_name": made.committer.name,
        "committer_email": made.committer.email,
        "committed_date": iso(made.moment),
    }


def branch(project: Project, name: str) -> dict[str, Any]:
    """A branch that is there."""
    assert project.life is not None
    made = project.life.git.read(project.life.git.refs[name])
    return {"name": name, "commit": commit(made), "default": name == project.default_branch, "merged": False}


def request(project: Project, one: Request, context: Context) -> dict[str, Any]:
    """A merge request."""
    told = graph_things.request(project, one, context)
    return thing(one, told, context) | {
        "target_branch": one.target,
        "source_branch": one.source,
        "source_project_id": one.source_project,
        "target_project_id": project.id,
        "sha": told["diffHeadSha"],
        "draft": one.draft,
        "work_in_progress": one.draft,
        "has_conflicts": told["conflicts"],
        "merge_status": told["mergeStatusEnum"].lower(),
        "force_remove_source_branch": one.removes_branch,
        "reviewers": [{"id": number} for number in one.reviewers],
    }


def issue(project: Project, one: Thing, context: Context) -> dict[str, Any]:
    """An issue."""
    return thing(one, graph_things.issue(project, one, context), context) | {"confidential": one.confidential}


def thing(one: Thing, told: dict[str, Any], context: Context) -> dict[str, Any]:
    """What both have."""
    return {
        "id": 90_000 + one.iid,
        "iid": one.iid,
        "web_url": told["webUrl"],
        "state": one.state,
        "title": one.title,
        "description": one.description,
        "created_at": iso(one.created),
        "author": user(context.world.users[one.author], context),
        "labels": list(one.labels),
    }


def note(one: Note, context: Context) -> dict[str, Any]:
    """Something said."""
    author = user(context.world.users[one.author], context)
    return {"id": one.id, "body": one.body, "system": one.system, "author": author, "created_at": iso(one.created)}


def answer(path: str, query: Query, context: Context) -> Answer | None:
    """The answer to a GET, None where the rest of REST answers it."""
    if path == "user":
        me = context.world.users.get(context.login)
        if not context.access or me is None:
            return Answer(401, {"message": "401 Unauthorized"})
        return Answer(200, user(me, context) | {"email": me.email, "commit_email": me.email, "bot": False})
    if path == "users":
        found = [one for one in context.world.users.values() if one.login == query.get("username")]
        return paged([user(one, context) for one in found], query)
    inside = re.fullmatch(r"projects/([^/]+)/(.+)", path)
    project = context.world.project(unquote(inside[1])) if inside else None
    if inside is None or project is None or project.life is None or not visible(project, context.access):
        return None
    return _inside(project, project.life, inside[2], query, context)


def _inside(project: Project, life: Life, rest: str, query: Query, context: Context) -> Answer | None:
    found = re.fullmatch(r"repository/branches/([^/]+)", rest)
    if found and reads_code(project, context.access):
        name = unquote(found[1])
        known = name in life.git.refs
        return Answer(200, branch(project, name)) if known else Answer(404, {"message": "404 Branch Not Found"})
    if rest == "repository/commits" and "ref_name" in query:
        return _log(life, query)
    if rest == "approval_rules":
        return paged(life.approval_rules, query) if context.paid else Answer(404, {"error": "404 Not Found"})
    if rest == "repository/tree" and query.get("ref") not in (None, project.default_branch):
        return _folder(project, query)
    for kind in ("merge_requests", "issues"):
        if rest.partition("/")[0] == kind:
            return _things(project, life, kind, rest, query, context)
    return None


def _log(life: Life, query: Query) -> Answer:
    since, dots, head = query["ref_name"].rpartition("..")
    git = life.git
    oids = [git.refs.get(name, name) for name in ((since, head) if dots else (head,))]
    if any(oid not in git.objects for oid in oids):
        return Answer(404, {"message": "404 Commit Not Found"})
    return paged([commit(made) for made in git.log(oids[-1], oids[0] if dots else None)], query)


def _folder(project: Project, query: Query) -> Answer:
    """What a folder of a commit holds."""
    at = graph_things.commit_at(project, query["ref"])
    folder = query.get("path", "")
    assert project.life is not None
    git = project.life.git
    if at is None:
        return Answer(404, {"message": "404 Tree Not Found"})
    every = git.walk(git.read(at).tree)
    inside = [(path, one) for path, one in every if path.rpartition("/")[0] == folder]
    if folder and not inside:
        return Answer(404, {"message": "404 invalid revision or path Not Found"})
    kinds = {"40000": "tree", "160000": "commit"}
    items = [
        {"id": one.oid, "name": one.name, "path": path, "mode": one.mode.zfill(6), "type": kinds.get(one.mode, "blob")}
        for path, one in inside
    ]
    return paged(items, query)


def _things(project: Project, life: Life, kind: str, rest: str, query: Query, context: Context) -> Answer:
    is_request = kind == "merge_requests"
    if not (project.requests if is_request else project.issues):
        return Answer(403, {"message": "403 Forbidden"})
    every: list[Any] = list(
        graph_things.requests_of(project) if is_request else graph_things.issues_of(project, context)
    )
    show = request if is_request else issue
    _, number, more = ([*rest.split("/"), "", ""])[:3]
    if not number:
        every = [one for one in every if _fits(one, query, context)]
        return paged([show(project, one, context) for one in every], query)
    one = life.find(every, number)
    if one is None:
        return Answer(404, {"message": "404 Not found"})
    if more == "notes":
        order = list(one.notes) if query.get("sort") == "asc" else list(reversed(one.notes))
        return paged([note(said, context) for said in order], query)
    if more == "commits" and is_request:
        return paged([commit(made) for made in life.commits(one)], query)
    return Answer(200, show(project, one, context))


def _fits(one: Any, query: Query, context: Context) -> bool:
    author = context.world.users[one.author]
    return (
        query.get("state", "all") in ("all", one.state)
        and query.get("author_id", str(author.id)) == str(author.id)
        and (not isinstance(one, Request) or query.get("source_branch", one.source) == one.source)
    )
