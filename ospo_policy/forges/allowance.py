# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a forge's limits a run may use, so that something is left to others with the same token.

A share is of each limit that the forge tells with its answers, and leaves the rest of it: when only that is left, the run
waits until the limit begins anew. A number is of requests in all, and of points where the forge counts these; then nothing
more is asked. GitHub: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api, GitLab:
https://docs.gitlab.com/security/rate_limits (`RateLimit-*`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import BudgetSpentError, Usage


class Limit(NamedTuple):
    """A limit as the last answer told it: `reset` is in seconds since 1970."""

    limit: float
    left: float
    reset: float


class Allowance:
    """What one identity may ask of one forge; without `share` and `most`, as much as it likes.

    `share` is above 0 and at most 1; `max_wait` is in seconds. `has_points` says that the forge limits points of GraphQL.
    """

    def __init__(
        self,
        share: float | None = None,
        most: int | None = None,
        *,
        has_points: bool = False,
        max_wait: float = 3_660,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._share, self._most, self._has_points, self._max_wait = share, most, has_points, max_wait
        self._sleep, self._clock = sleep, clock
        self._limits: dict[str, Limit] = {}

    def of_another(self) -> Allowance:
        """The same terms for another identity, such as another installation of an App, whose limits are its own."""
        other = Allowance(self._share, self._most, has_points=self._has_points, max_wait=self._max_wait)
        other._sleep, other._clock = self._sleep, self._clock
        return other

    @property
    def limits(self) -> Mapping[str, Limit]:
        """The limits that answers have told so far, by what they are of ("" where a forge has one alone)."""
        return dict(self._limits)

    def before(self, spent: Usage, host: str, resource: str = "") -> None:
        """Wait until a request may be made. Raises `BudgetSpentError` where none may."""
        used = max(spent.requests, spent.points) if self._has_points else spent.requests
        if self._most is not None and used >= self._most:
            what = message("budget.spent", host=host, most=self._most)
            raise BudgetSpentError(what, Message("budget.hint"))
        known = self._limits.get(resource)
        if self._share is None or known is None or known.left > math.ceil(known.limit * (1 - self._share)):
            return
        wait = known.reset - self._clock() + 1
        if wait > self._max_wait:
            share, minutes = round(self._share * 100), math.ceil(wait / 60)
            what = message("budget.share-spent", host=host, share=share, minutes=minutes)
            raise BudgetSpentError(what, Message("budget.hint"))
        del self._limits[resource]
        if wait > 0:
            self._sleep(wait)

    def note(self, headers: Mapping[str, object], prefix: str) -> None:
        """Note the limit that the headers of an answer tell, if they do; their names begin with `prefix`, in small letters."""
        limit, left, reset = (_number(headers.get(f"{prefix}{name}")) for name in ("limit", "remaining", "reset"))
        if limit is not None and left is not None and reset is not None:
            self._limits[str(headers.get(f"{prefix}resource", ""))] = Limit(limit, left, reset)


def _number(value: object) -> float | None:
    try:
        found = float(str(value))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
