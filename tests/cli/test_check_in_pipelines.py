# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check` in the pipelines of forges: annotations and a summary by itself, and a policy that no request can loosen for itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.command import Command, Result
from tests.support.repositories import build, git, write_files

PACK = """
pack: city
version: 1.0.0
rules:
  contact:
    level: must
    title: There is a contact
    waivable: repository
    attest: {}
    check: {file: {any_of: [CONTACT.md]}}
"""
OWN = "packs: [policies/city.yml]\n"
LOOSE = PACK.replace("level: must", "level: may")
ORGANISATION = "organisation: {name: City}\nassign: [{packs: [policies/city.yml]}]\nwaivers: waivers.yml\n"
WAIVER = """
waivers:
  - rule: contact
    repositories: ["*"]
    reason: Not now
    owner: Eve
    approver: Eve
    start: 2026-01-01
    end: 2099-01-01
"""
BASELINE = "ospo-policy-baseline: 1\nfailures:\n  contact: {since: 2026-01-01}\n"
LOOSENED: dict[str, dict[str, Any]] = {
    "another pack": {".ospo-policy.yml": "packs: [minimal]\n"},
    "a rule switched off": {"policies/city.yml": LOOSE},
    "a pack through a link": {
        "policies/city.yml": {"symlink": "../loose.yml"}, "loose.yml": LOOSE,
    },
    "a waiver of its own": {".ospo-policy.yml": OWN + "waivers:\n  - {rule: contact, reason: No, owner: Eve, end: 2099-01-01}\n"},
    "an attestation": {".ospo-policy.yml": OWN + "attestations:\n  contact: {by: Eve, date: '2026-01-01'}\n"},
    "a profile": {".ospo-policy.yml": OWN + "profile: C\n"},
    "an organisation's file": {"ospo-policy.yml": ORGANISATION, "waivers.yml": WAIVER},
}  # fmt: skip
FILES = {"README.md": "# City\n", ".ospo-policy.yml": OWN, "policies/city.yml": PACK}


class Requested(NamedTuple):
    """A checkout of a request: the target branch, its commit, the request's head, and the merge of both."""

    folder: Path
    base: str
    head: str
    merge: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def requested(folder: Path, changes: dict[str, Any], files: dict[str, Any] | None = None, depth: int = 0) -> Requested:
    """What a runner has checked out: the merge of the request into `main`, all of it or with so many commits."""
    origin = build(folder / "origin", files or FILES)
    base = git(origin, "rev-parse", "HEAD")
    git(origin, "checkout", "-q", "-b", "change")
    for name in changes:
        (origin / name).unlink(missing_ok=True)
    write_files(origin, changes)
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "Change")
    head = git(origin, "rev-parse", "HEAD")
    git(origin, "checkout", "-q", "main")
    git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "change")
    merge = git(origin, "rev-parse", "HEAD")
    git(origin, "update-ref", "refs/pull/7/merge", merge)
    git(origin, "reset", "-q", "--hard", base)
    work = folder / "work"
    work.mkdir()
    git(work, "init", "-q")
    git(work, "remote", "add", "origin", f"file://{origin}")
    only = [f"--depth={depth}"] if depth else []
    git(work, "fetch", "-q", *only, "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge")
    if not depth:
        git(work, "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
    git(work, "checkout", "-q", "--detach", merge)
    return Requested(work, base, head, merge)


def on_github(patch: pytest.MonkeyPatch, there: Requested, tmp_path: Path, *, fork: bool = True, **more: str) -> Path:
    """The variables of GitHub's runner for the request; the file of the job's summary."""
    event = tmp_path / "event.json"
    sides = {
        name: {"sha": sha, "repo": {"full_name": of}}
        for name, sha, of in (
            ("base", there.base, "ville/city"),
            ("head", there.head, "eve/city" if fork else "ville/city"),
        )
    }
    event.write_text(json.dumps({"pull_request": sides}))
    summary = tmp_path / "summary.md"
    summary.touch()
    variables = {
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge",
        "GITHUB_SHA": there.merge, "GITHUB_EVENT_PATH": str(event), "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_WORKSPACE": str(there.folder), **more,
    }  # fmt: skip
    for name, value in variables.items():
        patch.setenv(name, value)
    return summary


def on_gitlab(patch: pytest.MonkeyPatch, there: Requested, _tmp_path: Path, *, fork: bool = True, **more: str) -> None:
    variables = {
        "GITLAB_CI": "true", "CI_PROJECT_DIR": str(there.folder), "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": there.base,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": there.base, "CI_MERGE_REQUEST_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2" if fork else "1", **more,
    }  # fmt: skip
    for name, value in variables.items():
        patch.setenv(name, value)


def on_forgejo(patch: pytest.MonkeyPatch, there: Requested, tmp_path: Path, *, fork: bool = True, **more: str) -> None:
    on_github(patch, there, tmp_path, fork=fork, FORGEJO_ACTIONS="true", GITHUB_REF="refs/pull/7/head", **more)


FORGES: dict[str, Callable[..., object]] = {"github": on_github, "gitlab": on_gitlab, "forgejo": on_forgejo}


def failed(result: Result) -> bool:
    assert result.code in (0, 1), (result.out, result.err)
    return result.code == 1 and "There is a contact" in result.out


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("way", LOOSENED)
def test_a_request_cannot_loosen_what_it_is_checked_by(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forge: str, way: str
) -> None:
    there = requested(tmp_path, LOOSENED[way])
    assert failed(run("check", there.folder, "--no-ci")) is (way == "a profile")
    FORGES[forge](monkeypatch, there, tmp_path)
    result = run("check", there.folder)
    assert failed(result)
    assert "The policy files of `main` decide here" in result.out
    changed = next(iter(LOOSENED[way]))
    assert f"The request changes {changed}" in result.out or changed == "ospo-policy.yml"


def test_a_baseline_of_the_request_does_not_count(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = build(tmp_path / "made", FILES)
    assert run("baseline", "write", made).code == 0
    there = requested(tmp_path, {".ospo-policy-baseline.yml": (made / ".ospo-policy-baseline.yml").read_text()})
    assert run("check", there.folder).code == 0
    on_github(monkeypatch, there, tmp_path)
    assert failed(run("check", there.folder))


def test_a_request_that_puts_something_right_passes(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = requested(tmp_path, {"CONTACT.md": "us@ville-exemple.fr\n"})
    on_github(monkeypatch, there, tmp_path)
    result = run("check", there.folder)
    assert result.code == 0
    assert "The request changes" not in result.out


@pytest.mark.parametrize("forge", FORGES)
def test_a_branch_of_ones_own_that_is_fetched_alone_decides_and_is_told_so(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forge: str
) -> None:
    there = requested(tmp_path, LOOSENED["another pack"], depth=1)
    FORGES[forge](monkeypatch, there, tmp_path, fork=False)
    result = run("check", there.folder)
    assert result.code in (0, 1)
    assert "decide here, since `main` is not in this checkout" in result.out
    assert "fetch-depth: 2" in result.out or "GIT_DEPTH" in result.out


@pytest.mark.parametrize("forge", FORGES)
def test_a_fork_that_is_fetched_alone_does_not_decide(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forge: str
) -> None:
    there = requested(tmp_path, LOOSENED["another pack"], depth=1)
    FORGES[forge](monkeypatch, there, tmp_path, fork=True)
    result = run("check", there.folder)
    assert result.code == 3
    assert "comes from a fork" in result.err
    assert "fetch-depth: 2" in result.err or "GIT_DEPTH" in result.err


def test_two_commits_are_enough_on_github(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = requested(tmp_path, LOOSENED["another pack"], depth=2)
    on_github(monkeypatch, there, tmp_path)
    assert failed(run("check", there.folder))


@pytest.mark.parametrize("event", ["", "[]", "{", '{"pull_request": []}', '{"pull_request": {"base": {"repo": 1}}}'])
def test_an_event_that_tells_nothing_is_one_of_a_fork(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    there = requested(tmp_path, LOOSENED["another pack"], depth=1)
    on_github(monkeypatch, there, tmp_path, fork=False)
    (tmp_path / "event.json").write_text(event)
    assert run("check", there.folder).code == 3


def test_what_lies_elsewhere_is_checked_as_on_a_desk(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = requested(tmp_path, {"CONTACT.md": "x\n"}, depth=1)
    on_github(monkeypatch, there, tmp_path)
    other = build(tmp_path / "other", FILES | {"CONTACT.md": "x\n"})
    result = run("check", other)
    assert result.code == 0
    assert "decide here" not in result.out


def test_the_revision_is_named_by_hand(run: Command, tmp_path: Path) -> None:
    there = requested(tmp_path, LOOSENED["another pack"])
    result = run("check", there.folder, "--policy-from", "origin/main")
    assert failed(result)
    assert "The policy files of `origin/main` decide here" in result.out
    missing = run("check", there.folder, "--policy-from", "nowhere")
    assert missing.code == 2
    assert "nowhere" in missing.err


def test_a_policy_file_that_the_target_has_not_is_not_read(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = requested(tmp_path, {"policies/city.yml": PACK}, files={"README.md": "x\n", ".ospo-policy.yml": OWN})
    on_github(monkeypatch, there, tmp_path)
    result = run("check", there.folder)
    assert result.code == 2
    assert "policies/city.yml" in result.err


def test_github_shows_annotations_and_a_summary_by_itself(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = requested(tmp_path, {"README.md": "# Better\n"})
    summary = on_github(monkeypatch, there, tmp_path)
    summary.write_text("Of the step before\n")
    result = run("check", there.folder)
    assert "::error" in result.out
    assert "Must be put right (1)" in result.out
    told = summary.read_text()
    assert told.startswith("Of the step before\n")
    assert "There is a contact" in told


@pytest.mark.parametrize(
    ("words", "annotated"),
    [
        (["--format", "json"], False),
        (["--format", "github"], True),
        (["--format", "text", "--format", "json", "--output", "r.json"], True),
        (["--output", "r.json"], True),
        (["--no-ci"], False),
    ],
)
def test_annotations_do_not_spoil_what_programs_read(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], annotated: bool
) -> None:
    there = requested(tmp_path, {"README.md": "# Better\n"})
    summary = on_github(monkeypatch, there, tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run("check", there.folder, *words)
    assert result.out.count("::error") == int(annotated)
    if words == ["--format", "json"]:
        assert json.loads(result.out)["summary"]
    assert bool(summary.read_text()) is ("--no-ci" not in words)


@pytest.mark.parametrize("forge", ["gitlab", "forgejo"])
def test_other_forges_get_plain_text(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forge: str) -> None:
    there = requested(tmp_path, {"README.md": "# Better\n"})
    FORGES[forge](monkeypatch, there, tmp_path)
    assert "::error" not in run("check", there.folder).out


def test_in_french(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = requested(tmp_path, LOOSENED["another pack"])
    on_github(monkeypatch, there, tmp_path)
    said = run("check", there.folder, "--lang", "fr").out
    assert "Les fichiers de politique de `main` font foi ici" in said
    assert "La demande modifie .ospo-policy.yml" in said
