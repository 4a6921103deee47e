# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pipelines, manifests and configurations of bots: hostile texts take linear time; tables are well formed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest

from ospo_policy.parsers import gitlab_ci, update_bots
from ospo_policy.parsers.ci.commands import Scripts, simple_commands
from ospo_policy.parsers.ci.read import of_other
from ospo_policy.parsers.ci.search import hidden_runs, serving
from ospo_policy.parsers.ci.tools import PURPOSES
from ospo_policy.parsers.ecosystems import DEPENDABOT, ECOSYSTEMS, NOT_DEPENDABOT, manifest_at
from ospo_policy.parsers.lock_needs import lock_need
from ospo_policy.parsers.style_files import INSIDE, part_of

PARTS = ["/* \" ' ", '\\"', "{", "[{", "- a: [", "\t", " \n", "spec:\n---\n", "$CI_COMMIT_MESSAGE eval ", "mvn -x ", "npm run a ", "x" * 299 + "\n",
         "require (\n", "a[", "{:a", "gem ", "<artifactId> ", "a: \n  ", "sh -c "]  # fmt: skip


def ci(text: str) -> None:
    seen = [of_other("Jenkinsfile", text)]
    scripts = Scripts({"Makefile": text, "package.json": text, "a.sh": text})
    for purpose in PURPOSES:
        serving(purpose, seen, scripts)
    list(hidden_runs(seen, scripts))


def gitlab(text: str) -> None:
    gitlab_ci.variable_as_code(text)
    with contextlib.suppress(gitlab_ci.NotReadableError):
        gitlab_ci.read(".gitlab-ci.yml", text)


def bots(text: str) -> None:
    update_bots.read("renovate.json", text)
    update_bots.read(".github/dependabot.yml", text)


def files(text: str) -> None:
    for name in INSIDE:
        part_of(name, text)
    for name in ("requirements.txt", "go.mod", "Gemfile", "mix.exs", "Package.swift", "Pipfile", "package.json"):
        manifest = manifest_at(name)
        assert manifest is not None
        lock_need(manifest, text)


@pytest.mark.parametrize("read", [ci, gitlab, bots, files])
@pytest.mark.parametrize("part", PARTS)
def test_hostile_texts_take_linear_time(read: Callable[[str], None], part: str) -> None:
    start = time.process_time()
    read(part * (100_000 // len(part)))
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    ("script", "commands"),
    [
        ("cd web && npm ci && npm test", ["npm test"]),
        ("# pytest\npytest -x; echo pytest", ["pytest -x"]),
        ("sudo apt-get install -y r-base | Rscript a.R", ["Rscript a.R"]),
        ("uv sync --all-extras\nuv run pytest", ["uv run pytest"]),
        ("mvn \\\n  verify", ["mvn    verify"]),
        ("pip install .[test] || exit 1", []),
        ("npm run ci", ["npm run ci"]),
        ("go get ./... && go test ./...", ["go test ./..."]),
    ],
)
def test_simple_commands(script: str, commands: list[str]) -> None:
    assert list(simple_commands(script)) == commands


def test_the_table_of_package_managers() -> None:
    names = [ecosystem.id for ecosystem in ECOSYSTEMS]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)
    assert not NOT_DEPENDABOT.keys() & DEPENDABOT
    assert set(NOT_DEPENDABOT.values()) <= DEPENDABOT


@pytest.mark.parametrize(
    ("path", "name"),
    [("web/package.json", "npm"), ("requirements/dev.txt", "python"), ("requirements-dev.txt", "python"), ("app/App.fsproj", "nuget"),
     ("pom.xml", "maven"), ("docs/conf/package.json", None), ("Tests/package.json", None), ("package.json.md", None), ("lib/x.gemspec", "bundler")],
)  # fmt: skip
def test_manifests_by_their_names(path: str, name: str | None) -> None:
    found = manifest_at(path)
    assert (found.ecosystem.id if found else None) == name
