# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes to a YAML text that leave all else as it was: comments, order, quotes, blank lines.

Each function takes a text and gives another, with a span of characters put in place of one; a path is a tuple of keys
and numbers of items. libyaml says where each value begins and ends. Where a change cannot be made without touching
more than it should, `EditError` is raised; so it is for a text that is no YAML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import yaml

MAX_NODES, MAX_DEPTH = 50_000, 40

Path: TypeAlias = tuple[str | int, ...]


class EditError(ValueError):
    """A change that cannot be made."""


class Span(NamedTuple):
    """A value and where it stands: a scalar's `text`, line and column; a mapping's entries, a list's items."""

    start: int
    end: int
    is_flow: bool
    kind: str
    text: str = ""
    style: str = ""
    entries: tuple[Entry, ...] = ()
    items: tuple[Span, ...] = ()
    line: int = 0
    column: int = 0

    def entry(self, key: str) -> Entry | None:
        """The entry of a key."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


class Entry(NamedTuple):
    """A key and its value."""

    key: Span
    value: Span

    @property
    def end(self) -> int:
        """Where the value ends, or the key's colon where there is no value."""
        return max(self.value.end, self.key.end + 1)


def tree(text: str) -> Span:
    """The values of a text and where they stand. Raises `EditError`."""
    try:
        events = iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                return _Reader(text, events).node(next(events), 0)
    except (yaml.YAMLError, RecursionError, UnicodeEncodeError) as error:
        raise EditError(str(error)) from error
    raise EditError("nothing")


class _Reader:
    """Builds spans from libyaml's events."""

    def __init__(self, text: str, events: Iterator[yaml.Event]) -> None:
        self.text = text
        self.events = events
        self.count = 0

    def node(self, event: Any, depth: int) -> Span:
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise EditError("too large")
        mark: Any = event.start_mark
        start: int = mark.index
        end: int = event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            end = self.trimmed(start, end) if event.style in ("|", ">") else end
            at = {"line": mark.line + 1, "column": mark.column + 1}
            return Span(start, end, is_flow=False, kind="scalar", text=event.value, style=event.style or "", **at)
        if isinstance(event, yaml.AliasEvent):
            return Span(start, end, is_flow=False, kind="alias")
        kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        inside: list[Span] = []
        last: Any = event
        for last in self.events:
            if isinstance(last, yaml.CollectionEndEvent):
                break
            inside.append(self.node(last, depth + 1))
        # A block ends with its last value: what libyaml calls its end is where the next begins.
        is_flow = bool(event.flow_style)
        end = last.end_mark.index if is_flow else inside[-1].end if inside else start
        if kind == "list":
            return Span(start, end, is_flow, kind, items=tuple(inside))
        entries = tuple(Entry(key, value) for key, value in zip(inside[::2], inside[1::2], strict=True))
        end = max(end, entries[-1].end) if entries and not is_flow else end
        return Span(start, end, is_flow, kind, entries=entries)

    def trimmed(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " \t\r\n":
            end -= 1
        return end


def find(text: str, path: Path) -> Span | None:
    """The value at a path, None where there is none."""
    span: Span | None = tree(text)
    for step in path:
        if span is None:
            return None
        if isinstance(step, int):
            span = span.items[step] if span.kind == "list" and step < len(span.items) else None
        else:
            entry = span.entry(step)
            span = entry.value if entry is not None else None
    return span


def keys(text: str, path: Path) -> list[str]:
    """The keys of the mapping at a path."""
    span = find(text, path)
    return [entry.key.text for entry in span.entries] if span is not None else []


def replace_value(text: str, path: Path, value: str) -> str:
    """Another value, as YAML on one line, in place of a scalar."""
    span = find(text, path)
    if span is None or span.kind != "scalar" or span.style in ("|", ">"):
        raise EditError(f"no plain value at {path}")
    put = f" {value}" if span.start == span.end and text[span.start - 1 : span.start] == ":" else value
    return text[: span.start] + put + text[span.end :]


def rename_key(text: str, path: Path, name: str) -> str:
    """Another name for the key that a path ends with."""
    entry = _entry(text, path)
    return text[: entry.key.start] + name + text[entry.key.end :]


def delete_key(text: str, path: Path) -> str:
    """Without the key that a path ends with, its value, and the comments within."""
    mapping, entry = _mapping(text, path[:-1]), _entry(text, path)
    number = mapping.entries.index(entry)
    if len(mapping.entries) == 1:
        if mapping.is_flow:
            return text[: mapping.start] + "{}" + text[mapping.end :]
        return text[: mapping.start] + "{}" + text[_line_end(text, entry.end) :]
    if mapping.is_flow:
        if number + 1 < len(mapping.entries):
            return text[: entry.key.start] + text[mapping.entries[number + 1].key.start :]
        return text[: mapping.entries[number - 1].end] + text[entry.end :]
    start = text.rfind("\n", 0, entry.key.start) + 1
    if text[start : entry.key.start].strip():  # after the dash of an item: the next key takes its place
        if number + 1 == len(mapping.entries):
            raise EditError(f"{path} stands where it cannot be taken out")
        return text[: entry.key.start] + text[mapping.entries[number + 1].key.start :]
    end = _line_end(text, entry.end)
    before, after = text[:start], text[end + len(_newline(text)) if end < len(text) else end :]
    newline = _newline(text)
    if before.endswith(newline * 2) and (not after or after.startswith(newline)):
        before = before.removesuffix(newline)  # the blank lines on both sides become one
    return before + after


def without(text: str, path: Path) -> str:
    """Without the key at a path, where it is there."""
    return delete_key(text, path) if find(text, path) is not None else text


def insert_key(text: str, path: Path, name: str, value: str, after: str | None = None) -> str:
    """With a key more in the mapping at a path: after the key `after`, or at the end.

    `value` is YAML: on one line, or, from a line feed on, lines that are indented below the key.
    """
    mapping = _mapping(text, path)
    if mapping.entry(name) is not None or not mapping.entries:
        raise EditError(f"{name} is there, or nothing is")
    beside = (mapping.entry(after) if after else None) or mapping.entries[-1]
    if mapping.is_flow:
        if "\n" in value:
            raise EditError("lines in a flow mapping")
        return f"{text[: beside.end]}, {name}: {value}{text[beside.end :]}"
    newline = _newline(text)
    indent = " " * _column(text, mapping.entries[0].key.start)
    first, *more = value.split("\n")
    lines = [f"{indent}{name}: {first}".rstrip(), *(indent + line for line in more)]
    return _insert_lines(text, _line_end(text, beside.end), newline, lines)


def append_item(text: str, path: Path, item: str) -> str:
    """With an item more, YAML on one line, at the end of the list at a path."""
    span = find(text, path)
    if span is None or span.kind != "list":
        raise EditError(f"no list at {path}")
    if span.is_flow:
        if not span.items:
            return f"{text[: span.start]}[{item}]{text[span.end :]}"
        return f"{text[: span.items[-1].end]}, {item}{text[span.items[-1].end :]}"
    dash = text.rfind("-", 0, span.items[0].start)
    indent = " " * _column(text, dash)
    return _insert_lines(text, _line_end(text, span.items[-1].end), _newline(text), [f"{indent}- {item}"])


def move_key(text: str, path: Path, to: Path, name: str, after: str | None = None) -> str:
    """With a single value moved to another mapping, as it is written, under another name."""
    span = find(text, path)
    if span is None or span.kind != "scalar" or "\n" in text[span.start : span.end]:
        raise EditError(f"no single value at {path}")
    return insert_key(delete_key(text, path), to, name, text[span.start : span.end], after)


def _mapping(text: str, path: Path) -> Span:
    span = find(text, path)
    if span is None or span.kind != "mapping":
        raise EditError(f"no mapping at {path}")
    return span


def _entry(text: str, path: Path) -> Entry:
    entry = _mapping(text, path[:-1]).entry(str(path[-1]))
    if entry is None or entry.key.kind != "scalar":
        raise EditError(f"nothing at {path}")
    return entry


def _insert_lines(text: str, at: int, newline: str, lines: list[str]) -> str:
    return text[:at] + newline + newline.join(lines) + text[at:]


def _line_end(text: str, at: int) -> int:
    """Where the line of a place ends, its comment included and its line break not."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1
