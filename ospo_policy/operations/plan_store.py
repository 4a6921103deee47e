# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a plan takes from the store, and leaves in it: Git objects, what was refused, and what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ospo_policy.operations.audit_keeper import Memory
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.forges import ObjectCache
from ospo_policy.store.store import Store


class Remembered(Memory):
    """The store, as a plan uses it: nothing is taken over from earlier audits, since the facts themselves are wanted."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    @property
    def objects(self) -> ObjectCache:
        """Those of the store."""
        return self._store.objects

    def refused(self, forge: str, native_id: str) -> Mapping[str, Ask]:
        """The rules that a repository's people refused, and in which state they were asked for."""
        return {
            rule: Ask(pack, template)
            for rule, (pack, template) in self._store.requests.refused(forge, native_id).items()
        }

    def note(self, forge: str, native_id: str, refused: Mapping[str, Ask], texts: Mapping[str, str]) -> None:
        """Remember what a forge tells of refusals, and what would be written."""
        self._store.requests.keep_refused(
            forge, native_id, {rule: (ask.pack, ask.template) for rule, ask in refused.items()}
        )
        self._store.requests.keep_written(texts)

    def written(self, digest: str) -> str | None:
        """What we wrote once, by its digest."""
        return self._store.requests.written(digest)


@contextmanager
def remembering(where: str, now: int) -> Iterator[Remembered]:
    """The store at a path or an address, open as long as the block lasts. Raises `StoreError`."""
    from ospo_policy.store import open_store

    with open_store(where, now) as store:
        yield Remembered(store)
