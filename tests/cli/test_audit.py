# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`audit --local`: a folder of repositories as an organisation."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from tests.support.command import Command
from tests.support.repositories import build, git

ROOT = Path(__file__).parent.parent.parent
GOOD = {"README.md": "x" * 400, "LICENSE": {"official": "MIT"}, "SECURITY.md": "Write to security@ville.fr\n"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five repositories of two owners: a work tree, a bare repository, a plain folder, an empty one, one with a broken file."""
    top = tmp_path / "org"
    build(top / "city/good", GOOD)
    origin = build(tmp_path / "origin", {"README.md": "short"})
    git(tmp_path, "clone", "--quiet", "--bare", str(origin), str(top / "city/bare.git"))
    build(top / "city/plain", {"README.md": "short"}, {"tracked": False})
    build(top / "alone", {**GOOD, ".ospo-policy.yml": "profile: [broken"})
    (top / "city/empty").mkdir()
    (top / ".hidden").mkdir()
    return top


def test_every_repository_is_a_line_and_what_most_lack_comes_first(folder: Path, run: Command) -> None:
    result = run("audit", "--local", folder, "--pack", "minimal")
    lines = result.out.splitlines()
    assert result.code == 3  # one of them is empty
    assert lines[0] == "Audit of 4 repositories"
    assert "  must        licence-present   2 of 4  The licence text is in the repository" in lines
    assert any(line.startswith("  ✗ local:city/bare ") for line in lines)
    assert any(line.startswith("  ✓ local:city/good ") for line in lines)
    assert any(line.startswith("  ✓ local:alone ") for line in lines)
    assert any(line.startswith("  ? local:city/empty: ") for line in lines)
    assert lines[-1] == "0 of 4 repositories meet everything; 2 have something that must be put right." or (
        lines[-1] == "2 of 4 repositories meet everything; 2 have something that must be put right."
    )


def test_the_json_report_has_every_finding_and_fits_its_schema(folder: Path, run: Command, tmp_path: Path) -> None:
    run("audit", "--local", folder, "--pack", "minimal", "--format", "json", "--output", tmp_path / "a.json")
    report = json.loads((tmp_path / "a.json").read_text())
    schema = json.loads((ROOT / "schemas/report.schema.json").read_text())
    jsonschema_rs.validator_for(schema).validate(report)
    assert [one["id"] for one in report["repositories"]] == [
        "local:alone", "local:city/bare", "local:city/good", "local:city/plain",
    ]  # fmt: skip
    assert [one["id"] for one in report["unread"]] == ["local:city/empty"]
    assert all(len(one["findings"]) == 7 for one in report["repositories"])


def test_an_audit_says_of_each_repository_what_a_check_of_it_says(folder: Path, run: Command) -> None:
    audited = json.loads(run("audit", "--local", folder, "--pack", "minimal", "--format", "json").out)
    for one in audited["repositories"]:
        if one["id"] == "local:alone":
            continue  # a check refuses its broken file; an audit goes on
        path = folder / one["id"].removeprefix("local:")
        path = path if path.exists() else path.with_suffix(".git")
        checked = json.loads(run("check", path, "--pack", "minimal", "--format", "json").out)["repositories"][0]
        assert one["findings"] == checked["findings"]


def test_the_organisation_assigns_packs_by_profile(tmp_path: Path, run: Command) -> None:
    badge = "https://img.shields.io/badge/code.gouv.fr-contributif-blue.svg\n"
    build(tmp_path / "org/open", {"README.md": badge})
    build(tmp_path / "org/other", {"README.md": "x"})
    (tmp_path / "ospo-policy.yml").write_text(
        "organisation: {name: Ville}\n"
        "assign:\n"
        "  - {packs: [minimal]}\n"
        "  - {packs: [community-health], where: \"repo.profile == 'A'\"}\n"
        "  - {packs: [reuse], where: repo.archived}\n"
    )
    result = run("audit", "--local", tmp_path / "org", "-O", tmp_path / "ospo-policy.yml", "--format", "json")
    report = json.loads(result.out)
    counts = {one["id"]: (one["profile"], len(one["findings"])) for one in report["repositories"]}
    assert counts == {"local:open": ("A", 19), "local:other": (None, 7)}
    assert len(report["notices"]) == 1
    assert {pack["id"] for pack in report["packs"]} == {"minimal", "community-health"}


DEFAULTS = {"SECURITY.md": "Write to security@ville.fr\n", "LICENSE": {"official": "MIT"}, "README.md": "x" * 400,
            "profile/README.md": "The town"}  # fmt: skip


def test_community_files_are_inherited_from_the_owner(tmp_path: Path, run: Command) -> None:
    top = tmp_path / "org"
    build(top / "city/.github", DEFAULTS)
    build(top / "city/bare", {"README.md": "short"})
    build(top / "city/own", {"SECURITY.md": "TODO"})
    build(top / "town/other", {"README.md": "short"})
    report = json.loads(run("audit", "--local", top, "--pack", "minimal", "--format", "json").out)
    found = {one["id"]: {f["rule"]: (f["status"], f["via"]) for f in one["findings"]} for one in report["repositories"]}
    assert found["local:city/bare"]["security-contact"] == ("pass", "inherited")
    assert found["local:city/bare"]["licence-present"] == ("fail", None)  # a licence never is
    assert found["local:city/bare"]["readme-present"] == ("fail", None)
    assert found["local:city/own"]["security-contact"] == ("fail", None)  # its own file, however poor, is the one
    assert found["local:town/other"]["security-contact"] == ("fail", None)
    assert found["local:city/.github"]["security-contact"] == ("pass", None)
    message = next(f["message"] for one in report["repositories"] if one["id"] == "local:city/bare"
                   for f in one["findings"] if f["rule"] == "security-contact")  # fmt: skip
    assert message.endswith("It is inherited from local:city/.github.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "There is nothing to audit."),
        (["--local", "nowhere"], "nowhere does not exist."),
        (["--local", ".", "--pack", "nope"], "No bundled pack is called `nope`."),
    ],
)
def test_wrong_usage_is_told(words: list[str], told: str, run: Command) -> None:
    result = run("audit", *words)
    assert result.code == 2
    assert told in result.err


def test_a_folder_without_repositories_is_incomplete(tmp_path: Path, run: Command) -> None:
    assert run("audit", "--local", tmp_path, "--pack", "minimal").code == 3


def test_it_speaks_french(folder: Path, run: Command) -> None:
    out = run("audit", "--local", folder, "--pack", "minimal", "--lang", "fr").out
    assert out.startswith("Audit de 4 dépôts\n")
    assert "obligatoire" in out
    assert "N'a pas pu être lu (1)" in out
