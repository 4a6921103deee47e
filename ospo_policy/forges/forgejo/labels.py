# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels by their numbers: Forgejo takes no names. Those that are not there are made, if we may; they are never worth a failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.changing import Changer, NotDoneError
from ospo_policy.forges.forgejo.transport import RefusedError, Transport
from ospo_policy.ports.forges import Listed

COLOUR = "#ededed"
MAX_PAGES = 4


class Labels:
    """The labels of one repository, and of its organisation."""

    def __init__(self, changer: Changer, transport: Transport, listed: Listed, at: str) -> None:
        self._changer, self._transport, self._at = changer, transport, at
        self._owner = f"/orgs/{quote(listed.owner, safe='')}"

    def numbers(self, names: Sequence[str]) -> list[int]:
        """The number of each label that there is now."""
        wanted = list(dict.fromkeys(names))
        if not wanted:
            return []
        known = dict(self._there(self._at))
        if any(name not in known for name in wanted):
            known = {**dict(self._there(self._owner)), **known}
        found = (known[name] if name in known else self._made(name) for name in wanted)
        return [number for number in found if number is not None]

    def _there(self, at: str) -> Iterator[tuple[str, int]]:
        try:
            told: list[Any] = list(self._transport.items(f"{at}/labels", MAX_PAGES))
        except RefusedError:
            return
        for one in told:
            if isinstance(one.get("name"), str) and isinstance(one.get("id"), int):
                yield one["name"], one["id"]

    def _made(self, name: str) -> int | None:
        def attempt() -> tuple[int | None]:
            told = self._changer.change("post", f"{self._at}/labels", {"name": name, "color": COLOUR})
            number = told.get("id") if isinstance(told, dict) else None
            return (number if isinstance(number, int) else None,)

        def look() -> tuple[int | None] | None:
            there = dict(self._there(self._at))
            return (there[name],) if name in there else None

        try:
            return self._changer.surely(attempt, look)[0]
        except NotDoneError:
            return None
