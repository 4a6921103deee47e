# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was read and found, kept: objects of Git, facts, audits. In a file by default (SQLite), or in PostgreSQL.

Only this package knows SQLAlchemy and Alembic, which come with `ospo-policy[audit]`; they are loaded
when a store is opened. A `check` opens none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ospo_policy.model.errors import StoreError
from ospo_policy.model.message import Message

if TYPE_CHECKING:
    from ospo_policy.store.state import State
    from ospo_policy.store.store import Store

DEFAULT = "ospo-policy.db"


def open_store(where: str, now: int, *, create: bool = True) -> Store:
    """`Store.open`, or what to install where its libraries are absent. Raises `StoreError`."""
    with _libraries():
        from ospo_policy.store.store import Store
    return Store.open(where, now, create=create)


def state_of(where: str) -> State:
    """`ospo_policy.store.state.state_of`, or what to install where its libraries are absent. Raises `StoreError`."""
    with _libraries():
        from ospo_policy.store import state
    return state.state_of(where)


@contextmanager
def _libraries() -> Iterator[None]:
    """Tell what to install where a library of the store is absent."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("sqlalchemy", "alembic"):
            raise
        raise StoreError(Message("store.no-library"), Message("store.no-library.hint")) from None
