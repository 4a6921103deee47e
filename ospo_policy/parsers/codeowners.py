# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""CODEOWNERS files of GitHub, GitLab and Forgejo.

Sources: GitHub, "About code owners" (syntax and what it does not support); GitLab, "Code owners
syntax" (sections, roles); patterns follow gitignore.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy.parsers.lazy_regex import LazyRegex

FOLDERS = (".github/", "", "docs/", ".gitlab/", ".forgejo/", ".gitea/")
"""Where forges look, in GitHub's order, then where only others look. Names compare exactly."""


class Entry(NamedTuple):
    """A line that gives owners to a pattern; no owner takes them away."""

    line: int
    pattern: str
    owners: tuple[str, ...]


class Mistake(NamedTuple):
    """A line that forges do not understand. `key` is a message of the catalogue."""

    line: int
    column: int
    key: str
    arguments: Mapping[str, object]


class CodeOwners(NamedTuple):
    """A file as read."""

    entries: tuple[Entry, ...]
    mistakes: tuple[Mistake, ...]


_SECTION = LazyRegex(r"\^?\[(?P<name>[^\[\]]+)\](?:\[\d+\])?(?P<owners>(?:\s+\S+)*)\s*")
_OWNER = LazyRegex(
    r"@@?[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_])?(?:/[A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?)*|[^@\s]+@[^@\s]+\.[^@\s]+"
)
_WORD = LazyRegex(r"(?:\\.|[^\s\\])+")


def parse(text: str, *, gitlab: bool = False) -> CodeOwners:
    """Read a file. `gitlab` when it stands where only GitLab reads it. Never raises."""
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    sections = gitlab or any(_SECTION.fullmatch(line.strip()) for line in text.split("\n"))
    for number, line in enumerate(text.split("\n"), 1):
        words = list(_WORD.finditer(line))
        first = words[0] if words else None
        if first is None or line.lstrip().startswith("#"):
            continue
        section = _SECTION.fullmatch(line.strip())
        if section:
            owners = section["owners"].split()
            mistakes += [_bad_owner(number, line.index(o) + 1, o) for o in owners if _wrong(o)]
            continue
        pattern = first[0]
        if not sections and (pattern.startswith("!") or "[" in pattern):
            where = {"pattern": pattern}
            mistakes.append(Mistake(number, first.start() + 1, "codeowners.bad-pattern", where))
            continue
        owners = []
        for word in words[1:]:
            if word[0].startswith("#"):
                break
            owners.append(word[0])
            if _wrong(word[0]):
                mistakes.append(_bad_owner(number, word.start() + 1, word[0]))
        entries.append(Entry(number, pattern, tuple(owners)))
    return CodeOwners(tuple(entries), tuple(mistakes))


def _wrong(owner: str) -> bool:
    return len(owner) > 300 or not _OWNER.fullmatch(owner)


def _bad_owner(line: int, column: int, owner: str) -> Mistake:
    return Mistake(line, column, "codeowners.bad-owner", {"owner": owner})


def owners_of(text: str, path: str) -> tuple[str, ...]:
    """Who owns a file: those of the last line whose pattern fits it. What forges do not understand owns nothing."""
    for entry in reversed(parse(text).entries):
        if matches_any(entry.pattern, path):
            return tuple(owner for owner in entry.owners if not _wrong(owner))
    return ()


def joined(paths: Iterable[str]) -> str:
    """Paths one a line, whatever a hostile name holds: line feeds, or bytes that are no UTF-8."""
    return "\n".join(path.replace("\n", "?") for path in paths).encode("utf-8", "replace").decode()


def matches_something(pattern: str, joined_paths: str) -> bool:
    """Whether a pattern matches a file, on any of the forges: nothing in a file tells which forge is meant."""
    return matches_any(pattern, joined_paths) or _matches_as_regex(pattern, joined_paths)


def _matches_as_regex(pattern: str, joined_paths: str) -> bool:
    """Whether a pattern matches a file as an expression of Go, as which Gitea and Forgejo read it.

    Their files lie at the root and in docs/ too.
    """
    from ospo_policy.parsers.regex import PatternError, compile_pattern

    if pattern.startswith("!"):  # all but some files
        return True
    try:  # a backslash is written twice: once for the words of a line, once for the expression
        return compile_pattern(f"^(?:{pattern}$)".replace("\\\\", "\\")).search(joined_paths) is not None
    except PatternError:
        return False


def matches_any(pattern: str, joined_paths: str) -> bool:
    """Whether a pattern matches a file, or a folder that holds one. Paths are joined by line feeds.

    The pattern runs in RE2 over all paths at once: a repository writes its CODEOWNERS itself.
    """
    from ospo_policy.parsers.regex import PatternError, compile_pattern

    try:
        return compile_pattern(as_regex(pattern)).search(joined_paths) is not None
    except PatternError:  # longer than RE2 takes
        return True


def as_regex(pattern: str) -> str:
    """The pattern as RE2 source, by gitignore's rules (https://git-scm.com/docs/gitignore)."""
    body = pattern.lstrip("!")
    parts = [part for part in body.split("/") if part]
    anchored = "/" in body.rstrip("/")
    source = "^" if anchored else "^(?:[^\\n]*/)?"
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            source += "[^\\n]+" if last else "(?:[^\\n]*/)?"
        else:
            source += "".join(_piece(piece) for piece in _PIECES.findall(part))
            source += "" if last else "/"
    return source + ("/" if body.endswith("/") else "(?:/|$)" if parts[-1:] != ["**"] else "")


_PIECES = LazyRegex(r"\*+|\?|\\.|[^*?\\]")


def _piece(piece: str) -> str:
    if piece.startswith("*"):
        return "[^/\\n]*"
    if piece == "?":
        return "[^/\\n]"
    char = piece[-1]
    return char if char.isalnum() or char in "_- " or ord(char) > 127 else "\\" + char
