# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pipelines of GitLab (`.gitlab-ci.yml`): what they include, and the scripts of their jobs.

Source: GitLab, "CI/CD YAML syntax reference" (`include`, `script`, `trigger`) and "Predefined CI/CD
variables reference". A tag such as `!reference` is passed over, and a header `spec:` left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.parsers.lazy_regex import LazyRegex

ROOT = ".gitlab-ci.yml"
FOLDERS = "{.gitlab,.gitlab-ci,gitlab-ci,gitlab,ci,.ci,cicd,.cicd,templates,pipelines,devops,.config}"
SELECTORS = (ROOT, "**/*gitlab-ci*.{yml,yaml}", f"{FOLDERS}/**/*.{{yml,yaml}}", "*.{yml,yaml}")
"""Where the files that a pipeline includes from its own repository usually stand."""
MAX_DEPTH = 8
_GLOBAL = frozenset(
    ("include", "default", "stages", "variables", "workflow", "image", "services", "cache", "spec", "before_script",
     "after_script")
)  # fmt: skip
Kind = Literal["local", "project", "remote", "component", "template"]


class Include(NamedTuple):
    """A file that is included; `reference` is the `ref`, the part after `@`, or the digest."""

    kind: Kind
    target: str
    reference: str
    line: int
    column: int


class Command(NamedTuple):
    """One command of a script, and where it stands."""

    text: str
    line: int
    column: int


class Job(NamedTuple):
    """A job, or a hidden one (its name begins with a dot) that others extend. `reports` are of its artifacts."""

    name: str
    stage: str
    line: int
    column: int
    commands: tuple[Command, ...]
    extends: tuple[str, ...]
    keys: frozenset[str]
    reports: frozenset[str]


class Pipeline(NamedTuple):
    """One file of a pipeline as read."""

    path: str
    includes: tuple[Include, ...]
    jobs: tuple[Job, ...]


class NotReadableError(ValueError):
    """The file is no valid YAML, or holds more than is read here; `line` says where."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


def read(path: str, text: str) -> Pipeline:
    """A file of a pipeline. Raises `NotReadableError`."""
    from ospo_policy.parsers import yaml_source

    document = yaml_source.read(_without_header(text), path)
    if document.syntax_errors or (document.root is None and document.problems):
        raise NotReadableError(max(document.problems[0].position.line, 1))
    values = document.root.values if isinstance(document.root, MapNode) else {}
    includes = list(_includes(values.get("include")))
    jobs: list[Job] = []
    for name, node in values.items():
        if name in _GLOBAL:
            continue
        if isinstance(node, MapNode):
            jobs.append(_job(name, node))
            trigger = node.values.get("trigger")
            includes += _includes(trigger.values.get("include")) if isinstance(trigger, MapNode) else ()
    return Pipeline(path, tuple(includes), tuple(jobs))


_HEADER = LazyRegex(r"(?:[ \t]*(?:#[^\n]*)?\n)*spec:")
_SEPARATOR = LazyRegex(r"\n---[ \t]*(?=\n)")


def _without_header(text: str) -> str:
    """The text with the header that declares inputs made blank, line by line."""
    end = _SEPARATOR.search(text) if _HEADER.match(text) else None
    return text if end is None else "\n" * text.count("\n", 0, end.end()) + text[end.end() :]


def _includes(node: Node | None) -> Iterator[Include]:
    """One file or a list, each a text or a mapping."""
    for item in node.items if isinstance(node, ListNode) else (node,):
        line, column = (item.position.line, item.position.column) if item is not None else (1, 1)
        if isinstance(item, ScalarNode) and item.raw.strip():
            target = item.raw.strip()
            yield Include("remote" if "://" in target else "local", target, "", line, column)
        elif isinstance(item, MapNode):
            texts = {key: value.raw.strip() for key, value in item.values.items() if isinstance(value, ScalarNode)}
            if "project" in texts:
                yield Include("project", texts["project"], texts.get("ref", ""), line, column)
            elif "component" in texts:
                name, _, version = texts["component"].rpartition("@")
                yield Include("component", name or version, version if name else "", line, column)
            elif "remote" in texts:
                yield Include("remote", texts["remote"], texts.get("integrity", ""), line, column)
            elif "template" in texts:
                yield Include("template", texts["template"], "", line, column)
            elif "local" in texts:
                yield Include("local", texts["local"], "", line, column)


def _job(name: str, node: MapNode) -> Job:
    values = node.values
    stage, extends, artifacts = values.get("stage"), values.get("extends"), values.get("artifacts")
    reports = artifacts.values.get("reports") if isinstance(artifacts, MapNode) else None
    commands = tuple(
        command for key in ("before_script", "script", "after_script") for command in _commands(values.get(key))
    )
    parents = extends.items if isinstance(extends, ListNode) else (extends,)
    return Job(
        name,
        stage.raw if isinstance(stage, ScalarNode) else "",
        node.position.line,
        node.position.column,
        commands,
        tuple(parent.raw for parent in parents if isinstance(parent, ScalarNode)),
        frozenset(values),
        frozenset(reports.values) if isinstance(reports, MapNode) else frozenset(),
    )


def _commands(node: Node | None, depth: int = 0) -> Iterator[Command]:
    """The commands of a script: a text, or a list of texts and of lists."""
    if isinstance(node, ListNode) and depth < MAX_DEPTH:
        for item in node.items:
            yield from _commands(item, depth + 1)
    elif isinstance(node, ScalarNode) and node.raw.strip():
        yield Command(node.raw, node.position.line, node.position.column)


_COMMIT = LazyRegex(r"(?:^|[^0-9a-f])[0-9a-f]{40}(?:[^0-9a-f]|$)")
_TAG = LazyRegex(r"/(?:refs/tags/)?v?[0-9]+\.[0-9]+(?:\.[0-9]+)?[^/]*/")
_FULL_VERSION = LazyRegex(r"v?[0-9]+\.[0-9]+\.[0-9]+(?:[-+].*)?|[0-9a-f]{40}")
_BRANCHES = frozenset(("main", "master", "head", "develop", "development", "dev", "latest", "stable", "production",
                       "prod", "next", "trunk", "default"))  # fmt: skip


def is_pinned(include: Include) -> bool | None:
    """Whether what is included cannot change unseen; None where a variable decides."""
    reference = include.reference
    if include.kind in ("local", "template"):
        return True
    if include.kind == "remote":
        return bool(reference) or bool(_COMMIT.search(include.target) or _TAG.search(include.target))
    if reference in ("$CI_COMMIT_SHA", "${CI_COMMIT_SHA}"):
        return True
    if "$" in reference:
        return None
    if include.kind == "component":
        return _FULL_VERSION.fullmatch(reference) is not None
    # The name of a tag has a number, as a rule; that of a branch has none.
    return reference.lower() not in _BRANCHES and any(char.isdigit() for char in reference)


WRITTEN_BY_OTHERS = (
    "CI_COMMIT_MESSAGE", "CI_COMMIT_TITLE", "CI_COMMIT_DESCRIPTION", "CI_COMMIT_AUTHOR", "CI_COMMIT_REF_NAME",
    "CI_COMMIT_BRANCH", "CI_COMMIT_TAG_MESSAGE", "CI_MERGE_REQUEST_TITLE", "CI_MERGE_REQUEST_DESCRIPTION",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME", "GITLAB_USER_NAME",
)  # fmt: skip
"""Variables whose text the author of a commit or a merge request chooses."""
_VARIABLE = LazyRegex(rf"\$(?:\{{)?({'|'.join(WRITTEN_BY_OTHERS)})\b")
_SHELL = LazyRegex(r"(?:^|[\s;&|(`])(?:eval|ssh|(?:ba|da|k|z)?sh\s+-[a-z]*c)\s")


def variable_as_code(command: str) -> str | None:
    """The variable of others that a second shell reads as commands: in `eval`, `sh -c` or `ssh`.

    An ordinary `$VARIABLE` is not read again, and one between single quotes reaches the second shell as a variable.
    """
    for line in command.split("\n"):
        called = _SHELL.search(line)
        if called is not None:
            found = _VARIABLE.search(_outside_single_quotes(line[called.end() :]))
            if found is not None:
                return found[1]
    return None


def _outside_single_quotes(line: str) -> str:
    """A line of a script without what is between single quotes; inside double quotes they are plain characters."""
    kept: list[str] = []
    inside = ""
    for char in line:
        if inside == "'":
            inside = "" if char == "'" else inside
            continue
        if char == '"':
            inside = "" if inside else '"'
        elif char == "'" and not inside:
            inside = "'"
            continue
        kept.append(char)
    return "".join(kept)
