# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text as the sequence of its words, with everything left out that two copies of a licence may differ in.

What SPDX's matching guidelines say may differ is left out here once for all: case, punctuation, white
space, bullets and numbers, marks of comments and markup, addresses, hyphenation, and equivalent
spellings. Source: https://spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates/

A word is kept as the 16 lower bits of its CRC-32: enough to compare sequences, too little to give the
text back, so that fingerprints of texts can ship where the texts themselves do not.
"""

from __future__ import annotations

import html
import unicodedata
from array import array
from zlib import crc32

from ospo_policy.parsers.lazy_regex import LazyRegex

LONGEST = 2_000_000
"""Characters of a text that are looked at."""

# https://github.com/spdx/license-list-XML/blob/main/equivalentwords.txt, as single words
_EQUIVALENT = {
    "licence": "license", "licences": "licenses", "licenced": "licensed", "licencing": "licensing",
    "licencee": "licensee", "licencees": "licensees", "licencor": "licensor", "licencors": "licensors",
    "acknowledgement": "acknowledgment", "acknowledgements": "acknowledgments", "analogue": "analog",
    "analyse": "analyze", "artefact": "artifact", "authorisation": "authorization",
    "authorise": "authorize", "authorised": "authorized", "behaviour": "behavior", "calibre": "caliber",
    "cancelled": "canceled", "capitalisations": "capitalizations", "catalogue": "catalog",
    "categorise": "categorize", "centre": "center", "emphasised": "emphasized", "favour": "favor",
    "favourite": "favorite", "fulfil": "fulfill", "fulfilment": "fulfillment", "initialise": "initialize",
    "judgement": "judgment", "labelling": "labeling", "labour": "labor", "maximise": "maximize",
    "modelled": "modeled", "modelling": "modeling", "offence": "offense", "optimise": "optimize",
    "organisation": "organization", "organise": "organize", "practise": "practice", "programme": "program",
    "realise": "realize", "recognise": "recognize", "signalling": "signaling", "utilisation": "utilization",
    "whilst": "while", "wilful": "willful", "noncommercial": "noncommercial", "merchantibility":
    "merchantability", "sublicence": "sublicense", "sublicences": "sublicenses", "sublicenced": "sublicensed",
}  # fmt: skip
_MARKUP = LazyRegex(r"<[a-zA-Z/!?][^<>]{0,400}>|\]\([^()\s]{1,400}\)")
_ADDRESS = LazyRegex(r"(?:https?://|ftp://|www\.|mailto:)[^\s<>()\[\]{}\"']{1,400}")
_MAIL = LazyRegex(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_HYPHEN = LazyRegex(r"[-\u2010\u2011\u00ad](?<=[a-z].)(?:[ \t]*\n[^\w\n]*)?(?=[a-z])")
_WORD = LazyRegex(r"[^\W\d_]{2,}")
_ENTITY = LazyRegex(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")


def fold(text: str) -> str:
    """Text without case, accents, markup, addresses and hyphens inside words; its lines are kept."""
    text = text[:LONGEST]
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if "<" in text or "](" in text:
        text = _MARKUP.sub(_only_lines, text)
    text = text.casefold()
    if not text.isascii():
        text = _unaccented(text)
    if "://" in text or "www." in text or "mailto:" in text:
        text = _ADDRESS.sub(" ", text)
    if "@" in text:
        text = "\n".join(_MAIL.sub(" ", line) if "@" in line else line for line in text.split("\n"))
    return _HYPHEN.sub(_only_lines, text)


def _unaccented(text: str) -> str:
    """Text whose characters are decomposed, without combining ones; an apostrophe is always the same."""
    others = [c for c in set(text) if c > "\x7f"]
    plain = {c: "".join(d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d)) for c in others}
    plain |= {"\u2019": "'"} if "\u2019" in plain else {}
    if len(others) > 50:
        return text.translate({ord(char): other for char, other in plain.items()})
    for char, other in plain.items():
        if char != other:
            text = text.replace(char, other)
    return text


def _only_lines(found: object) -> str:
    """What takes the place of something left out: its line feeds, so that lines keep their numbers."""
    text: str = found[0]  # type: ignore[index]
    return "\n" * text.count("\n") if text[0] != "<" else " " + "\n" * text.count("\n")


def words(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    return [_EQUIVALENT.get(word, word) for word in _WORD.findall(fold(text))]


class _Numbers(dict[str, int]):
    """Each word's number, worked out once."""

    def __missing__(self, word: str) -> int:
        if len(self) > 50_000:
            self.clear()
        plain = _EQUIVALENT.get(word, word)
        number = self[word] = crc32(plain.encode("utf-8", "surrogatepass")) & 0xFFFF
        return number


_NUMBERS = _Numbers()


def sequence(folded: str) -> array[int]:
    """The words of a folded text, as numbers of 16 bits."""
    return array("H", [_NUMBERS[word] for word in _WORD.findall(folded)])


def lines(folded: str) -> array[int]:
    """The line, from 1, that each word of a folded text stands in."""
    numbers = array("L")
    for number, line in enumerate(folded.split("\n"), start=1):
        numbers.extend([number] * len(_WORD.findall(line)))
    return numbers


GRAM = 4
"""Words in a row that are looked up together."""


def grams(numbers: array[int]) -> list[int]:
    """A number of 32 bits for each run of `GRAM` words."""
    return [
        (a * 2654435761 + b * 40503 + c * 2246822519 + d * 3266489917) & 0xFFFFFFFF
        for a, b, c, d in zip(numbers, numbers[1:], numbers[2:], numbers[3:], strict=False)
    ]
