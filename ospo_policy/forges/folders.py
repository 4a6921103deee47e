# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists the folders alone in which wanted paths can be, level by level, whatever the forge lists them with.

The root and the likeliest folders are asked for at once, by their usual names, though they may not be there. Any other
of `Reach` is asked for once it is found, and so is one that is written otherwise (`Docs`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ospo_policy.model.facts import Entry, EntryKind
from ospo_policy.parsers.reach import Reach
from ospo_policy.ports.forges import KnownTree

MAX_ASKED = 300
"""Folders of one repository that are listed one by one; where there are more, all of it is listed at once."""
MAX_ENTRIES = 100_000
LIKELY = ("", ".github", "docs", ".github/workflows", ".github/issue_template", "licenses")
"""Folders, without case, that are asked for before it is known whether they are there."""


class Child(NamedTuple):
    """An entry of one folder; `kind` is None for a folder, whose object id is `oid` too."""

    name: str
    kind: EntryKind | None
    oid: str
    size: int | None = None


class Folder(NamedTuple):
    """A folder to list; its object id where it is known, so that it is there."""

    path: str
    oid: str = ""


class Walk:
    """The listing of some folders of one repository, on its way."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._asked: set[str] = set()
        self._entries: list[tuple[Entry, str]] = []
        self._found: list[Folder] = []
        self._guesses = [Folder(reach.folders[name]) for name in LIKELY if name in reach.folders]

    @property
    def is_too_long(self) -> bool:
        """Whether the repository had better be listed at once."""
        return len(self._asked) + len(self._found) > MAX_ASKED or len(self._entries) > MAX_ENTRIES

    def next(self) -> Sequence[Folder]:
        """The folders to list now; none once all are."""
        folders = self._guesses or [one for one in self._found if one.path not in self._asked]
        self._guesses, self._found = [], []
        self._asked.update(folder.path for folder in folders)
        return folders

    def add(self, folder: str, children: Iterable[Child]) -> None:
        """What a folder holds; nothing need be added for one that is not there."""
        for child in children:
            path = f"{folder}/{child.name}" if folder else child.name
            if child.kind is not None:
                self._entries.append((Entry(path, child.kind, child.size), child.oid))
            elif self._reach.holds(path):
                self._found.append(Folder(path, child.oid))

    @property
    def tree(self) -> KnownTree:
        """What was listed, in Git's order."""
        by_path = sorted(self._entries, key=lambda one: one[0].path.encode("utf-8", "surrogateescape"))
        return KnownTree(tuple(by_path))


def key_of(commit: str, reach: Reach) -> str:
    """What the listing of some folders of a commit is kept by: another name than the whole listing has."""
    about = "\n".join([*sorted(reach.folders), "", *sorted(reach.below)])
    return f"{commit}:{hashlib.sha256(about.encode()).hexdigest()}"
