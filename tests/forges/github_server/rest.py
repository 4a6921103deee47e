# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The REST endpoints: owners, Apps and rates; those of one repository are in `rest_repository.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, urlencode

from tests.forges.github_server import rest_activity, rest_repository, rest_writes
from tests.forges.github_server.accounts import account
from tests.forges.github_server.auth import installation_token, permissions
from tests.forges.github_server.rest_objects import (
    organisation_json,
    organisation_line,
    owner_json,
    repository_json,
    user_json,
)
from tests.forges.github_server.rest_repository import NOT_FOUND, Answer, Call
from tests.forges.github_server.world import App, Owner, Repo

Route = Callable[..., Answer]


def organisation(call: Call, login: str) -> Answer:
    owner = _owner(call, login, "Organization")
    return Answer(200, organisation_json(call.world, call.token, owner, call.base)) if owner else NOT_FOUND


def user(call: Call, login: str) -> Answer:
    owner = call.world.owners.get(login.lower())
    if owner is None:
        return NOT_FOUND
    return Answer(200, user_json(owner, call.base))


def me(call: Call) -> Answer:
    if call.token is None:
        return Answer(401, {"message": "Requires authentication"})
    if call.token.kind == "installation":
        return Answer(403, {"message": "Resource not accessible by integration"})
    return Answer(200, user_json(account(call.world, call.token.login), call.base))


def organisation_repositories(call: Call, login: str) -> Answer:
    owner = _owner(call, login, "Organization")
    return _repositories(call, list(call.world.visible(call.token, owner))) if owner else NOT_FOUND


def user_repositories(call: Call, login: str) -> Answer:
    owner = call.world.owners.get(login.lower())
    if owner is None:
        return NOT_FOUND
    return _repositories(call, [r for r in call.world.visible(call.token, owner) if not r.fields["isPrivate"]])


def my_repositories(call: Call) -> Answer:
    if call.token is None:
        return Answer(401, {"message": "Requires authentication"})
    repos = [repo for owner in call.world.owners.values() for repo in call.world.visible(call.token, owner)]
    named = [r for r in repos if {r.owner.login.lower(), r.full_name.lower()} & set(call.token.rights)]
    return _repositories(call, named)


def installation_repositories(call: Call) -> Answer:
    if call.token is None or call.token.kind != "installation":
        return Answer(403, {"message": "You must authenticate with an installation access token"})
    owners = [call.world.owners[login] for login in call.token.rights]
    repos = [repo for owner in owners for repo in call.world.visible(call.token, owner)]
    chosen, headers = call.page(repos)
    shown = [repository_json(call.world, call.token, repo, call.base) for repo in chosen]
    return Answer(200, {"total_count": len(repos), "repositories": shown}, headers)


def organisations(call: Call) -> Answer:
    """All of the instance, by number: `since` is the last one seen."""
    since = int(call.query.get("since", "0"))
    every = sorted((o for o in call.world.owners.values() if o.kind == "Organization"), key=lambda owner: owner.number)
    left = [owner for owner in every if owner.number > since]
    size = call.size
    headers = {}
    if len(left) > size:
        step = urlencode({**call.query, "since": left[size - 1].number})
        headers["Link"] = f'<{call.base}/organizations?{step}>; rel="next"'
    return Answer(200, [organisation_line(owner, call.base) for owner in left[:size]], headers)


def my_organisations(call: Call) -> Answer:
    rights = call.token.rights if call.token else {}
    mine = [o for o in call.world.owners.values() if o.kind == "Organization" and o.login.lower() in rights]
    chosen, headers = call.page(mine)
    return Answer(200, [organisation_line(owner, call.base) for owner in chosen], headers)


def rate_limit(call: Call) -> Answer:
    name = call.token.value if call.token else ""
    resources = {}
    for resource in ("core", "graphql"):
        meter, limit = call.world.meters.meter(name, resource), call.world.meters.limit(name, resource)
        left = max(0, limit - meter.used)
        resources[resource] = {"limit": limit, "used": meter.used, "remaining": left, "reset": meter.reset}
    resources["search"] = {"limit": 30, "used": 0, "remaining": 30, "reset": resources["core"]["reset"]}
    return Answer(200, {"resources": resources, "rate": resources["core"]})


def app_itself(call: Call) -> Answer:
    if call.app is None:
        return NEEDS_APP
    return Answer(200, {"id": call.app.id, "slug": f"app-{call.app.id}", "name": f"App {call.app.id}"})


def installations(call: Call) -> Answer:
    """Of an App by its signed token; of a user's token, those whose owners it knows."""
    if call.app is None and not call.is_user_route:
        return NEEDS_APP
    apps = [call.app] if call.app else list(call.world.apps.values())
    found = [
        _installation(call, app, number)
        for app in apps
        for number, (login, _) in app.installations.items()
        if call.app or (call.token and login.lower() in call.token.rights)
    ]
    chosen, headers = call.page(found)
    return Answer(200, {"total_count": len(found), "installations": chosen} if call.is_user_route else chosen, headers)


def installation(call: Call, number: str) -> Answer:
    if call.app is None:
        return NEEDS_APP
    known = int(number) in call.app.installations
    return Answer(200, _installation(call, call.app, int(number))) if known else NOT_FOUND


def installation_of(call: Call, login: str) -> Answer:
    if call.app is None:
        return NEEDS_APP
    for number, (name, _) in call.app.installations.items():
        if name.lower() == login.lower():
            return Answer(200, _installation(call, call.app, number))
    return NOT_FOUND


def new_token(call: Call, number: str) -> Answer:
    if call.app is None:
        return NEEDS_APP
    if int(number) not in call.app.installations:
        return NOT_FOUND
    return Answer(201, installation_token(call.world, call.app, int(number)))


def _installation(call: Call, app: App, number: int) -> dict[str, Any]:
    login, _ = app.installations[number]
    owner = call.world.owners[login.lower()]
    return {
        "id": number,
        "account": owner_json(owner, call.base),
        "app_id": app.id,
        "app_slug": f"app-{app.id}",
        "target_id": owner.number,
        "target_type": owner.kind,
        "repository_selection": "all",
        "suspended_at": None,
        "access_tokens_url": f"{call.base}/app/installations/{number}/access_tokens",
        "repositories_url": f"{call.base}/installation/repositories",
        "permissions": permissions(call.world, app, number),
    }


def _owner(call: Call, login: str, kind: str) -> Owner | None:
    owner = call.world.owners.get(login.lower())
    return owner if owner and owner.kind == kind else None


def _of(call: Call, login: str, view: Callable[[Call, Owner], Answer]) -> Answer:
    owner = _owner(call, login, "Organization")
    return view(call, owner) if owner else NOT_FOUND


def _repositories(call: Call, repos: list[Repo]) -> Answer:
    kind = call.query.get("type", "all")
    tests = {"forks": "isFork", "sources": "isFork", "private": "isPrivate", "public": "isPrivate"}
    if kind in tests:
        repos = [repo for repo in repos if bool(repo.fields[tests[kind]]) == (kind in {"forks", "private"})]
    chosen, headers = call.page(sorted(repos, key=lambda repo: repo.full_name.lower()))
    return Answer(200, [repository_json(call.world, call.token, repo, call.base) for repo in chosen], headers)


ACTIVITY = {
    "/branches/([^/]+)/protection": rest_repository.seen(rest_activity.branch_protection, "admin"),
    "/rules/branches/(.+)": rest_repository.seen(rest_activity.branch_rules),
    "/commits": rest_repository.seen(rest_activity.commits),
    "/git/matching-refs/(.+)": rest_repository.seen(rest_activity.matching_references),
    "/releases": rest_repository.seen(rest_activity.releases),
}
NEEDS_APP = Answer(401, {"message": "A JSON web token could not be decoded"})
ROUTES: Mapping[str, Route] = {
    r"GET /orgs/([^/]+)": organisation,
    r"GET /users/([^/]+)": user,
    r"GET /user": me,
    r"GET /user/repos": my_repositories,
    r"GET /user/orgs": my_organisations,
    r"GET /orgs/([^/]+)/repos": organisation_repositories,
    r"GET /users/([^/]+)/repos": user_repositories,
    r"GET /orgs/([^/]+)/members": lambda call, login: _of(call, login, rest_activity.members),
    r"GET /user/memberships/orgs/([^/]+)": lambda call, login: _of(call, login, rest_activity.membership),
    r"GET /organizations": organisations,
    r"GET /rate_limit": rate_limit,
    r"GET /meta": lambda _call: Answer(200, {"verifiable_password_authentication": False}),
    r"GET /app": app_itself,
    r"GET /(?:app|user)/installations": installations,
    r"GET /app/installations/(\d+)": installation,
    r"GET /(?:orgs|users)/([^/]+)/installation": installation_of,
    r"POST /app/installations/(\d+)/access_tokens": new_token,
    r"GET /installation/repositories": installation_repositories,
    **rest_repository.routes(rest_repository.VIEWS),
    **rest_repository.routes(ACTIVITY),
    **rest_writes.ROUTES,
}
COMPILED = [(re.compile(pattern), route) for pattern, route in ROUTES.items()]


def answer(call: Call, method: str) -> Answer:
    """The answer of the route that fits."""
    for pattern, route in COMPILED:
        found = pattern.fullmatch(f"{'GET' if method == 'HEAD' else method} {call.path}")
        if found:
            return route(call, *(unquote(part) for part in found.groups()))
    return NOT_FOUND
