# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Carries a page out in one shell, and compares what is answered with what the page shows."""

from __future__ import annotations

import difflib
import re
import shlex
import subprocess
import sysconfig
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.tutorials.page import Page, Typed, Written
from tests.tutorials.stages import stage

AS_ON = date(2026, 12, 1)
"""The day on which the pages are written."""

RUN_DEPENDENT = (
    (re.compile(r"\b[0-9a-f]{7,64}\b"), "COMMIT"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), "DAY"),
    (re.compile(r"\b\d{2}:\d{2}(:\d{2})?\b"), "TIME"),
)
"""What differs from run to run, and what stands for it on both sides."""

NEVER = {70: "a defect", 126: "not executable", 127: "no such command"}
"""Exit codes that no page shows."""
WRONG_USAGE = 2
"""The exit code that a page shows whole, or not at all."""

ELLIPSIS = "..."
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


class Answer(NamedTuple):
    """What a step answered, with its exit code."""

    code: int
    lines: tuple[str, ...]


def answers(page: Page, folder: Path) -> dict[int, Answer]:
    """Carry out a page in an empty folder: for each typed step, by its `start`, what it answered."""
    with stage(page.topic, folder) as (extra, stands_for):
        end = uuid.uuid4().hex
        script = "\n".join(_line(step, end, stands_for) for step in page.steps)
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=folder,
            env=_environment(page, folder) | extra,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said = done.stdout.decode()
    for ours, real in stands_for.items():
        said = said.replace(real, ours)
    pieces = re.split(rf"\n?{end} (\d+)\n", said.replace(str(folder), "~"))
    typed = [step for step in page.steps if isinstance(step, Typed)]
    assert len(pieces) == 2 * len(typed) + 1, f"the shell ended early: {pieces[-1]}"
    return {
        step.start: Answer(int(code), tuple(line.rstrip() for line in text.strip("\n").splitlines()))
        for step, text, code in zip(typed, pieces[::2], pieces[1::2], strict=False)
    }


def _line(step: Typed | Written, end: str, stands_for: Mapping[str, str]) -> str:
    """A step as a line of the shell's script."""
    if isinstance(step, Written):
        path, content = shlex.quote(step.path), shlex.quote(_real(step.content, stands_for))
        return f'mkdir -p "$(dirname {path})" && printf %s {content} > {path}'
    command = shlex.quote(_real(step.command, stands_for))
    return f"eval {command}; __code=$?; printf '\\n%s %s\\n' {end} $__code; (exit $__code)"


def _real(text: str, stands_for: Mapping[str, str]) -> str:
    """A text of the page as it is carried out today."""
    for ours, real in stands_for.items():
        text = text.replace(ours, real)
    return moved(text, today() - AS_ON)


def today() -> date:
    """The day of the run, as the tool sees it."""
    return datetime.now(UTC).date()  # noqa: TID251 - what the tool is given by its command line


def moved(text: str, by: timedelta, since: date = date.min) -> str:
    """A text whose days from `since` on are moved."""

    def day(match: re.Match[str]) -> str:
        found = date(*map(int, match.groups()))
        return str(found + by) if found >= since else match[0]

    return _DAY.sub(day, text)


def _environment(page: Page, folder: Path) -> dict[str, str]:
    """A person's shell: the tool first on the path, a home of its own, nobody reached but this machine."""
    import os

    # Nothing of the coverage's: what is typed here is covered elsewhere, and would take twice as long.
    kept = {name: value for name, value in os.environ.items() if name == "TMPDIR"}
    return kept | {
        "PATH": f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}",
        "HOME": str(folder),
        "OSPO_POLICY_CACHE": str(folder.parent / "cache"),
        "LANG": {"en": "en_GB.UTF-8", "fr": "fr_FR.UTF-8"}[page.language],
        "PYTHONUTF8": "1",
        "COLUMNS": "90",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "init.defaultBranch",
        "GIT_CONFIG_VALUE_0": "main",
        **{
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Camille Martin"), ("EMAIL", "camille.martin@example.org"))
        },
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "no_proxy": "127.0.0.1,localhost",
    }


def difference(page: Page, step: Typed, answer: Answer) -> str | None:
    """How an answer differs from what is shown; None when it does not."""
    where = f"{page.name}:{step.start + 1}: `{step.command}` (exit code {answer.code})"
    if answer.code in NEVER:
        return "\n".join([f"{where}: {NEVER[answer.code]}", *answer.lines])
    if answer.code == WRONG_USAGE and ELLIPSIS in step.shown:
        return "\n".join([f"{where}: what went wrong is left out", *answer.lines])
    if alike(step.shown, answer.lines):
        return None
    compared = difflib.unified_diff(
        [*map(comparable, step.shown)], [*map(comparable, answer.lines)], "the page", "the answer", lineterm="", n=2
    )
    return "\n".join([f"{where} answers something else; see `make tutorials`", *compared])


def comparable(line: str) -> str:
    """A line without what differs from run to run."""
    for pattern, word in RUN_DEPENDENT:
        line = pattern.sub(word, line)
    return line.rstrip()


def alike(shown: tuple[str, ...], answered: tuple[str, ...]) -> bool:
    """Whether an answer is the one shown, `...` standing for any lines."""
    wanted = "".join(
        "(?:.*\n)*?" if line == ELLIPSIS else re.escape(comparable(line)) + "\n" for line in _trimmed(shown)
    )
    return re.fullmatch(wanted, "".join(f"{comparable(line)}\n" for line in answered)) is not None


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Without empty lines around."""
    return tuple("\n".join(lines).strip("\n").splitlines())


def refreshed(page: Page, found: Mapping[int, Answer]) -> str:
    """The page with what its commands answer now; what still holds stays as it stands, what is left out too."""
    lines = list(page.lines)
    for step in reversed([step for step in page.steps if isinstance(step, Typed)]):
        answer = found[step.start]
        if not alike(step.shown, answer.lines):
            lines[step.start : step.end] = [
                moved(line, AS_ON - today(), since=today()) for line in _shortened(step.shown, answer.lines)
            ]
    return "\n".join(lines) + "\n"


def _shortened(shown: tuple[str, ...], answered: tuple[str, ...]) -> list[str]:
    """An answer of which as many lines stand before, between and after `...` as were shown."""
    first, *between, last = _parts(shown) if ELLIPSIS in shown else (answered, ())
    if len(first) + len(last) >= len(answered) or ELLIPSIS not in shown:
        return list(answered)
    at = len(first)
    lines = [*answered[:at], ELLIPSIS]
    for part in between:  # where it begins is known by its first line that is still there
        starts = [
            n - offset
            for offset, line in enumerate(part)
            for n in range(at + offset, len(answered))
            if answered[n] == line
        ]
        if starts:
            at = starts[0] + len(part)
            lines += [*answered[starts[0] : at], ELLIPSIS]
    return [*lines, *answered[len(answered) - len(last) :]]


def _parts(shown: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What stands before, between and after `...`."""
    parts: list[tuple[str, ...]] = [()]
    for line in shown:
        parts = [*parts, ()] if line == ELLIPSIS else [*parts[:-1], (*parts[-1], line)]
    return parts
