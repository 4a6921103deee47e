# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the authors of templates leave for others to fill in, and others leave in."""

from __future__ import annotations

import re

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.prose import prose

_BRACKETED = (
    r"insert\b[^\]\n]{0,60}|ins[eé]rer [^\]\n]{1,60}|inserisci [^\]\n]{1,60}|insertar? [^\]\n]{1,60}|"
    r"hier [^\]\n]{0,30}einf[uü]gen[^\]\n]{0,30}|[^\]\n]{0,40} einf[uü]gen|vul [^\]\n]{1,40} in|[^\]\n]{1,40} invoegen|your[ -](?:name|project|organi[sz]ation|email|e-mail|company|team)[^\]\n]{0,30}|"
    r"(?:project|organi[sz]ation|company|team)[ -_]name|name of [^\]\n]{1,40}|email(?: address)?|e-mail address|contact method|"
    r"fullname|full name|yyyy|to (?:be )?(?:complete|fill)[^\]\n]{0,200}|(?:à|a) (?:compléter|completer|remplir|définir|definir)[^\]\n]{0,200}|"
    r"(?:votre|nom du|nom de l'|adresse)[ '\u2019][^\]\n]{1,40}|da completare|zu ergänzen|in te vullen|por completar|"
    r"inserire [^\]\n]{1,40}|nome (?:del )?progetto"
)
_PATTERNS = tuple(
    LazyRegex(pattern, re.IGNORECASE)
    for pattern in (
        rf"\[(?:{_BRACKETED})\](?![\[(:])",
        r"<(?:your[-_ ][\w -]{1,40}|name of (?:the )?author|to complete ?:[^<>\n]{0,80}|"
        r"(?:à|a) compléter ?[:\u00a0][^<>\n]{0,80}|insert[ -_][\w -]{1,40})>",
        r"\{\{\s*(?:cookiecutter|copier|project|projet|app|repo|package|organi[sz]ation|author|license)[\w.\- ]{0,60}\}\}",
        r"\{\{\{\{?\s*[\w.]{1,60}\s*\}\}\}\}?",
        r"\blorem ipsum\b",
        r"To make it easy for you to get started with GitLab, here's a list of recommended next steps",
        r"This project was created using `bun init`",
        r"This project was bootstrapped with \[Create React App\]",
        r"This project was generated with \[Angular CLI\]",
        r"This template (?:provides a minimal setup to get React|should help get you started developing with Vue)",
    )
)
# Words that are placeholders when they stand alone in capitals, at the begin of a line or a bracket.
_WORDS = LazyRegex(r"(?:^|[\[(>*]|:\s)\s*(?:TODO|TBD|FIXME|XXXX?)\b(?!\s*(?:list|app|s\b))", re.MULTILINE)
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


def find_placeholders(text: str, *, is_licence: bool) -> list[tuple[int, str]]:
    """(place in the text, what stands there) of each placeholder left in, in order.

    Code and comments are not looked at. In a licence text only the line of the copyright counts.
    """
    if is_licence:
        appendix = _APPENDIX.search(text)
        head = text[: appendix.start()] if appendix else text
        return [(found.start(), found[0]) for found in _LICENCE.finditer(head)]
    bare = prose(text)
    lower = bare.lower()
    found = [
        (match.start() + len(match[0]) - len(match[0].lstrip()), match[0].strip())
        for pattern in (*_PATTERNS, _WORDS)
        for match in pattern.finditer(bare)
        # [email] is a link where the document defines it: "[email]: mailto:..."
        if not (match[0][0] == "[" and f"{match[0].lower()}:" in lower)
    ]
    return sorted(found)[:MAX_FOUND]
