# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much is opened at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.engine.limits import Candidate, Spent, held_back, not_yet, over_share, quiet_until
from ospo_policy.model.organisation import Limits, QuietHours, Wave, Weekday
from ospo_policy.model.policy import Glob, Natural, TimeOfDay, TimeZone


def candidates(*paths: str) -> list[Candidate]:
    return [Candidate(f"gh:{path}", path.partition("/")[0], path) for path in paths]


SIX = candidates("a/1", "a/2", "a/3", "b/1", "b/2", "c/1")


@pytest.mark.parametrize(
    ("limits", "today", "held"),
    [
        ({"per_run": 10}, 0, {}),
        ({"per_run": 2}, 0, {"a/3": "run", "b/1": "run", "b/2": "run", "c/1": "run"}),
        ({"per_run": 0}, 0, dict.fromkeys(("a/1", "a/2", "a/3", "b/1", "b/2", "c/1"), "run")),
        ({"per_owner": 1}, 0, {"a/2": "owner", "a/3": "owner", "b/2": "owner"}),
        ({"per_day": 5}, 4, {"a/2": "day", "a/3": "day", "b/1": "day", "b/2": "day", "c/1": "day"}),
        ({"per_day": 5}, 9, dict.fromkeys(("a/1", "a/2", "a/3", "b/1", "b/2", "c/1"), "day")),
    ],
)
def test_first_come_first_served(limits: dict[str, Any], today: int, held: dict[str, str]) -> None:
    found = held_back(SIX, Limits(**limits), Spent(today))
    assert {id_.removeprefix("gh:"): why.key.removeprefix("limit.per-") for id_, why in found.items()} == held


@given(st.integers(0, 8), st.integers(0, 8), st.none() | st.integers(0, 4))
def test_no_cap_is_ever_exceeded(per_run: int, today: int, per_owner: int | None) -> None:
    limits = Limits(Natural(per_run), None if per_owner is None else Natural(per_owner), Natural(6))
    held = held_back(SIX, limits, Spent(today))
    taken = [one for one in SIX if one.id not in held]
    assert len(taken) <= per_run
    assert len(taken) + today <= max(6, today)
    assert per_owner is None or all(sum(one.owner == name for one in taken) <= per_owner for name in "abc")


def test_waves_come_one_after_the_other() -> None:
    waves = (Wave((Glob("pilots/*"),)), Wave((Glob("app-*"),)), Wave(percent=Natural(100)))
    pilot, app, other = candidates("pilots/x", "city/app-1", "city/lib")
    assert [not_yet(one, waves, 1) is None for one in (pilot, app, other)] == [True, False, False]
    assert [not_yet(one, waves, 2) is None for one in (pilot, app, other)] == [True, True, False]
    assert all(not_yet(one, waves, wave) is None for one in (pilot, app, other) for wave in (3, None))
    assert not_yet(other, waves[:1] + waves[1:2], 1) is not None


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=30), st.integers(0, 100), st.integers(0, 100))
def test_a_larger_percentage_holds_what_a_smaller_one_held(names: list[str], one: int, other: int) -> None:
    small, large = sorted((one, other))
    every = [Candidate(name, "o", f"o/{name}") for name in names]

    def taken(percent: int) -> set[str]:
        waves = (Wave(percent=Natural(percent)), Wave(percent=Natural(100)))
        return {each.id for each in every if not_yet(each, waves, 1) is None}

    assert taken(small) <= taken(large)


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("hours", "now", "quiet"),
    [
        (("18:00", "08:00", (), "UTC"), "2026-11-26T17:59", False),
        (("18:00", "08:00", (), "UTC"), "2026-11-26T18:00", True),
        (("18:00", "08:00", (), "UTC"), "2026-11-26T07:59", True),
        (("18:00", "08:00", (), "UTC"), "2026-11-26T08:00", False),
        (("12:00", "14:00", (), "UTC"), "2026-11-26T13:00", True),
        (("12:00", "14:00", (), "Europe/Paris"), "2026-11-26T13:00", False),
        (("12:00", "14:00", (), "Europe/Paris"), "2026-07-26T10:30", True),
        ((None, None, (Weekday.THURSDAY,), "UTC"), "2026-11-26T10:00", True),
        ((None, None, (Weekday.FRIDAY,), "UTC"), "2026-11-26T10:00", False),
    ],
)
def test_quiet_hours(hours: tuple[Any, Any, Any, str], now: str, quiet: bool) -> None:
    start, end, days, zone = hours
    clock = QuietHours(start and TimeOfDay(start), end and TimeOfDay(end), days, TimeZone(zone))
    assert (quiet_until(clock, moment(now)) is not None) is quiet


@pytest.mark.parametrize(
    ("opened", "of", "percent", "asks"),
    [(5, 10, 50, False), (6, 10, 50, True), (1, 0, 10, False), (9, 10, None, False)],
)
def test_more_than_a_share_is_asked(opened: int, of: int, percent: int | None, asks: bool) -> None:
    limits = Limits(percent=None if percent is None else Natural(percent))
    assert (over_share(opened, of, limits) is not None) is asks
