# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The prose of a document: its text with code taken out, every line where it was."""

from __future__ import annotations

import re

from ospo_policy.parsers.lazy_regex import LazyRegex

_FENCE = LazyRegex(r"^ {0,3}(`{3,}|~{3,})")
_INLINE = LazyRegex(r"(`+)(?:(?!\1)[^\n]){1,500}?\1(?!`)")
_COMMENT = LazyRegex(r"<!--.*?-->", re.DOTALL)


def prose(text: str) -> str:
    """The text with fenced, indented and inline code and comments blanked.

    Characters keep their line and column, so that a place found in the prose is one in the text.
    """
    lines = text.split("\n")
    fence = ""
    previous_blank = True
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            lines[index] = " " * len(line)
        elif found:
            fence = found[1]
            lines[index] = " " * len(line)
        elif line.startswith(("    ", "\t")) and previous_blank:
            lines[index] = " " * len(line)
            continue  # an indented block goes on
        elif "`" in line:
            lines[index] = _INLINE.sub(lambda m: " " * len(m[0]), line)
        previous_blank = not lines[index].strip()
    bare = "\n".join(lines)
    if "<!--" not in bare or "-->" not in bare:
        return bare
    return _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), bare)
