# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The baseline in the store: told as it was put, of each repository apart; older databases have none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ospo_policy.model.baseline import KnownFailure
from ospo_policy.model.errors import StoreError
from ospo_policy.store.database import Database
from ospo_policy.store.migrate import migrate
from ospo_policy.store.store import Store
from tests.support.store import NOW, listed, report, texts

ONE = KnownFailure("2026-11-23", {"a": 1}, 2, 3.5)  # type: ignore[arg-type]
failures = st.builds(
    KnownFailure,
    texts,
    st.dictionaries(texts, st.integers(0, 9), max_size=3),
    st.none() | st.integers(0, 9),
    st.none() | st.floats(0, 100),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(texts, failures, max_size=3), st.dictionaries(texts, failures, max_size=3))
def test_it_is_told_as_it_was_put(
    tmp_path: Path, first: dict[str, KnownFailure], second: dict[str, KnownFailure]
) -> None:
    with Store.open(str(tmp_path / "x.db"), NOW) as store, store.start_audit("0", "p") as run:
        for number in (1, 2):
            run.record(listed(number), report(number))
        keys = [(one.forge, one.native_id) for one in (listed(1), listed(2))]
        store.baseline.put({keys[0]: first, keys[1]: second})
        expected = {key: some for key, some in zip(keys, (first, second), strict=True) if some}
        assert store.baseline.all() == expected
        store.baseline.put({keys[0]: {}})
        assert store.baseline.all() == {key: some for key, some in expected.items() if key != keys[0]}


def test_a_database_of_the_version_before_has_none_and_keeps_its_findings(tmp_path: Path) -> None:
    place = str(tmp_path / "x.db")
    older = Database(place)
    migrate(older, "0002")
    older.close()
    connection = sqlite3.connect(place)
    for statement in (
        "INSERT INTO repositories VALUES ('github', 'R_1', 'github:a/b', 'a', 'b', 'https://x', 1, 1, NULL)",
        "INSERT INTO audits VALUES (1, 1, 2, 'finished', '0', 'p', '[\"tuple\"]', '[\"tuple\"]', '{}', '{}')",
        "INSERT INTO definitions VALUES (1, 'd', 'r', 'p', 'must',"
        ' \'["tuple",["text",{}],null,null,["tuple"],["tuple"],null]\')',
        "INSERT INTO results VALUES (1, 'd', '')",
        "INSERT INTO findings VALUES (1, 0, 1, 'fail', '[\"message\",\"x\",{}]', '[\"tuple\"]', '{}', NULL, NULL)",
        "INSERT INTO audit_repositories VALUES (1, 1, 'github', 'R_1', 'github:a/b', 'c', 'c', '', '', 1, NULL)",
    ):
        connection.execute(statement)
    connection.commit()
    connection.close()
    with Store.open(place, NOW) as store:
        assert store.baseline.all() == {}
        (found,) = store.report(1).repositories()
        (finding,) = found.findings
        assert (finding.waiver, finding.upcoming, finding.known_since) == (None, None, None)


def test_a_damaged_one_is_told(tmp_path: Path) -> None:
    place = str(tmp_path / "x.db")
    with Store.open(place, NOW) as store, store.start_audit("0", "p") as run:
        run.record(listed(1), report(1))
        store.baseline.put({(listed(1).forge, listed(1).native_id): {"r": ONE}})
    connection = sqlite3.connect(place)
    connection.execute("UPDATE baseline SET known = '1'")
    connection.commit()
    connection.close()
    with Store.open(place, NOW) as store, pytest.raises(StoreError) as caught:
        store.baseline.all()
    assert caught.value.message.key == "store.damaged"
