# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a repository is, by what lies in it: code, a library, a service, data, documentation.

Several can be true at once. Nothing here is certain; a rule that depends on it says so with its
condition, and what cannot be told is left out.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ospo_policy.model.facts import Tree
from ospo_policy.parsers.selection import SOURCE_FILES, select

STATES = ("fork", "mirror", "archived", "template")
"""What only a forge tells; they are named like its facts."""

_DOCUMENTS = frozenset(["md", "markdown", "rst", "adoc", "asciidoc", "org", "tex", "html", "htm", "mdx"])
_DATA = frozenset(
    [
        "csv",
        "tsv",
        "geojson",
        "parquet",
        "xlsx",
        "ods",
        "shp",
        "dbf",
        "gpkg",
        "ttl",
        "rdf",
        "nt",
        "jsonl",
        "ndjson",
        "sqlite",
        "xml",
        "json",
        "yml",
        "yaml",
    ]
)
_STYLE = frozenset(["css", "scss", "sass", "less", "html", "htm", "svg"])
_SERVICE = re.compile(
    r"(?:^|/)(?:dockerfile(?:\.[\w-]+)?|containerfile|(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml|procfile|scalingo\.json"
    r"|app\.json|chart\.yaml|manage\.py|wsgi\.py|next\.config\.\w+|nuxt\.config\.\w+|angular\.json|artisan"
    r"|config\.ru|application\.(?:properties|ya?ml))$",
    re.IGNORECASE,
)
_LIBRARY = re.compile(
    r"^(?:[^/]+\.gemspec|src/lib\.rs|setup\.py|setup\.cfg|NAMESPACE|[^/]+\.nuspec|[^/]+\.podspec)$", re.IGNORECASE
)
_SETTINGS = re.compile(
    r"^(?:package(?:-lock)?|composer|[tj]sconfig[\w.-]*|renovate|codemeta|code|lerna|nx|turbo|vercel|netlify|mkdocs"
    r"|publiccode|_config|[\w.-]*compose[\w.-]*|[\w.-]+\.config|pom|app|scalingo|environment|antora[\w-]*"
    r"|pnpm-[\w-]+|security-insights|pyproject|bower)\.(?:json|ya?ml|xml)$",
    re.IGNORECASE,
)
_LIBRARY_KEYS = ("main", "module", "exports", "types", "bin", "files")
_TYPE = re.compile(r"^softwareType:\s*[\"']?([\w/]+)", re.MULTILINE)
_BUILD = re.compile(r"^\[(?:build-system|tool\.poetry)\]", re.MULTILINE)
MOSTLY = 0.8
"""The share of a repository's files that makes it data, or documentation."""


def natures(tree: Tree, texts: Mapping[str, str]) -> list[str]:
    """The words that hold: `code`, `library`, `service`, `data`, `documentation`, in this order."""
    found: list[str] = []
    code = [path for path in select(tree, SOURCE_FILES) if _extension(path) not in _STYLE | _DATA | _DOCUMENTS]
    if code:
        found.append("code")
        declared = _declared(texts)
        service = declared == "service" or any(_SERVICE.search(path) for path in tree.paths)
        if declared == "library" or (not declared and not service and _is_library(tree.paths, texts)):
            found.append("library")
        elif service:
            found.append("service")
    kinds = Counter(_kind(path) for path in tree.paths)
    told = kinds["documentation"] + kinds["data"] + len(code)
    found += [kind for kind in ("data", "documentation") if told and kinds[kind] >= MOSTLY * told]
    if not found and any(_extension(path) in _DOCUMENTS for path in tree.paths):
        found.append("documentation")
    return found


def _declared(texts: Mapping[str, str]) -> str:
    """What publiccode.yml says it is, in our words; empty where it says nothing of use."""
    for path, text in texts.items():
        if posixpath.basename(path).lower() in ("publiccode.yml", "publiccode.yaml"):
            match = _TYPE.search(text)
            kind = match[1] if match else ""
            if kind in ("library", "addon"):
                return "library"
            if kind.startswith("standalone/"):
                return "service" if kind in ("standalone/web", "standalone/backend") else "application"
    return ""


def _is_library(paths: Iterable[str], texts: Mapping[str, str]) -> bool:
    """Whether a package for others to use is made here, by its manifest."""
    if any(_LIBRARY.match(path) for path in paths):
        return True
    if _BUILD.search(texts.get("pyproject.toml", "")):
        return True
    package, composer = _object(texts.get("package.json")), _object(texts.get("composer.json"))
    if package.get("private") is not True and any(key in package for key in _LIBRARY_KEYS):
        return True
    return composer.get("type") == "library"


def _object(text: str | None) -> Mapping[str, object]:
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _kind(path: str) -> str:
    """Documentation or data, by the extension; hidden files, the texts at the root and settings are neither."""
    if path.startswith(".") or "/." in path or _SETTINGS.search(path):
        return ""
    extension = _extension(path)
    if extension in _DOCUMENTS:
        return "documentation" if "/" in path else ""
    return "data" if extension in _DATA else ""


def _extension(path: str) -> str:
    return posixpath.basename(path).rpartition(".")[2].lower()
