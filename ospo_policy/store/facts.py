# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts of repositories: with them, a policy can be tried again on what was read before.

What several repositories share stands in `blobs`, by its SHA-256: texts, heads of files, listings. When
a part has been pruned, the facts count as not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import and_, delete, select, update

from ospo_policy.model.facts import Content, Fact, Known, Repository, Tree, Unseen
from ospo_policy.model.message import Message
from ospo_policy.ports.forges import Listed
from ospo_policy.store.codec import CodecError, dumps, loads
from ospo_policy.store.database import Database, insert_or_update
from ospo_policy.store.objects import StoredObjects, deflated, listed, text_of, unlisted
from ospo_policy.store.tables import facts

OF_AUDIT = "audit"
"""Stands for what the latest audit asked for, whatever that was."""
NO_HEAD = "-"
"""Stands for the head of a folder that is in no Git repository: what is kept of it is what was read last."""


class StoredFacts:
    """Facts by repository, head and the digest of what was asked for (`ospo_policy.store.codec.digest_of`)."""

    def __init__(self, database: Database, objects: StoredObjects, day: int) -> None:
        self._database = database
        self._objects = objects
        self._day = day

    def get(self, repository: Listed, needs_digest: str) -> Repository | None:
        """What was kept, exactly, `now` too; None where something of it is not known. Raises `StoreError`."""
        this = and_(
            facts.c.forge == repository.forge,
            facts.c.native_id == repository.native_id,
            facts.c.head == repository.head,
            facts.c.needs_digest == needs_digest,
        )
        with self._database.reading() as connection:
            row = connection.execute(select(facts.c.body, facts.c.last_used).where(this)).first()
        if row is None:
            return None
        with self._database.translated():
            body = loads(text_of(row.body))
            if not isinstance(body, tuple) or len(body) != 2:
                raise CodecError("facts")
        plain, keys = body
        parts = self._objects.blobs(keys)
        if len(parts) < len(set(keys)):
            return None
        if row.last_used < self._day:
            with self._database.writing() as connection:
                connection.execute(update(facts).where(this).values(last_used=self._day))
        with self._database.translated():
            return _rebuilt(plain, parts)

    def keep(self, repository: Listed, needs_digest: str, what: Repository) -> None:
        """Keep facts, in place of those of an earlier head. Raises `StoreError`."""
        if not repository.head:
            return
        parts: dict[str, bytes] = {}
        plain = _taken_apart(what, parts)
        known = self._objects.blobs(list(parts))
        self._objects.keep_blobs({key: data for key, data in parts.items() if key not in known})
        row = {
            "forge": repository.forge,
            "native_id": repository.native_id,
            "head": repository.head,
            "needs_digest": needs_digest,
            "body": deflated(dumps((plain, tuple(parts)))),
            "last_used": self._day,
        }
        with self._database.writing() as connection:
            connection.execute(
                delete(facts).where(
                    facts.c.forge == repository.forge,
                    facts.c.native_id == repository.native_id,
                    facts.c.head != repository.head,
                )
            )
            insert_or_update(
                connection, facts, [row], ("forge", "native_id", "head", "needs_digest"), ("body", "last_used")
            )


_ELSEWHERE = Unseen(Message(""))


def _taken_apart(what: Repository, parts: dict[str, bytes]) -> tuple[object, ...]:
    """The facts without their bulk, which goes to `parts`."""
    tree: Unseen | tuple[str, Message | None, frozenset[str] | None]
    if isinstance(what.tree, Known):
        entries = list(what.tree.value.entries)
        oids = [entry.oid or "" for entry in entries] if any(entry.oid for entry in entries) else []
        listing = listed(entries, oids).encode("utf-8", "surrogatepass")
        tree = (_part(listing, parts), what.tree.value.incomplete, what.tree.value.only)
    else:
        tree = what.tree
    contents = {
        path: Known(fact.value._replace(text=_part(fact.value.text.encode("utf-8", "surrogatepass"), parts)))
        if isinstance(fact, Known)
        else fact
        for path, fact in what.contents.items()
    }
    heads = {
        path: Known(_part(fact.value, parts).encode()) if isinstance(fact, Known) else fact
        for path, fact in what.heads.items()
    }
    *plain, defaults = what._replace(tree=_ELSEWHERE, contents=contents, heads=heads)
    return (*plain, None if defaults is None else _taken_apart(defaults, parts), tree)


def _part(data: bytes, parts: dict[str, bytes]) -> str:
    key = f"sha256:{sha256(data).hexdigest()}"
    parts[key] = data
    return key


def _rebuilt(plain: tuple[Any, ...], parts: Mapping[str, bytes]) -> Repository:
    """The facts, whole. Raises `CodecError`."""
    try:
        *fields, defaults, tree = plain
        what = Repository(*fields, None if defaults is None else _rebuilt(defaults, parts))  # type: ignore[call-arg]
        contents: dict[str, Fact[Content]] = {
            path: Known(fact.value._replace(text=parts[fact.value.text].decode("utf-8", "surrogatepass")))
            if isinstance(fact, Known)
            else fact
            for path, fact in what.contents.items()
        }
        heads: dict[str, Fact[bytes]] = {
            path: Known(parts[fact.value.decode()]) if isinstance(fact, Known) else fact
            for path, fact in what.heads.items()
        }
        return what._replace(tree=_tree(tree, parts), contents=contents, heads=heads)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise CodecError(type(error).__name__) from None


def _tree(tree: Any, parts: Mapping[str, bytes]) -> Fact[Tree]:
    if isinstance(tree, Unseen):
        return tree
    key, incomplete, *only = tree
    entries, oids = unlisted(parts[key].decode("utf-8", "surrogatepass"))
    if oids:
        entries = [entry._replace(oid=oid or None) for entry, oid in zip(entries, oids, strict=True)]
    return Known(Tree(entries, incomplete, *only))
