# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys that French files use though the standard does not have them, and what to write in their place.

They come from codegouvfr/awesome-codegouvfr (`schema.md`, `template.publiccode.yml`), which says itself that it does
not follow the standard; files of administrations and universities were written after it.
"""

from __future__ import annotations

from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import MapNode
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.publiccode import countries

GENERATED = ("latestCommitDate", "latestTestedInstallationDate", "awesomeShield", "lastUpdated")
"""Keys that a program wrote, and that Git or the catalogue knows."""
_ROOT = {
    "creationDate": Message("publiccode.dialect-creation-date"),
    "metadataFiles": Message("publiccode.dialect-metadata-files"),
    "latestRelease": Message("publiccode.dialect-latest-release"),
    "authors": Message("publiccode.dialect-authors"),
    "packages": Message("publiccode.dialect-packages"),
    **dict.fromkeys(GENERATED, Message("publiccode.dialect-generated")),
}
_FUNDER = LazyRegex(r"fundedBy\[[0-9]+\]|organisation")
_APPLICATION_VERSION = LazyRegex(r"v?[0-9]+(?:\.[0-9]+){1,3}(?:[.+-][0-9A-Za-z.+-]{1,40})?|v[0-9]+")


def advice(path: str, name: str, given: MapNode) -> Message | None:
    """What to do about a key of the dialect; None for a key that is not known here."""
    if not path and name in _ROOT:
        return _ROOT[name]
    if not path and len(name) == 2 and countries.is_country(name) and name.upper() != "IT":
        return message("publiccode.dialect-country", country=name.upper())
    if name == "url" and _FUNDER.fullmatch(path):
        return Message("publiccode.dialect-twice" if "uri" in given.values else "publiccode.dialect-uri")
    return None


def stands_for(path: str, name: str, given: MapNode) -> bool:
    """Whether a key that must be there is written in the dialect: `url` for `uri`."""
    return name == "uri" and "url" in given.values and _FUNDER.fullmatch(path) is not None


def is_application_version(text: str) -> bool:
    """Whether a version of the standard is really one of the software: 4.0.1."""
    return (
        len(text) <= 80
        and _APPLICATION_VERSION.fullmatch(text) is not None
        and not text.startswith("0.")
        and text not in ("1.0", "1.0.0")
    )
