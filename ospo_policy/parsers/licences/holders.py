# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who holds the copyright, by the lines of a licence text that say so."""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.parsers.lazy_regex import LazyRegex

WITH_HOLDER = frozenset(
    [
        "0BSD",
        "BSD-1-Clause",
        "BSD-2-Clause",
        "BSD-2-Clause-Patent",
        "BSD-3-Clause",
        "BSD-3-Clause-Clear",
        "BSD-4-Clause",
        "ISC",
        "MIT",
        "MIT-0",
        "NCSA",
        "PostgreSQL",
        "UPL-1.0",
        "X11",
        "Zlib",
        "AFL-3.0",
        "BSD-Source-Code",
        "HPND",
        "JSON",
    ]
)
"""Licences whose text has a line for the holder."""


class Holder(NamedTuple):
    """One line that claims copyright: `name` is "" where it is empty or a placeholder is left."""

    line: int
    name: str
    said: str


_CLAIM = LazyRegex(
    r"(?i)^[\s#*/>|.-]{0,10}(?:copyright\b(?:\s*(?:\(c\)|\u00a9|&copy;))?|\(c\)|\u00a9|&copy;)\s*"
    r"(?P<rest>.{0,200})$"
)
_DATES = LazyRegex(
    r"(?i)^(?:\(c\)|\u00a9|[\s,;:\u2013\u2014-]|\d{4}|\d{2}(?=\D)|present|today|now|by\b|year\b|[<\[{(]\s*(?:year|yyyy|dates?)[^>\]})]{0,20}[>\]})])+"
)
_PLACEHOLDER = LazyRegex(
    r"(?i)^[<\[{]|\b(?:your (?:name|company|organi[sz]ation)|full ?name|name of (?:copyright owner|author)|copyright holders?>|"
    r"votre nom|nom de l'auteur|owner\.?$|holder\.?$|todo|xxx+)\b"
)
_RIGHTS = LazyRegex(
    r"(?i)[\s.,]*(?:all rights reserved|tous droits r[ée]serv[ée]s|alle rechte vorbehalten|<[^>@]{0,80}>)?[\s.,]*$"
)
_SENTENCE = LazyRegex(r"(?i)^(?:notice|holders?\b|owners?\b|law|laws|licen[cs]e|statement|and\b|in\b|or\b|interest)")
MOST = 60


def holders(text: str) -> tuple[Holder, ...]:
    """The claims of copyright in a text, in their order; lines of the licence that speak of copyright are none."""
    found: list[Holder] = []
    for number, line in enumerate(text.split("\n"), start=1):
        claim = _CLAIM.match(line[:240].rstrip())
        if claim is None or _SENTENCE.match(claim["rest"]):
            continue
        rest = _RIGHTS.sub("", _DATES.sub("", claim["rest"])).strip(" \t*_")
        is_name = sum(char.isalpha() for char in rest) >= 2 and not _PLACEHOLDER.search(rest)
        found.append(Holder(number, rest if is_name else "", line.strip()[:120]))
        if len(found) >= MOST:
            break
    return tuple(found)
