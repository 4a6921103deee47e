# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text as YAML on one line."""

from __future__ import annotations

import yaml


def quoted(text: str) -> str:
    """A text as YAML on one line, in quotes where it needs them."""
    line: str = yaml.safe_dump(
        text, allow_unicode=True, width=1 << 30, default_style='"' if _is_special(text) else None
    )
    return line.removesuffix("\n...\n").rstrip("\n")


def _is_special(text: str) -> bool:
    return bool(text) and (
        text[0].isdigit() or text[0] in ".+-~" or text.lower() in ("yes", "no", "on", "off") or "\n" in text
    )
