# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forges at work side by side: what they find, what they raise, and how all of it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import closing

import pytest

from ospo_policy.operations.side_by_side import MOST, Crew, StoppedError, Waits

Give = Callable[[str], None]


def crew(*jobs: Callable[[Give], None]) -> Crew[str]:
    found: Crew[str] = Crew(threading.Event())
    for job in jobs:
        found.add(job)
    return found


def told(found: Iterable[str | None]) -> list[str]:
    return [one for one in found if one is not None]


def test_what_each_finds_comes_in_its_order() -> None:
    def counting(name: str) -> Callable[[Give], None]:
        return lambda give: [give(f"{name}{number}") for number in range(100)] and None

    found = told(crew(*(counting(name) for name in "abc")).results())
    for name in "abc":
        assert [one for one in found if one[0] == name] == [f"{name}{number}" for number in range(100)]


def test_jobs_are_done_at_the_same_time() -> None:
    together = threading.Barrier(MOST)  # broken unless all are there
    jobs = [lambda give: give(str(together.wait(timeout=30)))] * MOST
    assert sorted(told(crew(*jobs).results())) == sorted(map(str, range(MOST)))


def test_no_more_than_some_at_a_time_and_all_in_the_end() -> None:
    lock, working, most = threading.Lock(), 0, 0

    def job(give: Give) -> None:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        give("x")
        with lock:
            working -= 1

    assert len(told(crew(*[job] * 50).results())) == 50
    assert most <= MOST


def test_a_job_can_lead_to_another() -> None:
    one = crew(lambda give: give("listed"))
    found = []
    for got in one.results():
        found.append(got)
        if got == "listed":
            one.add(lambda give: give("read"))
    assert told(found) == ["listed", "read"]


def test_nothing_to_do() -> None:
    assert told(crew().results()) == []


def test_what_a_job_raises_is_raised_and_ends_the_others() -> None:
    ended = threading.Event()

    def broken(give: Give) -> None:
        give("x")
        raise ZeroDivisionError

    def endless(give: Give) -> None:
        try:
            while True:
                give("y")
        except StoppedError:
            ended.set()
            raise

    with pytest.raises(ZeroDivisionError):
        told(crew(endless, broken).results())
    assert ended.wait(10)


def test_one_that_hangs_does_not_keep_whoever_stops() -> None:
    never = threading.Event()
    one = crew(lambda _give: never.wait(60) and None, lambda give: give("x"))
    with closing(one.results()) as results:
        assert next(found for found in results if found) == "x"
    never.set()


def test_pauses_end_with_the_run_and_long_ones_are_told() -> None:
    now = [100.0]
    waits = Waits(lambda: now[0])
    begun, ended = threading.Event(), list[str]()

    def sleeper(give: Give) -> None:
        begun.set()
        try:
            waits.of("hub")(90)
        except StoppedError:
            ended.append("hub")
            raise

    found: Crew[str] = Crew(waits.stop)
    found.add(sleeper)
    assert begun.wait(30)
    with closing(found.results()) as results:
        next(results)  # a tick
        while not waits.left():
            next(results)
        assert waits.left() == {"hub": 90}
        now[0] += 30
        assert waits.left() == {"hub": 60}
        now[0] += 58
        assert waits.left() == {}
    assert ended == ["hub"]


def test_a_pause_that_is_over() -> None:
    waits = Waits()
    waits.of("hub")(0)
    assert waits.left() == {}
