# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What REST tells of a repository's branch, commits, tags and releases, and of an organisation's members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from tests.forges.github_server import protections
from tests.forges.github_server.git_objects import headers, person
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.rest_git import commit_in_list
from tests.forges.github_server.rest_objects import organisation_line, owner_json
from tests.forges.github_server.rest_repository import FORBIDDEN, NOT_FOUND, Answer, Call
from tests.forges.github_server.world import RIGHTS, Owner, Repo

Page = Callable[[Call, Sequence[Any]], tuple[Sequence[Any], dict[str, str]]]
SNAKE = {
    "requiredApprovingReviewCount": "required_approving_review_count",
    "requiredStatusChecks": "required_status_checks",
}
USUAL: dict[str, dict[str, Any]] = {
    "pull_request": {
        "required_approving_review_count": 0,
        "dismiss_stale_reviews_on_push": False,
        "require_code_owner_review": False,
        "require_last_push_approval": False,
        "required_review_thread_resolution": False,
    },
    "required_status_checks": {"required_status_checks": [], "strict_required_status_checks_policy": False},
}
"""What the parameters of a rule are that nobody set."""


def branch_rules(call: Call, repo: Repo, name: str) -> Answer:
    """The effective rules, in REST's words."""
    given = repo.fields.get("rules", ()) if name == repo.branch else ()
    chosen, headers_ = call.page([*given, *protections.rules_of(repo, name)])
    return Answer(200, [_rule(rule, repo) for rule in chosen], headers_)


def _rule(rule: dict[str, Any], repo: Repo) -> dict[str, Any]:
    kind = str(rule["type"]).lower()
    about = {"ruleset_source_type": "Repository", "ruleset_source": repo.full_name, "ruleset_id": 1}
    given = {SNAKE[key]: value for key, value in rule.get("parameters", {}).items() if key in SNAKE}
    return {"type": kind, **about, **({"parameters": USUAL[kind] | given} if kind in USUAL else {})}


def branch_protection(call: Call, repo: Repo, name: str) -> Answer:
    """The protection of the branch itself."""
    rule = repo.fields.get("refUpdateRule") if name == repo.branch else None
    if rule is None:
        return Answer(404, {"message": "Branch not protected", "status": "404"})
    start = f"{call.base}/repos/{repo.full_name}/branches/{name}/protection"
    shown: dict[str, Any] = {
        "url": start,
        "enforce_admins": {"url": f"{start}/enforce_admins", "enabled": False},
        "allow_force_pushes": {"enabled": rule["allowsForcePushes"]},
        "allow_deletions": {"enabled": rule["allowsDeletions"]},
    }
    if rule.get("requiredApprovingReviewCount") is not None:
        shown["required_pull_request_reviews"] = {
            "url": f"{start}/required_pull_request_reviews",
            "dismiss_stale_reviews": False,
            "require_code_owner_reviews": False,
            "required_approving_review_count": rule["requiredApprovingReviewCount"],
        }
    names = rule.get("requiredStatusCheckContexts")
    if names is not None:
        checks = [{"context": one, "app_id": None} for one in names]
        address = f"{start}/required_status_checks"
        shown["required_status_checks"] = {"url": address, "strict": False, "contexts": names, "checks": checks}
    return Answer(200, shown)


def commits(call: Call, repo: Repo) -> Answer:
    """Commits from a branch or a commit on, newest first."""
    start = call.query.get("sha", repo.branch)
    queue = [repo.refs.get(f"refs/heads/{start}", start)]
    since = dt.datetime.fromisoformat(call.query.get("since", "1970-01-01T00:00:00Z")).timestamp()
    seen: dict[str, int] = {}
    while queue:
        oid = queue.pop()
        found = repo.store.get(oid)
        if found is None or found.kind != "commit":
            return NOT_FOUND
        if oid not in seen:
            seen[oid] = person(found, "committer")[2]
            queue += [line[7:] for line in headers(found) if line.startswith("parent ")]
    listed = [oid for oid in sorted(seen, key=lambda oid: -seen[oid]) if seen[oid] >= since]
    chosen, headers_ = call.page(listed)
    return Answer(200, [commit_in_list(repo, oid, call.base) for oid in chosen], headers_)


def matching_references(call: Call, repo: Repo, start: str) -> Answer:
    """All references that begin so; this list has no pages."""
    place = f"{call.base}/repos/{repo.full_name}/git"
    found = sorted((name, oid) for name, oid in repo.refs.items() if name.startswith(f"refs/{start}"))
    shown = []
    for name, oid in found:
        kind = repo.store[oid].kind
        target = {"type": kind, "sha": oid, "url": f"{place}/{kind}s/{oid}"}
        node = make_id("Ref", f"{repo.number}:{name}")
        shown.append({"ref": name, "node_id": node, "url": f"{place}/{name}", "object": target})
    return Answer(200, shown)


def releases(call: Call, repo: Repo) -> Answer:
    """Releases, newest first."""
    given = list(repo.fields.get("releases", ()))
    chosen, headers_ = call.page(list(enumerate(given, 1)))
    return Answer(200, [_release(call, repo, number, one) for number, one in chosen], headers_)


def _release(call: Call, repo: Repo, number: int, one: dict[str, Any]) -> dict[str, Any]:
    start = f"{call.base}/repos/{repo.full_name}"
    author, at = owner_json(repo.owner, call.base), one.get("publishedAt")
    assets = [
        {
            "id": place, "node_id": make_id("Asset", f"{repo.number}:{number}:{place}"), "name": asset["name"], "label": None,
            "content_type": "application/octet-stream", "size": 1, "digest": None, "state": "uploaded", "download_count": 0,
            "uploader": author, "url": f"{start}/releases/assets/{place}", "browser_download_url": f"{start}/a",
            "created_at": at, "updated_at": at,
        }
        for place, asset in enumerate(one.get("releaseAssets", ()))
    ]  # fmt: skip
    return {
        "id": number, "node_id": make_id("Release", f"{repo.number}:{number}"), "tag_name": one["tagName"],
        "name": one.get("name"), "body": one.get("description"), "draft": False, "prerelease": False, "author": author,
        "target_commitish": repo.branch, "created_at": at, "published_at": at, "assets": assets,
        "url": f"{start}/releases/{number}", "assets_url": f"{start}/releases/{number}/assets",
        "upload_url": f"{start}/releases/{number}/assets", "html_url": f"{start}/releases/{number}",
        "tarball_url": f"{start}/tarball", "zipball_url": f"{start}/zipball",
    }  # fmt: skip


def members(call: Call, owner: Owner) -> Answer:
    """Members: all for those who are members themselves, who may ask for owners alone; else those who say so."""
    is_member = call.world.owner_right(call.token, owner) > 0
    found = [one for one in owner.fields.get("members", ()) if is_member or one.get("public")]
    if is_member and call.query.get("role", "all") != "all":
        found = [one for one in found if str(one.get("role", "MEMBER")).lower() == call.query["role"]]
    users = [Owner("User", one["login"], number, {}) for number, one in enumerate(found, 1)]
    chosen, headers_ = call.page(users)
    return Answer(200, [owner_json(user, call.base) for user in chosen], headers_)


def membership(call: Call, owner: Owner) -> Answer:
    """Whether it is a member's token."""
    if call.token is None or call.token.kind == "installation":
        return FORBIDDEN
    right = call.world.owner_right(call.token, owner)
    if right == 0:
        return NOT_FOUND
    user = call.world.owners.get(call.token.login.lower()) or Owner("User", call.token.login, 1, {})
    shown = {
        "url": f"{call.base}/orgs/{owner.login}/memberships/{user.login}",
        "organization_url": f"{call.base}/orgs/{owner.login}",
        "state": "active",
        "role": "admin" if right >= RIGHTS.index("owner") else "member",
        "organization": organisation_line(owner, call.base),
        "user": owner_json(user, call.base),
    }
    return Answer(200, shown)
