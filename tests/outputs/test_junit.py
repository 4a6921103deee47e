# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""JUnit: held to the schema of Jenkins' xUnit plug-in, and read by a library as CI systems read it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import xmlschema
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.report import Report, Status
from ospo_policy.outputs import Style, render
from tests.outputs.canonical import EMPTY, FULL, HOSTILE, ONE, REPORT, WAIVED

# Of https://github.com/jenkinsci/xunit-plugin
SCHEMA = Path(__file__).parent / "schemas/junit-10.xsd"


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMA))


def cases(report: Report, language: str = "en") -> dict[str, TestCase]:
    """Every test by the id of its rule."""
    text = render("junit", report, Catalogue(language), Style())
    assert [error.reason for error in schema().iter_errors(text)] == []
    read = JUnitXml.fromstring(text.encode())
    found = {case.name.rpartition("[")[2].rstrip("]"): case for suite in read for case in suite}
    totals = Counter(type(result).__name__ for case in found.values() for result in case.result)
    assert (read.tests, read.failures, read.errors) == (
        sum(suite.tests for suite in read), totals["Failure"], totals["Error"],
    )  # fmt: skip
    return found


@pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_the_schema_of_jenkins_and_its_counts_are_true(language: str, report: Report) -> None:
    assert bool(cases(report, language)) is bool(report.repositories or report.unread)


def test_each_status_is_its_outcome() -> None:
    found = cases(ONE)
    assert isinstance(found["rule-fail-must"].result[0], Failure)
    assert isinstance(found["rule-error-must"].result[0], Error)
    assert found["rule-pass-must"].result == []
    for status in (Status.UNKNOWN, Status.WAIVED, Status.NOT_APPLICABLE):
        assert isinstance(found[f"rule-{status.value}-must"].result[0], Skipped)


def test_why_a_test_is_skipped_is_said() -> None:
    found = cases(ONE)
    assert found["rule-unknown-must"].result[0].message.startswith("could not be told: Only the forge can tell")
    assert found["rule-waived-must"].result[0].message == f"Waived ({WAIVED}). No README was found."


def test_what_was_known_before_or_is_asked_for_later_is_skipped_and_says_so() -> None:
    found = cases(ONE)
    for rule, said in (
        ("rule-known", "Known since 2026-03-01, does not count. No licence text was found."),
        ("rule-later", "No licence text was found. This is asked for from 2027-03-01 on."),
    ):
        (result,) = found[rule].result
        assert isinstance(result, Skipped)
        assert result.message == said


def test_a_failure_has_its_level_its_places_and_what_to_do() -> None:
    failure = cases(ONE)["rule-fail-should"].result[0]
    assert failure.type == "should"
    assert failure.message == "No licence text was found."
    lines = failure.text.splitlines()
    assert lines[:2] == ["No licence text was found.", "  README.md:3"]
    assert [line.partition(":")[0] for line in lines[2:]] == ["Why", "What to do", "Source"]


def test_suites_are_repositories_and_what_could_not_be_read_is_neither_met_nor_not() -> None:
    read = JUnitXml.fromstring(render("junit", REPORT, Catalogue("en"), Style()).encode())
    names = [suite.name for suite in read]
    assert names == ["full", "empty", "github:org/well", HOSTILE[5], f"github:org/{HOSTILE[2]}"]
    (last,) = list(read)[-1]
    assert isinstance(last.result[0], Skipped)


def test_gitlab_finds_a_test_again_by_its_name_which_says_nothing_of_the_outcome() -> None:
    # https://docs.gitlab.com/ci/testing/unit_test_reports/: suite, class and name
    met = FULL._replace(findings=tuple(one._replace(status=Status.PASS) for one in FULL.findings))
    before = {(case.classname, case.name) for case in cases(ONE).values()}
    assert before == {(case.classname, case.name) for case in cases(ONE._replace(repositories=(met,))).values()}
    assert len(before) == len(FULL.findings)


def test_nothing_is_in_the_output_of_a_test_where_gitlab_looks_for_attachments() -> None:
    text = render("junit", ONE, Catalogue("en"), Style())
    assert "system-out" not in text
    assert "[[ATTACHMENT|" in text  # in a failure, where it is a text
