# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outline of a document: its headings, links and anchors, whatever it is written in."""

from __future__ import annotations

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


def is_markdown(path: str) -> bool:
    """Whether a file is read as Markdown by its extension."""
    return path.rpartition(".")[2].lower() in MARKDOWN


def outline(path: str, text: str) -> Outline:
    """The outline of a document, read by its extension.

    Plain text is read as Markdown, which its authors mostly write; a document in another format
    without any heading of that format is read as Markdown too.
    """
    from ospo_policy.parsers import markdown, markup

    extension = path.rpartition(".")[2].lower() if "." in path else ""
    read = {
        "rst": markup.restructured_text,
        "rest": markup.restructured_text,
        "adoc": markup.asciidoc,
        "asciidoc": markup.asciidoc,
        "asc": markup.asciidoc,
        "org": markup.org,
    }.get(extension)
    if read is not None:
        found = read(text)
        if found.headings:
            return found
    return markdown.markdown(text)


def section(text: str, found: Outline, heading: Heading) -> str:
    """What stands below a heading, down to the next one of its level or above."""
    lines = text.split("\n")
    end = len(lines)
    for other in found.headings:
        if other.line > heading.line and other.level <= heading.level:
            end = other.line - 1
            break
    return "\n".join(lines[heading.line : end])
