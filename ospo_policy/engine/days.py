# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, which policies count in. They begin at midnight in Greenwich, so that they are the same everywhere."""

from __future__ import annotations

import datetime as dt


def today(now: int) -> dt.date:
    """The day of a moment in seconds since 1970."""
    return dt.datetime.fromtimestamp(now, dt.UTC).date()
