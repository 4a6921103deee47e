# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values that a YAML file is made of in the end: a number, a condition, a text in several languages. See `binding`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ospo_policy.model import policy
from ospo_policy.model.location import Position
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.nodes import MapNode, Node, ScalarNode, plain
from ospo_policy.parsers.nearest import suggestion

if TYPE_CHECKING:
    from ospo_policy.parsers.binding import Binder

MISSING: Any = object()
"""What binding gives for a node that could not be bound; a problem has been noted."""


def _local_text(binder: Binder, node: Node, key: str) -> Any:
    """`{fr: ..., en: ...}`, or one text for every language."""
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        return LocalText({"en": node.value})
    if not isinstance(node, MapNode):
        return binder.wrong_type(node, "kind.local-text", key)
    texts = binder.mapping(node, policy.LanguageCode, str, key)
    return LocalText(texts) if texts else binder.wrong_type(node, "kind.local-text", key)


def _boolean(binder: Binder, node: Node, key: str) -> Any:
    if isinstance(node, ScalarNode) and isinstance(node.value, bool):
        return node.value
    return binder.wrong_type(node, "kind.boolean", key)


def _integer(binder: Binder, node: Node, key: str) -> Any:
    if isinstance(node, ScalarNode) and type(node.value) is int:
        return node.value
    return binder.wrong_type(node, "kind.integer", key)


def _natural(binder: Binder, node: Node, key: str) -> Any:
    value = _integer(binder, node, key)
    if value is not MISSING and value < 0:
        return binder.problem(node.position, message("bind.negative", key=key, found=value))
    return value


def _number(binder: Binder, node: Node, key: str) -> Any:
    if isinstance(node, ScalarNode) and type(node.value) in (int, float):
        return node.value
    return binder.wrong_type(node, "kind.number", key)


def _share(binder: Binder, node: Node, key: str) -> Any:
    value = _number(binder, node, key)
    if value is not MISSING and not 0 <= value <= 1:
        return binder.problem(node.position, message("bind.not-a-share", key=key, found=value))
    return value


def _condition(binder: Binder, node: Node, key: str) -> Any:
    """An expression in CEL; a mistake is shown at its place in the expression."""
    from ospo_policy.parsers.cel import CelError, condition

    if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
        return binder.wrong_type(node, "kind.condition", key)
    try:
        if not binder.trusts(node):
            condition(node.value).compile()
    except CelError as error:
        return binder.problem(*_condition_problem(node, error, key))
    return node.value


def _condition_problem(node: ScalarNode, error: Any, key: str) -> tuple[Position, Message, Any]:
    """Where and what is wrong in a condition, and the nearest fact to a misspelt one."""
    from ospo_policy.model.fields import FIELDS

    file, line, column = node.position
    position = Position(file, line, column + error.column - 1 + node.quoted)
    if error.reason == "not-boolean":
        return position, message("cel.not-boolean", key=key, found=node.raw), None
    unknown = error.reason.removeprefix("undeclared reference to '").partition("'")[0]
    if unknown != error.reason and not error.reason.startswith(unknown):
        return position, message("cel.unknown-fact", found=unknown), suggestion(unknown, FIELDS)
    return position, message("cel.syntax", reason=error.reason), None


def _as_node(_binder: Binder, node: Node, _key: str) -> Any:
    return node


def _any_value(_binder: Binder, node: Node, _key: str) -> Any:
    return plain(node)


LEAVES: dict[Any, Any] = {
    LocalText: _local_text,
    bool: _boolean,
    int: _integer,
    float: _number,
    policy.Natural: _natural,
    policy.Share: _share,
    policy.CelCondition: _condition,
    policy.AnyValue: _any_value,
    policy.CheckNode: _as_node,
    policy.EditNode: _as_node,
    policy.RuleNode: _as_node,
}
"""How a node becomes a value of each of these types."""
