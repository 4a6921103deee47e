# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scores: points and levels, from rules, from checks of their own, from declarations."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.report import ScoreResult
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.support.repositories import build

NOW = 1_795_392_000  # 2026-11-23
RULES = """
rules:
  good: {level: may, title: G, check: {file: {kinds: [readme]}}}
  bad: {level: may, title: B, check: {file: {kinds: [licence]}}}
  unsure: {level: may, title: U, check: {cel: {expression: repo.fork}}}
  apart: {level: may, title: N, check: {text: {kinds: [security], matches: [x]}}}
"""


def score(tmp_path: Path, groups: str, kind: str = "points") -> ScoreResult:
    text = f"pack: p\nversion: 1.0.0\nscores: {{s: {{title: Score, {kind}: [{groups}]}}}}\n{RULES}"
    (tmp_path / "p.yml").write_text(text)
    policy = load_policy([Wanted(str(tmp_path / "p.yml"))], PackSources())
    files = {"README.md": "x", ".ospo-policy.yml": "attestations: {key: {by: me, date: '2026-11-01'}}\n"}
    repository = open_repository(str(build(tmp_path / "r", files, {"tracked": False})))
    (found,) = evaluate(policy, repository.collect(policy.needs, "", NOW)).scores
    return found


def group(what: str) -> str:
    return f"{{title: T, {what}}}"


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("rules: [good]", "pass"),
        ("rules: [good, apart]", "pass"),
        ("rules: [good, bad]", "fail"),
        ("rules: [unsure, bad]", "fail"),
        ("rules: [good, unsure]", "unknown"),
        ("rules: [apart]", "not-applicable"),
        ("rules: ['g*']", "pass"),
        ("rules: ['*']", "fail"),
        ("rules: [nothing-has-this-name]", "unknown"),
        ("check: {file: {kinds: [readme]}}", "pass"),
        ("rules: [good], check: {file: {kinds: [licence]}}", "fail"),
        ("attest: key", "pass"),
        ("attest: another", "unknown"),
    ],
)
def test_a_point(what: str, expected: str, tmp_path: Path) -> None:
    (found,) = score(tmp_path, group(what)).groups
    assert found.status.value == expected


@pytest.mark.parametrize(
    ("groups", "kind", "says"),
    [
        (("rules: [good]", "rules: [bad]", "rules: [apart]"), "points", "Score: 1 of 2."),
        (("rules: [good]", "rules: [unsure]"), "points", "Score: 1 of 2; 1 more could not be told."),
        (("rules: [good]", "rules: [bad]", "rules: [good]"), "levels", "Score: T."),
        (("rules: [bad]", "rules: [good]"), "levels", "Score: no level is reached yet; T comes first."),
        (("rules: [unsure]",), "levels", "Score: whether T is reached could not be told."),
    ],
)
def test_the_sum(groups: tuple[str, ...], kind: str, says: str, tmp_path: Path) -> None:
    found = score(tmp_path, ", ".join(group(one) for one in groups), kind)
    assert Catalogue("en").text(found.summary()) == says


@pytest.mark.parametrize(
    ("scores", "key"),
    [
        ("{s: {title: S}}", "score.points-or-levels"),
        ("{s: {title: S, points: [{title: T}]}}", "score.empty-group"),
    ],
)
def test_a_score_that_says_nothing_is_told(scores: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_text(f"pack: p\nversion: 1.0.0\nscores: {scores}\n{RULES}")
    with pytest.raises(PolicyError) as caught:
        load_policy([Wanted(str(tmp_path / "p.yml"))], PackSources())
    assert [problem.message.key for problem in caught.value.problems] == [key]
