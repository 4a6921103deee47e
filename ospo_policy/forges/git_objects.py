# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commits made by hand, and how they are pushed over HTTP: blobs, trees and commits in a pack, and a branch that moves with them.

Git's push is what moves a branch in one step and only from where it was seen: the server compares that with where the branch
stands (https://git-scm.com/docs/pack-protocol#_pushing_data_to_a_server). No server is believed on what a folder holds: a
listing is taken only if it has the id of its tree, so that nothing is left out of a new one.
Formats: https://git-scm.com/docs/pack-format, https://git-scm.com/book/en/v2/Git-Internals-Git-Objects.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ospo_policy.model.message import message
from ospo_policy.ports.requests import Identity, StepRefusedError

TREE, LINK, MODULE = "40000", "120000", "160000"
PLAIN = ("100644", "100755")
_KINDS = {"commit": 1, "tree": 2, "blob": 3}
MAX_DEPTH = 40


class TreeEntry(NamedTuple):
    """What a folder holds under a name."""

    mode: str
    name: str
    oid: str


class Object(NamedTuple):
    """An object of Git: its kind (`blob`, `tree`, `commit`) and its bytes."""

    kind: str
    data: bytes


class OddTreeError(Exception):
    """A listing is not that of its tree."""


Listing = Callable[[str], Sequence[TreeEntry]]
"""What a tree holds, by its id."""


def object_id(thing: Object, like: str) -> str:
    """The id of an object, by the kind of hash that `like` has."""
    hash_ = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    head = f"{thing.kind} {len(thing.data)}\0".encode()
    return hash_(head + thing.data, usedforsecurity=False).hexdigest()


def tree_of(entries: Iterable[TreeEntry]) -> Object:
    """A tree. Git sorts a folder as if its name ended in a slash."""

    def key(entry: TreeEntry) -> bytes:
        return _raw(entry.name) + (b"/" if entry.mode == TREE else b"")

    parts = [
        f"{one.mode} ".encode() + _raw(one.name) + b"\0" + bytes.fromhex(one.oid) for one in sorted(entries, key=key)
    ]
    return Object("tree", b"".join(parts))


def commit_of(tree: str, parent: str, who: Identity, moment: int, text: str) -> Object:
    """A commit by somebody, at a moment in seconds since 1970, in UTC."""
    person = f"{_word(who.name)} <{_word(who.email)}> {moment} +0000"
    head = f"tree {tree}\nparent {parent}\nauthor {person}\ncommitter {person}\n\n"
    return Object("commit", head.encode() + text.encode("utf-8", "surrogateescape"))


class NewTrees:
    """Trees with files changed, and every object that is new with them."""

    def __init__(self, listing: Listing, like: str) -> None:
        self._listing, self._like = listing, like
        self.objects: dict[str, Object] = {}
        self._made: dict[str, tuple[TreeEntry, ...]] = {}

    def add(self, thing: Object) -> str:
        """The id of a new object."""
        oid = object_id(thing, self._like)
        self.objects[oid] = thing
        return oid

    def changed(self, root: str, files: Mapping[str, str | None]) -> str:
        """The root tree with whole texts of files, None for one that goes. Raises `StepRefusedError` and `OddTreeError`."""
        changes: dict[str, object] = {}
        for path, text in sorted(files.items()):
            parts = path.split("/")
            if len(parts) > MAX_DEPTH or not all(parts) or {".", "..", ".git"} & set(parts):
                raise StepRefusedError(message("write.odd-file", path=path))
            inside = changes
            for part in parts[:-1]:
                inside = inside.setdefault(part, {})  # type: ignore[assignment]
                if not isinstance(inside, dict):
                    raise StepRefusedError(message("write.odd-file", path=path))
            inside[parts[-1]] = text
        return self._changed(root, changes, "") or self.add(tree_of(()))

    def _changed(self, tree: str | None, changes: Mapping[str, object], at: str) -> str | None:
        """A folder with what is changed in it; None where nothing is left."""
        entries = {one.name: one for one in (self._entries(tree) if tree is not None else ())}
        for name, change in changes.items():
            there, path = entries.get(name), f"{at}{name}"
            if isinstance(change, dict):
                if there is not None and there.mode != TREE:
                    raise StepRefusedError(message("write.odd-file", path=path))
                oid = self._changed(there.oid if there is not None else None, change, f"{path}/")
                new = TreeEntry(TREE, name, oid) if oid is not None else None
            else:
                if there is not None and there.mode not in PLAIN:
                    raise StepRefusedError(message("write.odd-file", path=path))
                new = self._file(name, change, there.mode if there is not None else PLAIN[0])
            if new is not None:
                entries[name] = new
            else:
                entries.pop(name, None)
        if not entries:
            return None
        if tree is not None and tuple(entries.values()) == self._entries(tree):
            return tree
        oid = self.add(tree_of(entries.values()))
        self._made[oid] = tuple(entries.values())
        return oid

    def _file(self, name: str, text: object, mode: str) -> TreeEntry | None:
        if text is None:
            return None
        data = str(text).encode("utf-8", "surrogateescape")
        return TreeEntry(mode, name, self.add(Object("blob", data)))

    def _entries(self, tree: str) -> tuple[TreeEntry, ...]:
        if tree not in self._made:
            entries = tuple(self._listing(tree))
            if object_id(tree_of(entries), self._like) != tree:
                raise OddTreeError
            self._made[tree] = entries
        return self._made[tree]


def push_body(branch: str, before: str | None, after: str | None, objects: Mapping[str, Object], like: str) -> bytes:
    """What to post to `<repository>.git/git-receive-pack`: a branch moves from `before` to `after`, None for not there."""
    none = "0" * len(like)
    kind = "sha256" if len(like) == 64 else "sha1"
    asked = f"report-status object-format={kind} agent=ospo-policy"
    command = f"{before or none} {after or none} refs/heads/{branch}\0 {asked}".encode()
    return b"%04x" % (len(command) + 4) + command + b"0000" + (pack(objects, like) if after is not None else b"")


def pack(objects: Mapping[str, Object], like: str) -> bytes:
    """Objects as they travel."""
    parts = [b"PACK" + (2).to_bytes(4, "big") + len(objects).to_bytes(4, "big")]
    for thing in objects.values():
        size = len(thing.data)
        byte, size = (_KINDS[thing.kind] << 4) | (size & 15), size >> 4
        head = bytearray()
        while size:
            head.append(byte | 0x80)
            byte, size = size & 0x7F, size >> 7
        head.append(byte)
        parts += [bytes(head), zlib.compress(thing.data)]
    body = b"".join(parts)
    hash_ = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return body + hash_(body, usedforsecurity=False).digest()


def refusal_of(answer: bytes, branch: str) -> str | None:
    """Why a push was refused, in the server's words, which are looked into and never shown; None if it was carried out.

    Raises `ValueError` for what is no answer to a push.
    """
    lines = list(_lines(answer))
    if f"ok refs/heads/{branch}" in lines and "unpack ok" in lines:
        return None
    start = f"ng refs/heads/{branch} "
    for line in lines:
        if line.startswith(start):
            return line.removeprefix(start).lower() or "refused"
        if line.startswith("unpack ") and line != "unpack ok":
            return line.lower()
    raise ValueError("no report of a push")


def _lines(answer: bytes) -> Iterable[str]:
    at = 0
    while at + 4 <= len(answer):
        length = int(answer[at : at + 4], 16)
        if length > 4:
            yield answer[at + 4 : at + length].decode("utf-8", "replace").rstrip("\n")
        at += max(length, 4)


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _word(text: str) -> str:
    """A name or an address as a commit can bear it."""
    return "".join(char for char in text if char.isprintable() and char not in "<>").strip() or "unknown"
