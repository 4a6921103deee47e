# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the names of accounts to the numbers by which GitLab is asked for their review."""

from __future__ import annotations

from collections.abc import Sequence

from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport

MOST = 3
"""Reviewers of one request: each name takes a request once, and people are not to be summoned in crowds."""


class Reviewers:
    """Looks accounts up, each once. GitLab leaves out whom it may not ask, and all but the first where it is not paid for."""

    def __init__(self, transport: Transport, me: Me) -> None:
        self._transport, self._me = transport, me
        self._known: dict[str, int | None] = {}

    def numbers(self, names: Sequence[str]) -> list[int]:
        """The numbers of those accounts that there are; groups, whose names have a slash, are none."""
        wanted = [name.lstrip("@").lower() for name in names if "/" not in name]
        some = [name for name in dict.fromkeys(wanted) if name and name != self._me.identity.login.lower()][:MOST]
        found = (self._number(name) for name in some)
        return [number for number in found if number is not None]

    def _number(self, name: str) -> int | None:
        if name not in self._known:
            try:
                told = self._transport.page("/users", {"username": name}).items
            except (RefusedError, TooHeavyError):
                told = []
            ids = [
                one["id"]
                for one in told
                if isinstance(one, dict) and str(one.get("username")).lower() == name and isinstance(one.get("id"), int)
            ]
            self._known[name] = ids[0] if ids else None
        return self._known[name]
