# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Objects and facts are kept, found again, and forgotten when nobody used them for long."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.errors import StoreError
from ospo_policy.model.facts import Content, Entry, EntryKind, History, Known, Repository, Tree, Unseen
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import KnownTree, ObjectCache
from ospo_policy.store.codec import digest_of
from ospo_policy.store.store import Store
from tests.support.store import DAY, NOW, listed, messages, report, texts

sizes = st.none() | st.integers(0, 2**60)
entries = st.builds(Entry, texts, st.sampled_from(EntryKind), sizes, st.none())
with_ids = st.builds(Entry, texts, st.sampled_from(EntryKind), sizes, st.none() | st.sampled_from(["a" * 40, "b" * 64]))
WHY = Unseen(message("unseen.not-read", path="x"))


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "x.db")


def test_blobs_come_back(place: str) -> None:
    many = {f"{number:040x}": b"\0\xff" * number for number in range(1300)}
    with Store.open(place, NOW) as store:
        cache: ObjectCache = store.objects
        cache.keep_blobs({})
        cache.keep_blobs(many)
        cache.keep_blobs(many)
        assert cache.blobs([*many, *many, "f" * 40]) == many
        assert list(cache.blobs(["2".zfill(40), "1".zfill(40)])) == ["2".zfill(40), "1".zfill(40)]
        assert cache.blobs([]) == {}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commit=texts, known=st.lists(st.tuples(entries, texts), max_size=4), truncated=st.booleans())
def test_listings_come_back(place: str, commit: str, known: list[tuple[Entry, str]], truncated: bool) -> None:
    with Store.open(place, NOW) as store:
        tree = KnownTree(tuple(known), truncated)
        if store.objects.tree(commit) is None:
            store.objects.keep_tree(commit, tree)
            assert store.objects.tree(commit) == tree


def test_what_was_used_stays(place: str) -> None:
    with Store.open(place, NOW) as store:
        store.objects.keep_blobs({"a": b"1", "b": b"2"})
        store.objects.keep_tree("c", KnownTree(()))
        store.objects.keep_tree("d", KnownTree(()))
    with Store.open(place, NOW + 20 * DAY) as store:
        store.objects.blobs(["a"])
        store.objects.tree("c")
    with Store.open(place, NOW + 30 * DAY) as store:
        assert store.prune(unused_blobs_days=10).blobs == 1
        assert store.objects.blobs(["a", "b"]) == {"a": b"1"}
        assert store.objects.tree("c") is not None
        assert store.objects.tree("d") is None


def test_pruning_gives_the_space_back(place: str) -> None:
    with Store.open(place, NOW) as store:
        noise = Random(0)
        store.objects.keep_blobs({str(number): noise.randbytes(20_000) for number in range(60)})
    full = Path(place).stat().st_size
    with Store.open(place, NOW + 9 * DAY) as store:
        assert store.prune(unused_blobs_days=1).blobs == 60
    assert Path(place).stat().st_size < full / 2


def same(first: Repository, second: Repository | None) -> bool:
    """Whether two repositories hold the same facts; trees are compared by what they list."""
    assert second is not None

    def told(one: Repository) -> object:
        tree = one.tree.value if isinstance(one.tree, Known) else None
        listing = (list(tree.entries), tree.incomplete) if tree is not None else one.tree
        return one._replace(tree=Known(listing))  # type: ignore[arg-type]

    return told(first) == told(second)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(with_ids, max_size=3), texts, messages, st.binary(max_size=9))
def test_facts_come_back(place: str, files: list[Entry], text: str, why: object, head: bytes) -> None:
    what = Repository(
        id=text,
        name=text,
        commit=Known("a"),
        tree=Known(Tree(files, why)),  # type: ignore[arg-type]
        contents={"a": Known(Content("a", text)), text: WHY},
        heads={"a": Known(head), "b": WHY},
        fields={"fork": Known(False), "topics": Known(("x",)), "x": WHY},
        history=History(WHY, Known(1), Known((1, 2))),
        now=NOW,
    )
    with Store.open(place, NOW) as store:
        store.facts.keep(listed(1), "needs", what)
        assert same(what, store.facts.get(listed(1), "needs"))
        unseen = what._replace(tree=WHY)
        store.facts.keep(listed(1), "needs", unseen)
        assert same(unseen, store.facts.get(listed(1), "needs"))


def test_facts_of_a_real_folder_come_back(place: str) -> None:
    folder = Path(__file__).parent.parent.parent / "examples/organisation"
    needs = Needs(tree=True, sizes=True, contents=frozenset({"readme", "licence", "*.yml"}), heads=frozenset({"**"}))
    with Store.open(place, NOW) as store:
        for number, example in enumerate(sorted(folder.iterdir())):
            facts = open_repository(str(example)).collect(needs, "", NOW)
            store.facts.keep(listed(number), digest_of(needs), facts)
            assert same(facts, store.facts.get(listed(number), digest_of(needs)))


def test_facts_hold_for_one_head_and_one_request(place: str) -> None:
    what = Repository("x", "x", WHY, WHY, {"a": Known(Content("a", "text"))}, {}, {}, History(WHY, WHY, WHY))
    with Store.open(place, NOW) as store:
        store.facts.keep(listed(1, head=None), "needs", what)
        assert store.facts.get(listed(1, head=None), "needs") is None
        store.facts.keep(listed(1), "needs", what)
        assert store.facts.get(listed(1), "other") is None
        assert store.facts.get(listed(2), "needs") is None
        assert store.facts.get(listed(1, head="b"), "needs") is None
        store.facts.keep(listed(1, head="b"), "needs", what)
        assert store.facts.get(listed(1), "needs") is None  # the head has moved
    with Store.open(place, NOW + DAY) as store:
        assert same(what, store.facts.get(listed(1, head="b"), "needs"))
        assert store.prune(unused_blobs_days=1) == (0, 0, 0, 0, 0, 0)
    connection = sqlite3.connect(place)
    connection.execute("DELETE FROM blobs")
    connection.commit()
    connection.close()
    with Store.open(place, NOW) as store:
        assert store.facts.get(listed(1, head="b"), "needs") is None


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE blobs SET content = 'x'",
        "UPDATE trees SET listing = 'x'",
        "UPDATE facts SET body = 'x'",
        "UPDATE facts SET body = (SELECT listing FROM trees)",
        "UPDATE findings SET message = '['",
        "UPDATE findings SET status = 'none'",
        "UPDATE definitions SET body = '[\"tuple\"]'",
        "UPDATE scores SET statuses = ''",
        "UPDATE audits SET packs = '{'",
        "UPDATE audits SET state = 'none'",
    ],
)
def test_damage_inside_is_told(place: str, damage: str) -> None:
    what = Repository("x", "x", WHY, WHY, {"a": Known(Content("a", "text"))}, {}, {}, History(WHY, WHY, WHY))
    with Store.open(place, NOW) as store:
        store.facts.keep(listed(1), "needs", what)
        store.objects.keep_tree("c", KnownTree(()))
        with store.start_audit("0", "p") as run:
            run.record(listed(1), report(1))
            run.finish()
    connection = sqlite3.connect(place)
    connection.execute(damage.replace("'x'", "CAST('x' AS BLOB)"))
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="damaged"):
        read_all(place)


def read_all(place: str) -> None:
    with Store.open(place, NOW) as store:
        store.facts.get(listed(1), "needs")
        store.objects.tree("c")
        store.report(1).report()
