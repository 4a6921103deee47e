# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`from` and `waivable` of a rule: how they are written, inherited, and what they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.policy import Level, Rule, Waivable, WaivedBy
from ospo_policy.model.report import Finding, Upcoming
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.support.repositories import build

NOW = 1_795_392_000  # 2026-11-23
PACK = "pack: p\nversion: 1.0.0\nrules:\n  r: {title: R, check: {file: {kinds: [licence]}}, %s}\n"


def rule(tmp_path: Path, keys: str, child: str = "") -> Rule:
    (tmp_path / "p.yml").write_text(PACK % keys)
    (tmp_path / "q.yml").write_text(f"pack: q\nversion: 1.0.0\nextends: [p.yml]\nrules: {{{child}}}\n")
    (found,) = load_policy([Wanted(str(tmp_path / "q.yml"))], PackSources()).rules
    return found


def finding(tmp_path: Path, keys: str, profile: str = "", now: int = NOW) -> Finding:
    (tmp_path / "p.yml").write_text(PACK % keys)
    policy = load_policy([Wanted(str(tmp_path / "p.yml"))], PackSources())
    repository = open_repository(str(build(tmp_path / "r", {"README.md": "x"}, {"tracked": False})))
    (found,) = evaluate(policy, repository.collect(policy.needs, profile, now)).findings
    return found


MUST = Upcoming(Level.MUST, "2026-11-24")


@pytest.mark.parametrize(
    ("keys", "profile", "level", "upcoming"),
    [
        ("level: must, from: 2026-11-24", "", Level.MAY, MUST),
        ("level: must, from: 2026-11-23", "", Level.MUST, None),
        ('level: must, from: "2020-01-01"', "", Level.MUST, None),
        ("level: should, from: 2027-01-01", "", Level.MAY, Upcoming(Level.SHOULD, "2027-01-01")),
        ("level: may, from: 2027-01-01", "", Level.MAY, None),
        ("level: may, levels: {A: must}, from: 2026-11-24", "A", Level.MAY, MUST),
        ("level: may, levels: {A: must}, from: 2026-11-24", "B", Level.MAY, None),
        ("level: must, levels: {A: may}, from: 2026-11-24", "A", Level.MAY, None),
    ],
)
def test_a_rule_is_a_note_until_its_day(
    tmp_path: Path, keys: str, profile: str, level: Level, upcoming: Upcoming | None
) -> None:
    found = finding(tmp_path, keys, profile)
    assert (found.level, found.upcoming) == (level, upcoming)


def test_midnight_is_that_of_greenwich(tmp_path: Path) -> None:
    assert finding(tmp_path, "level: must, from: 2026-11-24", now=NOW + 86_399).level is Level.MAY
    assert finding(tmp_path, "level: must, from: 2026-11-24", now=NOW + 86_400).level is Level.MUST


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", Waivable()),
        ("waivable: organisation", Waivable()),
        ("waivable: repository", Waivable(WaivedBy.REPOSITORY)),
        ("waivable: never", Waivable(WaivedBy.NEVER)),
        ("waivable: {end: false}", Waivable(end=False)),
        ("waivable: {by: repository, end: false}", Waivable(WaivedBy.REPOSITORY, end=False)),
    ],
)
def test_a_rule_says_who_may_waive_it(tmp_path: Path, keys: str, expected: Waivable) -> None:
    assert rule(tmp_path, f"level: must, {keys}" if keys else "level: must").waivable == expected


def test_both_are_inherited_and_changed_one_by_one(tmp_path: Path) -> None:
    parent = "level: must, from: 2027-01-01, waivable: never"
    assert rule(tmp_path, parent, "r: {level: may}").from_ == "2027-01-01"
    changed = rule(tmp_path, parent, "r: {from: null, waivable: repository}")
    assert (changed.from_, changed.waivable.by) == (None, WaivedBy.REPOSITORY)
    assert changed.origin["from"].endswith("q.yml:4:13")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("waivable: repositry", ["`waivable` cannot be `repositry`.", "Did you mean `repository`?"]),
        ("waivable: {bye: never}", ["`bye` is no key of `waivable`.", "Did you mean `by`?"]),
        ("waivable: [never]", ["`waivable` is a list, where a mapping of keys to values is wanted."]),
        ("from: soon", ["`soon` is no date: write year-month-day, as 2026-11-23."]),
        ("fom: 2027-01-01", ["`fom` is no key of `r`.", "Did you mean `from`?"]),
    ],
)
def test_mistakes_in_them_are_told(tmp_path: Path, keys: str, told: list[str]) -> None:
    with pytest.raises(PolicyError) as caught:
        rule(tmp_path, f"level: must, {keys}")
    say = Catalogue("en")
    texts = [say.text(text) for one in caught.value.problems for text in (one.message, one.hint) if text is not None]
    assert texts == told
