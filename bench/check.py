# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measuring behind bench/check.sh: whole processes, two commands in turn, medians and ratios."""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

SIDE_BY_SIDE = (5, 50, 500, 5_000)
GROWTH = (1_000, 10_000, 100_000)
README = "# Example\n\n" + "What this is for, and for whom, in a few sentences that say something. " * 8
FILES = {
    "README.md": README,
    "LICENSE": "MIT License\n\nCopyright (c) 2026 A City\n\nPermission is hereby granted, free of charge, to any person\n",
    "CONTRIBUTING.md": "# Contributing\n\nOpen an issue, then a request.\n",
    "package.json": '{"name": "example", "license": "MIT"}\n',
}


def make_tree(folder: Path, count: int) -> Path:
    """A Git work tree of `count` files, as a web service has them."""
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    for number in range(count - len(FILES)):
        place = folder / f"src/module{number // 50}/component{number}.{('js', 'ts', 'css', 'py', 'svg')[number % 5]}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"// {number}\n")
    git = ("git", "-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "Start")):
        subprocess.run([*git, *words], cwd=folder, check=True)
    return folder


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """(wall seconds, peak memory in MB) of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure(commands: list[list[str]], folder: Path, runs: int) -> list[tuple[float, float]]:
    """(median wall seconds, peak memory) of each command; they run in turn, so that drift hits all alike."""
    found: list[list[tuple[float, float]]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for index, command in enumerate(commands):
            result = run(command, folder)
            if turn:
                found[index].append(result)
    return [(statistics.median(w for w, _ in some), max(m for _, m in some)) for some in found]


def main() -> None:
    """Print the two tables."""
    work, runs = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    ours = [str(Path(sys.executable).parent / "ospo-policy"), "check", "."]
    node = shutil.which("node") or "node"
    theirs = [node, str(work / "node_modules/repolinter/bin/repolinter.js"), "lint", "."]
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}; medians of {runs} runs in turn"
    )
    print(f"{'files':>8} {'ospo-policy':>12} {'repolinter':>12} {'ratio':>7} {'memory':>9}")
    for count in SIDE_BY_SIDE:
        (mine, memory), (other, _) = measure([ours, theirs], make_tree(work / f"tree-{count}", count), runs)
        print(f"{count:>8} {mine:>10.3f} s {other:>10.3f} s {mine / other:>7.2f} {memory:>6.0f} MB")
    print("\nGrowth with the number of files")
    for count in GROWTH:
        ((mine, memory),) = measure([ours], make_tree(work / f"tree-{count}", count), min(runs, 5))
        print(f"{count:>8} {mine:>10.3f} s {memory:>6.0f} MB")


if __name__ == "__main__":
    main()
