# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The hidden mark at the end of our requests, issues and comments, by which we find them again whatever their title.

It is an HTML comment that every forge keeps and no reader sees. What stands in it comes back from a forge, so it is read
as anybody's: bounded, typed, and never trusted beyond what it can change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.parsers.lazy_regex import LazyRegex

_MARK = LazyRegex(r"\n{0,3}<!-- ospo-policy: (\{[^\n>]{0,20000}\}) -->\s*\Z")
VERSION = 1
MAX_ASKS = 500


class Ask(NamedTuple):
    """In which state a rule was asked for: the major version of its pack, and its template's version; 0 for none."""

    pack: int
    template: int = 0

    def is_newer(self, than: Ask) -> bool:
        """Whether there is something new to ask for, after a refusal of `than`."""
        return self.pack > than.pack or self.template > than.template


class Marker(NamedTuple):
    """What we note in a text of ours. `says` is the digest of title and text as we wrote them; `closed` that we closed it."""

    kind: str
    says: str = ""
    asks: Mapping[str, Ask] = {}
    closed: bool = False


def says(title: str, text: str) -> str:
    """The digest by which a text that people edited is told from one that is as we wrote it.

    Forges change line ends, and the space at the end of a text: these do not count.
    """
    lines = [line.rstrip() for line in f"{title}\n{text}".replace("\r\n", "\n").strip().split("\n")]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def marked(title: str, text: str, marker: Marker) -> str:
    """The text with its mark."""
    told: dict[str, object] = {"v": VERSION, "kind": marker.kind, "says": says(title, text)}
    if marker.asks:
        told["asks"] = {rule: [ask.pack, ask.template] for rule, ask in sorted(marker.asks.items())}
    if marker.closed:
        told["closed"] = True
    # Neither "--" nor ">" may stand in an HTML comment; both are written as JSON's escapes.
    written = json.dumps(told, separators=(",", ":")).replace("-", "\\u002d").replace(">", "\\u003e")
    return f"{text.rstrip()}\n\n<!-- ospo-policy: {written} -->\n"


def unmarked(text: str) -> str:
    """The text without its mark."""
    return _MARK.sub("", text.replace("\r\n", "\n"))


def marker_of(text: str) -> Marker | None:
    """The mark of a text, None where there is none that makes sense."""
    found = _MARK.search(text.replace("\r\n", "\n"))
    if found is None:
        return None
    try:
        told = json.loads(found[1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("v") != VERSION or not isinstance(told.get("kind"), str):
        return None
    asks = told.get("asks", {})
    return Marker(
        told["kind"],
        str(told.get("says", ""))[:64],
        _asks(asks) if isinstance(asks, dict) else {},
        told.get("closed") is True,
    )


def is_as_written(title: str, text: str, marker: Marker) -> bool:
    """Whether nobody has edited the text since we wrote it."""
    return marker.says == says(title, unmarked(text))


def _asks(told: Mapping[str, object]) -> dict[str, Ask]:
    found: dict[str, Ask] = {}
    for rule, numbers in list(told.items())[:MAX_ASKS]:
        match numbers:
            case [int(pack), int(template)] if not isinstance(pack, bool) and not isinstance(template, bool):
                found[rule] = Ask(pack, template)
    return found
