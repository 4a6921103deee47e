# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How our texts on a forge are told: what was said already, and whether a text is the wanted one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ospo_policy.engine.wanted import ISSUE, Manners, Wanted
from ospo_policy.parsers.request_marker import Ask, Marker, marked, marker_of
from ospo_policy.ports.requests import Situation


def same_text(there: str, wanted: str) -> bool:
    """Whether a text is the wanted one, but for line ends and the space at its end."""
    one, other = (
        [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")] for text in (there, wanted)
    )
    return one == other


def has_opted_out(want: Wanted, seen: Situation, how: Manners) -> bool:
    """Whether a team wants nothing of this: it says so in its own file, or by a label on any request or issue of ours."""
    requests = (one.labels for one in seen.requests if one.by_us and one.branch in how.branches)
    issues = (one.labels for one in seen.issues if (marker := marker_of(one.text)) is not None and marker.kind == ISSUE)
    return want.opted_out or any(how.opt_out_label in labels for labels in (*requests, *issues))


def said(words: str, kind: str) -> str:
    """A comment of ours, with the mark of its kind."""
    return marked("", words, Marker(kind))


def has_said(comments: Sequence[str], kind: str) -> bool:
    """Whether one of our comments is of that kind."""
    return any((marker := marker_of(text)) is not None and marker.kind == kind for text in comments)


def is_answer(text: str, asks: Mapping[str, Ask]) -> bool:
    """Whether what people closed answers one of these asks: it bore our mark, or they took that away."""
    marker = marker_of(text)
    if marker is None:
        return True
    if marker.closed:
        return False
    return any(rule in marker.asks and not ask.is_newer(marker.asks[rule]) for rule, ask in asks.items())
