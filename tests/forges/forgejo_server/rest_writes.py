# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes something, with Forgejo's rights, statuses and refusals (routers/api/v1/repo), and pushes of Git's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.forges.forgejo_server import rest_life
from tests.forges.forgejo_server.life import BranchRule, Life, Thing
from tests.forges.forgejo_server.rest import FORBIDDEN, NOT_FOUND, Answer, Asked, shown, visible
from tests.forges.forgejo_server.world import Repo, Right

Body = dict[str, Any]
RESULT = "application/x-git-receive-pack-result"


class RefusedError(Exception):
    """What is answered instead."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.answer = Answer(status, {"message": said})


class Desk:
    """One change, while it is made."""

    def __init__(self, asked: Asked, repo: Repo, life: Life, body: Body) -> None:
        self.asked, self.repo, self.life, self.body = asked, repo, life, body
        self.world = asked.forge.world

    def need(self, right: Right) -> None:
        if self.asked.right < right:
            raise RefusedError(403, "user should have a permission to write to a repo")

    def thing(self, number: str) -> Thing:
        found: Thing | None = self.life.thing(number)
        if found is None:
            raise RefusedError(404, "The target couldn't be found.")
        if found.user != self.asked.login:
            self.need(Right.WRITE)
        return found


def answer(verb: str, path: str, body: Body, asked: Asked) -> Answer:
    """The answer to a change below /api/v1/."""
    if not asked.right:
        return Answer(401, {"message": "token is required"})
    if not asked.writes:
        return FORBIDDEN
    inside = re.fullmatch("repos/([^/]+)/([^/]+)(?:/(.+))?", path)
    repo = asked.forge.world.repo(unquote(inside[1]), unquote(inside[2])) if inside else None
    if inside is None or repo is None or repo.life is None or not visible(asked, repo):
        return NOT_FOUND
    for wanted, pattern, route in ROUTES:
        found = re.fullmatch(pattern, inside[3] or "")
        if found and wanted == verb:
            if repo.about.get("archived"):
                return Answer(423, {"message": f"{repo.owner}/{repo.name} is archived"})
            try:
                return route(Desk(asked, repo, repo.life, body), *map(unquote, found.groups()))
            except RefusedError as error:
                return error.answer
    return Answer(405, {"message": "Method Not Allowed"})


def push(path: str, body: bytes, asked: Asked) -> Answer:
    """A push over HTTP."""
    inside = re.fullmatch(r"/([^/]+)/([^/]+)\.git/git-receive-pack", path)
    repo = asked.forge.world.repo(unquote(inside[1]), unquote(inside[2])) if inside else None
    if repo is None or repo.life is None or not asked.forge.http_git:
        return Answer(404, b"Not found")
    if asked.right < Right.WRITE or not asked.writes or repo.about.get("archived"):
        return Answer(403 if asked.right else 401, b"Forbidden")
    life = repo.life
    before = dict(life.git.refs)
    # A protected branch is neither forced nor deleted, and ours are both (routers/private/hook_pre_receive.go).
    names = {*before, *re.findall(rb"refs/heads/([^\0\n]+)", body[:300])}
    texts = {name.decode() if isinstance(name, bytes) else name for name in names}
    forbidden = {name: "pre-receive hook declined" for name in texts if life.rule(name) or name == repo.branch}
    report, branch, there = life.git.receive(body, forbidden)
    if branch not in life.git.refs and there is not None:
        life.gone(branch, there)
    return Answer(200, report, {"Content-Type": RESULT})


def _open_pull(desk: Desk) -> Answer:
    body, life = desk.body, desk.life
    if desk.repo.about.get("has_pull_requests") is False:
        raise RefusedError(404, "The target couldn't be found.")
    head, base = body["head"], body["base"]
    if head not in life.git.refs or base not in life.git.refs:
        raise RefusedError(404, "The target couldn't be found.")
    if not life.git.log(life.git.refs[head], life.git.refs[base]):
        raise RefusedError(422, "Invalid PullRequest: There are no changes between the head and the base")
    if any(one.state == "open" and (one.head, one.base) == (head, base) for one in life.pulls()):
        raise RefusedError(409, "pull request already exists for these targets [id: 1]")
    one = _thing(desk)
    one.head, one.base = head, base
    return Answer(201, rest_life.pull(desk.asked, desk.repo, life, one))


def _thing(desk: Desk) -> Thing:
    body = desk.body
    if not body["title"].strip():
        raise RefusedError(422, "[Title]: Required")
    labels = [one for one in body.get("labels") or () if one in desk.life.labels]
    one = Thing(len(desk.life.things) + 1, desk.asked.login, body["title"], body.get("body") or "", desk.world.moment())
    one.labels = labels if desk.asked.right >= Right.WRITE else []
    desk.life.things.append(one)
    return one


def _edit_pull(desk: Desk, number: str) -> Answer:
    one = desk.thing(number)
    _edit(desk, one)
    if "base" in desk.body and not one.merged:
        if desk.body["base"] not in desk.life.git.refs:
            raise RefusedError(404, "new base 'x' not exist")
        one.base = desk.body["base"]
    if desk.body.get("state") == "closed" and one.state == "open":
        desk.life.end(one, merged=False)
    return Answer(201, rest_life.pull(desk.asked, desk.repo, desk.life, one))


def _edit(desk: Desk, one: Thing) -> None:
    if desk.body.get("title"):
        one.title = desk.body["title"]
    if "body" in desk.body:
        one.body = desk.body["body"]


def _open_issue(desk: Desk) -> Answer:
    if desk.repo.about.get("has_issues") is False:
        raise RefusedError(404, "The target couldn't be found.")
    return Answer(201, rest_life.thing(desk.asked, desk.repo, desk.life, _thing(desk)))


def _edit_issue(desk: Desk, number: str) -> Answer:
    one = desk.thing(number)
    _edit(desk, one)
    one.state = desk.body.get("state", one.state)
    return Answer(201, rest_life.thing(desk.asked, desk.repo, desk.life, one))


def _comment(desk: Desk, number: str) -> Answer:
    one: Thing | None = desk.life.thing(number)
    if one is None:
        return NOT_FOUND
    one.comments.append((desk.asked.login, desk.body["body"]))
    me = desk.world.users[desk.asked.login]
    return Answer(201, {"id": len(one.comments), "user": rest_life.user(me), "body": desk.body["body"]})


def _label(desk: Desk) -> Answer:
    desk.need(Right.WRITE)
    number = desk.world.number()
    desk.life.labels[number] = desk.body["name"]
    return Answer(201, {"id": number, "name": desk.body["name"], "color": desk.body["color"].lstrip("#")})


def _review(desk: Desk, number: str) -> Answer:
    desk.need(Right.WRITE)
    one = desk.thing(number)
    for name in desk.body["reviewers"]:
        if name not in desk.world.users:
            raise RefusedError(404, f"user does not exist [uid: 0, name: {name}]")
    one.reviewers += [name for name in desk.body["reviewers"] if name not in one.reviewers]
    return Answer(201, [])


def _settings(desk: Desk) -> Answer:
    desk.need(Right.ADMIN)
    known = ("description", "website", "has_issues", "default_delete_branch_after_merge")
    desk.repo.about |= {key: desk.body[key] for key in known if key in desk.body}
    return Answer(200, shown(desk.asked, desk.repo))


def _topics(desk: Desk) -> Answer:
    desk.need(Right.ADMIN)
    names = desk.body["topics"]
    if any(not re.fullmatch("[a-z0-9][-.a-z0-9]{0,34}", name) for name in names):
        raise RefusedError(422, "Topic names are invalid")
    desk.life.topics = list(names)
    desk.repo.about["topics"] = list(names)
    return Answer(204, b"")


def _protect(desk: Desk) -> Answer:
    desk.need(Right.ADMIN)
    body = desk.body
    if any(one.name == body["rule_name"] for one in desk.life.rules):
        raise RefusedError(403, "Branch protection already exist")
    one = BranchRule(body["rule_name"], body.get("enable_push", False), body.get("required_approvals", 0))
    desk.life.rules.append(one)
    return Answer(201, rest_life.rule(one))


def _change_rule(desk: Desk, name: str) -> Answer:
    desk.need(Right.ADMIN)
    one = next((one for one in desk.life.rules if one.name == name), None)
    if one is None:
        return NOT_FOUND
    one.approvals = desk.body.get("required_approvals", one.approvals)
    one.force_push = desk.body.get("enable_force_push", one.force_push)
    return Answer(200, rest_life.rule(one))


ROUTES: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
    ("POST", "pulls", _open_pull),
    ("PATCH", "pulls/([0-9]+)", _edit_pull),
    ("POST", "pulls/([0-9]+)/requested_reviewers", _review),
    ("POST", "issues", _open_issue),
    ("PATCH", "issues/([0-9]+)", _edit_issue),
    ("POST", "issues/([0-9]+)/comments", _comment),
    ("POST", "labels", _label),
    ("PATCH", "", _settings),
    ("PUT", "topics", _topics),
    ("POST", "branch_protections", _protect),
    ("PATCH", "branch_protections/(.+)", _change_rule),
)
