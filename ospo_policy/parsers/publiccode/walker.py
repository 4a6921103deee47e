# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goes through a publiccode.yml beside the table of its keys, and notes what does not fit."""

from __future__ import annotations

from ospo_policy.model.location import Location, Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.model.publiccode import Assets, MetadataProblem, Severity, Wrong
from ospo_policy.parsers.nearest import nearest
from ospo_policy.parsers.publiccode import addresses, assets, dialect, values
from ospo_policy.parsers.publiccode.schema import ByLanguage, Group, Key, Kind, Many, Text, Truth

MAX_PROBLEMS = 500
_KEY_SHOWN = 60


class Walker:
    """Collects the problems of one file."""

    def __init__(self, assets_: Assets | None, *, is_tolerant: bool) -> None:
        self.problems: list[MetadataProblem] = []
        self.assets = assets_
        self.is_tolerant = is_tolerant

    def note(self, position: Position, path: str, wrong: Wrong, *, is_dialect: bool = False) -> None:
        """Note what is wrong at a place; its message can speak of `path`."""
        if len(self.problems) < MAX_PROBLEMS:
            what = Message(wrong.message.key, {"path": path, **wrong.message.arguments})
            place = Location(position.file, position.line, position.column)
            self.problems.append(
                MetadataProblem(wrong.severity, place, path, what, wrong.fix, wrong.replacement, is_dialect)
            )

    def value(self, kind: Kind, node: Node, path: str) -> None:
        """Look at a value of the kind that is wanted."""
        match kind:
            case Text():
                self._text(kind, node, path)
            case Truth():
                self._truth(node, path)
            case Many():
                self._many(kind, node, path)
            case Group():
                self.group(kind, node, path)
            case ByLanguage(group):
                self._by_language(group, node, path)

    def group(self, group: Group, node: Node, path: str) -> None:
        """Look at a mapping, and for the keys that it must have."""
        if not isinstance(node, MapNode):
            if not is_null(node):
                self._wrong_type(node, path, "mapping")
                return
            node = MapNode(node.position, {}, {})
        given = merged(node)
        for name, value in given.values.items():
            key, place = group.keys.get(name), given.keys[name]
            inner = f"{path}.{name}" if path else name
            if key is None:
                self._unknown(group, given, name, path)
            elif not is_null(value):
                self._deprecated(key, value, place, inner)
                if not (key.required and is_missing(value, key.kind)):
                    self.value(key.kind, value, inner)
        for name, key in group.keys.items():
            if key.required and (name not in given.values or is_missing(given.values[name], key.kind)):
                self._missing(key, given, name, path)

    def _deprecated(self, key: Key, value: Node, place: Position, path: str) -> None:
        if key.deprecated is not None and not (isinstance(value, ScalarNode) and not value.raw):
            what = Wrong(Message("publiccode.deprecated"), key.deprecated, severity=Severity.WARNING)
            self.note(place, path, what)

    def _missing(self, key: Key, given: MapNode, name: str, path: str) -> None:
        inner = f"{path}.{name}" if path else name
        place = given.keys.get(name, given.position)
        if isinstance(key.kind, Group):
            inside = tuple(f"{inner}.{part}" for part, sub in key.kind.keys.items() if sub.required)
            self.note(place, inner, Wrong(message("publiccode.missing"), message("publiccode.add-with", keys=inside)))
        elif not dialect.stands_for(path, name, given):
            self.note(place, inner, Wrong(message("publiccode.missing"), Message(f"publiccode.add.{name}")))

    def _unknown(self, group: Group, given: MapNode, name: str, path: str) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            return
        shown = name if len(name) <= _KEY_SHOWN else name[:_KEY_SHOWN] + "..."
        inner = f"{path}.{shown}" if path else shown
        known = dialect.advice(path, name, given)
        if known is not None:
            severity = Severity.WARNING if self.is_tolerant else Severity.ERROR
            what = Message("publiccode.dialect" if self.is_tolerant else "publiccode.unknown-key")
            self.note(given.keys[name], inner, Wrong(what, known, severity=severity), is_dialect=True)
            return
        close = nearest(name, group.keys)
        fix = message("publiccode.did-you-mean", name=close) if close else Message("publiccode.drop-unknown")
        self.note(given.keys[name], inner, Wrong(Message("publiccode.unknown-key"), fix))

    def _text(self, kind: Text, node: Node, path: str) -> None:
        if not isinstance(node, ScalarNode):
            self._wrong_type(node, path, "text")
            return
        text = node.raw
        if kind.is_version and isinstance(node.value, float) and not node.quoted and f"{node.value:g}" != text:
            fix = message("publiccode.write", value=f'"{text}"')
            what = message("publiccode.number-not-text", found=text, read=f"{node.value:g}")
            self.note(node.position, path, Wrong(what, fix, f'"{text}"', Severity.WARNING))
        wrong = kind.rule(text) if kind.rule is not None else None
        if kind.asset and text:
            wrong = addresses.local_path(text) or assets.look(kind.asset, text, self.assets)
        if not text and (wrong is not None or kind.asset == "image"):
            wrong = Wrong(Message("publiccode.empty"), Message("publiccode.drop"))
        if wrong is not None:
            self.note(node.position, path, wrong)

    def _truth(self, node: Node, path: str) -> None:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return
        fix = Message("publiccode.truth-form")
        better = None
        if isinstance(node, ScalarNode):
            better = {"yes": "true", "on": "true", "true": "true", "y": "true", "oui": "true", "no": "false",
                      "off": "false", "false": "false", "n": "false", "non": "false"}.get(node.raw.lower())  # fmt: skip
            fix = message("publiccode.write", value=better) if better else fix
        self.note(node.position, path, Wrong(message("publiccode.not-truth", found=_said(node)), fix, better))

    def _many(self, kind: Many, node: Node, path: str) -> None:
        if kind.or_one and isinstance(node, ScalarNode):
            self.value(kind.item, node, path)
            return
        if not isinstance(node, ListNode):
            self._wrong_type(node, path, "list")
            return
        for number, item in enumerate(node.items):
            if not is_null(item) or not isinstance(kind.item, Text):
                self.value(kind.item, item, f"{path}[{number}]")
            elif kind.item.rule is not None and kind.item.rule is not addresses.video:
                self.note(
                    item.position, f"{path}[{number}]", Wrong(Message("publiccode.empty"), Message("publiccode.drop"))
                )

    def _by_language(self, group: Group, node: Node, path: str) -> None:
        if not isinstance(node, MapNode):
            self._wrong_type(node, path, "mapping")
            return
        given = merged(node)
        for name, value in given.values.items():
            wrong = values.language(name)
            if wrong is not None:
                self.note(given.keys[name], f"{path}.{name[:_KEY_SHOWN]}", wrong)
            self.group(group, value, f"{path}.{name[:_KEY_SHOWN]}")

    def _wrong_type(self, node: Node, path: str, wanted: str) -> None:
        what = message(f"publiccode.not-a-{wanted}", found=_said(node))
        self.note(node.position, path, Wrong(what, Message(f"publiccode.{wanted}-form")))


def _said(node: Node) -> Message | str:
    """What a node is, for a message."""
    match node:
        case ScalarNode(quoted=True):
            return f'"{values.shown(node.raw)}"'
        case ScalarNode():
            return values.shown(node.raw)
        case ListNode():
            return Message("publiccode.a-list")
        case MapNode():
            return Message("publiccode.a-mapping")


def is_null(node: Node) -> bool:
    """Whether nothing is written: `key:`, `~` or `null`."""
    return isinstance(node, ScalarNode) and node.value is None


def is_missing(node: Node, kind: Kind) -> bool:
    """Whether what must be there is empty."""
    if isinstance(kind, Many):
        return is_null(node) or (isinstance(node, ListNode) and len(node.items) < kind.least)
    if isinstance(kind, ByLanguage):
        return is_null(node) or (isinstance(node, MapNode) and not node.values)
    return isinstance(node, ScalarNode) and (node.value is None or not node.raw.strip())


def merged(node: MapNode) -> MapNode:
    """A mapping with what it takes from others by YAML's merge key `<<`."""
    if "<<" not in node.values:
        return node
    source = node.values["<<"]
    mappings = source.items if isinstance(source, ListNode) else (source,)
    found: dict[str, Node] = {name: value for name, value in node.values.items() if name != "<<"}
    keys = {name: place for name, place in node.keys.items() if name != "<<"}
    for mapping in mappings:
        if isinstance(mapping, MapNode):
            for name, value in mapping.values.items():
                if name not in found and name != "<<":
                    found[name], keys[name] = value, mapping.keys[name]
    return MapNode(node.position, found, keys)
