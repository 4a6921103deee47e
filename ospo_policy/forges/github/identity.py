# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks GitHub."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Token(NamedTuple):
    """A personal, installation or workflow token."""

    token: str

    def __repr__(self) -> str:
        return "Token(***)"


class App(NamedTuple):
    """A GitHub App: its number and its private key (PEM). It reads an owner as its installation there."""

    id: int
    private_key: str

    def __repr__(self) -> str:
        return f"App({self.id}, ***)"


class Held(NamedTuple):
    """The scopes of a classic token, or the permissions of an App's installation, by GitHub's names; None where none are told."""

    scopes: frozenset[str] | None = None
    permissions: Mapping[str, str] | None = None
    is_app: bool = False


def lasting(identity: Token | App | None) -> str | None:
    """What tells an identity from others in the next run too; None for a token that lasts an hour, or a job."""
    match identity:
        case Token(token):
            return None if token.startswith("ghs_") else token
        case App(number):
            return f"App {number}"
    return ""
