# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What state a store is in, without changing it."""

from __future__ import annotations

import os
from typing import NamedTuple

from ospo_policy.store.database import Database
from ospo_policy.store.migrate import version
from ospo_policy.store.migrations import REVISIONS


class State(NamedTuple):
    """A store: whether it is there, whether its tables are this version's, and its size in bytes where it is a file."""

    name: str
    is_there: bool
    is_current: bool = False
    size: int | None = None


def state_of(where: str) -> State:
    """Look at the store at a path or an address. Raises `StoreError` for one that cannot be used."""
    database = Database(where)
    try:
        if database.is_sqlite and not os.path.exists(database.name):
            return State(database.name, is_there=False)
        with database.reading() as connection:
            found = version(connection, database)
        size = os.path.getsize(database.name) if database.is_sqlite else None
        return State(database.name, found is not None, found == REVISIONS[-1], size)
    finally:
        database.close()
