# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a YAML file is once it is read: nodes that know where they were written.

`ospo_policy.parsers.yaml_source` makes them. They stand apart from it, since its library takes a
fiftieth of a second to load, which a run whose packs were read before can save.
"""

from typing import NamedTuple, TypeAlias

from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Position

PlainValue: TypeAlias = str | int | float | bool | None


class ScalarNode(NamedTuple):
    """A single value: `value` by the core schema, `raw` as written (without its quotes)."""

    position: Position
    value: PlainValue
    raw: str
    quoted: bool = False


class ListNode(NamedTuple):
    """A sequence."""

    position: Position
    items: "tuple[Node, ...]"


class MapNode(NamedTuple):
    """A mapping, in the order written. `keys` tells where each key stands."""

    position: Position
    values: "dict[str, Node]"
    keys: dict[str, Position]


Node: TypeAlias = ScalarNode | ListNode | MapNode


class Document(NamedTuple):
    """A file as read: its root (None if there is nothing to read) and what is wrong with it."""

    root: Node | None
    problems: tuple[Problem, ...]
    syntax_errors: bool


def plain(node: Node) -> object:
    """The node as plain Python values (dict, list, str, int, float, bool, None)."""
    match node:
        case ScalarNode():
            return node.value
        case ListNode():
            return [plain(item) for item in node.items]
        case MapNode():
            return {key: plain(value) for key, value in node.values.items()}
