# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes into the tutorials what their commands answer: `python -m tests.write_tutorials [PAGE...]`, then read the difference."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.tutorials.page import Typed, pages, read
from tests.tutorials.session import NEVER, answers, difference, refreshed

if __name__ == "__main__":
    for path in [Path(name).resolve() for name in sys.argv[1:]] or pages():
        page = read(path)
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            home.mkdir()
            found = answers(page, home)
        typed = {step.start: step for step in page.steps if isinstance(step, Typed)}
        for start, answer in found.items():
            if answer.code in NEVER:
                sys.stderr.write(f"{difference(page, typed[start], answer)}\n")
        path.write_text(refreshed(page, found), encoding="utf-8")
