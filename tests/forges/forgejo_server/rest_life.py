# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What REST tells of what lives in a repository, in the shapes of modules/structs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.forges.forgejo_server.life import Life, Thing, User, iso
from tests.forges.forgejo_server.rest import NOT_FOUND, Answer, Asked, paged, shown, visible
from tests.forges.forgejo_server.world import Repo, Right
from tests.forges.memory_git import Made, MemoryGit


def user(one: User) -> dict[str, Any]:
    """An account, as everybody sees it."""
    return {"id": one.id, "login": one.login, "full_name": one.name, "email": f"{one.login}@noreply.localhost"}


def commit(made: Made) -> dict[str, Any]:
    """A commit."""
    when = iso(made.moment)
    return {
        "sha": made.oid,
        "created": when,
        "commit": {
            "author": {"name": made.author.name, "email": made.author.email, "date": when},
            "committer": {"name": made.committer.name, "email": made.committer.email, "date": when},
            "message": made.message,
            "tree": {"url": "x", "sha": made.tree, "created": when},
        },
        "parents": [{"sha": oid} for oid in made.parents],
    }


def branch(asked: Asked, life: Life, name: str) -> dict[str, Any]:
    """A branch that is there."""
    made, rule = life.git.read(life.git.refs[name]), life.rule(name)
    admin = asked.right >= Right.ADMIN
    return {
        "name": name,
        "commit": {"id": made.oid, "message": made.message, "timestamp": iso(made.moment)},
        "protected": rule is not None,
        "required_approvals": rule.approvals if rule else 0,
        "enable_status_check": False,
        "status_check_contexts": [],
        "user_can_push": asked.right >= Right.WRITE and (rule is None or rule.push),
        "effective_branch_protection_name": rule.name if rule and admin else "",
    }


def thing(asked: Asked, repo: Repo, life: Life, one: Thing) -> dict[str, Any]:
    """An issue, or a request as one."""
    kind = "pulls" if one.is_pull else "issues"
    return {
        "id": 90_000 + one.number,
        "number": one.number,
        "html_url": f"{asked.forge.url}/{repo.owner}/{repo.name}/{kind}/{one.number}",
        "user": user(asked.forge.world.users[one.user]),
        "title": one.title,
        "body": one.body,
        "labels": [{"id": number, "name": life.labels[number], "color": "ededed"} for number in one.labels],
        "state": one.state,
        "comments": len(one.comments),
        "created_at": iso(one.created),
        "updated_at": iso(one.created),
        "pull_request": {"merged": one.merged, "merged_at": None} if one.is_pull else None,
        "repository": {"id": repo.id, "name": repo.name, "owner": repo.owner, "full_name": f"{repo.owner}/{repo.name}"},
    }


def pull(asked: Asked, repo: Repo, life: Life, one: Thing) -> dict[str, Any]:
    """A request."""
    told = thing(asked, repo, life, one)
    del told["pull_request"], told["repository"]
    is_there = one.head in life.git.refs
    is_draft = one.title.lower().startswith(("wip:", "[wip]"))
    return told | {
        "merged": one.merged,
        "mergeable": one.state == "open" and not (is_draft or asked.forge.is_checking or life.conflicts(one)),
        "draft": is_draft,
        "base": {"label": one.base, "ref": one.base, "sha": life.git.refs.get(one.base), "repo_id": repo.id},
        "head": {
            "label": one.head,
            "ref": one.head if is_there else f"refs/pull/{one.number}/head",
            "sha": life.head_of(one),
            "repo_id": repo.id,
        },
    }


def rule(one: Any) -> dict[str, Any]:
    """A rule for branches."""
    told = {
        "branch_name": one.name,
        "rule_name": one.name,
        "enable_push": one.push,
        "required_approvals": one.approvals,
    }
    return told | ({} if one.force_push is None else {"enable_force_push": one.force_push})


def answer(path: str, asked: Asked) -> Answer | None:
    """The answer to a GET, None where the rest of REST answers it."""
    world = asked.forge.world
    if path == "user":
        me = world.users.get(asked.login)
        if me is None:
            return Answer(401, {"message": "token is required"})
        return Answer(200, user(me) | {"email": me.email})
    if path == "repos/issues/search":
        return _search(asked)
    inside = re.fullmatch("repos/([^/]+)/([^/]+)(?:/(.+))?", path)
    repo = world.repo(unquote(inside[1]), unquote(inside[2])) if inside else None
    if inside is None or repo is None or repo.life is None or not visible(asked, repo):
        return None
    if inside[2] in repo.old_names:
        return Answer(307, {}, {"Location": f"{asked.forge.url}/api/v1/repos/{repo.owner}/{repo.name}"})
    if not inside[3]:
        return Answer(200, shown(asked, repo))
    for pattern, route in INSIDE:
        found = re.fullmatch(pattern, inside[3])
        if found:
            return route(asked, repo, repo.life, *map(unquote, found.groups()))
    return None


def _mine(asked: Asked, one: Thing) -> bool:
    who = asked.query.get("created_by", asked.login if asked.query.get("created") == "true" else one.user)
    return one.user == who and asked.query.get("state", "open") in ("all", one.state)


def _search(asked: Asked) -> Answer:
    found = [
        (one.created, thing(asked, repo, repo.life, one))
        for repo in asked.forge.world.repos
        if repo.life is not None and repo.owner == asked.query.get("owner", repo.owner) and visible(asked, repo)
        for one in repo.life.things
        if _mine(asked, one)
    ]
    return paged(asked, [told for _, told in sorted(found, key=lambda one: one[0], reverse=True)])


def _branches(asked: Asked, _repo: Repo, life: Life) -> Answer:
    return paged(asked, [branch(asked, life, name) for name in sorted(life.git.refs)])


def _branch(asked: Asked, _repo: Repo, life: Life, name: str) -> Answer:
    return Answer(200, branch(asked, life, name)) if name in life.git.refs else NOT_FOUND


def _commit(_asked: Asked, _repo: Repo, life: Life, sha: str) -> Answer:
    is_there = sha in life.git.objects and life.git.objects[sha].kind == "commit"
    return Answer(200, commit(life.git.read(sha))) if is_there else NOT_FOUND


def _tree(asked: Asked, _repo: Repo, life: Life, sha: str) -> Answer:
    git = life.git
    if sha not in git.objects:
        return Answer(400, {"message": "sha not found"})
    root = git.read(sha).tree if git.objects[sha].kind == "commit" else sha
    every = git.walk(root) if asked.query.get("recursive") == "true" else [(one.name, one) for one in git.entries(root)]
    kinds = {"40000": "tree", "160000": "commit"}
    items = [
        {"path": path, "mode": one.mode.zfill(6), "type": kinds.get(one.mode, "blob"), "size": 0, "sha": one.oid}
        for path, one in every
    ]
    size = min(int(asked.query.get("per_page", "1000")), asked.forge.tree_page)
    number = int(asked.query.get("page", "1"))
    some, more = items[(number - 1) * size : number * size], number * size < len(items)
    return Answer(200, {"sha": sha, "tree": some or None, "truncated": more, "page": number, "total_count": len(items)})


def _blobs(asked: Asked, repo: Repo, life: Life) -> Answer:
    answers = [_blob(asked, repo, life, sha) for sha in asked.query["shas"].split(",")]
    return next((one for one in answers if one.status != 200), Answer(200, [one.body for one in answers]))


def _blob(_asked: Asked, _repo: Repo, life: Life, sha: str) -> Answer:
    found = life.git.objects.get(sha)
    if found is None or found.kind != "blob":
        return Answer(400, {"message": "object does not exist"})
    content = b64encode(found.data).decode()
    return Answer(200, {"sha": sha, "encoding": "base64", "size": len(found.data), "content": content})


def _compare(asked: Asked, _repo: Repo, life: Life, base: str, head: str) -> Answer:
    git = life.git
    base, head = git.refs.get(base, base), git.refs.get(head, head)
    if base not in git.objects or head not in git.objects:
        return NOT_FOUND
    found = [
        commit(made) | ({} if asked.forge.old else {"files": _affected(git, made)}) for made in git.log(head, base)
    ]
    return Answer(200, {"total_commits": len(found), "commits": found or None})


def _affected(git: MemoryGit, made: Made) -> list[dict[str, str]]:
    """The files of a commit, as `git log --name-status` tells them: none for a merge (services/convert/git_commit.go)."""
    if len(made.parents) > 1:
        return []
    before = made.parents[0] if made.parents else None
    return [{"filename": path, "status": "modified"} for path in git.changed(before, made.oid)]


def _pulls(asked: Asked, repo: Repo, life: Life) -> Answer:
    state, poster = asked.query.get("state", "open"), asked.query.get("poster")
    found = [
        one
        for one in reversed(life.pulls())
        if state in ("all", one.state) and (asked.forge.old or poster in (None, one.user))
    ]
    return paged(asked, [pull(asked, repo, life, one) for one in found])


def _pull(asked: Asked, repo: Repo, life: Life, number: str) -> Answer:
    one = life.thing(number)
    return Answer(200, pull(asked, repo, life, one)) if one is not None and one.is_pull else NOT_FOUND


def _pull_commits(_asked: Asked, _repo: Repo, life: Life, number: str) -> Answer:
    one = life.thing(number)
    return NOT_FOUND if one is None else Answer(200, [commit(made) for made in life.commits(one)])


def _issues(asked: Asked, repo: Repo, life: Life) -> Answer:
    return paged(asked, [thing(asked, repo, life, one) for one in reversed(life.things) if _mine(asked, one)])


def _issue(asked: Asked, repo: Repo, life: Life, number: str) -> Answer:
    one = life.thing(number)
    return NOT_FOUND if one is None else Answer(200, thing(asked, repo, life, one))


def _comments(asked: Asked, _repo: Repo, life: Life, number: str) -> Answer:
    one = life.thing(number)
    if one is None:
        return NOT_FOUND
    users = asked.forge.world.users
    return Answer(
        200, [{"id": at, "user": user(users[who]), "body": text} for at, (who, text) in enumerate(one.comments)]
    )


def _labels(asked: Asked, _repo: Repo, life: Life) -> Answer:
    return paged(asked, [{"id": number, "name": name} for number, name in life.labels.items()])


def _topics(_asked: Asked, _repo: Repo, life: Life) -> Answer:
    return Answer(200, {"topics": list(life.topics)})


def _rules(asked: Asked, _repo: Repo, life: Life) -> Answer:
    if asked.right < Right.ADMIN:
        return Answer(403, {"message": "user should be an owner or a collaborator with admin write of a repository"})
    return Answer(200, [rule(one) for one in life.rules])


INSIDE: tuple[tuple[str, Callable[..., Answer]], ...] = (
    ("branches", _branches), ("branches/(.+)", _branch), ("git/commits/([^/]+)", _commit), ("git/trees/([^/]+)", _tree),
    ("git/blobs", _blobs), ("git/blobs/([^/]+)", _blob),
    (r"compare/([^/]+?)\.\.\.([^/]+)", _compare), ("pulls", _pulls), ("pulls/([0-9]+)", _pull),
    ("pulls/([0-9]+)/commits", _pull_commits), ("issues", _issues), ("issues/([0-9]+)", _issue),
    ("issues/([0-9]+)/comments", _comments), ("labels", _labels), ("topics", _topics), ("branch_protections", _rules),
)  # fmt: skip
