# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation of fifty repositories, made from the corpus: each of its repositories as it is, then such as administrations have
too: without any community file, with those of another, with Windows' line ends, with half of them gone.

Nothing is drawn by lot: the same corpus gives the same organisation.
"""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Mapping
from functools import cache

from tests.support import corpus

COUNT = 50
MAX_OTHERS = 60
"""Paths without content that are kept of a tree: enough to see what kind of project it is."""
PRACTICES = (
    "readme", "license", "licence", "copying", "contributing", "code_of_conduct", "security", "governance", "maintainers",
    "codeowners", "changelog", "roadmap", "support", "publiccode", "citation", "reuse", "history", "authors", "notice",
)  # fmt: skip

Files = Mapping[str, bytes]


@cache
def originals() -> Mapping[str, Files]:
    """The repositories of the corpus, by name: their files, and some of their other paths, which are empty."""
    texts: dict[str, dict[str, bytes]] = {}
    trees: dict[str, str] = {}
    with tarfile.open(corpus.FOLDER / "repositories.tar.gz") as archive:
        for member in archive:
            _, _, rest = member.name.partition("/")
            name, _, path = rest.partition("/")
            file = archive.extractfile(member) if member.isfile() and path else None
            if file is None:
                continue
            if path == "tree.tsv":
                trees[name] = file.read().decode()
            elif path.startswith("files/"):
                texts.setdefault(name, {})[path.removeprefix("files/")] = file.read()
    return {name: _with_others(texts.get(name, {}), trees[name]) for name in sorted(trees)}


def _with_others(given: Mapping[str, bytes], tree: str) -> Files:
    rows = [line.split("\t") for line in tree.splitlines()]
    others = [row[-1] for row in rows if row[1] == "blob" and row[-1] not in given]
    return {**dict.fromkeys(others[:MAX_OTHERS], b""), **given}


def is_practice(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    low = name.lower()
    return folder in ("", ".github", "docs", "LICENSES", ".reuse") and low.startswith(PRACTICES)


def bare(own: Files, _other: Files | None = None) -> Files:
    """Code alone: nobody ever wrote anything about it."""
    return {path: data for path, data in own.items() if not is_practice(path)}


def _swapped(own: Files, other: Files) -> Files:
    """The code of one with what another wrote about its own."""
    return {**bare(own), **{path: data for path, data in other.items() if is_practice(path)}}


def _windows(own: Files, _other: Files) -> Files:
    """Texts with Windows' line ends."""
    return {
        path: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if is_practice(path) else data
        for path, data in own.items()
    }


def _halved(own: Files, _other: Files) -> Files:
    """Every second of the files that tell of practices is gone."""
    told = sorted(path for path in own if is_practice(path))
    return {path: data for path, data in own.items() if path not in told[::2]}


VARIANTS: Mapping[str, Callable[[Files, Files], Files]] = {
    "swapped": _swapped, "halved": _halved, "windows": _windows, "bare": bare,
}  # fmt: skip


def organisation(count: int = COUNT) -> Mapping[str, Files]:
    """So many repositories, by name."""
    every = originals()
    names = list(every)
    found = {name.partition("__")[2].lower(): every[name] for name in names[:count]}
    for number in range(count - len(found)):
        kind = list(VARIANTS)[number % len(VARIANTS)]
        own, other = names[number % len(names)], names[(number * 5 + 8) % len(names)]
        files = VARIANTS[kind](every[own], every[other])
        found[f"{kind}-{number:02}-{own.partition('__')[2].lower()}"] = files or {"main.py": b"print(1)\n"}
    return found
