# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts from Git objects that a forge handed out: which blobs the needs want, and what they say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy.forges.texts import MAX_HEADS, MAX_LINKS, MAX_TEXT_BYTES, MAX_TEXTS, content
from ospo_policy.model.facts import Content, Entry, EntryKind, Fact, Known, Tree, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.selection import select_all
from ospo_policy.ports.forges import KnownTree


class Blob(NamedTuple):
    """A blob as it was read: its bytes (None: binary, and not fetched), and whether there is more."""

    data: bytes | None
    truncated: bool = False


class Listing:
    """The tree of a repository with the object id of each path, and the blobs that the needs want of it."""

    def __init__(self, known: KnownTree, needs: Needs) -> None:
        incomplete = message("unseen.tree-truncated") if known.truncated else None
        self.tree = Tree((entry for entry, _ in known.entries), incomplete)
        self.oids = {entry.path: oid for entry, oid in known.entries}
        self.texts = select_all(self.tree, sorted(needs.contents))
        self.heads = select_all(self.tree, sorted(needs.heads))

    def wanted(self, blobs: Mapping[str, Blob]) -> dict[str, int]:
        """Object ids that are wanted and not in `blobs`, with their sizes; links are followed as far as they are known."""
        found: dict[str, int] = {}
        for path in (*self.texts[:MAX_TEXTS], *self.heads[:MAX_HEADS]):
            entry = self.tree.get(self._known_end(path, blobs))
            if entry is None or entry.kind is EntryKind.SUBMODULE:
                continue
            oid = self.oids[entry.path]
            if oid not in blobs and (entry.size or 0) <= MAX_TEXT_BYTES:
                found[oid] = entry.size or 0
        return found

    def contents(self, blobs: Mapping[str, Blob]) -> dict[str, Fact[Content]]:
        """The texts of the files that the needs name."""
        facts: dict[str, Fact[Content]] = {}
        for number, path in enumerate(self.texts):
            if number >= MAX_TEXTS:
                facts[path] = Unseen(message("unseen.too-many-texts", limit=MAX_TEXTS))
                continue
            blob = self._blob(path, blobs)
            facts[path] = Unseen(blob) if isinstance(blob, Message) else _text(path, blob)
        return facts

    def first_bytes(self, blobs: Mapping[str, Blob]) -> dict[str, Fact[bytes]]:
        """The first bytes of the files that the needs name."""
        facts: dict[str, Fact[bytes]] = {}
        for path in self.heads[:MAX_HEADS]:
            blob = self._blob(path, blobs)
            if isinstance(blob, Message):
                facts[path] = Unseen(blob)
            elif blob.data is None:
                facts[path] = Unseen(message("unseen.unreadable", path=path))
            else:
                facts[path] = Known(blob.data)
        too_many = Unseen(message("unseen.too-many-heads", limit=MAX_HEADS))
        return facts | dict.fromkeys(self.heads[MAX_HEADS:], too_many)

    def _blob(self, path: str, blobs: Mapping[str, Blob]) -> Blob | Message:
        at = self._end(path, blobs)
        if isinstance(at, Message):
            return at
        found = blobs.get(self.oids[at])
        if found is not None:
            return found
        size = (self.tree.get(at) or Entry(at)).size or 0
        key = "unseen.too-large" if size > MAX_TEXT_BYTES else "unseen.unreadable"
        return message(key, path=path)

    def _known_end(self, path: str, blobs: Mapping[str, Blob]) -> str:
        """As far as a chain of links can be followed now; a link whose target is not read yet is its end."""
        at = path
        for _ in range(MAX_LINKS):
            entry = self.tree.get(at)
            blob = blobs.get(self.oids.get(at, ""))
            if entry is None or entry.kind is not EntryKind.SYMLINK or blob is None:
                return at
            at = _target(at, blob)
        return at

    def _end(self, path: str, blobs: Mapping[str, Blob]) -> str | Message:
        """The file that a path leads to, itself or through links; or why there is none."""
        at = self._known_end(path, blobs)
        entry = self.tree.get(at)
        if entry is None:
            return message("unseen.link-outside", path=path, target=at)
        if entry.kind is EntryKind.SUBMODULE:
            return message("unseen.submodule", path=path)
        return message("unseen.link-loop", path=path) if entry.kind is EntryKind.SYMLINK else at


def _target(at: str, blob: Blob) -> str:
    link = (blob.data or b"").decode("utf-8", "surrogateescape")
    return posixpath.normpath(posixpath.join(posixpath.dirname(at), link))


def _text(path: str, blob: Blob) -> Fact[Content]:
    if blob.data is None:
        return Unseen(message("unseen.not-text", path=path))
    return content(path, blob.data, truncated=blob.truncated)


def in_batches(wanted: Mapping[str, int], most: int, most_bytes: int) -> Iterable[list[str]]:
    """Object ids in lots of at most so many, and of about so many bytes together."""
    batch: list[str] = []
    size = 0
    for oid, bytes_ in wanted.items():
        if batch and (len(batch) >= most or size + bytes_ > most_bytes):
            yield batch
            batch, size = [], 0
        batch.append(oid)
        size += bytes_
    if batch:
        yield batch
