# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headings, links and anchors of reStructuredText, AsciiDoc and Org, line by line.

Enough for an outline: no directive is run and no file is included. Literal and source blocks are
passed over. Sources: docutils' reStructuredText specification (sections), AsciiDoc's language
documentation (section titles), the Org manual (headlines, hyperlinks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.markdown import github_anchor
from ospo_policy.parsers.outline import Heading, Link, Outline

_RST_LINK = LazyRegex(r"`[^`<>\n]*<([^`<>\n]+)>`_|^\s*\.\. (?:figure|image):: (\S+)")
_RST_TARGET = LazyRegex(r"^\.\. _`?([^`:\n]+)`?:\s*(\S*)")
_ASCIIDOC_HEADING = LazyRegex(r"^(={1,6}|#{1,6})[ \t]+(\S[^\n]*)$")
_RST_LITERAL = LazyRegex(r"\.\. (?:code|code-block|sourcecode|parsed-literal|raw|math|doctest)::")
_ASCIIDOC_LINK = LazyRegex(r"(link|xref|image):{1,2}([^\s\[\]]{1,400})\[|<<([^\s,<>]+)[,>]")
_ASCIIDOC_IMAGES = LazyRegex(r":imagesdir:[ \t]+(\S+)[ \t]*$")
_ASCIIDOC_ANCHOR = LazyRegex(r"\[\[([^\[\],]+)[\],]|\[#([^\[\],.]+)[\],.]")
_ORG_HEADING = LazyRegex(r"^(\*+)[ \t]+(\S[^\n]*)$")
_ORG_LINK = LazyRegex(r"\[\[([^\[\]]+)\](?:\[[^\[\]]*\])?\]")
_ORG_STATE = LazyRegex(r"^(?:TODO|DONE|NEXT|WAITING|CANCELLED)\s+")
_ORG_TAGS = LazyRegex(r"\s+:[\w@#%:]+:$")
_IMAGE = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


def restructured_text(text: str) -> Outline:
    """The outline of a reStructuredText document; levels by the order of adornments."""
    lines = text.split("\n")
    styles: list[str] = []
    headings: list[Heading] = []
    links: list[Link] = []
    anchors: set[str] = set()
    literal = -1
    for number, line in enumerate(lines, 1):
        below = lines[number] if number < len(lines) else ""
        if _is_adornment(below, line) and line.strip() and not _all_same(line.strip()):
            above = lines[number - 2] if number > 1 else ""
            style = below[0] + ("o" if above[:1] == below[:1] and _all_same(above.strip()) else "")
            if style not in styles:
                styles.append(style)
            title = line.strip()
            headings.append(Heading(styles.index(style) + 1, title, number, github_anchor(title)))
        indent = len(line) - len(line.lstrip())
        if literal >= 0 and (not line.strip() or indent > literal):
            continue
        bare = line.strip()
        is_literal = _RST_LITERAL.match(bare) if bare.startswith(".. ") else bare.endswith("::")
        literal = indent if is_literal else -1
        targets = [found[1] or found[2] for found in _RST_LINK.finditer(line)]
        target = _RST_TARGET.match(line)
        if target:
            anchors.add(target[1].lower())
            targets += [target[2]] if target[2] else []
        # `text <name_>`_ and ".. _a: name_" refer to a target by its name.
        links += [_link(found, number) for found in targets if not found.endswith("_")]
    anchors |= {heading.anchor for heading in headings}
    return Outline(tuple(headings), tuple(links), frozenset(anchors))


def _is_adornment(line: str, title: str) -> bool:
    """Whether a line underlines a title: one punctuation character, nearly as long at least."""
    line, length = line.rstrip(), len(title.strip())
    return (
        (len(line) >= length or len(line) >= max(3, length - 2))
        and (len(line) > 1 or line == "=")
        and _all_same(line)
        and not title.startswith((" ", "\t"))
    )


def _all_same(line: str) -> bool:
    return bool(line) and line == line[0] * len(line) and line[0] in "=-~^\"'`#*+:.<>_!$%&,;@\\/|"


def asciidoc(text: str) -> Outline:
    """The outline of an AsciiDoc document."""
    headings: list[Heading] = []
    links: list[Link] = []
    anchors: set[str] = set()
    folder = ""
    for number, line in _outside_blocks(text, ("----", "....", "++++", "////", "```")):
        found = _ASCIIDOC_HEADING.match(line)
        if found:
            title = found[2].strip()
            headings.append(Heading(len(found[1]), title, number, _asciidoc_anchor(title)))
        images = _ASCIIDOC_IMAGES.match(line)
        folder = images[1].rstrip("/") if images else folder
        links += [_asciidoc_link(m, folder, number) for m in _ASCIIDOC_LINK.finditer(line)]
        anchors |= {(m[1] or m[2]).lower() for m in _ASCIIDOC_ANCHOR.finditer(line)}
    anchors |= {heading.anchor for heading in headings}
    anchors |= {github_anchor(heading.text) for heading in headings}
    return Outline(tuple(headings), tuple(links), frozenset(anchors))


def _asciidoc_link(found: re.Match[str], folder: str, line: int) -> Link:
    """A link, an image in the folder of images, or a reference to an anchor: `xref:name[]`, `<<name>>`."""
    macro, target, anchor = found.groups()
    if macro is None or (macro == "xref" and not any(sign in target for sign in "./#:")):
        return Link(f"#{anchor or target}", line)
    is_image = macro == "image"
    if is_image and folder and not target.startswith("/") and ":" not in target:
        target = f"{folder}/{target}"
    return Link(target, line, is_image)


def _asciidoc_anchor(title: str) -> str:
    """The id that Asciidoctor gives to a section."""
    return "_" + re.sub(r"[^\w]+", "_", title.lower()).strip("_")


def org(text: str) -> Outline:
    """The outline of an Org document; its #+TITLE counts as a heading of level 1."""
    headings: list[Heading] = []
    links: list[Link] = []
    anchors: set[str] = set()
    in_block = False
    for number, line in enumerate(text.split("\n"), 1):
        lower = line.strip().lower()
        if lower.startswith("#+begin_"):
            in_block = True
        elif lower.startswith("#+end_"):
            in_block = False
        if in_block:
            continue
        found = _ORG_HEADING.match(line)
        if lower.startswith("#+title:"):
            title = line.strip()[len("#+title:") :].strip()
            headings += [Heading(1, title, number, github_anchor(title))] if title else []
        elif found:
            title = _ORG_TAGS.sub("", _ORG_STATE.sub("", found[2])).strip()
            headings.append(Heading(len(found[1]), title, number, github_anchor(title)))
        elif lower.startswith(":custom_id:"):
            anchors.add(lower[len(":custom_id:") :].strip())
        links += [
            _link(target.removeprefix("file:").partition("::")[0], number)
            for target in _ORG_LINK.findall(line)
            if _is_org_file(target)
        ]
    anchors |= {heading.anchor for heading in headings}
    return Outline(tuple(headings), tuple(links), frozenset(anchors))


def _is_org_file(target: str) -> bool:
    """Whether a link of Org names a file or an address; else it looks for words of the document."""
    return not target.startswith(("*", "#", "~", "file:~")) and (
        ":" in target or "/" in target or target.lower().endswith(_IMAGE)
    )


def _outside_blocks(text: str, fences: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(number, line) of each line outside delimited blocks."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.rstrip()
        if fence:
            if bare == fence or (fence == "```" and bare.startswith(fence)):
                fence = ""
        elif bare in fences or bare.startswith("```"):
            fence = "```" if bare.startswith("```") else bare
        else:
            yield number, line


def _link(target: str, line: int) -> Link:
    return Link(target.strip(), line, target.lower().endswith(_IMAGE))
