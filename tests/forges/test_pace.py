# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes to a forge are held back to what it allows, and how long they take is told beforehand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.forges.pace import COURTEOUS, Pace, Speed, seconds_for

START = 1_795_392_000.0


class Time:
    """A time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = START

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def sent(count: int, speed: Speed = COURTEOUS, busy: float = 0.0) -> list[float]:
    """When each of so many writes was sent, of which each takes `busy` seconds."""
    time, moments = Time(), []
    pace = Pace(lambda: time.now, time.sleep, speed)
    for _ in range(count):
        pace.take()
        moments.append(time.now)
        time.now += busy
    assert pace.writes == count
    return moments


def most(moments: list[float], seconds: float) -> int:
    return max(sum(start <= other < start + seconds for other in moments) for start in moments)


def test_the_first_write_does_not_wait() -> None:
    assert sent(1) == [START]


def test_a_second_lies_between_two_writes_and_slow_ones_do_not_wait_longer() -> None:
    assert sent(3) == [START, START + 1, START + 2]
    assert sent(3, busy=5) == [START, START + 5, START + 10]


def test_what_github_allows_in_a_minute_and_an_hour_is_never_reached() -> None:
    moments = sent(1_000)
    assert most(moments, 60) < 80
    assert most(moments, 3_600) < 500


def test_it_goes_on_in_the_next_hour_by_itself() -> None:
    moments = sent(COURTEOUS.an_hour + 1)
    assert moments[-1] == START + 3_600


@given(st.integers(1, 300), st.integers(1, 20), st.integers(1, 60), st.floats(0.1, 10))
def test_what_is_told_beforehand_is_what_it_takes(writes: int, minute: int, hour: int, gap: float) -> None:
    speed = Speed(gap, minute, max(minute, hour))
    moments = sent(writes, speed)
    assert most(moments, 59.999) <= minute
    assert most(moments, 3_599.999) <= speed.an_hour
    assert seconds_for(writes, speed) >= moments[-1] - START - 0.001


@pytest.mark.parametrize(("writes", "seconds"), [(0, 0), (1, 0), (2, 1), (71, 70), (450, 449), (451, 3_600)])
def test_how_long_writes_take(writes: int, seconds: float) -> None:
    assert seconds_for(writes) == seconds


def test_a_clock_that_stands_still_does_not_stop_it() -> None:
    slept: list[float] = []
    pace = Pace(lambda: START, slept.append)
    for _ in range(3):
        pace.take()
    assert slept == [1.0, 2.0]
