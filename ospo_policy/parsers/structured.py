# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values in YAML, JSON and TOML files of a repository, by a path such as `project.license.text`."""

from __future__ import annotations

import json
import re
import tomllib
from typing import NamedTuple, TypeAlias

from ospo_policy.model import nodes
from ospo_policy.parsers import yaml_source
from ospo_policy.parsers.lazy_regex import LazyRegex

Step: TypeAlias = str | int
_STEP = LazyRegex(r'\s*(?:"([^"]+)"|\'([^\']+)\'|([^.\[\]"\']+)|\[(\d+)\])\s*(?:\.|(?=\[)|$)')
TOML = ("toml",)
JSON = ("json", "webmanifest", "geojson", "jsonld")


class NotReadableError(ValueError):
    """The file is not what its name says; `line` and `column` where it stops being so."""

    def __init__(self, format_: str, line: int | None, column: int | None) -> None:
        super().__init__(format_)
        self.format = format_
        self.line = line
        self.column = column


class TooLargeError(ValueError):
    """The file may well be what its name says, but holds more, or deeper, than is read here."""


MAX_TOML_COST = 20_000_000
"""What the dotted keys of a TOML file may cost: `tomllib` takes the square of a key's parts."""


class Data(NamedTuple):
    """A file's value, and the line and column of its parts where they are known."""

    value: object
    root: nodes.Node | None

    def place(self, steps: tuple[Step, ...]) -> tuple[int | None, int | None]:
        """Line and column of the part that the steps lead to, as far as it is known."""
        node = self.root
        for step in steps:
            match node:
                case nodes.MapNode() if isinstance(step, str) and step in node.values:
                    node = node.values[step]
                case nodes.ListNode() if isinstance(step, int) and step < len(node.items):
                    node = node.items[step]
                case _:
                    break
        return (node.position.line, node.position.column) if node else (None, None)


def parse_path(path: str) -> tuple[Step, ...] | None:
    """The steps of a path, or None for one that is malformed."""
    steps: list[Step] = []
    at = 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None or found.end() == at:
            return None
        name = found[1] or found[2] or (found[3] or "").strip()
        steps.append(name or int(found[4]))
        at = found.end()
    return tuple(steps) or None


def read(path: str, text: str) -> Data:
    """The value of a file, by its extension (YAML for an unknown one).

    Raises `NotReadableError`, or `TooLargeError` where the limits of this reader leave it open.
    """
    extension = path.rpartition(".")[2].lower()
    try:
        if extension in TOML:
            return Data(_toml(text), None)
        if extension in JSON:
            value: object = json.loads(text)
            # JSON is YAML, whose reader knows positions; very large files go without.
            return Data(value, yaml_source.read(text, path).root)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (None, None)
        raise NotReadableError("TOML", line, column) from None
    except json.JSONDecodeError as error:
        raise NotReadableError("JSON", error.lineno, error.colno) from None
    except (RecursionError, ValueError):
        raise TooLargeError(path) from None  # nested too deep, or a number of thousands of digits
    document = yaml_source.read(text, path)
    if any(problem.message.key in ("yaml.too-large", "yaml.too-deep") for problem in document.problems):
        raise TooLargeError(path)
    if document.syntax_errors or (document.root is None and document.problems):
        position = document.problems[0].position
        raise NotReadableError("YAML", position.line, position.column)
    return Data(nodes.plain(document.root) if document.root else None, document.root)


def _toml(text: str) -> object:
    """The value of a TOML file; its dates as the texts that they are written as."""
    if sum(line.count(".") ** 2 for line in text.split("\n")) > MAX_TOML_COST:
        raise RecursionError
    return json.loads(json.dumps(tomllib.loads(text), default=lambda date: date.isoformat()))


def look_up(value: object, steps: tuple[Step, ...]) -> tuple[bool, object]:
    """(is it there, the part of a value that the steps lead to)."""
    for step in steps:
        match value, step:
            case list(), int() if step < len(value):
                value = value[step]
            case dict(), _ if step in value:
                value = value[step]
            case dict(), str() if "<<" in value:
                there, value = _merged(value["<<"], step)
                if not there:
                    return False, None
            case _:
                return False, None
    return True, value


def _merged(sources: object, step: str) -> tuple[bool, object]:
    """A value that a mapping takes from others by YAML's merge key `<<`, the first that has it."""
    for source in sources if isinstance(sources, list) else [sources]:
        there, value = look_up(source, (step,))
        if there:
            return True, value
    return False, None
