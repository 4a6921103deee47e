# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the authors of templates leave for others to fill in, and others leave in."""

from __future__ import annotations

import re
from itertools import islice

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.prose import prose

_BRACKETED = (
    r"insert [^\]\n]{1,60}|ins[eé]rer [^\]\n]{1,60}|inserisci [^\]\n]{1,60}|insertar? [^\]\n]{1,60}|"
    r"hier [^\]\n]{0,30}einf[uü]gen[^\]\n]{0,30}|[^\]\n]{0,40} einf[uü]gen|vul [^\]\n]{1,40} in|[^\]\n]{1,40} invoegen|"
    r"your[ _-](?:name|project|organi[sz]ation|email|e-mail|company|team)[^\]\n]{0,30}|"
    r"(?:project|organi[sz]ation|company|team)[ _-]name|name of [^\]\n]{1,40}|email(?: address)?|e-mail address|contact method|"
    r"fullname|full name|year|yyyy|to (?:be )?(?:complete|fill)[^\]\n]{0,200}|(?:à|a) (?:compléter|completer|remplir|définir|definir)[^\]\n]{0,200}|"
    r"(?:votre|nom du|nom de l'|adresse)[ '\u2019][^\]\n]{1,40}|da completare|zu ergänzen|in te vullen|por completar|"
    r"inserire [^\]\n]{1,40}|nome (?:del )?progetto"
)
# Neither a link ("[email](...)") nor a part of a name or an address ("feat/[nom du sujet]", "/[year]").
_PATTERNS = tuple(
    LazyRegex(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w/@=.-])\[(?:{_BRACKETED})\](?![\[(:\w/]|-\[)",
        r"(?<![\w/@=.:-])<(?:your[-_ ][\w -]{1,40}|name of (?:the )?author|(?:program|project|company|team) name|"
        r"to complete ?:[^<>\n]{0,80}|(?:à|a) compléter ?[:\u00a0][^<>\n]{0,80}|insert[ _-][\w -]{1,40})>(?![\w/@:]|\.\w)",
        r"\{\{\s{0,9}(?:cookiecutter|copier|project|projet|app|repo|package|organi[sz]ation|author|license)[\w.\- ]{0,60}\}\}",
        r"\{\{\{\{?\s{0,9}[\w.]{1,60}\s{0,9}\}\}\}\}?",
        r"\{%-? {0,9}(?:if|elif|for|set) [^%\n]{0,80}(?:cookiecutter|copier)\b",
        r"\blorem ipsum\b",
    )
)
# A sentence of a page that a generator writes, and another that such a page has too (a team that
# only tells what its project began with has written the rest itself).
_PAGES = tuple(
    (LazyRegex(sentence, re.IGNORECASE), also)
    for sentence, also in (
        (r"To make it easy for you to get started with GitLab, here's a list of recommended next steps", ""),
        (r"This template provides a minimal setup to get React", ""),
        (r"This template should help get you started developing with Vue", ""),
        (r"This README would normally document whatever steps are necessary to get the", ""),
        (r"Everything you need to build a Svelte project, powered by", ""),
        (r"This project was bootstrapped with \[Create React App\]", "available scripts"),
        (r"This project was generated (?:with|using) \[Angular CLI\]", "ng generate component"),
        (r"This is a \[Next\.js\]\([^)\n]{1,80}\) project bootstrapped with", "you can start editing the page"),
        (r"This project was created using `bun init`", "to install dependencies:"),
    )
)
# Words that are placeholders when they stand alone in capitals: at the begin of a line, of a bracket
# or of bold text, after a colon, or as the whole of an item. "TODO list" and "TODO.txt" are names.
_WORD = r"(TODO|TBD|FIXME|XXXX?)"
_WORDS = LazyRegex(
    rf"(?:^|[\[(>]|\*\*|:[ \t])[ \t]*{_WORD}\b(?![-./]\w|\][\[(]|[ \t]*(?:lists?|apps?|items?|comments?|tags?|s)\b)|"
    rf"^[ \t]*(?:[-*+]|\d{{1,3}}[.)])[ \t]+{_WORD}[ \t]*[.:]?[ \t]*$",
    re.MULTILINE,
)
_DEFINED = LazyRegex(r"^ {0,3}(\[[^\[\]\n]{1,100}\]):", re.MULTILINE)
_LICENCE = LazyRegex(
    r"(?:copyright|©)[^\n]{0,20}(?:\[(?:year|yyyy)\]|<year>|\[(?:fullname|name of copyright owner)\]|"
    r"<(?:copyright holders?|owner|name of author)>)",
    re.IGNORECASE,
)
# The licences' own instructions on how to apply them begin here, and are no placeholders.
_APPENDIX = LazyRegex(
    r"how to apply (?:these terms|the apache license|this licen)|end of terms and conditions|"
    r"appendix: how to apply",
    re.IGNORECASE,
)
MAX_FOUND = 100


def find_placeholders(text: str, *, is_licence: bool, path: str = "") -> list[tuple[int, str]]:
    """(place in the text, what stands there) of each placeholder left in, in order.

    Code and comments are not looked at; `path` tells the format. In a licence text only the line of
    the copyright counts.
    """
    if is_licence:
        appendix = _APPENDIX.search(text)
        head = text[: appendix.start()] if appendix else text
        return [(found.start(), found[0]) for found in islice(_LICENCE.finditer(head), MAX_FOUND)]
    bare = prose(text, path)
    # [email] is a link where the document defines it: "[email]: mailto:..."
    defined = {label.lower() for label in _DEFINED.findall(bare)}
    found = [
        (match.start(), match[0])
        for pattern in _PATTERNS
        for match in islice(pattern.finditer(bare), MAX_FOUND)
        if match[0].lower() not in defined
    ]
    for match in islice(_WORDS.finditer(bare), MAX_FOUND):
        group = 1 if match[1] else 2
        if f"[{match[group].lower()}]" not in defined:
            found.append((match.start(group), match[group]))
    return sorted(found + _pages(text))[:MAX_FOUND]


def _pages(text: str) -> list[tuple[int, str]]:
    """The sentences of the pages that generators write."""
    lower = text.lower()
    matches = ((sentence.search(text), also) for sentence, also in _PAGES)
    return [(match.start(), match[0]) for match, also in matches if match and also in lower]
