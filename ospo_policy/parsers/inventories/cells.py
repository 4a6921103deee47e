# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV by RFC 4180, with the line and the column of each cell, which the standard library does not tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ospo_policy.parsers.lazy_regex import LazyRegex

SEPARATORS = ",;\t"
_PLAIN = {one: LazyRegex(rf"[^{one}\n]*") for one in SEPARATORS}
_QUOTED = LazyRegex(r'"((?:[^"]++|"")*+)"[ ]*+')
MAX_CELLS = 200
"""Cells kept of a row; no table of owners is as wide."""


class Cell(NamedTuple):
    """A cell: its text without its quotes, and where it begins. `is_open` for a quote that nothing ends."""

    text: str
    line: int
    column: int
    is_open: bool = False


def separator(text: str) -> str:
    """What separates the cells: of the three that are in use, the one that the first line has most of."""
    first = text.lstrip("\n").partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def rows(text: str, between: str) -> Iterator[list[Cell]]:
    """The rows that are not empty. A quote that nothing ends is the last cell, and reading stops there."""
    at, line, begin = 0, 1, 0
    row: list[Cell] = []
    while at <= len(text):
        column = at - begin + 1
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        if text.startswith('"', at) and (
            quoted is None or text[quoted.end() : quoted.end() + 1] not in (between, "\n", "")
        ):
            yield [*row, Cell(text[at : at + 40], line, column, is_open=True)]
            return
        if quoted is not None:
            cell = Cell(quoted[1].replace('""', '"').strip(), line, column)
            at = quoted.end()
            breaks = quoted[0].count("\n")
            if breaks:
                line += breaks
                begin = text.rindex("\n", 0, at) + 1
        else:
            plain = _PLAIN[between].match(text, at)
            assert plain is not None
            cell = Cell(plain[0].strip(), line, column)
            at = plain.end()
        if len(row) < MAX_CELLS:
            row.append(cell)
        if not text.startswith(between, at):  # the end of the line, or of the text
            if any(cell.text for cell in row):
                yield row
            row, line, begin = [], line + 1, at + 1
        at += 1
