# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Regular expressions that come from a policy, in linear time.

A policy is written by others, so its patterns run in RE2 (https://github.com/google/re2/wiki/Syntax),
which cannot be made to backtrack. Globs are translated to RE2 as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

MAX_MEMORY = 8 << 20
"""Bytes that one compiled pattern may use."""


class PatternError(ValueError):
    """The pattern is not valid; `args[0]` is RE2's reason."""


class Pattern:
    """A compiled pattern."""

    __slots__ = ("_compiled",)

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each match in `text`, from left to right."""
        return (found.span() for found in self._compiled.finditer(_encodable(text)))

    def search(self, text: str) -> tuple[int, int] | None:
        """(start, end) of the first match in `text`, or None."""
        found = self._compiled.search(_encodable(text))
        return None if found is None else found.span()

    def matches(self, text: str) -> bool:
        """Whether the whole of `text` matches."""
        return self._compiled.fullmatch(_encodable(text)) is not None

    def select(self, lines: Iterable[str]) -> list[str]:
        """Those of `lines` that match wholly, in order: one search instead of one for each."""
        wanted = list(lines)
        joined = "\n".join(wanted)
        if joined.count("\n") > max(len(wanted) - 1, 0):  # a name with a line feed of its own
            return [line for line in wanted if self.matches(line.replace("\n", "?"))]
        return [joined[start:end] for start, end in self.find(joined)]


def _encodable(text: str) -> str:
    """The text for RE2, which takes UTF-8: bytes of a file name that are none become `?`, in place."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> Pattern:
    """Compile an RE2 pattern; `^` and `$` match at line ends. Raises `PatternError`."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_MEMORY
    try:
        return Pattern(re2.compile(f"(?m:{pattern})", options))
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        text = reason.decode() if isinstance(reason, bytes) else str(reason)
        raise PatternError(text.replace(f"(?m:{pattern})", pattern)) from None


@lru_cache(maxsize=512)
def compile_glob(glob: str) -> Pattern:
    """Compile a glob over whole paths, ignoring case. Raises `PatternError`.

    `*` and `?` stay within a folder, `**` crosses folders, `{a,b}` and `[abc]` choose.
    """
    return compile_pattern(f"^(?i:{_translate(glob)})$")


def _translate(glob: str) -> str:
    """The glob as RE2 source."""
    out: list[str] = []
    index, depth = 0, 0
    while index < len(glob):
        char = glob[index]
        if glob.startswith("**/", index):
            out.append("(?:[^\\n]*/)?")
            index += 3
            continue
        if glob.startswith("**", index):
            out.append("[^\\n]*")
            index += 2
            continue
        if char == "[" and "]" in glob[index + 2 :]:
            end = glob.index("]", index + 2)
            body = glob[index + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            out.append("[" + ("^" + body[1:] if body.startswith("!") else body) + "]")
            index = end + 1
            continue
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            raise PatternError("} without {")
        plain = {"*": "[^/\\n]*", "?": "[^/\\n]", "{": "(?:", "}": ")"}
        out.append("|" if char == "," and depth else plain.get(char) or _escape(char))
        index += 1
    if depth:
        raise PatternError("{ without }")
    return "".join(out)


def _escape(char: str) -> str:
    """One character that stands for itself."""
    return char if char.isalnum() or char in "_/- " or ord(char) > 127 else "\\" + char
