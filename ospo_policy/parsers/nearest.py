# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nearest valid name to one that is not: "did you mean?"."""

from __future__ import annotations

from collections.abc import Iterable

from ospo_policy.model.message import Message, message


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `name` was probably meant to be, or None when none is close."""
    from difflib import get_close_matches

    folded = {_fold(candidate): candidate for candidate in sorted(candidates, reverse=True)}
    close = get_close_matches(_fold(name[:80]), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def suggestion(found: str, candidates: Iterable[str]) -> Message:
    """The hint that names the nearest valid name, or all of them when none is near."""
    names = tuple(candidates)
    near = nearest(found, names)
    if near is None:
        return message("bind.there-are", allowed=names)
    return message("bind.did-you-mean", name=near)


def _fold(name: str) -> str:
    """The name without what people mix up: case, and `_` for `-`."""
    return name.lower().replace("_", "-")
