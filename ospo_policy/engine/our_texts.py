# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How our texts on a forge are told: what was said already, and whether a text is the wanted one."""

from __future__ import annotations

from collections.abc import Sequence

from ospo_policy.parsers.request_marker import Marker, marked, marker_of


def same_text(there: str, wanted: str) -> bool:
    """Whether a text is the wanted one, but for line ends and the space at its end."""
    one, other = (
        [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")] for text in (there, wanted)
    )
    return one == other


def said(words: str, kind: str) -> str:
    """A comment of ours, with the mark of its kind."""
    return marked("", words, Marker(kind))


def has_said(comments: Sequence[str], kind: str) -> bool:
    """Whether one of our comments is of that kind."""
    return any((marker := marker_of(text)) is not None and marker.kind == kind for text in comments)
