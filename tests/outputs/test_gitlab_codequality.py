# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""GitLab's Code Quality report, read as GitLab reads it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.location import Location
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Report, RepositoryReport, Status
from ospo_policy.outputs import Style, render
from tests.outputs.canonical import EMPTY, HOSTILE, ONE, REPORT, finding

# What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks of every entry. GitLab stops
# reading at the first entry that is not so, and says nothing of it.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "pattern": "^(?!/|\\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def entries(report: Report, language: str = "en") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render("gitlab-codequality", report, Catalogue(language), Style()))
    assert [error.message for error in jsonschema_rs.validator_for(SCHEMA).iter_errors(found)] == []
    assert len({one["fingerprint"] for one in found}) == len(found)  # GitLab shows one of those that are alike
    return found


def of(*findings: Any, anchor: str | None = "README.md") -> Report:
    return ONE._replace(repositories=(RepositoryReport("local:r", None, "", findings, anchor=anchor),))


@pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_the_form_that_gitlab_documents(language: str, report: Report) -> None:
    assert bool(entries(report, language)) is bool(report.repositories)


def test_only_failures_are_degradations_and_levels_are_severities() -> None:
    found = {one["check_name"]: one["severity"] for one in entries(ONE)}
    assert found["rule-fail-must"] == "critical"
    assert found["rule-fail-should"] == "minor"
    assert found["rule-fail-may"] == "info"
    apart = {"rule-known", "rule-later"}
    assert not {name for name in found if name.startswith("rule-") and "-fail-" not in name} - apart


def test_what_was_known_before_stays_so_that_gitlab_does_not_call_it_repaired() -> None:
    new = finding(Status.FAIL, Level.MUST)
    before, after = entries(of(new)), entries(of(new._replace(known_since="2026-03-01")))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert {one["severity"] for one in after} == {"info"}
    assert all("Known since 2026-03-01, does not count." in one["description"] for one in after)


def test_what_is_asked_for_later_is_an_info_that_says_from_when_on() -> None:
    later = [one for one in entries(ONE) if one["check_name"] == "rule-later"]
    assert {one["severity"] for one in later} == {"info"}
    assert all(one["description"].endswith("This is asked for from 2027-03-01 on.") for one in later)


def test_an_empty_report_is_an_empty_list_so_that_gitlab_shows_what_was_put_right() -> None:
    assert render("gitlab-codequality", of(finding(Status.PASS, Level.MUST)), Catalogue("en"), Style()) == "[]\n"


def test_each_place_is_an_entry_and_a_missing_file_is_at_the_readme() -> None:
    found = entries(of(finding(Status.FAIL, Level.MUST), finding(Status.FAIL, Level.MAY, locations=())))
    assert [one["location"] for one in found] == [
        *({"path": "docs/a.md", "lines": {"begin": line}} for line in range(1, 13)),
        {"path": "README.md", "lines": {"begin": 1}},
    ]
    assert found[0]["description"] == "A title <b>must</b>. No licence text was found."


def test_an_entry_is_found_again_when_lines_move_or_the_readme_is_renamed() -> None:
    def prints(*lines: int, anchor: str = "README.md") -> list[str]:
        places = tuple(Location("a", line) for line in lines)
        missing = finding(Status.FAIL, Level.MAY, locations=())
        return [
            one["fingerprint"]
            for one in entries(of(finding(Status.FAIL, Level.MUST, locations=places), missing, anchor=anchor))
        ]

    assert prints(1, 5) == prints(3, 90, anchor="README.rst")
    assert prints(1, 5)[:1] == prints(7)[:1]


def test_names_of_files_are_as_gitlab_finds_them() -> None:
    paths = {one["location"]["path"] for one in entries(ONE)}
    odd = [name for number, name in enumerate(HOSTILE) if number % 2]
    assert set(odd) <= paths
    assert (
        entries(of(finding(Status.FAIL, Level.MAY, locations=(Location("c\udcff"),))))[0]["location"]["path"]
        == "c\\udcff"
    )
