# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files that others' pipelines include have the shape that the forges demand, and install what this version is."""

from __future__ import annotations

import fnmatch
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from ospo_policy import __version__
from tests.support.command import Command
from tests.support.pipelines import ROOT, component, defaults, load, schema, steps, workflow
from tests.support.repositories import build

WORKFLOWS = sorted(path.stem for path in (ROOT / ".github/workflows").glob("*.yml"))
COMPONENTS = sorted(path.stem for path in (ROOT / "templates").glob("*.yml"))
PLACE = f"git+https://github.com/ospo-policy/ospo-policy@v{__version__}"


def jobs() -> list[tuple[str, Any]]:
    found = [(f"{name} {job}", one) for name in WORKFLOWS for job, one in workflow(name)["jobs"].items()]
    return [*found, ("action", load(ROOT / "action.yml")["runs"])]


def test_there_are_the_workflows_and_components_that_the_documentation_tells_of() -> None:
    assert {"ci", "check", "audit", "apply", "release"} <= set(WORKFLOWS)
    assert {"check", "audit", "plan", "apply"} == set(COMPONENTS)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_is_one_for_github(name: str) -> None:
    data = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
    data["on"] = data.pop(True)  # YAML 1.1 reads `on` as a truth; GitHub does not
    errors = [error.message for error in jsonschema_rs.validator_for(schema("github-workflows")).iter_errors(data)]
    assert not errors


def test_the_action_is_one_for_github() -> None:
    data = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert not [error.message for error in jsonschema_rs.validator_for(schema("github-actions")).iter_errors(data)]


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_one_for_gitlab(name: str) -> None:
    _, head, body = component(name)
    assert not [error.message for error in jsonschema_rs.validator_for(schema("gitlab-ci")).iter_errors(_typed(body))]
    for one in head["spec"]["inputs"].values():
        assert one["description"]
        assert "options" not in one or one["default"] in one["options"]


def _typed(body: dict[str, Any]) -> Any:
    """The words that are truths, as GitLab reads them."""
    return yaml.safe_load(yaml.safe_dump(body).replace("'true'", "true").replace("'false'", "false"))


@pytest.mark.parametrize(("name", "job"), jobs(), ids=[name for name, _ in jobs()])
def test_no_text_of_others_is_a_command(name: str, job: Any) -> None:
    for step in steps({"steps": [{"name": "one", **one} for one in job["steps"]]}).values():
        assert "${{" not in step["run"], name


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_no_rights_but_those_that_a_job_needs(name: str) -> None:
    found = workflow(name)
    assert found["permissions"] in ("{}", {}, "")
    writing = {"attestations", "id-token", "packages"} if name == "release" else set()
    for job in found["jobs"].values():
        rights = job["permissions"] or {}
        given = {right for right, value in rights.items() if value == "write"}
        assert given <= writing or (name == "release" and given == {"contents"})


def test_every_action_of_others_is_pinned_with_one_digest_for_one_version() -> None:
    pins: dict[str, set[str]] = {}
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "templates/org").rglob("*.yml")]
    for line in re.findall(r"uses: (\S+@.*)", "\n".join(texts)):
        used = re.fullmatch(r"(\S+)@([0-9a-f]{40}) # v[\d.]+", line)
        assert used, line
        pins.setdefault(used[1], set()).add(line)
    assert pins
    assert not {name: lines for name, lines in pins.items() if len(lines) > 1}


def test_what_is_installed_is_this_version() -> None:
    asked = [defaults(workflow(name)).get("inputs.requirement", "") for name in WORKFLOWS]
    asked += [component(name)[0]["requirement"] for name in COMPONENTS]
    named = [one for one in asked if one]
    assert len(named) == 7
    assert {one.partition(" @ ")[2] for one in named} == {PLACE}


def test_what_the_action_installs_is_locked_and_whole() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["audit"]]
    wanted += project["dependency-groups"]["build"]
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = {match[1].lower().replace("_", "-") for match in re.finditer(r"^([\w.-]+)==", text, re.MULTILINE)}
    names = {re.split(r"[><=\[; ]", one)[0].lower().replace("_", "-") for one in wanted}
    assert names <= locked
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_dependencies_of_the_lock_are_those_of_the_development_lock() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))

    ours, tested = versions("requirements.txt"), versions("requirements-dev.txt")
    assert {name: version for name, version in ours.items() if tested.get(name) != version} == {}


HOOKS = load(ROOT / ".pre-commit-hooks.yaml")
TRACKED = {
    "README.md": "# x\n",
    "LICENSE": {"official": "MIT"},
    "publiccode.yml": "publiccodeYmlVersion: '0.7'\n",
    "policies/city.yml": "pack: city\nversion: 1.0.0\nextends: [minimal]\n",
    "waivers.yml": "waivers: []\n",
    "src/policies/x.yml": "x",
}
MATCHED = {"ospo-policy-publiccode": ["publiccode.yml"], "ospo-policy-validate": ["policies/city.yml", "waivers.yml"]}


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_runs_as_pre_commit_starts_it(
    hook: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(build(tmp_path / "r", TRACKED))
    program, *words = hook["entry"].split()
    assert program == "ospo-policy"
    named = [path for path in sorted(TRACKED) if re.search(hook["files"], path)] if "files" in hook else []
    assert named == MATCHED.get(hook["id"], [])
    result = Command(capsys)(*words, *named)
    assert result.code in (0, 1), result.err
    assert result.out


def test_the_container_is_pinned_and_has_no_rights() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert len(bases) == 2
    assert len(set(bases)) == 1
    assert re.fullmatch(r"docker\.io/library/python:3\.\d+-slim@sha256:[0-9a-f]{64}", bases[0])
    user = re.search(r"^USER (\d+):(\d+)$", text, re.MULTILINE)
    assert user
    assert int(user[1]) > 0
    assert "--require-hashes" in text


def test_the_container_is_built_from_all_that_the_wheel_carries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    carried = [*wheel["force-include"], *wheel["shared-data"], *wheel["packages"], "pyproject.toml", "README.md"]
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for path in carried:
        ignored = False
        for (
            line
        ) in lines:  # the last that matches decides: https://docs.docker.com/build/concepts/context/#dockerignore-files
            kept, pattern = line.startswith("!"), line.removeprefix("!")
            above = [path, *(str(parent) for parent in Path(path).parents if parent.name)]
            if any(fnmatch.fnmatchcase(one, pattern) and one.count("/") == pattern.count("/") for one in above):
                ignored = not kept
        assert not ignored, path
