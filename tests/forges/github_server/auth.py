# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks: tokens of users and installations, and the signed tokens of Apps."""

from __future__ import annotations

import base64
import secrets
from typing import Any

import jwt

from tests.forges.github_server.world import App, Token, World, moment

INSTALLATION_SECONDS = 3600


class BadCredentialsError(Exception):
    """Status 401."""


def credentials(header: str) -> str:
    """The secret of an Authorization header."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value).decode().rpartition(":")[2]
        except ValueError:
            return "?"
    return value.strip()


def identify(world: World, header: str) -> Token | App | None:
    """The token or App that a request comes from, None for nobody."""
    if not header:
        return None
    value = credentials(header)
    if value.count(".") == 2 and value not in world.tokens:
        return _app(world, value)
    token = world.tokens.get(value)
    if token is None or (token.expires is not None and token.expires <= world.clock()):
        raise BadCredentialsError("Bad credentials")
    return token


def _app(world: World, value: str) -> App:
    """GitHub verifies the signature, and wants `exp` within ten minutes."""
    for app in world.apps.values():
        try:
            options: Any = {"verify_exp": False, "verify_iat": False, "verify_iss": False}
            claims = jwt.decode(value, app.public_key, algorithms=["RS256"], options=options)
        except jwt.PyJWTError:
            continue
        if str(claims.get("iss")) != str(app.id):
            continue
        now = world.clock()
        if not now - 5 <= claims.get("exp", 0) <= now + 660:
            raise BadCredentialsError("'Expiration time' claim ('exp') is too far in the future")
        return app
    raise BadCredentialsError("A JSON web token could not be decoded")


def permissions(world: World, app: App, number: int) -> dict[str, str]:
    """What an installation was given: what the App asks for, by the right that a test gave it."""
    _, right = app.installations[number]
    if app.permissions is not None:
        return {"metadata": "read", **app.permissions}
    access = "write" if right in {"write", "maintain", "admin", "owner"} else "read"
    found = {"metadata": "read", **dict.fromkeys(("contents", "issues", "pull_requests"), access)}
    return found | ({"administration": access, "workflows": access} if right in {"admin", "owner"} else {})


def installation_token(world: World, app: App, number: int) -> dict[str, Any]:
    """A new token of an installation, for an hour."""
    login, right = app.installations[number]
    value = "ghs_" + secrets.token_hex(18)
    expires = world.clock() + INSTALLATION_SECONDS
    given = permissions(world, app, number)
    rights = {login.lower(): right}
    world.tokens[value] = Token(value, f"app-{app.id}[bot]", rights, "installation", expires, permissions=given)
    return {"token": value, "expires_at": moment(int(expires)), "permissions": given, "repository_selection": "all"}
