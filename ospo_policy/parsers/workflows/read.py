# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of a workflow (`.github/workflows/*.yml`) or of a composite action (`action.yml`) to its model.

What is not known is passed over: GitHub adds keys every year. Source: GitHub, "Workflow syntax for
GitHub Actions" and "Metadata syntax for GitHub Actions".
"""

from __future__ import annotations

from collections.abc import Mapping

from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.parsers.workflows.model import Job, Permissions, Place, Step, Value, Workflow


class NotReadableError(ValueError):
    """The file is no valid YAML, or holds more than is read here."""

    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


def is_action_file(path: str) -> bool:
    """Whether a path is where an action describes itself."""
    return path.rpartition("/")[2].lower() in ("action.yml", "action.yaml")


def read(path: str, text: str) -> Workflow | None:
    """The workflow or composite action of a file; None for one that is neither. Raises `NotReadableError`."""
    from ospo_policy.parsers import yaml_source

    document = yaml_source.read(text, path)
    if document.syntax_errors or (document.root is None and document.problems):
        position = document.problems[0].position
        raise NotReadableError(Place(max(position.line, 1), max(position.column, 1)))
    root = document.root
    if not isinstance(root, MapNode):
        return None
    name, lines = _text(root.values.get("name")), tuple(text.split("\n"))
    if is_action_file(path):
        runs = root.values.get("runs")
        if not isinstance(runs, MapNode) or "steps" not in runs.values:
            return None
        job = _job("runs", runs)
        return Workflow(path, name, _place(root), {}, None, {}, (job,) if job else (), is_action=True, lines=lines)
    jobs = _map(root.values.get("jobs"))
    return Workflow(
        path,
        name,
        _place(root),
        _triggers(root.values.get("on")),
        _permissions(root.values.get("permissions")),
        _values(root.values.get("env")),
        tuple(job for name, node in jobs.items() if (job := _job(name, node))),
        is_action=False,
        lines=lines,
    )


def _triggers(node: Node | None) -> dict[str, Node | None]:
    """The three forms of `on`: one word, a list, a mapping."""
    match node:
        case ScalarNode(raw=raw):
            return {raw.strip(): None}
        case ListNode(items=items):
            return {item.raw.strip(): None for item in items if isinstance(item, ScalarNode)}
        case MapNode(values=values):
            return dict(values)
    return {}


def _permissions(node: Node | None) -> Permissions | None:
    """`permissions:`; nothing after the colon states nothing."""
    match node:
        case ScalarNode(value=str(), raw=raw):
            return Permissions(_place(node), raw.strip(), {})
        case MapNode():
            return Permissions(_place(node), "", _values(node))
    return None


def _job(name: str, node: Node) -> Job | None:
    if not isinstance(node, MapNode):
        return None
    values = node.values
    steps = values.get("steps")
    items = steps.items if isinstance(steps, ListNode) else ()
    return Job(
        name,
        _place(node),
        _text(values.get("name")),
        _value(values.get("uses")),
        _permissions(values.get("permissions")),
        _values(values.get("env")),
        _text(values.get("if")),
        tuple(_step(item) for item in items if isinstance(item, MapNode)),
    )


def _step(node: MapNode) -> Step:
    values = node.values
    return Step(
        _place(node),
        _text(values.get("name")),
        _value(values.get("uses")),
        _value(values.get("run")),
        _values(values.get("with")),
        _values(values.get("env")),
        _text(values.get("if")),
    )


def _place(node: Node) -> Place:
    return Place(node.position.line, node.position.column)


def _map(node: Node | None) -> Mapping[str, Node]:
    return node.values if isinstance(node, MapNode) else {}


def _value(node: Node | None) -> Value | None:
    return Value(node.raw, _place(node)) if isinstance(node, ScalarNode) and node.raw.strip() else None


def _values(node: Node | None) -> dict[str, Value]:
    """The plain values of a mapping by name in lower case, those of its merge key `<<` too."""
    found: dict[str, Value] = {}
    for key, value in _map(node).items():
        if isinstance(value, ScalarNode):
            found[key.lower()] = Value(value.raw, _place(value))
        elif key == "<<" and isinstance(value, MapNode):
            found = _values(value) | found
    return found


def _text(node: Node | None) -> str:
    return node.raw if isinstance(node, ScalarNode) else ""
