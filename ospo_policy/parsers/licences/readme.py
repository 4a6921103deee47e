# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a README says of the licence: sentences, the section on it, and badges.

A README also names the licences of other things (icons, a library that it uses), which are no statements of
its own: outside the section on the licence only a sentence about the project itself counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from ospo_policy.model.licence import LicenceStatement, StatementSource
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.licences.names import from_words
from ospo_policy.parsers.prose import prose

TOP = 60
"""Lines in which badges stand."""
SECTION = 25
"""Lines of a section that are looked at."""

_BADGE = LazyRegex(r"(?i)img\.shields\.io/badge/(?:licen[cs]e|licenza|lizenz)-((?:[^-\s/)\"'>]|--){1,60})-")
_UNDER = LazyRegex(
    r"(?i)\b(?:under|sous|con|con la|sotto|unter|onder|bajo|par|by|is|est|:)\s+(?:(?:the|an?|la|le|les|der|dem|de|l[\u2019']|either|of|terms|"
    r"termes|conditions|version|open[- ]source|free|libre|licen[cs]e|licenza|lizenz|licentie|licencia|termini|della|dello|"
    r"permissive|strong|public|modified)\s+){0,7}"
)
_VERB = LazyRegex(
    r"(?i)\b(?:licen[cs]ed|released|distributed|published|available|provided|open[- ]?sourced|covered|publi\u00e9e?s?|"
    r"distribu\u00e9e?s?|diffus\u00e9e?s?|disponibles?|mise?s? \u00e0 disposition|plac\u00e9e?s?|libre|sous|rilasciat[oaie]|distribuit[oaie]|"
    r"disponibil[ei]|lizenziert|ver\u00f6ffentlicht|steht|stehen|r\u00e9gie?s?|couverte?s?|soumise?s?|governed|gepubliceerd|uitgebracht|vrijgegeven|licen[cs]e[ds]?)\b"
)
_OWN = LazyRegex(
    r"(?i)^\W*(?:(?:this|the|our|all|its|son|sa|ce|cet|cette|le|la|les|l[\u2019']|il|questo|il|lo|dieses|das|der|dit|deze|de|este|el)\s*)"
    r"(?:[\w\u2019'-]+\s+){0,4}?"
    r"(?:project|projet|progetto|projekt|software|logiciel|application|app|repository|repo|d\u00e9p\u00f4t|d\u00e9pot|code|source|tool|outil|"
    r"library|librairie|biblioth\u00e8que|package|paquet|work|content|contenu|documentation|docs|data|donn\u00e9es|dati|site|guide|service|"
    r"standard|document|schema|sch\u00e9ma|dataset|program|programme|contributions?|plateforme|platform)\b"
)
_MARK = LazyRegex(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,300}(?:\s[^)\n]{0,100})?\)|\[([^\]\n]{1,200})\]\[[^\]\n]{0,100}\]")
_LINK = LazyRegex(
    r"(?:spdx\.org/licenses/|opensource\.org/licen[cs]es?/|choosealicense\.com/licenses/)([\w.+-]{2,40}?)(?:\.html)?(?:[/)\s\"'>#]|$)"
)
_PLAIN = str.maketrans(
    {
        "*": " ",
        "`": " ",
        "_": " ",
        "\u00a0": " ",
        "[": " ",
        "]": " ",
        "\u201c": " ",
        "\u201d": " ",
        '"': " ",
        "\u00ab": " ",
        "\u00bb": " ",
    }
)
_SCOPES = (
    ("code", LazyRegex(r"(?i)\b(?:source code|code source|code|codice|quellcode|broncode|logiciel|software|scripts?)\b")),
    ("documentation", LazyRegex(r"(?i)\b(?:documentation|docs|content|contenus?|texte?s?|contenuti|inhalte|guide|images?)\b")),
    ("data", LazyRegex(r"(?i)\b(?:data|donn\u00e9es|dati|daten|gegevens|datos|datasets?)\b")),
)  # fmt: skip


def statements(path: str, text: str) -> Iterator[LicenceStatement]:
    """What a README states, badges first."""
    lines = text.split("\n")
    yield from _badges(path, lines)
    inside = _section(path, text, lines)
    rows = prose(text, path).split("\n")
    for block in _blocks(lines, inside):
        yield from _in_section(path, block)
    about = [line if "icen" in line or "sous " in line or "izen" in line else "" for line in rows]
    for number, line in enumerate(about, start=1):
        if line and number not in inside:
            first = number
            while first > 1 and rows[first - 2].strip() and number - first < 6 and not _ITEM.match(rows[first - 1]):
                first -= 1
            last = number
            while last < len(rows) and rows[last].strip() and last - number < 2 and not _ITEM.match(rows[last]):
                last += 1
            yield from _sentences(path, _Block(first, tuple(rows[first - 1 : last])))


class _Block(NamedTuple):
    """Lines that make a paragraph or an item, and the number of the first."""

    first: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return _without_marks(" ".join(self.lines))

    def place(self, said: str) -> tuple[int, int]:
        """The line and column where something is said."""
        words = said.split()
        for wanted in (" ".join(words[:3]), words[-1] if words else "", words[0] if words else ""):
            for number, line in enumerate(self.lines):
                at = line.find(wanted)
                if wanted and at >= 0:
                    return self.first + number, at + 1
        return self.first, 1


_ITEM = LazyRegex(r"\s*(?:[-*+\u2022]|\d+[.)]|#+|\|)\s")


def _blocks(lines: list[str], inside: frozenset[int]) -> Iterator[_Block]:
    current: list[str] = []
    first = 0
    for number in sorted(inside):
        line = lines[number - 1] if number <= len(lines) else ""
        if current and (not line.strip() or _ITEM.match(line) or number != first + len(current)):
            yield _Block(first, tuple(current))
            current = []
        if line.strip() and len(line) < 2_000:
            first = first if current else number
            current.append(line)
    if current:
        yield _Block(first, tuple(current))


def _section(path: str, text: str, lines: list[str]) -> frozenset[int]:
    """The numbers of the lines below a heading about the licence."""
    from ospo_policy.parsers import heading_sets
    from ospo_policy.parsers.outline import outline

    inside: set[int] = set()
    headings = outline(path, text).headings
    for place, heading in enumerate(headings):
        if heading_sets.matches(heading.text, "licence") and not _THIRD.search(heading.text):
            end = next((other.line for other in headings[place + 1 :]), len(lines) + 1)
            inside.update(range(heading.line + 1, min(end, heading.line + 1 + SECTION)))
    return frozenset(inside)


_THIRD = LazyRegex(r"(?i)third|tiers|terze|dritt|derden|dependenc|dépend|other|autres|change")


def _badges(path: str, lines: list[str]) -> Iterator[LicenceStatement]:
    for number, line in enumerate(lines[:TOP], start=1):
        for found in _BADGE.finditer(line[:5_000]):
            said = unquote(found[1].replace("--", "-").replace("__", "\0").replace("_", " ").replace("\0", "_")).strip()
            stated = from_words(said)
            if stated:
                yield LicenceStatement(path, number, found.start(1) + 1, StatementSource.BADGE, said[:80], stated)


def _in_section(path: str, block: _Block) -> Iterator[LicenceStatement]:
    """A paragraph of the section: sentences, a name alone, or a link to the licence's page."""
    stated = list(_sentences(path, block, anyones=True))
    plain = block.text
    if stated or _OTHERS.search(plain):
        yield from stated
        return
    name = _LABEL.sub("", plain) if len(plain) < 120 else ""
    said, meant = _longest(name)
    if meant is None:
        link = _LINK.search(" ".join(block.lines))
        said, meant = (link[1], from_words(link[1])) if link else ("", None)
    if meant:
        yield _stated(path, block, said, meant, _scope(plain))


_LABEL = LazyRegex(r"(?i)^\W*(?:licen[cs]e|licenza|lizenz)?\s*:?\s*")


def _stated(path: str, block: _Block, said: str, meant: str, scope: str) -> LicenceStatement:
    line, column = block.place(said)
    return LicenceStatement(path, line, column, StatementSource.README, said, meant, scope)


_OTHERS = LazyRegex(
    r"(?i)\b(?:icons?|ic\u00f4nes?|fonts?|polices?|logos?|third[- ]party|tiers|dependenc|d\u00e9pendances?|based on|bas\u00e9e? sur|"
    r"derived from|inspired|includes?|inclut|uses?|utilise|fork|vendored|plugin|marque|unless|sauf|except|formerly|previously|"
    r"before|avant|until|jusqu|compatible|such as|for example|par exemple|e\.g\.)"
)


def _sentences(path: str, block: _Block, *, anyones: bool = False) -> Iterator[LicenceStatement]:
    """Statements such as "This project is released under the MIT License"."""
    for sentence in _FULL_STOP.split(block.text):
        if len(sentence) > 600 or not _VERB.search(sentence) or _OTHERS.search(sentence):
            continue
        if not anyones and not _OWN.search(sentence):
            continue
        for found in _UNDER.finditer(sentence):
            scope = _scope(sentence[: found.start()])
            rest = sentence[found.end() :]
            for _ in range(4):
                said, meant = _longest(rest)
                if meant is None:
                    break
                yield _stated(path, block, said, meant, scope)
                rest = rest[rest.find(said) + len(said) :]
                further = _AND.match(rest)
                if further is None:
                    break
                rest = rest[further.end() :]


_FULL_STOP = re.compile(r"(?<=[a-z\u00e9)])[.;](?:\s|$)|(?<=\d)[.;]\s+(?=[A-Z])")
_AND = LazyRegex(
    r"(?i)(?:\s*licen[cs]e)?\s*[,;]?\s*(?:or|ou|and|et|e|o|und|oder|en|of)\b[\s,]*(?:optionally|alternatively|au choix)?[\s,]*(?:under|sous)?\s*(?:the|la|le)?\s*"
)


def _without_marks(line: str) -> str:
    text = _MARK.sub(lambda found: " " + (found[1] or found[2] or "") + " ", line[:2_000])
    text = re.sub(r"<[^<>]{0,300}>", " ", text).translate(_PLAIN)
    return " ".join(text.split())


def _longest(text: str) -> tuple[str, str | None]:
    """The longest beginning of a text that names a licence, and which."""
    tokens = re.split(r"[\u2014\u2013\u00a9|;]|\s-\s|, (?=see|voir|dont|v\. )", text[:120])[0].split()[:12]
    for count in range(len(tokens), 0, -1):
        said = " ".join(tokens[:count]).strip(" .,:;!()")
        bare = _LICENCE.sub("", said)
        stated = from_words(said) or from_words(bare) or from_words(f"licence {bare}")
        if stated:
            return said, stated
    return "", None


_LICENCE = LazyRegex(r"(?i)^licen[cs]e\s+|\s+licen[cs]e$")


def _scope(text: str) -> str:
    """What a sentence speaks of: what stands last before the licence, "" for the project."""
    best, place = "", -1
    for scope, pattern in _SCOPES:
        for found in pattern.finditer(text):
            if found.start() > place:
                best, place = scope, found.start()
    return best
