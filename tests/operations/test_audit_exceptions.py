# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings that are taken over from an earlier audit keep no waiver alive, and know what the baseline knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ospo_policy.model.policy import Level
from ospo_policy.model.report import Status
from ospo_policy.operations import audit_run, baselines
from tests.forges.github_server import World, serving
from tests.forges.github_server.samples import files, sample

NOW = 1_795_392_000  # 2026-11-23
DAY = 86_400
COUNT = 5
WAIVER = (
    "waivers:\n  - {rule: %s, repositories: [github:numerique/project-00001],"
    " reason: R, owner: O, approver: A, start: %s, end: %s}\n"
)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[World]:
    """Five repositories on GitHub, and an organisation's file that lets repositories waive a rule for themselves."""
    world = sample(COUNT)
    (tmp_path / "p.yml").write_text(
        "pack: p\nversion: 1.0.0\nextends: [minimal]\nrules: {security-contact: {waivable: repository}}\n"
    )
    (tmp_path / "ospo-policy.yml").write_text(
        "organisation: {name: Ville}\nassign: [{packs: [p.yml]}]\nwaivers: waivers.yml\n"
    )
    (tmp_path / "waivers.yml").write_text("waivers: []\n")
    with serving(world) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "t-read")
        yield world


class Audits:
    """Audits of the world, one after another, into one store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.carried = 0

    def run(self, days: int = 0) -> audit_run.Done:
        request = audit_run.Request(
            github=("numerique",),
            organisation=str(self.folder / "ospo-policy.yml"),
            store=str(self.folder / "a.db"),
            now=NOW + days * DAY,
        )
        done = audit_run.run(request, lambda _stage: None, keep=True)
        self.carried = done.carried
        return done

    def waived(self, days: int = 0) -> set[tuple[str, str]]:
        found = self.run(days).report.repositories
        return {(r.id.rpartition("/")[2], f.rule) for r in found for f in r.findings if f.status is Status.WAIVED}

    def waive(self, rule: str, start: str, end: str) -> None:
        (self.folder / "waivers.yml").write_text(WAIVER % (rule, start, end))


@pytest.fixture
def audits(world: World, tmp_path: Path) -> Audits:
    return Audits(tmp_path)


def failing(audits: Audits) -> str:
    """A rule that the repository of the waivers does not meet."""
    report = next(one for one in audits.run().report.repositories if one.id.endswith("project-00001"))
    return next(one.rule for one in report.findings if one.status is Status.FAIL)


def test_a_waiver_begins_and_ends_though_nothing_is_read_again(audits: Audits) -> None:
    rule = failing(audits)
    audits.waive(rule, "2026-11-24", "2026-11-25")
    there = {("project-00001", rule)}
    assert audits.waived() == set()
    assert audits.waived(1) == there
    assert audits.waived(1) == there
    assert audits.carried == len(audits.run(1).report.repositories)
    assert audits.waived(2) == there
    assert audits.waived(3) == set()


def test_waivers_that_change_within_a_day_have_their_effect_at_once_and_on_theirs_alone(audits: Audits) -> None:
    rule = failing(audits)
    total = len(audits.run().report.repositories)
    audits.waive(rule, "2026-01-01", "2027-01-01")
    assert audits.waived() == {("project-00001", rule)}
    assert audits.carried == total - 1
    audits.waive("no-binaries", "2026-01-01", "2027-01-01")
    assert audits.waived() == set()
    assert audits.carried == total - 1
    audits.waive("no-binaries", "2026-01-01", "2027-01-01")
    audits.run()
    assert audits.carried == total


def test_what_a_repository_decides_for_itself_ends_too(audits: Audits, world: World) -> None:
    repository = world.find("numerique/project-00001")
    assert repository is not None
    own = "waivers: [{rule: security-contact, reason: R, end: 2026-11-23}]\n"
    repository.commit({"README.md": "x", ".ospo-policy.yml": own}, "Ask")
    assert audits.waived() == {("project-00001", "security-contact")}
    done = audits.run(1)
    assert audits.waived(1) == set()
    assert [one.key for one in done.report.notices] == ["waiver.of-repository"]


def test_a_baseline_of_today_counts_today_and_what_is_repaired_leaves_it(
    audits: Audits, world: World, tmp_path: Path
) -> None:
    assert audits.run().overview.fails_at(Level.MUST)
    kept = baselines.of_store(str(tmp_path / "a.db"), NOW, shrink=False)
    assert kept.failures == kept.added > 0
    done = audits.run()
    assert not done.overview.fails_at(Level.MUST)
    assert {f.known_since for r in done.report.repositories for f in r.findings if f.status is Status.FAIL} == {
        "2026-11-23"
    }
    audits.run()
    assert audits.carried == len(done.report.repositories)
    repository = world.find("numerique/project-00001")
    assert repository is not None
    repository.commit({**files(1), "README.md": "What it is for. " * 40}, "A README")
    assert not audits.run(1).overview.fails_at(Level.MUST)
    repository.commit(files(1), "And none again")
    done = audits.run(2)
    assert done.overview.fails_at(Level.MUST)
    new = {(r.id.rpartition("/")[2], f.rule) for r in done.report.repositories for f in r.findings if f.counts}
    assert new == {("project-00001", "readme-present")}
