# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a baseline knows again, what is worse than it knew, and what leaves it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ospo_policy.engine.baseline import known, mark, renewed, shrunk
from ospo_policy.engine.baseline_file import head_of, parse, render
from ospo_policy.messages import Catalogue
from ospo_policy.model.baseline import KnownFailure
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.message import message
from ospo_policy.model.report import Finding, RepositoryReport, Status
from tests.support.findings import found, report

DAY = "2026-11-01"
MANY = [f"{number:03d}.txt" for number in range(60)]


def fail(*at: str, **evidence: object) -> Finding:
    return found(at=at, evidence=evidence)


CASES: dict[str, tuple[Finding, Finding, tuple[str, ...]]] = {
    "the same": (fail("a:1"), fail("a:1"), ()),
    "without a place": (fail(), fail(), ()),
    "on another line": (fail("a:1", "a:2"), fail("a:7", "a:9"), ()),
    "said in other words": (fail("a:1"), fail("a:1")._replace(message=message("file.absent", files="x")), ()),
    "at fewer places": (fail("a:1", "a:2", "b"), fail("a:2"), ()),
    "nowhere in particular any more": (fail("a:1"), fail(), ()),
    "at more places of a file": (fail("a:1"), fail("a:1", "a:2"), ("a",)),
    "in a file more": (fail("a:1"), fail("a:1", "b:1"), ("b",)),
    "in another file": (fail("a:1"), fail("b:1"), ("b",)),
    "with less coverage": (fail(coverage=71.2), fail(coverage=71.1), ("71.1 % instead of 71.2 %",)),
    "with the same coverage, other files": (fail("a", coverage=71.2), fail("b", "c", coverage=71.2), ()),
    "with more coverage": (fail("a", coverage=71.2), fail("b", coverage=80), ()),
    "with more faults": (fail(count=3), fail(count=4), ("4 instead of 3",)),
    "with fewer faults": (fail(count=3), fail(count=2), ()),
    "in more files than are listed, and more": (
        fail(*MANY[:50], count=50), fail(*MANY[1:51], count=51), ("51 instead of 50",),
    ),
    "in more files than are listed, others come up": (fail(*MANY[:50], count=60), fail(*MANY[1:51], count=59), ()),
    "in so many files now that not all are listed": (
        fail(*MANY[:3]), fail(*MANY[:50]), ("in more files than can be listed",),
    ),
    "in few enough files now that all are listed": (fail(*MANY[:50]), fail(*MANY[:49]), ()),
    "measured now, and not before": (fail("a"), fail("a", count=1, coverage=3.0), ()),
    "true is no number": (fail(count=3), fail(count=True), ()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_failure_is_known_unless_it_is_worse(name: str) -> None:
    before, now, more = CASES[name]
    (marked,) = mark(report(now), {"r": known(before, DAY)}).findings
    assert marked.status is Status.FAIL
    assert (marked.known_since == DAY) == (not more)
    assert marked.counts == bool(more)
    text = Catalogue("en").text(marked.message)
    assert all(part in text for part in more)
    assert ("It got worse since 2026-11-01" in text) == bool(more)


def test_a_failure_that_nobody_knows_is_new() -> None:
    (marked,) = mark(report(found("s")), {"r": known(fail(), DAY)}).findings
    assert marked == found("s")


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.FAIL])
def test_nothing_but_a_failure_is_known(status: Status) -> None:
    before = report(found(status=status))
    assert mark(before, {"r": known(fail(), DAY)}) == before


def test_a_baseline_written_anew_knows_what_fails_today_and_keeps_the_days() -> None:
    before = {one: known(fail("a"), DAY) for one in ("old", "worse", "gone", "met", "unseen", "waived")}
    seen = report(
        found("old", at=["a"]), found("worse", at=["a", "b"]), found("new"), found("met", Status.PASS),
        found("unseen", Status.UNKNOWN), found("waived", Status.WAIVED), found("nothing", Status.UNKNOWN),
    )  # fmt: skip
    after = renewed(seen, before, "2026-11-23")
    assert {rule: one.since for rule, one in after.items()} == {
        "old": DAY, "worse": "2026-11-23", "new": "2026-11-23", "unseen": DAY, "waived": DAY,
    }  # fmt: skip
    assert after["worse"].at == {"a": 1, "b": 1}


def test_what_is_repaired_leaves_the_baseline_and_nothing_comes_into_it() -> None:
    before = {
        "met": known(fail("a"), DAY),
        "partly": known(fail("a", "a:2", "b", count=3), DAY),
        "worse": known(fail("a"), DAY),
        "absent": known(fail("a"), DAY),
        "better": known(fail(coverage=50.0), DAY),
        "unlisted": known(fail(*MANY[:50]), DAY),
    }
    seen = report(
        found("met", Status.PASS), found("partly", at=["a:9"], evidence={"count": 1}), found("new"),
        found("worse", at=["a", "b"]), found("better", evidence={"coverage": 60.0}), found("unlisted", at=["a"]),
    )  # fmt: skip
    assert shrunk(seen, before) == {
        "absent": before["absent"],
        "better": KnownFailure(DAY, coverage=60.0),
        "partly": KnownFailure(DAY, {"a": 1}, 1),
        "unlisted": KnownFailure(DAY, {"a": 1}),
        "worse": before["worse"],
    }


paths = st.sampled_from(["a", "b", "c:1", "c:2", "param", "é\u202e", "d\udcff", "x" * 300])
evidence = st.fixed_dictionaries(
    {}, optional={"count": st.integers(0, 5), "coverage": st.floats(0, 100, allow_nan=False)}
)
findings = st.builds(
    found,
    st.sampled_from(["r", "s", "param"]),
    st.sampled_from(Status),
    st.lists(paths, max_size=4) | st.just(MANY),
    evidence,
)
reports = st.lists(findings, max_size=3, unique_by=lambda one: one.rule).map(lambda some: report(*some))
baselines = reports.map(lambda seen: renewed(seen, {}, DAY))


def statuses(seen: RepositoryReport) -> list[Any]:
    return [(one.rule, one.status, one.known_since) for one in seen.findings]


@given(reports)
def test_what_is_written_down_today_does_not_count_today(seen: RepositoryReport) -> None:
    assert not any(one.counts for one in mark(seen, renewed(seen, {}, DAY)).findings)


@given(reports, baselines)
@example(report(found(at=["a", "a"], evidence={"coverage": 0.0})), {"r": known(fail("a"), DAY)})
def test_shrinking_changes_nothing_of_today_and_can_be_done_again(
    seen: RepositoryReport, before: dict[str, KnownFailure]
) -> None:
    after = shrunk(seen, before)
    assert statuses(mark(seen, after)) == statuses(mark(seen, before))
    assert shrunk(seen, after) == after
    assert after.keys() <= before.keys()


@given(reports, reports, baselines)
def test_a_shrunk_baseline_never_knows_more(
    seen: RepositoryReport, later: RepositoryReport, before: dict[str, KnownFailure]
) -> None:
    counted = {one.rule for one in mark(later, before).findings if one.counts}
    assert counted <= {one.rule for one in mark(later, shrunk(seen, before)).findings if one.counts}


@given(baselines)
def test_a_file_tells_what_it_was_told(before: dict[str, KnownFailure]) -> None:
    text = render(before, "# a\n# b")
    assert parse(text, "x.yml") == before
    assert head_of(text) == "# a\n# b"
    assert text.isprintable() or all(line.isprintable() for line in text.splitlines())


def test_a_file_reads_well() -> None:
    text = render({"b": known(fail("é:1", "é:2", 'q"\\', count=3), DAY), "a": known(fail(), DAY)}, "# ours")
    assert text == (
        '# ours\nschema_version: "1"\nfailures:\n  a: {"since": "2026-11-01"}\n'
        '  b: {"since": "2026-11-01", "at": {"q\\"\\\\": 1, "é": 2}, "faults": 3}\n'
    )
    assert render({}, "") == 'schema_version: "1"\nfailures: {}\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["x.yml:1:1 The file is empty."]),
        ("[]", ["x.yml:1:1 `x.yml` is a list, where a mapping of keys to values is wanted."]),
        ('{"failures": {}}', ["x.yml:1:1 `x.yml` lacks the key `schema_version`."]),
        ('schema_version: "2"', ["x.yml:1:17 `schema_version` cannot be `2`."]),
        ('schema_version: "1"\nfailures: {r: {since: x, at: {a: -1}, more: 1}}',
         ["x.yml:2:23 `x` is no date: write year-month-day, as 2026-11-23.",
          "x.yml:2:34 `a` is -1; it cannot be below zero.",
          "x.yml:2:39 `more` is no key of `r`."]),
        ('schema_version: "1"\n<<<<<<< HEAD\nfailures: {}\n', ["x.yml:2:1 This line is not a `key: value`."]),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_by_line_with_what_to_do(text: str, told: list[str]) -> None:
    with pytest.raises(PolicyError) as caught:
        parse(text, "x.yml")
    say = Catalogue("en")
    assert [f"{one.position} {say.text(one.message)}" for one in caught.value.problems] == told
    assert all(one.hint is not None for one in caught.value.problems)
