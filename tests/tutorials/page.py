# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a page: its steps in order, each a command with what it should answer, or a file to write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
_FENCE = re.compile(r"(?P<marks>`{3,})(?P<info>[^`]*)")
_FILE = re.compile(r"\bfile=(\S+)")


class Typed(NamedTuple):
    """A command; the lines from `start` to `end` of the page (from 0, without `end`) show its answer."""

    command: str
    start: int
    end: int
    shown: tuple[str, ...]


class Written(NamedTuple):
    """A file at `path` from the shell's folder; its block begins at line `start`."""

    path: str
    start: int
    content: str
    before: str


class Page(NamedTuple):
    """A page of the documentation."""

    path: Path
    lines: list[str]
    steps: list[Typed | Written]

    @property
    def name(self) -> str:
        """Its path from the root, as a test shows it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def topic(self) -> str:
        """What it is about, whatever its language."""
        return self.path.name.partition(".")[0]

    @property
    def language(self) -> str:
        """The language of its name."""
        return "fr" if self.path.name.endswith(".fr.md") else "en"


def pages() -> list[Path]:
    """Every page that is carried out."""
    return [*sorted((ROOT / "docs/tutorials").glob("*.md")), *sorted(ROOT.glob("README*.md"))]


def read(path: Path) -> Page:
    """The page at a path."""
    lines = path.read_text(encoding="utf-8").splitlines()
    steps: list[Typed | Written] = []
    at = 0
    while at < len(lines):
        fence = _FENCE.fullmatch(lines[at])
        at += 1
        if fence is None:
            continue
        end = next(n for n in range(at, len(lines)) if lines[n].strip() == fence["marks"])
        language, named = fence["info"].partition(" ")[0], _FILE.search(fence["info"])
        if named:
            before = "\n".join(lines[max(0, at - 4) : at - 1])
            steps.append(Written(named[1], at, "\n".join(lines[at:end]) + "\n", before))
        elif language == "console":
            steps += _typed(lines, at, end)
        at = end + 1
    return Page(path, lines, steps)


def _typed(lines: list[str], start: int, end: int) -> list[Typed]:
    """The commands of one block."""
    assert lines[start].startswith("$ "), f"line {start + 1}: a console block begins with `$ command`"
    steps = []
    at = start
    while at < end:
        command = lines[at].removeprefix("$ ")
        at += 1
        while command.endswith("\\") and at < end:
            command = f"{command}\n{lines[at]}"
            at += 1
        stop = next((n for n in range(at, end) if lines[n].startswith("$ ")), end)
        steps.append(Typed(command, at, stop, tuple(lines[at:stop])))
        at = stop
    return steps
