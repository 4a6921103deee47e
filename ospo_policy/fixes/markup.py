# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paragraphs, items and code as Markdown, reStructuredText, AsciiDoc or Org.

Our texts are written once, with a little of Markdown's own markup: `code`, **bold**, [text](address).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from ospo_policy.parsers.outline import MARKDOWN, OTHER_MARKUP, outline

Markup: TypeAlias = Literal["markdown", "restructured_text", "asciidoc", "org"]

_INLINE = re.compile(r"`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<!!)\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_CODE = {
    "markdown": ("```sh", "{}", "```"),
    "restructured_text": (".. code:: sh\n", "   {}", ""),
    "asciidoc": ("[source,sh]\n----", "{}", "----"),
    "org": ("#+begin_src sh", "{}", "#+end_src"),
}
_ITEM = {"markdown": "- ", "restructured_text": "- ", "asciidoc": "* ", "org": "- "}


class Block(NamedTuple):
    """A paragraph, an item of a list, or lines of code for a shell."""

    kind: Literal["paragraph", "item", "code"]
    text: str


def paragraph(text: str) -> Block:
    """A paragraph on one line."""
    return Block("paragraph", text)


def markup_of(path: str, text: str) -> Markup | None:
    """What a document is written in; None for plain text, HTML, and what cannot be told.

    A document without an extension is Markdown if it has a heading or a link of Markdown; so is one of another extension
    that has headings of Markdown alone, as `outline` reads it.
    """
    extension = path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    if extension in MARKDOWN:
        return "markdown"
    if extension in OTHER_MARKUP:
        from ospo_policy.parsers import markup

        own: Markup = OTHER_MARKUP[extension]  # type: ignore[assignment]
        return "markdown" if outline(path, text).headings and not getattr(markup, own)(text).headings else own
    if extension in ("", "txt", "text"):
        found = outline(path, text)
        return "markdown" if found.headings or found.links else None
    return None


def render(blocks: Sequence[Block], markup: Markup) -> list[str]:
    """The lines of blocks, an empty one between two, but not between the items of a list."""
    out: list[str] = []
    before = ""
    for block in blocks:
        if out and not block.kind == before == "item":
            out.append("")
        out += _lines(block, markup)
        before = block.kind
    while out and not out[-1]:
        out.pop()
    return out


def _lines(block: Block, markup: Markup) -> list[str]:
    if block.kind == "code":
        first, each, last = _CODE[markup]
        lines = [each.format(line) for line in block.text.split("\n")]
        return [*first.split("\n"), *lines, *([last] if last else [])]
    start = _ITEM[markup] if block.kind == "item" else ""
    return [start + inline(block.text, markup)]


def inline(text: str, markup: Markup) -> str:
    """One line of ours in another markup."""
    return text if markup == "markdown" else _INLINE.sub(lambda found: _converted(found, markup), text)


def _converted(found: re.Match[str], markup: Markup) -> str:
    code, bold, shown, target = found.groups()
    if code is not None:
        return {"restructured_text": f"``{code}``", "asciidoc": f"`{code}`", "org": f"={code}="}[markup]
    if bold is not None:
        return f"**{bold}**" if markup == "restructured_text" else f"*{bold}*"
    if markup == "restructured_text":
        return f"`{shown} <{target}>`__"
    is_file = "://" not in target and not target.startswith("mailto:")
    if markup == "asciidoc":
        return f"{'link:' if is_file else ''}{target}[{shown}]"
    return f"[[{'file:' if is_file else ''}{target}][{shown}]]"
