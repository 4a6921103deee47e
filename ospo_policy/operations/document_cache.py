# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy files as read, kept between runs: YAML is read once, and its library not even loaded.

A check lasts two tenths of a second, of which reading the same packs again and again would be a
fifth. An entry holds the text that it was made from, and counts only for exactly that text and
this version of the tool; without a cache folder everything works, a little slower.
"""

from __future__ import annotations

import json
import os
import zlib

from ospo_policy import __version__
from ospo_policy.engine.resources import folder
from ospo_policy.model.location import Position
from ospo_policy.model.nodes import Document, ListNode, MapNode, Node, ScalarNode
from ospo_policy.operations.cache import cache_folder, write_entry

MAX_ENTRIES = 100


def read_cached(text: str, name: str) -> Document:
    """What `yaml_source.read` gives, from the cache if it was read before without a mistake.

    The bundled packs were read when the wheel was built, and travel in it.
    """
    own = os.path.join(cache_folder("documents"), entry_name(text))
    for path in (*_shipped(text), own):
        found = _load(path, text, name)
        if found is not None:
            return found
    from ospo_policy.parsers.yaml_source import read

    document = read(text, name)
    if document.root is not None and not document.problems:
        write_entry(own, make_entry(text, document), MAX_ENTRIES)
    return document


def entry_name(text: str) -> str:
    """The name of the entry for a text; the entry itself tells whether it is for exactly this one."""
    return f"{zlib.crc32(text.encode()):08x}-{len(text)}.json"


def make_entry(text: str, document: Document) -> bytes:
    """The entry for a text that was read without a mistake."""
    assert document.root is not None
    entry = {"version": __version__, "text": text, "root": _encoded(document.root)}
    return json.dumps(entry).encode()


def _shipped(text: str) -> list[str]:
    """The entry that travels in the wheel; a checkout has none."""
    try:
        return [os.path.join(folder("documents"), entry_name(text))]
    except FileNotFoundError:
        return []


def _load(path: str, text: str, name: str) -> Document | None:
    """What an entry holds, if it is there, whole, and for exactly this text and version."""
    try:
        with open(path, encoding="utf-8") as file:
            entry = json.load(file)
        if entry["version"] == __version__ and entry["text"] == text:
            return Document(_decoded(entry["root"], name), (), syntax_errors=False)
    except (OSError, ValueError, KeyError, IndexError, TypeError, RecursionError):
        return None  # none yet, or a damaged one, which is written anew
    return None


def _encoded(node: Node) -> list[object]:
    """A node as lists: what JSON can hold, in the order in which `_decoded` takes it."""
    place = [node.position.line, node.position.column]
    match node:
        case ScalarNode():
            return ["=", *place, node.value, node.raw, node.quoted]
        case ListNode():
            return ["-", *place, [_encoded(item) for item in node.items]]
        case MapNode():
            keys = node.keys
            return [":", *place, [[k, keys[k].line, keys[k].column, _encoded(v)] for k, v in node.values.items()]]


def _decoded(data: list[object], file: str) -> Node:
    """The node that lists stand for. Raises what a damaged entry may cause."""
    kind, line, column, *rest = data
    position = Position(file, line, column)  # type: ignore[arg-type]
    if kind == "=":
        value, raw, quoted = rest
        return ScalarNode(position, value, raw, quoted)  # type: ignore[arg-type]
    (items,) = rest
    if kind == "-":
        return ListNode(position, tuple(_decoded(item, file) for item in items))  # type: ignore[attr-defined]
    values, keys = {}, {}
    for key, key_line, key_column, item in items:  # type: ignore[attr-defined]
        values[key] = _decoded(item, file)
        keys[key] = Position(file, key_line, key_column)
    return MapNode(position, values, keys)
