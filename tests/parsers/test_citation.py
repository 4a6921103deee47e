# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""CITATION.cff: the format's own examples, and each kind of mistake with its place and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ospo_policy.messages import Catalogue
from ospo_policy.parsers.citation import placeholders, validate
from ospo_policy.parsers.yaml_source import read
from tests.support.corpus import ROOT

VECTORS = Path(os.environ.get("OSPO_POLICY_DATA", ROOT.parent / "shared" / "data")) / "cff-vectors" / "1.2.0"
EXAMPLES = sorted(VECTORS.rglob("CITATION.cff"))
GOOD = "cff-version: 1.2.0\nmessage: Cite it.\ntitle: Tool\nauthors:\n  - name: Insee\n"


def told(text: str, language: str = "en") -> list[str]:
    """Each problem as `line:column text`."""
    say = Catalogue(language)
    found = validate(read(text, "CITATION.cff"), "CITATION.cff")
    return [f"{one.position.line}:{one.position.column} {say.text(one.message)}" for one in found]


@pytest.mark.skipif(not EXAMPLES, reason="the format's examples are not here")
def test_the_examples_of_the_format_are_there() -> None:
    assert len([path for path in EXAMPLES if "pass" in path.parts]) >= 20
    assert len([path for path in EXAMPLES if "fail" in path.parts]) >= 4


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: "-".join(path.parent.relative_to(VECTORS).parts))
def test_an_example_of_the_format_is_judged_as_the_format_does(path: Path) -> None:
    found = told(path.read_text(encoding="utf-8"))
    assert (not found) is ("pass" in path.relative_to(VECTORS).parts), found


def test_a_small_file_is_good() -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1 The file must have keys"),
        ("- a\n", "1:1 The file must have keys"),
        ("a: [1\n", "2:1 This [ is never closed"),
        ("cff-version: 1.1.0\n", "1:14 The file is written in version 1.1.0"),
        (GOOD.replace("1.2.0", "1.3.0"), "1:14 `cff-version` is 1.3.0"),
        (GOOD.replace("title", "titel"), "3:1 `titel` is not a key of this format here. Did you mean `title`?"),
        (GOOD.replace("title: Tool\n", ""), "1:1 `title` is missing"),
        (GOOD + "zzzzqqq: 1\n", "6:1 `zzzzqqq` is not a key of this format here."),
        (GOOD + "title: Again\n", "6:1 "),
        (GOOD + "abstract:\n", "6:10 `abstract` is empty"),
        (GOOD + "commit: 1234567\n", "6:9 `commit` is read as a number or a truth value (1234567)"),
        (GOOD + "abstract: [a]\n", "6:11 `abstract` must be one text"),
        (GOOD + "keywords: a\n", "6:11 `keywords` must be a list"),
        (GOOD + "keywords: []\n", "6:11 `keywords` is empty"),
        (GOOD + "keywords: [a, b, a]\n", "6:18 The same item stands twice in `keywords`"),
        (GOOD + "date-released: 2026-02-30\n", "6:16 `date-released` is 2026-02-30"),
        (GOOD + "date-released: 30/01/2026\n", "6:16 `date-released` is 30/01/2026"),
        (GOOD + "doi: https://doi.org/10.5281/zenodo.42\n", "6:6 `doi` is https://doi.org/10.5281/zenodo.42"),
        (GOOD + "url: www.insee.fr\n", "6:6 `url` is www.insee.fr"),
        (GOOD + "license: MIT OR Apache-2.0\n", "6:10 MIT OR Apache-2.0 is an expression"),
        (GOOD + "license: mit\n", "6:10 mit is no licence id of SPDX's list. Did you mean MIT?"),
        (GOOD + "license: Apache 2\n", "Did you mean Apache-2.0?"),
        (GOOD + "license: LicenseRef-own\n", "6:10 LicenseRef-own is no licence id"),
        (GOOD + "license: {id: MIT}\n", "6:10 `license` must be one text"),
        (GOOD + "license: [MIT, MIT]\n", "6:16 The same item stands twice"),
        (GOOD + "type: sofware\n", "6:7 `type` is sofware. Did you mean `software`?"),
        (GOOD + "type: xyz\n", "6:7 `type` is xyz. It must be dataset or software."),
        (GOOD + "contact: [Ada]\n", "6:11 A person must have keys"),
        (GOOD + "contact: [{}]\n", "6:11 This names nobody"),
        (GOOD + "contact: [{name: Insee, family-names: L}]\n", "6:25 `family-names` is for people"),
        (GOOD + "contact: [{given-names: A, orcid: 0000-0001-9911-4507}]\n", "6:35 `orcid` is 0000-0001-9911-4507"),
        (GOOD + "contact: [{given-names: A, email: a at b}]\n", "6:35 `email` is a at b"),
        (GOOD + "contact: [{name: A, country: France}]\n", "`country` is France"),
        (GOOD + "identifiers: [{type: doi, value: x}]\n", "6:34 `value` is x"),
        (GOOD + "identifiers: [{type: swh, value: 'swh:1:rel:1'}]\n", "6:34 `value` is swh:1:rel:1"),
        (GOOD + "identifiers: [{type: url}]\n", "6:15 `value` is missing"),
        (GOOD + "identifiers: [x]\n", "6:15 An identifier must have"),
        (GOOD + "references: [{type: book, title: T}]\n", "6:14 `authors` is missing"),
        (GOOD + "references: [x]\n", "6:14 A reference must have"),
        (GOOD + "references: [{type: bok, title: T, authors: [{name: A}]}]\n", "Did you mean `book`?"),
        (GOOD + "references: [{type: book, title: T, authors: [{name: A}], month: 13}]\n", "`month` is 13"),
        (GOOD + "references: [{type: book, title: T, authors: [{name: A}], issn: 1}]\n", "`issn` is read as a number"),
        (GOOD + "references: [{type: book, title: T, authors: [{name: A}], issn: '1'}]\n", "`issn` is 1"),
        (GOOD + "references: [{type: book, title: T, authors: [{name: A}], languages: [french]}]\n", "french"),
        (GOOD + "references: [{type: book, title: T, authors: [{name: A}], publisher: A}]\n", "An organisation must have"),
        (GOOD + "references: [{type: book, title: T, authors: [{name: A}], status: done}]\n", "`status` is done"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(text: str, said: str) -> None:
    found = told(text)
    assert any(said in one for one in found), found
    assert len(told(text, "fr")) == len(found)


@pytest.mark.parametrize(
    "more",
    ["version: 1.0", "version: '2024-05'", "license: [MIT, EUPL-1.2]", "license: GPL-3.0", "doi: 10.5281/zenodo.42",
     "identifiers: [{type: other, value: x, description: y}]", "contact: [{alias: ada}, {given-names: A, country: NO}]",
     "preferred-citation: {type: article, title: T, authors: [{name: A}], year: 2020, month: '3', pages: 4-5}",
     "url: ftp://a.fr/é", "contact: [{name: A, post-code: 75001}]"],
)  # fmt: skip
def test_what_the_format_allows_is_no_mistake(more: str) -> None:
    assert told(f"{GOOD}{more}\n") == []


def test_what_a_template_left_is_found() -> None:
    text = GOOD.replace("Tool", "My Research Software").replace(
        "name: Insee", "family-names: Lisa\n    given-names: Mona"
    )
    found = placeholders(read(text + "doi: 10.5281/zenodo.1234\n", "CITATION.cff").root)
    assert [one.position.line for one in found] == [3, 7, 5]
    assert placeholders(read(GOOD, "CITATION.cff").root) == ()
    assert placeholders(None) == ()


def test_a_hostile_file_is_told_soon() -> None:
    assert told("a: &a [1,1,1,1]\n" + "".join(f"k{n}: *a\n" for n in range(40_000)))
    assert len(told(GOOD + "".join(f"k{n}q: 1\n" for n in range(5_000)))) == 50
