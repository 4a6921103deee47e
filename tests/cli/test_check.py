# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy check` as its users meet it: exit codes, formats, languages, options, errors."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Command, in_a_process
from tests.support.licences import official
from tests.support.repositories import build, git

README = "# Example\n\n" + "Says in a few sentences what this is for, and for whom it was made. " * 6
MIT = official("MIT").replace("<year> <copyright holders>", "2026 A City")
GOOD: dict[str, Any] = {
    "README.md": README,
    "LICENSE": MIT,
    "SECURITY.md": "Report to security@city.example within a week.",
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return build(tmp_path / "good", GOOD)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return build(tmp_path / "bad", {"README.md": README, "main.c": "int main;"})


def statuses(out: str) -> dict[str, str]:
    (repository,) = json.loads(out)["repositories"]
    return {finding["rule"]: finding["status"] for finding in repository["findings"]}


def test_a_repository_that_is_well_is_told_so_in_few_lines(run: Command, good: Path) -> None:
    result = run("check", good, "--pack", "minimal")
    assert result.code == 0
    assert "All is well: nothing is to be put right." in result.out
    assert "6 rules met and 1 not known." in result.out
    assert len(result.out.splitlines()) < 12
    assert result.err == ""


def test_a_failure_tells_why_and_what_to_do_and_its_source(run: Command, bad: Path) -> None:
    result = run("check", bad)
    assert result.code == 1
    for part in (
        "Must be put right (2)",
        "✗ The licence text is in the repository [licence-present]",
        "No licence text was found at the root or in LICENSES.",
        "Why: Without a licence nobody may use",
        "What to do: Add a file LICENSE",
        "Source: OpenSSF OSPS Baseline, OSPS-LE-03.01 https://baseline.openssf.org/#osps-le-0301",
        "No policy was named, so the packs minimal and community-health were taken.",
    ):
        assert part in result.out


@pytest.mark.parametrize(
    ("fail_on", "pack", "code"),
    [("must", "minimal", 0), ("should", "community-health", 1), ("may", "community-health", 1),
     ("never", "community-health", 0), ("must", "community-health", 0)],
)  # fmt: skip
def test_fail_on_decides_the_exit_code(run: Command, good: Path, fail_on: str, pack: str, code: int) -> None:
    assert run("check", good, "--pack", pack, "--fail-on", fail_on).code == code


def test_french_is_spoken_when_asked_for(run: Command, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run("check", bad, "--lang", "fr")
    assert "À corriger (2)" in asked.out
    assert "Pourquoi\u00a0: Sans licence, personne n'a le droit" in asked.out
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert run("check", bad).out == asked.out
    monkeypatch.setenv("OSPO_POLICY_LANG", "en")
    assert "Must be put right (2)" in run("check", bad).out


def test_json_is_written_beside_text(run: Command, bad: Path, tmp_path: Path) -> None:
    file = tmp_path / "new/folder/report.json"
    result = run("check", bad, "--format", "text", "--format", "json", "--output", file)
    assert "Must be put right" in result.out
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["schema_version"] == "1"
    assert report["summary"]["fail"] == sum(s == "fail" for s in statuses(json.dumps(report)).values())
    assert file.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in file.parent.iterdir()] == ["report.json"]


def test_an_output_takes_its_format_from_its_name(run: Command, good: Path, tmp_path: Path) -> None:
    run("check", good, f"--output={tmp_path / 'a.json'}", "-o", tmp_path / "b.txt", f"-o{tmp_path / 'c.json'}")
    assert json.loads((tmp_path / "a.json").read_text()) == json.loads((tmp_path / "c.json").read_text())
    assert (tmp_path / "b.txt").read_text().startswith(str(good))


def test_two_formats_cannot_share_the_terminal(run: Command, good: Path) -> None:
    result = run("check", good, "-f", "json", "-f", "text")
    assert (result.code, result.out) == (2, "")
    assert "Only one of json and text can go to the terminal." in result.err


def test_an_output_that_cannot_be_written_is_told(run: Command, good: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("check", good, "-f", "json", "-o", tmp_path / "file/x.json")
    assert result.code == 2
    assert "could not be written" in result.err


def test_the_same_facts_give_the_same_bytes(run: Command, bad: Path) -> None:
    assert run("check", bad, "-f", "json").out == run("check", bad, "-f", "json").out


def test_only_and_skip_choose_rules(run: Command, bad: Path) -> None:
    only = run("check", bad, "--only", "readme-present", "--only", "no-binaries", "-f", "json")
    assert statuses(only.out) == {"readme-present": "pass", "no-binaries": "pass"}
    skipped = run("check", bad, "-p", "minimal", "--skip", "licence-present", "-f", "json")
    assert "licence-present" not in statuses(skipped.out)


def test_an_unknown_rule_is_answered_with_the_nearest(run: Command, good: Path) -> None:
    result = run("check", good, "--only", "readme-presnt")
    assert result.code == 2
    assert "No rule is called `readme-presnt` in the policy." in result.err
    assert "Did you mean `readme-present`?" in result.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "nowhere"], "nowhere does not exist."),
        (["check", "--pack", "minimum"], "No bundled pack is called `minimum`."),
        (["check", "--fail-on", "x"], "'x' is not one of 'must', 'should', 'may', 'never'."),
        (["check", "--frmat", "x"], "No such option '--frmat'."),
        (["chekc"], "There is no command `chekc`.\n  Did you mean `check`?"),
        (
            ["check", "-p", "nope"],
            "  nope: No bundled pack is called `nope`.\n      There are: community-health, de-opencode,",
        ),
        (["check", "a", "b"], "Got unexpected extra argument (b)"),
        (["check", "--only"], "Option '--only' requires an argument."),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    run: Command, good: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(good)
    result = run(*words)
    assert result.code == 2
    assert told in result.err
    assert "Traceback" not in result.err


def test_clicks_own_words_are_french_too(run: Command) -> None:
    result = run("check", "--lang", "fr", "--fail-on", "x")
    assert "Erreur\u00a0: Valeur non valide pour '--fail-on'\u00a0: 'x' n'est pas parmi" in result.err
    assert "Usage\u00a0: ospo-policy check" in run("check", "--help", "--lang", "fr").out


def test_an_empty_folder_is_nothing_to_check(run: Command, tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "holds no file: there is nothing to check." in result.err


def test_a_repository_without_a_commit_is_checked_as_it_lies(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "README.md").write_text(README)
    report = run("check", folder, "-f", "json").out
    assert statuses(report)["readme-present"] == "pass"
    assert json.loads(report)["repositories"][0]["commit"] is None


def test_from_a_subfolder_the_whole_repository_is_meant(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build(tmp_path / "r", {**GOOD, "src/deep/main.py": "x"})
    monkeypatch.chdir(folder / "src/deep")
    assert statuses(run("check", "-f", "json").out)["licence-present"] == "pass"
    assert statuses(run("check", ".", "-f", "json").out)["licence-present"] == "fail"


def test_a_revision_is_read_from_gits_objects(run: Command, good: Path) -> None:
    (good / "LICENSE").unlink()
    assert statuses(run("check", good, "-f", "json").out)["licence-present"] == "fail"
    assert statuses(run("check", good, "--rev", "main", "-f", "json").out)["licence-present"] == "pass"
    result = run("check", good, "--rev", "nothing")
    assert result.code == 2
    assert "nothing is no commit, branch or tag" in result.err
    assert run("check", good, "--rev=--upload-pack=x").code == 2


def test_what_a_repository_declares_counts(run: Command, tmp_path: Path) -> None:
    pack = (
        "pack: own\nversion: 1.0.0\nextends: [minimal]\nrules:\n  no-binaries: off\n  readme-present: {profiles: [A]}\n"
    )
    folder = build(tmp_path / "r", {**GOOD, ".ospo-policy.yml": "profile: B\npacks: [policy/own.yml]\n",
                                    "policy/own.yml": pack})  # fmt: skip
    found = statuses(run("check", folder, "-f", "json").out)
    assert "no-binaries" not in found
    assert found["readme-present"] == "not-applicable"
    assert statuses(run("check", folder, "--profile", "A", "-f", "json").out)["readme-present"] == "pass"


def test_a_repository_cannot_reach_outside_itself(run: Command, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("pack: secret\nversion: 1.0.0\n")
    folder = build(tmp_path / "r", {**GOOD, ".ospo-policy.yml": "packs: [../secret.yml]\n"})
    result = run("check", folder)
    assert result.code == 2
    assert "lies outside the repository" in result.err
    inside = {**GOOD, ".ospo-policy.yml": "packs: [link.yml]\n", "link.yml": {"symlink": "../secret.yml"}}
    assert run("check", build(tmp_path / "s", inside)).code == 2


def test_a_mistake_in_the_repositorys_own_file_is_told(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "r", {**GOOD, ".ospo-policy.yml": "profil: A\n"})
    result = run("check", folder)
    assert result.code == 2
    assert ".ospo-policy.yml:1:1: `profil` is no key of `.ospo-policy.yml`." in result.err


ORGANISATION = """
organisation: {name: Ville, locale: fr}
set: {readme-characters: 10000}
assign:
  - {packs: [minimal]}
  - {packs: [strict.yml], where: "repo.profile == 'A'"}
  - {packs: [community-health], where: "!repo.fork"}
  - {packs: [community-health], where: "repo.profile == 'C'"}
"""


def test_an_organisation_assigns_packs_and_speaks_its_language(run: Command, tmp_path: Path) -> None:
    (tmp_path / "ospo-policy.yml").write_text(ORGANISATION)
    (tmp_path / "strict.yml").write_text(
        "pack: strict\nversion: 1.0.0\nextends: [minimal]\nrules: {no-binaries: {level: must}}\n"
    )
    loose = (
        "pack: loose\nversion: 1.0.0\nextends: [minimal]\nrules: {licence-present: off, no-binaries: {level: may}}\n"
    )
    own = {".ospo-policy.yml": "profile: A\npacks: [loose.yml]\n", "loose.yml": loose}
    folder = build(tmp_path / "r", {**GOOD, **own})
    result = run("check", folder, "-O", tmp_path / "ospo-policy.yml", "-f", "json")
    report = json.loads(result.out)
    assert report["language"] == "fr"
    found = {finding["rule"]: finding for finding in report["repositories"][0]["findings"]}
    assert found["readme-present"]["status"] == "fail"
    assert found["no-binaries"]["level"] == "must"
    assert "contributing" not in found
    assert "L'affectation 3" in report["notices"][0]
    assert run("check", folder, "-O", tmp_path / "ospo-policy.yml", "--lang", "en").out.startswith(str(folder))


def test_the_policy_repository_itself_is_checked_by_its_own_organisation_file(run: Command, tmp_path: Path) -> None:
    files = {**GOOD, "ospo-policy.yml": "organisation: {name: V, locale: fr}\nassign: [{packs: [minimal]}]\n"}
    report = json.loads(run("check", build(tmp_path / "r", files), "-f", "json").out)
    assert report["language"] == "fr"
    assert [pack["id"] for pack in report["packs"]] == ["minimal"]
    assert report["notices"] == []


def test_an_organisation_is_never_loosened_by_a_repository(run: Command, tmp_path: Path) -> None:
    (tmp_path / "ospo-policy.yml").write_text("organisation: {name: V}\nassign: [{packs: [minimal]}]\n")
    loose = (
        "pack: loose\nversion: 1.0.0\nextends: [minimal]\nrules: {licence-present: off, no-binaries: {level: may}}\n"
    )
    own = {".ospo-policy.yml": "packs: [loose.yml]\n", "loose.yml": loose}
    folder = build(tmp_path / "r", {"README.md": README, **own})
    report = json.loads(run("check", folder, "-O", tmp_path / "ospo-policy.yml", "-f", "json").out)
    found = {finding["rule"]: finding for finding in report["repositories"][0]["findings"]}
    assert found["licence-present"]["status"] == "fail"
    assert found["no-binaries"]["level"] == "should"


def test_an_organisation_file_pinned_by_commit_brings_its_own_packs(
    run: Command, tmp_path: Path, server: tuple[str, Path, list[str]]
) -> None:
    address, web, asked = server
    policy = {
        "ospo-policy.yml": "organisation: {name: V, locale: fr}\nassign: [{packs: [packs/city.yml], where: \"repo.profile == 'A'\"}]\n",
        "packs/city.yml": "pack: city\nversion: 1.0.0\nextends: [./base.yml]\nrules: {no-binaries: {level: must}}\n",
        "packs/base.yml": "pack: base\nversion: 1.0.0\nextends: [minimal]\nrules: {readme-present: off}\n",
    }
    commit = git(build(tmp_path / "source", policy), "rev-parse", "HEAD")
    git(tmp_path, "clone", "--quiet", "--bare", "source", str(web / "policy.git"))
    git(web / "policy.git", "update-server-info")
    pinned = f"{{url: '{address}/policy.git', commit: {commit}, path: ospo-policy.yml}}"
    folder = build(tmp_path / "r", {**GOOD, ".ospo-policy.yml": f"profile: A\norganisation: {pinned}\n"})

    report = json.loads(run("check", folder, "-f", "json").out)

    found = {finding["rule"]: finding for finding in report["repositories"][0]["findings"]}
    assert report["language"] == "fr"
    assert found["no-binaries"]["level"] == "must"
    assert "readme-present" not in found
    before = len(asked)
    assert run("check", folder, "--offline").code == 0
    assert len(asked) == before
    nobody = run("check", folder, "--profile", "C")
    assert nobody.code == 3
    assert "has no rule for this repository" in nobody.err


HOSTILE = "\x1b[31mred\x1b[0m\u202egnp.exe"


def test_names_cannot_command_the_terminal(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "r", {**GOOD, f"{HOSTILE}/id_rsa": "-----BEGIN OPENSSH PRIVATE KEY-----\nabc"})
    for words in (["check", folder], ["check", folder, "-f", "json"]):
        out = run(*words).out
        assert "\x1b" not in out.replace("\\u001b", "")
        assert "\u202e" not in out if "json" not in words else True
    assert "\\x1b[31mred\\x1b[0m\\u202egnp.exe/id_rsa" in run("check", folder).out


def test_colours_only_where_wanted(run: Command, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("check", bad).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31mMust be put right (2)\x1b[0m" in run("check", bad).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", bad).out


@pytest.mark.parametrize("columns", ["40", "60", "100"])
def test_lines_keep_to_the_width(run: Command, bad: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    long = [line for line in run("check", bad).out.splitlines() if len(line) > int(columns)]
    assert all("https://" in line or "/" in line for line in long), long


def test_where_only_ascii_is_shown_nothing_breaks(bad: Path) -> None:
    result = in_a_process("check", bad, "--lang", "fr", cwd=bad, env={"PYTHONIOENCODING": "ascii"})
    assert result.code == 1
    assert "x Le texte de la licence est dans le depot [licence-present]" in result.out


def test_verbose_tells_what_is_met(run: Command, good: Path) -> None:
    out = run("check", good, "-p", "minimal", "-v").out
    assert "Met (6)" in out
    assert "The licence text is in LICENSE." in out


def test_a_reader_that_goes_away_is_no_error(good: Path) -> None:
    command = f"{sys.executable} -m ospo_policy check {good} -v | head -1"
    assert os.waitstatus_to_exitcode(os.system(f"bash -o pipefail -c '{command}' >/dev/null 2>&1")) == 0


def test_a_check_that_breaks_is_our_defect_and_the_rest_goes_on(
    run: Command, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ospo_policy.checks import binaries

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(binaries, "CHECK", binaries.CHECK._replace(evaluate=broken))
    result = run("check", good, "-p", "minimal", "-f", "json")
    assert result.code == 70
    assert statuses(result.out)["no-binaries"] == "error"
    assert statuses(result.out)["licence-present"] == "pass"
    assert "A check broke (1)" in run("check", good, "-p", "minimal").out


def test_a_defect_is_told_with_a_report_and_without_a_traceback(
    run: Command, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ospo_policy.cli import check

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a\x1bdefect")

    monkeypatch.setattr(check, "check", broken)
    result = run("check", good)
    assert result.code == 70
    assert "This is a defect of ospo-policy, not of your repository." in result.err
    assert "ZeroDivisionError: a\\x1bdefect" in result.err
    assert "Traceback" not in result.err
    assert str(Path.home()) not in result.err


def test_an_interruption_is_told(run: Command, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ospo_policy.cli import check

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check", interrupted)
    assert run("check", good).code == 130


def test_without_git_a_folder_with_git_is_told_what_is_missing(good: Path, tmp_path: Path) -> None:
    result = in_a_process("check", good, cwd=tmp_path, env={"PATH": str(tmp_path)})
    assert result.code == 3
    assert "Git is not installed" in result.err


def test_help_names_the_exit_codes(run: Command) -> None:
    out = run("check", "--help").out
    assert "Exit code: 0" in out
    assert run().code == 2
    assert "check" in run("--help").out
    assert run("--version").out.startswith("ospo-policy 0.")
