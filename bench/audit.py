# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an audit of so many repositories on the test GitHub costs; see `audit.sh`."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
PACKS = ("minimal", "community-health", "fr-dinum")


def _serve(repositories: int, address: multiprocessing.Queue[str]) -> None:
    from tests.forges.github_server import serving
    from tests.forges.github_server.samples import sample

    world = sample(repositories)
    world.limits.graphql = world.limits.core = 10**9
    with serving(world) as base:
        address.put(base)
        time.sleep(1e6)


def _measured(words: list[str], url: str) -> tuple[float, int, str]:
    """Seconds, peak memory of the process in megabytes, and what it said on standard error."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "ospo_policy", "audit", "--github", "numerique", "--output", os.devnull, *words],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"GITHUB_API_URL": url, "GITHUB_TOKEN": "t-admin", "LANG": "en"},
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, _, used = os.wait4(process.pid, 0)
    return time.monotonic() - begun, used.ru_maxrss // 1024, said


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", type=int, nargs="?", default=2_000)
    count = parser.parse_args().repositories
    address: multiprocessing.Queue[str] = multiprocessing.Queue()
    server = multiprocessing.Process(target=_serve, args=(count, address), daemon=True)
    server.start()
    url = address.get(timeout=120)
    packs = [word for pack in PACKS for word in ("--pack", pack)]
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", f"{folder}/audit.db"]
        for what, words in (
            ("cold", [*packs, *store]),
            ("unchanged", [*packs, *store]),
            ("another policy", ["--pack", "openssf-scorecard-like", *store]),
            ("cold, no store", packs),
            ("some folders", ["--pack", "community-health"]),
        ):
            seconds, megabytes, said = _measured(words, url)
            cost = next((line for line in said.splitlines() if line.startswith("github:")), said[-200:])
            requests = int(cost.split()[1]) if cost.startswith("github:") else 0
            points = int(cost.split()[3]) if requests else 0
            print(
                f"{what:<15} {count} repositories: {cost.removeprefix('github: ')} "
                f"{requests / count:.3f} requests and {points / count:.3f} points a repository; "
                f"{seconds:.0f} s, {megabytes} MB",
                flush=True,
            )
        size = Path(f"{folder}/audit.db").stat().st_size
        print(f"the store holds {size / count / 1000:.1f} KB a repository")
    server.terminate()
    print(f"this machine: {os.cpu_count()} cores; peak of the children {_peak()} MB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


if __name__ == "__main__":
    main()
