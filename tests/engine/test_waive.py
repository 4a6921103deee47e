# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a waiver covers, from when to when, of whom; and that it never hides what is not a failure."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.engine.waive import is_in_effect, names_repository, used, waive
from ospo_policy.model.policy import Waivable, WaivedBy
from ospo_policy.model.report import Status
from ospo_policy.model.waivers import Waiver
from tests.support.findings import TODAY, ask, found, report, rule, waiver

NEVER, OWN = Waivable(WaivedBy.NEVER), Waivable(WaivedBy.REPOSITORY)
ENDLESS, OWN_ENDLESS = Waivable(end=False), Waivable(WaivedBy.REPOSITORY, end=False)

CASES: dict[str, tuple[Waiver, Waivable, bool]] = {
    "a waiver of the rule": (waiver(), Waivable(), True),
    "of another rule": (waiver("s"), Waivable(), False),
    "of a pattern of rules": (waiver("*"), Waivable(), True),
    "of a pattern that is another": (waiver("r-*"), Waivable(), False),
    "on its last day": (waiver(end="2026-11-23"), Waivable(), True),
    "the day after its last day": (waiver(end="2026-11-22"), Waivable(), False),
    "on its first day": (waiver(start="2026-11-23"), Waivable(), True),
    "the day before its first day": (waiver(start="2026-11-24"), Waivable(), False),
    "without end, where the rule wants one": (waiver(end=None), Waivable(), False),
    "without end, where the rule does not": (waiver(end=None), ENDLESS, True),
    "with an end, where the rule wants none": (waiver(), ENDLESS, True),
    "of a rule that nobody may waive": (waiver(), NEVER, False),
    "the organisation, where the repository may": (waiver(), OWN, True),
    "an ask, where the organisation decides": (ask(), Waivable(), False),
    "an ask, where the repository may": (ask(), OWN, True),
    "an ask without end": (ask(end=None), OWN, False),
    "an ask without end, where the rule wants none": (ask(end=None), OWN_ENDLESS, True),
    "an ask that has ended": (ask(end="2026-11-22"), OWN, False),
    "an ask where nobody may": (ask(), NEVER, False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_failure_is_waived_where_a_waiver_covers_it(name: str) -> None:
    one, waivable, expected = CASES[name]
    approved, asked = ((), (one,)) if one.approver is None else ((one,), ())
    (finding,) = waive(report(found()), [rule(waivable=waivable)], approved, asked, TODAY).findings
    assert (finding.status is Status.WAIVED) == expected
    assert (finding.waiver is not None) == expected
    assert finding.message == found().message


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.FAIL])
def test_what_is_no_failure_is_left_alone(status: Status) -> None:
    before = report(found(status=status))
    assert waive(before, [rule()], (waiver(),), (ask(),), TODAY) == before


def test_of_several_waivers_the_one_that_holds_longest_is_shown() -> None:
    some = [waiver(end="2027-01-01", reason="short"), waiver(end="2028-01-01", reason="long"), ask(end="2029-01-01")]
    (finding,) = waive(report(found()), [rule()], some[:2], some[2:], TODAY).findings
    assert finding.waiver is not None
    assert (finding.waiver.reason, finding.waiver.end, finding.waiver.approver) == ("long", "2028-01-01", "OSPO")
    assert finding.waiver.at == "waivers.yml:3:5"


@pytest.mark.parametrize(
    ("pattern", "names", "expected"),
    [
        ("github:city/parking", ("github:city/parking",), True),
        ("GitHub:City/Parking", ("github:city/parking",), True),
        ("city/parking", ("github:city/parking", "city/parking"), True),
        ("city/parking", ("github:city/parking",), False),
        ("city/park*", ("city/parking",), True),
        ("city/*", ("city/group/parking",), False),
        ("city/**", ("city/group/parking",), True),
        ("*", ("github:city/group/parking",), True),
        ("github:*", ("github:city/group/parking",), True),
        ("github:*", ("gitlab:city/parking",), False),
        ("**", ("x",), True),
        ("city/{parking,water}", ("city/water",), True),
        ("parking", ("city/parking",), False),
        ("city/parking", ("city/parking-old",), False),
        ("city.x/parking", ("cityyx/parking",), False),
        ("*/parking", ("a\nb/parking", "\udcff/parking"), True),
    ],
)
def test_repositories_are_named_by_patterns(pattern: str, names: tuple[str, ...], expected: bool) -> None:
    assert names_repository(waiver(repositories=(pattern,)), names) is expected


def test_waivers_that_cover_a_failure_are_known_by_their_places() -> None:
    some = [waiver(), waiver("s"), waiver("t"), waiver(end="2020-01-01")]
    some = [one._replace(at=one.at._replace(line=line)) for line, one in enumerate(some, 1)]
    seen = report(found("r"), found("s", Status.PASS), found("t", Status.WAIVED))
    assert used(some, seen, TODAY) == {"waivers.yml:1:5", "waivers.yml:3:5"}


dates = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)).map(str)
fields: dict[str, st.SearchStrategy[Any]] = {
    "rule": st.sampled_from(["r", "s", "*", "r*", "?"]),
    "start": st.none() | dates,
    "end": st.none() | dates,
}
approvals = st.lists(st.builds(waiver, **fields), max_size=3)
asks = st.lists(st.builds(ask, **fields), max_size=3)
waivables = st.builds(Waivable, st.sampled_from(WaivedBy), st.booleans())
reports = st.lists(st.builds(found, st.sampled_from(["r", "s", "rr"]), st.sampled_from(Status)), max_size=4).map(
    lambda findings: report(*findings)
)


@given(reports, waivables, approvals, asks, st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)))
def test_waiving_is_idempotent_and_turns_nothing_but_failures_into_waived(
    before: Any, waivable: Waivable, approved: list[Waiver], asked: list[Waiver], day: dt.date
) -> None:
    rules = [rule(id_, waivable=waivable) for id_ in ("r", "s", "rr")]
    after = waive(before, rules, approved, asked, day)
    assert waive(after, rules, approved, asked, day) == after
    for old, new in zip(before.findings, after.findings, strict=True):
        assert new == old or (old.status is Status.FAIL and new.status is Status.WAIVED)
        assert new._replace(status=old.status, waiver=old.waiver) == old
        assert new.status is not Status.WAIVED or old.status in (Status.FAIL, Status.WAIVED)


@given(reports, waivables, approvals, asks, st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)))
def test_waivers_that_are_not_in_effect_change_nothing(
    before: Any, waivable: Waivable, approved: list[Waiver], asked: list[Waiver], day: dt.date
) -> None:
    rules = [rule(id_, waivable=waivable) for id_ in ("r", "s", "rr")]
    holding = ([one for one in some if is_in_effect(one, day)] for some in (approved, asked))
    assert waive(before, rules, approved, asked, day) == waive(before, rules, *holding, day)
    past = [[one for one in some if one.end is not None and one.end < str(day)] for some in (approved, asked)]
    assert waive(before, rules, *past, day) == before
