# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the guides of continuous integration show is what the forges accept, and names what there is, in this version."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from ospo_policy import __version__
from tests.support.command import Command
from tests.support.pipelines import ROOT, component, load, schema, workflow
from tests.support.repositories import build

GUIDES = ("docs/ci.md", "docs/ci.fr.md")
PROJECT = "ospo-policy/ospo-policy"


def blocks(guide: str) -> list[Any]:
    return [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", (ROOT / guide).read_text(), re.DOTALL)]


def errors(document: Any, name: str) -> list[str]:
    return [error.message for error in jsonschema_rs.validator_for(schema(name)).iter_errors(document)]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_workflows_that_a_guide_shows_are_ones_for_github_and_give_inputs_that_there_are(guide: str) -> None:
    action, reusable, *_ = blocks(guide)
    action["on"] = action.pop(True)  # YAML 1.1 reads `on` as a truth; GitHub does not
    assert not errors(action, "github-workflows")
    assert not errors(reusable | {"on": {"push": {}}}, "github-workflows")
    last = action["jobs"]["check"]["steps"][-1]
    assert last["uses"] == f"{PROJECT}@v{__version__}"
    assert set(last["with"]) <= set(load(ROOT / "action.yml")["inputs"])
    called = reusable["jobs"]["check"]
    assert called["uses"] == f"{PROJECT}/.github/workflows/check.yml@v{__version__}"
    assert set(called["with"]) <= set(workflow("check")["on"]["workflow_call"]["inputs"])


@pytest.mark.parametrize("guide", GUIDES)
def test_the_pipelines_that_a_guide_shows_are_ones_for_gitlab(guide: str) -> None:
    _, _, included, written, _ = blocks(guide)
    assert not errors(included, "gitlab-ci")
    assert not errors(written, "gitlab-ci")
    [one] = included["include"]
    assert one["component"] == f"$CI_SERVER_FQDN/{PROJECT}/check@v{__version__}"
    _, head, _ = component("check")
    assert set(one["inputs"]) <= set(head["spec"]["inputs"])


@pytest.mark.parametrize("guide", GUIDES)
def test_the_command_of_a_guides_pipeline_writes_the_report_that_it_hands_in(
    guide: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = blocks(guide)[3]["ospo-policy"]
    build(tmp_path / "project", {"README.md": "# x\n"})
    monkeypatch.chdir(tmp_path / "project")
    words = shlex.split(job["script"][-1])
    assert words.pop(0) == "ospo-policy"
    assert Command(capsys)(*words).code == 1
    assert (tmp_path / "project" / job["artifacts"]["reports"]["codequality"]).exists()


@pytest.mark.parametrize("guide", GUIDES)
def test_the_hooks_that_a_guide_shows_are_there(guide: str) -> None:
    [repo] = blocks(guide)[4]["repos"]
    there = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in there}
    assert (repo["repo"], repo["rev"]) == (f"https://github.com/{PROJECT}", f"v{__version__}")
