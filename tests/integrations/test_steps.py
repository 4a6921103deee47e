# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shell of every step, carried out as its runner would: on real repositories, and against the test forges.

What installs our program is carried out with a pip that notes what it is asked for; `test_files` holds what it would install.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from ospo_policy import __version__
from tests.forges.github_server import World, serving
from tests.forges.gitlab_server.server import serving as serving_gitlab
from tests.lifecycle.gitlab_place import GitLabPlace
from tests.support.pipelines import ROOT, Runner, component, defaults, load, steps, workflow
from tests.support.repositories import build

FILES = {
    "README.md": "# Eau\n",
    ".ospo-policy.yml": "packs: [minimal]\n",
    "pack.yml": "pack: p\nversion: 1.0.0\nextends: [minimal]\n",
}
ACTION = load(ROOT / "action.yml")
HOSTILE = ("$(touch pwned)", "`touch pwned`", "; touch pwned", "x\ntouch pwned", "--lang", "-", "'\"", "*")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "machine", build(tmp_path / "work", FILES), ("docker", "gh", "make"))


def outputs(runner: Runner) -> dict[str, str]:
    lines = (runner.folder / "output").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def installed(runner: Runner) -> None:
    """The action's first step."""
    done = runner.step(steps(ACTION["runs"])["Install"], defaults(ACTION))
    assert done.returncode == 0, done.stderr
    first, second = runner.noted
    assert (
        first
        == f"pip install --quiet --disable-pip-version-check --require-hashes --requirement {ROOT}/requirements.txt"
    )
    assert second == f"pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation {ROOT}"


def acted(runner: Runner, **inputs: str) -> tuple[int, str]:
    """The action's second step; its exit code, and what it said."""
    given = defaults(ACTION) | {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    done = runner.step(steps(ACTION["runs"])["Check"], given)
    assert outputs(runner)["exit-code"] == str(done.returncode)
    return done.returncode, done.stdout + done.stderr


def test_the_action_checks_and_tells_by_itself(runner: Runner) -> None:
    installed(runner)
    runner.variables = {"GITHUB_ACTIONS": "true"}
    code, said = acted(runner)
    assert code == 1
    assert "Must be put right" in said
    assert "::error" in said
    assert "licence" in (runner.folder / "summary").read_text(encoding="utf-8")


def test_the_action_takes_its_inputs(runner: Runner) -> None:
    installed(runner)
    code, said = acted(
        runner, packs="pack.yml\ncommunity-health\n", fail_on="never", lang="fr", reports="a b.sarif\n\nreport/x.html\n"
    )
    assert code == 0
    assert "À corriger" in said or "corrig" in said
    assert json.loads((runner.work / "a b.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (runner.work / "report/x.html").exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_input_of_the_action_is_a_command(runner: Runner, text: str) -> None:
    runner.without_ours()
    for name in ("path", "packs", "organisation", "fail_on", "lang", "reports"):
        assert acted(runner, **{name: text})[0] == 0
        assert_one_word(runner, text)


def assert_one_word(runner: Runner, text: str) -> None:
    """The text came to our program as it is, or a line of it, and nothing else was done."""
    assert not (runner.work / "pwned").exists()
    said = (runner.folder / "noted").read_text(encoding="utf-8")
    assert said.startswith(("ospo-policy check --fail-on=", "pip "))
    assert all(line in said for line in text.splitlines())
    (runner.folder / "noted").unlink()


def checked(runner: Runner, **inputs: str) -> tuple[int, str]:
    found = workflow("check")
    given = defaults(found) | {f"inputs.{name}": value for name, value in inputs.items()}
    said, code = "", 0
    for step in steps(found["jobs"]["check"]).values():
        done = runner.step(step, given)
        said, code = said + done.stdout + done.stderr, done.returncode
    return code, said


def test_the_reusable_check(runner: Runner) -> None:
    code, said = checked(runner)
    assert (code, "Must be put right" in said) == (1, True)
    assert runner.noted == [
        f"pip install --quiet --disable-pip-version-check -- ospo-policy @ git+https://github.com/ospo-policy/ospo-policy@v{__version__}"
    ]
    assert checked(runner, packs="pack.yml", **{"fail-on": "never"}, lang="fr")[0] == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_no_input_of_the_reusable_check_is_a_command(runner: Runner, text: str) -> None:
    runner.without_ours()
    for name in ("path", "packs", "organisation", "fail-on", "lang", "requirement"):
        assert checked(runner, **{name: text})[0] == 0
        assert_one_word(runner, text)


def organisation(runner: Runner, forge: str, url: str) -> None:
    document = {
        "organisation": {"name": "Ville", "contact": "oss@ville-exemple.fr"},
        "forges": {"here": {"type": forge, "url": url, "auth": {"token": {"env": "OSPO_POLICY_TOKEN"}}}},
        "inventory": [{"forge": "here", "owners": ["ville"]}],
        "assign": [{"packs": ["minimal"]}],
        "remediation": {"mode": "request", "person": {"name": "Ada", "email": "ada@ville-exemple.fr"}},
    }
    (runner.work / "ospo-policy.yml").write_text(yaml.safe_dump(document), encoding="utf-8")


def world() -> World:
    found = World()
    found.organisation("ville", name="Ville")
    found.user("ada", name="Ada")
    found.token("t-read", ville="read")
    found.token("t-write", ville="write")
    found.repository("ville/eau", {"README.md": "# Eau\n"})
    return found


def test_audit_plan_and_apply_on_github(runner: Runner) -> None:
    here = world()
    with serving(here) as base:
        organisation(runner, "github", base)
        audit = workflow("audit")
        given = defaults(audit) | {"secrets.token": "t-read", "github.token": "t-read"}
        for step in steps(audit["jobs"]["audit"]).values():
            done = runner.step(step, given)
            assert done.returncode == 0, done.stderr
        assert "ville/eau" in (runner.folder / "summary").read_text(encoding="utf-8")
        assert json.loads((runner.work / "report/audit.json").read_text(encoding="utf-8"))["repositories"]
        apply = workflow("apply")
        given = defaults(apply) | {"secrets.read-token": "t-read", "secrets.token": "t-write", "github.token": ""}
        for step in steps(apply["jobs"]["plan"]).values():
            done = runner.step(step, given)
            assert done.returncode == 0, done.stderr
        assert not [entry for entry in here.log if entry.is_write]
        assert "SECURITY.md" in (runner.folder / "summary").read_text(encoding="utf-8")
        for step in steps(apply["jobs"]["apply"]).values():
            done = runner.step(step, given)
            assert done.returncode == 0, done.stderr
        assert "The request was opened." in done.stdout
        assert "t-write" not in done.stdout + done.stderr


def test_on_a_schedule_the_owner_is_audited(runner: Runner) -> None:
    audit = workflow("audit")
    none = dict.fromkeys(defaults(audit), "") | {"secrets.token": "", "github.token": "t-read"}
    with serving(world()) as base:
        runner.variables = {"GITHUB_REPOSITORY_OWNER": "ville", "GITHUB_API_URL": base}
        for step in steps(audit["jobs"]["audit"]).values():
            done = runner.step(step, none)
            assert done.returncode == 0, done.stderr
    assert runner.noted == ["pip install --quiet --disable-pip-version-check -- .[audit]"]
    assert "ville/eau" in (runner.folder / "summary").read_text(encoding="utf-8")


def job(runner: Runner, name: str, variables: dict[str, str], **inputs: str) -> tuple[int, str]:
    found, _, body = component(name)
    (one,) = body.values()
    done = runner.job(
        one, found | inputs, variables | {f"OSPO_CHECK_{key.upper()}": value for key, value in inputs.items()}
    )
    return done.returncode, done.stdout + done.stderr


def test_the_components_on_gitlab(runner: Runner) -> None:
    with serving_gitlab() as lab:
        place = GitLabPlace(lab)
        place.commit({"README.md": "# Eau\n"})
        organisation(runner, "gitlab", lab.url)
        token = {"OSPO_POLICY_TOKEN": "glpat-write"}
        code, said = job(runner, "audit", token)
        assert code == 0, said
        assert "ville/good" in said
        assert (runner.work / "report/audit.html").exists()
        code, said = job(runner, "plan", token)
        assert code == 0, said
        assert not lab.written
        code, said = job(runner, "apply", token)
        assert code == 0, said
        assert "The request was opened." in said
        assert len(place.requests()) == 1


def test_the_component_checks(runner: Runner) -> None:
    code, said = job(runner, "check", {})
    assert code == 1
    assert "Must be put right" in said
    found = json.loads((runner.work / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert found[0]["fingerprint"]
    assert job(runner, "check", {}, packs="pack.yml community-health", fail_on="never", lang="fr")[0] == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_no_input_of_the_component_is_a_command(runner: Runner, text: str) -> None:
    runner.without_ours()
    for name in ("path", "packs", "organisation", "fail_on", "lang"):
        assert job(runner, "check", {}, **{name: text})[0] == 0
        assert_one_word(runner, text if name != "packs" else "")


def released(runner: Runner, job_: str, step: str, **variables: str) -> tuple[int, str]:
    runner.variables = {"GITHUB_REPOSITORY": "Ospo/Policy", "GITHUB_ACTOR": "ada", **variables}
    done = runner.step(steps(workflow("release")["jobs"][job_])[step], {"github.token": "t-job"})
    return done.returncode, done.stdout + done.stderr


def test_a_release_is_of_the_version_that_its_tag_says(runner: Runner) -> None:
    (runner.work / "ospo_policy").mkdir()
    text = (ROOT / "ospo_policy/__init__.py").read_text(encoding="utf-8")
    (runner.work / "ospo_policy/__init__.py").write_text(text, encoding="utf-8")
    assert released(runner, "build", "The tag is the version", GITHUB_REF_NAME=f"v{__version__}")[0] == 0
    code, said = released(runner, "build", "The tag is the version", GITHUB_REF_NAME="v99")
    assert code == 1
    assert "The tag is v99" in said
    assert released(runner, "build", "Build")[0] == 0
    assert runner.noted == ["make wheel PYTHON=python"]


def test_a_release_publishes_the_container_and_the_notes(runner: Runner) -> None:
    code, said = released(runner, "container", "Build and publish", GITHUB_REF_NAME="v1.2.0")
    assert code == 0, said
    image = "ghcr.io/ospo/policy:1.2.0"
    assert runner.noted == [
        f"docker build --file Containerfile --tag {image} .", f"docker run --rm {image} --version",
        "docker login ghcr.io --username ada --password-stdin", f"docker push {image}",
    ]  # fmt: skip
    assert "t-job" not in said
    (runner.work / "CHANGELOG.md").write_text(
        "# Changelog\n\n## [Unreleased]\n\n- Later\n\n## [1.2.0] - 2026-12-01\n\n- This\n\n## [1.1.0]\n\n- Before\n",
        encoding="utf-8",
    )
    (runner.work / "dist").mkdir()
    (runner.work / "dist/x.whl").touch()
    code, said = released(runner, "release", "Release", GITHUB_REF_NAME="v1.2.0")
    assert code == 0, said
    assert (runner.work / "notes.md").read_text(encoding="utf-8").strip() == "- This"
    assert runner.noted[-1] == "gh release create v1.2.0 --verify-tag --title 1.2.0 --notes-file notes.md dist/x.whl"
