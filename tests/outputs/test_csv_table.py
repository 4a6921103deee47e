# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV: read back by a reader of CSV, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.message import LocalText
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Report, Status
from ospo_policy.outputs import Style, render
from ospo_policy.outputs.csv_table import COLUMNS
from tests.outputs.canonical import EMPTY, FULL, HOSTILE, ONE, REPORT, WAIVED, WAIVER, finding


def rows(report: Report, language: str = "en") -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(render("csv", report, Catalogue(language), Style()), newline=""), strict=True)
    found = list(reader)
    assert tuple(reader.fieldnames or ()) == COLUMNS
    assert all(None not in row and None not in row.values() for row in found)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_a_row_and_so_is_what_could_not_be_read(language: str) -> None:
    assert len(rows(ONE, language)) == len(FULL.findings)
    found = rows(REPORT, language)
    assert len(found) == sum(len(one.findings) for one in REPORT.repositories) + len(REPORT.unread)
    assert (found[-1]["rule"], found[-1]["status"]) == ("", "unknown")
    assert rows(EMPTY, language) == []


def test_a_row_says_what_the_report_says() -> None:
    found = {row["rule"]: row for row in rows(ONE)}
    assert found["rule-fail-should"] == {
        "date": "2026-11-23", "repository": "local:full", "commit": "0123456789abcdef", "profile": "B",
        "pack": "example", "rule": "rule-fail-should", "level": "should", "status": "fail", "via": "",
        "title": "A title <b>should</b>", "message": "No licence text was found.", "path": "README.md", "line": "3",
        "places": "1", "how": found["rule-fail-must"]["how"], "references": "https://example.org/law",
        "controls": "X-1", "waiver": "", "known_since": "", "upcoming_level": "", "upcoming_date": "",
    }  # fmt: skip
    assert found["inherited"]["via"] == "inherited"
    assert found["rule-waived-must"]["waiver"] == WAIVED
    assert found["rule-known"]["known_since"] == "2026-03-01"
    assert (found["rule-later"]["level"], found["rule-later"]["upcoming_level"]) == ("may", "must")
    assert found["rule-later"]["upcoming_date"] == "2027-03-01"
    assert {row["status"] for row in found.values()} == {status.value for status in Status}


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "+1", "-1+1", "@x", "\t=1", " =1", "\u00a0=1", "\uff1d1", "|calc", "%0A=1", "\r=1", "=1;=2", "\n=1"],
)
def test_no_cell_is_a_formula(text: str) -> None:
    odd = finding(
        Status.FAIL,
        Level.MUST,
        rule=text,
        title=LocalText({"en": text}),
        controls=(text,),
        waiver=WAIVER._replace(reason=text),
    )
    report = ONE._replace(repositories=(FULL._replace(id=text, commit=text, profile=text, findings=(odd,)),))
    (row,) = rows(report)
    for value in row.values():
        assert not value.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d"))
        assert value.isprintable() or "\u00a0" in value
    assert row["title"].lstrip("'").strip() in Catalogue("en").local(LocalText({"en": text})).replace("\n", " ").strip()


def test_lines_of_the_file_are_lines_of_the_table() -> None:
    assert len(render("csv", ONE, Catalogue("fr"), Style()).splitlines()) == 1 + len(FULL.findings)
