# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The writing sides of the forges of a plan, opened when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ospo_policy.model.inventory import Place
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations.audit_places import Places
from ospo_policy.ports.forges import Usage
from ospo_policy.ports.requests import RequestForge


class Writers:
    """The writing side of each forge, by its name; made once."""

    def __init__(self, makers: Mapping[str, Callable[[], RequestForge]]) -> None:
        self._makers = makers
        self._made: dict[str, RequestForge] = {}

    def of(self, place: Place) -> RequestForge:
        """The writing side of a place's forge."""
        return self.named(place.forge)

    def named(self, forge: str) -> RequestForge:
        """The writing side of the forge of that name."""
        if forge not in self._made:
            self._made[forge] = self._makers[forge]()
        return self._made[forge]

    @property
    def usage(self) -> dict[str, Usage]:
        """What was spent so far, by forge."""
        return {name: forge.usage for name, forge in self._made.items()}

    @property
    def writes(self) -> dict[str, int]:
        """How many requests that change something were sent, by forge."""
        return {name: forge.writes for name, forge in self._made.items()}


def writers_of(found: Places, folder: str | None, now: int) -> Writers:
    """The writing sides of the forges of a plan, signed in as for reading."""
    from ospo_policy.forges.local.requests import LocalRequests

    makers: dict[str, Callable[[], RequestForge]] = {}
    for place in found.places:
        if place.type is ForgeType.LOCAL:
            makers[place.forge] = lambda: LocalRequests(folder or ".", now)
    return Writers(makers)
