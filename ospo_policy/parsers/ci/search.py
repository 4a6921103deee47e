# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks through what CI runs for what serves a purpose, and for what cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ospo_policy.parsers.ci.commands import Scripts, simple_commands
from ospo_policy.parsers.ci.read import Run, Seen
from ospo_policy.parsers.ci.tools import Purpose, is_test_job

MAX_COMMANDS = 5_000
"""Commands of all files together that are looked at."""


def serving(purpose: Purpose, files: Iterable[Seen], scripts: Scripts) -> Run | None:
    """The first that serves a purpose; its text is the command alone."""
    every = list(files)
    for file in every:
        for served, run in file.served:
            if served == purpose:
                return run
    return next((run._replace(text=c) for run, c in _commands(every) if scripts.serves(purpose, c)), None)


def named_for_tests(files: Iterable[Seen]) -> tuple[str, Run] | None:
    """The first job or workflow whose name says that it tests, and what it runs."""
    runs = (run for file in files for run in file.runs)
    return next(((name, run) for run in runs for name in run.names if is_test_job(name)), None)


def hidden_runs(files: Iterable[Seen], scripts: Scripts) -> Iterator[Run]:
    """What runs though its content cannot be seen from here; its text names it."""
    every = list(files)
    for file in every:
        yield from file.hidden
    for run, command in _commands(every):
        script = scripts.hides(command)
        if script is not None:
            yield run._replace(text=script)


def _commands(files: list[Seen]) -> Iterator[tuple[Run, str]]:
    every = ((run, command) for file in files for run in file.runs for command in simple_commands(run.text))
    return islice(every, MAX_COMMANDS)
