# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who we are on GitHub; a secret is never shown."""

from __future__ import annotations

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
