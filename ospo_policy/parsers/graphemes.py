# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many characters a reader sees in a text (grapheme clusters, https://unicode.org/reports/tr29/).

By the data of Python's `unicodedata`: what combines with the character before it, joined and coloured emoji, flags
and Korean syllables count as one. The few scripts whose rules need more data (prepended marks) count one too many.
"""

from __future__ import annotations

import unicodedata

_ZWJ = "\u200d"
_L, _V, _T = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
_LV_T = range(0xAC00, 0xD7A4)
_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)


def count(text: str) -> int:
    """The number of characters that are seen; one pass over the text."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    total = 0
    before = ""
    flags = 0
    for char in text:
        if not before or not _joins(before, char, flags):
            total += 1
        flags = flags + 1 if ord(char) in _REGIONAL else 0
        before = char
    return total


def _joins(before: str, char: str, flags: int) -> bool:
    """Whether a character belongs to the cluster of the one before it; `flags` are the regional letters before it."""
    if before == "\r":
        return char == "\n"
    code, last = ord(char), ord(before)
    if code < 0x300:
        return False
    if unicodedata.category(before) in ("Cc", "Zl", "Zp"):
        return False
    if (
        char == _ZWJ
        or code == 0x200C
        or code in _SKIN
        or code in _TAGS
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
    ):
        return True
    if before == _ZWJ:
        return unicodedata.category(char) == "So"
    if code in _REGIONAL:
        return flags % 2 == 1
    return _korean(last, code)


def _korean(last: int, code: int) -> bool:
    """Whether two signs of Hangul make one syllable."""
    if last in _L:
        return code in _L or code in _V or code in _LV_T
    if last in _V or (last in _LV_T and (last - 0xAC00) % 28 == 0):
        return code in _V or code in _T
    return (last in _T or last in _LV_T) and code in _T
