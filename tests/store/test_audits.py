# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Audits are recorded, resumed, read back exactly, and carried over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import StoreError
from ospo_policy.model.message import LocalText, message
from ospo_policy.model.policy import PackInfo
from ospo_policy.model.report import RepositoryReport
from ospo_policy.ports.forges import Usage
from ospo_policy.store.store import Store
from ospo_policy.store.values import AuditState, Pruned, Recorded, Unchanged
from tests.support.store import DAY, NOW, listed, report, reports

PACKS = (PackInfo("minimal", "1.0.0", LocalText({"en": "Minimal"}), "policies/minimal.yml"),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "é %s ospo.db"), NOW) as opened:
        yield opened


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(recorded=st.lists(reports, max_size=4))
def test_reports_come_back_as_they_were(store: Store, recorded: list[RepositoryReport]) -> None:
    with store.start_audit("0.1.0", "p") as run:
        for number, one in enumerate(recorded):
            run.record(listed(number), one)
        run.finish()
    assert list(store.report(run.id).repositories()) == sorted(recorded, key=lambda one: one.id)


def test_an_audit_is_told_whole(store: Store) -> None:
    notice, other = message("notice.undecided", number=1, why=message("x")), message("y")
    why = message("unseen.forge.read", name="z", what="w")
    with store.start_audit("0.1.0", "policy", PACKS, {"owners": ("a", "b")}, (notice,)) as run:
        run.record(listed(2), report(2))
        run.record(listed(1), report(1))
        run.record(listed(3), why)
        run.finish({"github": Usage(3, 4, 5)}, [notice, other])
    stored = store.report(run.id)
    whole = stored.report()
    assert (whole.tool_version, whole.date, whole.packs) == ("0.1.0", "2026-11-23", PACKS)
    assert whole.notices == (notice, other)
    assert whole.repositories == (report(1), report(2))
    assert list(stored.unread()) == [(listed(3).id, why)]
    info = stored.info
    assert (info.state, info.started, info.finished) == (AuditState.FINISHED, NOW, NOW)
    assert (info.read, info.unread, info.usage) == (2, 1, {"github": Usage(3, 4, 5)})
    assert info.options == {"owners": ("a", "b")}
    assert store.audits() == [info]


def begin_and_be_interrupted(place: str) -> None:
    with Store.open(place, NOW) as store, store.start_audit("0.1.0", "p") as run:
        run.record(listed(2), report(2))
        run.record(listed(1), message("later"))
        raise KeyboardInterrupt


def test_an_interrupted_audit_goes_on_where_it_was(tmp_path: Path) -> None:
    place = str(tmp_path / "x.db")
    with pytest.raises(KeyboardInterrupt):
        begin_and_be_interrupted(place)
    with Store.open(place, NOW + 60) as store:
        last = store.last_unfinished()
        assert last is not None
        assert last.state is AuditState.INTERRUPTED
        with store.resume(last.id) as run:
            assert run.done_ids() == {("github", "R_2")}
            run.record(listed(1), report(1))
            run.interrupt({"github": Usage(1, 1, 1)})
        with store.resume(last.id) as run:
            run.finish({"github": Usage(2, 3, 4), "gitlab": Usage(requests=1)})
        assert store.last_unfinished() is None
        assert store.audits()[0].usage == {"github": Usage(3, 4, 5), "gitlab": Usage(1)}
        assert store.audits()[0].finished == NOW + 60
        assert store.report(last.id).report().repositories == (report(1), report(2))
        assert list(store.report(last.id).unread()) == []
        with pytest.raises(StoreError, match="no-audit"):
            store.resume(last.id)
        with pytest.raises(StoreError, match="no-audit"):
            store.report(99)


def test_what_did_not_change_is_carried_over_by_a_row(store: Store) -> None:
    with store.start_audit("0.1.0", "p") as first:
        first.record(listed(1), report(1), "facts", "policy")
        first.record(listed(2, head=None), report(2), "facts", "policy")
        first.finish()
    assert store.previous(listed(1), "facts", "policy") == report(1)
    renamed = listed(1)._replace(id="github:etalab/renamed", name="renamed")
    with store.start_audit("0.1.0", "p") as second:
        changed = [
            Unchanged(listed(1), "other", "policy"),
            Unchanged(listed(1), "facts", "other"),
            Unchanged(listed(1, head="b" * 40), "facts", "policy"),
            Unchanged(listed(2, head=None), "facts", "policy"),
            Unchanged(listed(1)._replace(forge="gitlab"), "facts", "policy"),
        ]
        assert second.carry_over([]) == second.carry_over(changed) == frozenset()
        assert second.carry_over([*changed, Unchanged(renamed, "facts", "policy")]) == {("github", "R_1")}
        second.finish()
    moved = report(1)._replace(id="github:etalab/renamed")
    assert store.report(second.id).report().repositories == (moved,)
    assert store.previous(renamed, "facts", "policy") == moved
    assert store.previous(listed(5), "facts", "policy") is None


def test_a_batch_is_recorded_as_a_whole_or_not(store: Store) -> None:
    with store.start_audit("0.1.0", "p") as run:
        good = Recorded(listed(1), report(1))
        bad = Recorded(listed(2), report(2)._replace(findings=(report(2).findings[0]._replace(via=object()),)))  # type: ignore[arg-type]
        with pytest.raises(Exception, match="object"):
            run.record_all([good, bad])
        assert run.done_ids() == frozenset()
        run.record_all([good, good])
        run.record_all([])
        run.finish()
    assert len(list(store.report(run.id).repositories())) == 1


def prune_while_it_runs(place: str) -> None:
    with Store.open(place, NOW) as store, store.start_audit("0", "p") as run:
        with Store.open(place, NOW) as other:
            other.start_audit("0", "p").finish()
            assert other.prune(keep_audits=1).audits == 1
        run.record(listed(1), report(1))


def test_an_audit_that_was_pruned_meanwhile_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="failed"):
        prune_while_it_runs(str(tmp_path / "x.db"))


def test_repositories_come_and_go(tmp_path: Path) -> None:
    place = str(tmp_path / "x.db")
    with Store.open(place, NOW) as store, store.start_audit("0", "p") as run:
        run.listed("github", "etalab", [listed(1), listed(2), listed(3, owner="etalab/sub")])
        run.listed("github", "etalab_x", [listed(4, owner="etalab_x")])
    with Store.open(place, NOW + DAY) as store, store.start_audit("0", "p") as run:
        run.listed("github", "etalab", [listed(1)._replace(name="new")])
        run.listed("gitlab", "etalab", [])
        known = {one.native_id: one for one in store.repositories()}
        assert [known[f"R_{n}"].gone_since for n in (1, 2, 3, 4)] == [None, NOW + DAY, NOW + DAY, None]
        assert (known["R_1"].name, known["R_1"].first_seen, known["R_1"].last_seen) == ("new", NOW, NOW + DAY)
        run.listed("github", "etalab", [listed(2)])
        known = {one.native_id: one for one in store.repositories()}
        assert (known["R_2"].gone_since, known["R_1"].gone_since) == (None, NOW + DAY)


def test_pruning_keeps_the_newest_audits_whole(tmp_path: Path) -> None:
    place = str(tmp_path / "x.db")
    with Store.open(place, NOW) as store:
        for audit in range(3):
            with store.start_audit("0", "p") as run:
                run.record(listed(1), report(1), "f", "p")
                run.record(listed(2), report(2 + audit, rules=3 + audit))
                run.finish()
        whole = [store.report(one.id).report() for one in store.audits()[:2]]
        assert store.prune() == Pruned(0, 0, 0, 0, 0, 0)
        assert store.prune(keep_audits=5) == Pruned(0, 0, 0, 0, 0, 0)
        assert store.prune(keep_audits=2) == Pruned(1, 1, 0, 0, 0, 0)
        assert [store.report(one.id).report() for one in store.audits()] == whole
        assert store.previous(listed(1), "f", "p") == report(1)
        assert store.prune(keep_audits=0).audits == 1  # the newest always stays
        with store.start_audit("0", "p") as run:
            run.record(listed(9), report(9))
            run.finish()
        assert store.report(run.id).report().repositories == (report(9),)


def test_a_recorded_message_is_said_in_any_language(store: Store) -> None:
    with store.start_audit("0.1.0", "p") as run:
        run.record(listed(1), report(1))
        run.finish()
    (again,) = store.report(run.id).repositories()
    for language in ("en", "fr"):
        say = Catalogue(language)
        assert say.text(again.scores[0].summary()) == say.text(report(1).scores[0].summary())
