# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Language tags (BCP 47, https://www.rfc-editor.org/info/bcp47): well formed, and of registered parts."""

from __future__ import annotations

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.publiccode import language_subtags as registry

LONGEST = 100
_TAG = LazyRegex(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = LazyRegex(r"x-[a-z0-9]{1,8}")
_SHORT = {"eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "spa": "es", "nld": "nl",
          "dut": "nl", "por": "pt", "cat": "ca", "swe": "sv", "dan": "da", "fin": "fi", "pol": "pl"}  # fmt: skip
_REGIONS = {"UK": "GB", "EN": "GB"}


def is_language(tag: str) -> bool:
    """Whether a tag is a language of BCP 47: `fr`, `pt-BR`, `zh-Hant`, not `en_GB` nor `eng`."""
    tag = tag.lower()
    if len(tag) > LONGEST:
        return False
    if tag in registry.GRANDFATHERED or _PRIVATE.fullmatch(tag):
        return True
    found = _TAG.fullmatch(tag)
    if found is None:
        return False
    language, region = found["language"], found["region"]
    return (
        _is_registered(language)
        and all(code in registry.EXTENDED.get(language, ()) for code in found["extended"].split("-")[1:])
        and (not found["script"] or found["script"].title() in registry.SCRIPTS)
        and (not region or region.upper() in registry.REGIONS)
        and all(_may_have(tag, variant) for variant in found["variants"].split("-")[1:])
    )


def _is_registered(language: str) -> bool:
    return language in registry.TWO_LETTERS if len(language) == 2 else registry.is_three_letters(language)


def _may_have(tag: str, variant: str) -> bool:
    """Whether a variant is registered, and for the language of the tag."""
    prefixes = registry.VARIANTS.get(variant)
    return prefixes is not None and (not prefixes or any((tag + "-").startswith(p.lower() + "-") for p in prefixes))


def suggestion(tag: str) -> str | None:
    """The tag that was probably meant: `en-GB` for `en_GB`, `fr` for `fra`."""
    parts = tag.strip()[:LONGEST].replace("_", "-").split("-")
    parts[0] = _SHORT.get(parts[0].lower(), parts[0].lower())
    parts[1:] = [_REGIONS.get(part.upper(), part.upper()) if len(part) == 2 else part for part in parts[1:]]
    better = "-".join(parts)
    return better if better != tag and is_language(better) else None
