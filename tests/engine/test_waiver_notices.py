# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of waivers: to the organisation that keeps them, and to the team that lives with them."""

from __future__ import annotations

import pytest

from ospo_policy.engine.waive import Waivers, waive
from ospo_policy.engine.waiver_notices import of_asks, of_repository, review
from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Waivable, WaivedBy
from ospo_policy.model.report import Status
from ospo_policy.model.waivers import Waiver
from tests.support.findings import TODAY, ask, found, report, rule, waiver

RULES = {"readme-present": Waivable(), "no-secrets": Waivable(WaivedBy.NEVER), "old": Waivable(end=False)}
HERE = frozenset({"waivers.yml:3:5"})

REVIEWED: dict[str, tuple[Waiver, frozenset[str] | None, str | None]] = {
    "one that covers a failure": (waiver("readme-present"), HERE, None),
    "one that covers nothing": (waiver("readme-present"), frozenset(), "waiver.unused"),
    "one of which that cannot be told": (waiver("readme-present"), None, None),
    "one that has not begun and covers nothing": (waiver("readme-present", start="2026-12-01"), frozenset(), None),
    "one that ends in thirty days": (waiver("readme-present", end="2026-12-23"), HERE, "waiver.ends-soon"),
    "one that ends in thirty-one days": (waiver("readme-present", end="2026-12-24"), HERE, None),
    "one that ends today": (waiver("readme-present", end="2026-11-23"), HERE, "waiver.ends-soon"),
    "one that ended yesterday": (waiver("readme-present", end="2026-11-22"), HERE, "waiver.expired"),
    "one of no rule": (waiver("readme-presnt"), HERE, "waiver.rule-unknown"),
    "one of a pattern that no rule has": (waiver("osps-*"), HERE, "waiver.rule-unknown"),
    "one of a rule that nobody may waive": (waiver("no-secrets"), HERE, "waiver.never"),
    "one of all rules": (waiver("*"), HERE, None),
    "one without end that must have one": (waiver("readme-present", end=None), HERE, "waiver.no-end"),
    "one without end that need not": (waiver("old", end=None), HERE, None),
    "one without end of all rules, of which one need not": (waiver("*", end=None), HERE, None),
}


@pytest.mark.parametrize("name", REVIEWED)
def test_the_organisation_is_told_what_wants_a_decision(name: str) -> None:
    one, covering, expected = REVIEWED[name]
    problems = review(Waivers((one,)), RULES, TODAY, covering)
    assert [problem.message.key for problem in problems] == ([expected] if expected else [])
    assert all(problem.position == one.at for problem in problems)


def test_the_nearest_rule_is_named() -> None:
    (problem,) = review(Waivers((waiver("readme-presnt"),)), RULES, TODAY)
    assert problem.hint is not None
    assert Catalogue("en").text(problem.hint) == "Did you mean `readme-present`?"


def test_how_long_before_its_end_a_waiver_is_spoken_of_can_be_chosen() -> None:
    one = waiver("readme-present", end="2027-02-01")
    assert review(Waivers((one,), 60), RULES, TODAY) == []
    assert len(review(Waivers((one,), 70), RULES, TODAY)) == 1
    assert review(Waivers((waiver("readme-present", end="2026-11-24"),), 0), RULES, TODAY) == []


OWN = Waivable(WaivedBy.REPOSITORY)
ASKED: dict[str, tuple[Waiver, Waivable, Status, str | None]] = {
    "the organisation has not approved it": (ask(), Waivable(), Status.FAIL, "waiver.ask.unapproved"),
    "the organisation has approved it": (ask(), Waivable(), Status.WAIVED, None),
    "nobody may": (ask(), Waivable(WaivedBy.NEVER), Status.FAIL, "waiver.ask.never"),
    "it must end": (ask(end=None), OWN, Status.FAIL, "waiver.ask.no-end"),
    "it must end, and wants approval": (ask(end=None), Waivable(), Status.FAIL, "waiver.ask.no-end"),
    "it has ended": (ask(end="2026-11-22"), OWN, Status.FAIL, "waiver.ask.expired"),
    "it has not begun": (ask(start="2026-11-24"), OWN, Status.FAIL, "waiver.ask.not-yet"),
    "the rule is met": (ask(), Waivable(), Status.PASS, "waiver.ask.not-needed"),
    "the rule does not apply": (ask(), Waivable(), Status.NOT_APPLICABLE, "waiver.ask.not-needed"),
    "the rule cannot be told": (ask(), Waivable(), Status.UNKNOWN, None),
    "the check broke": (ask(), Waivable(), Status.ERROR, None),
    "there is no such rule": (ask("zzz"), Waivable(), Status.FAIL, "waiver.ask.rule-unknown"),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_ask_without_effect_is_told_with_why(name: str) -> None:
    one, waivable, status, expected = ASKED[name]
    said = of_asks(report(found(status=status)), [one], [rule(waivable=waivable)], TODAY)
    assert [what.key for what in said] == ([expected] if expected else [])
    for language in ("en", "fr"):
        assert all(".ospo-policy.yml:2:5" in Catalogue(language).text(what) for what in said)


def test_an_ask_of_a_misspelt_rule_names_the_nearest() -> None:
    (said,) = of_asks(report(found("readme-present")), [ask("readme-presnt")], [rule("readme-present")], TODAY)
    assert Catalogue("en").text(said).endswith("Did you mean `readme-present`?")


def test_a_team_is_told_that_its_waiver_ends_or_has_ended() -> None:
    some = (waiver("r", end="2026-12-01"), waiver("s", end="2026-11-01"), waiver("t", end="2027-12-01"))
    seen = waive(report(found("r"), found("s"), found("t"), found("u")), [rule(x) for x in "rstu"], some, (), TODAY)
    told = [Catalogue("en").text(what) for what in of_repository(seen, some, 30, TODAY)]
    assert told == [
        "`r` is waived until 2026-12-01 only.",
        "The waiver of `s` (waivers.yml:3:5) ended on 2026-11-01, so that the rule counts again.",
    ]


@pytest.mark.parametrize(
    ("repositories", "status", "is_told"),
    [
        (("github:city/parking",), Status.PASS, True),
        (("github:city/parking",), Status.NOT_APPLICABLE, True),
        (("github:city/parking",), Status.UNKNOWN, False),
        (("github:city/parking",), Status.FAIL, False),
        (("github:city/*",), Status.PASS, False),
        (("github:city/parking", "github:city/water"), Status.PASS, False),
    ],
)
def test_a_team_is_told_of_a_waiver_of_its_own_that_it_does_not_need(
    repositories: tuple[str, ...], status: Status, is_told: bool
) -> None:
    some = (waiver(repositories=repositories),)
    told = of_repository(report(found(status=status)), some, 30, TODAY)
    assert [what.key for what in told] == (["waiver.notice.not-needed"] if is_told else [])
