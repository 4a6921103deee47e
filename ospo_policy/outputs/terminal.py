# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours of a terminal, where the reader's place shows any (ECMA-48, Select Graphic Rendition)."""

from __future__ import annotations

from ospo_policy.outputs import Style

GREEN, RED, YELLOW, DIM, BOLD = "32", "31", "33", "2", "1"
_OF_DIFF = {"+": GREEN, "-": RED, "@": DIM}


def painted(line: str, colour: str, style: Style) -> str:
    """The line in a colour, "" for none."""
    return f"\x1b[{colour}m{line}\x1b[0m" if colour and style.colour else line


def painted_diff(line: str, style: Style) -> str:
    """A line of a unified diff, in the colour of its sign."""
    return painted(line, _OF_DIFF.get(line[:1], ""), style)
