# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL without a server: what would be sent to it, and how its failures would be told."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from ospo_policy.model.baseline import KnownFailure
from ospo_policy.model.policy import DateText
from ospo_policy.store import database as database_module
from ospo_policy.store.database import Database, insert_new, insert_or_update
from ospo_policy.store.store import Store
from ospo_policy.store.tables import AnyText, blobs, metadata, repositories
from ospo_policy.store.values import Unchanged
from tests.support.store import NOW, listed, report

DIALECT = postgresql.dialect()


def test_the_tables_are_made_in_postgresql_too() -> None:
    made = {table.name: str(CreateTable(table).compile(dialect=DIALECT)) for table in metadata.sorted_tables}
    assert "id BIGSERIAL NOT NULL" in made["audits"]
    assert "content BYTEA NOT NULL" in made["blobs"]
    assert re.search(r'\tname (TEXT|VARCHAR) COLLATE "C" NOT NULL', made["audit_repositories"])
    assert "REFERENCES results (id) ON DELETE CASCADE" in made["findings"]
    for table in metadata.sorted_tables:
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=DIALECT)).startswith("CREATE INDEX ix_")


def test_the_migrations_are_written_for_postgresql_too() -> None:
    written = io.StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written})
    with Operations.context(context):
        for name in ("v0001_first", "v0002_facts", "v0003_answers", "v0004_requests", "v0005_baseline"):
            import_module(f"ospo_policy.store.migrations.versions.{name}").upgrade()
    for table in metadata.sorted_tables:
        assert f"CREATE TABLE {table.name} (" in written.getvalue()
    assert written.getvalue().count("BIGSERIAL") == 4


@pytest.fixture
def sent() -> Iterator[list[Any]]:
    """Every statement that any engine runs."""
    statements: list[Any] = []

    def note(_connection: object, statement: Any, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_execute", note)
    yield statements
    event.remove(Engine, "before_execute", note)


def test_every_statement_can_be_sent_to_postgresql(tmp_path: Path, sent: list[Any]) -> None:
    with Store.open(str(tmp_path / "x.db"), NOW) as store:
        with store.start_audit("0", "p") as run:
            run.listed("github", "etalab", [listed(1)])
            run.record(listed(1), report(1), "f", "p")
            run.finish()
        with store.start_audit("0", "p") as run:
            run.carry_over([Unchanged(listed(1), "f", "p")])
            assert run.done_ids()
            run.finish()
        store.objects.keep_blobs({"a": b"b"})
        assert store.objects.blobs(["a"])
        assert store.objects.tree("a") is None
        assert list(store.report(2).repositories()) == [report(1)]
        assert list(store.report(2).unread()) == []
        assert len(list(store.repositories())) == 1
        store.baseline.put({("github", "R_1"): {"r": KnownFailure(DateText("2026-11-23"))}})
        assert len(store.baseline.all()) == 1
        store.prune(1, 1)
    written = [str(one.compile(dialect=DIALECT)) for one in sent if not isinstance(one, sqlite.Insert)]
    assert len(written) > 30
    assert any("ORDER BY audit_repositories.name" in text for text in written)


class Recorder:
    """A connection to PostgreSQL that keeps what it is told."""

    dialect = DIALECT

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def execute(self, statement: Any, rows: Any) -> None:
        self.told.append((str(statement.compile(dialect=DIALECT)), rows))


def test_rows_are_inserted_in_the_words_of_postgresql() -> None:
    recorder: Any = Recorder()
    insert_new(recorder, blobs, [])
    insert_new(recorder, blobs, [{"oid": "a"}])
    rows = [{"forge": "f", "native_id": "1", "name": "a"}, {"forge": "f", "native_id": "1", "name": "b"}]
    insert_or_update(recorder, repositories, rows, ("forge", "native_id"), ("name",))
    (new, _), (changed, sent) = recorder.told
    assert new.endswith("ON CONFLICT DO NOTHING")
    assert changed.endswith("ON CONFLICT (forge, native_id) DO UPDATE SET name = excluded.name")
    assert sent == rows[1:]  # PostgreSQL refuses to change a row twice


def test_texts_that_postgresql_refuses_are_written_otherwise() -> None:
    column = AnyText()
    for text in ("plain", "é", "\0", "a\x1a\ud800b", "\x1a0000"):
        stored = column.process_bind_param(text, DIALECT)
        assert stored is not None
        stored.encode()
        assert "\0" not in stored
        assert column.process_result_value(stored, DIALECT) == text


def test_a_driver_that_repeats_a_password_is_not_repeated(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "x.db"))
    database._url = database_module.make_url("postgresql://joe:h%40nter2@x/y?token=s3cret-query")
    said = database_module._without_secrets("no h@nter2, h%40nter2 nor s3cret-query", database._url)
    assert said == "no ***, *** nor ***"
    told = database._told(OperationalError("SELECT", {}, Exception("refused: h@nter2\nmore")))
    assert told.message.arguments["detail"] == "Exception: refused: ***"
    assert database_module._shown(database._url) == "postgresql://x/y"
