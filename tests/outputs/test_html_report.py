# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page in HTML: parsed as browsers parse it, without an error; safe, self-contained, accessible (WCAG 2.2 AA)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from tinyhtml5.parser import HTMLParser

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Report, RepositoryReport, Status
from ospo_policy.outputs import Style, html_report, render
from tests.outputs.canonical import EMPTY, FULL, HOSTILE, KNOWN, ONE, REPORT, WAIVED, WAIVER, WELL, finding, hostile
from tests.support.contrast import contrast

LONG = "https://example.org/" + "long/" * 30
ALL = pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
BOTH = pytest.mark.parametrize("language", LANGUAGES)


def page(report: Report, language: str = "en") -> Element:
    """The document, parsed by the rules of HTML; no parse error."""
    parser = HTMLParser(namespace_html_elements=False)
    found = parser.parse(render("html", report, Catalogue(language), Style()))
    assert parser.errors == []
    root: Element = found.getroot() if hasattr(found, "getroot") else found
    return root


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def headings(root: Element) -> Iterator[tuple[int, str]]:
    for element in root.iter():
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag):
            yield int(element.tag[1]), words(element)


@ALL
@BOTH
def test_it_is_html_without_an_error_in_the_reports_language(language: str, report: Report) -> None:
    root = page(report, language)
    assert root.get("lang") == language
    assert (root.findtext("head/title") or "").strip() == next(text for level, text in headings(root) if level == 1)


@ALL
def test_it_asks_nobody_for_anything_and_runs_nothing(report: Report) -> None:
    root = page(report)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "input", "style:src"} & {
        one.tag for one in root.iter()
    }
    for element in root.iter():
        for name, value in element.attrib.items():
            name_ = name.rpartition("}")[2].lower()
            assert not name_.startswith("on")
            assert name_ not in ("style", "src", "srcset", "action", "formaction", "background", "ping")
            assert name_ != "href" or value.startswith(("#", "https://"))
    style = "".join(one.text or "" for one in root.iter("style"))
    assert not re.search(r"url\(|@import|@font-face|expression|</", style)


@ALL
def test_its_policy_allows_the_one_style_sheet_and_nothing_else(report: Report) -> None:
    root = page(report)
    (policy,) = [one.get("content") for one in root.iter("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    (style,) = root.iter("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


LINKS = {"https://example.org/law", LONG, html_report.HOME}


@ALL
def test_links_lead_to_sources_and_into_the_page(report: Report) -> None:
    root = page(report)
    authors = {"https://evil.example", "https://evil.example/x.png", "https://evil.example/x"}  # why and how are theirs
    links = {one.get("href", "") for one in root.iter("a")}
    assert {link for link in links if not link.startswith("#")} <= LINKS | authors
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    for element in root.iter():
        assert set((element.get("aria-labelledby") or "").split()) <= set(ids)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_others_wrote_is_words(name: str) -> None:
    odd = (hostile(name, 1), hostile(name, 2)._replace(status=Status.WAIVED, waiver=WAIVER._replace(reason=name)))
    one = FULL._replace(id=f"local:{name}", profile=name, commit=name, findings=odd, scores=())
    plain = one._replace(id="local:x", profile="x", commit="x", findings=tuple(hostile("x", n)._replace(
        status=status, waiver=WAIVER._replace(reason="x")) for n, status in ((1, Status.FAIL), (2, Status.WAIVED))))  # fmt: skip
    for some in ((one,), (one, WELL)):
        root = page(ONE._replace(repositories=some))
        tags = [element.tag for element in root.iter()]
        expected = [element.tag for element in page(ONE._replace(repositories=(plain, *some[1:]))).iter()]
        assert set(tags) - set(expected) <= {"code", "a"}  # `x` and addresses in an author's advice
        assert name in HOSTILE[:2] or re.sub("`", "", Catalogue("en").shown(name)) in re.sub("`", "", words(root))


@ALL
@BOTH
def test_landmarks_headings_and_tables_are_as_a_screen_reader_wants_them(language: str, report: Report) -> None:
    root = page(report, language)
    for tag in ("main", "header", "footer", "h1"):
        assert len(list(root.iter(tag))) == 1
    skip = next(root.iter("a"))
    assert skip.get("class") == "skip"
    assert skip.get("href") == "#main"
    levels = [level for level, _ in headings(root)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text for _, text in headings(root))
    for table in root.iter("table"):
        assert table.findtext("caption")
        assert all(cell.get("scope") in ("col", "row") for cell in table.iter("th"))
        columns = len(list(table.find("thead/tr") or ()))
        for row in table.findall("tbody/tr"):
            assert len(list(row)) == columns
            assert row.find("th") is not None
    for details in root.iter("details"):
        assert details[0].tag == "summary"
        assert words(details[0])
    for drawing in root.iter("svg"):
        assert drawing.get("aria-hidden") == "true"
    for nav in root.iter("nav"):
        assert nav.get("aria-label")
    assert all(words(link) for link in root.iter("a"))


def colours() -> list[dict[str, str]]:
    """The colours of the style sheet: on light, on dark."""
    blocks = re.findall(r":root \{([^}]*)\}", html_report._style_sheet())
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks]


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
def test_every_colour_of_a_text_can_be_read_on_both_grounds(place: int) -> None:
    found = colours()[place]
    assert len(colours()) == 2
    texts = {name: value for name, value in found.items() if name not in ("page", "panel", "line")}
    assert len(texts) == 11
    for name, value in texts.items():
        for ground in ("page", "panel"):
            assert contrast(value, found[ground]) >= 4.5, (name, ground)
    assert contrast(found["line"], found["page"]) >= 3


def test_no_rule_of_the_style_sheet_brings_a_colour_of_its_own() -> None:
    rules = re.sub(r":root \{[^}]*\}", "", html_report._style_sheet())
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rules) == []
    used = set(re.findall(r"var\(--([\w-]+)\)", rules))
    assert used == set(colours()[0]) == set(colours()[1])


def test_a_repository_is_told_from_what_must_be_done_to_what_is_met() -> None:
    root = page(ONE)
    assert [text for level, text in headings(root) if level == 2] == [
        "Scores", "Must be put right (8)", "Should be put right (7)", "Would be nice (7)", "A check broke (1)",
        "Asked for later (1)", "Could not be told (1)", "Known before, does not count (1)", "Waived (1)",
        "About this run",
    ]  # fmt: skip
    assert [words(one[0]) for one in root.iter("details")] == ["Met (3)", "Does not apply (1)"]
    text = words(root)
    for said in (
        WAIVED,
        "inherited from the organisation",
        "declared by a person",
        "and 2 more places",
        "Profile B",
    ):
        assert said in text


def test_the_directors_page_is_on_top_of_an_organisation() -> None:
    root = page(REPORT)
    assert [text for level, text in headings(root) if level == 2] == [
        "At a glance", "What is not met, by rule", "Scores", "Repositories, those with most to do first",
        "Could not be read (1)", "Left out (1)", "Each repository", "The rules, and what to do", "About this run",
    ]  # fmt: skip
    contents = [words(one) for one in next(root.iter("nav")).iter("a")]
    assert contents == [text for level, text in headings(root) if level == 2][:-1]
    figures = [words(one) for one in next(one for one in root.iter("ul") if one.get("class") == "figures")]
    assert figures == [
        "4 repositories looked at", "50 % meet all that must be (1 repository)", "1 have something that must be put right",
        "1 failure of what is asked for later", "1 failure known before", "2 findings could not be told", "1 exceptions granted", "1 could not be read",
    ]  # fmt: skip


def test_a_failure_that_is_known_is_not_called_met() -> None:
    some = tuple(
        RepositoryReport(f"github:o/{n}", None, "", (KNOWN, finding(Status.PASS, Level.MUST))) for n in range(2)
    )
    text = words(page(ONE._replace(repositories=some)))
    assert "0 % meet all that must be (0 repositories)" in text
    assert "0 have something that must be put right" in text
    assert "2 failures known before" in text


def test_where_nothing_could_be_judged_no_share_is_claimed() -> None:
    unknown = RepositoryReport("github:o/r", None, "", (finding(Status.UNKNOWN, Level.MUST),))
    root = page(ONE._replace(repositories=(unknown, unknown._replace(id="github:o/s"))))
    assert "- meet all that must be (0 repositories)" in words(root)


def test_a_large_organisation_stays_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_report, "MAX_DETAILS", 3)
    some = tuple(RepositoryReport(f"github:o/{n}", None, "", FULL.findings[:n]) for n in range(1, 7))
    root = page(ONE._replace(repositories=some))
    assert len(list(root.iter("details"))) == 3
    assert all(one.get("open") is None for one in root.iter("details"))
    assert "Only the 3 repositories with most to do are told here" in words(root)
    assert sum(len(table.findall("tbody/tr")) for table in root.iter("table")) >= 6 + 2


def test_advice_keeps_its_links_and_its_code() -> None:
    root = page(ONE)
    assert LONG in [one.get("href") for one in root.iter("a")]
    assert "make" in [one.text for one in root.iter("code")]
