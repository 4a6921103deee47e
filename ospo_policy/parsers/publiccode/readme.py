# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a README says of the software in its first lines: its name, and the paragraphs that introduce it; in which language."""

from __future__ import annotations

import re

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.outline import outline
from ospo_policy.parsers.prose import prose

LONGEST = 60_000
"""Characters of a README that are looked at."""
_MOST = 1_500
"""Characters of an introduction that are kept."""
_GENERIC = frozenset({"readme", "introduction", "presentation", "présentation", "about", "overview", "description"})
_IMAGE = LazyRegex(r"!\[[^\]\n]{0,200}\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,200}\])?")
_LINK = LazyRegex(r"\[([^\]\n]{1,300})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,200}\])")
_TAG = LazyRegex(r"<[^<>\n]{0,500}>")
_MARKS = LazyRegex(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|`+")
_SENTENCE = LazyRegex(r"(.{20,150}?[.!?])(?:\s|$)")
_NO_PROSE = ("#", ">", "<", "|", "- ", "* ", "+ ", "=", "..", ":", "[", "//", "1.")
_BETWEEN_LINKS = (" • ", " | ", " · ")
_WORDS = {
    "en": "the and of to is for with this that are you from",
    "fr": "le les des est et pour dans du avec sur une par",
    "de": "der die das und ist für mit eine von werden nicht",
    "it": "il di che della sono gli per nel",
    "nl": "het een van voor zijn deze niet aan wordt",
    "es": "el los las para del como y",
}
"""Common words, but for those that are common in another of these languages too."""
_FREQUENT = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def title(path: str, text: str) -> str:
    """The name that the first heading gives, where it is the title; "" where it gives none."""
    headings = outline(path, text[:LONGEST]).headings
    found = _plain(headings[0].text) if headings and headings[0].level == 1 else ""
    return found if 0 < len(found) <= 40 and "://" not in found and found.lower() not in _GENERIC else ""


def introduction(path: str, text: str) -> str:
    """The paragraphs at the beginning, as plain text on one line; "" where there are none."""
    text = text[:LONGEST]
    headings = {heading.line for heading in outline(path, text).headings}
    found: list[str] = []
    paragraph: list[str] = []
    for number, (line, bare) in enumerate(
        [*zip(text.split("\n"), prose(text, path).split("\n"), strict=True), ("", "")], 1
    ):
        if bare.strip() and number not in headings:  # a line whose prose is blank is code, or a comment
            paragraph.append(line.strip())
            continue
        plain = _plain(" ".join(paragraph)) if paragraph and not paragraph[0].startswith(_NO_PROSE) else ""
        paragraph = []
        if len(plain.split()) >= 5 and not any(plain.count(sign) > 1 for sign in _BETWEEN_LINKS):
            found.append(plain)
        if (number in headings and found) or sum(map(len, found)) >= _MOST:
            break
    whole = " ".join(found)
    return whole if len(whole) <= _MOST else whole[:_MOST].rpartition(". ")[0] + "."


def first_sentence(text: str) -> str:
    """The first sentence where it has at most 150 characters, else ""."""
    found = _SENTENCE.match(text)
    return found[1] if found is not None else text if len(text) <= 150 else ""


def _plain(text: str) -> str:
    """A text without markup, badges and signs that are not seen, on one line."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _MARKS.sub("", _TAG.sub(" ", text))
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def language(text: str) -> str:
    """The language that a text is written in, by its commonest words; "" where that is not sure.

    Of a line or two, two words are enough where no other language has any.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())[:2_000]
    counts = {name: sum(word in frequent for word in words) for name, frequent in _FREQUENT.items()}
    (best, most), (_, second) = sorted(counts.items(), key=lambda pair: -pair[1])[:2]
    return best if most >= (3 if second else 2) and most >= 2 * second else ""
