# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a database to this version's tables, or say why it cannot be used.

Everything happens in one transaction: who opens a new database at the same time waits, and a
process that is killed leaves the version that was there before.
"""

from __future__ import annotations

import os

from sqlalchemy import Connection, Text, column, inspect, select, table

from ospo_policy.store.database import Database, problem
from ospo_policy.store.migrations import REVISIONS, VERSION_TABLE
from ospo_policy.store.tables import metadata


def migrate(database: Database, target: str = REVISIONS[-1]) -> None:
    """Make the tables, or change them to the version `target`. Raises `StoreError`."""
    with database.reading() as connection:
        if version(connection, database) == target:
            return
    database.use_log()
    with database.writing() as connection:
        if version(connection, database) != target:
            _upgrade(connection, target)


def version(connection: Connection, database: Database) -> str | None:
    """The version of the tables; None for an empty database. Raises `StoreError` for others than ours."""
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in names:
        if names if database.is_sqlite else names & set(metadata.tables):
            raise problem("store.foreign", database.name)
        return None
    versions = select(column("version_num", Text)).select_from(table(VERSION_TABLE))
    found = connection.execute(versions).scalars().all()
    if not found:
        return None
    if len(found) > 1 or found[0] not in REVISIONS:
        raise problem("store.newer", database.name)
    return found[0]


def _upgrade(connection: Connection, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", os.path.join(os.path.dirname(__file__), "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
