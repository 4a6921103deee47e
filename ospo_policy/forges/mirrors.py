# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a mirror is a copy of, where its forge tells: an address, which may hold a password, and is not believed."""

from __future__ import annotations

from urllib.parse import urlsplit

from ospo_policy.model.facts import Fact, Known
from ospo_policy.parsers.publiccode.coherence import address

MIRROR_OF = "mirror_of"
"""Stands with `mirror` in what a listing tells (`ospo_policy.ports.forges.Listed.fields`)."""
_USUAL = (None, 80, 443)


def source_fields(told: object, *, is_mirror: bool) -> dict[str, Fact[object]]:
    """Where a mirror is copied from, as `plain` writes it; nothing where that is not told."""
    found = plain(told) if is_mirror and isinstance(told, str) else None
    return {} if found is None else {MIRROR_OF: Known(found)}


def plain(url: str) -> str | None:
    """The address of a repository's page, always written alike and without a name or a password; None for what is none."""
    found = address(url)
    if found is None or "@" in f"{found.owner}{found.name}":
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
    return f"https://{found.host}{'' if port in _USUAL else f':{port}'}/{found.owner}/{found.name}"
