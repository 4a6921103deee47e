# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a repository is installed and tested, where its manifests leave no doubt about it.

A command is named only if it works by the manifest's own words (a script, a target) or by the package manager's custom for every
project (`cargo test`, `go test ./...`, `mvn test`). Sources: npm, "npm test"; Composer, "Scripts"; pytest, "Configuration";
tox, "Configuration"; Cargo, Go, Maven and Gradle, their command references.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ospo_policy.parsers.ecosystems import DEPENDABOT, manifests
from ospo_policy.parsers.lazy_regex import LazyRegex

MANIFESTS = ("package.json", "pyproject.toml", "composer.json", "Makefile", "tox.ini", "pytest.ini")
"""What is read; of other manifests it is enough that they are there."""
MOST = 30
"""Entries for Dependabot that are written."""


class Tooling(NamedTuple):
    """What it takes, each "" where that is not sure: names of programs, and commands."""

    tools: tuple[str, ...] = ()
    install: str = ""
    test: str = ""


_TOOLS = {
    "npm": "Node.js", "deno": "Deno", "python": "Python", "maven": "Java (JDK), Maven", "gradle": "Java (JDK)", "sbt": "Java (JDK), sbt",
    "cargo": "Rust", "go": "Go", "bundler": "Ruby, Bundler", "composer": "PHP, Composer", "nuget": ".NET", "r": "R", "mix": "Elixir",
    "pub": "Dart", "swift": "Swift", "julia": "Julia",
}  # fmt: skip
_TARGET = LazyRegex(r"(?m)^test[ \t]*:(?!=)")
_PYTEST = LazyRegex(r"(?m)^\[(?:tool\.pytest\b|tool\.tox\b)")


def tooling(paths: Collection[str], texts: Mapping[str, str]) -> Tooling:
    """What the manifests at the root say."""
    at_root = {path for path in paths if "/" not in path}
    found = dict.fromkeys(one.ecosystem.id for one in manifests(sorted(at_root)))
    tools = dict.fromkeys(tool for id_ in found for tool in _TOOLS.get(id_, "").split(", ") if tool)
    return Tooling(tuple(tools), _install(at_root), _test(at_root, texts))


def _install(there: Collection[str]) -> str:
    """The command that fetches what it depends on; "" where there is none, or more than one."""
    found = [
        command
        for name, command in (
            ("package-lock.json", "npm ci"), ("yarn.lock", "yarn install"), ("pnpm-lock.yaml", "pnpm install"),
            ("composer.lock", "composer install"), ("poetry.lock", "poetry install"), ("uv.lock", "uv sync"),
            ("Pipfile.lock", "pipenv install"), ("Gemfile.lock", "bundle install"), ("pom.xml", "mvn package"),
            ("gradlew", "./gradlew build"), ("Cargo.toml", "cargo build"), ("go.mod", "go build ./..."),
        )
        if name in there
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


def _test(there: Collection[str], texts: Mapping[str, str]) -> str:
    """The command that runs the tests, a target of the project's own before the package manager's; "" where that is not sure."""
    if _TARGET.search(texts.get("Makefile", "")):
        return "make test"
    if "tox.ini" in there:
        return "tox"
    if "pytest.ini" in there or _PYTEST.search(texts.get("pyproject.toml", "")):
        return "pytest"
    script = _script(texts.get("package.json"))
    if script and "no test specified" not in script:
        runner = "yarn" if "yarn.lock" in there else "pnpm" if "pnpm-lock.yaml" in there else "npm"
        return f"{runner} test"
    if _script(texts.get("composer.json")):
        return "composer test"
    customs = (
        ("Cargo.toml", "cargo test"),
        ("go.mod", "go test ./..."),
        ("pom.xml", "mvn test"),
        ("gradlew", "./gradlew test"),
    )
    return next((command for name, command in customs if name in there), "")


def _script(text: str | None) -> str:
    """The script `test` of a package.json or composer.json."""
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return ""
    scripts = value.get("scripts") if isinstance(value, dict) else None
    found = scripts.get("test") if isinstance(scripts, dict) else None
    return (
        " ".join(found) if isinstance(found, list) and all(isinstance(one, str) for one in found) else str(found or "")
    )


def updates(paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(`package-ecosystem`, `directory`) of each place that Dependabot can look after, workflows first."""
    every = list(paths)
    found: dict[tuple[str, str], None] = {}
    if any(path.startswith(".github/workflows/") and path.endswith((".yml", ".yaml")) for path in every):
        found["github-actions", "/"] = None
    for path in every:
        if path.rpartition("/")[2] == "Dockerfile":
            found["docker", f"/{path.rpartition('/')[0]}"] = None
    for manifest in manifests(every):
        name = next((one for one in manifest.ecosystem.dependabot if one in DEPENDABOT), "")
        if name:
            found[name, f"/{manifest.folder}"] = None
    return tuple(found)[:MOST]
