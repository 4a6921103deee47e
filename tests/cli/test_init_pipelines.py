# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shell of every step that `init org` writes, carried out against the test forges as their runners would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.test_init import PIPELINES, org
from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.github_server import World, serving
from tests.forges.gitlab_server.people import live
from tests.forges.gitlab_server.server import serving as serving_gitlab
from tests.lifecycle.forgejo_place import ForgejoPlace
from tests.lifecycle.gitlab_place import GitLabPlace
from tests.support.command import Command
from tests.support.pipelines import shell
from tests.support.repositories import git

GH = """#!/usr/bin/env python3
import json, os, sys
place = os.environ["GH_STATE"]
issues = json.load(open(place)) if os.path.exists(place) else []
words = sys.argv[1:]
option = lambda name: words[words.index(name) + 1]
assert os.environ["GH_REPO"] == "ville/policy" and os.environ["GH_TOKEN"]
if words[:2] == ["issue", "list"]:
    open_ = [one for one in issues if one["open"] and one["label"] == option("--label")]
    print(open_[0]["number"] if open_ else "")
elif words[:2] == ["issue", "create"]:
    issues.append({"number": len(issues) + 1, "open": True, "label": option("--label"), "title": option("--title"),
                   "body": open(option("--body-file")).read()})
elif words[:2] == ["issue", "edit"]:
    issues[int(words[2]) - 1]["body"] = open(option("--body-file")).read()
else:
    assert words[:2] == ["label", "create"] and "--force" in words
json.dump(issues, open(place, "w"))
"""
"""What GitHub's own program does with an issue, as far as the workflow asks it."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def steps(folder: Path, path: str, job: str) -> list[dict[str, Any]]:
    """The steps of a job that need no network beyond the forge: without what fetches the repository and the tool."""
    found = yaml.load((folder / path).read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"][job]["steps"]
    return [step for step in found if "run" in step and not step["run"].startswith(("pip ", "git init"))]


def changed(folder: Path) -> str:
    """The commit of the policy before a rule is switched off in it."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Ours")
    pack = folder / "policies/my-city.yml"
    pack.write_text(pack.read_text(encoding="utf-8") + "  changelog: off\n", encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "No changelog")
    return git(folder, "rev-parse", "HEAD~1")


def carry_out(folder: Path, path: str, job: str, given: Mapping[str, str]) -> str:
    """The steps of a job of GitHub or Forgejo, in order; what they said. `given` has the values of expressions."""
    said = ""
    for step in steps(folder, path, job):
        if "pull_request" in step.get("if", "") and "pull_request" not in given.get("event", ""):
            continue
        told = {name: given.get(value, value) for name, value in step.get("env", {}).items()}
        done = shell(
            step["run"],
            folder,
            told | {key: value for key, value in given.items() if not key.startswith("$")},
            folder.parent,
        )
        assert done.returncode == 0, (step["name"], done.stdout, done.stderr)
        said += done.stdout + done.stderr
    return said


READ = "${{ secrets.OSPO_POLICY_TOKEN || github.token }}"
STORE = {"${{ secrets.OSPO_POLICY_STORE || 'audits.db' }}": "audits.db"}


def test_on_github(run: Command, tmp_path: Path) -> None:
    world = World()
    world.organisation("ville", name="Ville", members=[{"login": "ada", "role": "ADMIN"}])
    world.token("t-write", ville="write")
    world.repository("ville/eau", {"README.md": "# Eau\n"})
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    folder = tmp_path / "policy"
    with serving(world) as base:
        assert org(run, folder, url=base, owner="ville").code == 0
        base_commit = changed(folder)
        given = {
            READ: "t-write", "${{ secrets.OSPO_POLICY_TOKEN }}": "t-write", "${{ github.token }}": "t-job",
            "${{ github.repository }}": "ville/policy", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "GH_STATE": str(tmp_path / "issues.json"), **STORE,
        }  # fmt: skip
        validate, audit, plan, apply = PIPELINES["github"]
        assert "Would be read" in carry_out(folder, validate, "validate", given)
        carry_out(folder, audit, "audit", given)
        assert "ville/eau" in (tmp_path / "summary.md").read_text(encoding="utf-8")
        assert json.loads((folder / "report/audit.json").read_text(encoding="utf-8"))["summary"]["repositories"] == 1
        before = len(world.log)
        carry_out(
            folder,
            validate,
            "validate",
            given | {"event": "pull_request", "${{ github.event.pull_request.base.sha }}": base_commit},
        )
        assert "changelog" in (tmp_path / "summary.md").read_text(encoding="utf-8")
        assert len(world.log) == before  # what a change would do is told from what the audit has read
        for _ in range(2):
            carry_out(folder, plan, "plan", given)
        (issue,) = json.loads((tmp_path / "issues.json").read_text(encoding="utf-8"))
        assert issue["title"] == "What ospo-policy would put right"
        assert "CODE_OF_CONDUCT.md" in issue["body"]
        assert "## Waivers" in issue["body"]
        carry_out(folder, apply, "plan", given)
        done = shell(steps(folder, apply, "apply")[0]["run"], folder, {"OSPO_POLICY_TOKEN": "t-write"}, folder.parent)
        assert "There was nothing to do" in done.stdout + done.stderr  # the mode is report: the plan proposes nothing
        assert not [entry for entry in world.log if entry.is_write]


def gitlab_job(folder: Path, job: str, variables: Mapping[str, str]) -> str:
    """The script of a job of GitLab, which stops at the first command of a pipe that fails."""
    pipeline = yaml.load((folder / ".gitlab-ci.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    own = pipeline["variables"] | pipeline[job].get("variables", {})
    done = shell(
        "\n".join(pipeline[job]["script"]),
        folder,
        own | dict(variables),
        folder.parent,
        ("bash", "-e", "-o", "pipefail"),
    )
    assert done.returncode == 0, (job, done.stdout, done.stderr)
    return done.stdout + done.stderr


def test_on_gitlab(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    with serving_gitlab() as lab:
        place = GitLabPlace(lab)
        ours = lab.world.add("ville/policy", {"README.md": b"x"})
        life = live(lab.world, ours)
        assert org(run, folder, forge="gitlab", url=lab.url, owner="ville").code == 0
        (folder / "ospo-policy.yml").write_text(
            (folder / "ospo-policy.yml")
            .read_text(encoding="utf-8")
            .replace("# exclude: [sandbox, ", "exclude: [policy, "),
            encoding="utf-8",
        )
        base_commit = changed(folder)
        given = {
            "OSPO_POLICY_TOKEN": "glpat-write",
            "CI_API_V4_URL": f"{lab.url}/api/v4",
            "CI_PROJECT_ID": str(ours.id),
        }
        gitlab_job(folder, "validate", {})
        assert "gitlab:ville/good" in gitlab_job(folder, "audit", given)
        assert "changelog" in gitlab_job(folder, "validate", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base_commit})
        gitlab_job(folder, "plan", given)  # without a token for issues
        assert not life.issues
        for _ in range(2):
            gitlab_job(folder, "plan", given | {"OSPO_POLICY_ISSUE_TOKEN": "glpat-write"})
        (issue,) = life.issues
        assert issue.title == "What ospo-policy would put right"
        assert list(issue.labels) == ["ospo-policy-plan"]
        assert "CODE_OF_CONDUCT.md" in issue.description
        life.issues[0].state = "closed"
        gitlab_job(folder, "plan", given | {"OSPO_POLICY_ISSUE_TOKEN": "glpat-write"})
        assert [one.state for one in life.issues] == ["closed", "opened"]
        assert "There was nothing to do" in gitlab_job(folder, "apply", given)
        assert not place.requests()
        assert not place.issues()


def test_on_forgejo(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    with serving_forgejo() as code:
        place = ForgejoPlace(code)
        assert org(run, folder, forge="forgejo", url=code.url, owner="ville").code == 0
        git(folder, "init", "-q")
        given = {
            READ: "t-write", "${{ secrets.OSPO_POLICY_APPLY_TOKEN }}": "t-write", "${{ github.token }}": "t-write",
            "GITHUB_API_URL": f"{code.url}/api/v1", "GITHUB_REPOSITORY": "ville/good", **STORE,
        }  # fmt: skip
        validate, audit, plan, apply = PIPELINES["forgejo"]
        carry_out(folder, validate, "validate", given)
        assert "ville/good" in carry_out(folder, audit, "audit", given)
        for _ in range(2):
            carry_out(folder, plan, "plan", given)
        (issue,) = place.issues()
        assert "CODE_OF_CONDUCT.md" in issue.text
        assert "There was nothing to do" in carry_out(folder, apply, "apply", given)
        assert len(place.issues()) == 1


def test_forgejo_fetches_the_repository_without_a_token_in_sight(run: Command, tmp_path: Path) -> None:
    """The step that stands in for an action, on a repository that Git itself serves."""
    served, folder, work = tmp_path / "served", tmp_path / "policy", tmp_path / "work"
    assert org(run, folder, forge="forgejo").code == 0
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Ours")
    served.mkdir()
    git(served, "clone", "-q", "--bare", str(folder), "policy")
    work.mkdir()
    pipeline = yaml.load((folder / PIPELINES["forgejo"][0]).read_text(encoding="utf-8"), yaml.BaseLoader)
    fetch = pipeline["jobs"]["validate"]["steps"][0]
    given = {
        "TOKEN": "t-secret",
        "GITHUB_SERVER_URL": f"file://{served}",
        "GITHUB_REPOSITORY": "policy",
        "GITHUB_REF": "refs/heads/main",
    }
    done = shell(fetch["run"], work, given, work.parent)
    assert done.returncode == 0, done.stderr
    assert (work / "ospo-policy.yml").read_bytes() == (folder / "ospo-policy.yml").read_bytes()
    kept = "".join(path.read_text(errors="replace") for path in (work / ".git").rglob("*") if path.is_file())
    assert "t-secret" not in kept + done.stdout + done.stderr
