# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`minimal/security-contact` on what our own template writes: a gap that is still to be filled in is no contact."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.model.report import Status
from ospo_policy.operations.check import Request, check
from tests.support.repositories import build

NOW = 1_795_392_000  # 2026-11-23
POLICY = """# Security

Please do not open a public issue.

Write to {contact}, with what is needed to reproduce it.

We answer within {delay}. See https://city.example/software for what is supported.
"""
DELAY = "[to complete: how soon, in working days]"
GAP = "[to complete: an address for vulnerabilities, that at least two people read]"
README = "# A\n\n## Security\n\nSee [SECURITY.md](SECURITY.md).\n"


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("security@city.fr", Status.PASS),
        ("the [private form](https://city.fr/report)", Status.PASS),
        (GAP, Status.FAIL),
        ("[à compléter\u00a0: une adresse pour les failles, que lisent au moins deux personnes]", Status.FAIL),
        ("[INSERT CONTACT METHOD]", Status.FAIL),
        ("[your email]", Status.FAIL),
    ],
)
def test_a_gap_is_no_contact_and_other_gaps_do_not_matter(tmp_path: Path, contact: str, expected: Status) -> None:
    text = POLICY.format(contact=contact, delay=DELAY)
    folder = build(tmp_path / "r", {"SECURITY.md": text, "README.md": README})
    report, *_ = check(Request(path=str(folder), packs=("minimal",), only=("security-contact",), now=NOW))
    (repository,) = report.repositories
    (finding,) = repository.findings
    assert finding.status is expected
    if expected is Status.FAIL:
        assert [str(place) for place in finding.locations] == ["SECURITY.md:5:10"]
