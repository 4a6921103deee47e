# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The prose of a document: its text with code taken out, every character where it was.

Code is what Markdown, reStructuredText, AsciiDoc and Org mark as such, and HTML's `pre` and `code`.
Each step is linear in the text, whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ospo_policy.parsers.lazy_regex import LazyRegex

_FENCE = LazyRegex(r"[ \t]*(?:>[ \t]?)*(`{3,}|~{3,})([^\n]*)")
_TICKS = LazyRegex(r"`+")
_CODE_TAG = LazyRegex(r"<(pre|code|script|style)\b[^<>]{0,200}>", re.IGNORECASE)
_RST_CODE = LazyRegex(r"\.\. (?:code|code-block|sourcecode|parsed-literal|literalinclude|raw|math|doctest)::")
_ORG_INLINE = LazyRegex(r"(?<![\w=~])([=~])[^\s=~](?:[^\n=~]{0,200}[^\s=~])?\1(?![\w=~])")
_ORG_STATE = LazyRegex(r"^\*+[ \t]+(?:TODO|DONE|NEXT|WAITING|CANCELLED)\b", re.MULTILINE)
_VISIBLE = LazyRegex(r"[^\n]+")


def prose(text: str, path: str = "") -> str:
    """The text with code and comments blanked; `path` tells the format, which is Markdown else.

    Characters keep their line and column, so that a place found in the prose is one in the text.
    """
    extension = path.rpartition(".")[2].lower() if "." in path else ""
    blank_blocks = _FORMATS.get(extension, _markdown)
    bare = "\n".join(_without_inline(line) for line in blank_blocks(text.split("\n")))
    if extension == "org":
        return _ORG_STATE.sub(_blank, _ORG_INLINE.sub(_blank, bare))
    return _without_tags(_without_comments(bare))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _spaces(text: str) -> str:
    """As many spaces as there are characters, lines kept."""
    return _VISIBLE.sub(_blank, text)


def _markdown(lines: list[str]) -> Iterator[str]:
    """Fenced and indented code blanked."""
    fence = ""
    previous_blank = True
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            closes = found and found[1].startswith(fence) and not found[2].strip()
            fence = "" if closes else fence
            yield " " * len(line)
            previous_blank = True
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
            yield " " * len(line)
        elif line.startswith(("    ", "\t")) and previous_blank:
            yield " " * len(line)  # an indented block goes on
        else:
            yield line
            previous_blank = not line.strip()


def _restructured_text(lines: list[str]) -> Iterator[str]:
    """Literal blocks and directives of code blanked, with all that is indented below them."""
    inside = -1
    for line in lines:
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and (not bare or indent > inside):
            yield " " * len(line)
            continue
        is_directive = bare.startswith(".. ")
        is_code = bool(_RST_CODE.match(bare)) if is_directive else bare.endswith("::")
        inside = indent if is_code else -1
        yield line


def _asciidoc(lines: list[str]) -> Iterator[str]:
    """Delimited blocks of code and comments blanked, and lines of comment."""
    fence = ""
    for line in lines:
        bare = line.rstrip()
        is_fence = bare[:4] in ("----", "....", "++++", "////") and bare == bare[:1] * len(bare)
        if fence:
            fence = "" if bare == fence else fence
        elif is_fence or bare.startswith("```"):
            fence = "```" if bare.startswith("```") else bare
        elif not bare.startswith("//"):
            yield line
            continue
        yield " " * len(line)


def _org(lines: list[str]) -> Iterator[str]:
    """Blocks, fixed-width lines and comments blanked."""
    inside = False
    for line in lines:
        lower = line.strip().lower()
        if lower.startswith("#+begin_") and not lower.startswith("#+begin_quote"):
            inside = True
        is_code = inside or lower.startswith((": ", "# "))
        if lower.startswith("#+end_"):
            inside = False
        yield " " * len(line) if is_code else line


_FORMATS: dict[str, Callable[[list[str]], Iterator[str]]] = {
    "rst": _restructured_text, "rest": _restructured_text, "adoc": _asciidoc,
    "asciidoc": _asciidoc, "asc": _asciidoc, "org": _org,
}  # fmt: skip


def _without_inline(line: str) -> str:
    """Inline code blanked: what stands between two equal runs of backticks."""
    if "`" not in line:
        return line
    runs = list(_TICKS.finditer(line))
    following: list[int | None] = [None] * len(runs)
    last: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        following[index] = last.get(length)
        last[length] = index
    parts: list[str] = []
    at = index = 0
    while index < len(runs):
        closing = following[index]
        if closing is not None:
            start, end = runs[index].start(), runs[closing].end()
            parts += line[at:start], " " * (end - start)
            at, index = end, closing
        index += 1
    return "".join((*parts, line[at:]))


def _without_comments(text: str) -> str:
    """Comments of HTML blanked; one that never ends is none."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += text[at:start], _spaces(text[start : end + 3])
        at = end + 3
    return "".join((*parts, text[at:]))


def _without_tags(text: str) -> str:
    """What stands in HTML's elements of code, blanked."""
    parts: list[str] = []
    at = 0
    unclosed: set[str] = set()
    for tag in _CODE_TAG.finditer(text):
        name = tag[1].lower()
        if tag.start() < at or name in unclosed:
            continue
        end = text.find(f"</{name}", tag.end())
        if end < 0:
            unclosed.add(name)
            continue
        parts += text[at : tag.end()], _spaces(text[tag.end() : end])
        at = end
    return "".join((*parts, text[at:]))
