# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far an audit is, and how long it may still take, as far as that can be told honestly."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ospo_policy.ports.forges import Usage

BASIS = 10
"""Repositories of a forge that must have been read before its pace is one."""
BASIS_SECONDS = 5.0


class Stage(NamedTuple):
    """How far an audit is: so many are listed and not all perhaps, so many of those wanted are read.

    `waiting` has the seconds that forges wait for their limits. `seconds_left` is None as long as there is no estimate.
    """

    is_listing: bool
    listed: int
    read: int = 0
    wanted: int = 0
    usage: Mapping[str, Usage] = {}
    waiting: Mapping[str, float] = {}
    seconds_left: float | None = None


class ForgePace(NamedTuple):
    """How far the reading of a forge is, `elapsed` seconds after its begin; it waits `waiting` seconds more."""

    read: int
    wanted: int
    elapsed: float
    waiting: float = 0.0


class Pace:
    """Follows an audit, and tells each step."""

    def __init__(
        self,
        tell: Callable[[Stage], None],
        usage: Callable[[], Mapping[str, Usage]],
        waiting: Callable[[], Mapping[str, float]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell, self._usage, self._waiting, self._clock = tell, usage, waiting, clock
        self._listed = 0
        self._is_listing = True
        self._begun: dict[str, float] = {}
        self._wanted: dict[str, int] = {}
        self._read: dict[str, int] = {}

    def listed(self, count: int) -> None:
        """So many more were listed."""
        self._listed += count
        self.tick()

    def all_listed(self) -> None:
        """All forges have listed what they have."""
        self._is_listing = False
        self.tick()

    def reading(self, forge: str, wanted: int) -> None:
        """So many of a forge are read from now on."""
        self._begun[forge], self._wanted[forge], self._read[forge] = self._clock(), wanted, 0
        self.tick()

    def read(self, forge: str) -> None:
        """One more was read, or could not be."""
        self._read[forge] += 1
        self.tick()

    def tick(self) -> None:
        """Tell how far it is."""
        waiting, now = self._waiting(), self._clock()
        paces = [
            ForgePace(self._read[forge], wanted, now - self._begun[forge], waiting.get(forge, 0.0))
            for forge, wanted in self._wanted.items()
        ]
        read, wanted = sum(self._read.values()), sum(self._wanted.values())
        left = None if self._is_listing else seconds_left(paces)
        self._tell(Stage(self._is_listing, self._listed, read, wanted, self._usage(), waiting, left))


def seconds_left(paces: Iterable[ForgePace]) -> float | None:
    """The seconds that the slowest forge still needs at the pace that it had so far; None where one has no pace yet.

    Forges are read side by side, so that their times do not add up. Pauses that are over are in the pace; one that goes
    on comes on top.
    """
    longest = 0.0
    for one in paces:
        if one.read >= one.wanted:
            continue
        if one.read < BASIS or one.elapsed < BASIS_SECONDS:
            return None
        longest = max(longest, (one.wanted - one.read) * one.elapsed / one.read + one.waiting)
    return longest
