# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`plan` and `apply` as an OSPO types them, on a folder of real Git repositories."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from ospo_policy.operations import apply_run, audit_run, plan
from tests.support.command import Command
from tests.support.repositories import build, git

README = "# Water\n\n" + "The levels of rivers, every hour, for anybody who plans a crossing. " * 6 + "\n"
PERSON = {"name": "Ada Exemple", "email": "ada@example.org"}
NOON = 1_795_690_800
"""2026-11-26, 11:00 UTC, a Thursday."""
VALUES = {"security-contact": "security@example.org", "security-delay": "5", "conduct-contact": "oss@example.org"}


def organisation_file(folder: Path, **remediation: Any) -> Path:
    document = {
        "organisation": {
            "name": {"en": "Ministry of Examples", "fr": "Ministère des Exemples"},
            "contact": "oss@example.org",
        },
        "assign": [{"packs": ["minimal", "community-health"]}],
        "remediation": {"mode": "request", "person": PERSON, "values": VALUES, **remediation},
    }
    path = folder / "org.yml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "city"
    build(where / "water", {"README.md": README, "LICENSE": {"official": "MIT"}})
    build(where / "bare", {"README.md": README.replace("\n", "\r\n")})
    return where


def requests_of(repository: Path) -> list[dict[str, Any]]:
    done = subprocess.run(["git", "show", "refs/ospo-policy/book"], cwd=repository, capture_output=True, check=False)
    lines: list[dict[str, Any]] = json.loads(done.stdout)["lines"] if done.returncode == 0 else []
    return lines


def test_a_plan_tells_what_why_and_the_risk_and_writes_nothing(run: Command, folder: Path, tmp_path: Path) -> None:
    result = run("plan", "--local", folder, "-O", organisation_file(tmp_path), "--diff")
    assert result.code == 0, result.err
    assert "local:water" in result.out
    assert "+ SECURITY.md" in result.out
    assert "[security-contact]" in result.out
    assert "diff --git a/SECURITY.md b/SECURITY.md" in result.out
    assert "Source: OpenSSF OSPS Baseline, OSPS-VM-02.01 https://baseline.openssf.org/#osps-vm-0201" in result.out
    assert "Wants a person's eye." in result.out
    assert "requests to open" in result.out
    assert "Nothing was written." in result.out
    assert not requests_of(folder / "water")


def test_what_holds_for_all_of_a_repository_is_told_once(run: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "loose").mkdir()
    (folder / "loose/README.md").write_text("# Loose\n")
    for form in ("text", "markdown"):
        told = run("plan", "--local", folder, "-O", organisation_file(tmp_path, settings=True), "--format", form)
        assert " ".join(told.out.split()).count("is no Git repository") == 1, told


def test_it_speaks_french(run: Command, folder: Path, tmp_path: Path) -> None:
    result = run("plan", "--local", folder, "-O", organisation_file(tmp_path), "--lang", "fr")
    assert "Ouvrir une demande." in result.out
    assert "Rien n'a été écrit." in result.out


def test_a_plan_as_markdown_mentions_nobody(run: Command, folder: Path, tmp_path: Path) -> None:
    result = run("plan", "--local", folder, "-O", organisation_file(tmp_path), "--format", "markdown")
    assert "# What would be changed" in result.out
    assert "<details>" in result.out
    assert "`SECURITY.md` Wants a person's eye" in result.out
    assert "](<https://baseline.openssf.org/#osps-vm-0201>)" in result.out


def test_mode_report_plans_and_apply_refuses(run: Command, folder: Path, tmp_path: Path) -> None:
    where = organisation_file(tmp_path, mode="report")
    assert "the mode is `report`" in run("plan", "--local", folder, "-O", where).out
    refused = run("apply", "--local", folder, "-O", where)
    assert refused.code == 2
    assert "--mode request" in refused.err
    assert not requests_of(folder / "water")


def test_without_an_organisation_file_a_plan_shows_requests_and_what_is_missing(run: Command, folder: Path) -> None:
    planned = run("plan", "--local", folder, "--pack", "minimal")
    assert "Open a request." in planned.out
    assert "has to name a person" in planned.out
    refused = run("apply", "--local", folder, "--pack", "minimal")
    assert refused.code == 2
    assert not requests_of(folder / "water")


def test_nobody_is_asked_without_a_person_to_answer(run: Command, folder: Path) -> None:
    refused = run("apply", "--local", folder, "--pack", "minimal", "--mode", "request")
    assert refused.code == 2
    assert "person" in refused.err


def test_a_request_is_opened_once_and_what_is_there_is_kept(run: Command, folder: Path, tmp_path: Path) -> None:
    where = organisation_file(tmp_path)
    first = run("apply", "--local", folder, "-O", where)
    assert first.code == 0, first.err
    assert "The request was opened." in first.out
    (request, *issues) = requests_of(folder / "water")
    assert request["state"] == "open"
    assert "security@example.org" in git(folder / "water", "show", f"{request['branch']}:SECURITY.md")
    assert "Signed-off-by: ospo-policy <" in git(folder / "water", "log", "-1", "--format=%B", request["branch"])
    assert "Ada Exemple" in request["text"]
    assert all(one["branch"] == "" for one in issues)
    second = run("apply", "--local", folder, "-O", where)
    assert "There was nothing to do." in second.out
    assert "that write" not in second.err


def test_what_people_decide_is_an_issue(run: Command, folder: Path, tmp_path: Path) -> None:
    run("apply", "--local", folder, "-O", organisation_file(tmp_path))
    issues = [one for one in requests_of(folder / "bare") if not one["branch"]]
    assert len(issues) == 1
    assert "licence" in issues[0]["text"]


def test_a_file_keeps_its_line_ends(run: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "bare" / "CODE_OF_CONDUCT.md").write_bytes(
        b"# Code of Conduct\r\n\r\nWrite to [INSERT CONTACT METHOD].\r\n"
    )
    git(folder / "bare", "add", "-A")
    git(folder / "bare", "commit", "-qm", "Conduct")
    run("apply", "--local", folder, "-O", organisation_file(tmp_path), "--rule", "coc-contact-filled")
    (request, *_) = [one for one in requests_of(folder / "bare") if one["branch"]]
    text = subprocess.run(
        ["git", "show", f"{request['branch']}:CODE_OF_CONDUCT.md"], cwd=folder / "bare", capture_output=True, check=True
    ).stdout
    assert b"oss@example.org" in text
    assert text.count(b"\n") == text.count(b"\r\n")


def test_a_plan_is_kept_and_carried_out_as_it_is(run: Command, folder: Path, tmp_path: Path) -> None:
    where, plan = organisation_file(tmp_path), tmp_path / "plan.json"
    run("plan", "--local", folder, "-O", where, "--output", plan)
    document = json.loads(plan.read_text())
    assert document["schema_version"] == "1"
    assert {one["id"] for one in document["repositories"]} == {"local:water", "local:bare"}
    git(folder / "bare", "commit", "--allow-empty", "-qm", "Meanwhile")
    result = run("apply", plan, "--local", folder, "-O", where)
    assert "local:water: The branch was written. The request was opened." in result.out
    assert "local:bare: nothing was done. The repository has moved" in result.out


PLAN = json.loads((Path(__file__).parent.parent.parent / "schemas/plan.schema.json").read_text())


def test_a_plan_is_as_its_schema_says(run: Command, folder: Path, tmp_path: Path) -> None:
    validator = jsonschema_rs.validator_for(PLAN)
    where = organisation_file(tmp_path, settings=True, commits="rule", labels=["practices"], limits={"per_run": 1})
    first = json.loads(run("plan", "--local", folder, "-O", where, "--format", "json").out)
    validator.validate(first)
    assert [one["id"] for one in first["repositories"] if one["held"]]
    run("apply", "--local", folder, "-O", organisation_file(tmp_path), "--yes")
    git(folder / "water", "branch", "-D", requests_of(folder / "water")[0]["branch"])
    later = json.loads(run("plan", "--local", folder, "-O", where, "--format", "json").out)
    validator.validate(later)
    assert {one["request"]["action"] for one in later["repositories"]} > {"keep"}
    later["repositories"][0]["wanted"]["more"] = 1
    assert not validator.is_valid(later)


def test_a_plan_of_another_policy_is_not_carried_out(run: Command, folder: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    run("plan", "--local", folder, "-O", organisation_file(tmp_path), "--output", plan)
    refused = run("apply", plan, "--local", folder, "-O", organisation_file(tmp_path, level="must"))
    assert refused.code == 2
    assert "Plan again" in refused.err


def first_request(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["repositories"][0]["wanted"]["request"]
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.update(schema_version="9"),
        lambda d: d.pop("repositories"),
        lambda d: first_request(d).update(digest="0" * 64),
        lambda d: first_request(d)["commits"][0]["files"].update({"../x": "y"}),
        lambda d: first_request(d).update(title=3),
        lambda d: d["repositories"][0]["wanted"].update(settings={"a": {"b": 1}}),
        lambda d: d["forges"].clear(),
    ],
    ids=["version", "nothing", "digest", "path", "title", "setting", "forge"],
)
def test_a_plan_that_was_changed_is_refused_as_a_whole(spoil: Any, run: Command, folder: Path, tmp_path: Path) -> None:
    where, plan = organisation_file(tmp_path), tmp_path / "plan.json"
    run("plan", "--local", folder, "-O", where, "--output", plan)
    document = json.loads(plan.read_text())
    spoil(document)
    plan.write_text(json.dumps(document))
    refused = run("apply", plan, "--local", folder, "-O", where)
    assert refused.code == 2
    assert "is no plan" in refused.err
    assert not requests_of(folder / "water")


@pytest.mark.parametrize("text", ["{", "[]", "null", "[" * 100_000])
def test_what_is_no_plan_is_told(text: str, run: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(text)
    assert run("apply", tmp_path / "plan.json", "--pack", "minimal").code == 2
    assert run("apply", tmp_path / "absent.json", "--pack", "minimal").code == 2


def test_limits_waves_and_quiet_hours_hold_back(run: Command, folder: Path, tmp_path: Path) -> None:
    some = run("apply", "--local", folder, "-O", organisation_file(tmp_path), "--limit", "1")
    assert "A run opens at most 1." in some.out
    assert not requests_of(folder / "water")
    waves = organisation_file(tmp_path, waves=[{"include": ["bare"]}, {"percent": 100}], wave=1)
    assert "It is in wave 2" in run("plan", "--local", folder, "-O", waves).out
    assert "It is in wave 2" not in run("plan", "--local", folder, "-O", waves, "--wave", "2").out
    assert run("plan", "--local", folder, "-O", waves, "--wave", "3").code == 2
    quiet = organisation_file(tmp_path, quiet_hours={"start": "00:00", "end": "23:59", "timezone": "UTC"})
    assert "Nothing is opened from 00:00 to 23:59 (UTC)." in run("plan", "--local", folder, "-O", quiet).out


def test_quiet_hours_hold_when_a_plan_is_carried_out(run: Command, folder: Path, tmp_path: Path) -> None:
    """A plan made in the afternoon is carried out at night, or a run goes on until then."""
    where = organisation_file(tmp_path, quiet_hours={"start": "20:00", "end": "07:00", "timezone": "Europe/Paris"})
    request = plan.Request(audit_run.Request(local=str(folder), organisation=str(where), now=NOON), None)
    ready = apply_run.prepare(request, None, lambda _stage: None)
    assert len(ready.doing) == 2
    night = [outcome.reason for outcome in apply_run.run(ready, lambda: NOON + 10 * 3_600)]
    assert [one.key for one in night if one] == ["limit.quiet-hours"] * 2
    assert not requests_of(folder / "water")
    moments = iter([NOON, NOON + 10 * 3_600])  # night falls between two repositories
    falling = [outcome.reason for outcome in apply_run.run(ready, lambda: next(moments))]
    assert [one.key if one else None for one in falling] == [None, "limit.quiet-hours"]


def test_of_two_runs_at_once_one_wins_and_the_other_says_so(run: Command, folder: Path, tmp_path: Path) -> None:
    where = organisation_file(tmp_path)
    request = plan.Request(audit_run.Request(local=str(folder), organisation=str(where), now=NOON), None)
    ready = apply_run.prepare(request, None, lambda _stage: None)
    under_way = apply_run.run(ready)
    next(under_way)  # it is at its second repository
    other = run("apply", "--local", folder, "-O", where)
    assert other.code == 2
    assert "Another run is carrying out a plan for the same organisation" in other.err
    list(under_way)
    assert "There was nothing to do." in run("apply", "--local", folder, "-O", where).out


def test_more_of_the_inventory_than_allowed_wants_a_person(run: Command, folder: Path, tmp_path: Path) -> None:
    where = organisation_file(tmp_path, limits={"percent": 10})
    refused = run("apply", "--local", folder, "-O", where)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert not requests_of(folder / "water")
    assert run("apply", "--local", folder, "-O", where, "--yes").code == 0
    assert requests_of(folder / "water")


def test_a_repository_that_asks_for_none_gets_none(run: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "water" / ".ospo-policy.yml").write_text("requests: false\n")
    git(folder / "water", "add", "-A")
    git(folder / "water", "commit", "-qm", "No requests")
    run("apply", "--local", folder, "-O", organisation_file(tmp_path))
    assert not requests_of(folder / "water")
    assert requests_of(folder / "bare")


def test_a_refusal_is_remembered_without_the_forge_too(run: Command, folder: Path, tmp_path: Path) -> None:
    where, store = organisation_file(tmp_path), tmp_path / "a.db"
    words = ("--local", folder, "-O", where, "--store", store)
    run("apply", *words)
    git(folder / "water", "branch", "-D", requests_of(folder / "water")[0]["branch"])
    assert "Refused by the team" in run("plan", *words).out
    git(folder / "water", "update-ref", "-d", "refs/ospo-policy/book")
    assert "Refused by the team" in run("plan", *words).out
    assert "+ SECURITY.md" in run("plan", *words, "--ask-again").out


def test_what_is_committed_counts_and_not_what_lies_there(run: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "water" / "SECURITY.md").write_text("Write to security@example.org.\n")
    assert "+ SECURITY.md" in run("plan", "--local", folder, "-O", organisation_file(tmp_path)).out


def test_a_folder_without_git_is_planned_for_and_not_written_to(run: Command, tmp_path: Path) -> None:
    (tmp_path / "plain" / "x").mkdir(parents=True)
    (tmp_path / "plain" / "x" / "README.md").write_text("# X\n")
    result = run("apply", "--local", tmp_path / "plain", "-O", organisation_file(tmp_path))
    assert "There was nothing to do." in result.out


def test_a_plan_that_was_refused_since_is_not_carried_out_again(run: Command, folder: Path, tmp_path: Path) -> None:
    """A pipeline may carry the same file out every night: what a team closed meanwhile stays closed."""
    where, plan = organisation_file(tmp_path), tmp_path / "plan.json"
    run("plan", "--local", folder, "-O", where, "--output", plan)
    run("apply", plan, "--local", folder, "-O", where)
    git(folder / "water", "branch", "-D", requests_of(folder / "water")[0]["branch"])
    again = run("apply", plan, "--local", folder, "-O", where)
    assert again.code == 0, again.err
    assert len([one for one in requests_of(folder / "water") if one["branch"]]) == 1
    assert "local:water: nothing was done. It was closed unmerged since" in again.out


def test_what_was_refused_before_the_plan_can_be_asked_again_on_purpose(
    run: Command, folder: Path, tmp_path: Path
) -> None:
    where, plan = organisation_file(tmp_path), tmp_path / "plan.json"
    run("apply", "--local", folder, "-O", where)
    git(folder / "water", "branch", "-D", requests_of(folder / "water")[0]["branch"])
    run("plan", "--local", folder, "-O", where, "--ask-again", "--output", plan)
    done = run("apply", plan, "--local", folder, "-O", where)
    assert "local:water: The branch was written. The request was opened." in done.out
