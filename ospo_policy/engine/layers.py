# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each pack says of each rule, bound to types: the layers that `ospo_policy.engine.merge` lays over each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.engine.check_syntax import bind_check
from ospo_policy.engine.fix_syntax import check_fix
from ospo_policy.engine.load import LoadedPack, mapping_at
from ospo_policy.engine.merge import Layer, RuleLayer, Setting
from ospo_policy.engine.parameters import Parameters
from ospo_policy.model.location import Position
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.nodes import MapNode, Node, ScalarNode
from ospo_policy.model.policy import Reference, ReferenceDocument, RuleDocument, Source
from ospo_policy.parsers.binding import Binder, field_types, kind_of
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.nearest import suggestion
from ospo_policy.ports.check import CheckRegistry
from ospo_policy.ports.fix import FixRegistry

MAX_LIKE_DEPTH = 5


class Layers:
    """Binds the rules of packs; mistakes go to `binder`."""

    def __init__(
        self,
        packs: Iterable[LoadedPack],
        borrowed: Mapping[str, LoadedPack],
        parameters: Parameters,
        registry: CheckRegistry,
        fixes: FixRegistry,
    ) -> None:
        self.binder = Binder()
        self.parameters = parameters
        self.registry = registry
        self.fixes = fixes
        self._packs: dict[str, LoadedPack] = dict(borrowed)
        self._packs.update((pack.document.pack, pack) for pack in packs)
        self.sources: dict[str, Source] = {}
        for pack in self._packs.values():
            self.sources.update(pack.document.sources.items())

    def of(self, pack: LoadedPack) -> Layer:
        """What one pack says of each rule."""
        nodes = mapping_at(pack, "rules")
        layer: dict[str, RuleLayer] = {}
        for rule_id, node in nodes.values.items() if nodes else ():
            found = self._rule(pack, rule_id, node, 0)
            if found is not None:
                layer[rule_id] = found
        return layer

    def filled(self, pack: LoadedPack, node: Node) -> Node:
        """A node of a pack with the values of its parameters."""
        self.binder.trusted_file = pack.source.name if pack.source.is_bundled else None
        return self.parameters.fill_in(node, self.binder) if "param" in pack.source.text else node

    def check(self, node: Node) -> Any:
        """The check that a node stands for, or `MISSING`."""
        return bind_check(node, self.binder, self.registry)

    def _rule(self, pack: LoadedPack, rule_id: str, raw: Node, depth: int) -> RuleLayer | None:
        """What one pack says of one rule: `off`, `on`, or keys, over those of the rule that it is like."""
        node = self.filled(pack, raw)
        name = pack.document.pack
        if isinstance(node, ScalarNode) and node.value in ("off", "on"):
            return RuleLayer(name, Setting(node.value == "on", node.position), {})
        if not isinstance(node, MapNode):
            self._no_rule(rule_id, node)
            return None
        known = field_types(RuleDocument)
        self.binder.unknown_keys(node, known, rule_id)
        keys = {key: self._key(key, child, node, known) for key, child in node.values.items() if key in known}
        like = keys.pop("like", None)
        if like is not None and isinstance(like.value, str):
            keys = {**self._like(pack, like, depth), **keys}
        return RuleLayer(name, Setting(True, node.position), self._conditioned(pack, keys))

    def _key(self, key: str, child: Node, node: MapNode, known: Mapping[str, Any]) -> Setting:
        """One key of a rule, bound."""
        before = len(self.binder.problems)
        value = self.check(child) if key == "check" else self.binder.bind(child, known[key], key)
        if key == "references" and value is not MISSING and len(self.binder.problems) == before:
            value = tuple(self._reference(one, node.keys[key]) for one in value)
        if key == "fix" and not self.binder.trusts(child) and not check_fix(child, self.binder, self.fixes):
            value = MISSING
        return Setting(value, node.keys[key])

    def _no_rule(self, rule_id: str, node: Node) -> None:
        what = message("bind.wrong-type", key=rule_id, found=kind_of(node), expected=Message("kind.rule"))
        off = isinstance(node, ScalarNode) and node.raw.lower() in ("no", "false", "none", "disabled")
        self.binder.problem(node.position, what, message("bind.write", example=f"{rule_id}: off") if off else None)

    def _like(self, pack: LoadedPack, like: Setting, depth: int) -> dict[str, Setting]:
        """The keys of the rule that another one is like; none, with a problem, where there is no such rule."""
        name, _, rule_id = str(like.value).rpartition("/")
        other = self._packs.get(name) if name else pack
        nodes = mapping_at(other, "rules") if other is not None else None
        if other is None or nodes is None or rule_id not in nodes.values or depth >= MAX_LIKE_DEPTH:
            near = [f"{name}/{one}" if name else one for one in (nodes.values if nodes else ())]
            hint = suggestion(str(like.value), near) if near and depth < MAX_LIKE_DEPTH else None
            self.binder.problem(like.at, message("rule.like-unknown", found=str(like.value)), hint)
            return {}
        trusted = self.binder.trusted_file
        found = self._rule(other, rule_id, nodes.values[rule_id], depth + 1)
        self.binder.trusted_file = trusted
        return dict(found.keys) if found is not None else {}

    def _conditioned(self, pack: LoadedPack, keys: dict[str, Setting]) -> dict[str, Setting]:
        """The keys of a rule that the pack introduces, its condition joined with the pack's own."""
        condition = pack.document.when
        if condition is None or "level" not in keys:
            return keys
        own = keys.get("when")
        at = own.at if own is not None else pack.root.keys["when"]
        if own is None or own.value is MISSING or own.value == condition:
            return {**keys, "when": Setting(condition, at)}
        return {**keys, "when": Setting(f"({condition}) && ({own.value})", at)}

    def _reference(self, written: ReferenceDocument, at: Position) -> Reference:
        """A reference with the title and the address of its source, where it names one."""
        _, url, quote, name = written
        source = self.sources.get(name) if name is not None else None
        if name is not None and source is None:
            what = message("reference.unknown-source", found=name)
            self.binder.problem(at, what, suggestion(name, self.sources) if self.sources else None)
        if source is not None:
            return Reference(_joined(source.title, written.title), url or source.url, quote, name)
        if written.title is None and name is None:
            self.binder.problem(at, message("reference.nameless"))
        return Reference(written.title or LocalText({"en": name or ""}), url, quote, name)


def _joined(title: LocalText, part: LocalText | None) -> LocalText:
    """The title of a source, and of the part of it that is meant."""
    if part is None:
        return title
    languages = dict.fromkeys((*title.by_language, *part.by_language))
    return LocalText({one: f"{title.get(one)}, {part.get(one)}" for one in languages})
