# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The REST side: /api/v1, in the shapes of modules/structs."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from tests.forges.forgejo_server.world import Owner, Repo, Right

if TYPE_CHECKING:
    from tests.forges.forgejo_server.server import Forgejo

Query = dict[str, str]


class Answer(NamedTuple):
    """Status, body (bytes or what becomes JSON), and headers."""

    status: int
    body: Any
    headers: dict[str, str] = {}


class Asked(NamedTuple):
    """What the routes answer from."""

    forge: Forgejo
    right: Right
    query: Query
    login: str = ""
    writes: bool = True


NOT_FOUND = Answer(404, {"message": "The target couldn't be found.", "errors": ["secret words of the server"]})
FORBIDDEN = Answer(403, {"message": "token does not have at least one of required scope(s)"})


def paged(asked: Asked, items: list[Any]) -> Answer:
    """A page by number, with the headers that this server sends."""
    size = min(int(asked.query.get("limit", "30")), asked.forge.max_items)
    number = int(asked.query.get("page", "1"))
    headers = {"X-Total-Count": str(len(items))} if "total" in asked.forge.headers else {}
    if "link" in asked.forge.headers and len(items) > size:
        more = number * size < len(items)
        headers["Link"] = f'<{asked.forge.url}/x?page={number + 1}>; rel="next",' if more else '<x>; rel="first"'
    return Answer(200, items[(number - 1) * size : number * size], headers)


def visible(asked: Asked, repo: Repo) -> bool:
    return not repo.deleted and (not repo.private or asked.right >= Right.READ)


def shown(asked: Asked, repo: Repo) -> dict[str, Any]:
    owner = asked.forge.world.owner(repo.owner)
    assert owner is not None
    about: dict[str, Any] = {
        "id": repo.id, "owner": {"id": 1, "login": repo.owner, "visibility": owner.visibility}, "name": repo.name,
        "full_name": f"{repo.owner}/{repo.name}", "description": "", "empty": not repo.life.git.refs if repo.life else repo.folder is None,
        "private": repo.private, "fork": False, "template": False, "mirror": False, "archived": False,
        "html_url": f"{asked.forge.url}/{repo.owner}/{repo.name}", "website": "", "release_counter": len(repo.releases),
        "default_branch": "main", "has_issues": True, "has_pull_requests": True, "internal": False,
        "permissions": {
            "admin": asked.right >= Right.ADMIN, "push": asked.right >= Right.WRITE, "pull": asked.right >= Right.READ,
        },
    }  # fmt: skip
    return about | ({} if asked.forge.old else {"topics": []}) | repo.about


def _orgs(asked: Asked) -> Answer:
    return paged(asked, [_org(one) for one in asked.forge.world.owners if not one.is_user])


def _org(owner: Owner) -> dict[str, Any]:
    return {"id": 1, "name": owner.name, "username": owner.name, "full_name": "", "description": ""} | owner.about


def _one_org(asked: Asked, name: str) -> Answer:
    owner = asked.forge.world.owner(name)
    return NOT_FOUND if owner is None or owner.is_user else Answer(200, _org(owner))


def _teams(asked: Asked, name: str) -> Answer:
    if asked.right < Right.OWNER:
        return FORBIDDEN if asked.right else Answer(401, {"message": "token is required"})
    return paged(asked, [{"id": 7, "name": name, "permission": "read"}, {"id": 8, "name": name, "permission": "owner"}])


def _members(asked: Asked, _number: str) -> Answer:
    return paged(asked, [{"id": at} for at in range(asked.forge.world.owners[0].members)])


def _repos(asked: Asked, kind: str, name: str) -> Answer:
    owner = asked.forge.world.owner(name)
    if owner is None or (kind == "orgs" and owner.is_user):
        return NOT_FOUND
    mine = [one for one in asked.forge.world.repos if one.owner == owner.name and visible(asked, one)]
    return paged(asked, [*asked.forge.odd_items, *(shown(asked, one) for one in mine)])


def _branch(asked: Asked, repo: Repo, name: str) -> Answer:
    if name != repo.about.get("default_branch", "main"):
        return NOT_FOUND
    rule = repo.rule
    told = {
        "name": name, "protected": rule is not None, "required_approvals": rule.approvals if rule else 0,
        "enable_status_check": bool(rule and rule.checks), "status_check_contexts": rule.checks if rule else [],
        "commit": {"id": repo.head, "timestamp": "2001-01-01T00:00:00Z"}, "effective_branch_protection_name": "",
    }  # fmt: skip
    if rule and asked.right >= Right.ADMIN:
        told["effective_branch_protection_name"] = rule.name
    return Answer(200, told)


def _rules(asked: Asked, repo: Repo) -> Answer:
    if asked.right < Right.ADMIN:
        return FORBIDDEN if asked.right else Answer(401, {"message": "token is required"})
    rule = repo.rule
    if rule is None:
        return Answer(200, [])
    told = {"branch_name": rule.name, "rule_name": rule.name}
    more = {} if rule.force_push is None else {"enable_force_push": rule.force_push}
    return Answer(200, [{"branch_name": "x", "rule_name": "x", "enable_force_push": True}, told | more])


def _tree(asked: Asked, repo: Repo, sha: str) -> Answer:
    if sha != repo.head:
        return Answer(400, {"message": "sha not found"})
    folders = {path[: at.start()] for path in repo.files for at in re.finditer("/", path)}
    items: list[dict[str, Any]] = [
        {"path": one, "mode": "040000", "type": "tree", "size": 0, "sha": "0" * 40} for one in folders
    ]
    items += [
        {"path": path, "mode": file.mode, "type": "commit" if file.mode == "160000" else "blob", "sha": file.oid,
         "size": 0 if file.mode == "160000" else len(file.data)}
        for path, file in repo.files.items()
    ]  # fmt: skip
    items.sort(key=lambda item: str(item["path"]))
    size, number = min(int(asked.query["per_page"]), asked.forge.tree_page), int(asked.query.get("page", "1"))
    some, more = items[(number - 1) * size : number * size], number * size < len(items)
    return Answer(200, {"sha": sha, "tree": some or None, "truncated": more, "page": number, "total_count": len(items)})


def _blob(asked: Asked, repo: Repo, sha: str) -> Answer:
    data = repo.blobs.get(sha)
    if data is None:
        return Answer(400, {"message": "object does not exist"})
    content = base64.b64encode(data).decode() if len(data) <= asked.forge.max_blob else ""
    return Answer(200, {"sha": sha, "encoding": "base64", "size": len(data), "content": content})


def _blobs(asked: Asked, repo: Repo) -> Answer:
    if asked.forge.old:
        return NOT_FOUND
    answers = [_blob(asked, repo, sha) for sha in asked.query["shas"].split(",")]
    return next((one for one in answers if one.status != 200), Answer(200, [one.body for one in answers]))


def _raw(asked: Asked, repo: Repo, path: str) -> Answer:
    file = repo.files.get(path) if asked.query.get("ref") == repo.head else None
    return NOT_FOUND if file is None else Answer(200, file.data)


def _commit(_asked: Asked, repo: Repo, sha: str) -> Answer:
    when = repo.git("log", "--no-walk", "--format=%cI", sha)
    return Answer(200, {"sha": sha, "commit": {"committer": {"name": "Ada", "date": when}}})


def _tags(asked: Asked, repo: Repo) -> Answer:
    return paged(
        asked, [{"name": name, "id": oid, "commit": {"sha": at, "created": made}} for name, oid, at, made in repo.tags]
    )


def _releases(asked: Asked, repo: Repo) -> Answer:
    return paged(asked, repo.releases)


def _issues(asked: Asked, repo: Repo) -> Answer:
    """Those that were updated since; requests are issues too, unless only one type is asked for."""
    assert asked.query["type"] == "issues"
    if not repo.about.get("has_issues", True):
        return NOT_FOUND
    return paged(asked, [one for one in repo.issues if one["updated_at"] >= asked.query["since"]])


def _comments(asked: Asked, repo: Repo) -> Answer:
    return paged(asked, [one for one in repo.comments if one["created_at"] >= asked.query["since"]])


def _pulls(asked: Asked, repo: Repo) -> Answer:
    assert asked.query["state"] == "closed"
    return paged(asked, repo.pulls)


def _reviews(asked: Asked, repo: Repo, number: str) -> Answer:
    return paged(asked, repo.reviews.get(int(number), []))


def _commits(asked: Asked, repo: Repo) -> Answer:
    """The latest first; older servers do not know `since`."""
    since = "" if asked.forge.old else asked.query.get("since", "")
    return paged(asked, [one for one in repo.commits if one["commit"]["committer"]["date"] >= since])


INSIDE: tuple[tuple[str, Callable[..., Answer]], ...] = (
    ("branches/(.+)", _branch), ("branch_protections", _rules), ("git/trees/([^/]+)", _tree), ("git/blobs", _blobs),
    ("git/blobs/([^/]+)", _blob), ("git/commits/([^/]+)", _commit), ("raw/(.+)", _raw), ("tags", _tags),
    ("releases", _releases), ("issues", _issues), ("issues/comments", _comments), ("pulls", _pulls),
    ("pulls/([0-9]+)/reviews", _reviews), ("commits", _commits),
)  # fmt: skip


def _in_repo(asked: Asked, path: str, owner: str, name: str, rest: str) -> Answer:
    repo = asked.forge.world.repo(owner, name)
    if repo is None or not visible(asked, repo):
        return NOT_FOUND
    if name in repo.old_names:
        return Answer(307, {}, {"Location": f"{asked.forge.url}/api/v1/{path}".replace(f"/{name}/", f"/{repo.name}/")})
    if not repo.code or (repo.folder is None and repo.life is None):
        return FORBIDDEN if asked.right and repo.folder else NOT_FOUND
    for pattern, route in INSIDE:
        found = re.fullmatch(pattern, rest)
        if found:
            words = (unquote(word, errors="surrogateescape") for word in found.groups())
            return route(asked, repo, *words)
    return NOT_FOUND


ROUTES: tuple[tuple[str, Callable[..., Answer]], ...] = (
    ("orgs", _orgs), ("orgs/([^/]+)", _one_org), ("orgs/([^/]+)/teams", _teams), ("teams/([^/]+)/members", _members),
    ("(orgs|users)/([^/]+)/repos", _repos),
)  # fmt: skip


def answer(path: str, asked: Asked) -> Answer:
    """The answer to a GET below /api/v1/."""
    inside = re.fullmatch("repos/([^/]+)/([^/]+)/(.+)", path)
    if inside:
        return _in_repo(asked, path, unquote(inside[1]), unquote(inside[2]), inside[3])
    for pattern, route in ROUTES:
        found = re.fullmatch(pattern, path)
        if found:
            return route(asked, *(unquote(word) for word in found.groups()))
    return NOT_FOUND
