# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules like others, sources with versions, levels by profile, conditions of a whole pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.report import Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.support.repositories import build


def policy(tmp_path: Path, text: str) -> Policy:
    (tmp_path / "p.yml").write_text("pack: p\nversion: 1.0.0\n" + text)
    return load_policy([Wanted(str(tmp_path / "p.yml"))], PackSources())


def mistakes(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(PolicyError) as caught:
        policy(tmp_path, text)
    say = Catalogue("en")
    return [(p.message.key, say.text(p.hint) if p.hint else "") for p in caught.value.problems]


def test_a_rule_takes_what_it_does_not_say_from_the_one_that_it_is_like(tmp_path: Path) -> None:
    (rule,) = policy(tmp_path, "rules: {mine: {like: minimal/readme-present, level: may}}\n").rules
    assert (rule.id, rule.pack, rule.level.value) == ("mine", "p", "may")
    assert rule.title.get("fr") == "Un README dit de quoi il s'agit"
    assert rule.origin["level"].endswith("p.yml:3:46")
    assert "minimal" in rule.origin["title"]


def test_the_other_rules_of_that_pack_are_not_in_force(tmp_path: Path) -> None:
    found = policy(tmp_path, "rules: {mine: {like: minimal/readme-present}}\n")
    assert [pack.id for pack in found.packs] == ["p"]


def test_its_parameters_can_be_set(tmp_path: Path) -> None:
    text = "set: {readme-characters: 7}\nrules: {mine: {like: minimal/readme-present}}\n"
    (rule,) = policy(tmp_path, text).rules
    assert "min_characters=7" in str(rule.check)


def test_a_rule_may_be_like_another_of_its_own_pack(tmp_path: Path) -> None:
    text = "rules:\n  a: {level: may, title: A, check: {file: {kinds: [readme]}}}\n  b: {like: p/a, title: B}\n"
    first, second = policy(tmp_path, text).rules
    assert second.check == first.check
    assert second.title.get("en") == "B"


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        ("minimal/readme-presnt", ("rule.like-unknown", "Did you mean `minimal/readme-present`?")),
        ("p/mine", ("rule.like-unknown", "")),
        ("readme-present", ("rule.like-unknown", "There are: mine.")),
        ("no-such-pack/x", ("rule.like-unknown", "")),
        ("../p/x", ("rule.like-unknown", "")),
    ],
)
def test_a_rule_that_there_is_not_is_told(like: str, expected: tuple[str, str], tmp_path: Path) -> None:
    assert expected[0] in [key for key, _ in mistakes(tmp_path, f"rules: {{mine: {{like: {like}}}}}\n")]
    assert expected in mistakes(tmp_path, f"rules: {{mine: {{like: {like}}}}}\n")


def test_a_rule_may_be_like_one_of_a_pack_that_is_extended(tmp_path: Path) -> None:
    rule = "{level: may, title: T, check: {file: {kinds: [readme]}}}"
    (tmp_path / "q.yml").write_text(f"pack: q\nversion: 1.0.0\nrules: {{x: {rule}}}\n")
    found = policy(tmp_path, f"extends: [./q.yml]\nrules: {{z: {rule}, w: {{like: q/x}}}}\n")
    assert [rule.id for rule in found.rules] == ["x", "z", "w"]


def test_rules_that_are_like_each_other_end(tmp_path: Path) -> None:
    keys = [key for key, _ in mistakes(tmp_path, "rules: {a: {like: p/b}, b: {like: p/a}}\n")]
    assert "rule.like-unknown" in keys


SOURCES = "sources:\n  law: {title: {en: A law, fr: Une loi}, version: '3', date: '2020-02-29', url: 'https://example.org/law'}\n"
RULE = "rules:\n  r: {level: must, title: R, check: {file: {kinds: [licence]}}, references: [%s]%s}\n"


def test_a_reference_takes_title_and_address_from_its_source(tmp_path: Path) -> None:
    (rule,) = policy(tmp_path, SOURCES + RULE % ("{source: law, title: {en: article 2, fr: article 2}}", "")).rules
    (reference,) = rule.references
    assert (reference.title.get("en"), reference.title.get("fr")) == ("A law, article 2", "Une loi, article 2")
    assert reference.url == "https://example.org/law"


def test_a_reference_to_a_source_that_nobody_declares_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, SOURCES + RULE % ("{source: lw}", "")) == [
        ("reference.unknown-source", "Did you mean `law`?")
    ]


def test_a_reference_without_a_name_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, RULE % ("{url: 'https://example.org'}", "")) == [("reference.nameless", "")]


@pytest.mark.parametrize(("profile", "level"), [("A", "should"), ("C", "must"), ("", "must")])
def test_a_profile_has_its_own_level(profile: str, level: str, tmp_path: Path) -> None:
    found = policy(tmp_path, RULE % ("{title: T}", ", levels: {A: should}"))
    repository = open_repository(str(build(tmp_path / "r", {"a": "x"}, {"tracked": False})))
    (finding,) = evaluate(found, repository.collect(found.needs, profile, 0)).findings
    assert finding.level.value == level


@pytest.mark.parametrize(
    ("own", "status"), [("", Status.NOT_APPLICABLE), (", when: repo.name == 'r'", Status.NOT_APPLICABLE)]
)
def test_the_condition_of_a_pack_holds_for_each_of_its_rules(own: str, status: Status, tmp_path: Path) -> None:
    found = policy(tmp_path, "when: repo.files > 5\n" + RULE % ("{title: T}", own))
    repository = open_repository(str(build(tmp_path / "r", {"a": "x"}, {"tracked": False})))
    (finding,) = evaluate(found, repository.collect(found.needs, "", 0)).findings
    assert finding.status is status
