# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The failures that an organisation knows of, by repository: what fails beside them is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import delete, insert, select, tuple_

from ospo_policy.model.baseline import KnownFailure
from ospo_policy.store.codec import CodecError, dumps, loads
from ospo_policy.store.database import CHUNK, Database, chunks
from ospo_policy.store.tables import baseline

Key: TypeAlias = tuple[str, str]
"""A repository, by its forge and the id that the forge gave it."""


class StoredBaseline:
    """The baseline of all repositories."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[Key, dict[str, KnownFailure]]:
        """What is known of each repository, by rule. Raises `StoreError`."""
        found: dict[Key, dict[str, KnownFailure]] = defaultdict(dict)
        with self._database.reading() as connection:
            for row in connection.execute(select(baseline).order_by(*baseline.primary_key)):
                known = loads(row.known)
                if not isinstance(known, KnownFailure):
                    raise CodecError("baseline")
                found[row.forge, row.native_id][row.rule] = known
        return dict(found)

    def put(self, of: Mapping[Key, Mapping[str, KnownFailure]]) -> None:
        """Put what is known of some repositories in place of what was, all or nothing. Raises `StoreError`."""
        rows = [
            {"forge": forge, "native_id": native_id, "rule": rule, "known": dumps(known)}
            for (forge, native_id), failures in of.items()
            for rule, known in failures.items()
        ]
        with self._database.writing() as connection:
            for keys in chunks(of, CHUNK // 2):  # each is two values
                here = tuple_(baseline.c.forge, baseline.c.native_id).in_(keys)
                connection.execute(delete(baseline).where(here))
            if rows:
                connection.execute(insert(baseline), rows)
