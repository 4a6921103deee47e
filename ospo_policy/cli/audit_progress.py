# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far an audit is, on standard error: a bar that moves on a terminal, elsewhere a line now and then."""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable
from typing import TextIO

from ospo_policy.cli import console
from ospo_policy.messages import Catalogue
from ospo_policy.model.message import Message, message
from ospo_policy.operations.audit_progress import Stage

EVERY = 100
"""Repositories between two lines where there is no terminal."""
EVERY_SECONDS = 60.0
"""Seconds after which a line is due there in any case: a log that stands still looks like a run that hangs."""
REDRAWN = 0.1
"""Seconds between two states of the bar."""
CELLS = 20


class ProgressLine:
    """Shows the stages of an audit as they come."""

    def __init__(
        self, say: Catalogue, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._say, self._stream, self._clock = say, stream or sys.stderr, clock
        self._is_terminal = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._last = -math.inf if self._is_terminal else clock()
        self._was_listing = True
        self._step = 0
        self._waiting: frozenset[str] = frozenset()

    def tell(self, stage: Stage) -> None:
        """Show a stage, if it is time to."""
        now = self._clock()
        if self._is_terminal:
            if now - self._last >= REDRAWN or stage.read == stage.wanted:
                self._last = now
                self._stream.write(f"\r\x1b[K{_cut(self._line(stage, with_bar=True))}")
                self._stream.flush()
        elif self._is_due(stage, now):
            self._last = now
            self._stream.write(self._line(stage, with_bar=False) + "\n")
            self._stream.flush()

    def clear(self) -> None:
        """Make room for what is said next."""
        if self._is_terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _is_due(self, stage: Stage, now: float) -> bool:
        """Whether there is something to say: reading begins, a hundred more are done, a forge waits, or time went by."""
        step = stage.read // EVERY
        waiting = frozenset(stage.waiting)
        begins = self._was_listing and not stage.is_listing and stage.read < stage.wanted and stage.wanted >= EVERY
        due = begins or step > self._step or waiting - self._waiting or now - self._last >= EVERY_SECONDS
        self._was_listing, self._step, self._waiting = stage.is_listing, step, waiting
        return bool(due)

    def _line(self, stage: Stage, *, with_bar: bool) -> str:
        requests, points = (sum(one[place] for one in stage.usage.values()) for place in (0, 1))
        parts: list[Message] = []
        if stage.is_listing or not stage.wanted:
            parts.append(message("audit.progress.listing", count=stage.listed))
        if stage.wanted:
            parts.append(message("audit.progress.reading", done=stage.read, count=stage.wanted))
            if stage.read < stage.wanted and stage.seconds_left is not None:
                parts.append(_left(stage.seconds_left))
        for forge, seconds in sorted(stage.waiting.items()):
            parts.append(message("audit.progress.waiting", forge=forge, count=math.ceil(seconds / 60)))
        if requests:
            parts.append(message("audit.progress.spent", requests=requests, points=points))
        line = "; ".join(self._say.text(part) for part in parts)
        line = line.replace("; ", "\u00a0; ") if self._say.language == "fr" else line
        return f"{self._bar(stage)} {line}" if with_bar and stage.wanted else line

    def _bar(self, stage: Stage) -> str:
        full, empty = ("█", "░") if console.is_unicode(self._stream) else ("#", "-")
        cells = CELLS * stage.read // stage.wanted if stage.wanted else CELLS
        return full * cells + empty * (CELLS - cells)


def _left(seconds: float) -> Message:
    """The time that is left, no more precise than it is known."""
    minutes = math.ceil(seconds / 60)
    if minutes <= 1:
        return Message("audit.progress.a-minute")
    if minutes < 90:
        return message("audit.progress.minutes", count=minutes)
    return message("audit.progress.hours", count=round(minutes / 60))


def _cut(line: str) -> str:
    """The line as far as the terminal is wide: a longer one would be left behind with each state."""
    try:
        columns = os.get_terminal_size(2).columns
    except (AttributeError, ValueError, OSError):
        columns = 0
    return line[: (columns or 80) - 1]
