# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which files of a repository the needs select, where their links lead, and what was read of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ospo_policy.forges import texts
from ospo_policy.model.facts import Content, Entry, EntryKind, Fact, Known, Tree, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.selection import SECRET_CANDIDATES, select, select_all
from ospo_policy.ports.forges import KnownTree, Listed, ObjectCache

MAX_LINK_BYTES = 4_096


class Wanted(NamedTuple):
    """A file whose first bytes, up to `limit`, are wanted; `size` in bytes, where the listing told it."""

    listed: Listed
    path: str
    oid: str
    limit: int
    size: int | None = None


class Blob(NamedTuple):
    """The first bytes of a file, and whether there are more."""

    data: bytes
    truncated: bool = False


def object_id(data: bytes, like: str) -> str:
    """The id that Git gives to a file, by the kind of hash that `like` has."""
    hash_ = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return hash_(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class Selected(NamedTuple):
    """A repository's tree, its files' object ids, and the paths that are wanted as texts and as heads."""

    listed: Listed
    tree: Tree
    oids: Mapping[str, str]
    texts: Sequence[str]
    heads: Mapping[str, int]
    sizes: Mapping[str, int | None]

    def wanted(self, blobs: Mapping[str, Blob | Message]) -> Iterator[Wanted]:
        """What is still to be fetched; a link is read before the file that it leads to."""
        limits: dict[str, int] = {}
        for path in self.texts[: texts.MAX_TEXTS]:
            at, limit = self.place(path, blobs)
            if at is not None:
                limits[at] = max(limit, limits.get(at, 0))
        for path, limit in self.heads.items():
            limits[path] = max(limit, limits.get(path, 0))
        for path, limit in limits.items():
            if self.oids[path] not in blobs:
                yield Wanted(self.listed, path, self.oids[path], limit, self.sizes[path])

    def place(self, path: str, blobs: Mapping[str, Blob | Message]) -> tuple[str | None, int]:
        """The next file to read on the way of a path: a link that is not known yet, or its end."""
        unread: list[str] = []

        def link(at: str) -> str | None:
            if self.oids[at] not in blobs:
                unread.append(at)
            return self._link(at, blobs)

        end = texts.target(self.tree, path, link)
        if unread:
            return unread[0], MAX_LINK_BYTES
        return (end, texts.MAX_TEXT_BYTES) if isinstance(end, str) else (None, 0)

    def end(self, path: str, blobs: Mapping[str, Blob | Message]) -> str | Message:
        """The file that a path leads to, or why there is none."""
        return texts.target(self.tree, path, lambda at: self._link(at, blobs))

    def leads_beyond(self, blobs: Mapping[str, Blob | Message]) -> bool:
        """Whether a link may lead to a file in a folder that was not listed."""
        if self.tree.only is None:
            return False
        ends = (self.end(path, blobs) for path in self.texts[: texts.MAX_TEXTS])
        outside = (end for end in ends if isinstance(end, Message) and end.key == "unseen.link-outside")
        targets = (str(end.arguments["target"]) for end in outside)
        return any("/" in target and not target.startswith(("/", "../")) for target in targets)

    def _link(self, at: str, blobs: Mapping[str, Blob | Message]) -> str | None:
        found = blobs.get(self.oids[at])
        return found.data.decode("utf-8", "surrogateescape") if isinstance(found, Blob) else None


def choose(listed: Listed, known: KnownTree, needs: Needs, *, of_folders: bool = False) -> Selected:
    """What the needs select of a listing, which is whole or one of the folders where such paths can be."""
    incomplete = message("unseen.tree-truncated", count=len(known.entries)) if known.truncated else None
    entries = (
        Entry(entry.path, entry.kind, entry.size if needs.sizes else None, oid if needs.oids else None)
        for entry, oid in known.entries
    )
    tree = Tree(entries, incomplete, needs.selectors if of_folders else None)
    secrets = frozenset(select(tree, SECRET_CANDIDATES) if SECRET_CANDIDATES in needs.heads else ())
    heads_ = select_all(tree, sorted(needs.heads))[: texts.MAX_HEADS]
    limits = {path: texts.SECRET_HEAD_BYTES if path in secrets else texts.HEAD_BYTES for path in heads_}
    return Selected(
        listed,
        tree,
        {entry.path: oid for entry, oid in known.entries},
        select_all(tree, sorted(needs.contents)),
        {path: limit for path, limit in limits.items() if _is_file(tree, path)},
        {entry.path: entry.size for entry, _ in known.entries},
    )


def _is_file(tree: Tree, path: str) -> bool:
    entry = tree.get(path)
    return entry is not None and entry.kind is EntryKind.FILE


def contents(chosen: Selected, blobs: Mapping[str, Blob | Message]) -> dict[str, Fact[Content]]:
    """The texts that were wanted."""
    facts: dict[str, Fact[Content]] = {}
    for at, path in enumerate(chosen.texts):
        if at >= texts.MAX_TEXTS:
            facts[path] = Unseen(message("unseen.too-many-texts", limit=texts.MAX_TEXTS))
            continue
        end = chosen.end(path, blobs)
        found = blobs.get(chosen.oids[end]) if isinstance(end, str) else end
        if isinstance(found, Blob):
            cut = found.truncated or len(found.data) > texts.MAX_TEXT_BYTES
            facts[path] = texts.content(path, found.data[: texts.MAX_TEXT_BYTES], truncated=cut)
        else:
            facts[path] = Unseen(found or message("unseen.unreadable", path=path))
    return facts


def heads(chosen: Selected, blobs: Mapping[str, Blob | Message]) -> dict[str, Fact[bytes]]:
    """The first bytes that were wanted; all files named like secrets together have a bound."""
    facts: dict[str, Fact[bytes]] = {}
    left = texts.MAX_SECRETS_BYTES
    for path, limit in chosen.heads.items():
        found = blobs.get(chosen.oids[path])
        if not isinstance(found, Blob):
            facts[path] = Unseen(found or message("unseen.unreadable", path=path))
            continue
        left -= len(found.data[:limit]) if limit == texts.SECRET_HEAD_BYTES else 0
        known = left >= 0 or limit != texts.SECRET_HEAD_BYTES
        facts[path] = (
            Known(found.data[:limit]) if known else Unseen(message("unseen.too-many-heads", limit=texts.MAX_HEADS))
        )
    return facts


def each_once(wanted: Iterable[Wanted]) -> dict[str, Wanted]:
    """By object id, with the highest limit that is wanted of it."""
    found: dict[str, Wanted] = {}
    for one in wanted:
        before = found.get(one.oid)
        if before is None or before.limit < one.limit:
            found[one.oid] = one
    return found


def known(needed: Mapping[str, Wanted], cache: ObjectCache) -> dict[str, Blob | Message]:
    """Those of the wanted files that were read before, as far as they are wanted."""
    return {oid: cut(data, needed[oid].limit) for oid, data in cache.blobs(list(needed)).items()}


def cut(data: bytes, limit: int) -> Blob:
    """A whole file as far as it is wanted."""
    return Blob(data[:limit], len(data) > limit)
