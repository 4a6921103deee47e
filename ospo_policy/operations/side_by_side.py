# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several forges at work at the same time, a thread each, and pauses that end when the run does.

What is found is handed over one piece at a time, and whoever finds faster than it is taken waits: memory does not grow.
Threads never keep the program alive: a forge that hangs is left behind.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event, Thread
from typing import Generic, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")
Job: TypeAlias = Callable[[Callable[[T], None]], None]
"""Does something, and gives what it finds to the function that it is called with."""

MOST = 8
"""Forges that are read at the same time."""
TICK = 0.5
"""Seconds without news after which the caller is called back all the same."""
PATIENCE = 1.0
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
    """That a job is done."""


class Crew(Generic[T]):
    """Threads that take jobs in the order in which they were added, some at a time; `stop` is set if not all is taken."""

    def __init__(self, stop: Event) -> None:
        self._stop = stop
        self._jobs: queue.SimpleQueue[Job[T] | None] = queue.SimpleQueue()
        self._out: queue.Queue[T | _Broken | _Over] = queue.Queue(maxsize=2 * MOST)
        self._threads: list[Thread] = []
        self._working = 0

    def add(self, job: Job[T]) -> None:
        """Have a job done."""
        self._jobs.put(job)
        self._working += 1
        if len(self._threads) < min(MOST, self._working):
            thread = Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def results(self) -> Iterator[T | None]:
        """What the jobs find, as it comes, until all are done; None now and then while nothing does.

        What a job raises is raised here.
        """
        try:
            while self._working:
                found = self._take()
                if isinstance(found, _Over):
                    self._working -= 1
                else:
                    yield found
        except BaseException:
            self._stop.set()
            raise
        finally:
            for _ in self._threads:
                self._jobs.put(None)
            end = time.monotonic() + PATIENCE
            for thread in self._threads:
                thread.join(max(0.0, end - time.monotonic()))

    def _take(self) -> T | _Over | None:
        """What comes next; None if nothing does for a while. Raises what a job raised."""
        try:
            found = self._out.get(timeout=TICK)
        except queue.Empty:
            return None
        if isinstance(found, _Broken):
            raise found.error
        return found

    def _give(self, found: T | _Broken | _Over) -> None:
        while not self._stop.is_set():
            try:
                self._out.put(found, timeout=TICK)
            except queue.Full:
                continue
            return
        raise StoppedError

    def _work(self) -> None:
        try:
            while job := self._jobs.get():
                job(self._give)
                self._give(_Over())
        except StoppedError:
            return
        except BaseException as error:  # noqa: BLE001 - it is raised again by whoever waits for the job
            with suppress(StoppedError):
                self._give(_Broken(error))
