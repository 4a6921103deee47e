# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""YAML 1.2 values that remember where they were written.

libyaml splits the text into events; this module builds from them a tree of nodes that carry file,
line and column, with the YAML 1.2 core schema for plain words (https://yaml.org/spec/1.2.2/#103-core-schema):
`off`, `no` and `on` are words here, where YAML 1.1 reads false and true. Duplicate keys, aliases
that explode and syntax errors become problems with a position. After a syntax error the line is
left out and the rest read again, so that one run reports all that is wrong with a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import Document, ListNode, MapNode, Node, PlainValue, ScalarNode
from ospo_policy.parsers.lazy_regex import LazyRegex

MAX_NODES = 50_000
"""Nodes of a document, an alias counted as all that it stands for ("billion laughs")."""
MAX_DEPTH = 40
MAX_SYNTAX_ERRORS = 20


def read(text: str, file: str) -> Document:
    """Read one YAML document; `file` is the name that positions carry.

    Never raises on bad input: mistakes are in the result's `problems`, sorted by position.
    """
    lines = text.splitlines(keepends=True)
    syntax: list[Problem] = []
    while True:
        builder = _Builder(file)
        try:
            root = builder.document("".join(lines))
        except _LimitError as error:
            problem = Problem(builder.position(error.event), Message(error.key))
            return Document(None, (*syntax, problem), bool(syntax))
        except yaml.YAMLError as error:
            problem = _syntax_problem(error, file, lines)
            syntax.append(problem)
            if len(syntax) >= MAX_SYNTAX_ERRORS or not _leave_out(lines, problem.position.line):
                return Document(None, tuple(syntax), syntax_errors=True)
        else:
            problems = sorted((*syntax, *builder.problems), key=lambda problem: problem.position)
            return Document(root, tuple(problems), bool(syntax))


def _leave_out(lines: list[str], line: int) -> bool:
    """Blank the line and what is indented below it. False when nothing is left to blank."""
    start = line - 1
    while start >= 0 and (start >= len(lines) or not lines[start].strip()):
        start -= 1
    if start < 0:
        return False
    blank, lines[start] = lines[start], "\n"
    indent = len(blank) - len(blank.lstrip())
    if "\t" in blank[:indent]:
        return True
    for index in range(start + 1, len(lines)):
        content = lines[index]
        if content.strip() and len(content) - len(content.lstrip()) <= indent:
            break
        lines[index] = "\n"
    return True


_EXPLAINED = (
    ("found character '\\t'", "yaml.tab"),
    ("found character that cannot start any token", "yaml.bad-character"),
    ("unexpected end of stream", "yaml.unclosed-quote"),
    ("expected ',' or '}'", "yaml.unclosed-brace"),
    ("expected ',' or ']'", "yaml.unclosed-bracket"),
    ("mapping values are not allowed", "yaml.colon-in-value"),
    ("could not find expected ':'", "yaml.missing-colon"),
    ("did not find expected key", "yaml.indentation"),
    ("did not find expected '-' indicator", "yaml.indentation"),
    ("undefined alias", "yaml.undefined-alias"),
    ("control characters are not allowed", "yaml.control-character"),
)


def _syntax_problem(error: yaml.YAMLError, file: str, lines: list[str]) -> Problem:
    """Libyaml's complaint, in words for someone who does not write YAML every day."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    detail = str(getattr(error, "problem", None) or error).splitlines()[0]
    # An unclosed quote or bracket is noticed far below: point at where it was opened.
    opened = getattr(error, "context_mark", None)
    key = next((key for part, key in _EXPLAINED if part in detail), "yaml.syntax")
    if opened is not None and key in {"yaml.unclosed-quote", "yaml.missing-colon"}:
        mark = opened
    line = mark.line + 1 if mark is not None else 1
    column = mark.column + 1 if mark is not None else 1
    if key == "yaml.bad-character" and "\t" in "".join(lines[line - 1 : line]):
        key = "yaml.tab"
    hint = Message(f"{key}.hint") if key != "yaml.syntax" else None
    return Problem(Position(file, line, column), message(key, detail=detail), hint)


class _LimitError(Exception):
    """The document is larger or deeper than a policy file may be; `key` says which."""

    def __init__(self, key: str, event: yaml.Event) -> None:
        super().__init__(key)
        self.key = key
        self.event = event


class _Builder:
    """Builds nodes from libyaml's events, and notes duplicate keys and bad keys."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def document(self, text: str) -> Node | None:
        """The first document of the text. Raises `yaml.YAMLError` on bad syntax."""
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self.problem(event, "yaml.several-documents")
                    break
                root = self.node(next(events), events, 0)
        return root

    def node(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Node:
        """The node that begins with `event`; takes its further events from `events`."""
        before = self.count
        self.count += 1
        if self.count > MAX_NODES:
            raise _LimitError("yaml.too-large", event)
        if depth > MAX_DEPTH:
            raise _LimitError("yaml.too-deep", event)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        position = self.position(event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = ScalarNode(position, _value(event), event.value, bool(event.style))
        elif isinstance(event, yaml.SequenceStartEvent):
            node = ListNode(position, tuple(self.items(events, depth)))
        else:
            node = self.mapping(position, events, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, self.count - before)
        return node

    def alias(self, event: yaml.AliasEvent) -> Node:
        """What an alias stands for; its size counts each time that it is used."""
        known = self.anchors.get(event.anchor or "")
        if known is None:  # a name that is not defined, or not yet: inside itself
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(None, None, "undefined alias", mark)
        node, size = known
        self.count += size
        if self.count > MAX_NODES:
            raise _LimitError("yaml.too-large", event)
        return node

    def items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        """The nodes up to the end of a sequence."""
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self.node(event, events, depth + 1)

    def mapping(self, position: Position, events: Iterator[yaml.Event], depth: int) -> MapNode:
        """The mapping up to its end. Of a duplicate key, the first value is kept."""
        values: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, ScalarNode):
                self.problems.append(Problem(key.position, Message("yaml.bad-key")))
            elif key.raw in values:
                first = keys[key.raw]
                what = message("yaml.duplicate-key", key=key.raw, line=first.line)
                hint = Message("yaml.duplicate-key.hint")
                self.problems.append(Problem(key.position, what, hint))
            else:
                values[key.raw] = value
                keys[key.raw] = key.position
        return MapNode(position, values, keys)

    def position(self, event: yaml.Event) -> Position:
        """Where an event begins."""
        mark: Any = event.start_mark
        return Position(self.file, mark.line + 1, mark.column + 1)

    def problem(self, event: yaml.Event, key: str) -> None:
        """Note a problem at an event."""
        self.problems.append(Problem(self.position(event), Message(key)))


_INTEGER = LazyRegex(r"[-+]?[0-9]+")
_FLOAT = LazyRegex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, PlainValue] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def _value(event: yaml.ScalarEvent) -> PlainValue:
    """The value of a scalar by the core schema; quoted text and block text stay text."""
    text: str = event.value
    if event.style or (event.tag and event.tag != "!"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789" and len(text) < 40:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text
