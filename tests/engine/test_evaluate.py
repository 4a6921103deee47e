# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules with conditions and profiles: what applies, and what is not known to."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.facts import Known
from ospo_policy.model.report import Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.support.repositories import build

PACK = "pack: p\nversion: 1.0.0\nrules:\n  r: {level: must, title: R, check: {file: {kinds: [%s]}}, %s}\n"
PRESENT, ABSENT = "readme", "licence"


def status(tmp_path: Path, kind: str, keys: str, profile: str = "", **fields: object) -> tuple[Status, str]:
    (tmp_path / "p.yml").write_text(PACK % (kind, keys))
    policy = load_policy([Wanted(str(tmp_path / "p.yml"))], PackSources())
    folder = build(tmp_path / "r", {"README.md": "x"}, {"tracked": False})
    facts = open_repository(str(folder)).collect(policy.needs, profile, 0)
    facts = facts._replace(fields={name: Known(value) for name, value in fields.items()})
    (finding,) = evaluate(policy, facts).findings
    return finding.status, finding.message.key


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (PRESENT, {"fork": False}, (Status.PASS, "file.present")),
        (ABSENT, {"fork": False}, (Status.FAIL, "file.absent")),
        (PRESENT, {"fork": True}, (Status.NOT_APPLICABLE, "rule.condition-false")),
        (ABSENT, {"fork": True}, (Status.NOT_APPLICABLE, "rule.condition-false")),
        # Whether it applies is not known: that matters only where it is not met.
        (PRESENT, {}, (Status.PASS, "file.present")),
        (ABSENT, {}, (Status.UNKNOWN, "rule.condition-unknown")),
    ],
)
def test_a_condition_decides_whether_a_rule_applies(
    tmp_path: Path, kind: str, fields: dict[str, object], expected: tuple[Status, str]
) -> None:
    assert status(tmp_path, kind, 'when: "!repo.fork"', **fields) == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("A", (Status.PASS, "file.present")),
        ("C", (Status.NOT_APPLICABLE, "rule.profile")),
        ("", (Status.NOT_APPLICABLE, "rule.no-profile")),
    ],
)
def test_profiles_decide_whether_a_rule_applies(tmp_path: Path, profile: str, expected: tuple[Status, str]) -> None:
    assert status(tmp_path, PRESENT, "profiles: [A, B]", profile) == expected


def test_a_condition_counts_among_the_needs(tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_text(PACK % (PRESENT, 'when: "repo.tags > 0 && !repo.archived"'))
    needs = load_policy([Wanted(str(tmp_path / "p.yml"))], PackSources()).needs
    assert needs.history == {"tags"}
    assert needs.fields == {"archived"}
    assert needs.contents == {"readme"}
