# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes something: POST, PUT, PATCH and DELETE below /api/v4, with GitLab's rights, statuses and refusals.

Read in lib/api and app/services of GitLab: commits.rb, commits/create_service.rb, files/multi_service.rb, merge_requests.rb,
notes.rb, issues.rb, branches.rb, protected_branches.rb, projects.rb.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote

from ospo_policy.forges.gitlab.branch_rules import matches
from tests.forges.gitlab_server import rest_things
from tests.forges.gitlab_server.life import Life, Note, Request, Thing, move
from tests.forges.gitlab_server.resolvers import Context
from tests.forges.gitlab_server.rest import Answer, shown
from tests.forges.gitlab_server.world import Access, File, Project, Protection, visible

Body = dict[str, Any]
GONE = Answer(404, {"message": "404 Not Found"})


class RefusedError(Exception):
    """What is answered instead."""

    def __init__(self, status: int, said: Any) -> None:
        super().__init__(said)
        self.answer = Answer(status, {"message": said})


def answer(verb: str, path: str, body: Body, headers: Mapping[str, str], context: Context) -> Answer:
    """The answer to a change."""
    if not context.access:
        return Answer(401, {"message": "401 Unauthorized"})
    if context.scope != "api":
        return Answer(403, {"error": "insufficient_scope", "error_description": "needs api"})
    inside = re.fullmatch(r"projects/([^/]+)(?:/(.+))?", path)
    project = context.world.project(unquote(inside[1])) if inside else None
    if inside is None or project is None or project.life is None or not visible(project, context.access):
        return GONE
    for wanted, pattern, route in ROUTES:
        found = re.fullmatch(pattern, inside[2] or "")
        if found and wanted == verb:
            if project.archived:
                return Answer(403, {"message": "403 Forbidden"})
            try:
                return route(Desk(project, project.life, body, headers, context), *map(unquote, found.groups()))
            except RefusedError as error:
                return error.answer
    return Answer(405, {"error": "405 Not Allowed"})


class Desk:
    """One change, while it is made."""

    def __init__(self, project: Project, life: Life, body: Body, headers: Mapping[str, str], context: Context) -> None:
        self.project, self.life, self.body, self.headers, self.context = project, life, body, headers, context
        self.world = context.world

    def need(self, access: Access) -> None:
        if self.context.access < access:
            raise RefusedError(403, "403 Forbidden")

    def rules(self, branch: str) -> list[Protection]:
        return [rule for rule in self.project.protections if matches(rule.name, branch)]

    def may_push(self, branch: str) -> bool:
        rules = self.rules(branch)
        return not rules or any(rule.push and self.context.access >= rule.push for rule in rules)


def _commit(desk: Desk) -> Answer:
    desk.need(Access.DEVELOPER)
    body, git = desk.body, desk.life.git
    branch, start = body["branch"], body.get("start_sha")
    if not desk.may_push(branch):
        raise RefusedError(403, "403 Forbidden - You are not allowed to push into this branch")
    there = git.refs.get(branch)
    if start is not None:
        if start not in git.objects or git.objects[start].kind != "commit":
            raise RefusedError(400, f"Cannot find start_sha '{start}'")
        if there is not None and not body.get("force"):
            said = f"A branch called '{branch}' already exists. Switch to that branch in order to make changes"
            raise RefusedError(400, said)
        if there is not None and desk.rules(branch) and not all(rule.allow_force_push for rule in desk.rules(branch)):
            raise RefusedError(400, "You are not allowed to force push code to a protected branch on this project.")
    elif there is None:
        raise RefusedError(400, "You can only create or edit files when you are on a branch")
    parent = start or there
    files = git.files(parent)
    for action in body["actions"]:
        _act(files, action)
    me = desk.world.users[desk.context.login].person
    made = git.commit(files, [parent], body["commit_message"], me, desk.world.moment())
    move(desk.project, branch, made)
    return Answer(201, rest_things.commit(git.read(made)) | {"status": None, "project_id": desk.project.id})


def _act(files: dict[str, File], action: Body) -> None:
    path, verb = action["file_path"], action["action"]
    if verb == "create" and path in files:
        raise RefusedError(400, "A file with this name already exists")
    if verb in ("update", "delete") and path not in files:
        raise RefusedError(400, "A file with this name doesn't exist")
    if verb == "delete":
        del files[path]
        return
    text = action["content"]
    data = b64decode(text, validate=True) if action.get("encoding") == "base64" else text.encode()
    files[path] = File(data, files[path].mode if path in files else "100644")


def _delete_branch(desk: Desk, name: str) -> Answer:
    desk.need(Access.DEVELOPER)
    oid = desk.life.git.refs.get(name)
    if oid is None:
        raise RefusedError(404, "404 Branch Not Found")
    since = desk.headers.get("If-Unmodified-Since")
    if since and desk.life.git.read(oid).moment > parsedate_to_datetime(since).timestamp():
        raise RefusedError(412, "412 Precondition Failed")
    if desk.rules(name) or name == desk.project.default_branch:
        raise RefusedError(405, "Protected branch cannot be removed")
    move(desk.project, name, None)
    return Answer(204, b"")


def _open_request(desk: Desk) -> Answer:
    desk.need(Access.DEVELOPER)
    if not desk.project.requests:
        raise RefusedError(403, "403 Forbidden")
    body, life = desk.body, desk.life
    if body["source_branch"] not in life.git.refs:
        raise RefusedError(400, {"source_branch": ["does not exist"]})
    same = [
        one for one in life.requests
        if (one.state, one.source, one.target) == ("opened", body["source_branch"], body["target_branch"])
        and one.source_project == desk.project.id
    ]  # fmt: skip
    if same:
        raise RefusedError(409, [f"Another open merge request already exists for this source branch: !{same[0].iid}"])
    request = Request(
        iid=len(life.requests) + 1, author=desk.context.login, title=_title(body), description="",
        created=desk.world.moment(), source=body["source_branch"], target=body["target_branch"],
        source_project=desk.project.id, removes_branch=bool(body.get("remove_source_branch")),
        reviewers=list(body.get("reviewer_ids") or ())[: None if desk.context.paid else 1],
        labels=_labels(body),
    )  # fmt: skip
    request.says(body.get("description") or "")
    life.requests.append(request)
    return Answer(201, rest_things.request(desk.project, request, desk.context))


def _labels(body: Body) -> list[str]:
    """By their names, in a list or with commas between; those that are not there are made."""
    told = body.get("labels") or []
    return [label for label in (told.split(",") if isinstance(told, str) else told) if label]


def _title(body: Body) -> str:
    title: str = body["title"].strip()
    if not title or len(title) > 255:
        raise RefusedError(400, {"title": ["is too long (maximum is 255 characters)" if title else "can't be blank"]})
    return title


def _find(desk: Desk, kind: str, iid: str) -> Any:
    things: list[Any] = list(desk.life.requests if kind == "merge_requests" else desk.life.issues)
    found = desk.life.find(things, iid)
    if found is None:
        raise RefusedError(404, "404 Not found")
    return found


def _edit_request(desk: Desk, iid: str) -> Answer:
    request: Request = _find(desk, "merge_requests", iid)
    if request.author != desk.context.login:
        desk.need(Access.DEVELOPER)
    if "target_branch" in desk.body:
        if desk.body["target_branch"] not in desk.life.git.refs:
            raise RefusedError(400, {"target_branch": ["does not exist"]})
        request.target = desk.body["target_branch"]
    _edit(desk, request)
    if desk.body.get("state_event") == "close" and request.state == "opened":
        desk.life.end(request, "closed")
    return Answer(200, rest_things.request(desk.project, request, desk.context))


def _edit(desk: Desk, thing: Thing) -> None:
    if "title" in desk.body:
        thing.title = _title(desk.body)
    if "description" in desk.body:
        thing.says(desk.body["description"])


def _open_issue(desk: Desk) -> Answer:
    if not desk.project.issues:
        raise RefusedError(403, "403 Forbidden")
    body = desk.body
    labels = _labels(body)
    issue = Thing(
        iid=len(desk.life.issues) + 1, author=desk.context.login, title=_title(body), description="",
        created=desk.world.moment(), labels=labels, confidential=bool(body.get("confidential")),
    )  # fmt: skip
    issue.says(body.get("description") or "")
    desk.life.issues.append(issue)
    return Answer(201, rest_things.issue(desk.project, issue, desk.context))


def _edit_issue(desk: Desk, iid: str) -> Answer:
    issue: Thing = _find(desk, "issues", iid)
    if issue.author != desk.context.login:
        desk.need(Access.REPORTER)
    _edit(desk, issue)
    issue.confidential = desk.body.get("confidential", issue.confidential)
    event = desk.body.get("state_event")
    issue.state = {"close": "closed", "reopen": "opened"}.get(event, issue.state)
    return Answer(200, rest_things.issue(desk.project, issue, desk.context))


def _say(desk: Desk, kind: str, iid: str) -> Answer:
    thing: Thing = _find(desk, kind, iid)
    before = thing.description
    thing.says(desk.body["body"])
    text, thing.description = thing.description, before
    if not text.strip():
        return Answer(202, {"commands_changes": {}, "summary": ["done"]})
    said = Note(desk.world.number(), desk.context.login, text, desk.world.moment())
    thing.notes.append(said)
    return Answer(201, rest_things.note(said, desk.context))


def _settings(desk: Desk) -> Answer:
    desk.need(Access.MAINTAINER)
    project, body = desk.project, desk.body
    project.description = body.get("description", project.description)
    project.topics = list(body.get("topics", project.topics))
    project.issues = project.issues or body.get("issues_access_level") == "enabled"
    key = "only_allow_merge_if_pipeline_succeeds"
    project.pipeline_must_succeed = body.get(key, project.pipeline_must_succeed)
    desk.life.deletes_merged = body.get("remove_source_branch_after_merge", desk.life.deletes_merged)
    return Answer(200, shown(project, desk.context))


def _protect(desk: Desk) -> Answer:
    desk.need(Access.MAINTAINER)
    body = desk.body
    if any(rule.name == body["name"] for rule in desk.project.protections):
        raise RefusedError(409, f"Protected branch '{body['name']}' already exists")
    rule = Protection(
        body["name"], allow_force_push=body.get("allow_force_push", False), push=body.get("push_access_level", 40),
        merge=body.get("merge_access_level", 40),
    )  # fmt: skip
    desk.project.protections.append(rule)
    return Answer(201, {"name": rule.name, "allow_force_push": rule.allow_force_push})


def _change_protection(desk: Desk, name: str) -> Answer:
    desk.need(Access.MAINTAINER)
    rule = next((one for one in desk.project.protections if one.name == name), None)
    if rule is None:
        return GONE
    rule.allow_force_push = desk.body.get("allow_force_push", rule.allow_force_push)
    return Answer(200, {"name": rule.name, "allow_force_push": rule.allow_force_push})


def _approvals(desk: Desk, number: str = "") -> Answer:
    desk.need(Access.MAINTAINER)
    if not desk.context.paid:
        return GONE
    rules = desk.life.approval_rules
    rule = next((one for one in rules if str(one["id"]) == number), None)
    if number and rule is None:
        return GONE
    if rule is None:
        if desk.body.get("rule_type") == "any_approver" and any(one["rule_type"] == "any_approver" for one in rules):
            raise RefusedError(400, {"rule_type": ["any-approver for the project already exists"]})
        rule = {"id": desk.world.number(), "protected_branches": [], "rule_type": "regular"}
        rules.append(rule)
    rule |= desk.body
    return Answer(200 if number else 201, rule)


def _push_rule(desk: Desk) -> Answer:
    desk.need(Access.MAINTAINER)
    if not desk.context.paid:
        return GONE
    desk.project.dco = desk.body["reject_non_dco_commits"]
    return Answer(200, {"id": 1, "reject_non_dco_commits": desk.project.dco})


Route = Callable[..., Answer]
ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("POST", r"repository/commits", _commit),
    ("DELETE", r"repository/branches/([^/]+)", _delete_branch),
    ("POST", r"merge_requests", _open_request),
    ("PUT", r"merge_requests/([0-9]+)", _edit_request),
    ("POST", r"issues", _open_issue),
    ("PUT", r"issues/([0-9]+)", _edit_issue),
    ("POST", r"(merge_requests|issues)/([0-9]+)/notes", _say),
    ("PUT", r"", _settings),
    ("POST", r"protected_branches", _protect),
    ("PATCH", r"protected_branches/([^/]+)", _change_protection),
    ("POST", r"approval_rules", _approvals),
    ("PUT", r"approval_rules/([0-9]+)", _approvals),
    ("POST", r"push_rule", _push_rule),
    ("PUT", r"push_rule", _push_rule),
)
