# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Carries out the shell of pipelines as a runner does: variables from the environment, our program and chosen others on the path."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sysconfig
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent.parent
_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_INPUT = re.compile(r"\$\[\[\s*inputs\.(\w+)\s*\]\]")
PYTHON = """#!/bin/sh
if [ "$1" = -m ] && [ "$2" = venv ]; then
  mkdir -p "$3/bin"
  ln -s "$SCRIPTS/ospo-policy" "$3/bin/ospo-policy"
  cp "$(dirname "$0")/pip" "$3/bin/pip"
else
  exec "$SCRIPTS/python" "$@"
fi
"""
"""Makes virtual environments that have our program, and a pip that only notes what it is asked for."""
NOTING = '#!/bin/sh\nprintf "%s\\n" "$(basename "$0") $*" >> "$NOTED"\n'
"""A program that only notes what it is asked for."""


def schema(name: str) -> dict[str, Any]:
    """A JSON Schema of the Schema Store, as check-jsonschema carries it: github-workflows, github-actions, gitlab-ci."""
    text = (files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def load(path: Path) -> Any:
    """A file of YAML in which words are words: `on` is no truth."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def shell(
    script: str, work: Path, variables: Mapping[str, str], home: Path, program: tuple[str, ...] = ("bash", "-e")
) -> subprocess.CompletedProcess[str]:
    """A script as a runner carries it out: programs of `home/bin` come first, then ours."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE_", "OSPO_", "GIT_"))}
    path = f"{home / 'bin'}:{sysconfig.get_path('scripts')}:{os.environ['PATH']}"
    return subprocess.run(
        [*program, "-c", script], cwd=work, env=kept | {"PATH": path, "HOME": str(home)} | dict(variables),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


class Runner:
    """A machine that carries out steps in a folder; `noted` are the commands that others' programs were given."""

    def __init__(self, folder: Path, work: Path, programs: Iterable[str] = ()) -> None:
        self.folder, self.work = folder, work
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        for name in ("pip", *programs):
            self._program(name, NOTING)
        self._program("python3", PYTHON)
        self.variables: dict[str, str] = {}
        for name in ("output", "summary"):
            (folder / name).touch()

    def without_ours(self) -> None:
        """Our program is noted, too, and not carried out: what a script makes of its words is all that matters."""
        self._program("ospo-policy", NOTING)
        own = self.folder / "temp/ospo-policy/bin"
        own.mkdir(parents=True)
        (own / "ospo-policy").symlink_to(self.bin / "ospo-policy")

    def _program(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text, encoding="utf-8")
        (self.bin / name).chmod(0o755)

    @property
    def noted(self) -> list[str]:
        """The commands of others' programs so far."""
        path = self.folder / "noted"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def shell(
        self, script: str, variables: Mapping[str, str], program: tuple[str, ...] = ("bash", "-e")
    ) -> subprocess.CompletedProcess[str]:
        """One script."""
        own = {
            "SCRIPTS": sysconfig.get_path("scripts"), "NOTED": str(self.folder / "noted"), "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "output"), "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_WORKSPACE": str(self.work), "GITHUB_ACTION_PATH": str(ROOT),
        }  # fmt: skip
        return shell(script, self.work, own | self.variables | dict(variables), self.folder, program)

    def step(self, step: Mapping[str, Any], given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """A step of GitHub's; `given` has the value of each expression's first name that is known, as in `a || b`."""
        assert "${{" not in step["run"], "an expression in a script is read as commands"
        told = {
            name: _EXPRESSION.sub(lambda found: _value(found[1], given), text)
            for name, text in step.get("env", {}).items()
        }
        return self.shell(step["run"], told)

    def job(
        self, job: Mapping[str, Any], inputs: Mapping[str, str], variables: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """The script of a job of GitLab's, by a plain shell, with the inputs put in."""
        assert not _INPUT.search("\n".join(job["script"])), "an input in a script is read as commands"
        told = {
            name: _INPUT.sub(lambda found: inputs[found[1]], text) for name, text in job.get("variables", {}).items()
        }
        return self.shell("\n".join(job["script"]), told | dict(variables), ("sh", "-e"))


def _value(expression: str, given: Mapping[str, str]) -> str:
    names = [name.strip() for name in expression.split("||")]
    assert any(name in given or name.startswith("'") for name in names), expression
    values = (name.strip("'") if name.startswith("'") else given.get(name, "") for name in names)
    return next((value for value in values if value), "")


def steps(job: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The steps of a job that are scripts, by their names."""
    return {step["name"]: step for step in job["steps"] if "run" in step}


def workflow(name: str) -> Any:
    """A workflow of ours."""
    return load(ROOT / f".github/workflows/{name}.yml")


def defaults(found: Any) -> dict[str, str]:
    """The inputs of a workflow or an action, with their defaults, as expressions name them."""
    on = found.get("on", {})
    inputs = found.get("inputs") or on.get("workflow_call", {}).get("inputs", {})
    return {f"inputs.{name}": one.get("default", "") for name, one in inputs.items()}


def component(name: str) -> tuple[dict[str, str], dict[str, Any], dict[str, Any]]:
    """A component of ours: the defaults of its inputs, its head, and what it adds to a pipeline with these."""
    head, body = yaml.load_all((ROOT / f"templates/{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    inputs = {key: one.get("default", "") for key, one in head["spec"]["inputs"].items()}
    return inputs, head, _filled(body, inputs)


def _filled(value: Any, inputs: Mapping[str, str]) -> Any:
    match value:
        case str():
            return _INPUT.sub(lambda found: inputs[found[1]], value)
        case list():
            return [_filled(one, inputs) for one in value]
        case dict():
            return {_filled(key, inputs): _filled(one, inputs) for key, one in value.items()}
    return value
