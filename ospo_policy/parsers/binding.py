# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From YAML nodes to typed values, with every mistake noted at its place.

The types are `NamedTuple`s with annotations: their fields are the keys that may be written, a
field without default is a key that must be. Nothing is guessed or converted: a number where text
is wanted is a mistake, and the message says what to write instead.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Position
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.parsers.grammars import GRAMMARS
from ospo_policy.parsers.leaves import LEAVES, MISSING
from ospo_policy.parsers.nearest import suggestion


@lru_cache(maxsize=256)
def field_types(record: type) -> dict[str, Any]:
    """The keys of a `NamedTuple` type and the type of each, in order.

    A field like `import_`, whose key is a word of Python's, is written without its underscore.
    """
    hints = get_type_hints(record)
    names: tuple[str, ...] = record._fields  # type: ignore[attr-defined]
    return {name.rstrip("_"): hints[name] for name in names}


def required(record: type) -> list[str]:
    """The keys of a `NamedTuple` type that must be given."""
    defaults: Mapping[str, object] = record._field_defaults  # type: ignore[attr-defined]
    optional = {name.rstrip("_") for name in defaults}
    return [name for name in field_types(record) if name not in optional]


class Binder:
    """Binds nodes to types and gathers `problems`.

    Only packs take parameters: elsewhere `{param: ...}` is a mapping like any other.
    """

    def __init__(self, *, takes_parameters: bool = True) -> None:
        self.problems: list[Problem] = []
        self.takes_parameters = takes_parameters
        self.trusted_file: str | None = None
        """A file whose patterns and conditions are known to be valid: a bundled pack, which the
        tests validate. Compiling them all would cost a tenth of a check that uses few of them."""

    def trusts(self, node: Node) -> bool:
        """Whether a node was written in the trusted file."""
        return node.position.file == self.trusted_file

    def problem(self, at: Position, what: Message, hint: Message | None = None) -> Any:
        """Note a mistake; gives `MISSING`, so that callers can return it."""
        self.problems.append(Problem(at, what, hint))
        return MISSING

    def bind(self, node: Node, wanted: Any, key: str, described: str = "") -> Any:
        """The value of type `wanted` that `node` stands for; `key` names it in messages.

        `described` is where the catalogue tells the keys of a record, if not under `schema.<its name>`.
        """
        if self.takes_parameters and isinstance(node, MapNode) and list(node.values) == ["param"]:
            return MISSING  # a parameter that has no value; noted where parameters are filled in
        if wanted in LEAVES:
            return LEAVES[wanted](self, node, key)
        if wanted in GRAMMARS:
            return self.text(node, wanted, key)
        origin = get_origin(wanted)
        if origin in (Union, types.UnionType):
            return self.union(node, get_args(wanted), key)
        if origin is Literal:
            return self.choice(node, get_args(wanted), key)
        if origin is tuple:
            return self.sequence(node, get_args(wanted)[0], key)
        if origin is not None:  # Mapping[key, value]
            key_type, value_type = get_args(wanted)
            return self.mapping(node, key_type, value_type, key)
        if issubclass(wanted, Enum):
            found = self.choice(node, tuple(member.value for member in wanted), key)
            return found if found is MISSING else wanted(found)
        return self.record(node, wanted, key, described)

    def wrong_type(self, node: Node, expected: str, key: str) -> Any:
        """Note that `node` is of another kind than `expected` (a key of the catalogue)."""
        what = message("bind.wrong-type", key=key, found=kind_of(node), expected=Message(expected))
        return self.problem(node.position, what, _hint(node, expected, key))

    def text(self, node: Node, wanted: Any, key: str) -> Any:
        """A string with a grammar."""
        if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
            return self.wrong_type(node, "kind.text", key)
        grammar = GRAMMARS[wanted]
        wrong = None if self.trusts(node) else grammar.wrong(node.value)
        if wrong is None:
            return node.value
        hint = suggestion(node.value, grammar.names()) if grammar.names else None
        return self.problem(node.position, wrong, hint)

    def choice(self, node: Node, allowed: tuple[object, ...], key: str) -> Any:
        """One of several words."""
        if isinstance(node, ScalarNode) and node.value in allowed:
            return node.value
        names = tuple(str(word) for word in allowed)
        if not isinstance(node, ScalarNode):
            return self.wrong_type(node, "kind.text", key)
        what = message("bind.bad-choice", key=key, found=node.raw)
        return self.problem(node.position, what, suggestion(node.raw, names))

    def sequence(self, node: Node, item: Any, key: str) -> Any:
        """A list, all of whose items are of one type."""
        if not isinstance(node, ListNode):
            return self.wrong_type(node, "kind.list", key)
        values = [self.bind(child, item, key) for child in node.items]
        return tuple(value for value in values if value is not MISSING)

    def mapping(self, node: Node, key_type: Any, value_type: Any, key: str) -> Any:
        """A mapping with free keys of one grammar and values of one type."""
        if not isinstance(node, MapNode):
            return self.wrong_type(node, "kind.mapping", key)
        values = {}
        for name, child in node.values.items():
            wrong = GRAMMARS[key_type].wrong(name)
            if wrong is not None:
                self.problem(node.keys[name], wrong)
            value = self.bind(child, value_type, name)
            if value is not MISSING:
                values[name] = value
        return values

    def union(self, node: Node, options: tuple[Any, ...], key: str) -> Any:
        """The option that fits the node's kind; what is wrong inside it is then told."""
        if isinstance(node, ScalarNode) and node.value is None and type(None) in options:
            return None
        some = [option for option in options if option is not type(None)]
        wanted = next((option for option in some if _fits(node, option)), some[0])
        return self.bind(node, wanted, key)

    def record(self, node: Node, wanted: Any, key: str, described: str = "") -> Any:
        """A mapping whose keys are the fields of a `NamedTuple` type."""
        if not isinstance(node, MapNode):
            return self.wrong_type(node, "kind.mapping", key)
        known = field_types(wanted)
        meant = self.unknown_keys(node, known, key)
        absent = [name for name in required(wanted) if name not in node.values]
        for name in absent:
            if name in meant:
                continue  # it is there, misspelt, and that was noted
            what = message("bind.missing-key", key=key, missing=name)
            self.problem(node.position, what, Message(f"{described or f'schema.{wanted.__name__}'}.{name}"))
        values = {name: self.bind(child, known[name], name) for name, child in node.values.items() if name in known}
        if absent:
            return MISSING
        good = {python_name(wanted, k): v for k, v in values.items() if v is not MISSING}
        lost = [name for name in required(wanted) if name not in good]
        return MISSING if lost else wanted(**good)

    def unknown_keys(self, node: MapNode, known: Mapping[str, object], key: str) -> set[str]:
        """Note each key that does not exist; the keys that were probably meant."""
        meant: set[str] = set()
        for name in node.values.keys() - known.keys():
            hint = suggestion(name, known)
            meant.add(str(hint.arguments.get("name")))
            self.problem(node.keys[name], message("bind.unknown-key", key=key, found=name), hint)
        return meant


def python_name(record: Any, key: str) -> str:
    """The field of a `NamedTuple` type that holds a key: `from_` for `from`."""
    return key if key in record._fields else f"{key}_"


def _fits(node: Node, option: Any) -> bool:
    """Whether a node is of the kind that an option of a union is written as."""
    origin = get_origin(option)
    if isinstance(node, ListNode):
        return origin is tuple
    is_text = option in GRAMMARS or option is LocalText
    if isinstance(node, ScalarNode):
        if option in (bool, int, float):
            return type(node.value) is option
        return (is_text and isinstance(node.value, str)) or origin is Literal
    return not is_text and origin is not tuple and option not in (bool, int, float)


def kind_of(node: Node) -> Message:
    """What a node is, in words."""
    match node:
        case ListNode():
            return Message("kind.list")
        case MapNode():
            return Message("kind.mapping")
        case ScalarNode(value=None):
            return Message("kind.nothing")
        case ScalarNode(value=bool()):
            return Message("kind.boolean")
        case ScalarNode(value=int() | float()):
            return Message("kind.number")
    return Message("kind.text")


def _hint(node: Node, expected: str, key: str) -> Message | None:
    """How to write it, where a small change makes it right."""
    if isinstance(node, ScalarNode) and node.value is not None:
        if expected in ("kind.integer", "kind.number") and node.raw.strip().isdigit():
            return message("bind.write", example=f"{key}: {node.raw.strip()}")
        if expected == "kind.list":
            return message("bind.write", example=f"{key}: [{node.raw}]")
        if expected == "kind.text":
            return message("bind.write", example=f'{key}: "{node.raw}"')
    return None
