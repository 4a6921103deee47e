# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields of the query's root, of owners and of the rate limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.forges.github_server.accounts import account
from tests.forges.github_server.limits import refusal
from tests.forges.github_server.nodes import Context, make_id, read_id
from tests.forges.github_server.paging import Edge
from tests.forges.github_server.world import Owner, Repo, moment

Function = Callable[[Any, Context, Mapping[str, Any]], Any]


def organization(_source: object, context: Context, arguments: Mapping[str, Any]) -> Owner:
    login = arguments["login"]
    found = context.world.owners.get(login.lower())
    if found is None or found.kind != "Organization":
        raise refusal("NOT_FOUND", f"Could not resolve to an Organization with the login of '{login}'.")
    return found


def user(_source: object, context: Context, arguments: Mapping[str, Any]) -> Owner:
    login = arguments["login"]
    found = context.world.owners.get(login.lower())
    if found is None or found.kind != "User":
        raise refusal("NOT_FOUND", f"Could not resolve to a User with the login of '{login}'.")
    return found


def repository_owner(_source: object, context: Context, arguments: Mapping[str, Any]) -> Owner | None:
    return context.world.owners.get(arguments["login"].lower())


def repository(_source: object, context: Context, arguments: Mapping[str, Any]) -> Repo:
    name = f"{arguments['owner']}/{arguments['name']}"
    found = context.world.find(name, follow=arguments.get("followRenames", True) is not False)
    if found is None or context.world.right(context.token, found) == 0:
        raise refusal("NOT_FOUND", f"Could not resolve to a Repository with the name '{name}'.")
    return found


def owner_repository(source: Owner, context: Context, arguments: Mapping[str, Any]) -> Repo | None:
    """The field under an owner gives null without an error where there is no such repository."""
    follow = arguments.get("followRenames", True) is not False
    found = context.world.find(f"{source.login}/{arguments['name']}", follow=follow)
    return found if found and context.world.right(context.token, found) > 0 else None


def viewer(_source: object, context: Context, _arguments: Mapping[str, Any]) -> Owner:
    assert context.token
    found = account(context.world, context.token.login)
    return found if found.kind == "User" else Owner("User", found.login, found.number, {})


def node(_source: object, context: Context, arguments: Mapping[str, Any]) -> Any:
    return _node(context, arguments["id"])


def nodes(_source: object, context: Context, arguments: Mapping[str, Any]) -> list[Any]:
    found = []
    for given in arguments["ids"]:
        try:
            found.append(_node(context, given))
        except Exception as error:  # noqa: BLE001 the executor reports an exception that stands for an item
            found.append(error)
    return found


def _node(context: Context, given: str) -> Any:
    kind, number = read_id(given)
    if kind == "Repository" and number.isdigit():
        repo = context.world.by_number.get(int(number))
        if repo and context.world.right(context.token, repo) > 0:
            return repo
    for owner in context.world.owners.values():
        if (kind, number) == (owner.kind, str(owner.number)):
            return owner
    raise refusal("NOT_FOUND", f"Could not resolve to a node with the global id of '{given}'.")


def rate_limit(_source: object, context: Context, _arguments: Mapping[str, Any]) -> dict[str, Any]:
    """As it stands after this query, which was counted before it ran."""
    name = context.token.value if context.token else ""
    meter = context.world.meters.meter(name, "graphql")
    limit = context.world.meters.limit(name, "graphql")
    return {
        "cost": context.cost.points,
        "limit": limit,
        "nodeCount": context.cost.nodes,
        "remaining": max(0, limit - meter.used),
        "used": meter.used,
        "resetAt": moment(meter.reset),
    }


def repositories(source: Owner, context: Context, _arguments: Mapping[str, Any]) -> list[Repo]:
    return list(context.world.visible(context.token, source))


def members(source: Owner, context: Context, _arguments: Mapping[str, Any]) -> list[Any]:
    """Members are mappings with `login`, `role` and `public`; strangers see the public ones."""
    all_members = source.fields.get("members", ())
    seen = [some for some in all_members if context.world.owner_right(context.token, source) > 0 or some.get("public")]
    return [Edge(some, {"role": some.get("role", "MEMBER")}) for some in seen]


def search(_source: object, context: Context, arguments: Mapping[str, Any]) -> list[Repo]:
    """Repositories by the words `org:`, `user:`, `archived:` and by parts of names; nothing else."""
    words = arguments["query"].lower().split()
    owners = [word.partition(":")[2] for word in words if word.startswith(("org:", "user:", "owner:"))]
    parts = [word for word in words if ":" not in word]
    return [
        repo
        for owner in context.world.owners.values()
        if not owners or owner.login.lower() in owners
        for repo in context.world.visible(context.token, owner)
        if all(part in repo.name.lower() for part in parts)
        and f"archived:{str(not repo.fields['isArchived']).lower()}" not in words
    ]


def owner_fields(kind: str) -> dict[tuple[str, str], Function]:
    """What organisations and users have in common."""
    return {
        (kind, "id"): lambda owner, _c, _a: make_id(owner.kind, owner.number) if isinstance(owner, Owner) else "U_x",
        (kind, "databaseId"): lambda owner, _c, _a: owner.number if isinstance(owner, Owner) else None,
        (kind, "login"): lambda owner, _c, _a: owner.login if isinstance(owner, Owner) else owner["login"],
        (kind, "url"): lambda owner, c, _a: f"{c.base}/{owner.login if isinstance(owner, Owner) else owner['login']}",
        (kind, "avatarUrl"): lambda owner, c, _a: (
            owner.fields.get("avatarUrl", f"{c.base}/avatars/u/{owner.number}") if isinstance(owner, Owner) else c.base
        ),
        (kind, "repositories"): repositories,
        (kind, "repository"): owner_repository,
    }


FIELDS: dict[tuple[str, str], Function] = {
    ("Query", "organization"): organization,
    ("Query", "user"): user,
    ("Query", "repositoryOwner"): repository_owner,
    ("Query", "repository"): repository,
    ("Query", "viewer"): viewer,
    ("Query", "node"): node,
    ("Query", "nodes"): nodes,
    ("Query", "search"): search,
    ("Query", "rateLimit"): rate_limit,
    ("SearchResultItemConnection", "repositoryCount"): lambda page, _c, _a: page["totalCount"],
    ("Organization", "membersWithRole"): members,
    ("Organization", "viewerIsAMember"): lambda owner, c, _a: c.world.owner_right(c.token, owner) > 0,
    ("Organization", "viewerCanAdminister"): lambda owner, c, _a: c.world.owner_right(c.token, owner) == 6,
    **owner_fields("Organization"),
    **owner_fields("User"),
    **owner_fields("Bot"),
    ("Bot", "login"): lambda owner, _c, _a: owner.login.removesuffix("[bot]"),
}
