# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database and its transactions: writers wait for one another, and every failure is told in words.

SQLite runs with a write-ahead log: a process that is killed loses nothing that was committed. A
transaction that will write says so when it begins, so that two writers take turns and none fails
halfway; in PostgreSQL, where rows that are written in another order would stop each other, by a lock of
ours. Nothing of a database's address but host, port and name is ever shown.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import quote, quote_plus

from sqlalchemy import URL, Connection, Engine, Insert, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, InterfaceError, NoSuchModuleError, OperationalError, SQLAlchemyError

from ospo_policy.model.errors import StoreError
from ospo_policy.model.message import Message, message
from ospo_policy.store.codec import CodecError

PATIENCE = 60
"""Seconds that a writer waits for another one."""

CHUNK = 500
"""Values in one statement: below the smallest limit of variables that SQLite is built with (999)."""

T = TypeVar("T")

_SQLITE = {
    "SQLITE_NOTADB": "store.not-database",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_READONLY": "store.read-only",
    "SQLITE_PERM": "store.read-only",
    "SQLITE_CANTOPEN": "store.cannot-open",
    "SQLITE_BUSY": "store.busy",
    "SQLITE_LOCKED": "store.busy",
    "SQLITE_FULL": "store.full",
}
"""What SQLite's primary result codes (https://sqlite.org/rescode.html) mean to a person."""

_POSTGRESQL = {
    "25006": "store.no-right",
    "42501": "store.no-right",
    "53100": "store.full",
    "55P03": "store.busy",
}
"""The same of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""

WRITERS = 5_065_039
"""The number of the lock by which writers to PostgreSQL take turns."""


class Database:
    """An open database."""

    def __init__(self, where: str, *, create: bool = True) -> None:
        """`where` is a path, or an address that begins with `sqlite:` or `postgresql:`. Raises `StoreError`."""
        self._url = _address(where)
        self.name = _shown(self._url)
        if not create and self._url.get_backend_name() == "sqlite" and not os.path.exists(self.name):
            raise problem("store.absent", self.name)
        try:
            self._engine = _engine(self._url)
        except (NoSuchModuleError, ImportError):
            raise problem("store.no-driver", self.name) from None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite's."""
        return self._engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Close every connection; SQLite then folds its log into the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database. Raises `StoreError`."""
        with self.translated(), self._engine.connect() as connection:
            if not self.is_sqlite:  # there, each statement would see a state of its own
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed as a whole, after waiting for its turn. Raises `StoreError`."""
        with self.translated(), self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)  # noqa: PLW2901 (the same one, told)
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE * 1000:.0f}ms'")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
                yield connection

    def use_log(self) -> None:
        """Switch a file of SQLite, known to be ours or new, to its write-ahead log. Raises `StoreError`."""
        if self.is_sqlite:
            with self._driver() as driver:
                _use_log(driver)

    def shrink(self) -> None:
        """Give back the space of what was removed; PostgreSQL does so by itself. Raises `StoreError`."""
        if self.is_sqlite:
            with self._driver() as driver:
                # `executescript` goes on to the end of a statement, where `execute` takes one step.
                driver.executescript("PRAGMA incremental_vacuum")

    @contextmanager
    def _driver(self) -> Iterator[sqlite3.Connection]:
        """A connection to SQLite outside of any transaction."""
        with self.translated(), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            yield driver

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Put failures of the database into words. What is raised inside with a message goes through."""
        try:
            yield
        except CodecError:
            raise problem("store.damaged", self.name) from None
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self._told(error) from None

    def _told(self, error: Exception) -> StoreError:
        cause: object = getattr(error, "orig", None) or error
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
        for begin, key in (_SQLITE if self.is_sqlite else _POSTGRESQL).items():
            if code.startswith(begin):
                return problem(key, self.name)
        lines = str(cause).strip().splitlines() or [""]
        detail = _without_secrets(lines[0], self._url)[:300]
        if not self.is_sqlite and isinstance(error, (InterfaceError, OperationalError)):
            return problem("store.unreachable", self.name, detail)
        return problem("store.failed", self.name, f"{type(cause).__name__}: {detail}")


def problem(key: str, name: str, detail: str = "") -> StoreError:
    """A failure of the store that the catalogue knows."""
    return StoreError(message(key, name=name, detail=detail), Message(f"{key}.hint"))


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those rows that are not there yet."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def insert_or_update(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], keys: Sequence[str], update: Sequence[str]
) -> None:
    """Insert rows; where a row has the same `keys`, its columns `update` are set. Of rows alike, the last counts."""
    rows = list({tuple(row[key] for key in keys): row for row in rows}.values())
    if rows:
        insert = _insert(connection, table)
        changes = {name: insert.excluded[name] for name in update}
        connection.execute(insert.on_conflict_do_update(index_elements=list(keys), set_=changes), list(rows))


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values, so many at a time."""
    some: list[T] = []
    for value in values:
        some.append(value)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _insert(connection: Connection, table: Table) -> Any:
    build: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    insert: Insert = build(table)
    return insert


def _address(where: str) -> URL:
    """The address as SQLAlchemy takes it. Raises `StoreError`, which does not repeat the address."""
    begin, colon, _ = where.partition("://")
    if not colon:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise problem("store.bad-address", begin) from None
    backend = url.drivername.partition("+")[0]
    if backend == "sqlite" and url.database:
        return URL.create("sqlite", database=url.database)
    if backend in ("postgresql", "postgres") and url.database:
        driver = url.drivername if "+" in url.drivername else "postgresql+psycopg"
        return url.set(drivername=driver.replace("postgres+", "postgresql+"))
    raise problem("store.bad-address", begin)


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or ''}{port}/{url.database}"


def _without_secrets(text: str, url: URL) -> str:
    """A driver's words without a password of the address, plain or as it stands in an address."""
    values = [item for value in url.query.values() for item in ((value,) if isinstance(value, str) else value)]
    for secret in (str(url.password or ""), *values):
        for form in {secret, quote(secret, safe=""), quote_plus(secret)} - {""}:
            text = text.replace(form, "***")
    return text


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """A new connection to SQLite: transactions as we say, what refers to something refers to what is there."""
    connection.isolation_level = None  # else Python begins transactions by itself, late
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _use_log(connection: sqlite3.Connection) -> None:
    """Make a new file ready. SQLite does not wait for a neighbour who does the same: we do."""
    end = time.monotonic() + PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # counts only before the first table
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    wanted = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wanted else "BEGIN")
