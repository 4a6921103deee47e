# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown by GitHub's own parser (cmark-gfm, through `cmarkgfm`), so that what counts as a heading
is what a reader sees as one, in raw HTML too.

The rendered HTML carries the source position of each block; one linear pass over its tags collects
headings, links and anchors.
"""

from __future__ import annotations

import re
from itertools import islice

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.outline import Heading, Link, Outline

_TAG = LazyRegex(r"<!--|-->|<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
_ATTRIBUTE = {
    name: LazyRegex(rf"""(?:^|\s){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
    for name in ("href", "src", "id", "name", "data-sourcepos")
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PUNCTUATION = LazyRegex(r"[^\w\- ]")
_FRONT_MATTER = LazyRegex(r"\A---[ \t]*\n(?:(?!---)[^\n]*\n){0,200}(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
MAX_TAGS = 100_000
"""Tags looked at; a page that a person could read has far fewer."""
LEVEL_OF_BOLD = 6
"""A paragraph that is nothing but bold text serves many teams as a heading, of the lowest level."""


def markdown(text: str) -> Outline:
    """The outline of a Markdown document. Linear in its length; never raises."""
    from cmarkgfm import cmark, github_flavored_markdown_to_html

    text = _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text)
    options = cmark.Options.CMARK_OPT_SOURCEPOS | cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
    html: str = github_flavored_markdown_to_html(text.replace("\0", " "), options=options)
    return _Reader(html, text).outline()


class _Reader:
    """One pass over the tags of the rendered HTML."""

    def __init__(self, html: str, source: str) -> None:
        self.html = html
        self.source = source
        self.source_at, self.source_line = 0, 1
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.anchors: dict[str, int] = {}
        self.block_line = 1
        self.counted_at, self.counted = 0, 0
        self.open: tuple[int, int, int] | None = None  # level, line, where its text begins
        self.bold: tuple[int, int] | None = None  # line, where the bold paragraph begins

    def outline(self) -> Outline:
        """What the document has."""
        comment = False
        for tag in islice(_TAG.finditer(self.html), MAX_TAGS):
            whole = tag[0]
            if whole in ("<!--", "-->"):
                comment = whole == "<!--"
            elif not comment:
                self.tag(tag, tag[2].lower(), closing=bool(tag[1]))
        return Outline(tuple(self.headings), tuple(self.links), frozenset(self.anchors))

    def tag(self, tag: re.Match[str], name: str, *, closing: bool) -> None:
        """Take one tag."""
        if closing:
            self.close(tag, name)
            return
        attributes = tag[3]
        place = _attribute("data-sourcepos", attributes)
        if place:
            line = place.partition(":")[0]
            self.block_line = int(line) if line.isdigit() else self.block_line
            self.counted_at, self.counted = tag.start(), 0
        for key in ("id", "name"):
            value = _attribute(key, attributes)
            if value:
                self.anchors.setdefault(value.removeprefix("user-content-").lower(), 0)
        if name in _HEADINGS:
            at = self.line(tag.start()) if place else self.raw_line(tag)
            self.open = (_HEADINGS[name], at, tag.end())
        elif name == "p" and self.html.startswith("<strong", tag.end()):
            self.bold = (self.line(tag.start()), tag.end())
        elif name in ("a", "img"):
            target = _attribute("href" if name == "a" else "src", attributes)
            if target:
                at = self.line(tag.start())
                self.links.append(Link(_unescaped(target).strip(), at, name == "img"))

    def close(self, tag: re.Match[str], name: str) -> None:
        """A heading, or a paragraph of nothing but bold text, ends."""
        if name in _HEADINGS and self.open is not None:
            level, line, start = self.open
            self.open = None
            self.heading(level, line, self.html[start : tag.start()])
        elif name == "p" and self.bold is not None:
            line, start = self.bold
            self.bold = None
            inner = self.html[start : tag.start()].strip()
            if inner.endswith("</strong>") and inner.count("<strong") == 1:
                self.heading(LEVEL_OF_BOLD, line, inner)

    def heading(self, level: int, line: int, inner: str) -> None:
        """Note a heading that says something."""
        text = " ".join(_unescaped(_TAG.sub("", inner)).split())
        if not text:
            return
        anchor = github_anchor(text)
        count = self.anchors.get(anchor)
        self.anchors[anchor] = 0 if count is None else count + 1
        if count is not None:
            anchor = f"{anchor}-{count + 1}"
            self.anchors.setdefault(anchor, 0)
        self.headings.append(Heading(level, text, line, anchor))

    def raw_line(self, tag: re.Match[str]) -> int:
        """The line of a heading in raw HTML, which is in the source as it is in the HTML.

        Headings are looked for in order, so that the source is gone through once.
        """
        at = self.source.find(tag[0], self.source_at)
        if at < 0:
            self.source_at = len(self.source)
            return self.line(tag.start())
        self.source_line += self.source.count("\n", self.source_at, at)
        self.source_at = at
        return self.source_line

    def line(self, at: int) -> int:
        """The source line of a place in the HTML: its block's line, and the lines since.

        Places are asked for in order, so that each line is counted once.
        """
        self.counted += self.html.count("\n", self.counted_at, at)
        self.counted_at = at
        return self.block_line + self.counted


def github_anchor(text: str) -> str:
    """The anchor that GitHub gives to a heading: lower case, punctuation dropped, hyphens."""
    return _PUNCTUATION.sub("", text.strip().lower()).replace(" ", "-")


def _unescaped(text: str) -> str:
    """The text with its entities read; the table of them is loaded for a text that has some."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _attribute(name: str, attributes: str) -> str:
    found = _ATTRIBUTE[name].search(attributes)
    return next((value for value in found.groups() if value), "") if found else ""
