# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How fast we write to a forge: one request at a time, and never near the point where it would have to stop us.

- GitHub asks for a second between writes, and allows about 80 requests that create content a minute and 500 an hour, whatever
  they create (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits).
- GitLab limits what creates issues and comments by the minute, as its administrators set it: 300 comments by default, and no issues
  (https://docs.gitlab.com/rate_limits/content_creation/). GitLab.com allows 60 comments and 200 issues
  (https://docs.gitlab.com/user/gitlab_com/rate_limits/). No hourly limit of content is documented.
- Forgejo and Gitea document no limit of their own; a proxy before them may have one.

A limit that a forge tells in its answers (429, Retry-After) is obeyed by whoever sends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ospo_policy.model.organisation import ForgeType

MINUTE, HOUR = 60.0, 3_600.0


class Speed(NamedTuple):
    """Seconds between two writes, and how many there may be in any minute and in any hour."""

    gap: float = 1.0
    a_minute: int = 70
    an_hour: int = 450


COURTEOUS = Speed()
"""Below what GitHub allows, so that there is room for what its people do meanwhile as the same account."""
UNHURRIED = Speed(gap=1.0, a_minute=60, an_hour=3_600)
"""A second apart: forges without GitHub's limits start a pipeline for each request, on a small machine at times."""
SPEEDS: Mapping[ForgeType, Speed | None] = {
    ForgeType.GITHUB: COURTEOUS,
    ForgeType.GITLAB: UNHURRIED,
    ForgeType.FORGEJO: UNHURRIED,
    ForgeType.GITEA: UNHURRIED,
    ForgeType.LOCAL: None,
}
"""The pace of each forge. A folder of repositories has none: nobody is disturbed."""


class Pace:
    """Holds back writes until their turn; where the hour is used up, until the next one. `clock` and `sleep` are in seconds."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None], speed: Speed = COURTEOUS) -> None:
        self._clock, self._sleep, self.speed = clock, sleep, speed
        self._sent: deque[float] = deque(maxlen=speed.an_hour)
        self.writes = 0

    def take(self) -> None:
        """Wait for the turn of one write, and count it."""
        now = self._clock()
        turn = max(now, self._free(1) + self.speed.gap)
        turn = max(turn, self._free(self.speed.a_minute) + MINUTE, self._free(self.speed.an_hour) + HOUR)
        if turn > now:
            self._sleep(turn - now)
        self._sent.append(turn)
        self.writes += 1

    def _free(self, count: int) -> float:
        """When the write was sent that comes `count` before the next one."""
        return self._sent[-count] if len(self._sent) >= count else float("-inf")


def seconds_for(writes: int, speed: Speed = COURTEOUS) -> float:
    """How long so many writes take at least, from the first to the last, in seconds: to be said before they begin."""
    hours, rest = divmod(max(0, writes - 1), speed.an_hour)
    minutes, left = divmod(rest, speed.a_minute)
    of_minute = max(MINUTE, speed.a_minute * speed.gap)
    of_hour = max(HOUR, speed.an_hour * speed.gap, speed.an_hour / speed.a_minute * of_minute)
    return hours * of_hour + minutes * of_minute + left * speed.gap
