# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging packs: associative, order-stable, one key at a time, `off` and on again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.engine.merge import Layer, RuleLayer, Setting, merge
from ospo_policy.model.location import Position

AT = Position("pack.yml", 1, 1)
settings = st.builds(Setting, st.integers(0, 9), st.just(AT))
enabled = st.builds(Setting, st.booleans(), st.just(AT))
rules = st.builds(
    RuleLayer,
    st.sampled_from(["one", "two"]),
    enabled,
    st.dictionaries(st.sampled_from(["level", "title", "check", "why"]), settings, max_size=4),
)
layers = st.dictionaries(st.sampled_from(list("abcdef")), rules, max_size=5)


@given(layers, layers, layers)
def test_it_does_not_matter_where_a_chain_is_cut(a: Layer, b: Layer, c: Layer) -> None:
    assert merge(a, merge(b, c)) == merge(merge(a, b), c)
    assert list(merge(a, merge(b, c))) == list(merge(merge(a, b), c))


@given(layers)
def test_an_empty_pack_changes_nothing(layer: Layer) -> None:
    assert merge({}, layer) == layer == merge(layer, {})
    assert merge(layer, layer) == layer


@given(layers, layers)
def test_rules_keep_the_place_where_they_first_appeared(a: Layer, b: Layer) -> None:
    merged = list(merge(a, b))
    assert merged[: len(a)] == list(a)
    assert merged[len(a) :] == [name for name in b if name not in a]


@given(rules, rules)
def test_each_key_is_the_upper_one_where_both_set_it(low: RuleLayer, high: RuleLayer) -> None:
    merged = merge({"a": low}, {"a": high})["a"]
    assert merged.first == low.first
    assert merged.enabled == high.enabled
    for key, setting in merged.keys.items():
        assert setting == high.keys.get(key, low.keys.get(key))
