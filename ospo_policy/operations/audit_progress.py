# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far an audit is, and how long it may still take, as far as that can be told honestly."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ospo_policy.ports.forges import Usage

BASIS = 10
"""Repositories of a forge that must have been read before its pace is one."""
BASIS_SECONDS = 5.0


class Stage(NamedTuple):
    """How far an audit is. `waiting` has the seconds that forges wait for their limits; None: no estimate yet."""

    is_listing: bool
    listed: int
    read: int = 0
    wanted: int = 0
    usage: Mapping[str, Usage] = {}
    waiting: Mapping[str, float] = {}
    seconds_left: float | None = None


class Pace:
    """Follows an audit, and tells each step: first all is listed, then what has changed is read."""

    def __init__(
        self,
        tell: Callable[[Stage], None],
        usage: Callable[[], Mapping[str, Usage]],
        waiting: Callable[[], Mapping[str, float]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell, self._usage, self._waiting, self._clock = tell, usage, waiting, clock
        self._listed = 0
        self._begun = 0.0
        self._wanted: Mapping[str, int] | None = None
        self._read: dict[str, int] = {}

    def listed(self, count: int) -> None:
        """So many more were listed."""
        self._listed += count
        self.tick()

    def reading(self, wanted: Mapping[str, int]) -> None:
        """So many of each forge are read from now on."""
        self._wanted, self._begun = wanted, self._clock()
        self._read = dict.fromkeys(wanted, 0)
        self.tick()

    def read(self, forge: str) -> None:
        """One more was read, or could not be."""
        self._read[forge] += 1
        self.tick()

    def tick(self) -> None:
        """Tell how far it is."""
        waiting = self._waiting()
        if self._wanted is None:
            self._tell(Stage(True, self._listed, usage=self._usage(), waiting=waiting))
            return
        left = seconds_left(self._wanted, self._read, self._clock() - self._begun, waiting)
        read, wanted = sum(self._read.values()), sum(self._wanted.values())
        self._tell(Stage(False, self._listed, read, wanted, self._usage(), waiting, left))


def seconds_left(
    wanted: Mapping[str, int], read: Mapping[str, int], elapsed: float, waiting: Mapping[str, float]
) -> float | None:
    """The seconds that the slowest forge still needs at the pace that it had so far; None where one has no pace yet.

    Forges are read side by side, so that their times do not add up. Pauses that are over are in the pace; one that goes
    on comes on top.
    """
    if elapsed < BASIS_SECONDS:
        return None
    longest = 0.0
    for forge, count in wanted.items():
        done = read.get(forge, 0)
        if done >= count:
            continue
        if done < BASIS:
            return None
        longest = max(longest, (count - done) * elapsed / done + waiting.get(forge, 0.0))
    return longest
