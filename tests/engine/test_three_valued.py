# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`any`, `all`, `not` follow Kleene's tables; what does not apply takes no part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.engine.three_valued import all_of, any_of, negation
from ospo_policy.model.message import message
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict

KLEENE: dict[type, bool | None] = {Pass: True, Fail: False, Unknown: None}
kinds = st.sampled_from([Pass, Fail, Unknown, NotApplicable])
verdicts = st.builds(lambda kind, n: kind(message("file.present", path=str(n))), kinds, st.integers(0, 3))
some = st.lists(verdicts, min_size=1, max_size=5)


def kleene_any(values: list[bool | None]) -> bool | None:
    return True if True in values else (None if None in values else False)


def values(found: list[Verdict]) -> list[bool | None]:
    return [KLEENE[type(verdict)] for verdict in found if not isinstance(verdict, NotApplicable)]


@given(some)
def test_any_is_kleenes_or(found: list[Verdict]) -> None:
    applicable = values(found)
    verdict = any_of(found)
    if applicable:
        assert KLEENE[type(verdict)] is kleene_any(applicable)
    else:
        assert isinstance(verdict, NotApplicable)


@given(some)
def test_all_is_any_turned_round(found: list[Verdict]) -> None:
    turned = negation(any_of([negation(verdict) for verdict in found]))
    assert type(all_of(found)) is type(turned)


@given(some)
def test_the_order_does_not_matter(found: list[Verdict]) -> None:
    assert type(any_of(found)) is type(any_of(found[::-1]))
    assert type(all_of(found)) is type(all_of(found[::-1]))


@given(verdicts)
def test_twice_not_is_the_same(verdict: Verdict) -> None:
    assert type(negation(negation(verdict))) is type(verdict)


def test_a_fail_of_any_tells_every_reason_once() -> None:
    one, two = message("file.present", path="a"), message("file.present", path="b")
    verdict = any_of([Fail(one), Fail(two), Fail(one)])
    assert verdict.message.arguments["messages"] == (one, two)
