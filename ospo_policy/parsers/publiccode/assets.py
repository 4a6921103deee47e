# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files that a publiccode.yml names: their kind by their ending, whether they are there, and a PNG's head.

As in italia/publiccode-parser-go, `validations.go`. Addresses are not fetched: of these, only the ending is looked at.
"""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

from ospo_policy.model.message import Message, message
from ospo_policy.model.publiccode import Assets, Severity, Wrong
from ospo_policy.parsers.publiccode import addresses, values

ENDINGS = {"logo": (".svg", ".svgz", ".png"), "image": (".jpg", ".png"), "file": ()}
LEAST_WIDTH = 120
"""Pixels of a logo. The standard asks for 1000, its reference for 120."""
_PNG = b"\x89PNG\r\n\x1a\n"


def look(kind: str, path: str, assets: Assets | None) -> Wrong | None:
    """What is wrong with a file that is named, if anything."""
    if addresses.is_web(path):
        return _ending(kind, _path_of(path), path, Severity.WARNING)
    wrong = _ending(kind, path, path, Severity.ERROR)
    if wrong is not None or assets is None:
        return wrong
    there = assets.exists(path)
    if there is False:
        return Wrong(message("publiccode.no-such-file", found=values.shown(path)), Message("publiccode.add-file"))
    if there and kind == "logo" and path.lower().endswith(".png"):
        return _png(path, assets.head(path))
    return None


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return url


def _ending(kind: str, path: str, named: str, severity: Severity) -> Wrong | None:
    allowed = ENDINGS[kind]
    ending = posixpath.splitext(path)[1].lower()
    if not allowed or ending in allowed or (severity is Severity.WARNING and not ending):
        return None
    what = message("publiccode.wrong-ending", found=values.shown(named))
    return Wrong(what, message(f"publiccode.{kind}-endings"), severity=severity)


def _png(path: str, head: bytes | None) -> Wrong | None:
    """Whether a PNG is one, and wide enough."""
    if head is None:
        return None
    if len(head) < 24 or not head.startswith(_PNG) or head[12:16] != b"IHDR":
        return Wrong(message("publiccode.not-a-png", found=values.shown(path)), Message("publiccode.save-as-png"))
    width = int.from_bytes(head[16:20], "big")
    if width < LEAST_WIDTH:
        what = message("publiccode.small-logo", found=values.shown(path), width=width, least=LEAST_WIDTH)
        return Wrong(what, Message("publiccode.larger-logo"))
    return None
