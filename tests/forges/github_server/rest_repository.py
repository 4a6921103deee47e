# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The REST endpoints of one repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.forges.github_server.fields_git import revision
from tests.forges.github_server.limits import MAX_PAGE
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.rest_git import (
    blob_json,
    branch_json,
    commit_json,
    contents_json,
    tag_json,
    tree_json,
)
from tests.forges.github_server.rest_objects import repository_json
from tests.forges.github_server.world import RIGHTS, App, Repo, Token, World


class Call(NamedTuple):
    """A request of REST: who asks whom for what."""

    world: World
    token: Token | None
    app: App | None
    base: str
    path: str
    query: Mapping[str, str]
    body: Any = None

    @property
    def size(self) -> int:
        """Items a page. More than 100 is taken for 100, without a word."""
        given = self.query.get("per_page", "30")
        return min(MAX_PAGE, max(1, int(given) if given.isdigit() else 30))

    def page(self, items: Sequence[Any]) -> tuple[Sequence[Any], dict[str, str]]:
        """One page, and the Link header to the others."""
        size, number = self.size, int(self.query.get("page", "1"))
        last = max(1, -(-len(items) // size))
        steps = {"prev": number - 1, "next": number + 1, "last": last, "first": 1}
        wanted = [name for name in steps if (name in {"prev", "first"} and number > 1) or
                  (name in {"next", "last"} and number < last)]  # fmt: skip
        links = [
            f'<{self.base}{self.path}?{urlencode({**self.query, "page": steps[name]})}>; rel="{name}"'
            for name in wanted
        ]
        return items[(number - 1) * size : number * size], {"Link": ", ".join(links)} if links else {}

    @property
    def is_user_route(self) -> bool:
        """Whether it is about the user whose token it is."""
        return self.path.startswith("/user/")


class Answer(NamedTuple):
    """What is answered: a status, JSON or nothing, and headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = {}


NOT_FOUND = Answer(404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"})
FORBIDDEN = Answer(403, {"message": "Resource not accessible by personal access token", "status": "403"})
EMPTY = Answer(409, {"message": "Git Repository is empty.", "status": "409"})
View = Callable[..., Answer]


def repository(call: Call, repo: Repo) -> Answer:
    return Answer(200, repository_json(call.world, call.token, repo, call.base))


def tree(call: Call, repo: Repo, name: str) -> Answer:
    if not repo.refs:
        return EMPTY
    oid = _tree(repo, name)
    if oid is None:
        return NOT_FOUND
    return Answer(200, tree_json(call.world, repo, oid, call.base, recursive="recursive" in call.query))


def _tree(repo: Repo, name: str) -> str | None:
    if name in repo.oids:
        return repo.store.peel(name, "tree")
    found = revision(repo, name)
    return repo.store.peel(found, "tree") if found else None


def blob(call: Call, repo: Repo, oid: str) -> Answer:
    if oid not in repo.oids or repo.store[oid].kind != "blob":
        return EMPTY if not repo.refs else NOT_FOUND
    return Answer(200, blob_json(repo, oid, call.base))


def contents(call: Call, repo: Repo, path: str = "") -> Answer:
    root = _tree(repo, call.query.get("ref") or "HEAD")
    found = repo.store.at(root, path.strip("/").encode()) if root else None
    return Answer(200, contents_json(repo, path.strip("/"), found, call.base)) if found else NOT_FOUND


def commit(call: Call, repo: Repo, oid: str) -> Answer:
    if oid not in repo.oids or repo.store[oid].kind != "commit":
        return NOT_FOUND
    return Answer(200, commit_json(repo, oid, call.base))


def tag(call: Call, repo: Repo, oid: str) -> Answer:
    known = oid in repo.oids and repo.store[oid].kind == "tag"
    return Answer(200, tag_json(repo, oid, call.base)) if known else NOT_FOUND


def branch(call: Call, repo: Repo, name: str) -> Answer:
    oid = repo.refs.get(f"refs/heads/{name}")
    if oid is None:
        return Answer(404, {"message": "Branch not found", "status": "404"})
    return Answer(200, branch_json(repo, name, oid, call.base))


def reporting(_call: Call, repo: Repo) -> Answer:
    return Answer(200, {"enabled": repo.fields["private_vulnerability_reporting"]})


def workflow_permissions(_call: Call, repo: Repo) -> Answer:
    names = ("default_workflow_permissions", "can_approve_pull_request_reviews")
    return Answer(200, {name: repo.fields[name] for name in names})


def alerts(_call: Call, repo: Repo) -> Answer:
    """Enabled is 204 and disabled 404: what one may not see looks disabled."""
    enabled = repo.fields.get("hasVulnerabilityAlertsEnabled")
    return Answer(204) if enabled else Answer(404, {"message": "Vulnerability alerts are disabled."})


def security_fixes(_call: Call, repo: Repo) -> Answer:
    status = repo.fields["security_and_analysis"]["dependabot_security_updates"]["status"]
    return Answer(200, {"enabled": status == "enabled", "paused": False})


def seen(view: View, needed: str = "read") -> View:
    """A view of a repository that the token may see; a right that is missing is 403, as for fine-grained tokens."""

    def route(call: Call, login: str, name: str, *rest: str) -> Answer:
        full_name = f"{login}/{name}"
        repo = call.world.find(full_name, follow=False)
        if repo is None:
            moved = call.world.find(full_name)
            if moved is None or call.world.right(call.token, moved) == 0:
                return NOT_FOUND
            tail = call.path.split("/", 4)[4:]
            place = "/".join([f"{call.base}/repositories/{moved.number}", *tail])
            text = {"message": "Moved Permanently", "url": place, "documentation_url": "https://docs.github.com/rest"}
            return Answer(301, text, {"Location": place})
        return _view(call, repo, *rest)

    def _view(call: Call, repo: Repo, *rest: str) -> Answer:
        right = call.world.right(call.token, repo)
        if right == 0:
            return NOT_FOUND
        if repo.fields["isDisabled"] and view is not repository:
            return Answer(403, {"message": "Repository access blocked", "block": {"reason": "tos"}})
        return view(call, repo, *rest) if right >= RIGHTS.index(needed) else FORBIDDEN

    def by_number(call: Call, number: str, *rest: str) -> Answer:
        repo = call.world.by_number.get(int(number))
        return _view(call, repo, *rest) if repo else NOT_FOUND

    return lambda call, first, *rest: (
        by_number(call, first, *rest) if call.path.startswith("/repositories/") else route(call, first, *rest)
    )


def reference(call: Call, repo: Repo, name: str) -> Answer:
    repo.look()
    oid = repo.refs.get(f"refs/{name}")
    if oid is None:
        return EMPTY if not repo.refs else NOT_FOUND
    start = f"{call.base}/repos/{repo.full_name}/git"
    kind = repo.store[oid].kind
    target = {"type": kind, "sha": oid, "url": f"{start}/{kind}s/{oid}"}
    node = make_id("Ref", f"{repo.number}:refs/{name}")
    return Answer(200, {"ref": f"refs/{name}", "node_id": node, "url": f"{start}/refs/{name}", "object": target})


VIEWS: Mapping[str, View] = {
    "": seen(repository),
    "/git/trees/(.+)": seen(tree),
    "/git/blobs/([0-9a-f]+)": seen(blob),
    "/git/commits/([0-9a-f]+)": seen(commit),
    "/git/tags/([0-9a-f]+)": seen(tag),
    "/git/ref/(.+)": seen(reference),
    "/branches/((?:[^/]|/(?!protection$))+)": seen(branch),
    "/contents/?": seen(contents),
    "/contents/(.+)": seen(contents),
    "/private-vulnerability-reporting": seen(reporting),
    "/actions/permissions/workflow": seen(workflow_permissions, "admin"),
    "/vulnerability-alerts": seen(alerts, "admin"),
    "/automated-security-fixes": seen(security_fixes, "admin"),
}


def routes(views: Mapping[str, View]) -> dict[str, View]:
    """Views of a repository, by its name and by its number."""
    starts = ("/repos/([^/]+)/([^/]+)", r"/repositories/(\d+)")
    return {f"GET {start}{tail}": view for tail, view in views.items() for start in starts}
