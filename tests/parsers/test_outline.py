# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines: what a reader finds their way by, in the formats that repositories really use."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.parsers.heading_sets import NAMES, matches
from ospo_policy.parsers.outline import outline, section

MARKDOWN = """---
title: not a heading
---
# Title *with* ![badge](b.svg) emphasis

<h2 align="center">
  Raw &amp; ready
</h2>

```sh
# not a heading
```

<!-- ## not one either -->

Setext
------

**Bold alone**

**Bold** and more

## Raw & ready

[link](docs/a.md#b) <a href='c.md'>c</a> <img src=d.png>
<a id="mine"></a>
#
"""


def test_markdown_as_github_shows_it() -> None:
    found = outline("README.md", MARKDOWN)
    assert [(h.level, h.text, h.line) for h in found.headings] == [
        (1, "Title with emphasis", 4),
        (2, "Raw & ready", 6),
        (2, "Setext", 16),
        (6, "Bold alone", 19),
        (2, "Raw & ready", 23),
    ]
    assert [(link.target, link.line, link.is_image) for link in found.links] == [
        ("b.svg", 4, True),
        ("docs/a.md#b", 25, False),
        ("c.md", 25, False),
        ("d.png", 25, True),
    ]
    assert {"title-with-emphasis", "raw--ready", "raw--ready-1", "mine"} <= found.anchors


RST = """=====
Title
=====

.. _label:

Section one
-----------

Text, `a link <docs/a.rst>`_.

.. image:: logo.png

Deeper
~~~~~~
"""


def test_restructured_text() -> None:
    found = outline("README.rst", RST)
    assert [(h.level, h.text, h.line) for h in found.headings] == [
        (1, "Title", 2),
        (2, "Section one", 7),
        (3, "Deeper", 14),
    ]
    assert [link.target for link in found.links] == ["docs/a.rst", "logo.png"]
    assert "label" in found.anchors


def test_asciidoc_and_org_pass_over_their_blocks() -> None:
    asciidoc = outline("a.adoc", "= T\n\n----\n== no\n----\n\n[[id]]\n== Deux mots\n\nlink:x.adoc[x] image::i.png[]\n")
    assert [h.text for h in asciidoc.headings] == ["T", "Deux mots"]
    assert {"id", "_deux_mots"} <= asciidoc.anchors
    assert [(link.target, link.is_image) for link in asciidoc.links] == [("x.adoc", False), ("i.png", True)]
    org = outline(
        "a.org",
        "#+TITLE: T\n#+begin_src\n* no\n#+end_src\n* DONE Un :tag:\n:CUSTOM_ID: x\n[[file:a.org::*b][c]] [[#x]]\n",
    )
    assert [(h.level, h.text) for h in org.headings] == [(1, "T"), (1, "Un")]
    assert [link.target for link in org.links] == ["a.org"]
    assert "x" in org.anchors


@pytest.mark.parametrize("path", ["README.rst", "README.adoc", "README.txt", "README", "README.org"])
def test_markdown_under_another_name_is_read_too(path: str) -> None:
    assert [h.text for h in outline(path, "Intro\n\n## Usage\n").headings] == ["Usage"]


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    text = "# A\n\n## B\none\n### C\ntwo\n## D\nthree\n"
    found = outline("x.md", text)
    by_name = {heading.text: heading for heading in found.headings}
    assert section(text, found, by_name["B"]) == "one\n### C\ntwo"
    assert section(text, found, by_name["D"]) == "three\n"


@given(st.text(max_size=200), st.sampled_from(["a.md", "a.rst", "a.adoc", "a.org", "a"]))
def test_any_text_has_an_outline_whose_lines_are_in_it(text: str, path: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    for heading in outline(path, text).headings:
        assert 1 <= heading.line <= lines


@pytest.mark.parametrize(
    "part", ["<h1>", "[", "![[", "<a href=", "<!--", "**a**\n\n", "# a\n", "- ", ">", "`", "[a](<", "|a"]
)
def test_hostile_text_costs_no_more_than_its_length(part: str) -> None:
    start = time.process_time()
    outline("x.md", part * (400_000 // len(part)))
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    ("heading", "name", "expected"),
    [
        ("Content security policy headers of nginx", "security", False),
        ("Contact lenses", "contact", False),
        ("The usage of data in our models and why", "usage", False),
        ("Licence plates", "licence", True),  # a word of the set inside: accepted for the sake of "MIT License"
        ("🔒 Security", "security", True),
        ("3. Reporting a vulnerability", "security", True),
        ("Signaler une faille de sécurité", "security", True),
        ("How to contribute to X?", "contributing", True),
        ("Wie kann ich beitragen?", "contributing", True),
        ("Feuille de route 2026", "roadmap", True),
        ("IV. Licenza", "licence", True),
        ("INSTALLATION", "install", True),
        ("", "install", False),
    ],
)
def test_headings_are_recognised_in_six_languages(heading: str, name: str, expected: bool) -> None:
    assert matches(heading, name) is expected


@given(st.text(max_size=40), st.sampled_from(NAMES))
def test_any_heading_is_answered(heading: str, name: str) -> None:
    assert matches(heading, name) in (True, False)
