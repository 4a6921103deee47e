# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An item of several lines more in a list of a YAML text, all else left as it was (`ospo_policy.parsers.yaml_edit`)."""

from __future__ import annotations

from collections.abc import Sequence

from ospo_policy.parsers.yaml_edit import EditError, Span, tree


def append_lines(text: str, key: str, item: Sequence[str]) -> str:
    """With an item more, the lines of a mapping, at the end of the list under a key at the top of the text.

    The list is in block style, or empty, or there is nothing after the key. Raises `EditError` for any other.
    """
    root = tree(text)
    entry = root.entry(key)
    if entry is None or root.is_flow:
        raise EditError(f"no list at {key}")
    found, newline = entry.value, "\r\n" if "\r\n" in text else "\n"
    if found.kind == "list" and not found.is_flow:
        dash = text.rfind("-", 0, found.items[0].start)
        return _inserted(text, found.items[-1].end, item, _column(text, dash), newline)
    if found.items or not _is_nothing(found):
        raise EditError(f"no block at {key}")
    colon = entry.key.end + 1
    emptied = text[:colon] + text[max(found.end, colon) :]
    return _inserted(emptied, colon, item, _column(text, entry.key.start) + 2, newline)


def _is_nothing(span: Span) -> bool:
    return (span.kind == "list" and not span.items) or (span.kind == "scalar" and span.start == span.end)


def _inserted(text: str, at: int, item: Sequence[str], column: int, newline: str) -> str:
    """The lines below the line of a place, the first of them with a dash."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end - (text[end - 1] == "\r")
    indent = " " * column
    lines = [f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(item)]
    return text[:end] + newline + newline.join(lines) + (text[end:] or newline)


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1
