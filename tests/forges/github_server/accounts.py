# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts: whose a token is, the addresses by which GitHub knows commits, and what a token may write."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.forges.github_server.refusals import Refusal
from tests.forges.github_server.world import RIGHTS, Owner, Repo, Token, World

WEB = "GitHub <noreply@github.com>"
NOREPLY = re.compile(r"(\d+)\+(.+)@users\.noreply\..+")
NEEDED = {"contents": "write", "pull_requests": "read", "issues": "read", "labels": "triage", "administration": "admin"}
"""What is written to the right that a user needs."""
ARCHIVED = "Repository was archived so is read-only."


def account(world: World, login: str) -> Owner:
    """The account of a login; an App's comes to be with its first act."""
    found = world.owners.get(login.lower())
    if found is None:
        found = world.bots.setdefault(login.lower(), Owner("Bot", login, world.number(), {}))
    return found


def address(world: World, login: str, base: str) -> str:
    """The address that GitHub gives to an account."""
    return f"{account(world, login).number}+{login}@users.noreply.{urlsplit(base).hostname}"


def person(world: World, login: str, base: str) -> str:
    """Name and address of an account, as its commits bear them."""
    return f"{account(world, login).fields.get('name') or login} <{address(world, login, base)}>"


def user_of(world: World, email: str) -> Owner | None:
    """The user of an address; GraphQL tells none for the address of a bot."""
    if email == "noreply@github.com":
        return Owner("User", "web-flow", 19864447, {})
    found = NOREPLY.fullmatch(email)
    for owner in world.owners.values():
        same = found is not None and (owner.number, owner.login) == (int(found[1]), found[2])
        if owner.kind == "User" and (same or owner.fields.get("email") == email):
            return owner
    return None


def must(world: World, token: Token | None, repo: Repo, what: str) -> Token:
    """Refuse those who may not write this here."""
    right = world.right(token, repo)
    if token is None:
        raise Refusal(401, "UNAUTHENTICATED", "Requires authentication")
    if right == 0 or not _in_scope(token, repo):
        raise Refusal(404, "NOT_FOUND", "Not Found")
    if repo.fields["isArchived"]:
        raise Refusal(403, "FORBIDDEN", ARCHIVED)
    given = token.permissions
    needed = "issues" if what == "labels" else what
    is_given = given is None or given.get(needed, "none") in ("write", "admin")
    enough = given is not None or right >= RIGHTS.index(NEEDED[what])
    if not is_given or not enough:
        by = "integration" if token.kind == "installation" else "personal access token"
        raise Refusal(403, "FORBIDDEN", f"Resource not accessible by {by}")
    return token


def may_change_workflows(token: Token) -> bool:
    """Whether a token has the right of its own that this takes."""
    if token.scopes is not None:
        return "workflow" in token.scopes
    return token.permissions is None or token.permissions.get("workflows") == "write"


def may_push(world: World, token: Token | None, repo: Repo) -> bool:
    """Whether a token may write contents."""
    try:
        must(world, token, repo, "contents")
    except Refusal:
        return False
    return True


def _in_scope(token: Token, repo: Repo) -> bool:
    if token.scopes is None or "repo" in token.scopes:
        return True
    return "public_repo" in token.scopes and not repo.fields["isPrivate"]
