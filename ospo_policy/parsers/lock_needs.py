# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a manifest wants a lock file: has it dependencies, and is it of an application or a library?

A library leaves the versions to those who use it; what is published as one is told from the manifest,
as each package manager documents it. A list of requirements in which each has its version is its own lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from ospo_policy.parsers import structured
from ospo_policy.parsers.ecosystems import Manifest
from ospo_policy.parsers.lazy_regex import LazyRegex

Need = Literal["none", "library", "application", "unknown"]


def lock_need(manifest: Manifest, text: str) -> Need:
    """What a manifest's text says. A manifest that cannot be understood is `unknown`."""
    name = manifest.name
    if name.endswith((".txt", ".in")):
        return "none" if name.endswith(".in") or is_pinned_list(text) else "application"
    by_text = _BY_TEXT.get(name)
    if by_text is not None:
        return by_text(text)
    by_data = _BY_DATA.get(name)
    if by_data is None:
        return "library" if name.endswith(".gemspec") else "application"
    try:
        data = structured.read("x.json" if name == "composer.json" else name, text).value
    except (structured.NotReadableError, structured.TooLargeError):
        return "unknown"
    return by_data(data) if isinstance(data, dict) else "unknown"


_REQUIREMENT = LazyRegex(r"[A-Za-z0-9][\w.-]*\s*(?:\[[^\]]*\])?\s*(?P<rest>[^;#]*)")


def is_pinned_list(text: str) -> bool:
    """Whether each requirement of pip's list has its version (`==`), its digest or its address with a commit."""
    if any(line.lstrip().startswith(("-c ", "--constraint")) for line in text.split("\n")):
        return True
    for line in text.replace("\\\n", " ").split("\n"):
        found = _REQUIREMENT.match(line.strip()[:2_000])
        if found is not None and not _is_fixed(found["rest"]):
            return False
    return True


def _is_fixed(rest: str) -> bool:
    return "==" in rest or "--hash" in rest or rest.lstrip().startswith(("@", "://", "/")) or "git+" in rest


def _part(data: object, *keys: str) -> Mapping[str, object]:
    """The mapping below some keys, empty where there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _npm(data: Mapping[str, object]) -> Need:
    kinds = ("dependencies", "devDependencies", "optionalDependencies")
    if not any(_part(data, kind) for kind in kinds):
        return "none"
    published = {
        "main",
        "module",
        "exports",
        "types",
        "files",
        "publishConfig",
        "peerDependencies",
        "bin",
    } & data.keys()
    return "library" if data.get("private") is not True and "version" in data and published else "application"


def _python(data: Mapping[str, object]) -> Need:
    poetry = _part(data, "tool", "poetry")
    named = set(_part(poetry, "dependencies")) - {"python"}
    named |= {name for group in _part(poetry, "group").values() for name in _part(group, "dependencies")}
    project = _part(data, "project")
    listed = [
        *_list(project.get("dependencies")),
        *_part(project, "optional-dependencies"),
        *_part(data, "dependency-groups"),
    ]
    if not named and not listed:
        return "none"
    if poetry:
        return "library" if poetry.get("package-mode") is not False and "packages" in poetry else "application"
    is_package = "build-system" in data and _part(data, "tool", "uv").get("package") is not False
    return "library" if is_package else "application"


def _pipfile(data: Mapping[str, object]) -> Need:
    return "application" if _part(data, "packages") or _part(data, "dev-packages") else "none"


def _cargo(data: Mapping[str, object]) -> Need:
    kinds = ("dependencies", "dev-dependencies", "build-dependencies", "target")
    if not any(_part(data, kind) for kind in kinds) and not _part(data, "workspace", "dependencies"):
        return "none"
    return "library" if "lib" in data and "bin" not in data else "application"


def _composer(data: Mapping[str, object]) -> Need:
    names = {*_part(data, "require"), *_part(data, "require-dev")}
    if not any("/" in name for name in names):  # the rest is PHP itself and its extensions
        return "none"
    return "application" if data.get("type", "project") in ("project", "") else "library"


def _pub(data: Mapping[str, object]) -> Need:
    wanted = {**_part(data, "dependencies"), **_part(data, "dev_dependencies")}
    if all(isinstance(value, dict) and "sdk" in value for value in wanted.values()):
        return "none"
    return "application" if data.get("publish_to") == "none" or "flutter" in data else "library"


def _deno(data: Mapping[str, object]) -> Need:
    return "application" if _part(data, "imports") else "none"


def _pixi(data: Mapping[str, object]) -> Need:
    return "application" if _part(data, "dependencies") or _part(data, "pypi-dependencies") else "none"


_BY_DATA: Mapping[str, Callable[[Mapping[str, object]], Need]] = {
    "package.json": _npm, "pyproject.toml": _python, "Cargo.toml": _cargo, "composer.json": _composer,
    "pubspec.yaml": _pub, "deno.json": _deno, "pixi.toml": _pixi,
}  # fmt: skip

_GEM = LazyRegex(r"(?m)^[ \t]*gem[ \t(]")
_GEMSPEC = LazyRegex(r"(?m)^[ \t]*gemspec\b")
_REQUIRE = LazyRegex(r"(?m)^(?:require[ \t]+[^\s(]|require[ \t]*\([ \t]*\n\s*[^\s)])")
_MIX = LazyRegex(r"\{:\w+,")
_MIX_PACKAGE = LazyRegex(r"\bpackage:\s|\bdefp? package\b")
_INSTALLS = LazyRegex(r"\binstall_requires\b")
_SWIFT = LazyRegex(r"\.package\(")
_SWIFT_LIBRARY = LazyRegex(r"\.library\(")


def _gemfile(text: str) -> Need:
    if _GEMSPEC.search(text):
        return "library"
    return "application" if _GEM.search(text) else "none"


def _by(dependency: LazyRegex, library: LazyRegex | None = None) -> Callable[[str], Need]:
    def need(text: str) -> Need:
        if dependency.search(text) is None:
            return "none"
        return "library" if library is not None and library.search(text) else "application"

    return need


def _pipfile_text(text: str) -> Need:
    try:
        data = structured.read("Pipfile.toml", text).value
    except (structured.NotReadableError, structured.TooLargeError):
        return "unknown"
    return _pipfile(data) if isinstance(data, dict) else "unknown"


_BY_TEXT: Mapping[str, Callable[[str], Need]] = {
    "Pipfile": _pipfile_text,
    "setup.py": _by(_INSTALLS, _INSTALLS),
    "Gemfile": _gemfile,
    "go.mod": _by(_REQUIRE),
    "mix.exs": _by(_MIX, _MIX_PACKAGE),
    "Package.swift": _by(_SWIFT, _SWIFT_LIBRARY),
}
