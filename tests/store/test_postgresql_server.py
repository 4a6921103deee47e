# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL itself: on the server that `OSPO_POLICY_TEST_POSTGRESQL` names; CONTRIBUTING.md says how to have one.

Each test makes a database of its own there, sorted by the server's language, and drops it again.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from sqlalchemy import make_url

from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import StoreError
from ospo_policy.model.facts import Content, Entry, History, Known, Repository, Tree, Unseen
from ospo_policy.model.message import message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.ports.forges import KnownTree
from ospo_policy.store import database as database_module
from ospo_policy.store.database import Database
from ospo_policy.store.migrate import migrate
from ospo_policy.store.migrations import REVISIONS, VERSION_TABLE
from ospo_policy.store.store import Store
from ospo_policy.store.tables import metadata
from ospo_policy.store.values import AuditState, Recorded, Unchanged
from tests.forges.gitlab_server.server import serving
from tests.forges.gitlab_server.world import Access, Token, World
from tests.store.test_processes import start
from tests.support.command import Command
from tests.support.repositories import build
from tests.support.store import DAY, NOW, listed, report, reports, texts

SERVER = os.environ.get("OSPO_POLICY_TEST_POSTGRESQL", "")
ROOT = Path(__file__).parent.parent.parent
if not SERVER:
    pytest.skip("OSPO_POLICY_TEST_POSTGRESQL names no server", allow_module_level=True)


def do(statement: str, where: str = SERVER) -> list[tuple[Any, ...]]:
    """Run a statement outside of any transaction, as the server's own client would."""
    import psycopg

    url = make_url(where).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        done = connection.execute(statement)  # type: ignore[call-overload]
        return done.fetchall() if done.description else []


@pytest.fixture
def place() -> Iterator[str]:
    """The address of a new database."""
    name = f"ospo_{uuid4().hex}"
    do(f"CREATE DATABASE {name}")
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    do(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_migrations_make_the_tables_that_the_code_knows(place: str) -> None:
    database = Database(place)
    migrate(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_a_database_of_the_first_version_keeps_what_it_holds(place: str) -> None:
    first = Database(place)
    migrate(first, REVISIONS[0])
    first.close()
    do(r"INSERT INTO blobs VALUES ('a', 1, '\x789c33040000320032', 0)", place)
    with Store.open(place, NOW) as store:
        assert store.objects.blobs(["a"]) == {"a": b"1"}
    assert do(f"SELECT version_num FROM {VERSION_TABLE}", place) == [(REVISIONS[-1],)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts, found=reports)
def test_what_is_kept_comes_back(place: str, text: str, found: RepositoryReport) -> None:
    why = Unseen(message("unseen.not-read", path=text))
    facts = Repository(text, text, Known("a"), Known(Tree([Entry(text)])), {text: Known(Content(text, text))},
                       {text: Known(b"\0\xff")}, {"x": Known(text)}, History(why, Known(1), why), now=NOW)  # fmt: skip
    one = listed(1)._replace(id=text, name=text)
    with Store.open(place, NOW) as store:
        store.facts.keep(one, "needs", facts)
        again = store.facts.get(one, "needs")
        assert again is not None
        assert again._replace(tree=why) == facts._replace(tree=why)
        tree = KnownTree(((Entry(text), text),))
        store.objects.keep_tree(text, tree)
        assert store.objects.tree(text) == tree
        with store.start_audit("0", "p") as run:
            run.record(one, found)
            run.finish()
        assert [kept._replace(id=found.id) for kept in store.report(run.id).repositories()] == [found]
        assert [known.name for known in store.repositories()] == [text]


def test_reports_are_in_the_order_of_code_points(place: str) -> None:
    names = ["a", "B", "é", "Z", "z", "_", "a-b", "ab", "\U0001f600", "É"]
    with Store.open(place, NOW) as store, store.start_audit("0", "p") as run:
        for number, name in enumerate(names):
            one = listed(number)._replace(id=name)
            run.record(one, report(number)._replace(id=name))
        run.finish()
        assert [one.id for one in store.report(run.id).repositories()] == sorted(names)


def test_many_repositories_are_carried_over_and_pruned(place: str) -> None:
    some = [Recorded(listed(n), report(n), "f", "p") for n in range(300)]
    with Store.open(place, NOW) as store:
        with store.start_audit("0", "p") as first:
            first.listed("github", "etalab", [one.listed for one in some])
            first.record_all(some)
            first.finish()
        with store.start_audit("0", "p") as second:
            kept = second.carry_over([Unchanged(one.listed, "f", "p") for one in some])
            assert len(kept) == 300
            second.listed("github", "etalab", [some[0].listed])
            second.finish()
        assert sum(one.gone_since is not None for one in store.repositories()) == 299
        store.objects.keep_blobs({f"{n:040x}": b"\0" for n in range(1_300)})
        assert len(store.objects.blobs([f"{n:040x}" for n in range(1_300)])) == 1_300
    with Store.open(place, NOW + 9 * DAY) as store:
        assert store.prune(keep_audits=1, unused_blobs_days=1)[:3] == (1, 0, 1_300)
        assert len(list(store.report(2).repositories())) == 300


@pytest.mark.parametrize("after", [0, 40])
def test_a_kill_loses_nothing_that_was_recorded(place: str, after: int) -> None:
    process = start(place, 0, 10**6)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(after + 1)]
    process.send_signal(signal.SIGKILL)
    lines += process.communicate(timeout=60)[0].splitlines()
    said = max(int(line) for line in lines if line.strip())
    with Store.open(place, NOW) as store:
        last = store.last_unfinished()
        assert last is not None
        assert last.state is AuditState.RUNNING
        stored = list(store.report(last.id).repositories())
        assert stored == [report(number) for number in range(len(stored))]
        assert said < len(stored)
        with store.resume(last.id) as run:
            run.record(listed(len(stored)), report(len(stored)))
            run.finish()
        assert len(list(store.report(last.id).repositories())) == len(stored) + 1


def test_a_reader_sees_one_state(place: str) -> None:
    with Store.open(place, NOW) as store:
        database = Database(place)
        with database.reading() as connection:
            count = "SELECT count(*) FROM blobs"
            before = connection.exec_driver_sql(count).scalar()
            store.objects.keep_blobs({"a": b"1"})
            assert connection.exec_driver_sql(count).scalar() == before == 0
        database.close()


def test_who_writes_rows_in_another_order_waits(place: str) -> None:
    with Store.open(place, NOW) as store, ThreadPoolExecutor(4) as pool:
        rows = {f"{number:04}": b"x" for number in range(400)}
        orders = [rows, dict(reversed(rows.items()))] * 4
        list(pool.map(store.objects.keep_blobs, orders))
        assert len(store.objects.blobs(list(rows))) == 400


def test_a_writer_that_waits_too_long_is_told(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "PATIENCE", 0.1)
    database = Database(place)
    with Store.open(place, NOW) as store, database.writing(), pytest.raises(StoreError, match="busy"):
        store.objects.keep_blobs({"a": b"1"})
    database.close()


def test_processes_wait_for_one_another(place: str) -> None:
    processes = [start(place, 0, 60) for _ in range(3)]  # all open the new database at the same time
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with Store.open(place, NOW) as store:
        found = store.audits()
        assert [audit.state for audit in found] == [AuditState.FINISHED] * 3
        for audit in found:
            assert list(store.report(audit.id).repositories()) == [report(number) for number in range(60)]


def test_who_prunes_and_who_records_do_not_stop_each_other(place: str) -> None:
    process = start(place, 0, 150)
    with Store.open(place, NOW) as store:
        assert process.stdout is not None
        while process.stdout.readline():
            store.prune(keep_audits=1, unused_blobs_days=0)
        assert process.communicate(timeout=60)[1] == ""
        assert list(store.report(store.audits()[0].id).repositories()) == [report(number) for number in range(150)]


def organisation(folder: Path, count: int) -> Path:
    first = build(folder / "depot-000", {"README.md": "# Dépôt\n" + "Un texte. " * 30})
    for number in range(1, count):
        shutil.copytree(first, folder / f"depot-{number:03}")
    return folder


def audit(folder: Path, store: str, *words: str) -> subprocess.Popen[str]:
    """`ospo-policy audit` with a store, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "ospo_policy",
        "audit",
        "--local",
        str(folder),
        "--pack",
        "minimal",
        "--store",
        store,
    ]
    return subprocess.Popen([*command, "--format", "json", *words], cwd=ROOT, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)  # fmt: skip


def told(process: subprocess.Popen[str]) -> tuple[str, str]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    return out, err


def test_a_whole_audit_is_killed_and_resumed(place: str, tmp_path: Path) -> None:
    folder = organisation(tmp_path / "ville", 110)
    killed = audit(folder, place)
    with Store.open(place, NOW) as store:
        while not (known := store.audits()) or known[0].read < 40:
            assert killed.poll() is None
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=60)
        done = store.audits()[0]
        assert done.state is AuditState.RUNNING
        assert 40 <= done.read < 110
        first, _ = told(audit(folder, place, "--resume"))
        (same,) = store.audits()
        assert (same.id, same.state, same.read) == (done.id, AuditState.FINISHED, 110)
        second, _ = told(audit(folder, place))
        assert second == first
        assert len(json.loads(first)["repositories"]) == 110
        assert len(store.audits()) == 2


def test_an_audit_of_a_forge_is_carried_over(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tokens=[Token("glpat-secret", Access.OWNER)])
    for number in range(60):
        world.add(f"ville/p{number:02}", {"README.md": f"# {number}\n" + "Un texte. " * 30})
    run = Command(capsys)
    with serving(world) as lab:
        monkeypatch.setenv("CI_SERVER_URL", lab.url)
        monkeypatch.setenv("GITLAB_TOKEN", "glpat-secret")
        words = ("audit", "--gitlab", "ville", "--pack", "minimal", "--format", "json", "--store", place)
        first, cold = run(*words), len(lab.log)
        second = run(*words)
    assert first.out == second.out
    assert "60 repositories are as the last audit found them" in second.err
    assert len(lab.log) - cold <= 8  # the listing, and what is inherited
    assert "glpat-secret" not in first.out + first.err


def test_two_audits_at_once(place: str, tmp_path: Path) -> None:
    folder = organisation(tmp_path / "ville", 12)
    both = [audit(folder, place), audit(folder, place)]
    (first, _), (second, _) = map(told, both)
    assert first == second
    with Store.open(place, NOW) as store:
        assert [one.read for one in store.audits()] == [12, 12]


def refused(where: str) -> tuple[str, str]:
    """The key of the message that opening gives, and all that it says in both languages."""
    with pytest.raises(StoreError) as caught:
        Store.open(where, NOW)
    assert caught.value.hint is not None
    both = [Catalogue(one).text(what) for one in ("en", "fr") for what in (caught.value.message, caught.value.hint)]
    return caught.value.message.key, "\n".join(both)


def test_what_cannot_be_used_is_told_without_the_password(place: str) -> None:
    url = make_url(place)
    password = str(url.password)
    absent = url.set(database="nowhere_at_all").render_as_string(hide_password=False)
    wrong = url.set(password="h@nter2%").render_as_string(hide_password=False)
    for where, key in ((absent, "store.unreachable"), (wrong, "store.unreachable")):
        found, said = refused(where)
        assert found == key
        assert "h@nter2" not in said
        assert "h%40nter2" not in said
        assert password not in said.replace(str(url.username), "")


def test_a_database_of_others_is_left_alone(place: str) -> None:
    do("CREATE TABLE places (id int)", place)
    Store.open(place, NOW).close()  # the schema may be shared with what has other names
    do("DROP TABLE facts", place)
    with Store.open(place, NOW) as store, pytest.raises(StoreError, match="failed"):
        store.facts.get(listed(1), "x")
    do(f"UPDATE {VERSION_TABLE} SET version_num = '9999'", place)
    assert refused(place)[0] == "store.newer"
    do(f"DROP TABLE {VERSION_TABLE}", place)
    assert refused(place)[0] == "store.foreign"


def test_a_user_without_the_right_to_write_is_told(place: str) -> None:
    Store.open(place, NOW).close()
    url = make_url(place)
    role = f"reader_{uuid4().hex}"
    do(f"CREATE ROLE {role} LOGIN PASSWORD 'reader-secret'", place)
    try:
        do(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", place)
        where = url.set(username=role, password="reader-secret").render_as_string(hide_password=False)
        with Store.open(where, NOW) as store:
            assert store.audits() == []
            with pytest.raises(StoreError, match="no-right") as caught:
                store.start_audit("0", "p")
            assert "reader-secret" not in Catalogue("en").text(caught.value.message)
    finally:
        do(f"DROP OWNED BY {role}", place)
        do(f"DROP ROLE {role}", place)


def test_a_connection_that_ends_is_told_and_made_anew(place: str) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with Store.open(place, NOW) as store:
        assert store.audits() == []
        do(end, place)
        with store.start_audit("0", "p") as run:  # the pool looks before it gives
            run.record(listed(1), report(1))
            do(end, place)
            run.finish()
        assert store.audits()[0].state is AuditState.FINISHED
