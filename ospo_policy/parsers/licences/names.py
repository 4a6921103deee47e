# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people call licences: "Apache 2", "GPLv3+", "AGPL-v3", "Licence Ouverte 2.0", "MIT/Apache-2.0".

A name that does not say which licence is meant ("BSD", "GPL", "Creative Commons") is none: better silent
than wrong.
"""

from __future__ import annotations

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.licences import catalogue
from ospo_policy.parsers.licences.expressions import canonical_expression

_GNU = LazyRegex(
    r"(?:gnu )?(a|l|)(?:gpl|ffero g(?:eneral )?p(?:ublic )?l(?:icense)?) ?(?:license )?,? ?(?:version )?v?([123](?:\.[01])?)"
    r"( ?\+| ?-?or ?-?later| or any later version| ou ulterieure| ?-?only| uniquement)?"
)
_WORDS = (
    ("gnu affero general public licen[cs]e|affero general public licen[cs]e|gnu agpl|affero gpl", "agpl"),
    ("gnu (?:lesser|library) general public licen[cs]e|(?:lesser|library) general public licen[cs]e|gnu lgpl", "lgpl"),
    ("gnu general public licen[cs]e|gnu gpl", "gpl"),
)
_NAMES: dict[str, str] = {
    r"mit(?: licen[cs]e)?|expat(?: licen[cs]e)?|licence mit|licenza mit": "MIT",
    r"apache(?: software)?(?: licen[cs]e)?,?[ -]*(?:version |v)?2(?:\.0)?(?: licen[cs]e)?|apl 2\.0|asl 2\.0": "Apache-2.0",
    r"(?:new|modified|revised|3[ -]clause|bsd)[ -](?:bsd|3[ -]clause)(?: licen[cs]e)?|bsd 3[ -]clause (?:new or revised )?licen[cs]e": "BSD-3-Clause",
    r"(?:simplified|freebsd|2[ -]clause|bsd)[ -](?:bsd|2[ -]clause)(?: licen[cs]e)?|bsd 2[ -]clause (?:simplified )?licen[cs]e": "BSD-2-Clause",
    r"isc(?: licen[cs]e)?": "ISC",
    r"(?:the )?unlicen[cs]e": "Unlicense",
    r"(?:mozilla public licen[cs]e|mpl)(?: version)? ?v?2(?:\.0)?": "MPL-2.0",
    r"eclipse public licen[cs]e ?-? ?v? ?2(?:\.0)?|epl[ -]?v?2(?:\.0)?": "EPL-2.0",
    r"eclipse public licen[cs]e ?-? ?v? ?1(?:\.0)?|epl[ -]?v?1(?:\.0)?": "EPL-1.0",
    r"(?:european union public licen[cs]e|licence publique de l'union europeenne|eupl),?[ -]*v?(?:ersion )?\.? ?1\.2(?: or later)?": "EUPL-1.2",
    r"(?:european union public licen[cs]e|eupl),?[ -]*v?(?:ersion )?1\.1": "EUPL-1.1",
    r"(?:licence )?cecill(?: free software licen[cs]e(?: agreement)?)?[ -]v?(?:ersion )?2\.1": "CECILL-2.1",
    r"(?:licence )?cecill(?: free software licen[cs]e(?: agreement)?)?[ -]v?(?:ersion )?2(?:\.0)?": "CECILL-2.0",
    r"(?:licence )?cecill[ -]b(?: free software licen[cs]e(?: agreement)?)?(?:[ -]v?1(?:\.0)?)?": "CECILL-B",
    r"(?:licence )?cecill[ -]c(?: free software licen[cs]e(?: agreement)?)?(?:[ -]v?1(?:\.0)?)?": "CECILL-C",
    r"(?:licence ouverte|open licen[cs]e)(?: ?/ ?open licen[cs]e)?(?: etalab)?[ -]*(?:version |v)?2(?:\.0)?|licence etalab[ -]*v?2(?:\.0)?|etalab[ -]*v?2(?:\.0)?": "etalab-2.0",
    r"cc0(?:[ -]?1\.0)?(?: universal)?|creative commons zero(?: v?1\.0)?": "CC0-1.0",
    r"(?:cc|creative commons)[ -]?(?:by|attribution)[ -]?v?4(?:\.0)?(?: international)?": "CC-BY-4.0",
    r"(?:cc|creative commons)[ -]?(?:by|attribution)[ -]?(?:sa|share ?alike)[ -]?v?4(?:\.0)?(?: international)?": "CC-BY-SA-4.0",
    r"odbl(?:[ -]?v?1(?:\.0)?)?|open (?:data commons open )?database licen[cs]e(?: \(odbl\))?(?: v?1\.0)?": "ODbL-1.0",
    r"wtfpl|do what the f\w+ you want to public licen[cs]e": "WTFPL",
    r"(?:python software foundation|psf)(?: licen[cs]e)?(?: v?2(?:\.0)?)?": "PSF-2.0",
    r"zlib(?: licen[cs]e)?": "Zlib",
    r"boost software licen[cs]e(?: 1\.0)?": "BSL-1.0",
}  # fmt: skip
_NAME = LazyRegex("|".join(f"(?P<n{number}>{pattern})" for number, pattern in enumerate(_NAMES)))
_IDS = tuple(_NAMES.values())
_TROVE = LazyRegex(r"license ?:: ?(?:osi approved ?:: ?)?")
_END = LazyRegex(r"\s*\((?:[\w .+-]{1,20})\)$")


def from_words(said: str) -> str | None:
    """The SPDX expression, or the GPL's family, that a name means; None where that is not certain."""
    said = said.strip()
    if not said or len(said) > 300:
        return None
    spdx = canonical_expression(said)
    if spdx is not None:
        return spdx
    plain = " ".join(_TROVE.sub("", _plain(said)).split())
    found = _one(plain) or _one(_END.sub("", plain).strip())
    if found is not None:
        return found
    for separator, operator in _SEPARATORS:
        names = plain.split(separator)
        parts = (
            [canonical_expression(name.strip()) or _one(name.strip()) for name in names] if 1 < len(names) < 6 else []
        )
        if parts and all(parts):
            return canonical_expression(f" {operator} ".join(f"({part})" for part in parts))
    return None


_SEPARATORS = ((" or ", "OR"), (" ou ", "OR"), ("/", "OR"), (", ", "OR"), (" and ", "AND"), (" et ", "AND"))


def _plain(said: str) -> str:
    import unicodedata

    folded = unicodedata.normalize("NFKD", said.casefold().replace("_", " ").replace("\u2019", "'"))
    return "".join(c for c in folded if not unicodedata.combining(c)).strip(" .\"'`*")


def _one(plain: str) -> str | None:
    """The licence that a name without case and accents is."""
    plain = plain.removeprefix("the ").removeprefix("la ")
    named = _NAME.fullmatch(plain)
    if named is not None:
        return _IDS[int(str(named.lastgroup)[1:])]
    short = plain
    for pattern, name in _COMPILED:
        short = pattern.sub(name, short)
    short = short.replace("-v", " v").replace("-", " ") if "or-later" not in short and "only" not in short else short
    gnu = _GNU.fullmatch(" ".join(short.split()))
    if gnu is None:
        return None
    base = f"{gnu[1].upper()}GPL-{gnu[2] if '.' in gnu[2] else gnu[2] + '.0'}"
    ending = (gnu[3] or "").strip(" -")
    end = "" if not ending else "-only" if ending in ("only", "uniquement") else "-or-later"
    return catalogue.canonical(base + end)


_COMPILED = tuple((LazyRegex(pattern), name) for pattern, name in _WORDS)
