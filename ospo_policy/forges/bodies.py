# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bodies of answers, never more of one than is wanted: a forge's answer is hostile data."""

from __future__ import annotations

from typing import Any

CHUNK = 1 << 16


def first_bytes(response: Any, most: int) -> bytes:
    """Up to so many bytes of a streamed answer of `requests`, whose errors it raises; the rest is not read."""
    parts, length = [], 0
    for part in response.iter_content(CHUNK):
        parts.append(part)
        length += len(part)
        if length >= most:
            break
    return b"".join(parts)[:most]
