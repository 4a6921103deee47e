# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept, and for how long."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, CursorResult, delete, exists, or_, select

from ospo_policy.store.database import Database
from ospo_policy.store.tables import (
    answers,
    audit_repositories,
    audits,
    blobs,
    definitions,
    facts,
    findings,
    results,
    scores,
    trees,
)
from ospo_policy.store.values import Pruned


def prune(database: Database, oldest_day: int | None, keep_audits: int | None) -> Pruned:
    """Remove all but the newest audits, and what was not used since a day; give the space back. Raises `StoreError`."""
    with database.writing() as connection:
        gone = _old_audits(connection, keep_audits) if keep_audits is not None else 0
        unused = _orphans(connection) if gone else 0
        counts = [0, 0, 0, 0]
        if oldest_day is not None:
            counts = [
                _count(connection, delete(one).where(one.c.last_used < oldest_day))
                for one in (blobs, trees, facts, answers)
            ]
    database.shrink()
    return Pruned(gone, unused, *counts)


def _old_audits(connection: Connection, keep: int) -> int:
    newest = select(audits.c.id).order_by(audits.c.id.desc()).limit(1).offset(max(keep, 1) - 1)
    limit = connection.execute(newest).scalar()
    return 0 if limit is None else _count(connection, delete(audits).where(audits.c.id < limit))


def _orphans(connection: Connection) -> int:
    """Remove results and texts that no audit refers to any more; the number of results."""
    referred = exists().where(audit_repositories.c.result == results.c.id)
    gone = _count(connection, delete(results).where(~referred))
    said = or_(*(exists().where(table.c.definition == definitions.c.id) for table in (findings, scores)))
    connection.execute(delete(definitions).where(~said))
    return gone


def _count(connection: Connection, statement: Any) -> int:
    done: CursorResult[Any] = connection.execute(statement)
    return done.rowcount
