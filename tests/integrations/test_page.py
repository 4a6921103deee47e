# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `docs/ci.md` shows for copying is what the forges take, and names what there is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
import yaml

from ospo_policy import __version__
from ospo_policy.cli.main import run
from tests.support.pipelines import ROOT, Runner, component, load, schema, workflow
from tests.support.repositories import build, git
from tests.tutorials.page import Written, read

PAGES = [ROOT / "docs/ci.md", ROOT / "docs/ci.fr.md"]
VERSION = f"v{__version__}"
OURS = "ospo-policy/ospo-policy"
TRUSTING = (
    "rules:\n  unpinned-uses:\n    config:\n      policies:\n        ospo-policy/*: ref-pin\n        '*': hash-pin\n"
)
"""What the page says of itself: our own actions are named by their version."""
INPUTS = {"action": load(ROOT / "action.yml")["inputs"]} | {
    name: workflow(name)["on"]["workflow_call"]["inputs"] for name in ("check", "audit", "apply")
}


class Block(NamedTuple):
    """A file that a page shows, with its content as words."""

    path: str
    text: str
    data: Any


def blocks(page: Path) -> dict[str, Block]:
    written = [step for step in read(page).steps if isinstance(step, Written)]
    assert all(step.path in step.before for step in written), "the text before a file names it"
    return {step.path: Block(step.path, step.content, yaml.load(step.content, yaml.BaseLoader)) for step in written}


def uses(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each action or workflow that a workflow uses, with what is said beside it."""
    for job in data.get("jobs", {}).values():
        for one in [job, *job.get("steps", [])]:
            if "uses" in one:
                yield one["uses"], one


@pytest.fixture(params=PAGES, ids=lambda page: page.name)
def page(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_both_languages_show_the_same_files() -> None:
    def bare(page: Path) -> dict[str, Any]:
        return {path: without_names(block.data) for path, block in blocks(page).items()}

    english, french = (bare(page) for page in PAGES)
    assert len(english) == 8
    assert english == french


def without_names(value: Any) -> Any:
    match value:
        case dict():
            return {key: without_names(one) for key, one in value.items() if key != "name"}
        case list():
            return [without_names(one) for one in value]
    return value


def test_workflows_and_pipelines_fit_their_schemas(page: Path) -> None:
    for path, block in blocks(page).items():
        data = yaml.safe_load(block.text)
        if path.startswith(".github"):
            data["on"] = data.pop(True)  # YAML 1.1 reads `on` as a truth; GitHub does not
        elif not path.endswith(".gitlab-ci.yml"):
            continue
        kind = "github-workflows" if path.startswith(".github") else "gitlab-ci"
        assert not [error.message for error in jsonschema_rs.validator_for(schema(kind)).iter_errors(data)], path


def test_zizmor_finds_nothing_in_what_is_copied(page: Path, tmp_path: Path) -> None:
    for path, block in blocks(page).items():
        if path.startswith(".github"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(block.text, encoding="utf-8")
    (tmp_path / "trusting.yml").write_text(TRUSTING)
    zizmor = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
    assert zizmor
    words = [zizmor, "--offline", "--quiet", "--config", "trusting.yml", ".github"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_is_given_to_our_actions_is_what_they_take(page: Path) -> None:
    seen = set()
    for block in blocks(page).values():
        for name, one in uses(block.data if block.path.startswith(".github") else {}):
            if not name.startswith(OURS):
                continue
            place, _, version = name.removeprefix(OURS).partition("@")
            kind = Path(place).stem or "action"
            seen.add(kind)
            assert version == VERSION
            assert set(one.get("with", {})) <= set(INPUTS[kind])
            if kind != "action":
                called = workflow(kind)
                assert set(one.get("secrets", {})) <= set(called["on"]["workflow_call"].get("secrets", {}))
                for job in called["jobs"].values():  # a caller has to grant what the jobs ask for
                    assert (job["permissions"] or {}).items() <= one["permissions"].items()
    assert seen == set(INPUTS)


def test_actions_of_others_are_those_of_our_own_workflows(page: Path) -> None:
    ours = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").glob("*.yml"))
    found = re.findall(r"uses: ((?!ospo-policy/)\S+@.*)", page.read_text(encoding="utf-8"))
    assert found
    for line in found:
        assert re.fullmatch(r"\S+@[0-9a-f]{40} # v[\d.]+", line)
        assert line in ours or line.startswith("github/codeql-action/")


def test_what_is_given_to_components_is_what_they_take(page: Path) -> None:
    shown = blocks(page)
    includes = [*shown[".gitlab-ci.yml"].data["include"], *shown["ospo/policy/.gitlab-ci.yml"].data["include"]]
    names = set()
    for one in includes:
        place = one.get("component") or one["remote"].removesuffix(".yml")
        named = re.fullmatch(r".*/(\w+)@(\S+)|https://\S+/(v[\d.]+)/templates/(\w+)", place)
        assert named, place
        name, version = named[1] or named[4], named[2] or named[3]
        names.add(name)
        assert version == VERSION
        assert set(one.get("inputs", {})) <= set(component(name)[0])
    assert names == {"check", "audit", "plan", "apply"}


def test_hooks_are_there(page: Path) -> None:
    (repository,) = blocks(page)[".pre-commit-config.yaml"].data["repos"]
    hooks = {hook["id"]: hook for hook in load(ROOT / ".pre-commit-hooks.yaml")}
    assert repository["rev"] == VERSION
    for hook in repository["hooks"]:
        assert set(hook.get("stages", [])) <= set(hooks[hook["id"]].get("stages", []))
    assert {id_ for id_ in hooks if f"`{id_}`" in page.read_text(encoding="utf-8")} | {
        hook["id"] for hook in repository["hooks"]
    } == set(hooks)


def test_the_table_names_every_input_of_the_action(page: Path) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(INPUTS["action"])


def test_what_is_typed_elsewhere_and_in_a_container_runs(page: Path, tmp_path: Path) -> None:
    scripts = re.findall(r"^```sh run\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(scripts) == 2
    work = build(tmp_path / "work", {"README.md": "# x\n"})
    git(work, "update-ref", "refs/remotes/origin/main", "HEAD")
    runner = Runner(tmp_path / "machine", work, ["podman"])
    checked, contained = (runner.shell(script, {}) for script in scripts)
    assert (checked.returncode, contained.returncode) == (1, 0), checked.stderr
    assert "<testsuite" in (work / "ospo-policy.xml").read_text(encoding="utf-8")
    installed, built, started = runner.noted
    place = f"git+https://github.com/{OURS}@{VERSION}"
    assert installed == f"pip install --quiet ospo-policy @ {place}"
    assert built.endswith(f"https://github.com/{OURS}.git#{VERSION}")
    assert started == f"podman run --rm --network none --volume {work}:/work:ro ospo-policy check"
    assert "WORKDIR /work\n" in (ROOT / "Containerfile").read_text(encoding="utf-8")


def test_the_forgejo_workflow_that_is_named_is_written(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(build(tmp_path / "r", {"README.md": "# x\n"}))
    command, path = "init repo --forge forgejo", ".forgejo/workflows/ospo-policy.yml"
    text = page.read_text(encoding="utf-8")
    assert f"`ospo-policy {command}`" in text
    assert f"`{path}`" in text
    assert run([*command.split(), "--pack", "minimal"]) == 0, capsys.readouterr().err
    assert Path(path).is_file()
