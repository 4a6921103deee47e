# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the `check:` of a rule to a typed expression: `any`, `all`, `not`, and single checks."""

from __future__ import annotations

from typing import Any

from ospo_policy.model.message import message
from ospo_policy.model.nodes import ListNode, MapNode, Node
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.nearest import suggestion
from ospo_policy.ports.check import AllOf, AnyOf, CheckRegistry, Not, Test

COMPOSITION = ("any", "all", "not")
MAX_DEPTH = 10


def bind_check(node: Node, binder: Binder, registry: CheckRegistry, depth: int = 0) -> Any:
    """The `CheckExpression` that `node` stands for, or `MISSING` with its problems noted."""
    if not isinstance(node, MapNode):
        return binder.wrong_type(node, "kind.check", "check")
    if len(node.values) != 1:
        names = tuple(node.values)
        hint = message("check.use-all") if names else None
        return binder.problem(node.position, message("check.one-key", found=names), hint)
    if depth > MAX_DEPTH:
        return binder.problem(node.position, message("check.too-deep", limit=MAX_DEPTH))
    ((name, child),) = node.values.items()
    if name == "not":
        part = bind_check(child, binder, registry, depth + 1)
        return part if part is MISSING else Not(part)
    if name in COMPOSITION:
        return _several(name, child, binder, registry, depth)
    if name not in registry.names:
        allowed = (*COMPOSITION, *registry.names)
        what = message("check.unknown", found=name)
        return binder.problem(node.keys[name], what, suggestion(name, allowed))
    return _test(name, node, binder, registry)


def _several(name: str, node: Node, binder: Binder, registry: CheckRegistry, depth: int) -> Any:
    """The parts of `any` or `all`."""
    if not isinstance(node, ListNode):
        return binder.wrong_type(node, "kind.list", name)
    if not node.items:
        return binder.problem(node.position, message("check.no-parts", name=name))
    parts = [bind_check(item, binder, registry, depth + 1) for item in node.items]
    if any(part is MISSING for part in parts):
        return MISSING
    return AnyOf(tuple(parts)) if name == "any" else AllOf(tuple(parts))


def _test(name: str, node: MapNode, binder: Binder, registry: CheckRegistry) -> Any:
    """A single check with its parameters."""
    check = registry.get(name)
    before = len(binder.problems)
    params = binder.bind(node.values[name], check.params, name, f"check.{name}.param")
    if params is MISSING or len(binder.problems) > before:
        return MISSING
    wrong = check.wrong(params)
    return Test(check, params) if wrong is None else binder.problem(node.keys[name], wrong)
