# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which folders the paths can be that selectors name: where that is few, a reader need not list all others.

What cannot be told from a selector alone counts as everywhere, so that nothing is ever missed: named sets, wildcards
for folders, classes of characters (which may hold a slash).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy.parsers.community_files import (
    CHANGELOG_FOLDERS,
    EXACT,
    ISSUE_FOLDERS,
    NAMED,
    PLACES,
    REQUEST_FOLDERS,
)
from ospo_policy.parsers.selection import is_kind

MAX_FOLDERS = 40
"""Folders that are looked into one by one; where there are more, everything is listed."""
MAX_CHOICES = 512
"""Paths that the braces of one glob may stand for."""


class Reach(NamedTuple):
    """Folders by their names without case, to the names as they are usually written; "" is the root.

    Of those in `below`, all that is in them is listed too, however deep.
    """

    folders: Mapping[str, str]
    below: frozenset[str] = frozenset()

    def holds(self, folder: str) -> bool:
        """Whether a folder is one to look into."""
        name = folder.casefold()
        return name in self.folders or any(name.startswith(f"{one}/") for one in self.below)


def reach(selectors: Iterable[str]) -> Reach | None:
    """Where the paths can be that the selectors name; None is everywhere."""
    found: dict[str, str] = {"": ""}
    below: set[str] = set()
    for selector in sorted(selectors):
        places = _of_kind(selector) if is_kind(selector) else _of_glob(selector)
        if places is None:
            return None
        for folder, is_deep in places:
            for at in _and_above(folder):
                found.setdefault(at.casefold(), at)
            if is_deep:
                below.add(folder.casefold())
    return Reach(found, frozenset(below)) if len(found) <= MAX_FOLDERS else None


_Places = list[tuple[str, bool]]
"""Folders, and whether all below each counts."""


def _of_kind(kind: str) -> _Places | None:
    if kind == "security":  # a security.txt may be anywhere
        return None
    if kind in NAMED:
        folders = [folder for folder, place in PLACES.items() if place in NAMED[kind][0]]
    elif kind in EXACT:
        folders = [path.rpartition("/")[0] for path in EXACT[kind].split()]
    elif kind in ("licence", "licence-binary"):
        folders = ["", "LICENSES"]
    else:
        folders = list(PLACES)
    special = {"changelog": CHANGELOG_FOLDERS, "issue-template": ISSUE_FOLDERS, "request-template": REQUEST_FOLDERS}
    deep = [_usual(folder.rstrip("/")) for folder in special.get(kind, ())]
    return [(folder, False) for folder in folders] + [(folder, True) for folder in deep]


def _usual(folder: str) -> str:
    """GitHub's own folders of templates are written in capitals."""
    start, slash, name = folder.rpartition("/")
    return f"{start}{slash}{name.upper()}" if name.endswith("_template") else folder


def _of_glob(glob: str) -> _Places | None:
    """The folders of a glob; None for a named set too."""
    if glob.startswith("@") or "[" in glob or not glob.isascii():
        return None
    choices = _choices(glob)
    if choices is None:
        return None
    found: _Places = []
    for path in choices:
        *folders, _name = path.split("/")
        deep = next((at for at, part in enumerate(path.split("/")) if "**" in part), None)
        plain = folders if deep is None else folders[:deep]
        if deep == 0 or any("*" in part or "?" in part for part in plain):
            return None
        found.append(("/".join(plain), deep is not None))
    return found


def _choices(glob: str) -> list[str] | None:
    """What the braces of a glob stand for; None where that is too much, or they do not match."""
    done: list[str] = []
    waiting = [glob]
    while waiting:
        if len(done) + len(waiting) > MAX_CHOICES:
            return None
        one = waiting.pop()
        end = one.find("}")
        start = one.rfind("{", 0, end) if end >= 0 else -1
        if end < 0 and "{" not in one:
            done.append(one)
        elif start < 0:
            return None
        else:
            waiting += [one[:start] + choice + one[end + 1 :] for choice in one[start + 1 : end].split(",")]
    return done


def _and_above(folder: str) -> Iterable[str]:
    """A folder and those that it is in."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
