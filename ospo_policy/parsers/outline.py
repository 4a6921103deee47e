# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outline of a document: its headings, links and anchors, whatever it is written in."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Heading(NamedTuple):
    """A heading; `level` counts from 1, `line` from 1, `anchor` as the forge makes it."""

    level: int
    text: str
    line: int
    anchor: str


class Link(NamedTuple):
    """A link or an image; `line` counts from 1."""

    target: str
    line: int
    is_image: bool = False


class Outline(NamedTuple):
    """What a reader can find their way by."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    anchors: frozenset[str]


MARKDOWN = frozenset(("md", "markdown", "mdown", "mkd", "mdx"))
OTHER_MARKUP = {
    "rst": "restructured_text", "rest": "restructured_text", "adoc": "asciidoc",
    "asciidoc": "asciidoc", "asc": "asciidoc", "org": "org",
}  # fmt: skip
"""Extension to the function of `ospo_policy.parsers.markup` that reads it."""


def is_markdown(path: str) -> bool:
    """Whether a file is read as Markdown by its extension."""
    return path.rpartition(".")[2].lower() in MARKDOWN


@lru_cache(maxsize=64)
def outline(path: str, text: str) -> Outline:
    """The outline of a document, read by its extension.

    Plain text is read as Markdown, which its authors mostly write; a document in another format
    without any heading of that format is read as Markdown too. Several rules ask for the same
    document, so that outlines are kept.
    """
    from ospo_policy.parsers.markdown import markdown

    extension = path.rpartition(".")[2].lower() if "." in path else ""
    if extension in OTHER_MARKUP:
        from ospo_policy.parsers import markup

        found = getattr(markup, OTHER_MARKUP[extension])(text)
        if found.headings:
            assert isinstance(found, Outline)
            return found
    return markdown(text)


def section(text: str, found: Outline, heading: Heading) -> str:
    """What stands below a heading, down to the next one of its level or above."""
    lines = text.split("\n")
    end = len(lines)
    for other in found.headings:
        if other.line > heading.line and other.level <= heading.level:
            end = other.line - 1
            break
    return "\n".join(lines[heading.line : end])
