# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From loaded packs to one policy: complete, typed rules, and the facts that they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from ospo_policy.engine import attestations
from ospo_policy.engine.crosswalk import answered
from ospo_policy.engine.fix_syntax import repairs_of
from ospo_policy.engine.layers import Layers
from ospo_policy.engine.load import LoadedPack
from ospo_policy.engine.merge import Layer, RuleLayer, merge
from ospo_policy.engine.parameters import Parameters
from ospo_policy.engine.scores import compile_scores
from ospo_policy.model.errors import Problem
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.nodes import MapNode
from ospo_policy.model.policy import PackInfo, Rule, RuleDocument, Score, Source, Waivable, WaivedBy
from ospo_policy.parsers.binding import Binder, python_name
from ospo_policy.parsers.cel import condition
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.nearest import nearest
from ospo_policy.ports.check import CheckRegistry, needs_of
from ospo_policy.ports.fix import FixRegistry

REQUIRED = ("level", "title")


class Policy(NamedTuple):
    """What holds: the rules in force in their order, those switched off, and the packs."""

    rules: tuple[Rule, ...]
    switched_off: Mapping[str, str]
    """Rule id to the place that switched it off."""
    packs: tuple[PackInfo, ...]
    scores: tuple[Score, ...] = ()
    sources: Mapping[str, Source] = {}
    """The texts that the packs follow, by the names that references use."""

    @property
    def takes_attestations(self) -> bool:
        """Whether what a person declares in the repository can change a verdict or a score."""
        groups = (group for score in self.scores for group in score.groups)
        return any(rule.attest for rule in self.rules) or any(group.attest for group in groups)

    @property
    def needs(self) -> Needs:
        """The facts that some rule or score may look at."""
        declared = attestations.NEEDS if self.takes_attestations else Needs()
        own = (group.check for score in self.scores for group in score.groups if group.check is not None)
        return declared | union((*(rule_needs(rule) for rule in self.rules), *(needs_of(check) for check in own)))  # type: ignore[arg-type]


def rule_needs(rule: Rule) -> Needs:
    """The facts that one rule may look at, in its check and its condition."""
    needs = Needs() if rule.check is None else needs_of(rule.check)  # type: ignore[arg-type]
    if rule.attest is not None:
        needs |= attestations.NEEDS
    if rule.when is not None:
        names = condition(rule.when).names
        needs |= union(FIELDS[name].needs for name in names)
    return needs


def compile_policy(
    packs: list[LoadedPack],
    registry: CheckRegistry,
    fixes: FixRegistry,
    settings: Sequence[MapNode] = (),
    borrowed: Mapping[str, LoadedPack] = {},
) -> tuple[Policy, list[Problem]]:
    """Merge packs, parents first, into a policy; and every mistake in their rules.

    `settings` are the `set` mappings of an organisation's file, later ones over earlier ones;
    `borrowed` are packs whose rules others take up with `like`.
    """
    parameters = Parameters([*borrowed.values(), *packs], settings)
    layers = Layers(packs, borrowed, parameters, registry, fixes)
    merged: Layer = reduce(merge, [layers.of(pack) for pack in packs], {})
    rules = [_rule(rule_id, layer, merged, layers.binder) for rule_id, layer in merged.items()]
    in_force = tuple(rule for rule in rules if rule is not None)
    off = {rule_id: str(layer.enabled.at) for rule_id, layer in merged.items() if not layer.enabled.value}
    infos = tuple(_info(pack) for pack in packs)
    scores = compile_scores(packs, layers, in_force)
    policy = Policy(in_force, off, infos, scores, layers.sources)
    return policy, [*parameters.problems, *layers.binder.problems]


def _info(pack: LoadedPack) -> PackInfo:
    document = pack.document
    return PackInfo(document.pack, document.version, pack.title, pack.source.name)


def _rule(rule_id: str, layer: RuleLayer, known: Iterable[str], binder: Binder) -> Rule | None:
    """The complete rule, or None when it is off or has a mistake (which has been noted)."""
    if not layer.enabled.value:
        if (
            not layer.keys
        ):  # nobody says what the rule is: a slip of the pen, and the rule that was meant stays in force
            near = nearest(rule_id, [name for name in known if name != rule_id])
            hint = Message("rule.off-unknown.hint") if near is None else message("bind.did-you-mean", name=near)
            binder.problem(layer.enabled.at, message("rule.off-unknown", rule=rule_id), hint)
        return None
    keys = layer.keys
    absent = tuple(f"`{key}`" for key in REQUIRED if key not in keys)
    if "check" not in keys and "attest" not in keys:
        absent = (*absent, "`check`")
    if absent:
        near = nearest(rule_id, [name for name in known if name != rule_id])
        hint = (
            message("rule.incomplete.hint", rule=rule_id) if near is None else message("bind.did-you-mean", name=near)
        )
        what = message("rule.incomplete", rule=rule_id, missing=absent)
        binder.problem(layer.enabled.at, what, hint)
    values: dict[str, Any] = {python_name(RuleDocument, key): setting.value for key, setting in keys.items()}
    if absent or MISSING in values.values():
        return None
    origin = {key: str(setting.at) for key, setting in keys.items()}
    complete = RuleDocument(**values)._asdict()
    del complete["like"]
    complete["controls"] = answered(complete["controls"])
    if complete["fix"] is not None:
        complete["fix"], complete["repairs"] = repairs_of(complete["fix"])
    if isinstance(complete["waivable"], str):
        complete["waivable"] = Waivable(WaivedBy(complete["waivable"]))
    return Rule(id=rule_id, pack=layer.first, origin=origin, **complete)


def unknown_rules(wanted: Iterable[str], policy: Policy) -> list[tuple[str, str | None]]:
    """The ids in `wanted` that no rule has, each with the nearest one that exists."""
    known = {rule.id for rule in policy.rules} | policy.switched_off.keys()
    missing = [rule_id for rule_id in wanted if rule_id not in known]
    return [(rule_id, nearest(rule_id, known)) for rule_id in missing]
