# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes to text, as a reader of the repository would see it.

Files of administrations come in UTF-8, often with a byte order mark, and older ones in Windows-1252.
"""

from __future__ import annotations

from typing import NamedTuple

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
LONG = 1 << 16
"""Only a text of at least this many bytes may have been cut; a shorter one is in another encoding."""
PROBE_BYTES = 8_192
"""A NUL byte in this many first bytes makes a file binary, as for Git."""


class Text(NamedTuple):
    """A decoded text, lines ended by a line feed, and the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes) -> Text | None:
    """The text of a file, or None for one that is binary (a PDF too). Never raises."""
    if data.startswith(b"%PDF-"):
        return None
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Text(_lines(data.decode(encoding, errors="replace")), encoding)
    if b"\0" in data[:PROBE_BYTES]:
        return None
    try:
        return Text(_lines(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        if len(data) > LONG and error.start > len(data) - 4:
            # Cut in the middle of a character, where reading stopped.
            return Text(_lines(data[: error.start].decode("utf-8")), "utf-8")
    return Text(_lines(data.decode("cp1252", errors="replace")), "cp1252")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and column, from 1, of a place in a text."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
