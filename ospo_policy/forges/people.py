# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How activity is counted, on any forge: over which time, and on how few people it rests."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

DAY = 86_400
SIX_MONTHS = 183 * DAY
QUARTER = SIX_MONTHS // 2


def carriers(authors: Counter[str]) -> int:
    """The smallest number of authors who made half of the commits."""
    left = authors.total() / 2
    for number, (_, commits) in enumerate(authors.most_common(), 1):
        left -= commits
        if left <= 0:
            return number
    return 0


def iso(moment: int) -> str:
    """A time as forges read it."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
