# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of a project, for texts about it: where it is, what it is for, the commands that its files imply.

All of it comes from the repository and is other people's: only plain words and addresses are taken up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.fixes.common import field, find, text_field, texts, tree_of
from ospo_policy.model.facts import Repository
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType
from ospo_policy.parsers.ecosystems import lists_packages
from ospo_policy.parsers.manifest_about import MANIFESTS, manifest_about
from ospo_policy.parsers.placeholders import find_placeholders
from ospo_policy.parsers.publiccode import coherence, readme
from ospo_policy.parsers.structured import NotReadableError, TooLargeError, look_up, parse_path, read

NEEDS = Needs(
    tree=True,
    contents=frozenset({"readme", "publiccode", *MANIFESTS}),
    fields=frozenset({"url", "description", "default_branch"}),
)
_PLAIN = re.compile(r"[^<>\[\]{}|`*_#\\\n\r]{10,350}")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]{1,255}(?::[0-9]{1,5})?/[A-Za-z0-9._~%+@/-]{1,500}")
_RANGE = re.compile(r"[<>=~^!]{0,3} ?v?[0-9][\w.*]{0,20}(?:(?: ?,? ?| ?\|\| ?)[<>=~^!]{0,3} ?v?[0-9][\w.*]{0,20}){0,4}")
_SENTENCE = 25
"""Characters of a placeholder that is a sentence: one that a generator wrote, and that says nothing of the project."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_PATH = re.compile(r"[\w./-]{1,100}")


class Links(NamedTuple):
    """Addresses on a forge; "" for one that the forge does not have."""

    home: str
    issues: str
    requests: str
    advisories: str = ""


def url(facts: Repository) -> str:
    """The https address of the repository, without `.git`; "" where it is not known."""
    said = text_field(facts, "url")
    place = coherence.address(said)
    if place is None:
        return ""
    is_web = said.startswith("https://")
    found = said.partition("?")[0].partition("#")[0] if is_web else f"https://{place.host}/{place.owner}/{place.name}"
    found = found.rstrip("/").removesuffix(".git")
    return found if _ADDRESS.fullmatch(found) else ""


def software_of(facts: Repository, forge: ForgeType) -> ForgeType | None:
    """Which forge's addresses hold: that of the forge, or of a checkout's origin as far as its name tells."""
    if forge is not ForgeType.LOCAL:
        return forge
    place = coherence.address(url(facts))
    host = place.host if place is not None else ""
    if host == "github.com":
        return ForgeType.GITHUB
    if host in ("codeberg.org", "gitea.com") or "forgejo" in host or "gitea" in host:
        return ForgeType.FORGEJO
    return ForgeType.GITLAB if "gitlab" in host else None


def links(facts: Repository, forge: ForgeType) -> Links | None:
    """The addresses of issues and requests; None where they are not known."""
    home, software = url(facts), software_of(facts, forge)
    if not home or software is None:
        return None
    if software is ForgeType.GITLAB:
        return Links(home, f"{home}/-/issues", f"{home}/-/merge_requests")
    advisories = f"{home}/security/advisories/new" if software is ForgeType.GITHUB else ""
    return Links(home, f"{home}/issues", f"{home}/pulls", advisories)


def description(facts: Repository, language: str) -> str:
    """What the project is in one sentence, of 10 to 350 characters: as publiccode.yml, a manifest or the README has it.

    Of the languages of publiccode.yml, `language` comes first. "" where nothing says it in plain words.
    """
    for candidate in _descriptions(facts, language):
        said = " ".join(candidate.split())
        if _PLAIN.fullmatch(said):
            return said
    return ""


def _descriptions(facts: Repository, language: str) -> list[str]:
    found: list[str] = []
    for one in texts(facts, ("publiccode",))[:1]:
        there, by_language = look_up(data_of(one.path, one.text), ("description",))
        entries = by_language if there and isinstance(by_language, dict) else {}
        wanted = [name for name in (language, "en", *entries) if isinstance(entries.get(name), dict)]
        found += [str(entries[name].get("shortDescription", "")) for name in wanted[:1]]
    found.append(manifest_about({one.path: one.text for one in texts(facts, MANIFESTS)}).description)
    for one in texts(facts, ("readme",))[:1]:
        if not any(len(said) > _SENTENCE for _, said in find_placeholders(one.text, is_licence=False, path=one.path)):
            found.append(readme.first_sentence(readme.introduction(one.path, one.text)))
    return found


def data_of(path: str, text: str) -> object:
    """The value of a YAML, JSON or TOML file, None where it cannot be read."""
    try:
        return read(path, text).value
    except (NotReadableError, TooLargeError):
        return None


class Commands(NamedTuple):
    """Commands for a shell, that follow from the files at the root: how to install, and how to test."""

    install: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


def commands(facts: Repository) -> Commands:
    """The usual commands of the package managers whose manifests lie at the root."""
    tree = tree_of(facts)
    paths = frozenset(path for path in tree.paths if "/" not in path) if tree is not None else frozenset[str]()
    manifests = {one.path: one.text for one in texts(facts, MANIFESTS) if "/" not in one.path}
    install: list[str] = []
    tests: list[str] = []
    for known in (_node, _python, _composer):
        more = known(paths, manifests)
        install += more.install
        tests += more.tests
    for name, (build, test) in _PLAIN_COMMANDS.items():
        if name in paths:
            install.append(build)
            tests.append(test)
    return Commands(tuple(dict.fromkeys(install)), tuple(dict.fromkeys(tests)))


_PLAIN_COMMANDS = {
    "Cargo.toml": ("cargo build --release", "cargo test"),
    "go.mod": ("go build ./...", "go test ./..."),
    "pom.xml": ("mvn package", "mvn test"),
    "build.gradle": ("gradle build", "gradle test"),
    "build.gradle.kts": ("gradle build", "gradle test"),
    "mix.exs": ("mix deps.get", "mix test"),
}


_LOCKS = (("yarn.lock", "yarn"), ("pnpm-lock.yaml", "pnpm"), ("bun.lock", "bun"), ("bun.lockb", "bun"))


def _node(paths: frozenset[str], manifests: Mapping[str, str]) -> Commands:
    if "package.json" not in manifests:
        return Commands()
    data = data_of("package.json", manifests["package.json"])
    scripts = data.get("scripts") if isinstance(data, dict) else None
    names = scripts if isinstance(scripts, dict) else {}
    tool = next((tool for lock, tool in _LOCKS if lock in paths), "npm")
    first = "npm ci" if "package-lock.json" in paths else f"{tool} install"
    install = [
        first,
        *([f"{tool} run build"] if "build" in names else []),
        *([f"{tool} start"] if "start" in names else []),
    ]
    tested = isinstance(names.get("test"), str) and "no test specified" not in names["test"]
    return Commands(tuple(install), (f"{tool} test",) if tested else ())


def _python(paths: frozenset[str], manifests: Mapping[str, str]) -> Commands:
    packaged = "setup.py" in paths or lists_packages("pyproject.toml", manifests.get("pyproject.toml", "[tool.ruff]"))
    tests = (
        ("pytest",) if "pytest" in manifests.get("pyproject.toml", "") or paths & {"pytest.ini", "conftest.py"} else ()
    )
    for name, command in (("poetry.lock", "poetry install"), ("uv.lock", "uv sync"), ("Pipfile", "pipenv install")):
        if name in paths:
            return Commands((command,), tests)
    if packaged:
        return Commands(("pip install .",), tests)
    return Commands(("pip install -r requirements.txt",) if "requirements.txt" in paths else (), tests)


def _composer(_paths: frozenset[str], manifests: Mapping[str, str]) -> Commands:
    if "composer.json" not in manifests:
        return Commands()
    data = data_of("composer.json", manifests["composer.json"])
    scripts = data.get("scripts") if isinstance(data, dict) else None
    return Commands(
        ("composer install",), ("composer test",) if isinstance(scripts, dict) and "test" in scripts else ()
    )


def containers(facts: Repository) -> tuple[str, ...]:
    """The commands that build and start the containers that the repository describes."""
    name = facts.name.lower()
    tag = name if _NAME.fullmatch(name) else "app"
    compose = [path for path in find(facts, ("{docker-compose,compose}.{yml,yaml}",)) if "/" not in path]
    if compose:
        return ("docker compose up",)
    known = (path for path in find(facts, ("**/Dockerfile",)) if _PATH.fullmatch(path))
    files = [path for path in known if not any(part.startswith(".") for part in path.split("/"))][:3]
    found: list[str] = []
    for path in files:
        folder = path.rpartition("/")[0]
        own = f"{tag}-{folder.rpartition('/')[2].lower()}" if folder else tag
        found += [f"docker build -t {own} {folder or '.'}", f"docker run --rm {own}"]
    return tuple(found)


def requirements(facts: Repository) -> tuple[str, ...]:
    """What the manifests at the root say that must be installed, as `Python >=3.11`."""
    found: list[str] = []
    for path, key, name in _REQUIRED:
        for one in texts(facts, (path,)):
            there, said = look_up(data_of(one.path, one.text), parse_path(key) or ())
            if there and isinstance(said, str) and len(said) <= 60 and _RANGE.fullmatch(said.strip()):
                found.append(f"{name} {said.strip()}")
    return tuple(found)


_REQUIRED = (
    ("pyproject.toml", "project.requires-python", "Python"),
    ("pyproject.toml", "tool.poetry.dependencies.python", "Python"),
    ("package.json", "engines.node", "Node.js"),
    ("composer.json", "require.php", "PHP"),
    ("Cargo.toml", "package.rust-version", "Rust"),
)


def status(facts: Repository) -> str:
    """`developmentStatus` of publiccode.yml, or `obsolete` for what is archived; "" where nothing tells."""
    for one in texts(facts, ("publiccode",))[:1]:
        there, said = look_up(data_of(one.path, one.text), ("developmentStatus",))
        if there and said in ("concept", "development", "beta", "stable", "obsolete"):
            return str(said)
    return "obsolete" if field(facts, "archived") is True else ""
