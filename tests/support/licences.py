# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Official licence texts for tests, as the tool ships them, and as people change them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ospo_policy.parsers.licences import index


def official(id_: str) -> str:
    """The official text of a licence or an exception."""
    entries = index.index().entries
    return next(index.official_text(e.number) for e in entries if id_ in e.ids and e.text and e.kind != "notice")


def described(about: Mapping[str, Any]) -> str:
    """A text by its description: `official` (an id), `share` of it, `replace` pairs, `before` and `after`."""
    text = official(about["official"])
    for old, new in about.get("replace", []):
        assert old in text, f"{about['official']} has no {old!r}"
        text = text.replace(old, new)
    text = text[: int(len(text) * about.get("share", 1))]
    return f"{about.get('before', '')}{text}{about.get('after', '')}"
