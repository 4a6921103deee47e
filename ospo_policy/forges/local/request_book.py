# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a folder of repositories knows of our requests and issues: a book kept in a reference of the repository itself.

A repository without a forge has branches and no requests. So what a forge would tell is written, as JSON, to a blob that
`refs/ospo-policy/book` leads to; Git changes such a reference only if it is still as it was read.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.ports.requests import State

REFERENCE = "refs/ospo-policy/book"
MAX_BYTES = 1 << 20
NOTHING = "0" * 40


class Line(NamedTuple):
    """A request or an issue of the book; an issue has no branch."""

    number: int
    state: State
    title: str
    text: str
    created: int
    base: str = ""
    branch: str = ""
    head: str = ""
    onto: str = ""
    is_draft: bool = False
    labels: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    confidential: bool = False


class Book(NamedTuple):
    """All lines, oldest first, and the object that they were read from."""

    lines: tuple[Line, ...] = ()
    oid: str = NOTHING

    def line(self, number: int) -> Line | None:
        """The line of a number."""
        return next((one for one in self.lines if one.number == number), None)

    def with_line(self, line: Line) -> Book:
        """The book with a line in its place, or at the end."""
        if self.line(line.number) is None:
            return self._replace(lines=(*self.lines, line))
        return self._replace(lines=tuple(line if one.number == line.number else one for one in self.lines))

    @property
    def next_number(self) -> int:
        """The number of the next line."""
        return max((one.number for one in self.lines), default=0) + 1


def read(git: Git) -> Book:
    """The book of a repository; what makes no sense in it is left out."""
    try:
        oid = git.run("rev-parse", "--verify", "--quiet", REFERENCE).decode().strip()
    except GitError:
        return Book()
    blob = next(git.blobs([oid], MAX_BYTES), None)
    try:
        told = json.loads(blob.data) if blob is not None else None
    except (ValueError, RecursionError):
        told = None
    lines = told.get("lines") if isinstance(told, dict) else None
    found = (_line(one) for one in lines) if isinstance(lines, list) else ()
    return Book(tuple(one for one in found if one is not None), oid)


def write(git: Git, book: Book) -> Book:
    """Write the book over the one that it was read from. Raises `GitError` where that is no longer there."""
    told = {"version": 1, "lines": [one._asdict() | {"state": one.state.value} for one in book.lines]}
    data = json.dumps(told, indent=1, sort_keys=True).encode()
    oid = git.run("hash-object", "-w", "--stdin", feed=data).decode().strip()
    git.run("update-ref", REFERENCE, oid, book.oid if book.oid != NOTHING else "0" * len(oid))
    return book._replace(oid=oid)


def _line(told: Any) -> Line | None:
    if not isinstance(told, dict):
        return None
    try:
        return Line(
            number=int(told["number"]),
            state=State(told["state"]),
            title=str(told["title"]),
            text=str(told["text"]),
            created=int(told["created"]),
            base=str(told.get("base", "")),
            branch=str(told.get("branch", "")),
            head=str(told.get("head", "")),
            onto=str(told.get("onto", "")),
            is_draft=told.get("is_draft") is True,
            labels=tuple(map(str, told.get("labels", ()))),
            comments=tuple(map(str, told.get("comments", ()))),
            confidential=told.get("confidential") is True,
        )
    except (KeyError, TypeError, ValueError):
        return None
