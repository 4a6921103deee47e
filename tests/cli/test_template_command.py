# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy template`: a team takes a text, fills it, and nothing of theirs is overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ospo_policy.fixes import stamp
from tests.support.command import Command
from tests.support.repositories import build, git


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def medusa(tmp_path: Path) -> Path:
    folder = build(tmp_path / "medusa", {"package.json": '{"name": "medusa", "scripts": {"test": "jest"}}'})
    git(folder, "remote", "add", "origin", "https://gitlab.example/ville/medusa.git")
    return folder


def test_without_a_name_the_texts_are_listed(run: Command) -> None:
    listed = run("template").out.split()
    assert {"README.md", "SECURITY.md", "LICENSE", "LICENSES/EUPL-1.2.txt", "publiccode.yml", ".editorconfig"} <= set(
        listed
    )
    assert listed == sorted(listed)


def test_a_text_is_printed_and_its_gaps_are_told(run: Command, medusa: Path) -> None:
    done = run("template", "CONTRIBUTING.md", medusa, "--lang", "en")
    assert done.code == 0
    assert "open a merge request" in done.out
    assert "run them: `npm test`." in done.out
    assert "[issue](https://gitlab.example/ville/medusa/-/issues)" in done.out
    assert done.err.splitlines() == [
        "It goes to CONTRIBUTING.md.",
        "CONTRIBUTING.md:16: to complete: how soon, in working days",
    ]
    french = run(
        "template", "CONTRIBUTING.md", medusa, "--lang", "fr", "--forge", "github", "--value", "answer-delay=3 jours"
    )
    assert "répond sous 3 jours" in french.out
    assert french.err == "Sa place est CONTRIBUTING.md.\n"


def test_a_text_is_written_to_its_place_once(run: Command, medusa: Path) -> None:
    done = run("template", "issue.md", medusa, "--write", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    place = medusa / ".gitlab/issue_templates/Default.md"
    assert place.read_text(encoding="utf-8").startswith("**What I did**:")
    place.write_text("ours")
    again = run("template", "issue.md", medusa, "--write", "--lang", "en")
    assert again.code == 2
    assert ".gitlab/issue_templates/Default.md is there already" in again.err
    assert place.read_text() == "ours"
    assert run("template", "SECURITY.md", medusa, "--write").code == 0
    found = stamp.read((medusa / "SECURITY.md").read_text(encoding="utf-8"))
    assert found is not None
    assert found.is_unchanged


def test_nothing_is_written_through_a_link_that_leads_out(run: Command, medusa: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    os.symlink(tmp_path / "out", medusa / ".gitlab")
    os.symlink(tmp_path / "out/none", medusa / "SECURITY.md")
    assert run("template", "issue.md", medusa, "--write").code == 2
    assert run("template", "SECURITY.md", medusa, "--write").code == 2
    assert list((tmp_path / "out").iterdir()) == []


def test_a_licence_is_chosen_by_people(run: Command, medusa: Path) -> None:
    asked = run("template", "LICENSE", medusa, "--lang", "en")
    assert asked.code == 2
    assert "people decide" in asked.err
    assert "EUPL-1.2, GPL-3.0-or-later" in asked.err
    none = run("template", "LICENSE", medusa, "--lang", "en", "--value", "licence=Zlib")
    assert (none.code, "There is no starting text of the licence `Zlib`." in none.err) == (2, True)
    nobody = run("template", "LICENSE", medusa, "--lang", "en", "--value", "licence=MIT")
    assert (nobody.code, "LICENSE makes no sense without copyright-holder." in nobody.err) == (2, True)
    done = run(
        "template", "LICENSE", medusa, "--value", "licence=MIT", "--value", "copyright-holder=Ville de Lyon", "--write"
    )
    assert done.code == 0
    assert run("licence", medusa / "LICENSE").out.endswith("LICENSE: MIT\n")


def test_an_organisation_gives_its_values_and_its_language(run: Command, medusa: Path, tmp_path: Path) -> None:
    (tmp_path / "o.yml").write_text(
        "organisation: {name: Ville, locale: fr}\nassign: []\nremediation:\n  values: {security-contact: s@b.example}\n"
    )
    done = run("template", "SECURITY.md", medusa, "-O", tmp_path / "o.yml")
    assert "Écrivez à <s@b.example>" in done.out
    assert (
        "Write to <s@b.example>" in run("template", "SECURITY.md", medusa, "-O", tmp_path / "o.yml", "--lang", "en").out
    )
    (tmp_path / "bad.yml").write_text("organisation: {name: V}\nassign: []\nremediation: {values: {Security: [1]}}\n")
    assert run("template", "SECURITY.md", medusa, "-O", tmp_path / "bad.yml").code == 2


def test_an_organisation_s_own_texts_come_first(run: Command, medusa: Path, tmp_path: Path) -> None:
    own = tmp_path / "texts/en"
    own.mkdir(parents=True)
    (own / "HELLO.md").write_text("{#\nversion: 1\npath: docs/HELLO.md\n#}\nHello {{ name }}, {{ nobody }}\n")
    wrong = run("template", "HELLO.md", medusa, "--templates", own.parent, "--lang", "en")
    assert wrong.code == 2
    assert f"{own}/HELLO.md:5:1" in wrong.err
    assert "`nobody`" in wrong.err
    (own / "HELLO.md").write_text("{#\nversion: 1\npath: docs/HELLO.md\n#}\nHello {{ name }}\n")
    assert run("template", "HELLO.md", medusa, "--templates", own.parent, "--lang", "en").out.startswith(
        "Hello medusa\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["SECURTY.md"], "Did you mean `SECURITY.md`?"),
        (["qqqqqq"], "There are .editorconfig, CHANGELOG.md"),
        (["ospo-policy-check.yml", "--forge", "forgejo"], "has no place on this kind of forge (forgejo)"),
        (["README.md", "--value", "x"], "`x` is no value"),
        (["README.md", "--value", "=x"], "`` is no value"),
        (["README.md", "--templates", "none"], "There is no folder none."),
        (["CODEOWNERS"], "CODEOWNERS makes no sense without codeowners."),
        (["README.md", "--forge", "svn"], "svn"),
    ],
)
def test_what_cannot_be_is_answered(run: Command, medusa: Path, words: list[str], told: str) -> None:
    done = run("template", words[0], medusa, "--lang", "en", *words[1:])
    assert done.code == 2
    assert told in " ".join(done.err.split())
    assert done.out == ""


def test_a_place_that_is_no_repository_is_answered(run: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("template", "README.md", tmp_path / "empty").code == 3
    assert run("template", "README.md", tmp_path / "none").code == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_explain_says_how_to_take_the_text(run: Command, language: str) -> None:
    for rule, name in (
        ("security-contact", "SECURITY.md"),
        ("licence-present", "LICENSE"),
        ("editorconfig", ".editorconfig"),
    ):
        assert f"`ospo-policy template {name}`" in " ".join(run("explain", rule, "--lang", language).out.split())
