# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The last line of a file that we wrote: from which template, in which version, and what it said then.

    <!-- ospo-policy: template SECURITY.md version 3 fr 0f2c... -->

So a file that nobody touched is told from one that people made their own. A file whose format has no comments, and one that is
copied into every issue, has no such line; for these the store and the request remember the same.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.templates import Template

_LINE = re.compile(
    r"^(?:<!--|#) ospo-policy: template (?P<id>[A-Za-z0-9_.+/-]{1,100}) version (?P<version>[1-9][0-9]{0,7}) "
    r"(?P<language>[a-z]{2,3}) (?P<digest>[0-9a-f]{32})(?: -->)?[ \t]*$",
    re.MULTILINE,
)


class Stamp(NamedTuple):
    """Which template a file is from, and the digest of what was written."""

    id: str
    version: int
    language: str
    digest: str


class Stamped(NamedTuple):
    """A file as it is there: its stamp, and its text without it."""

    stamp: Stamp
    text: str

    @property
    def is_unchanged(self) -> bool:
        """Whether the text is what was written, ends of lines and blank lines at the end left aside."""
        return digest(self.text) == self.stamp.digest


def stamp_of(template: Template, text: str) -> Stamp:
    """The stamp of a text that a template made."""
    return Stamp(template.id, template.version, template.language, digest(text))


def stamped(template: Template, text: str) -> str:
    """The text with its stamp, where its format has a place for one."""
    return with_stamp(template, text, stamp_of(template, text))


def with_stamp(template: Template, text: str, stamp: Stamp) -> str:
    """A text with a stamp, which may tell of another text: that of the template, where people changed theirs."""
    if not template.is_stamped:
        return text
    said = f"ospo-policy: template {stamp.id} version {stamp.version} {stamp.language} {stamp.digest}"
    line = f"<!-- {said} -->" if template.format is Format.MARKDOWN else f"# {said}"
    return f"{text.rstrip()}\n\n{line}\n"


def read(text: str) -> Stamped | None:
    """The stamp of a file, wherever people moved it to, and the text without it; None for a file that has none, or several."""
    found = list(_LINE.finditer(text.replace("\r\n", "\n")))
    if len(found) != 1:
        return None
    (line,) = found
    stamp = Stamp(line["id"], int(line["version"]), line["language"], line["digest"])
    before, after = line.string[: line.start()], line.string[line.end() :].removeprefix("\n")
    return Stamped(stamp, (before.rstrip() + "\n" if not after.strip() else before + after))


def digest(text: str) -> str:
    """128 bits of SHA-256 over a text with line feeds and no blank lines at its end, in hexadecimal."""
    return hashlib.sha256(f"{text.replace(chr(13), '').rstrip()}\n".encode("utf-8", "surrogatepass")).hexdigest()[:32]
