# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several forges at work at the same time, a thread each, and pauses that end when the run does.

What is found is handed over one piece at a time, and whoever finds faster than it is taken waits: memory does not grow.
Threads never keep the program alive: a forge that hangs is left behind.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event, Lock, Thread
from typing import Generic, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")
Job: TypeAlias = Callable[[Callable[[T], None]], None]
"""Does something, and gives what it finds to the function that it is called with."""

MOST = 8
"""Forges that are read at the same time."""
TICK = 0.5
"""Seconds without news after which the caller is called back all the same."""
PATIENCE = 3.0
"""Seconds for threads to notice that the run is over; most are then in the middle of a request."""
LONG = 5.0
"""Seconds from which on a pause is worth telling."""


class StoppedError(Exception):
    """The run is over: whoever meets this ends at once."""


class Waits:
    """The pauses of a run's forges, by the name of the forge. `stop` ends them all, and the run."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.stop = Event()
        self._clock = clock
        self._until: dict[str, float] = {}

    def of(self, forge: str) -> Callable[[float], None]:
        """A function that pauses a forge for so many seconds. It raises `StoppedError` where the run is over."""

        def pause(seconds: float) -> None:
            self._until[forge] = self._clock() + seconds
            try:
                if self.stop.wait(seconds):
                    raise StoppedError
            finally:
                del self._until[forge]

        return pause

    def left(self) -> dict[str, float]:
        """The seconds that forges have still to wait, where they wait for long."""
        now = self._clock()
        return {forge: until - now for forge, until in sorted(self._until.copy().items()) if until - now >= LONG}


class _Broken(NamedTuple):
    """What a job raised."""

    error: BaseException


class _Over(NamedTuple):
    """That a thread has nothing more to do."""


class _Crew(Generic[T]):
    """Threads that take jobs in their order, and put what they find into one queue."""

    def __init__(self, jobs: Sequence[Job[T]], stop: Event) -> None:
        self.out: queue.Queue[T | _Broken | _Over] = queue.Queue(maxsize=2 * MOST)
        self.stop = stop
        self._left, self._lock = list(reversed(jobs)), Lock()
        self.threads = [Thread(target=self._work, daemon=True) for _ in range(min(MOST, len(jobs)))]

    def take(self) -> T | _Over | None:
        """What comes next; None if nothing does for a while. Raises what a job raised."""
        try:
            found = self.out.get(timeout=TICK)
        except queue.Empty:
            return None
        if isinstance(found, _Broken):
            raise found.error
        return found

    def _give(self, found: T | _Broken | _Over) -> None:
        while not self.stop.is_set():
            try:
                self.out.put(found, timeout=TICK)
            except queue.Full:
                continue
            return
        raise StoppedError

    def _work(self) -> None:
        try:
            while job := self._next():
                job(self._give)
            self._give(_Over())
        except StoppedError:
            return
        except BaseException as error:  # noqa: BLE001 - it is raised again by whoever waits for the job
            try:
                self._give(_Broken(error))
            except StoppedError:
                return

    def _next(self) -> Job[T] | None:
        with self._lock:
            return self._left.pop() if self._left else None


def side_by_side(jobs: Sequence[Job[T]], stop: Event) -> Iterator[T | None]:
    """What the jobs find, as it comes; None now and then while nothing does.

    What a job raises is raised here. Whoever does not take everything ends the run: `stop` is set.
    """
    crew = _Crew(jobs, stop)
    for thread in crew.threads:
        thread.start()
    working = len(crew.threads)
    try:
        while working:
            found = crew.take()
            if isinstance(found, _Over):
                working -= 1
            else:
                yield found
    except BaseException:
        stop.set()
        raise
    finally:
        end = time.monotonic() + PATIENCE
        for thread in crew.threads:
            thread.join(max(0.0, end - time.monotonic()))
