# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The formats, from one canonical report: as they were reviewed; and the two that have no reader of their own, text and JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

import jsonschema_rs
import pytest

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.report import Report, RepositoryReport, Status
from ospo_policy.outputs import FORMATS, Style, pieces, render
from tests.outputs.canonical import CASES, EMPTY, GOLDEN, ONE, REPORT, WELL, golden

SCHEMAS = Path(__file__).parent.parent.parent / "schemas"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pattern", "name", "report"), CASES, ids=[case[0] for case in CASES])
def test_each_format_is_as_it_was_reviewed(pattern: str, name: str, report: Report, language: str) -> None:
    text = golden(name, report, language)
    assert text == (GOLDEN / pattern.format(language=language)).read_text(encoding="utf-8")
    assert text.endswith("\n")


@pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_says_what_commands_a_terminal_or_reverses_text(name: str, language: str, report: Report) -> None:
    text = render(name, report, Catalogue(language), Style())
    text.encode("utf-8")
    if name not in ("json", "sarif", "gitlab-codequality"):  # whose strings say what is there, as JSON escapes it
        assert not {"\x1b", "\u202e", "\r", "\udcff"} & set(text)
    else:
        assert not {"\x1b", "\r", "\udcff"} & set(text)


class Once(Collection[RepositoryReport]):
    """Repositories as a store gives them: gone through again and again, and never there as a whole."""

    def __init__(self, some: tuple[RepositoryReport, ...]) -> None:
        self._some = some

    def __len__(self) -> int:
        return len(self._some)

    def __iter__(self) -> Iterator[RepositoryReport]:
        return iter(self._some)

    def __contains__(self, one: object) -> bool:
        raise AssertionError


@pytest.mark.parametrize("name", FORMATS)
def test_repositories_may_be_read_from_a_store_each_time(name: str) -> None:
    some = tuple(REPORT.repositories)
    lazily = render(name, REPORT._replace(repositories=Once(some)), Catalogue("en"), Style())
    assert lazily == render(name, REPORT, Catalogue("en"), Style())


@pytest.mark.parametrize("name", ["json", "csv", "junit", "html", "github", "gitlab-codequality"])
def test_large_reports_come_in_pieces_that_do_not_grow(name: str) -> None:
    many = tuple(WELL._replace(id=f"github:org/{n}", findings=ONE_FINDING) for n in range(300))
    found = [len(piece) for piece in pieces(name, ONE._replace(repositories=Once(many)), Catalogue("en"), Style())]
    assert len(found) > 10
    assert max(found) < sum(found) / 8


ONE_FINDING = next(iter(ONE.repositories)).findings[:1]


@pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_json_fits_its_schema(language: str, report: Report) -> None:
    validator = jsonschema_rs.validator_for(json.loads((SCHEMAS / "report.schema.json").read_text()))
    document = json.loads(render("json", report, Catalogue(language), Style()))
    assert [error.message for error in validator.iter_errors(document)] == []
    assert document["summary"]["repositories"] == len(report.repositories)
    passed = sum(one.status is Status.PASS for repository in report.repositories for one in repository.findings)
    assert document["summary"]["pass"] == passed
    assert not validator.is_valid(document | {"more": 1})


def test_the_terminal_gets_colours_and_ascii_where_it_can_show_no_more() -> None:
    coloured = render("text", REPORT, Catalogue("en"), Style(80, colour=True))
    assert "\x1b[1;31mMust be put right (8)\x1b[0m" in coloured
    plain = render("text", REPORT, Catalogue("fr"), Style(80, unicode=False, verbose=True))
    assert plain.isascii()


def test_an_empty_report_says_so_kindly() -> None:
    well = WELL._replace(id="local:well", scores=())
    assert render("text", EMPTY._replace(repositories=(well,)), Catalogue("en"), Style()) == (
        "well, checked with example 1.2.3\n\nAll is well: nothing is to be put right.\n1 rule met.\n"
    )
