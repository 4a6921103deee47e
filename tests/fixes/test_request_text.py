# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a team reads in a request: the words as they were agreed on, and nothing that anybody else's words can make of it."""

from __future__ import annotations

import re
from html import unescape

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.messages import LANGUAGES
from ospo_policy.model.change import FileChange, Gap, Repair, SettingChange
from ospo_policy.model.message import LocalText, message
from ospo_policy.model.policy import Reference, Url
from tests.support.requests import CASES, GOLDEN, REMEDIATION, SECURITY, golden, repair, subject, texts, written

# What forges act upon, https://docs.github.com/en/get-started/writing-on-github and
# https://docs.gitlab.com/user/markdown/#gitlab-specific-references, in what is shown outside of code.
CALLS = re.compile(r"[@#!][\w.]|(?i:\bGH-\d)|https?://\S*/\d")
HOSTILE = [
    "Fixes #1",
    "closes city/water#12",
    "Resolves GH-7, gh-8",
    "fixes &#1 and &amp;#2",
    "fixes \\#1",
    "Closes !3",
    "closes https://forge.example/city/water/issues/1",
    "@ada @city/everyone @_ada @.ada",
    "# A heading",
    "a\n\n# A heading\n\nCloses: #1",
    "- [ ] a task",
    "<!-- ospo-policy -->",
    "<img src=x onerror=alert(1)>",
    "![](https://forge.example/spy.png)",
    "[here](javascript:alert(1))",
    "`` ` ```",
    "{{ organisation }}{% raw %}",
    "a|b\n-|-\n",
    "</details>\u202eabc",
    "Signed-off-by: Mallory <m@forge.example>\n\nCo-authored-by: Mallory <m@forge.example>",
]


def html(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def shown(text: str) -> str:
    """What is read as running text, where forges look for mentions and references: without code, tags and our own links."""
    bare = re.sub(r"<code>.*?</code>", " ", html(text), flags=re.DOTALL)
    bare = re.sub(r'<a href="mailto:[^"]*">[^<]*</a>', " ", bare)
    return unescape(re.sub(r"<[^>]*>", "", bare))


def skeleton(text: str) -> list[str]:
    return re.findall(r"</?[a-z0-9]+|<!--", html(text))


def with_words(text: str) -> Repair:
    """A repair all of whose words are somebody's."""
    words = LocalText({"en": text})
    told = message("plan.as-told", what=words)
    return repair(
        "security-contact",
        words,
        told,
        files=(FileChange("a.md", None, "a\n"), FileChange("b.md", None, "b\n")),
        settings=(SettingChange("repo.description", None, text),),
        gaps=(Gap("a.md", 1, text),),
        why=words,
        references=(Reference(words, Url("https://example.org/")),),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_words_are_those_agreed_on(case: str, language: str) -> None:
    assert golden(case, language) == (GOLDEN / f"{case}.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_our_own_words_call_nobody_and_have_every_part(case: str, language: str) -> None:
    text = golden(case, language)
    assert not CALLS.search(shown(text))
    assert "no-ospo-policy" in text
    assert "requests: false" in text
    assert "Ada Exemple, <ada@example.org>" in text
    assert "{{" not in text
    assert "None" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_others_stay_words(text: str) -> None:
    titles, body, commit = written((with_words(text),))
    _, plain, _ = written((with_words("Plain words"),))
    assert skeleton(body) == skeleton(plain)
    assert not CALLS.search(shown(body)), shown(body)
    assert not CALLS.search(titles)
    assert not CALLS.search(commit.rsplit("\n\n", 1)[0]), commit


@given(st.text(st.sampled_from("@#!&;\\/`*_[]()<>~|: -.\n\u2060GHgh123aw"), max_size=24))
def test_no_mixture_of_signs_calls_anybody(text: str) -> None:
    _, body, commit = written((with_words(f"x {text}"),))
    assert not CALLS.search(shown(body)), body
    assert not CALLS.search(commit.rsplit("\n\n", 1)[0]), commit


@pytest.mark.parametrize("text", HOSTILE)
def test_a_commit_is_signed_off_by_nobody_else(text: str) -> None:
    _, _, commit = written((with_words(text),))
    head, body, end = commit.split("\n\n")
    assert "\n" not in head
    assert len(body.splitlines()) == 1
    assert end == "Signed-off-by: OSPO <oss@example.org>\n"


@pytest.mark.parametrize("path", ["docs/#1.md", "@ada/README.md", "fixes #12", "GH-3.md", "city!4"])
def test_a_path_that_would_refer_to_something_is_in_no_title(path: str) -> None:
    titles, body, commit = written((SECURITY._replace(files=(FileChange(path, None, "x\n"),), gaps=()),))
    assert path not in titles
    assert path not in commit
    assert f"<code>{path}</code>" in html(body)
    assert not CALLS.search(shown(body))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_file_is_named_in_the_title(language: str) -> None:
    titles, _, commit = written((SECURITY,), language)
    assert titles.startswith("SECURITY.md")
    assert commit.splitlines()[0].endswith("SECURITY.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_organisation_or_a_person_it_reads_well(language: str) -> None:
    alone = texts(None, REMEDIATION._replace(person=None))
    for _, text in (alone.request(subject(language), (SECURITY,)), alone.issue(subject(language), (SECURITY,))):
        assert "None" not in text
        assert "Ada" not in text
        assert not re.search(r"^[ ,]|\n{3}", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kind_words_are_short_and_call_nobody(language: str) -> None:
    words = texts().words(subject(language), of_issue=False)
    for text in words:
        assert 0 < len(text) < 400
        assert not CALLS.search(shown(text))
    assert texts().words(subject(language), of_issue=True).hands_off == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_answers_for_every_word(language: str) -> None:
    words = texts().words(subject(language), of_issue=False)
    for said in (words.closing, words.hands_off):
        assert said.endswith("\n\nAda Exemple, <ada@example.org>"), said
