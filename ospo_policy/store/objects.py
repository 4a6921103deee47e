# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Objects of Git that were read before: contents of files and listings of commits, compressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, update

from ospo_policy.model.facts import Entry, EntryKind
from ospo_policy.ports.forges import KnownTree
from ospo_policy.store.codec import CodecError
from ospo_policy.store.database import Database, chunks, insert_new, insert_or_update
from ospo_policy.store.tables import blobs, trees

KINDS = {kind.value[:2]: kind for kind in EntryKind}
"""Two letters for what an entry is."""


class StoredObjects:
    """The `ObjectCache` of the store. `day` is today, for what has not been used in a long time."""

    def __init__(self, database: Database, day: int) -> None:
        self._database = database
        self._day = day

    def blobs(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents that are known, of those asked for. Raises `StoreError`."""
        found: dict[str, bytes] = {}
        stale: list[str] = []
        wanted = list(dict.fromkeys(oids))
        with self._database.reading() as connection:
            for some in chunks(wanted):
                columns = select(blobs.c.oid, blobs.c.content, blobs.c.last_used)
                for oid, content, used in connection.execute(columns.where(blobs.c.oid.in_(some))):
                    found[oid] = inflated(content)
                    if used < self._day:
                        stale.append(oid)
        if stale:
            with self._database.writing() as connection:
                touch(connection, blobs, blobs.c.oid, stale, self._day)
        return {oid: found[oid] for oid in wanted if oid in found}

    def keep_blobs(self, contents: Mapping[str, bytes]) -> None:
        """Keep contents. Raises `StoreError`."""
        for some in chunks(contents.items()):
            rows = [
                {"oid": oid, "size": len(data), "content": zlib.compress(data), "last_used": self._day}
                for oid, data in some
            ]
            with self._database.writing() as connection:
                insert_new(connection, blobs, rows)

    def tree(self, commit: str) -> KnownTree | None:
        """The listing of a commit, if it is known. Raises `StoreError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(trees).where(trees.c.commit == commit)).first()
            known = KnownTree(_entries(row.listing), row.truncated) if row is not None else None
        if row is not None and row.last_used < self._day:
            with self._database.writing() as connection:
                touch(connection, trees, trees.c.commit, [commit], self._day)
        return known

    def keep_tree(self, commit: str, tree: KnownTree) -> None:
        """Keep a listing, in place of one that had less of it. Raises `StoreError`."""
        listing = deflated(listed([entry for entry, _ in tree.entries], [oid for _, oid in tree.entries]))
        row = {"commit": commit, "listing": listing, "truncated": tree.truncated, "last_used": self._day}
        with self._database.writing() as connection:
            insert_or_update(connection, trees, [row], ("commit",), ("listing", "truncated", "last_used"))


def listed(entries: Sequence[Entry], oids: Sequence[str] = ()) -> str:
    """A listing as JSON, column by column: what is alike stands together, and becomes small."""
    columns = [
        [entry.path for entry in entries],
        "".join(entry.kind.value[:2] for entry in entries),
        [entry.size for entry in entries],
        list(oids),
    ]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def unlisted(text: str) -> tuple[list[Entry], list[str]]:
    """The entries and object ids of a listing. Raises `CodecError`."""
    try:
        paths, kinds, sizes, oids = json.loads(text)
        letters = (kinds[at : at + 2] for at in range(0, len(kinds), 2))
        entries = [Entry(path, KINDS[kind], size) for path, kind, size in zip(paths, letters, sizes, strict=True)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CodecError(type(error).__name__) from None
    return entries, oids


def deflated(text: str) -> bytes:
    """A text, compressed; any text of Python's, lone surrogates too."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def inflated(data: bytes) -> bytes:
    """What was compressed. Raises `CodecError`."""
    try:
        return zlib.decompress(data)
    except zlib.error:
        raise CodecError("zlib") from None


def touch(connection: Connection, table: Table, key: Any, values: Sequence[str], day: int) -> None:
    """Note that rows were used today."""
    for some in chunks(values):
        connection.execute(update(table).where(key.in_(some), table.c.last_used < day).values(last_used=day))


def _entries(listing: bytes) -> tuple[tuple[Entry, str], ...]:
    entries, oids = unlisted(text_of(listing))
    if len(entries) != len(oids):
        raise CodecError("listing")
    return tuple(zip(entries, oids, strict=True))


def text_of(data: bytes) -> str:
    """The text that was compressed. Raises `CodecError`."""
    try:
        return inflated(data).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise CodecError("utf-8") from None
