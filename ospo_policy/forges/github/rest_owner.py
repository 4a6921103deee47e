# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An owner and its repositories as REST tells them, in the words of GraphQL, so that facts are read from both alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from ospo_policy.forges.github import fields
from ospo_policy.forges.github.refusals import ListRefusedError, PartUnavailableError
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.facts import Fact
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError

PAGE = 100
MAX_PAGES = 1_000
MAX_OWNERS = 100


def pages(transport: Transport, path: str, most: int) -> Iterator[dict[str, Any]]:
    """The objects of a list, page by page, up to so many pages. Raises `ListRefusedError`."""
    joint = "&" if "?" in path else "?"
    for number in range(1, most + 1):
        status, found = transport.rest(f"{path}{joint}per_page={PAGE}&page={number}")
        if status != 200 or not isinstance(found, list):
            raise ListRefusedError(status, message("github.refused-list", host=transport.host, status=status))
        yield from (one for one in found if isinstance(one, dict))
        if len(found) < PAGE:
            return


def value(transport: Transport, path: str) -> Any:
    """What stands at a path, None where that is not told."""
    try:
        status, found = transport.rest(path)
    except PartUnavailableError:
        return None
    return found if status == 200 else None


def repositories(transport: Transport, owner: str) -> Iterable[dict[str, Any]]:
    """The repositories of an organisation, else of a user, by name; of the one whose token it is, the private ones too.

    Raises `ForgeUnavailableError`.
    """
    found = _listed(transport, f"/orgs/{owner}/repos?type=all")
    if found is None:
        found = _listed(transport, f"/users/{owner}/repos?type=owner")
        if found is not None and _is_me(transport, owner):
            found = chain(found, _listed(transport, "/user/repos?affiliation=owner") or ())
            by_name = {str(one.get("name")).casefold(): one for one in found if _owner_of(one) == owner.casefold()}
            found = iter([by_name[name] for name in sorted(by_name)])
    if found is None:
        hint = Message("github.no-owner.hint")
        raise ForgeUnavailableError(message("github.no-owner", owner=owner, host=transport.host), hint)
    return found


def _listed(transport: Transport, path: str) -> Iterator[dict[str, Any]] | None:
    """A list by name, its first page asked for already; None where there is no such thing."""
    found = pages(transport, f"{path}&sort=full_name&direction=asc", MAX_PAGES)
    try:
        return chain([first], found) if (first := next(found, None)) is not None else iter(())
    except ListRefusedError as error:
        if error.status == 404:
            return None
        raise


def _owner_of(told: Mapping[str, Any]) -> str:
    owner = told.get("owner")
    return str(owner.get("login") if isinstance(owner, dict) else "").casefold()


def _is_me(transport: Transport, owner: str) -> bool:
    told = value(transport, "/user")
    return isinstance(told, dict) and str(told.get("login")).casefold() == owner.casefold()


def owner_facts(transport: Transport, owner: str, needs: Needs) -> Mapping[str, Fact[object]]:
    """What the needs want of an owner."""
    if not any(name.startswith("org.") for name in needs.fields):
        return {}
    told = value(transport, f"/orgs/{owner}")
    if not isinstance(told, dict):
        user = value(transport, f"/users/{owner}")
        node = {"__typename": "User", "login": user.get("login")} if isinstance(user, dict) else None
        return fields.owner_fields(node, needs.fields, frozenset())
    node = {
        "__typename": "Organization",
        "login": told.get("login"),
        "description": told.get("description"),
        "email": told.get("email"),
        "avatarUrl": told.get("avatar_url"),
        "isVerified": told.get("is_verified"),
        "requiresTwoFactorAuthentication": told.get("two_factor_requirement_enabled"),
    }
    if "org.owners" in needs.fields:
        node |= _owners(transport, owner)
    return fields.owner_fields(node, needs.fields, frozenset())


def _owners(transport: Transport, owner: str) -> dict[str, Any]:
    """The owners of an organisation, told to its members only: strangers are shown those who say so in public."""
    membership = value(transport, f"/user/memberships/orgs/{owner}")
    if not isinstance(membership, dict) or membership.get("state") != "active":
        return {}
    found = value(transport, f"/orgs/{owner}/members?role=admin&per_page={MAX_OWNERS}")
    if not isinstance(found, list) or len(found) >= MAX_OWNERS:
        return {}
    edges = [{"role": "ADMIN"} for _ in found]
    listed = {"totalCount": len(edges), "edges": edges}
    return {"membersWithRole": listed, "viewerIsAMember": True, "viewerCanAdminister": False}
