# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The writing sides of the forges of a plan, opened when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ospo_policy.engine.planning import Subject
from ospo_policy.operations.audit_places import Places, forges_of
from ospo_policy.operations.forge_terms import Terms
from ospo_policy.operations.forges import open_writer
from ospo_policy.operations.policies import Organisation
from ospo_policy.ports.forges import Usage
from ospo_policy.ports.requests import Identity, RequestForge


class Writers:
    """The writing side of each forge, by its name; made once."""

    def __init__(self, makers: Mapping[str, Callable[[], RequestForge]]) -> None:
        self._makers = makers
        self._made: dict[str, RequestForge] = {}

    def named(self, forge: str) -> RequestForge:
        """The writing side of the forge of that name. Raises `UsageError`."""
        if forge not in self._made:
            self._made[forge] = self._makers[forge]()
        return self._made[forge]

    def for_subject(self, subject: Subject) -> RequestForge:
        """The writing side of a repository's forge."""
        return self.named(subject.forge)

    def identity(self, forge: str) -> Identity:
        """Who we are on the forge of that name."""
        return self.named(forge).identity()

    @property
    def usage(self) -> dict[str, Usage]:
        """What was spent so far, by forge."""
        return {name: forge.usage for name, forge in self._made.items()}

    @property
    def writes(self) -> dict[str, int]:
        """How many requests that change something were sent, by forge."""
        return {name: forge.writes for name, forge in self._made.items()}


def writers_of(found: Places, organisation: Organisation | None, now: int, terms: Terms) -> Writers:
    """The writing sides of the forges of a plan, signed in as for reading."""
    forges = forges_of(found.places, organisation)
    return Writers({name: partial(open_writer, name, forge, now, terms) for name, forge in forges.items()})
