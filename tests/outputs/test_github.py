# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Annotations of GitHub Actions, read as the runner reads them; and that nothing else in a log becomes a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Report, RepositoryReport, Status
from ospo_policy.outputs import FORMATS, Style, github, render
from tests.outputs.canonical import EMPTY, FULL, HOSTILE, ONE, REPORT, finding, hostile
from tests.support.runner import Command, commands


def annotations(report: Report, language: str = "en") -> list[Command]:
    text = render("github", report, Catalogue(language), Style())
    found = commands(text)
    assert len(found) == len(text.splitlines())  # every line is a command, and every command is one line
    return found


def by_rule(report: Report) -> dict[str, Command]:
    return {one.properties["title"].rpartition("[")[2].rstrip("]"): one for one in annotations(report)}


def test_levels_are_kinds_of_annotations_the_most_demanded_first() -> None:
    found = annotations(ONE)
    names = [one.name for one in found]
    assert names == sorted(names, key=["error", "warning", "notice"].index)
    kinds = {rule: one.name for rule, one in by_rule(ONE).items()}
    assert kinds["rule-fail-must"] == kinds["rule-error-must"] == "error"
    assert kinds["rule-fail-should"] == "warning"
    assert kinds["rule-fail-may"] == "notice"
    assert not {"rule-pass-must", "rule-known"} & kinds.keys()
    assert kinds["rule-later"] == "notice"


def test_what_is_asked_for_later_says_from_when_on() -> None:
    assert "This is asked for from 2027-03-01 on." in by_rule(ONE)["rule-later"].data


def test_an_annotation_says_what_is_wrong_where_and_what_to_do() -> None:
    one = by_rule(ONE)["rule-fail-should"]
    assert one.properties == {"file": "README.md", "line": "3", "title": "A title <b>should</b> [rule-fail-should]"}
    assert one.data.startswith("No licence text was found. What to do: Run `make`, see https://example.org/long/")
    assert "file" not in by_rule(ONE)["rule-fail-may"].properties


def test_what_is_not_known_or_waived_is_one_notice_that_counts_it() -> None:
    last = annotations(ONE)[-1]
    assert last == Command("notice", {"title": "Beside the failures"}, "1 known before, 1 not known and 1 waived.")
    assert (
        annotations(REPORT, "fr")[-1].data
        == "1 déjà connue, 2 indéterminées, 1 dérogation et 1 dépôt n'a pas pu être lu."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_all_is_well_nothing_is_said(language: str) -> None:
    well = ONE._replace(repositories=(FULL._replace(findings=(finding(Status.PASS, Level.MUST),)),))
    assert render("github", well, Catalogue(language), Style()) == ""
    assert render("github", EMPTY, Catalogue(language), Style()) == ""


def test_of_several_repositories_the_title_says_which_and_no_file_of_the_job_is_named() -> None:
    found = annotations(REPORT)
    assert all("file" not in one.properties for one in found)
    assert found[1].properties["title"] == "full: A title <b>must</b> [rule-fail-must]"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_one_value_and_never_a_command(name: str) -> None:
    shown = Catalogue("en").shown(name)
    for number in (0, 1):
        (found,) = annotations(ONE._replace(repositories=(FULL._replace(findings=(hostile(name, number),)),)))
        assert found.data.startswith(f"{shown} is there.")
        assert found.properties.get("file", shown) == shown
        assert found.properties.keys() <= {"file", "line", "title"}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_value_comes_back_as_it_was(value: str, text: str) -> None:
    (found,) = commands(github.command("error", text.replace("\udcff", ""), title=f"x{value}", file="y"))
    assert found.properties == {"title": f"x{_utf8(value)}", "file": "y"}
    assert found.data == _utf8(text)


def _utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "github"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_other_format_that_goes_to_a_log_has_a_command(name: str, width: int) -> None:
    texts = [*HOSTILE, "a ::set-output name=x::y", "x ##[set-env name=PATH]y", "\n::error::x"]
    full = FULL._replace(findings=tuple(hostile(text, number) for number, text in enumerate(texts)))
    others = tuple(RepositoryReport(f"local:{text}", text, text, ()) for text in texts)
    for report in (ONE._replace(repositories=(full,)), REPORT._replace(repositories=(full, *others))):
        assert commands(render(name, report, Catalogue("en"), Style(width, verbose=True))) == []
