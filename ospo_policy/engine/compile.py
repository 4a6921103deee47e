# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From loaded packs to one policy: complete, typed rules, and the facts that they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from ospo_policy.engine.check_syntax import bind_check
from ospo_policy.engine.load import LoadedPack, mapping_at
from ospo_policy.engine.merge import Layer, RuleLayer, Setting, merge
from ospo_policy.engine.parameters import Parameters
from ospo_policy.model.errors import Problem
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.nodes import MapNode, Node, ScalarNode
from ospo_policy.model.policy import PackInfo, Rule, RuleDocument
from ospo_policy.parsers.binding import MISSING, Binder, field_types, kind_of
from ospo_policy.parsers.cel import condition
from ospo_policy.parsers.nearest import nearest
from ospo_policy.ports.check import CheckRegistry, needs_of

REQUIRED = ("level", "title", "check")


class Policy(NamedTuple):
    """What holds: the rules in force in their order, those switched off, and the packs."""

    rules: tuple[Rule, ...]
    switched_off: Mapping[str, str]
    """Rule id to the place that switched it off."""
    packs: tuple[PackInfo, ...]

    @property
    def needs(self) -> Needs:
        """The facts that some rule may look at."""
        return union(rule_needs(rule) for rule in self.rules)


def rule_needs(rule: Rule) -> Needs:
    """The facts that one rule may look at, in its check and its condition."""
    needs: Needs = needs_of(rule.check)  # type: ignore[arg-type]
    if rule.when is not None:
        names = condition(rule.when).names
        needs |= union(FIELDS[name].needs for name in names)
    return needs


def compile_policy(
    packs: list[LoadedPack], registry: CheckRegistry, settings: Sequence[MapNode] = ()
) -> tuple[Policy, list[Problem]]:
    """Merge packs, parents first, into a policy; and every mistake in their rules.

    `settings` are the `set` mappings of an organisation's file, later ones over earlier ones.
    """
    parameters = Parameters(packs, settings)
    binder = Binder()
    layers = [_layer(pack, parameters, binder, registry) for pack in packs]
    merged: Layer = reduce(merge, layers, {})
    rules = [_rule(rule_id, layer, merged, binder) for rule_id, layer in merged.items()]
    off = {rule_id: str(layer.enabled.at) for rule_id, layer in merged.items() if not layer.enabled.value}
    infos = tuple(_info(pack) for pack in packs)
    policy = Policy(tuple(rule for rule in rules if rule is not None), off, infos)
    return policy, [*parameters.problems, *binder.problems]


def _info(pack: LoadedPack) -> PackInfo:
    document = pack.document
    return PackInfo(document.pack, document.version, pack.title, pack.source.name)


def _layer(pack: LoadedPack, parameters: Parameters, binder: Binder, registry: CheckRegistry) -> dict[str, RuleLayer]:
    """What one pack says of each rule, every value bound to its type once."""
    nodes = mapping_at(pack, "rules")
    binder.trusted_file = pack.source.name if pack.source.is_bundled else None
    layer: dict[str, RuleLayer] = {}
    for rule_id, node in nodes.values.items() if nodes else ():
        filled = parameters.fill_in(node, binder) if "param" in pack.source.text else node
        found = _rule_layer(pack.document.pack, rule_id, filled, binder, registry)
        if found is not None:
            layer[rule_id] = found
    return layer


def _rule_layer(pack: str, rule_id: str, node: Node, binder: Binder, registry: CheckRegistry) -> RuleLayer | None:
    """What one pack says of one rule: `off`, `on`, or keys."""
    if isinstance(node, ScalarNode) and node.value in ("off", "on"):
        return RuleLayer(pack, Setting(node.value == "on", node.position), {})
    if not isinstance(node, MapNode):
        what = message("bind.wrong-type", key=rule_id, found=kind_of(node), expected=Message("kind.rule"))
        off = isinstance(node, ScalarNode) and node.raw.lower() in ("no", "false", "none", "disabled")
        binder.problem(node.position, what, message("bind.write", example=f"{rule_id}: off") if off else None)
        return None
    known = field_types(RuleDocument)
    binder.unknown_keys(node, known, rule_id)
    keys: dict[str, Setting] = {}
    for key, child in node.values.items():
        if key in known:
            if key == "check":
                value: Any = bind_check(child, binder, registry)
            else:
                value = binder.bind(child, known[key], key)
            keys[key] = Setting(value, node.keys[key])
    return RuleLayer(pack, Setting(True, node.position), keys)


def _rule(rule_id: str, layer: RuleLayer, known: Iterable[str], binder: Binder) -> Rule | None:
    """The complete rule, or None when it is off or has a mistake (which has been noted)."""
    if not layer.enabled.value:
        return None
    keys = layer.keys
    absent = tuple(f"`{key}`" for key in REQUIRED if key not in keys)
    if absent:
        near = nearest(rule_id, [name for name in known if name != rule_id])
        hint = (
            message("rule.incomplete.hint", rule=rule_id) if near is None else message("bind.did-you-mean", name=near)
        )
        what = message("rule.incomplete", rule=rule_id, missing=absent)
        binder.problem(layer.enabled.at, what, hint)
    values: dict[str, Any] = {key: setting.value for key, setting in keys.items()}
    if absent or MISSING in values.values():
        return None
    origin = {key: str(setting.at) for key, setting in keys.items()}
    defaults = RuleDocument(**values)
    return Rule(id=rule_id, pack=layer.first, origin=origin, **defaults._asdict())


def unknown_rules(wanted: Iterable[str], policy: Policy) -> list[tuple[str, str | None]]:
    """The ids in `wanted` that no rule has, each with the nearest one that exists."""
    known = {rule.id for rule in policy.rules} | policy.switched_off.keys()
    missing = [rule_id for rule_id in wanted if rule_id not in known]
    return [(rule_id, nearest(rule_id, known)) for rule_id in missing]
