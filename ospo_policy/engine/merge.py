# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a pack changes the rules of the packs that it extends: by rule id, one key at a time.

Merging is associative, so that it does not matter where a chain of packs is cut into files, and it
keeps the order in which rules first appear. A list or a check is replaced as a whole, never
merged by position.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from ospo_policy.model.location import Position


class Setting(NamedTuple):
    """A value and the place that set it."""

    value: object
    at: Position


class RuleLayer(NamedTuple):
    """What one pack, or several merged, say of one rule.

    `enabled` is false after `off`; any later mapping (or `on`) switches the rule on again.
    `first` is the pack that introduced the rule.
    """

    first: str
    enabled: Setting
    keys: Mapping[str, Setting]


Layer: TypeAlias = Mapping[str, RuleLayer]
"""What one pack, or several merged, say of each rule, by id."""


def merge_rules(lower: RuleLayer, upper: RuleLayer) -> RuleLayer:
    """`upper` over `lower`: each key that `upper` sets replaces the one below it."""
    return RuleLayer(lower.first, upper.enabled, {**lower.keys, **upper.keys})


def merge(lower: Layer, upper: Layer) -> Layer:
    """`upper` over `lower`; rules keep the place where they first appeared."""
    merged = dict(lower)
    for rule_id, layer in upper.items():
        below = merged.get(rule_id)
        merged[rule_id] = layer if below is None else merge_rules(below, layer)
    return merged
