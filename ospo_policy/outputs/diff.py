# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changed files as unified diffs, as Git would show them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from ospo_policy.model.change import FileChange

MAX_LINES = 400
"""Lines of one file's difference that are shown."""


def unified(changes: Mapping[str, FileChange]) -> str:
    """The differences of several files, ended by a line feed; "" where there are none."""
    return "".join(line for path in sorted(changes) for line in _file(changes[path]))


def _file(change: FileChange) -> Iterable[str]:
    before, after = _lines(change.before), _lines(change.after)
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.after is None else f"b/{change.path}"
    lines = list(difflib.unified_diff(before, after, old, new))
    yield f"diff --git a/{change.path} b/{change.path}\n"
    for line in lines[:MAX_LINES]:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
    if len(lines) > MAX_LINES:
        yield f"# ... {len(lines) - MAX_LINES}\n"


def _lines(text: str | None) -> list[str]:
    """The lines with their ends; only a line feed ends one, as for Git."""
    if not text:
        return []
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
