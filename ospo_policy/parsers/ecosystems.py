# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Package managers: the names of their manifests and lock files, and who keeps them up to date.

Sources: the documentation of each package manager; GitHub, "Dependabot supported ecosystems and
repositories" (YAML values); Renovate, "Managers"; github/linguist (names of manifests). Manifests in
folders of tests, examples and other people's code are not the repository's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ospo_policy.parsers.lazy_regex import LazyRegex


class Ecosystem(NamedTuple):
    """A package manager, or several that share their manifests; `manifest` is a pattern of their names.

    `locks` are names of lock files, best known first. `writes_lock`: it writes one without being told to.
    `dependabot` and `renovate` are the names under which these look after it.
    """

    id: str
    manifest: str
    locks: tuple[str, ...]
    writes_lock: bool
    dependabot: tuple[str, ...]
    renovate: tuple[str, ...]
    extensions: frozenset[str]


def _ecosystem(
    name: str,
    manifest: str,
    *,
    locks: str = "",
    written: bool = True,
    dependabot: str = "",
    renovate: str = "",
    of: str = "",
) -> Ecosystem:
    return Ecosystem(
        name,
        manifest,
        tuple(locks.split()),
        written and bool(locks),
        tuple(dependabot.split()),
        tuple(renovate.split()),
        frozenset(of.split()),
    )


ECOSYSTEMS = (
    _ecosystem("npm", r"package\.json", locks="package-lock.json yarn.lock pnpm-lock.yaml npm-shrinkwrap.json bun.lock bun.lockb",
        dependabot="npm bun", renovate="npm bun", of="js jsx mjs cjs ts tsx vue svelte"),
    _ecosystem("deno", r"deno\.jsonc?", locks="deno.lock", dependabot="deno", renovate="deno"),
    _ecosystem("python", r"pyproject\.toml|Pipfile|requirements(?:[-_.][\w.-]+)?\.(?:txt|in)|requirements/[^/]+\.(?:txt|in)"
        r"|[\w.]+[-_]requirements\.txt|setup\.py", locks="poetry.lock uv.lock pdm.lock Pipfile.lock pylock.toml",
        dependabot="pip uv", renovate="pip_requirements pep621 poetry pipenv setup-cfg pip_setup pip-compile", of="py ipynb"),
    _ecosystem("conda", r"environment(?:[-_]\w+)?\.ya?ml|pixi\.toml", locks="pixi.lock conda-lock.yml", written=False,
        dependabot="conda", renovate="pixi conda", of="py"),
    _ecosystem("maven", r"pom\.xml", dependabot="maven", renovate="maven", of="java kt scala groovy"),
    _ecosystem("gradle", r"build\.gradle(?:\.kts)?", locks="gradle.lockfile", written=False, dependabot="gradle",
        renovate="gradle", of="java kt groovy"),
    _ecosystem("sbt", r"build\.sbt|build\.sc|build\.mill", renovate="sbt", of="scala"),
    _ecosystem("cargo", r"Cargo\.toml", locks="Cargo.lock", dependabot="cargo", renovate="cargo", of="rs"),
    _ecosystem("go", r"go\.mod", locks="go.sum", dependabot="gomod", renovate="gomod", of="go"),
    _ecosystem("bundler", r"Gemfile|[\w.-]+\.gemspec", locks="Gemfile.lock", dependabot="bundler", renovate="bundler", of="rb"),
    _ecosystem("composer", r"composer\.json", locks="composer.lock", dependabot="composer", renovate="composer", of="php"),
    _ecosystem("nuget", r"[\w.-]+\.(?:cs|fs|vb)proj|packages\.config|Directory\.Packages\.props|project\.json",
        locks="packages.lock.json", written=False, dependabot="nuget", renovate="nuget", of="cs fs vb"),
    _ecosystem("r", r"DESCRIPTION|renv\.lock", locks="renv.lock", written=False, renovate="renv", of="r rmd"),
    _ecosystem("mix", r"mix\.exs", locks="mix.lock", dependabot="mix", renovate="mix", of="ex exs"),
    _ecosystem("pub", r"pubspec\.yaml", locks="pubspec.lock", dependabot="pub", renovate="pub", of="dart"),
    _ecosystem("swift", r"Package\.swift|Podfile|Cartfile", locks="Package.resolved Podfile.lock Cartfile.resolved",
        dependabot="swift", renovate="swift cocoapods", of="swift"),
    _ecosystem("julia", r"Project\.toml", locks="Manifest.toml", written=False, dependabot="julia", renovate="julia", of="jl"),
    _ecosystem("elm", r"elm\.json", dependabot="elm", renovate="elm", of="elm"),
    _ecosystem("clojure", r"deps\.edn|project\.clj", renovate="leiningen deps-edn", of="clj cljs"),
    _ecosystem("haskell", r"[\w.-]+\.cabal|package\.yaml|stack\.yaml", locks="stack.yaml.lock cabal.project.freeze", written=False,
        renovate="haskell-cabal", of="hs"),
    _ecosystem("ocaml", r"[\w.-]+\.opam|dune-project", renovate="ocaml", of="ml"),
    _ecosystem("perl", r"cpanfile|Makefile\.PL|Build\.PL|dist\.ini", locks="cpanfile.snapshot", written=False, renovate="cpanfile"),
    _ecosystem("lua", r"[\w.-]+\.rockspec"),
    _ecosystem("c", r"conanfile\.(?:txt|py)|vcpkg\.json|CMakeLists\.txt|meson\.build|configure\.ac", locks="conan.lock",
        written=False, dependabot="vcpkg", renovate="conan vcpkg"),
    _ecosystem("nix", r"flake\.nix", locks="flake.lock", dependabot="nix", renovate="nix"),
    _ecosystem("bazel", r"MODULE\.bazel|WORKSPACE(?:\.bazel)?", locks="MODULE.bazel.lock", written=False, dependabot="bazel", renovate="bazel"),
    _ecosystem("erlang", r"rebar\.config", locks="rebar.lock", of="erl"),
)  # fmt: skip
"""Every package manager that is known, most used first."""

_SETS_UP = LazyRegex(
    r"(?m)^[ \t]*\[+(?:project|build-system|dependency-groups|tool\.(?:poetry|pdm|flit|hatch|setuptools|uv|pixi|rye))\b"
)
WITH_PACKAGES = frozenset(extension for ecosystem in ECOSYSTEMS for extension in ecosystem.extensions)
"""Extensions of the languages whose libraries come through a package manager, as a rule."""
DEPENDABOT = frozenset(
    (*(name for ecosystem in ECOSYSTEMS for name in ecosystem.dependabot), "devcontainers", "docker", "docker-compose", "dotnet-sdk",
     "gitsubmodule", "github-actions", "helm", "opentofu", "pre-commit", "rust-toolchain", "terraform")
)  # fmt: skip
"""The values of `package-ecosystem`."""
NOT_DEPENDABOT = {
    "yarn": "npm", "pnpm": "npm", "node": "npm", "javascript": "npm", "npm_and_yarn": "npm", "pypi": "pip", "poetry": "pip",
    "pipenv": "pip", "pip-compile": "pip", "python": "pip", "go": "gomod", "golang": "gomod", "go_modules": "gomod", "gem": "bundler",
    "rubygems": "bundler", "ruby": "bundler", "rust": "cargo", "crates": "cargo", "php": "composer", "packagist": "composer",
    "dotnet": "nuget", "hex": "mix", "elixir": "mix", "java": "maven", "actions": "github-actions", "github_actions": "github-actions",
    "github-action": "github-actions", "submodules": "gitsubmodule", "gitsubmodules": "gitsubmodule", "dockerfile": "docker",
    "dart": "pub", "flutter": "pub", "kubernetes": "docker", "hcl": "terraform",
}  # fmt: skip
"""What people write for `package-ecosystem` by mistake, and what is meant."""

_SKIPPED = frozenset(
    ("node_modules", "vendor", "vendors", "third_party", "third-party", "thirdparty", "3rdparty", "external", "test", "tests", "__tests__",
     "testdata", "test-data", "fixtures", "__fixtures__", "fixture", "example", "examples", "sample", "samples", "demo", "demos", "docs",
     "doc", "dist", "target", "site-packages", ".venv", "venv", "templates", "template", "archetype-resources", "benchmarks", "bench")
)  # fmt: skip


class Manifest(NamedTuple):
    """A manifest of the repository's own, and its package manager."""

    path: str
    ecosystem: Ecosystem

    @property
    def folder(self) -> str:
        """Where it stands."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.rpartition("/")[2]


_BY_ID = {ecosystem.id: ecosystem for ecosystem in ECOSYSTEMS}
_ANY = LazyRegex("|".join(f"(?P<{ecosystem.id}>{ecosystem.manifest})" for ecosystem in ECOSYSTEMS))
_NAME = LazyRegex(r"[\w.-]{1,100}")


def manifest_at(path: str) -> Manifest | None:
    """The manifest at a path, unless it is that of a test, an example or other people's code."""
    folder, _, name = path.rpartition("/")
    if _NAME.fullmatch(name) is None:
        return None
    below = "requirements/" if folder.lower().endswith("requirements") else ""
    found = _ANY.fullmatch(below + name) or (_ANY.fullmatch(name) if below else None)
    if found is None or any(part in _SKIPPED or "{{" in part for part in folder.lower().split("/")):
        return None
    return Manifest(path, _BY_ID[str(found.lastgroup)])


def lists_packages(name: str, text: str) -> bool:
    """Whether a manifest is one by what it says: a pyproject.toml may only set up tools. An empty one lists nothing, but lists."""
    return name != "pyproject.toml" or not text.strip() or _SETS_UP.search(text) is not None


def manifests(paths: Iterable[str]) -> tuple[Manifest, ...]:
    """The manifests among paths, in their order. A DESCRIPTION is one only where there is code in R."""
    every = list(paths)
    found = [manifest for path in every if (manifest := manifest_at(path))]
    if any(path.endswith((".R", ".r", ".Rmd")) for path in every):
        return tuple(found)
    return tuple(manifest for manifest in found if manifest.name != "DESCRIPTION")
