# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many repositories get something new at a time: a cap per run, owner and day, a share of the inventory, waves, quiet hours.

Only what is opened anew counts. What is brought up to date or closed goes on: it was there already.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import Limits, QuietHours, Wave, Weekday
from ospo_policy.parsers.regex import compile_glob


class Candidate(NamedTuple):
    """A repository in which something new would be opened."""

    id: str
    owner: str
    path: str
    """`owner/name`, which waves speak of."""


class Spent(NamedTuple):
    """What was opened on the same day before, in all and by owner."""

    today: int = 0


def held_back(candidates: Iterable[Candidate], limits: Limits, spent: Spent) -> Mapping[str, Message]:
    """Which of the candidates wait for a later run, and why; in the given order, first come first served."""
    taken: Counter[str] = Counter()
    held: dict[str, Message] = {}
    for one in candidates:
        if taken.total() >= limits.per_run:
            held[one.id] = message("limit.per-run", limit=limits.per_run)
        elif limits.per_day is not None and spent.today + taken.total() >= limits.per_day:
            held[one.id] = message("limit.per-day", limit=limits.per_day)
        elif limits.per_owner is not None and taken[one.owner] >= limits.per_owner:
            held[one.id] = message("limit.per-owner", limit=limits.per_owner, owner=one.owner)
        else:
            taken[one.owner] += 1
    return held


def not_yet(one: Candidate, waves: tuple[Wave, ...], wave: int | None) -> Message | None:
    """Why a repository's wave has not come: `wave` is the latest that has, from 1; None: all have."""
    if not waves or wave is None or wave >= len(waves):
        return None
    if any(_is_in(one, some) for some in waves[:wave]):
        return None
    mine = next((number for number, some in enumerate(waves, 1) if number > wave and _is_in(one, some)), None)
    return message("limit.wave", wave=wave) if mine is None else message("limit.later-wave", wave=wave, mine=mine)


def _is_in(one: Candidate, wave: Wave) -> bool:
    """Whether a wave holds a repository: all that its patterns name, and of them its percentage, always the same ones."""
    if wave.include and not any(compile_glob(glob).matches(_part(one, glob)) for glob in wave.include):
        return False
    return wave.percent is None or _lot(one.id) < wave.percent


def _part(one: Candidate, glob: str) -> str:
    return one.path if "/" in glob else one.path.rpartition("/")[2]


def _lot(name: str) -> int:
    """A number from 0 to 99 that a repository always draws."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big") % 100


def quiet_until(hours: QuietHours, now: int) -> Message | None:
    """Why nothing is opened at this moment, in seconds since 1970."""
    zone = UTC if hours.timezone == "UTC" else ZoneInfo(hours.timezone)
    here = datetime.fromtimestamp(now, UTC).astimezone(zone)
    today = list(Weekday)[here.weekday()]
    if today in hours.days:
        return message("limit.quiet-day", timezone=hours.timezone)
    if hours.start is None or hours.end is None:
        return None
    start, end = time.fromisoformat(hours.start), time.fromisoformat(hours.end)
    clock = here.time()
    quiet = start <= clock < end if start <= end else clock >= start or clock < end
    return message("limit.quiet-hours", start=hours.start, end=hours.end, timezone=hours.timezone) if quiet else None


def over_share(opened: int, inventory: int, limits: Limits) -> Message | None:
    """That a run would open something in more of the inventory than the organisation lets it without asking."""
    if limits.percent is None or not inventory or opened * 100 <= limits.percent * inventory:
        return None
    return message("limit.percent", count=opened, total=inventory, percent=limits.percent)
