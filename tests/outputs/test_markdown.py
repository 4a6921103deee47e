# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page in Markdown, rendered by GitHub's own parser: words stay words, and the page is one that people can read."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.outputs import Style, github_summary, markdown, markup, render
from tests.outputs.canonical import EMPTY, FULL, HOSTILE, KNOWN, LATER, ONE, REPORT, WELL, finding

TAGS = {"h1", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "code", "a",
        "details", "summary", "blockquote"}  # fmt: skip
LONG = "https://example.org/" + "long/" * 30


class Seen(HTMLParser):
    """Tags, links and text outside of code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "code" not in self.open:
            self.words.append(data)


def rendered(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


@pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_others_wrote_is_markup(language: str, report: Report) -> None:
    seen = Seen(rendered(render("markdown", report, Catalogue(language), Style())))
    assert seen.tags <= TAGS
    assert seen.open == []
    authors = {"https://evil.example", "https://evil.example/x.png", "https://evil.example/x"}  # why and how are theirs
    owner = {"mailto:t@example.org"}  # GitHub makes one of every address of mail, whatever is escaped
    assert set(seen.links) <= {"https://example.org/law", LONG} | authors | owner


@pytest.mark.parametrize(
    "name",
    [*HOSTILE, "- x", "+ x", "1. x", "12) x", "    x", "===", "> x", "a_b_c", "C#", "a ##", "~~x~~", "$x$", "&copy;"],
)
def test_words_are_shown_as_they_are_and_are_nothing_else(name: str) -> None:
    shown = Catalogue("en").shown(name)
    for text, tags in ((markup.words(shown), {"p", "code"}), (markup.code(shown), {"p", "code"})):
        seen = Seen(rendered(text))
        assert seen.tags <= tags
        assert seen.links == []
    assert plain(rendered(markup.code(shown))) == shown.strip()
    assert plain(rendered(f"- {markup.words(shown)}")) == re.sub("`([^`]+)`", r"\1", shown).strip()


def plain(text: str) -> str:
    """What a reader sees of it."""
    return html.unescape(re.sub("<[^>]*>", "", text)).replace("\u200b", "").strip()


@given(st.text(alphabet=st.sampled_from("ab 1.-+=*_`~<>[]()!#@&|\\\"':/w$%^{}\n"), max_size=30))
def test_no_words_become_markup(text: str) -> None:
    page = rendered(f"| a |\n| --- |\n| {markup.words(text)} |\n\n- {markup.words(text)}\n\n{markup.code(text)}\n")
    seen = Seen(page)
    assert seen.tags <= {"table", "thead", "tbody", "tr", "th", "td", "p", "ul", "li", "code"}
    assert [link for link in seen.links if not link.startswith("mailto:")] == []


# What forges make of text after Markdown is done, outside of code: mentions, issues, requests, snippets, labels.
REFERENCE = re.compile(r"(?<![\w`/])(?:@[A-Za-z0-9]|#\d|!\d|\$\d|%\d|&\d|~\w)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_mentioned_and_nothing_is_referred_to(language: str) -> None:
    assert all(REFERENCE.search(text) for text in ("ask @me", "fixes #1"))
    for report in (ONE, REPORT):
        words = Seen(rendered(render("markdown", report, Catalogue(language), Style()))).words
        assert [text for text in words if REFERENCE.search(text)] == []


def test_addresses_in_an_authors_advice_are_links_and_in_names_are_not() -> None:
    assert Seen(rendered(markup.advice("See https://a.example/b, or ask x@y.example."))).links[:1] == [
        "https://a.example/b"
    ]
    assert Seen(rendered(markup.words("See https://a.example/b or www.b.example"))).links == []
    assert Seen(rendered(markup.link("t](x)", "javascript:alert(1)"))).links == []
    assert Seen(rendered(markup.link("t", "https://a.example/)b"))).links == ["https://a.example/)b"]


def test_a_repository_is_told_from_what_must_be_done_to_what_is_met() -> None:
    page = render("markdown", ONE, Catalogue("en"), Style())
    assert re.findall("^## (.*)$", page, re.MULTILINE) == [
        "Must be put right (8)", "Should be put right (7)", "Would be nice (7)", "A check broke (1)",
        "Asked for later (1)", "Could not be told (1)", "Known before, does not count (1)", "Waived (1)",
    ]  # fmt: skip
    assert re.findall("<summary>(.*)</summary>", page) == ["Met (3)", "Does not apply (1)"]
    assert "(inherited from the organisation)" in page
    assert "(declared by a person)" in page
    assert "(known since 2026-03-01): No licence text was found." in page
    assert "\n\nThis is asked for from 2027-03-01 on.\n" in page
    assert "All is well" not in page
    assert "Nothing new" not in page
    well = render("markdown", ONE._replace(repositories=(WELL,)), Catalogue("fr"), Style())
    assert "Tout va bien" in well


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ((KNOWN, LATER), "Nothing new is to be put right."),
        ((LATER,), "Nothing is to be put right today."),
        ((finding(Status.PASS, Level.MUST),), "All is well: nothing is to be put right."),
    ],
)
def test_where_nothing_is_to_be_done_it_says_why_not(findings: tuple[Finding, ...], said: str) -> None:
    report = ONE._replace(repositories=(FULL._replace(findings=findings, scores=()),))
    for name in ("markdown", "html", "text"):
        assert said in render(name, report, Catalogue("en"), Style())


def test_columns_for_what_is_told_apart_are_there_only_where_there_is_some() -> None:
    heads = next(
        line for line in render("markdown", REPORT, Catalogue("en"), Style()).splitlines() if "| Met |" in line
    )
    assert "| Would be nice | Asked for later | Not known | Known before | Waived | Met |" in heads
    without = REPORT._replace(repositories=(WELL, WELL._replace(id="github:org/other")))
    page = render("markdown", without, Catalogue("en"), Style())
    assert "| Would be nice | Not known | Waived | Met |" in page
    assert "Known before" not in page


def test_an_organisation_begins_with_the_overview_and_folds_the_rest() -> None:
    page = render("markdown", REPORT, Catalogue("en"), Style())
    assert re.findall("^## (.*)$", page, re.MULTILINE) == [
        "What is not met, by rule", "Scores", "Repositories, those with most to do first", "Could not be read (1)",
        "Left out (1)", "Each repository", "The rules, and what to do", "About this run",
    ]  # fmt: skip
    assert "1 of 4 repositories meet everything" in page  # what could not be judged is not counted as good
    assert len(re.findall("<details>", page)) == 2


def test_a_large_organisation_stays_a_page_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_DETAILS", 2)
    monkeypatch.setattr(markdown, "MAX_LINES", 3)
    some = tuple(RepositoryReport(f"github:o/{n}", None, "", FULL.findings[:1] * (n > 1)) for n in range(6))
    page = render("markdown", ONE._replace(repositories=some, unread=REPORT.unread * 4), Catalogue("en"), Style())
    assert page.count("| <code>github:o/") == 3
    assert "and 3 more, in --format json" in page
    assert "and 1 more, in --format json" in page
    assert page.count("<details>") == 2
    assert "Only the 2 repositories with most to do are told here" in page


def test_the_summary_of_a_job_is_cut_between_blocks_where_github_would_show_none_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = render("github-summary", ONE, Catalogue("en"), Style())
    assert whole == render("markdown", ONE, Catalogue("en"), Style())
    monkeypatch.setattr(github_summary, "MAX_BYTES", 4_000)
    cut = render("github-summary", ONE, Catalogue("en"), Style())
    assert len(cut.encode()) < 4_200
    assert cut.endswith("> GitHub shows no longer summary. The rest is in the formats html, markdown, json and csv.\n")
    assert Seen(rendered(cut)).open == []


def test_only_what_is_unknown_of_a_rule_is_said_as_such() -> None:
    only = RepositoryReport("github:o/a", None, "", (finding(Status.UNKNOWN, Level.MUST),))
    page = render(
        "markdown", ONE._replace(repositories=(only, only._replace(id="github:o/b"))), Catalogue("en"), Style()
    )
    assert "It could not be told of 2 repositories." in page
    assert "| must be | A title &lt;b&gt;must&lt;/b&gt; <code>rule-unknown-must</code> |  | 2 |" in page
    assert "0 of 2 repositories meet everything" in page


@pytest.mark.parametrize("name", ["a #", "a ##", "C#", "a \\#", "#", "# a"])
def test_a_heading_ends_as_the_name_does(name: str) -> None:
    assert plain(rendered(f"# {markup.words(name)}")) == name
