# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a JSON Schema may cost to apply, estimated before it is.

A validator applies `allOf`, `$ref` and the like to the same value again, so that a schema of thirty
lines, each of which refers twice to the next, is applied a billion times (2 to the power of 30).
"""

from __future__ import annotations

from collections.abc import Iterator

MAX_COST = 100_000
"""Applications of a subschema to one value. Published schemas stay under a few thousand."""
_MANY = ("allOf", "anyOf", "oneOf")
_ONE = ("not", "if", "then", "else")
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


def cost(schema: object) -> int:
    """How often subschemas may be applied to one value, at most; stops counting above `MAX_COST`.

    A reference that leads back to where it comes from, for the same value, never ends.
    """
    known = _named(schema)
    costs: dict[int, int] = {}
    for node in known.values():
        _cost(node, known, costs)
    return max(costs.values(), default=0)


def _cost(start: object, known: dict[str, object], costs: dict[int, int]) -> None:
    """Fill in the cost of a subschema and of all it applies, those deepest down first."""
    waiting: list[tuple[object, bool]] = [(start, False)]
    while waiting:
        node, is_done = waiting.pop()
        if not isinstance(node, dict) or (not is_done and id(node) in costs):
            continue
        parts = list(_applied(node, known))
        if is_done:
            total = 1 + sum(costs.get(id(part), 1) for part in parts)
            costs[id(node)] = min(total, MAX_COST + 1)
        else:
            costs[id(node)] = MAX_COST + 1  # what a reference back to here counts for
            waiting.append((node, True))
            waiting += [(part, False) for part in parts]


def _applied(node: dict[str, object], known: dict[str, object]) -> Iterator[object]:
    """The subschemas that a schema applies to the same value."""
    for key in _MANY:
        parts = node.get(key)
        yield from parts if isinstance(parts, list) else ()
    dependent = node.get("dependentSchemas")
    yield from dependent.values() if isinstance(dependent, dict) else ()
    yield from (node[key] for key in _ONE if key in node)
    for key in _REFERENCES:
        if node.get(key) in known:
            yield known[str(node[key])]


def _named(schema: object) -> dict[str, object]:
    """Every subschema by the ways in which it can be referred to: pointer, anchor, id."""
    known: dict[str, object] = {}
    waiting: list[tuple[str, object]] = [("#", schema)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, list):
            waiting += [(f"{pointer}/{index}", item) for index, item in enumerate(node)]
        elif isinstance(node, dict):
            known[pointer] = node
            for key in ("$anchor", "$dynamicAnchor"):
                known |= {f"#{node[key]}": node} if key in node else {}
            known |= {str(node["$id"]): node} if "$id" in node else {}
            waiting += [
                (f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}", item) for key, item in node.items()
            ]
    return known
