# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules for single values: each looks at a text and says what is wrong with it, or None.

They follow italia/publiccode-parser-go, `validators/common.go` and the tags of `v0.go`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.model.publiccode import Severity, Wrong
from ospo_policy.parsers import graphemes
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.nearest import nearest
from ospo_policy.parsers.publiccode import countries, languages

Rule: TypeAlias = Callable[[str], Wrong | None]

_SHOWN = 100
_DATE = LazyRegex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_AND_TIME = LazyRegex(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]{4,}.{0,10}")
_OTHER_DATE = LazyRegex(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_MIME = LazyRegex(r" *[A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126} *")
_IPA = LazyRegex(r"\w{1,9}|cm_\w{1,8}|istsc_[a-z]{4}\w{6}|corte_cost", 256 | 2)
"""The form of the codes of Italian administrations in indicepa.gov.it: of the 23,000, all have at most 9 signs, but
schools (`istsc_bgic81000c`), mountain communities (`cm_valtetir`) and one court. The list itself changes daily."""
IPA_URN = "urn:x-italian-pa:"


def shown(text: str) -> str:
    """A value as a message quotes it."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def one_of(allowed: tuple[str, ...], page: str = "") -> Rule:
    """One word of a list; `page` is where a long list can be read."""

    def rule(text: str) -> Wrong | None:
        if text in allowed:
            return None
        close = nearest(text, allowed)
        if close is not None:
            fix = message("publiccode.did-you-mean", name=close)
        elif page:
            fix = message("publiccode.see-list", url=page)
        else:
            fix = message("publiccode.write-one-of", values=Alternatives(allowed))
        return Wrong(message("publiccode.not-in-list", found=shown(text)), fix, close)

    return rule


def length(least: int, most: int) -> Rule:
    """Between two numbers of characters, as a reader counts them."""

    def rule(text: str) -> Wrong | None:
        if least <= len(text) <= most and text.isascii():
            return None
        count = graphemes.count(text)
        if count > most:
            return Wrong(message("publiccode.too-long", count=count, limit=most), Message("publiccode.shorten"))
        if count < least:
            return Wrong(message("publiccode.too-short", count=count, limit=least), Message("publiccode.lengthen"))
        return None

    return rule


def date(text: str) -> Wrong | None:
    """A day, as 2026-11-24."""
    if _is_day(text):
        return None
    timed, other = _DATE_AND_TIME.fullmatch(text), _OTHER_DATE.fullmatch(text)
    better = timed[1] if timed else f"{other[3]}-{other[2]:0>2}-{other[1]:0>2}" if other else ""
    if not _is_day(better):
        return Wrong(message("publiccode.not-a-date", found=shown(text)), Message("publiccode.date-form"))
    return Wrong(
        message("publiccode.not-a-date", found=shown(text)),
        message("publiccode.write", value=better),
        f'"{better}"' if timed else None,  # in which order day and month stand is not sure
    )


def _is_day(text: str) -> bool:
    from datetime import date as day

    if _DATE.fullmatch(text) is None:
        return False
    try:
        day.fromisoformat(text)
    except ValueError:
        return False
    return True


def mime_type(text: str) -> Wrong | None:
    """A MIME type."""
    if _MIME.fullmatch(text):
        return None
    return Wrong(message("publiccode.not-a-mime-type", found=shown(text)), Message("publiccode.drop"))


def language(text: str) -> Wrong | None:
    """A language tag."""
    if languages.is_language(text):
        return None
    better = languages.suggestion(text)
    fix = message("publiccode.did-you-mean", name=better) if better else Message("publiccode.language-form")
    return Wrong(message("publiccode.not-a-language", found=shown(text)), fix, better)


def country(text: str) -> Wrong | None:
    """A country's two letters; small ones are accepted for now."""
    if not countries.is_country(text):
        better = text.upper() if text.upper() in countries.CODES else None
        fix = message("publiccode.did-you-mean", name=better) if better else Message("publiccode.country-form")
        return Wrong(message("publiccode.not-a-country", found=shown(text)), fix, better)
    if text.isupper():
        return None
    write = message("publiccode.write", value=text.upper())
    return Wrong(message("publiccode.small-country", found=text), write, text.upper(), Severity.WARNING)


def licence(text: str) -> Wrong | None:
    """An SPDX expression."""
    from ospo_policy.parsers.licences.expressions import ExpressionError, parse, render

    try:
        better = render(parse(text))
    except ExpressionError as error:
        return _licence_by_name(text, error.word)
    if better.lower() == text.lower() and better != text:
        write = message("publiccode.write", value=better)
        return Wrong(message("publiccode.licence-case", found=shown(text)), write, better, Severity.WARNING)
    return None


def _licence_by_name(text: str, word: str) -> Wrong:
    """What is no SPDX expression: the one that its words mean, where that is certain, or the nearest id."""
    from ospo_policy.parsers.licences import catalogue
    from ospo_policy.parsers.licences.names import from_words

    named = from_words(text)
    variants = catalogue.variants(named) if named else ()
    if named and not variants:
        what = message("publiccode.licence-name", found=shown(text))
        return Wrong(what, message("publiccode.write", value=named), named)
    what = message("publiccode.not-a-licence", found=shown(text))
    if named:
        return Wrong(what, message("publiccode.write-one-of", values=Alternatives(variants)))
    close = nearest(word, catalogue.ids())
    fix = message("publiccode.did-you-mean", name=close) if close else Message("publiccode.licence-form")
    return Wrong(what, fix, close if text == word else None)


def ipa_code(text: str) -> Wrong | None:
    """The code of an Italian administration, by its form."""
    if not text or _IPA.fullmatch(text):
        return None
    return Wrong(message("publiccode.not-an-ipa-code", found=shown(text)), Message("publiccode.ipa-form"))
