# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check --fix` in real work trees: what is put right, what is left alone, and that nothing is lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.test_plan_apply import README
from tests.support.command import Command
from tests.support.repositories import build, git

MIT = {"official": "MIT"}
BAD_CASE = {
    "package.json": '{\r\n  "name": "water",\r\n  "license": "mit"\r\n}\r\n',
    "LICENSE": MIT,
    "README.md": README,
}
CASING = ("-p", "fr-dinum", "--only", "fr-spdx-casing", "--fail-on", "should")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but Git's, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_safe_repair_is_made_and_the_rule_passes(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE)
    before = run("check", folder, *CASING)
    assert before.code == 1
    os.chmod(folder / "package.json", 0o755)
    git(folder, "commit", "-qam", "Mode")
    done = run("check", folder, *CASING, "--fix")
    assert (folder / "package.json").read_bytes() == b'{\r\n  "name": "water",\r\n  "license": "MIT"\r\n}\r\n'
    assert stat.S_IMODE((folder / "package.json").stat().st_mode) == 0o755
    assert done.code == 0, done
    assert "~ package.json" in done.err
    assert "[fr-spdx-casing]" in done.err
    assert "1 rule met" in done.out
    assert git(folder, "status", "--porcelain") == "M package.json"


def test_a_second_fix_writes_nothing(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE)
    for words in (("--fix",), ("--fix", "--unsafe")):
        run("check", folder, *words)
        once = tree(folder)
        stamps = {path: (folder / path).stat().st_mtime_ns for path in once}
        again = run("check", folder, *words)
        assert tree(folder) == once
        assert {path: (folder / path).stat().st_mtime_ns for path in once} == stamps
        assert "Nothing was to be changed in the files." in again.err


def test_without_unsafe_what_wants_a_persons_eye_is_only_told(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE)
    before = tree(folder)
    result = run("check", folder, "--fix")
    assert tree(folder) == before
    assert "--fix --unsafe" in result.err
    assert "+ SECURITY.md" in result.err
    assert result.code == 1


def test_with_unsafe_files_are_written_and_the_gaps_told_by_line(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE)
    result = run("check", folder, "--fix", "--unsafe")
    written = (folder / "SECURITY.md").read_text().split("\n")
    places = [line.split(":") for line in result.err.splitlines() if line.startswith("  SECURITY.md:")]
    assert places
    for _, number, what in places:
        assert what.strip() in written[int(number) - 1]
    assert not any(name.startswith(".ospo-policy") for name in tree(folder))


def test_the_preview_shows_the_changes_and_writes_nothing(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE)
    before = tree(folder)
    for words in (("--diff",), ("--fix", "--diff")):
        result = run("check", folder, *CASING, *words)
        assert result.code == 1
        assert '-  "license": "mit"\n+  "license": "MIT"\n' in result.out
        assert "1 file would be written by --fix." in result.err
        assert tree(folder) == before
    git(folder, "config", "core.autocrlf", "false")
    run("check", folder, *CASING, "--fix")
    assert run("check", folder, *CASING, "--diff").code == 0


# What must not be touched: the state of the work tree, and what is said of it.
LEFT: dict[str, tuple[Any, str]] = {
    "changed since the commit": (
        lambda f: (f / "package.json").write_text('{"license": "mit", "private": true}'),
        "package.json has changes that are not committed.",
    ),
    "staged": (
        lambda f: ((f / "package.json").write_text('{"license":  "mit"}'), git(f, "add", ".")),
        "package.json has changes that are not committed.",
    ),
    "not in Git": (
        lambda f: git(f, "rm", "-q", "--cached", "package.json"),
        "package.json has changes that are not committed.",
    ),
    "new": (
        lambda f: (git(f, "rm", "-q", "package.json"), git(f, "commit", "-qm", "Gone"), (f / "package.json").write_text('{"license": "mit"}')),
        "package.json is not in Git yet",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_work_that_is_not_committed_is_left_and_told(name: str, run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE)
    change, told = LEFT[name]
    change(folder)
    before = tree(folder)
    result = run("check", folder, *CASING, "--fix")
    assert tree(folder) == before
    assert told in " ".join(result.err.split()), result.err
    assert result.code == 1


def test_one_file_that_is_left_does_not_keep_others_from_being_repaired(run: Command, tmp_path: Path) -> None:
    files = {"README.md": README, "src/a.py": "x\n", "LICENSE": MIT}
    folder = build(tmp_path / "water", files)
    (folder / ".git/info/exclude").write_text("SECURITY.md\n")
    (folder / "CODE_OF_CONDUCT.md").write_text("mine")  # not ours to overwrite
    result = run("check", folder, "--fix", "--unsafe")
    said = " ".join(result.err.split())
    assert "SECURITY.md would be ignored by Git" in said
    assert not (folder / "SECURITY.md").exists()
    assert (folder / "CODE_OF_CONDUCT.md").read_text() == "mine"
    assert (folder / "CONTRIBUTING.md").is_file()


def test_an_ignored_file_is_not_overwritten(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", {"README.md": README, "LICENSE": MIT}, {"ignore": ["SECURITY.md"]})
    (folder / "SECURITY.md").write_text("notes of my own")
    result = run("check", folder, "--fix", "--unsafe")
    assert (folder / "SECURITY.md").read_text() == "notes of my own"
    assert "something at SECURITY.md already" in " ".join(result.err.split())


def test_nothing_is_written_through_a_link(run: Command, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = build(tmp_path / "water", {"README.md": README, "LICENSE": MIT}, {"ignore": [".github"]})
    (folder / ".github").symlink_to(outside)
    result = run("check", folder, "--fix", "--unsafe")
    assert not list(outside.iterdir())
    assert "leads through a link" in " ".join(result.err.split()), result.err


def test_a_file_that_cannot_be_written_is_told_and_the_rest_is_done(run: Command, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    folder = build(tmp_path / "water", {"README.md": README, "LICENSE": MIT, ".github/x": "x"})
    (folder / ".github").chmod(0o555)
    result = run("check", folder, "--fix", "--unsafe")
    (folder / ".github").chmod(0o755)
    assert "could not be written" in result.err
    assert (folder / "SECURITY.md").is_file()


def test_a_plain_folder_is_repaired_too(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE, {"tracked": False})
    result = run("check", folder, *CASING, "--fix")
    assert result.code == 0, result
    assert b'"MIT"' in (folder / "package.json").read_bytes()


def test_a_repository_without_a_commit_takes_new_files_only(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "water", BAD_CASE, {"tracked": False})
    git(folder, "init", "-q")
    result = run("check", folder, "-p", "fr-dinum", "-p", "minimal", "--fix", "--unsafe")
    assert b'"mit"' in (folder / "package.json").read_bytes()
    assert "package.json is not in Git yet" in " ".join(result.err.split())
    assert (folder / "SECURITY.md").is_file()


def test_a_folder_of_a_work_tree_is_repaired_by_itself(run: Command, tmp_path: Path) -> None:
    whole = build(tmp_path / "whole", {f"part/{name}": text for name, text in BAD_CASE.items()} | {"README.md": README})
    result = run("check", whole / "part", *CASING, "--fix")
    assert result.code == 0, result
    assert git(whole, "status", "--porcelain") == "M part/package.json"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--fix", "--rev", "HEAD"), "With --rev, a commit is checked, which does not change any more."),
        (("--unsafe",), "--unsafe says which repairs --fix makes."),
        (("--diff", "-f", "json"), "--diff shows changes in the place of a report"),
    ],
)
def test_words_that_do_not_go_together_are_told(
    words: tuple[str, ...], told: str, run: Command, tmp_path: Path
) -> None:
    result = run("check", build(tmp_path / "water", BAD_CASE), *words)
    assert result.code == 2
    assert told in result.err


def test_a_bare_repository_is_not_fixed(run: Command, tmp_path: Path) -> None:
    bare = tmp_path / "water.git"
    git(tmp_path, "clone", "-q", "--bare", str(build(tmp_path / "water", BAD_CASE)), str(bare))
    result = run("check", bare, "--fix")
    assert result.code == 2
    assert "This repository is bare. Clone it" in result.err


def test_a_report_for_programs_is_not_mixed_with_what_was_done(run: Command, tmp_path: Path) -> None:
    import json

    result = run("check", build(tmp_path / "water", BAD_CASE), *CASING, "--fix", "-f", "json")
    (finding,) = json.loads(result.out)["repositories"][0]["findings"]
    assert finding["status"] == "pass"


def test_what_the_organisation_gives_is_used_and_french_is_spoken(run: Command, tmp_path: Path) -> None:
    document = {
        "organisation": {"name": {"fr": "Ministère des Exemples"}, "contact": "oss@example.org", "locale": "fr"},
        "assign": [{"packs": ["minimal"]}],
        "remediation": {"values": {"security-contact": "faille@example.org"}},
    }
    where = tmp_path / "org.yml"
    where.write_text(yaml.safe_dump(document, allow_unicode=True))
    folder = build(
        tmp_path / "water", {"README.md": "# Eau\n\n" + "Les niveaux des rivières, chaque heure. " * 9, "LICENSE": MIT}
    )
    result = run("check", folder, "-O", where, "--fix", "--unsafe", "--lang", "fr")
    assert "faille@example.org" in (folder / "SECURITY.md").read_text()
    assert "fichiers ont été écrits. Relisez-les" in result.err or "fichier a été écrit. Relisez-le" in result.err


def test_a_waived_failure_is_not_repaired(run: Command, tmp_path: Path) -> None:
    waiver = {"rule": "security-contact", "repositories": ["**"], "reason": "Decided elsewhere", "owner": "Team", "approver": "OSPO",
              "end": "2999-01-01"}  # fmt: skip
    (tmp_path / "waivers.yml").write_text(yaml.safe_dump({"waivers": [waiver]}))
    document = {"organisation": {"name": {"en": "City"}}, "assign": [{"packs": ["minimal"]}], "waivers": "waivers.yml"}
    where = tmp_path / "org.yml"
    where.write_text(yaml.safe_dump(document))
    folder = build(tmp_path / "water", {"README.md": README, "LICENSE": MIT})
    git(folder, "remote", "add", "origin", "git@github.com:city/water.git")
    result = run("check", folder, "-O", where, "--fix", "--unsafe")
    assert "1 waived" in result.out, result
    assert not (folder / "SECURITY.md").exists()


def test_names_and_texts_of_a_repository_command_no_terminal(run: Command, tmp_path: Path) -> None:
    evil = '{\n "name": "w\x1b[31m",\n "x": "::error::boo",\n "license": "mit"\n}\n'
    folder = build(tmp_path / "water", BAD_CASE | {"package.json": evil})
    result = run("check", folder, *CASING, "--diff")
    assert "\x1b" not in result.out + result.err
