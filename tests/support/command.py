# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the real command line, in this process or in one of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from ospo_policy.cli.main import run as run_command_line


class Result(NamedTuple):
    """What the command answered."""

    code: int
    out: str
    err: str


class Command:
    """The command in this process, what it prints caught."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: str | Path) -> Result:
        self.capsys.readouterr()
        code = run_command_line([str(word) for word in words])
        out, err = self.capsys.readouterr()
        return Result(code, out, err)


def in_a_process(*words: str | Path, cwd: Path, env: dict[str, str] | None = None) -> Result:
    """The command in a process of its own."""
    import os

    done = subprocess.run(
        [sys.executable, "-m", "ospo_policy", *map(str, words)],
        cwd=cwd,
        env=os.environ | (env or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)
