# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How commits follow one another: which are new on a branch, whether two conflict, and their merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.forges.github_server.git_objects import FOLDER, Store, TreeEntry, headers

Flat = Mapping[bytes, tuple[str, str]]
"""Path to mode and object id."""


def parents(store: Store, oid: str) -> list[str]:
    """The commits before a commit."""
    return [line[7:] for line in headers(store[oid]) if line.startswith("parent ")]


def history(store: Store, oid: str) -> list[str]:
    """A commit and all before it, each after all that follow it: the newest first."""
    order: list[str] = []
    seen: set[str] = set()
    queue = [(oid, False)]
    while queue:
        found, is_done = queue.pop()
        if is_done:
            order.append(found)
        elif found not in seen:
            seen.add(found)
            queue.append((found, True))
            queue += [(parent, False) for parent in parents(store, found)]
    return order[::-1]


def ahead(store: Store, base: str, head: str) -> list[str]:
    """The commits of `head` that `base` does not hold, the oldest first, as GitHub compares them."""
    known = set(history(store, base))
    return [oid for oid in reversed(history(store, head)) if oid not in known]


def merge_base(store: Store, one: str, other: str) -> str | None:
    """The newest commit that both hold."""
    known = set(history(store, one))
    return next((oid for oid in history(store, other) if oid in known), None)


def flat(store: Store, commit: str | None) -> dict[bytes, tuple[str, str]]:
    """Every file of a commit."""
    tree = store.peel(commit, "tree") if commit else None
    return {path: (e.mode, e.oid) for path, e in store.walk(tree) if e.mode != FOLDER} if tree else {}


def merged(store: Store, base: str, head: str) -> dict[bytes, tuple[str, str]] | None:
    """The files of both sides put together, or None where they changed the same file differently."""
    start = flat(store, merge_base(store, base, head))
    ours, theirs = flat(store, base), flat(store, head)
    found = dict(ours)
    for path in start.keys() | ours.keys() | theirs.keys():
        before, one, other = start.get(path), ours.get(path), theirs.get(path)
        if other in (before, one):
            continue
        if one != before:
            return None
        if other is None:
            found.pop(path, None)
        else:
            found[path] = other
    return found


def write_flat(store: Store, files: Flat) -> str:
    """Keep a tree of files by path; its id."""
    entries: list[TreeEntry] = []
    folders: dict[bytes, dict[bytes, tuple[str, str]]] = {}
    for path, given in files.items():
        head, slash, rest = path.partition(b"/")
        if slash:
            folders.setdefault(head, {})[rest] = given
        else:
            entries.append(TreeEntry(given[0], head, given[1]))
    entries += [TreeEntry(FOLDER, name, write_flat(store, inside)) for name, inside in folders.items()]
    return store.write("tree", _tree(entries))


def _tree(entries: Iterable[TreeEntry]) -> bytes:
    ordered = sorted(entries, key=lambda entry: entry.name + (b"/" if entry.mode == FOLDER else b""))
    return b"".join(b"%s %s\0%s" % (e.mode.encode(), e.name, bytes.fromhex(e.oid)) for e in ordered)
