# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a text lies in its file, so that it can be written back with its own line ends and mark.

Facts hold texts with line feeds only. Git's id of the file tells which of the few usual forms it has; a file in any other
(mixed line ends, another encoding) cannot be changed without touching what nobody asked to touch.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

MARK = "\ufeff"


class Form(NamedTuple):
    """The line end of a file, and whether it begins with a byte order mark. Its encoding is UTF-8."""

    line_end: str = "\n"
    has_mark: bool = False

    def exact(self, text: str) -> str:
        """The text as it lies in the file."""
        ended = text if self.line_end == "\n" else text.replace("\n", self.line_end)
        return MARK + ended if self.has_mark else ended


FORMS = (Form(), Form("\r\n"), Form("\n", has_mark=True), Form("\r\n", has_mark=True))


def blob_id(data: bytes, like: str = "") -> str:
    """The id that Git gives to a file's bytes, by the kind of hash that `like` has (SHA-1 by default)."""
    hash_ = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return hash_(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def form_of(text: str, oid: str) -> Form | None:
    """The form in which a text gives a file of that id; None if it is none of the usual ones."""
    for form in FORMS:
        try:
            data = form.exact(text).encode("utf-8")
        except UnicodeEncodeError:
            return None
        if blob_id(data, oid) == oid:
            return form
    return None


def form_of_bytes(data: bytes) -> Form | None:
    """The form of a file's bytes; None if it is none of the usual ones."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    has_mark = text.startswith(MARK)
    plain = text.removeprefix(MARK)
    pairs = plain.count("\r\n")
    if plain.count("\r") != pairs or (pairs and plain.count("\n") != pairs):
        return None
    return Form("\r\n" if pairs else "\n", has_mark)
