# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`dep5-to-reuse-toml`: `.reuse/dep5` becomes `REUSE.toml`, with the same meaning.

Sources: Debian's machine-readable copyright format 1.0 (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/), REUSE
3.3 (https://reuse.software/spec-3.3/#reusetoml). A star of dep5 also matches a slash, and becomes two. In both, the last paragraph that
matches a file counts, and what the file says itself is added (`aggregate`). Comments stay. A question mark, which REUSE.toml has
not, and a file that is none of this format are left to people. The tests compare the result with that of `reuse convert-dep5`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from ospo_policy.fixes.common import edited, tree_of, whole
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

DEP5, TOML = ".reuse/dep5", "REUSE.toml"
_TAG = "SPDX-"
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]*(.*)")
_HEADER = {
    "upstream-name": "PackageName",
    "upstream-contact": "PackageSupplier",
    "source": "PackageDownloadLocation",
    "disclaimer": "PackageComment",
}
"""Field of the first paragraph to the key of REUSE.toml."""
_STAR = re.compile(r"(\\.)|\*+")


class Params(NamedTuple):
    """None."""


class Paragraph(NamedTuple):
    """Fields by name in lower case, each its lines without indentation; comments that stand above them."""

    fields: dict[str, tuple[str, ...]]
    comments: tuple[str, ...]


def needs(_params: Params) -> Needs:
    """The file."""
    return Needs(tree=True, contents=frozenset({"reuse"}))


def repair(_params: Params, broken: Broken) -> Outcome:
    """REUSE.toml in place of .reuse/dep5."""
    found = whole(broken.facts, DEP5)
    if isinstance(found, Message):
        return Unable(found)
    tree = tree_of(broken.facts)
    if tree is None or TOML in tree:
        return Unable(message("fix.name-taken", path=TOML))
    text = converted(found.text)
    return Unable(text) if isinstance(text, Message) else edited(broken, {DEP5: None, TOML: text})


def converted(text: str) -> str | Message:
    """The text of REUSE.toml for one of dep5; or why there is none."""
    paragraphs = list(_paragraphs(text))
    if not paragraphs or "format" not in paragraphs[0].fields or "files" in paragraphs[0].fields:
        return message("fix.dep5.no-header", path=DEP5)
    header, *others = paragraphs
    lines = [*header.comments, "version = 1"]
    lines += [_line(f"{_TAG}{key}", header.fields[name]) for name, key in _HEADER.items() if header.fields.get(name)]
    annotated = [paragraph for paragraph in others if "files" in paragraph.fields]
    for paragraph in annotated:
        made = _annotation(paragraph)
        if isinstance(made, Message):
            return made
        lines += ["", *made]
    return "\n".join(lines) + "\n" if annotated else message("fix.dep5.no-files", path=DEP5)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    fields: dict[str, list[str]] = {}
    comments: list[str] = []
    name = ""
    for line in (*text.split("\n"), ""):
        found = _FIELD.match(line)
        if line.startswith("#"):
            comments.append(line.rstrip())
        elif not line.strip():
            if fields:
                yield Paragraph({key: tuple(said) for key, said in fields.items()}, tuple(comments))
                fields, comments = {}, []
            name = ""
        elif line.startswith((" ", "\t")) and name:
            fields[name].append("" if line.strip() == "." else line.strip())
        elif found is not None:
            name = found[1].lower()
            fields[name] = [found[2].strip()]


def _annotation(paragraph: Paragraph) -> list[str] | Message:
    """The table of one paragraph."""
    fields = paragraph.fields
    globs = [glob for line in fields["files"] for glob in line.split()]
    licence = fields.get("license", ("",))[0]
    holders = [line for line in fields.get("copyright", ()) if line]
    if not globs or not licence or not holders:
        return message("fix.dep5.incomplete", path=DEP5, files=" ".join(globs))
    unknown = next((glob for glob in globs if re.search(r"(?<!\\)\?", glob)), None)
    if unknown is not None:
        return message("fix.dep5.question-mark", path=DEP5, glob=unknown)
    comment = "\n".join(fields.get("comment", ())).strip()
    return [
        *paragraph.comments,
        "[[annotations]]",
        _line("path", tuple(_glob(glob) for glob in globs)),
        _line("precedence", ("aggregate",)),
        _line(f"{_TAG}FileCopyrightText", tuple(holders)),
        _line(f"{_TAG}License-Identifier", (licence,)),
        *([_line(f"{_TAG}FileComment", (comment,))] if comment else []),
    ]


def _glob(glob: str) -> str:
    """A pattern as REUSE.toml has it: two stars cross folders; a question mark needs no escape."""
    return _STAR.sub(lambda found: ("?" if found[1] == "\\?" else found[1]) if found[1] else "**", glob)


def _line(key: str, said: tuple[str, ...]) -> str:
    """A key and its value: one text, or several."""
    texts = [_string(one) for one in said if one]
    return (
        f"{key} = {texts[0]}" if len(texts) == 1 else f"{key} = [\n" + "".join(f"    {one},\n" for one in texts) + "]"
    )


def _string(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON and that of the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


FIX = FixType("dep5-to-reuse-toml", Params, needs, repair, safety=Safety.SAFE)
