# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An owner and its repositories as REST tells them, in the words of GraphQL, so that facts are read from both alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ospo_policy.forges.github import fields
from ospo_policy.forges.github.refusals import PartUnavailableError
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.facts import Fact
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError

PAGE = 100
MAX_PAGES = 1_000
MAX_OWNERS = 100


def pages(transport: Transport, path: str, most: int) -> Iterator[dict[str, Any]]:
    """The objects of a list, page by page, up to so many pages. Raises `LookupError` with the status where it is none."""
    joint = "&" if "?" in path else "?"
    for number in range(1, most + 1):
        status, found = transport.rest(f"{path}{joint}per_page={PAGE}&page={number}")
        if status != 200 or not isinstance(found, list):
            raise LookupError(status)
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


def repositories(transport: Transport, owner: str) -> Iterator[dict[str, Any]]:
    """The repositories of an organisation, else of a user: of the one whose token it is, the private ones too.

    Raises `ForgeUnavailableError`.
    """
    sorted_by = "sort=full_name&direction=asc"
    for path in (f"/orgs/{owner}/repos?type=all&{sorted_by}", f"/users/{owner}/repos?type=owner&{sorted_by}"):
        mine = path.startswith("/users/") and _is_me(transport, owner)
        address = f"/user/repos?affiliation=owner&{sorted_by}" if mine else path
        try:
            yield from pages(transport, address, MAX_PAGES)
        except LookupError as error:
            status = error.args[0]
            if status != 404:
                raise ForgeUnavailableError(
                    message("github.refused-list", host=transport.host, status=status)
                ) from None
        else:
            return
    raise ForgeUnavailableError(
        message("github.no-owner", owner=owner, host=transport.host), Message("github.no-owner.hint")
    )


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
