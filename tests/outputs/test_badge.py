# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Badges: what they claim, and that they are images without anything else in them."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Report, RepositoryReport, Status
from ospo_policy.outputs import Style, badge, render
from tests.outputs.canonical import EMPTY, ONE, REPORT, WELL, finding
from tests.support.contrast import contrast

SVG = "{http://www.w3.org/2000/svg}"


def of(*statuses: tuple[Status, Level]) -> Report:
    findings = tuple(finding(status, level) for status, level in statuses)
    return ONE._replace(repositories=(RepositoryReport("local:r", None, "", findings),))


def known(*statuses: tuple[Status, Level]) -> Report:
    """The same, its failures known before."""
    (one,) = of(*statuses).repositories
    findings = tuple(one._replace(known_since="2026-03-01") if one.status is FAIL else one for one in one.findings)
    return ONE._replace(repositories=(one._replace(findings=findings),))


PASS, FAIL, UNKNOWN = Status.PASS, Status.FAIL, Status.UNKNOWN
MUST, SHOULD, MAY = Level


@pytest.mark.parametrize(
    ("report", "message", "colour"),
    [
        (of((PASS, MUST), (PASS, SHOULD)), "2 of 2 met", badge.GREEN),
        (of((PASS, MUST), (FAIL, MAY)), "1 of 2 met", badge.GREEN),
        (of((PASS, MUST), (FAIL, SHOULD)), "1 of 2 met", badge.AMBER),
        (of((PASS, SHOULD), (FAIL, MUST)), "1 of 2 met", badge.RED),
        (of((PASS, MUST), (UNKNOWN, MUST), (Status.WAIVED, MUST), (Status.ERROR, MUST)), "1 of 1 met", badge.GREEN),
        (of((UNKNOWN, MUST), (Status.NOT_APPLICABLE, MUST)), "not known", badge.GREY),
        (EMPTY, "not known", badge.GREY),
        (known((PASS, MUST), (FAIL, MUST)), "1 of 2 met", badge.AMBER),
        (known((PASS, MUST), (FAIL, MAY)), "1 of 2 met", badge.GREEN),
        (REPORT._replace(repositories=known((FAIL, MUST)).repositories), "0 of 2 repositories", badge.AMBER),
        (REPORT, "1 of 5 repositories", badge.RED),
        (ONE._replace(repositories=(WELL,), unread=REPORT.unread), "1 of 2 repositories", badge.GREEN),
    ],
)
def test_it_counts_what_could_be_told_and_its_colour_is_the_worst_of_it(
    report: Report, message: str, colour: str
) -> None:
    found = badge.badge_of(report, Catalogue("en"))
    assert (found.message, found.colour) == (message, colour)
    answer = json.loads(render("badge-json", report, Catalogue("en"), Style()))
    assert answer == {
        "schemaVersion": 1, "label": "publication practices", "message": message, "color": colour,
        "labelColor": badge.LABEL_COLOUR,
    }  # fmt: skip


@pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_an_image_that_needs_nothing_and_says_what_it_shows(language: str, report: Report) -> None:
    text = render("badge", report, Catalogue(language), Style())
    image = ET.fromstring(text)
    found = badge.badge_of(report, Catalogue(language))
    assert image.tag == f"{SVG}svg"
    assert image.get("role") == "img"
    assert image.get("aria-label") == f"{found.label}: {found.message}"
    assert image.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert [one.text for one in image.iter(f"{SVG}text")] == [found.label, found.message]
    assert image.findtext(f"{SVG}title") == found.title
    assert {one.tag for one in image.iter()} == {SVG + name for name in ("svg", "title", "rect", "path", "g", "text")}
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_the_title_tells_what_counts_neither_way() -> None:
    assert badge.badge_of(ONE, Catalogue("en")).title == (
        "publication practices: 3 rules met, 22 not met, 1 asked for later, 1 known before, 1 check broken, 1 not known, 1 waived and 1 does not apply."
    )


@pytest.mark.parametrize("colour", [badge.RED, badge.AMBER, badge.GREEN, badge.GREY, badge.LABEL_COLOUR])
def test_white_can_be_read_on_every_colour(colour: str) -> None:
    assert contrast("#ffffff", colour) >= 4.5


def test_texts_stay_inside_their_halves() -> None:
    image = ET.fromstring(render("badge", ONE, Catalogue("fr"), Style()))
    label, message = image.iter(f"{SVG}text")
    ends = [float(one.get("x", 0)) + float(one.get("textLength", 0)) / 2 for one in (label, message)]
    path = image.find(f"{SVG}path")
    assert path is not None
    border = float(path.get("d", "")[1:].partition(" ")[0])
    assert ends[0] < border < float(message.get("x", 0)) - float(message.get("textLength", 0)) / 2
    assert ends[1] < float(image.get("width", 0))
