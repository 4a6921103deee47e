# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parameters: values that a pack declares and that an organisation or another pack sets.

A rule takes one by writing `{param: name}` where the value would stand. The value is checked
against the declaration where it is set, and against the rule's own type where it is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ospo_policy.engine.load import LoadedPack, mapping_at
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode, plain
from ospo_policy.model.policy import Parameter, ParameterType
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.nearest import suggestion


class Parameters:
    """The parameters in force: what was declared, and the node that gives each its value."""

    def __init__(self, packs: list[LoadedPack], settings: Sequence[MapNode]) -> None:
        self.declared: dict[str, Parameter] = {}
        self.values: dict[str, Node] = {}
        self._binder = Binder()
        for pack in packs:
            self._declare(pack)
        for pack in packs:
            self._set(mapping_at(pack, "set"))
        for node in settings:
            self._set(node)
        self.problems = self._binder.problems

    def _declare(self, pack: LoadedPack) -> None:
        """Take a pack's declarations; a default must fit its own declaration."""
        nodes = mapping_at(pack, "parameters")
        for name, parameter in pack.document.parameters.items():
            node = nodes.values.get(name) if nodes else None
            default = node.values.get("default") if isinstance(node, MapNode) else None
            if default is not None:
                self.declared[name] = parameter
                self._take(name, default)

    def _set(self, nodes: MapNode | None) -> None:
        """Take the values under a `set`."""
        for name, node in nodes.values.items() if nodes else ():
            if name in self.declared:
                self._take(name, node)
            else:
                names = tuple(self.declared)
                assert nodes is not None
                what = message("param.undeclared", name=name)
                self._binder.problem(nodes.keys[name], what, suggestion(name, names))

    def _take(self, name: str, node: Node) -> None:
        """Keep a value if it fits its declaration, else note why not."""
        wrong = _wrong(self.declared[name], plain(node))
        if wrong is None:
            self.values[name] = node
        else:
            self._binder.problem(node.position, message("param.bad-value", name=name, why=wrong))

    def fill_in(self, node: Node, binder: Binder) -> Node:
        """The node with each `{param: name}` in it replaced by the parameter's value."""
        match node:
            case MapNode(values={"param": ScalarNode(raw=name)}) if len(node.values) == 1:
                if name in self.values:
                    return self.values[name]
                if name not in self.declared:
                    names = tuple(self.declared)
                    binder.problem(node.position, message("param.unknown", name=name), suggestion(name, names))
                return node
            case MapNode():
                filled = {key: self.fill_in(child, binder) for key, child in node.values.items()}
                return node._replace(values=filled)
            case ListNode():
                items = tuple(self.fill_in(item, binder) for item in node.items)
                return node._replace(items=items)
        return node


_TYPES: Mapping[ParameterType, tuple[type, ...]] = {
    ParameterType.STRING: (str,),
    ParameterType.INTEGER: (int,),
    ParameterType.NUMBER: (int, float),
    ParameterType.BOOLEAN: (bool,),
    ParameterType.LIST: (list,),
}


def _wrong(parameter: Parameter, value: object) -> Message | None:
    """What is wrong with a parameter's value, or None."""
    is_bool = isinstance(value, bool)
    if not isinstance(value, _TYPES[parameter.type]) or (is_bool and parameter.type is not ParameterType.BOOLEAN):
        return message("param.wrong-type", expected=Message(f"kind.{parameter.type.value}"))
    allowed = parameter.one_of
    if allowed and value not in allowed:
        return message("param.not-allowed", allowed=tuple(str(one) for one in allowed))
    if isinstance(value, (int, float)) and not is_bool:
        if parameter.minimum is not None and value < parameter.minimum:
            return message("param.too-small", limit=parameter.minimum)
        if parameter.maximum is not None and value > parameter.maximum:
            return message("param.too-large", limit=parameter.maximum)
    return None
