# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What plans remember: the rules that a repository's people refused, and the texts that were written from templates.

The forge tells both, too, as long as its requests are there; a store that is lost changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from ospo_policy.store.database import Database, insert_or_update
from ospo_policy.store.tables import refusals, written

MAX_CHARACTERS = 200_000


class StoredRequests:
    """Refusals and written texts. `day` is today."""

    def __init__(self, database: Database, day: int) -> None:
        self._database = database
        self._day = day

    def refused(self, forge: str, native_id: str) -> Mapping[str, tuple[int, int]]:
        """For each refused rule, the major version of its pack and its template's version then. Raises `StoreError`."""
        chosen = select(refusals).where(refusals.c.forge == forge, refusals.c.native_id == native_id)
        with self._database.reading() as connection:
            return {str(row.rule): (int(row.pack), int(row.template)) for row in connection.execute(chosen)}

    def keep_refused(self, forge: str, native_id: str, rules: Mapping[str, tuple[int, int]]) -> None:
        """Remember refusals, in place of earlier ones of the same rules. Raises `StoreError`."""
        rows = [
            {"forge": forge, "native_id": native_id, "rule": rule, "pack": pack, "template": template}
            for rule, (pack, template) in sorted(rules.items())
        ]
        if rows:
            with self._database.writing() as connection:
                insert_or_update(connection, refusals, rows, ("forge", "native_id", "rule"), ("pack", "template"))

    def written(self, digest: str) -> str | None:
        """What was written, by its digest. Raises `StoreError`."""
        with self._database.reading() as connection:
            found = connection.execute(select(written.c.body).where(written.c.digest == digest)).scalar()
        return None if found is None else str(found)

    def keep_written(self, texts: Mapping[str, str]) -> None:
        """Remember what was written, by digest. Raises `StoreError`."""
        rows = [
            {"digest": digest, "body": text, "last_used": self._day}
            for digest, text in sorted(texts.items())
            if digest and len(text) <= MAX_CHARACTERS
        ]
        if rows:
            with self._database.writing() as connection:
                insert_or_update(connection, written, rows, ("digest",), ("body", "last_used"))
