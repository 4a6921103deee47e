# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the `fix:` of a rule to remedies in the order in which they are tried.

`edit` is one edit or a list of edits, each a name or `{name: {params}}`; so is `advice`. A list is tried from the beginning, each
edit on what those before it left, until the rule is met. Those of bundled packs are bound when something is to be repaired, not
when a policy is loaded: the tests validate them, and a check needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.model.policy import EditNode, Fix, FixKind, Rule
from ospo_policy.parsers.binding import Binder, field_types
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.nearest import suggestion
from ospo_policy.ports.fix import FixRegistry, Remedy

LISTS = ("edit", "advice")
"""The keys of `fix` that are one or several of a list, with parameters."""
NAMES = ("setting",)
"""The keys of `fix` that name one of a list."""


def repairs_of(fix: Fix) -> tuple[Fix, Mapping[str, Node]]:
    """The fix as rules and findings carry it, and what was written under its lists."""
    nodes = {key: node for key in LISTS if isinstance(node := getattr(fix, key), (ScalarNode, ListNode, MapNode))}
    names = {key: EditNode(_names(node)) for key, node in nodes.items()}
    return _with_kind(fix._replace(**names)), nodes  # type: ignore[arg-type]


def check_fix(node: Node, binder: Binder, registry: FixRegistry) -> bool:
    """Note what is wrong with the names and parameters under `fix`; whether nothing is."""
    before = len(binder.problems)
    for key, child in node.values.items() if isinstance(node, MapNode) else ():
        if key in LISTS:
            bind_remedies(key, child, binder, registry)
        elif key in NAMES:
            params: type = registry.get(key).params
            binder.bind(child, field_types(params)["name"], key)
    return len(binder.problems) == before


def bind_remedies(key: str, node: Node, binder: Binder, registry: FixRegistry) -> tuple[Remedy, ...]:
    """The remedies that stand under `edit` or `advice`, without those in which something is wrong, which is noted."""
    if isinstance(node, ListNode) and not node.items:
        binder.problem(node.position, message("fix.none", key=key))
    found = (_remedy(key, item, binder, registry) for item in _items(node))
    return tuple(remedy for remedy in found if remedy is not MISSING)


def remedies(rule: Rule, registry: FixRegistry) -> tuple[Remedy, ...]:
    """What can be tried to put a rule right, in order: the template, the edits, the setting, the advice.

    The template of a fix of kind `issue` is one that people choose among, and is not tried.
    """
    fix = rule.fix
    if fix is None:
        return ()
    template = fix.template if fix.kind is not FixKind.ISSUE else None
    return (
        *_named("template", template, registry),
        *_listed("edit", rule, registry),
        *_named("setting", fix.setting, registry),
        *_listed("advice", rule, registry),
    )


def repair_needs(rule: Rule, registry: FixRegistry) -> Needs:
    """The facts that the remedies of a rule may look at."""
    return union(remedy.type.needs(remedy.params) for remedy in remedies(rule, registry))


def _with_kind(fix: Fix) -> Fix:
    """The fix with its kind, where it was left to be told from the other keys."""
    if fix.kind is not None:
        return fix
    for given, kind in ((fix.template, FixKind.TEMPLATE), (fix.edit, FixKind.EDIT), (fix.setting, FixKind.SETTING)):
        if given:
            return fix._replace(kind=kind)
    return fix._replace(kind=FixKind.ISSUE)


def _named(key: str, name: str | None, registry: FixRegistry) -> Iterator[Remedy]:
    if name and key in registry.kinds:
        type_ = registry.get(key)
        yield Remedy(type_, type_.params(name=name))


def _listed(key: str, rule: Rule, registry: FixRegistry) -> tuple[Remedy, ...]:
    node = rule.repairs.get(key)
    return bind_remedies(key, node, Binder(), registry) if isinstance(node, (ScalarNode, ListNode, MapNode)) else ()


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else (node,)


def _names(node: Node) -> tuple[str, ...]:
    """The names that stand in a list of remedies, as they are written."""
    found: list[str] = []
    for item in _items(node):
        found += item.values if isinstance(item, MapNode) else (item.raw,) if isinstance(item, ScalarNode) else ()
    return tuple(found)


def _remedy(key: str, node: Node, binder: Binder, registry: FixRegistry) -> Any:
    """One remedy with its parameters, or `MISSING` with its problems noted."""
    at = node.position
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        name, given = node.value, MapNode(at, {}, {})
    elif isinstance(node, MapNode) and len(node.values) == 1:
        ((name, child),) = node.values.items()
        at = node.keys[name]
        if not isinstance(child, MapNode):
            return binder.wrong_type(child, "kind.mapping", name)
        given = child
    elif isinstance(node, MapNode):
        return binder.problem(
            at, message("fix.one-key", key=key, found=tuple(node.values)), message("fix.use-list", key=key)
        )
    else:
        return binder.wrong_type(node, "kind.remedy", key)
    names = registry.edits if key == "edit" else registry.advices
    if name not in names:
        return binder.problem(at, message(f"fix.unknown-{key}", found=name), suggestion(name, names))
    type_ = registry.get(name)
    before = len(binder.problems)
    params = binder.bind(given, type_.params, name, f"{key}.{name}.param")
    if params is MISSING or len(binder.problems) > before:
        return MISSING
    wrong = type_.wrong(params)
    return Remedy(type_, params) if wrong is None else binder.problem(at, wrong)
