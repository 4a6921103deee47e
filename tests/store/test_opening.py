# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening: new, old, newer, foreign, damaged and unreachable databases; migrations; what is said and what is not."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import StoreError
from ospo_policy.model.message import Message
from ospo_policy.store import database as database_module
from ospo_policy.store import open_store
from ospo_policy.store.database import Database
from ospo_policy.store.migrate import migrate
from ospo_policy.store.migrations import REVISIONS, VERSION_TABLE
from ospo_policy.store.store import Store
from ospo_policy.store.tables import metadata
from tests.support.store import NOW, listed, report


def refused(where: str) -> tuple[str, str]:
    """The key of the message that opening gives, and all that it says in both languages."""
    with pytest.raises(StoreError) as caught:
        Store.open(where, NOW)
    assert caught.value.hint is not None
    both = [
        Catalogue(language).text(what)
        for language in ("en", "fr")
        for what in (caught.value.message, caught.value.hint)
    ]
    return caught.value.message.key, "\n".join(both)


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "x.db"))
    migrate(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA auto_vacuum").scalar() == 2
    database.close()


def test_the_versions_are_those_of_the_scripts() -> None:
    folder = Path(database_module.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS


def test_a_database_of_the_first_version_keeps_what_it_holds(tmp_path: Path) -> None:
    place = str(tmp_path / "x.db")
    first = Database(place)
    migrate(first, REVISIONS[0])
    first.close()
    connection = sqlite3.connect(place)
    connection.execute("INSERT INTO blobs VALUES ('a', 1, x'789c33040000320032', 0)")
    connection.commit()
    connection.close()
    with Store.open(place, NOW) as store:
        assert store.objects.blobs(["a"]) == {"a": b"1"}
        assert store.facts.get(listed(1), "x") is None
    with Store.open(place, NOW) as store:
        assert store.audits() == []


def _sql(*statements: str) -> Callable[[str], None]:
    def make(place: str) -> None:
        connection = sqlite3.connect(place)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return make


def _newer(place: str) -> None:
    Store.open(place, NOW).close()
    _sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")(place)


def _damaged(place: str) -> None:
    with Store.open(place, NOW) as store, store.start_audit("0", "p") as run:
        run.record(listed(1), report(1, rules=500))
    data = bytearray(Path(place).read_bytes())
    data[100:8192] = os.urandom(8092)
    Path(place).write_bytes(data)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (_sql("CREATE TABLE places (id)"), "store.foreign"),
        (_sql("CREATE TABLE blobs (id)"), "store.foreign"),
        (_newer, "store.newer"),
        (lambda place: Path(place).write_text("a text that is no database at all\n" * 9), "store.not-database"),
        (lambda place: Path(place).write_bytes(b"SQLite format 3\0" + b"\xff" * 4096), "store.not-database"),
        (_damaged, "store.damaged"),
        (os.mkdir, "store.cannot-open"),
        (lambda place: os.symlink("/nowhere/at/all", place), "store.cannot-open"),
    ],
    ids=["foreign", "foreign, same name", "newer", "text", "header only", "damaged", "folder", "dangling link"],
)
def test_what_cannot_be_used_is_told_and_left_alone(tmp_path: Path, make: Callable[[str], None], key: str) -> None:
    place = str(tmp_path / "x.db")
    make(place)
    before = Path(place).read_bytes() if os.path.isfile(place) else None
    found, said = refused(place)
    assert found == key
    assert place in said
    if before is not None:
        assert Path(place).read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(str(tmp_path / "none" / "x.db"))[0] == "store.cannot-open"
    with pytest.raises(StoreError, match="absent"):
        Store.open(str(tmp_path / "x.db"), NOW, create=False)
    assert not (tmp_path / "x.db").exists()
    Store.open(f"sqlite:///{tmp_path}/x.db", NOW).close()
    Store.open(str(tmp_path / "x.db"), NOW, create=False).close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_without_the_right_to_write_is_told(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    if exists:
        Store.open(str(folder / "x.db"), NOW).close()
    folder.chmod(0o555)
    try:
        assert refused(str(folder / "x.db"))[0] in ("store.read-only", "store.cannot-open")
    finally:
        folder.chmod(0o755)


def test_failures_while_it_works_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "PATIENCE", 0.1)
    place = str(tmp_path / "x.db")
    with Store.open(place, NOW) as store:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="busy"):
            store.start_audit("0", "p")
        other.execute("ROLLBACK")
        other.execute("DROP TABLE facts")
        other.close()
        with pytest.raises(StoreError, match="failed") as caught:
            store.facts.get(listed(1), "x")
        assert "no such table: facts" in Catalogue("en").text(caught.value.message)
    for key, limit in (("read-only", "PRAGMA query_only = 1"), ("full", "PRAGMA max_page_count = 1")):
        database = Database(place)
        with database.reading() as connection:  # the pool gives the same connection again
            connection.exec_driver_sql(limit)
        with pytest.raises(StoreError, match=key), database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO blobs VALUES ('a', 1, zeroblob(9999999), 1)")
        database.close()


SECRETS = ("h%40nter2", "h@nter2", "s3cret-query", "h%40nter")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://joe:h%40nter2@127.0.0.1:1/ospo?sslpassword=s3cret-query",
        "postgres://joe:h%40nter2@127.0.0.1:1/ospo",
        "postgresql+nothing://joe:h%40nter2@127.0.0.1/ospo",
        "postgresql://joe:h%40nter2@127.0.0.1:port/ospo",
        "postgresql://joe:h%40nter2@127.0.0.1",
        "mysql://joe:h%40nter2@127.0.0.1/ospo",
        "://joe:h%40nter2@x",
        "sqlite://",
    ],
)
def test_a_server_that_cannot_be_used_is_told_without_its_password(address: str) -> None:
    key, said = refused(address)
    assert key in ("store.no-driver", "store.unreachable", "store.bad-address")
    assert not any(secret in said for secret in SECRETS)
    with pytest.raises(StoreError) as caught:
        Store.open(address, NOW)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert not any(secret in str(caught.value) for secret in SECRETS)


def test_absent_libraries_are_told() -> None:
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from ospo_policy.store import open_store\n"
        "try: open_store('x.db', 0)\n"
        "except Exception as error: print(type(error).__name__, error.message.key)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "StoreError store.no-library\n"


def test_the_libraries_are_loaded_when_a_store_is_opened(tmp_path: Path) -> None:
    code = (
        "import sys; import ospo_policy.store, ospo_policy.cli.main\n"
        "print('sqlalchemy' in sys.modules)\n"
        f"ospo_policy.store.open_store({str(tmp_path / 'x.db')!r}, 0).close()\n"
        "print('alembic' in sys.modules)"
    )
    for second in (True, False):  # migrations run once
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == f"False\n{second}\n"


def test_a_store_opens_by_its_door(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "x.db"), NOW) as store:
        assert store.name == str(tmp_path / "x.db")
    assert os.listdir(tmp_path) == ["x.db"]  # the log is folded into the file


def test_every_failure_has_a_sentence() -> None:
    say = Catalogue("en")
    for key in {*database_module._SQLITE.values(), "store.unreachable", "store.no-driver", "store.no-library"}:
        assert say.text(Message(key, {"name": "x", "detail": "y"}))
        assert say.text(Message(f"{key}.hint"))
