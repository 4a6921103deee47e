# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any text as running text of Markdown that shows exactly its words: no heading, list, link, tag, image or emphasis.

CommonMark 0.31 (https://spec.commonmark.org/0.31.2/) with GitHub's extensions of it: tables, strikethrough and bare
addresses, which become links (https://github.github.com/gfm/#autolinks-extension-), but not where they have an entity.
"""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*\[\]<>|~&$]")
_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""An underscore that is no part of a word: inside of one it emphasises nothing."""
_BEGIN = re.compile(r"^(?:[-+=#]|(\d{1,9})(?=[.)]))")
_END = re.compile(r"(?<=\s)#(?=#*$)")
_SCHEME = re.compile(r":(?=//)")
_WWW = re.compile(r"(?i)w(?=ww\.)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def quoted(text: str, *, in_html: bool = False) -> str:
    """A text inside a line; `in_html` also in an element of HTML, where a backslash escapes nothing."""
    entities = _ENTITIES if in_html else {}
    text = _MARKUP.sub(lambda found: entities.get(found[0], f"\\{found[0]}"), text)
    text = _EDGE.sub(r"\\_", text)
    return _WWW.sub(lambda found: f"&#{ord(found[0])};", _SCHEME.sub("&#58;", text))


def begun(text: str) -> str:
    """A line that begins no heading, list or rule, and does not end as a heading may."""
    text = _END.sub(r"\\#", text)
    return _BEGIN.sub(lambda found: f"{found[0]}\\" if found[1] else f"\\{found[0]}", text)
