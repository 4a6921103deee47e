# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The formats, from one canonical report: every status and level, odd names, several repositories."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.policy import Fix, FixKind, Level, PackInfo, Reference, Url
from ospo_policy.model.report import Finding, GroupResult, Report, RepositoryReport, ScoreResult, Status, Upcoming
from ospo_policy.model.waivers import Waived
from ospo_policy.outputs import FORMATS, Style, render

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(__file__).parent.parent.parent / "schemas"
MESSAGES = {
    Status.FAIL: message("file.absent", files=Message("file-kind.licence")),
    Status.UNKNOWN: message("unseen.forge.read", name="repo.description", what=Message("field.repo.description")),
    Status.ERROR: message("check.broke", check="file", detail="ZeroDivisionError: x"),
    Status.WAIVED: message("file.absent", files=Message("file-kind.readme")),
    Status.PASS: message("file.present", path="a\x1b[31mb\u202ec\udcff.md"),
    Status.NOT_APPLICABLE: message("files.none", files=Message("file-kind.codeowners")),
}


WAIVED = Waived(
    "It is replaced\x1b[31m",
    "Team <t@example.org>",
    "OSPO",
    "https://example.org/4",
    None,
    "2027-03-01",
    "waivers.yml:3:5",
)


def finding(status: Status, level: Level) -> Finding:
    return Finding(
        rule=f"rule-{status.value}-{level.value}",
        pack="example",
        level=level,
        status=status,
        message=MESSAGES[status],
        title=LocalText({"en": f"A title <b>{level.value}</b>", "fr": f"Un titre <b>{level.value}</b>"}),
        locations=tuple(Location("a\x1b[31mb\u202ec\udcff.md", n, n) for n in range(1, 13)),
        evidence={"path": "a\udcff.md", "kinds": {"x": ("y", 1, True, None)}},
        why=LocalText({"en": "Because.\nIn two lines.", "fr": "Parce que."}),
        how=LocalText({"en": "Do it, see https://example.org/" + "long/" * 30, "fr": "Faites-le."}),
        references=(Reference(LocalText({"en": "A law", "fr": "Une loi"}), Url("https://example.org/law")),),
        controls=("X-1",),
        fix=Fix(FixKind.TEMPLATE, "SECURITY.md"),
        waiver=WAIVED if status is Status.WAIVED else None,
    )


KNOWN = finding(Status.FAIL, Level.MUST)._replace(rule="rule-known", known_since="2026-03-01")
LATER = finding(Status.FAIL, Level.MAY)._replace(rule="rule-later", upcoming=Upcoming(Level.MUST, "2027-03-01"))


def score(*statuses: Status, levels: bool) -> ScoreResult:
    groups = (GroupResult(LocalText({"en": f"No {n}", "fr": f"N° {n}"}), s) for n, s in enumerate(statuses, 1))
    return ScoreResult("s", LocalText({"en": "Score", "fr": "Score"}), levels, tuple(groups))


SCORES = (
    score(Status.PASS, Status.FAIL, Status.NOT_APPLICABLE, levels=False),
    score(Status.PASS, Status.UNKNOWN, levels=False),
    score(Status.PASS, Status.NOT_APPLICABLE, Status.FAIL, Status.PASS, levels=True),
    score(Status.PASS, Status.PASS, levels=True),
    score(Status.PASS, Status.UNKNOWN, levels=True),
    score(Status.FAIL, Status.PASS, levels=True),
    score(Status.UNKNOWN, Status.PASS, levels=True),
)


REPORT = Report(
    tool_version="0.0.0",
    date="2026-11-23",
    packs=(PackInfo("example", "1.2.3", LocalText({"en": "Example", "fr": "Exemple"}), "policies/example.yml"),),
    repositories=(
        RepositoryReport(
            "local:full", "0123456789abcdef", "B", tuple(finding(s, v) for v in Level for s in Status), SCORES
        ),
        RepositoryReport("local:empty", None, "", ()),
        RepositoryReport("local:known", None, "", (KNOWN, LATER)),
        RepositoryReport("local:well", None, "", (finding(Status.PASS, Level.MUST),)),
    ),
    notices=(message("notice.default-packs", packs=("minimal",)),),
)
EXTENSIONS = {"text": "txt", "json": "json"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_as_it_was_reviewed(name: str, language: str) -> None:
    text = render(name, REPORT, Catalogue(language), Style(80, verbose=True))
    golden = GOLDEN / f"report.{language}.{EXTENSIONS[name]}"
    assert text == golden.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\x1b" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_fits_its_schema(language: str) -> None:
    validator = jsonschema_rs.validator_for(json.loads((SCHEMAS / "report.schema.json").read_text()))
    document = json.loads(render("json", REPORT, Catalogue(language), Style()))
    assert [error.message for error in validator.iter_errors(document)] == []
    assert document["summary"]["repositories"] == 4
    assert document["summary"]["pass"] == 4
    assert not validator.is_valid(document | {"more": 1})


def test_the_terminal_gets_colours_and_ascii_where_it_can_show_no_more() -> None:
    coloured = render("text", REPORT, Catalogue("en"), Style(80, colour=True))
    assert "\x1b[1;31mMust be put right (1)\x1b[0m" in coloured
    plain = render("text", REPORT, Catalogue("fr"), Style(80, unicode=False, verbose=True))
    assert plain.isascii()


def test_an_empty_report_says_so_kindly() -> None:
    empty = REPORT._replace(repositories=REPORT.repositories[3:], notices=())
    assert render("text", empty, Catalogue("en"), Style()) == (
        "well, checked with example 1.2.3\n\nAll is well: nothing is to be put right.\n1 rule met.\n"
    )
