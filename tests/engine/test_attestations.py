# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person declares: it answers only rules that take it, only with a date and evidence that count."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Finding, Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.support.repositories import build

NOW = 1_795_392_000  # 2026-11-23
PACK = "pack: p\nversion: 1.0.0\nrules:\n  r: {level: must, title: R%s%s}\n"
FAILING, PASSING = ", check: {file: {kinds: [licence]}}", ", check: {file: {kinds: [readme]}}"
DECLARED = "attestations:\n  r: {by: The team, date: '%s'%s}\n"
INSIGHTS = "header: {last-reviewed: '%s'}\nrepository:\n  documentation:\n    governance: %s\n"


def finding(tmp_path: Path, check: str, attest: str, own: str | None, insights: str | None = None) -> Finding:
    (tmp_path / "p.yml").write_text(PACK % (check, attest))
    files = {"README.md": "x"}
    files |= {".ospo-policy.yml": own} if own is not None else {}
    files |= {".github/SECURITY-INSIGHTS.yml": insights} if insights is not None else {}
    policy = load_policy([Wanted(str(tmp_path / "p.yml"))], PackSources())
    repository = open_repository(str(build(tmp_path / "r", files, {"tracked": False})))
    (found,) = evaluate(policy, repository.collect(policy.needs, "", NOW)).findings
    return found


EVIDENCE = ", evidence: 'https://example.org'"
CASES = {
    "a rule that takes none is not answered": (FAILING, "", DECLARED % ("2026-11-01", ""), Status.FAIL),
    "a rule that takes one": (FAILING, ", attest: {}", DECLARED % ("2026-11-01", ""), Status.PASS),
    "the very day": (FAILING, ", attest: {}", DECLARED % ("2026-11-23", ""), Status.PASS),
    "tomorrow": (FAILING, ", attest: {}", DECLARED % ("2026-11-24", ""), Status.FAIL),
    "a year ago": (FAILING, ", attest: {}", DECLARED % ("2025-11-23", ""), Status.PASS),
    "a year and a day ago": (FAILING, ", attest: {}", DECLARED % ("2025-11-22", ""), Status.FAIL),
    "an age of the rule's own": (FAILING, ", attest: {max_age: 10}", DECLARED % ("2026-11-12", ""), Status.FAIL),
    "evidence is wanted": (FAILING, ", attest: {evidence: true}", DECLARED % ("2026-11-01", ""), Status.FAIL),
    "evidence is given": (FAILING, ", attest: {evidence: true}", DECLARED % ("2026-11-01", EVIDENCE), Status.PASS),
    "nothing to check, nothing declared": ("", ", attest: {}", None, Status.UNKNOWN),
    "nothing to check, declared": ("", ", attest: {}", DECLARED % ("2026-11-01", ""), Status.PASS),
    "another rule is declared": (
        "",
        ", attest: {}",
        (DECLARED % ("2026-11-01", "")).replace("r:", "s:"),
        Status.UNKNOWN,
    ),
    "a file that is no YAML": ("", ", attest: {}", "attestations: [", Status.UNKNOWN),
    "an attestation without a date": ("", ", attest: {}", "attestations: {r: {by: x}}\n", Status.UNKNOWN),
}


@pytest.mark.parametrize("name", CASES)
def test_a_declaration(name: str, tmp_path: Path) -> None:
    check, attest, own, expected = CASES[name]
    found = finding(tmp_path, check, attest, own)
    assert found.status is expected
    assert (found.via == "attested") == (expected is Status.PASS)


def test_a_rule_that_is_met_needs_no_declaration(tmp_path: Path) -> None:
    found = finding(tmp_path, PASSING, ", attest: {}", DECLARED % ("2026-11-01", ""))
    assert (found.status, found.via) == (Status.PASS, None)


def test_an_old_declaration_is_told_with_its_place(tmp_path: Path) -> None:
    found = finding(tmp_path, FAILING, ", attest: {}", DECLARED % ("2024-01-01", ""))
    text = Catalogue("en").text(found.message)
    assert ".ospo-policy.yml:2:3 is of 2024-01-01, more than 365 days ago" in text
    assert text.startswith("No ")


ATTEST = ", attest: {insights: [repository.documentation.governance]}"


@pytest.mark.parametrize(
    ("date", "value", "expected"),
    [
        ("2026-11-01", "https://example.org/governance", Status.PASS),
        ("2024-11-01", "https://example.org/governance", Status.UNKNOWN),
        ("2026-11-01", "''", Status.UNKNOWN),
        ("not a date", "https://example.org/governance", Status.UNKNOWN),
    ],
)
def test_security_insights_answer_where_they_are_recent(
    date: str, value: str, expected: Status, tmp_path: Path
) -> None:
    found = finding(tmp_path, "", ATTEST, None, INSIGHTS % (date, value))
    assert found.status is expected
    if expected is Status.PASS:
        assert [str(place) for place in found.locations] == [".github/SECURITY-INSIGHTS.yml:4:17"]
