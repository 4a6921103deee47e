# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What manifests, metadata, READMEs and headers say of a repository's licence.

A reader for each kind of file, by its name. Nothing is executed: what is written in a programming language
is searched for the few forms that people write. A file that cannot be read as what its name says states nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from ospo_policy.model.licence import LicenceStatement, StatementSource
from ospo_policy.parsers import structured
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.licences.names import from_words
from ospo_policy.parsers.text import line_and_column

LONGEST = 500_000
"""Characters of a file that are looked at."""
_Raw = tuple[str, tuple[structured.Step, ...]]
"""What is said, and the steps to it."""

_MANIFESTS: dict[str, str] = {
    "package.json": "license|licenses", "bower.json": "license|licenses", "composer.json": "license",
    "deno.json": "license", "jsr.json": "license",
    "pyproject.toml": "project.license|project.classifiers|tool.poetry.license|tool.poetry.classifiers",
    "cargo.toml": "package.license|workspace.package.license",
}  # fmt: skip
_METADATA = {
    "publiccode.yml": (StatementSource.PUBLICCODE, "legal.license"),
    "publiccode.yaml": (StatementSource.PUBLICCODE, "legal.license"),
    "citation.cff": (StatementSource.CITATION, "license"),
    "codemeta.json": (StatementSource.CODEMETA, "license"),
}
_CLASSIFIER = r"[\"']?(License\s?::[^\"'\n]{3,120})"
_PATTERNS: dict[str, tuple[str, ...]] = {
    "setup.py": (r"\blicen[cs]e\s*=\s*[\"']([^\"'\n]{2,120})[\"']", _CLASSIFIER),
    "setup.cfg": (r"^licen[cs]e[ \t]*=[ \t]*([^\n#]{2,120})", _CLASSIFIER),
    "description": (r"^License:[ \t]*([^\n]{2,120})",),
    "mix.exs": (r"\blicenses:\s*\[\s*[\"']([^\"'\n]{2,80})",),
    ".gemspec": (r"\.licen[cs]es?\s*=\s*(?:\[\s*|%w\[\s*)?[\"']([^\"'\n]{2,80})",),
    ".nuspec": (r"<license\s+type=\"expression\"\s*>([^<]{2,120})<",),
    ".csproj": (r"<PackageLicenseExpression\s*>([^<]{2,120})<",),
    "pom.xml": (r"<licenses\s*>\s*(?:<!--[^>]{0,300}-->\s*)?<license\s*>\s*(?:<!--[^>]{0,300}-->\s*)?<name\s*>([^<]{2,120})<",),
}  # fmt: skip
_COMPILED = {name: tuple(LazyRegex("(?m)" + one) for one in patterns) for name, patterns in _PATTERNS.items()}
_SKIPPED = frozenset(
    [
        "node_modules",
        "vendor",
        "vendors",
        "third_party",
        "third-party",
        "thirdparty",
        "test",
        "tests",
        "__tests__",
        "fixtures",
        "fixture",
        "example",
        "examples",
        "template",
        "templates",
        "testdata",
        "samples",
        "sample",
        "dist",
        "build",
        "demo",
        ".git",
        "bower_components",
    ]
)
_HEADER = LazyRegex(r"SPDX[-]License-Identifier:[ \t]*([\w.+() -]{2,200}[\w.+)])")


def is_candidate(path: str) -> bool:
    """Whether a file may state the repository's licence: a manifest or metadata, at most two folders down."""
    *folders, name = path.lower().split("/")
    if len(folders) > 2 or _SKIPPED & set(folders):
        return False
    if name in _METADATA or name.startswith("readme") or name == "reuse.toml" or path == ".reuse/dep5":
        return not folders or path == ".reuse/dep5"
    return name in _MANIFESTS or _pattern_of(name) is not None


_SOURCES = frozenset(
    ("bash", "c", "cc", "clj", "cpp", "cs", "css", "dart", "ex", "go", "groovy", "h", "hpp", "hs", "java", "jl", "js", "jsx", "kt", "lua", "m", "mjs", "php", "pl",
     "py", "r", "rb", "rs", "scala", "scss", "sh", "sql", "swift", "tf", "ts", "tsx", "vue")
)  # fmt: skip


def is_source(path: str) -> bool:
    """Whether a file is source code of the repository's own, that may have an SPDX header."""
    *folders, name = path.lower().split("/")
    return name.rpartition(".")[2] in _SOURCES and not _SKIPPED & set(folders)


def statements(path: str, text: str) -> tuple[LicenceStatement, ...]:
    """What a file states, in its order; nothing for a file of another kind."""
    name = posixpath.basename(path).lower()
    text = text[:LONGEST]
    if name in _MANIFESTS:
        found: Iterable[LicenceStatement] = _structured(path, text, StatementSource.MANIFEST, _MANIFESTS[name])
    elif name in _METADATA:
        found = _structured(path, text, *_METADATA[name])
    elif name == "reuse.toml":
        found = _reuse(path, text)
    elif name == "dep5":
        found = _dep5(path, text)
    elif name.startswith("readme"):
        from ospo_policy.parsers.licences.readme import statements as found_in

        found = found_in(path, text)
    else:
        found = _searched(path, text, _COMPILED.get(_pattern_of(name) or "", ()))
    return tuple(dict.fromkeys(found))


def headers(path: str, text: str) -> tuple[LicenceStatement, ...]:
    """The SPDX headers among a file's first lines."""
    top = "\n".join(text[:5_000].split("\n")[:30])
    return tuple(
        _statement(path, text, found[1], StatementSource.HEADER, at=found.start(1)) for found in _HEADER.finditer(top)
    )


def _pattern_of(name: str) -> str | None:
    ending = "." + name.rpartition(".")[2]
    return name if name in _COMPILED else ending if ending in _COMPILED else None


def _statement(
    path: str, text: str, said: str, source: StatementSource, *, at: int = -1, scope: str = "", line: int | None = None
) -> LicenceStatement:
    said = " ".join(said.split())[:200]
    column = 1
    if at < 0 and line is None:
        at = _sought(text, said)
    if at >= 0:
        line, column = line_and_column(text, at)
    is_default = posixpath.basename(path) == "package.json" and said == "ISC"
    return LicenceStatement(
        path, line or 1, column, source, said, from_words(_understood(said)) or "", scope, is_default
    )


_CONDITION = LazyRegex(r"\s*\(\s*>=\s*([0-9.]+)\s*\)")


def _understood(said: str) -> str:
    """R's conditions and files, and addresses of SPDX's pages, as names."""
    said = said.partition("+ file")[0].partition("| file")[0].strip()
    said = _CONDITION.sub(r"-\1 or later", said)
    for start in ("https://spdx.org/licenses/", "http://spdx.org/licenses/", "spdx:"):
        if said.startswith(start):
            return said.removeprefix(start).removesuffix(".html").rstrip("/")
    return said


def _sought(text: str, said: str) -> int:
    """Where something stands that a reader without positions found: after a word like `license` if it can be."""
    lower = text.lower()
    place = lower.find("licen")
    while place >= 0:
        end = text.find("\n", place)
        at = text.find(said, place, end if end >= 0 else len(text))
        if at >= 0:
            return at
        place = lower.find("licen", end) if end >= 0 else -1
    return max(0, text.find(said))


def _structured(path: str, text: str, source: StatementSource, keys: str) -> Iterator[LicenceStatement]:
    try:
        data = structured.read(path if path.lower() != "citation.cff" else path + ".yml", text)
    except (structured.NotReadableError, structured.TooLargeError):
        return
    for key in keys.split("|"):
        steps = tuple(key.split("."))
        there, value = structured.look_up(data.value, steps)
        for said, where in _values(value, steps) if there else ():
            if "classifiers" in key and not said.startswith("License ::"):
                continue
            line, column = data.place(where)
            stated = _statement(path, text, said, source, line=line)
            yield stated._replace(column=column or stated.column)


def _values(value: object, steps: tuple[structured.Step, ...]) -> Iterator[_Raw]:
    """The licences in a value: a text, a mapping that has one, or a list of either; a list is a choice."""
    match value:
        case str() if value.strip():
            yield value.strip(), steps
        case list():
            for number, part in enumerate(value[:20]):
                yield from _values(part, (*steps, number)) if not isinstance(part, list) else ()
        case dict():
            for key in ("type", "text", "name", "spdx", "@id", "url"):
                if isinstance(value.get(key), str) and len(value[key]) < 200:
                    yield value[key].strip(), (*steps, key)
                    return


def _searched(path: str, text: str, patterns: Iterable[LazyRegex]) -> Iterator[LicenceStatement]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield _statement(path, text, found[1], StatementSource.MANIFEST, at=found.start(1))


def _reuse(path: str, text: str) -> Iterator[LicenceStatement]:
    """Annotations; one that is not for every file speaks of a part."""
    try:
        data = structured.read(path, text).value
    except (structured.NotReadableError, structured.TooLargeError):
        return
    there, annotations = structured.look_up(data, ("annotations",))
    for annotation in annotations if there and isinstance(annotations, list) else []:
        if not isinstance(annotation, dict):
            continue
        paths = annotation.get("path")
        whole = paths in ("**", "*") or (isinstance(paths, list) and ("**" in paths or "*" in paths))
        said = annotation.get("SPDX" + "-License-Identifier")
        for one in said if isinstance(said, list) else [said]:
            if isinstance(one, str):
                yield _statement(path, text, one, StatementSource.REUSE, scope="" if whole else "part")


_DEP5 = LazyRegex(r"(?m)^(Files|License):[ \t]*([^\n]{1,300})")


def _dep5(path: str, text: str) -> Iterator[LicenceStatement]:
    files = ""
    for found in _DEP5.finditer(text):
        if found[1] == "Files":
            files = found[2].strip()
        elif files:
            scope = "" if files == "*" else "part"
            yield _statement(path, text, found[2], StatementSource.REUSE, at=found.start(2), scope=scope)
