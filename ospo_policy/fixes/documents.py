# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Additions to a document of people: a section at its place, lines below a heading, lines below the title.

Everything that stands there stays. A new section looks like its neighbours (underlined or with signs, at their level, as
far apart) and comes before those that usually end a document. What was added is read again: where the document's outline
is not what it was and the addition, nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from ospo_policy.fixes.markup import Block, Markup, inline, markup_of, render
from ospo_policy.model.message import Message, message
from ospo_policy.parsers import heading_sets
from ospo_policy.parsers.outline import Heading, outline
from ospo_policy.parsers.prose import prose

ORDER = (
    "objectives", "status", "documentation", "requirements", "install", "usage", "data", "development", "tests", "changelog",
    "roadmap", "support", "contact", "security", "governance", "code-of-conduct", "contributing", "maintainers", "funding", "licence",
)  # fmt: skip
"""In which order documents usually have their sections, by the sets of headings (`ospo_policy.parsers.heading_sets`)."""
TOP = 40
"""Lines among which a title is looked for: images and badges may come before it."""
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_ATTACHED = re.compile(r"[ \t]*(?:<a\b|<!--|\[\[|\[#|\[\]\(#|\[//\]|\.\. _)")
_OPENS = re.compile(r"<(/?)(?:details|div|table|section|center)\b", re.IGNORECASE)


class Document:
    """A document that can be added to. Raises nothing; `at` counts lines from 0."""

    def __init__(self, path: str, text: str, markup: Markup) -> None:
        self.path = path
        self.text = text
        self.markup = markup
        self.lines = text.split("\n")
        every = outline(path, text).headings
        self.headings = tuple(heading for heading in every if self._is_heading(heading))

    def _is_heading(self, heading: Heading) -> bool:
        """Whether a heading is one by its markup: neither bold text nor part of a quotation, a list or raw HTML."""
        if heading.line > len(self.lines):
            return False
        line = self.lines[heading.line - 1]
        if self.markup != "markdown":
            return self.markup == "restructured_text" or line.lstrip().startswith(("=", "#", "*"))
        return _ATX.match(line) is not None or self._is_underlined(heading)

    def _is_underlined(self, heading: Heading) -> bool:
        below = self.lines[heading.line] if heading.line < len(self.lines) else ""
        return _SETEXT.match(below) is not None and not self.lines[heading.line - 1].lstrip().startswith(
            (">", "<", "- ", "* ")
        )

    @cached_property
    def level(self) -> int:
        """The level of sections: that below the title, where there is a title."""
        levels = [heading.level for heading in self.headings if not self._is_title_line(heading)]
        if self.markup == "org":
            return min(levels, default=1)
        if not levels:
            return 2
        first, rest = levels[0], levels[1:]
        has_title = first not in rest and first == min(levels) and (first == 1 or bool(rest))
        return (min(rest) if rest else first + 1) if has_title else min(levels)

    def _is_title_line(self, heading: Heading) -> bool:
        return self.markup == "org" and self.lines[heading.line - 1].lower().startswith("#+title:")

    @property
    def sections(self) -> tuple[Heading, ...]:
        """The headings of the level of sections."""
        return tuple(h for h in self.headings if h.level == self.level and not self._is_title_line(h))

    def start(self, heading: Heading) -> int:
        """The line where a heading begins, with what belongs to it: an overline, an anchor, a comment right above."""
        at = heading.line - 1
        if self.markup == "restructured_text" and at > 0:
            above = self.lines[at - 1].strip()
            at -= bool(above) and above == above[0] * len(above) and not above[0].isalnum()
        while at > 0 and _ATTACHED.match(self.lines[at - 1]):
            at -= 1
        if self.markup == "restructured_text" and at > 1 and not self.lines[at - 1].strip():
            while at > 1 and self.lines[at - 2].startswith(".. _"):
                at -= 2
        return at

    def end(self, heading: Heading) -> int:
        """The line after a heading."""
        underlined = self.markup == "restructured_text" or (self.markup == "markdown" and self._is_underlined(heading))
        return heading.line + underlined

    def find(self, set_name: str) -> Heading | None:
        """The first heading that announces what a set is about."""
        return next((h for h in self.headings if heading_sets.matches(h.text, set_name)), None)

    def own_end(self, heading: Heading) -> int:
        """The line after the last one that says something right below a heading, before any other heading."""
        starts = (self.start(other) for other in self.headings if other.line > heading.line)
        return self._said_before(min(starts, default=len(self.lines)), self.end(heading))

    def _said_before(self, at: int, least: int) -> int:
        while at > least and not self.lines[at - 1].strip():
            at -= 1
        return at

    def is_nested(self, at: int) -> bool:
        """Whether a line stands inside an element of HTML that is not closed before it."""
        above = prose("\n".join(self.lines[:at]), self.path)
        return sum(-1 if found[1] else 1 for found in _OPENS.finditer(above)) > 0


def document(path: str, text: str) -> Document | Message:
    """A document; or why it cannot be added to."""
    markup = markup_of(path, text)
    return Document(path, text, markup) if markup is not None else message("fix.no-markup", path=path)


def with_section(doc: Document, title: str, blocks: Sequence[Block], about: str) -> str | Message:
    """With a section more, before those that come later by `ORDER`; at the end where there are none."""
    body = render(blocks, doc.markup)
    later = next((h for h in doc.sections if _rank(h.text) > _rank_of(about) and not doc.is_nested(doc.start(h))), None)
    lines = [*_heading(doc, title), *([""] if _is_apart(doc) else []), *body]
    at = doc.start(later) if later is not None else len(doc.lines)
    said = doc._said_before(at, 0)  # noqa: SLF001 - of this module
    between = [""] * max(1, at - said) if later is not None and said else [""]
    before = [*doc.lines[:said], *(between if said else []), *lines]
    after = [*between, *doc.lines[at:]] if later is not None else [""]
    return _verified(doc, "\n".join((*before, *after)), title)


def with_body(doc: Document, heading: Heading, blocks: Sequence[Block]) -> str | Message:
    """With blocks more at the end of what stands right below a heading."""
    at = doc.own_end(heading)
    body = ["", *render(blocks, doc.markup)]
    if at == doc.end(heading) and not _is_apart(doc):
        body = body[1:]
    after = doc.lines[at:] or [""]
    if after[0].strip():
        body.append("")
    return _verified(doc, "\n".join((*doc.lines[:at], *body, *after)), None)


def below_title(doc: Document, lines: Sequence[str]) -> str | Message:
    """With lines more as a paragraph of their own below the title, or at the top where there is none."""
    at = top_end(doc)
    before = [*doc.lines[:at], ""] if at else []
    rest = doc.lines[at:]
    if rest and rest[0].strip():
        rest = ["", *rest]
    return _verified(doc, "\n".join((*before, *lines, *(rest or [""]))), None)


def top_end(doc: Document) -> int:
    """The line after the title; where there is none, after metadata at the top, and after raw HTML that may be the title."""
    first = doc.headings[0] if doc.headings else None
    if first is not None and not doc.is_nested(doc.start(first)):
        alone = not any(line.strip() for line in doc.lines[: doc.start(first)])
        if alone or (first.level == 1 and first.line <= TOP):
            return _header_end(doc, doc.end(first))
    at = 0
    if doc.lines[0].rstrip() == "---":
        end = next((n for n, line in enumerate(doc.lines[1:200], 1) if line.rstrip() in ("---", "...")), 0)
        at = end + 1 if end else 0
    if doc.lines[at : at + 1] and doc.lines[at].startswith("<"):
        ends = (n for n in range(at + 1, min(at + TOP, len(doc.lines))) if not doc.lines[n].strip())
        at = next((n for n in ends if not doc.is_nested(n)), at)
    return at


def _header_end(doc: Document, at: int) -> int:
    """The line after what belongs to a title: an AsciiDoc header, settings of Org, fields of reStructuredText."""
    lines = doc.lines
    if doc.markup == "asciidoc":
        while at < len(lines) and lines[at].strip():
            at += 1
    elif doc.markup == "org":
        while at < len(lines) and lines[at].startswith("#+"):
            at += 1
    elif doc.markup == "restructured_text":
        said = next((n for n in range(at, len(lines)) if lines[n].strip()), at)
        if said < len(lines) and re.match(r":[\w -]+:", lines[said]):
            at = next((n for n in range(said, len(lines)) if not lines[n].strip()), len(lines))
    return at


def _rank(heading: str) -> int:
    """Where a section usually stands; those that no set knows stand anywhere."""
    return next((n for n, name in enumerate(ORDER) if heading_sets.matches(heading, name)), -1)


def _rank_of(about: str) -> int:
    return ORDER.index(about)


def _heading(doc: Document, title: str) -> list[str]:
    """A heading like those of the other sections."""
    level, title = doc.level, inline(title, doc.markup)
    if doc.markup == "org":
        return [f"{'*' * level} {title}"]
    if doc.markup == "asciidoc":
        return [f"{'=' * level} {title}"]
    if doc.markup == "restructured_text":
        return _adorned(doc, title)
    alike = doc.sections or doc.headings
    if level <= 2 and alike and sum(doc.end(heading) > heading.line for heading in alike) * 2 > len(alike):
        return [title, ("=" if level == 1 else "-") * len(title)]
    lines = [doc.lines[heading.line - 1].rstrip() for heading in alike]
    closed = bool(lines) and all(re.search(r"[ \t]#+$", line) for line in lines)
    signs = "#" * level
    return [f"{signs} {title} {signs}" if closed else f"{signs} {title}"]


def _adorned(doc: Document, title: str) -> list[str]:
    """A heading of reStructuredText, adorned as the other sections are."""
    like = next(iter(doc.sections), None)
    if like is None:
        used = {doc.lines[doc.end(heading) - 1][:1] for heading in doc.headings}
        return [title, next(sign for sign in "=-~" if sign not in used) * len(title)]
    sign = doc.lines[like.line].strip()[0]
    above = doc.lines[like.line - 2].strip() if like.line > 1 else ""
    over = [sign * len(title)] if above and above == sign * len(above) else []
    return [*over, title, sign * len(title)]


def _is_apart(doc: Document) -> bool:
    """Whether an empty line stands between a heading and its text: as most headings have it, and where none tells."""
    alike = doc.sections or doc.headings
    told = [doc.lines[end].strip() for heading in alike if (end := doc.end(heading)) < len(doc.lines)]
    return not told or sum(not line for line in told) * 2 >= len(told)


def _verified(doc: Document, after: str, title: str | None) -> str | Message:
    """The new text, if it has the headings of the old one and the new one alone."""
    before = [heading.text for heading in outline(doc.path, doc.text).headings]
    now = [heading.text for heading in outline(doc.path, after).headings]
    if title is not None:
        plain = re.sub(r"[`*]", "", title)
        if plain not in now:
            return message("fix.odd-markup", path=doc.path)
        number = len(now) - 1 - now[::-1].index(plain) if before.count(plain) else now.index(plain)
        now.pop(number)
    return after if now == before else message("fix.odd-markup", path=doc.path)
