# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text as word lists see it: small letters without accents, every character where it was."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = {"\u2019": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-",
          "\u2013": "-", "\u0153": "o", "\u00e6": "a", "\u00df": "s", "\t": " "}  # fmt: skip


@lru_cache(maxsize=32)
def fold(text: str) -> str:
    """The text in small letters without accents; as many characters as before, so that places stay."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    return text.translate({ord(char): _one(char) for char in set(text)})


def _one(char: str) -> str:
    small = char.lower()
    small = small if len(small) == 1 else char
    if small in _ALIKE:
        return _ALIKE[small]
    base = unicodedata.normalize("NFD", small)[0]
    return base if base.isalpha() else small


@lru_cache(maxsize=32)
def flow(text: str) -> str:
    """The folded text with the lines of a paragraph joined; an item of a list or a row of a table is a paragraph."""
    lines = fold(text).split("\n")
    parts: list[str] = []
    for number, line in enumerate(lines):
        if number:
            bare = line.lstrip()
            begins = not bare or not lines[number - 1].strip() or bare[0] in "-*+#|>=" or bare[:1].isdigit()
            parts.append("\n" if begins else " ")
        parts.append(line)
    return "".join(parts)
