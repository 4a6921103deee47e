# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Baselines as users meet them: an old repository, and an organisation of old repositories, brought along."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import Command
from tests.support.repositories import build, git

FILE = ".ospo-policy-baseline.yml"
PACK = "pack: p\nversion: 1.0.0\nrules:\n  r: {level: must, title: A rule, check: %s}\n"
COVERAGE, LINKS = "{reuse.coverage: {baseline: 90}}", "{links: {any_of: ['**/*.md']}}"
README = "# Old\n\n[one](nowhere.md)\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An old repository: no licence, a short README with a dead link."""
    return build(tmp_path / "old", {"README.md": README, "main.c": "int main;"})


def pack(old: Path, check: str) -> Path:
    file = old.parent / "p.yml"
    file.write_text(PACK % check)
    return file


def findings(out: str) -> dict[str, dict[str, object]]:
    return {one["rule"]: one for one in json.loads(out)["repositories"][0]["findings"]}


def lines(folder: Path) -> list[str]:
    return [line.partition(":")[0].strip() for line in (folder / FILE).read_text().splitlines() if line[:1] == " "]


def test_from_its_baseline_on_only_new_failures_count(run: Command, old: Path) -> None:
    assert run("check", old, "--pack", "minimal").code == 1
    result = run("baseline", "write", old, "--pack", "minimal")
    assert result.code == 0, result.err
    assert result.out == (
        f"{old}/{FILE}: 3 failures are known, and do not count from now on.\n"
        "Commit the file, so that it counts in the repository's CI.\n"
    )
    result = run("check", old, "--pack", "minimal", "--fail-on", "may")
    assert result.code == 0
    assert "Known before, do not count (3)\n" in result.out
    assert "[licence-present], known since" in result.out
    assert "Nothing new is to be put right." in result.out
    assert "All is well" not in result.out
    assert "Why:" not in result.out
    out = run("check", old, "--pack", "minimal", "-f", "json").out
    assert findings(out)["licence-present"]["status"] == "fail"
    assert json.loads(out)["summary"]["known"] == 3
    assert run("check", old, "--pack", "minimal", "--no-baseline").code == 1
    assert "Déjà connus, ne comptent pas (3)" in run("check", old, "--pack", "minimal", "--lang", "fr").out


def test_lines_that_move_and_words_that_change_make_nothing_new(run: Command, old: Path) -> None:
    links = pack(old, LINKS)
    assert run("baseline", "write", old, "--pack", links).code == 0
    (old / "README.md").write_text("# Old and tired\n\nIt is said here.\n\n[two](nothing.md)\n")
    assert run("check", old, "--pack", links).code == 0
    (old / "README.md").write_text("# Old\n\n[two](nothing.md)\n[one](nowhere.md)\n")
    result = run("check", old, "--pack", links)
    assert result.code == 1
    assert "Must be put right (1)\n  ✗ A rule [r]\n" in result.out
    assert "It got worse since" in result.out


def test_what_is_repaired_is_told_leaves_and_cannot_come_back(run: Command, old: Path) -> None:
    run("baseline", "write", old, "--pack", "minimal")
    (old / "SECURITY.md").write_text("Write to security@ville.fr within a week.\n")
    result = run("check", old, "--pack", "minimal")
    assert "is repaired, at least in part: security-contact." in result.out
    (old / "LICENSE").write_text("")
    result = run("baseline", "write", old, "--pack", "minimal", "--shrink")
    assert "1 rule has left it: security-contact.\n" in result.out
    assert "is repaired" not in run("check", old, "--pack", "minimal").out
    (old / "SECURITY.md").unlink()
    assert run("check", old, "--pack", "minimal").code == 1
    assert lines(old) == ["licence-present", "readme-present"]


def test_shrinking_adds_nothing_and_writing_anew_does(run: Command, old: Path) -> None:
    run("baseline", "write", old, "--pack", "minimal")
    (old / ".env").write_text("PASSWORD=ceci-est-un-secret-invente\n")
    run("baseline", "write", old, "--pack", "minimal", "--shrink")
    assert run("check", old, "--pack", "minimal").code == 1
    assert "1 rule is new in it: no-secret-files." in run("baseline", "write", old, "--pack", "minimal").out
    assert run("check", old, "--pack", "minimal").code == 0
    assert "ceci-est" not in (old / FILE).read_text()


def test_writing_anew_tells_what_got_worse_and_what_got_better(run: Command, old: Path) -> None:
    links = pack(old, LINKS)
    run("baseline", "write", old, "--pack", links)
    (old / "README.md").write_text("# Old\n\n[two](nothing.md)\n[one](nowhere.md)\n")
    assert (
        "Worse than before, and known as such from now on: r.\n" in run("baseline", "write", old, "--pack", links).out
    )
    (old / "README.md").write_text("# Old\n\n[two](nothing.md)\n")
    result = run("baseline", "write", old, "--pack", links, "--shrink")
    assert "Better than before, and not to fall back: r.\n" in result.out
    again = run("baseline", "write", old, "--pack", links, "--shrink", "--lang", "fr").out
    assert len(again.splitlines()) == 1


def test_a_rule_that_begins_later_is_not_forgiven_for_ever(run: Command, old: Path) -> None:
    later = old.parent / "p.yml"
    rule = "{level: must, %stitle: A rule, check: {file: {any_of: [CHANGELOG.md]}}}"
    text = "pack: p\nversion: 1.0.0\nrules:\n  r: " + rule + "\n  s: " + rule + "\n"
    later.write_text(text % ("from: 2999-01-01, ", ""))
    assert "1 failure is known" in run("baseline", "write", old, "--pack", later).out
    assert run("check", old, "--pack", later).code == 0
    later.write_text(text % ("", ""))  # as it is from that day on
    assert run("check", old, "--pack", later).code == 1


def test_days_are_kept_and_the_same_failures_give_the_same_bytes(run: Command, old: Path) -> None:
    run("baseline", "write", old, "--pack", "minimal")
    aged = (old / FILE).read_text().replace("since", "since", 1)
    today = aged.partition('"since": "')[2].partition('"')[0]
    aged = aged.replace(today, "2020-02-02")
    (old / FILE).write_text(aged)
    again = run("baseline", "write", old, "--pack", "minimal")
    assert (old / FILE).read_text() == aged
    assert "Commit" not in again.out
    assert "known since 2020-02-02" in run("check", old, "--pack", "minimal").out


def test_coverage_may_rise_and_never_fall(run: Command, old: Path) -> None:
    coverage = pack(old, COVERAGE)
    header = "// SPDX-FileCopyrightText: 2026 Ville\n// SPDX-License-Identifier: MIT\n"
    (old / "a.c").write_text(header)
    run("baseline", "write", old, "--pack", coverage)
    assert '"coverage": 25.0}' in (old / FILE).read_text()  # the baseline is a file without a licence itself
    (old / "new.c").write_text("int f;")
    result = run("check", old, "--pack", coverage)
    assert result.code == 1
    assert "20 % instead of 25 %" in " ".join(result.out.split())
    (old / "new.c").write_text(header)
    assert run("check", old, "--pack", coverage).code == 0
    run("baseline", "write", old, "--pack", coverage, "--shrink")
    assert '"coverage": 40.0}' in (old / FILE).read_text()


def test_the_licence_of_the_file_is_taken_from_its_neighbour_and_stays(run: Command, old: Path) -> None:
    spdx = "# SPDX-FileCopyrightText: 2026 Ville\n# SPDX-License-Identifier: MIT\n"
    (old / ".ospo-policy.yml").write_text(f"{spdx}# ours\nprofile: B\n")
    run("baseline", "write", old, "--pack", "minimal")
    text = (old / FILE).read_text()
    assert spdx in text
    assert "# ours" not in text
    assert text.startswith("# yaml-language-server: $schema=")
    (old / FILE).write_text("# Ours\n" + text.partition("\n")[2])
    run("baseline", "write", old, "--pack", "minimal")
    assert (old / FILE).read_text().startswith(f"# Ours\n{spdx}")


def test_where_nothing_fails_nothing_is_written(run: Command, tmp_path: Path) -> None:
    good = build(
        tmp_path / "good",
        {"README.md": "x" * 400, "LICENSE": {"official": "MIT"}, "SECURITY.md": "Write to security@ville.fr\n"},
    )
    assert run("baseline", "write", good, "--pack", "minimal").out == "Nothing fails: there is nothing to write down.\n"
    assert not (good / FILE).exists()
    (good / FILE).write_text('schema_version: "1"\nfailures: {licence-present: {since: 2026-01-01}}\n')
    assert "knows of nothing any more, and can be removed." in run("baseline", "write", good, "--pack", "minimal").out


@pytest.mark.parametrize(
    ("make", "words", "told"),
    [
        (lambda r: None, ["--shrink"], f"{FILE} does not exist: there is nothing to take out."),
        (lambda r: None, ["--rev", "HEAD"], "is no folder of files"),
        (lambda r: (r / FILE).write_text("failures: {"), [], f"{FILE}:2:1: This is not valid YAML"),
        (lambda r: (r / FILE).write_text('schema_version: "1"\nfailures: {x: {sice: 2026-01-01}}'), [], "Did you mean `since`?"),
        (lambda r: None, ["--store", "x.db"], "A baseline is written of a repository, or of a store."),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told(
    run: Command, old: Path, make: Callable[[Path], object], words: list[str], told: str
) -> None:
    make(old)
    result = run("baseline", "write", old, "--pack", "minimal", *words)
    assert result.code == 2
    assert told in result.err


def test_a_bare_repository_has_no_place_for_a_file(run: Command, old: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(old), str(tmp_path / "bare.git"))
    assert run("baseline", "write", tmp_path / "bare.git", "--pack", "minimal").code == 2


def test_a_broken_baseline_is_told_by_a_check(run: Command, old: Path) -> None:
    (old / FILE).write_text("<<<<<<< HEAD\n")
    result = run("check", old, "--pack", "minimal")
    assert result.code == 2
    assert "After a merge, keep the lines of both sides." in result.err
    assert run("check", old, "--pack", "minimal", "--no-baseline").code == 1


def test_a_link_out_of_the_repository_is_no_baseline(run: Command, old: Path, tmp_path: Path) -> None:
    (tmp_path / "else.yml").write_text('schema_version: "1"\nfailures: {licence-present: {since: 2026-01-01}}\n')
    (old / FILE).symlink_to(tmp_path / "else.yml")
    assert "known since" not in run("check", old, "--pack", "minimal").out


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three repositories, in which commands are run, and an organisation that reads it."""
    top = tmp_path / "org"
    build(top / "city/good", {"README.md": "x" * 400, "LICENSE": {"official": "MIT"}, "SECURITY.md": "a@ville.fr\n"})
    build(top / "city/old", {"README.md": "short"})
    build(top / "city/older", {"main.c": "int main;"})
    (tmp_path / "ospo-policy.yml").write_text(
        "organisation: {name: Ville}\nforges: {here: {type: local}}\n"
        'inventory: [{forge: here, owners: ["*"]}]\nassign: [{packs: [minimal]}]\nwaivers: waivers.yml\n'
    )
    (tmp_path / "waivers.yml").write_text("waivers: []\n")
    monkeypatch.chdir(top)
    return top


AUDIT = ("audit", "-O", "../ospo-policy.yml", "--store", "../audits.db")


def test_an_organisation_brings_its_old_repositories_along(run: Command, city: Path) -> None:
    assert run(*AUDIT).code == 1
    result = run("baseline", "write", "--store", "../audits.db")
    assert result.code == 0, result.err
    assert "2 repositories of the audit of " in result.out
    assert ": 6 failures are known, and do not count from now on.\n6 are new, 0 have left.\n" in result.out
    result = run(*AUDIT)
    assert result.code == 0
    assert "  ~ local:city/old    0 must, 0 should, 0 may; 1 not known; 3 known before" in result.out
    assert "1 of 3 repositories meet everything; 0 have something that must be put right." in result.out
    report = json.loads(run(*AUDIT, "-f", "json").out)
    assert report["summary"]["known"] == 6
    assert report["summary"]["fail"] == 6


def test_what_is_repaired_leaves_the_store_by_itself(run: Command, city: Path) -> None:
    run(*AUDIT)
    run("baseline", "write", "--store", "../audits.db")
    licence = (city / "city/good/LICENSE").read_text()
    (city / "city/old/LICENSE").write_text(licence)
    assert run(*AUDIT).code == 0
    (city / "city/old/LICENSE").unlink()
    result = run(*AUDIT)
    assert result.code == 1
    assert "  ✗ local:city/old    1 must, 0 should, 0 may; 1 not known; 2 known before" in result.out
    assert "0 are new, 0 have left." in run("baseline", "write", "--store", "../audits.db", "--shrink").out
    assert "1 are new, 0 have left." in run("baseline", "write", "--store", "../audits.db").out
    assert run(*AUDIT).code == 0


def test_another_policy_tried_on_the_store_forgets_nothing(run: Command, city: Path) -> None:
    run(*AUDIT)
    run("baseline", "write", "--store", "../audits.db")
    run(*AUDIT, "--pack", "community-health")
    assert run(*AUDIT).code == 0


def test_a_repository_that_cannot_be_read_stays_known(run: Command, city: Path) -> None:
    run(*AUDIT)
    run("baseline", "write", "--store", "../audits.db")
    hidden = (city / "city/old").rename(city.parent / "hidden")
    (city / "city/old").mkdir()
    assert run(*AUDIT).code == 3
    run("baseline", "write", "--store", "../audits.db")
    (city / "city/old").rmdir()
    hidden.rename(city / "city/old")
    assert run(*AUDIT).code == 0


@pytest.mark.parametrize("state", ["absent", "empty", "interrupted"])
def test_a_store_without_a_finished_audit_has_no_baseline_to_write(run: Command, city: Path, state: str) -> None:
    from ospo_policy.store.store import Store

    if state != "absent":
        with Store.open(str(city / "x.db"), 0) as store:
            if state == "interrupted":
                store.start_audit("0", "p").interrupt()
    result = run("baseline", "write", "--store", "x.db")
    assert result.code == 2
    assert "x.db" in result.err
    result = run("waiver", "check", "-O", "../ospo-policy.yml", "--store", "x.db")
    assert result.code == (2 if state == "absent" else 0)
    assert "x.db" in result.err


WAIVER = "waivers:\n  - {rule: %s, repositories: ['city/*'], reason: R, owner: O, approver: A, end: %s}\n"


def test_an_audit_tells_which_waivers_end_and_cover_nothing(run: Command, city: Path) -> None:
    waivers = city.parent / "waivers.yml"
    waivers.write_text(WAIVER % ("licence-present", "2999-01-01"))
    result = run(*AUDIT)
    assert "3 must" not in result.out
    assert "2 must, 0 should, 0 may; 1 not known; 1 waived" in result.out
    assert "To know" not in result.out
    waivers.write_text(WAIVER % ("no-binaries", "2999-01-01"))
    result = run(*AUDIT)
    assert "To know (1)\n  waivers.yml:2:5: The waiver of `no-binaries` covers no failure" in result.out
    assert run("waiver", "check", "-O", "../ospo-policy.yml", "--store", "../audits.db").code == 1
    assert "covers no failure" not in run("audit", "--local", ".", "-O", "../ospo-policy.yml").out
    (city / "city/empty").mkdir()
    assert "covers no failure" not in run(*AUDIT).out
    result = run("waiver", "check", "-O", "../ospo-policy.yml", "--store", "../audits.db")
    assert (result.code, "incomplete" in result.err) == (0, True)


def test_asks_are_told_with_the_repository(run: Command, city: Path) -> None:
    (city / "city/old/.ospo-policy.yml").write_text("waivers: [{rule: readme-present, reason: x, end: 2999-01-01}]\n")
    out = run(*AUDIT, "--lang", "fr").out
    assert "  local:city/old\u00a0: Une dérogation à `readme-present` est demandée en .ospo-policy.yml:1:11." in out


def test_waivers_of_an_interrupted_audit_that_changed_begin_a_new_one(run: Command, city: Path) -> None:
    run(*AUDIT)
    with sqlite3.connect(city.parent / "audits.db") as connection:
        connection.execute("UPDATE audits SET state = 'interrupted'")
    connection.close()
    (city.parent / "waivers.yml").write_text(WAIVER % ("licence-present", "2999-01-01"))
    report = json.loads(run(*AUDIT, "--resume", "-f", "json").out)
    assert report["summary"]["waived"] == 2
