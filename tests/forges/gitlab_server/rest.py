# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The REST side: /api/v4."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import unquote

from tests.forges.gitlab_server.resolvers import Context
from tests.forges.gitlab_server.world import Access, Group, Project, reads_code, templates, visible


class Answer(NamedTuple):
    """Status, body (bytes or what becomes JSON), and the next page's query, if any."""

    status: int
    body: Any
    next: dict[str, str] | None = None


NOT_FOUND = Answer(404, {"message": "404 Project Not Found"})
FORBIDDEN = Answer(403, {"message": "403 Forbidden"})
Query = dict[str, str]


def paged(items: list[Any], query: Query, key: Callable[[Any], str] | None = None) -> Answer:
    """A page by number, or by the last item's key where `pagination=keyset` asks for that."""
    size = min(int(query.get("per_page", "20")), 100)
    if query.get("pagination") == "keyset" and key is not None:
        names = [key(item) for item in items]
        token = query.get("page_token") or query.get("id_after")
        start = names.index(token) + 1 if token in names else 0
        some = items[start : start + size]
        more = start + size < len(items)
        return Answer(200, some, {"page_token": key(some[-1])} if more else None)
    number = int(query.get("page", "1"))
    some = items[(number - 1) * size : number * size]
    return Answer(200, some, {"page": str(number + 1)} if number * size < len(items) else None)


def shown(project: Project, context: Context) -> dict[str, Any]:
    about: dict[str, Any] = {
        "id": project.id,
        "name": project.name,
        "path": project.name,
        "path_with_namespace": project.path,
        "description": project.description,
        "web_url": f"{context.base}/{project.path}",
        "topics": project.topics,
        "visibility": project.visibility,
        "default_branch": project.default_branch if project.head else None,
        "archived": project.archived,
        "empty_repo": not project.files,
        "issues_enabled": project.issues,
        "issues_access_level": "enabled" if project.issues else "disabled",
        "merge_requests_enabled": project.requests,
        "permissions": {"project_access": {"access_level": int(context.access)}, "group_access": None},
        "remove_source_branch_after_merge": project.life is not None and project.life.deletes_merged,
        "repository_access_level": "enabled" if project.repository else "disabled",
        "only_allow_merge_if_pipeline_succeeds": project.pipeline_must_succeed,
        "last_activity_at": project.committed,
    }
    if project.forked_from:
        about["forked_from_project"] = {"id": 1, "path_with_namespace": project.forked_from}
    if context.paid:
        about["mirror"] = project.mirror
    if context.access >= Access.MAINTAINER:
        about["import_url"] = project.mirror_of or None
    return about


def _group_projects(context: Context, query: Query, path: str) -> Answer:
    group = context.world.group(path) or next((one for one in context.world.groups if str(one.id) == path), None)
    if group is None:
        return Answer(404, {"message": "404 Group Not Found"})
    below = query.get("include_subgroups", "").lower() == "true"
    found = [one for one in context.world.in_group(group.path, below=below) if visible(one, context.access)]
    return paged([shown(one, context) for one in found if not one.deleted], query, lambda item: str(item["id"]))


def _groups(context: Context, query: Query) -> Answer:
    top = query.get("top_level_only", "").lower() == "true"
    found = [one for one in context.world.groups if not one.is_user and not (top and "/" in one.path)]
    return paged([{"id": one.id, "full_path": one.path} for one in found], query, lambda item: str(item["id"]))


def _group(context: Context, _query: Query, path: str) -> Answer:
    group = context.world.group(path)
    if group is None or group.is_user:
        return Answer(404, {"message": "404 Group Not Found"})
    about: dict[str, Any] = {"id": group.id, "full_path": group.path, "name": group.path.title(),
                             "description": group.description, "web_url": f"{context.base}/groups/{group.path}",
                             "avatar_url": f"{context.base}/avatar.png" if group.avatar else None}  # fmt: skip
    about |= _templates_of(context, group)
    if context.access >= Access.OWNER:
        about["require_two_factor_authentication"] = group.two_factor
    return Answer(200, about)


def _templates_of(context: Context, group: Group) -> dict[str, Any]:
    """Told where it is paid for, to those who may see the project (ee/lib/ee/api/entities/group.rb)."""
    project = context.world.project(str(group.templates)) if group.templates and context.paid else None
    return {"file_template_project_id": project.id} if project and visible(project, context.access) else {}


def _below(context: Context, query: Query, path: str) -> Answer:
    if context.world.group(path) is None:
        return Answer(404, {"message": "404 Group Not Found"})
    found = [one for one in context.world.groups if one.path.startswith(f"{path}/")]
    return paged([{"id": one.id, "full_path": one.path, **_templates_of(context, one)} for one in found], query)


def _offered(project: Project, context: Context, query: Query, type_: str, name: str | None) -> Answer:
    folder = {"issues": ".gitlab/issue_templates", "merge_requests": ".gitlab/merge_request_templates"}.get(type_)
    if folder is None:
        return Answer(400, {"error": "type does not have a valid value"})
    found = templates(context.world, project, folder, paid=context.paid)
    if name is None:
        return paged([{"key": one, "name": one} for one in found], query)
    if unquote(name) not in found:
        return Answer(404, {"message": "404 Template Not Found"})
    return Answer(200, {"name": unquote(name), "content": found[unquote(name)].decode()})


def _tree(project: Project, query: Query) -> Answer:
    if not project.files:
        return Answer(404, {"message": "404 Tree Not Found"})
    if query.get("ref") not in (None, project.head, project.default_branch):
        return Answer(404, {"message": "404 invalid revision or path Not Found"})
    folders = {path[: at.start()] for path in project.files for at in re.finditer("/", path)}
    items = [{"id": "0" * 40, "name": one.rpartition("/")[2], "type": "tree", "path": one, "mode": "040000"}
             for one in sorted(folders)]  # fmt: skip
    items += [
        {"id": file.oid, "name": path.rpartition("/")[2], "path": path, "mode": file.mode,
         "type": "commit" if file.mode == "160000" else "blob"}
        for path, file in sorted(project.files.items())
    ]  # fmt: skip
    if query.get("recursive", "").lower() != "true":
        items = [item for item in items if "/" not in item["path"]]
    return paged(items, query, lambda item: str(item["path"]))


def _in_repository(project: Project, context: Context, query: Query, rest: str) -> Answer:
    if not reads_code(project, context.access):
        return FORBIDDEN if context.access else NOT_FOUND
    if rest == "tree":
        return _tree(project, query)
    if rest == "commits":
        return paged([one for one in project.commits if one["committed_date"] >= query.get("since", "")], query)
    if rest == f"commits/{project.head}":
        return Answer(200, {"id": project.head, "committed_date": project.committed})
    if rest == "tags":
        return paged(list(reversed(project.tags)), query)
    if rest.startswith("branches/") and project.head and unquote(rest[9:]) == project.default_branch:
        commit = {"id": project.head, "committed_date": project.committed}
        return Answer(200, {"name": project.default_branch, "commit": commit})
    raw = re.fullmatch(r"blobs/([0-9a-f]{40})/raw", rest)
    named = re.fullmatch(r"files/([^/]+)/raw", rest)
    for path, file in project.files.items():
        if (raw and file.oid == raw[1]) or (named and path == unquote(named[1])):
            return Answer(200, file.data)
    return Answer(404, {"message": "404 File Not Found"})


def _project(context: Context, query: Query, name: str, rest: str = "") -> Answer:
    project = context.world.project(unquote(name))
    if project is None or not visible(project, context.access):
        return NOT_FOUND
    if not rest:
        return Answer(200, shown(project, context))
    if rest == "releases" and reads_code(project, context.access):
        about = [{"tag_name": one.get("tagName"), "released_at": one["releasedAt"]} for one in project.releases]
        return paged(about, query)
    offered = re.fullmatch("templates/([^/]+)(?:/([^/]+))?", rest)
    if offered:
        return _offered(project, context, query, offered[1], offered[2])
    if rest.startswith("repository/"):
        return _in_repository(project, context, query, rest.removeprefix("repository/"))
    if context.access < Access.MAINTAINER:
        return FORBIDDEN if context.access else Answer(401, {"message": "401 Unauthorized"})
    if rest == "protected_branches":
        return paged([{"id": at, "name": rule.name, "allow_force_push": rule.allow_force_push}
                      for at, rule in enumerate(project.protections)], query)  # fmt: skip
    if rest == "push_rule" and context.paid:
        return Answer(200, None if project.dco is None else {"id": 1, "reject_non_dco_commits": project.dco})
    return Answer(404, {"message": "404 Not Found"})


def _members(context: Context, query: Query, path: str) -> Answer:
    group = context.world.group(path)
    if group is None or context.access < Access.GUEST:
        return Answer(404, {"message": "404 Group Not Found"})
    return paged([{"id": at, "access_level": 50} for at in range(group.owners)], query)


ROUTES: tuple[tuple[str, Callable[..., Answer]], ...] = (
    ("version", lambda context, _query: Answer(200, {"version": "13.12.0" if context.old else "18.8.0-ee", "revision": "x"})),
    ("metadata", lambda _context, _query: Answer(200, {"version": "18.8.0-ee", "enterprise": True})),
    ("groups", _groups),
    (r"groups/([^/]+)", _group),
    (r"groups/([^/]+)/projects", _group_projects),
    (r"groups/([^/]+)/members", _members),
    (r"groups/([^/]+)/descendant_groups", _below),
    (r"users/([^/]+)/projects", _group_projects),
    (r"projects/([^/]+)", _project),
    (r"projects/([^/]+)/(.+)", _project),
)  # fmt: skip


def answer(path: str, query: Query, context: Context) -> Answer:
    """The answer to a GET below /api/v4/."""
    for pattern, route in ROUTES:
        found = re.fullmatch(pattern, path)
        if found:
            words = found.groups()
            return route(context, query, *(unquote(word) if at == 0 else word for at, word in enumerate(words)))
    return Answer(404, {"error": "404 Not Found"})
