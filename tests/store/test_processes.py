# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Processes that are killed, that work side by side, and that record a great many repositories."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest

from ospo_policy.store.store import Store
from ospo_policy.store.values import AuditState, Recorded, Unchanged
from tests.support.store import NOW, listed, report

ROOT = Path(__file__).parent.parent.parent

RECORD = """
import sys
from ospo_policy.store.store import Store
from tests.support.store import NOW, listed, report
place, begin, end = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with Store.open(place, NOW) as store, store.start_audit("0", "p") as run:
    for number in range(begin, end):
        run.record(listed(number), report(number))
        store.objects.keep_blobs({str(number): b"x" * 50_000})
        print(number, flush=True)
    run.finish()
"""


def start(place: Path, begin: int, end: int) -> subprocess.Popen[str]:
    """A process that records repositories and prints the number of each that is done."""
    words = [sys.executable, "-c", RECORD, str(place), str(begin), str(end)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("after", [0, 3, 40])
def test_a_kill_loses_nothing_that_was_recorded(tmp_path: Path, after: int) -> None:
    place = tmp_path / "x.db"
    process = start(place, 0, 10**6)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(after + 1)]
    process.send_signal(signal.SIGKILL)
    lines += process.communicate(timeout=60)[0].splitlines()
    said = max(int(line) for line in lines if line.strip())
    with Store.open(str(place), NOW) as store:
        last = store.last_unfinished()
        assert last is not None
        assert last.state is AuditState.RUNNING  # it had no time to say otherwise
        stored = list(store.report(last.id).repositories())
        assert stored == [report(number) for number in range(len(stored))]
        assert said < len(stored)
        with store.resume(last.id) as run:
            assert len(run.done_ids()) == len(stored)
            run.record(listed(len(stored)), report(len(stored)))
            run.finish()
        assert len(list(store.report(last.id).repositories())) == len(stored) + 1


def test_processes_wait_for_one_another(tmp_path: Path) -> None:
    place = tmp_path / "x.db"
    processes = [start(place, 0, 150) for _ in range(3)]  # all open the new file at the same time
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with Store.open(str(place), NOW) as store:
        found = store.audits()
        assert [audit.state for audit in found] == [AuditState.FINISHED] * 3
        for audit in found:
            assert list(store.report(audit.id).repositories()) == [report(number) for number in range(150)]


def test_threads_share_a_store(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "x.db"), NOW) as store, store.start_audit("0", "p") as run:

        def record(number: int) -> None:
            run.record(listed(number), report(number))
            store.objects.keep_blobs({str(number % 7): b"x"})
            assert store.objects.blobs([str(number % 7)]) == {str(number % 7): b"x"}

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(record, range(120)))
        run.finish()
        assert list(store.report(run.id).repositories()) == [report(number) for number in range(120)]


def test_thousands_of_repositories_take_seconds_and_no_memory(tmp_path: Path) -> None:
    many, place = 4_000, str(tmp_path / "x.db")
    began = time.perf_counter()
    with Store.open(place, NOW) as store, store.start_audit("0", "p") as run:
        for begin in range(0, many, 50):
            run.record_all([Recorded(listed(n), report(n), "f", "p") for n in range(begin, begin + 50)])
        run.finish()
    written = time.perf_counter()
    with Store.open(place, NOW) as store:
        assert sum(len(one.findings) for one in store.report(run.id).repositories()) == 15 * many
        read = time.perf_counter()
        with store.start_audit("0", "p") as again:
            for begin in range(0, many, 500):
                some = [Unchanged(listed(n), "f", "p") for n in range(begin, begin + 500)]
                assert len(again.carry_over(some)) == 500
            again.finish()
        carried = time.perf_counter()
        tracemalloc.start()
        first = islice(store.report(again.id).repositories(), many // 4)
        assert sum(1 for _ in first) == many // 4
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    seconds = {"written": written - began, "read": read - written, "carried over": carried - read}
    assert peak < 10_000_000  # a page of a hundred, and what comes with it; all of these would be 15 MB
    assert max(seconds.values()) < 60  # a tenth of that on a quiet machine
