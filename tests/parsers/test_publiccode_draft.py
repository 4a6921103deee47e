# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a README says in its first lines, and the draft that comes of it."""

from __future__ import annotations

import time

import pytest
import yaml

from ospo_policy.fixes.publiccode import written
from ospo_policy.messages import Catalogue
from ospo_policy.parsers.publiccode import readme
from ospo_policy.parsers.publiccode.draft import About, Description, draft
from ospo_policy.parsers.publiccode.validate import validate

README = """\
<p align="center"><img src="logo.svg"></p>

# Medusa **2**

[![build](https://example.org/b.svg)](https://example.org)

[Docs](a) • [Support](b) • [Contribute](c)

Medusa keeps [the registers](https://example.org) of a town, and runs `offline`.
It is made for _small_ towns.

    indented code that is not prose at all

- a list of things that it does

It is used by twelve towns of the region.

## Install

Then comes how to install it, which is not read.
"""


def test_the_title_and_the_first_paragraphs() -> None:
    assert readme.title("README.md", README) == "Medusa 2"
    found = readme.introduction("README.md", README)
    assert found == (
        "Medusa keeps the registers of a town, and runs offline. It is made for small towns. "
        "It is used by twelve towns of the region."
    )
    assert readme.first_sentence(found) == "Medusa keeps the registers of a town, and runs offline."


@pytest.mark.parametrize(
    "text", ["", "# README\n", "## Talks\n", "# See https://example.org\n", "# " + "long " * 20, "text only\n"]
)
def test_what_is_no_title(text: str) -> None:
    assert readme.title("README.md", text) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The registers of a town, and what is kept of them for the people that ask.", "en"),
        ("Les registres d'une commune, et ce qui est gardé pour les habitants dans le dépôt.", "fr"),
        ("Die Register der Stadt und das, was für die Menschen aufbewahrt wird, ist hier.", "de"),
        ("I registri di una città, che sono tenuti per gli abitanti della regione.", "it"),
        ("Un essai de formulaire pour les demandes de stationnement.", "fr"),
        ("Plus tard", ""),
        ("A tool for the Parti des idées et pour demain.", ""),
        ("npm install medusa", ""),
        ("", ""),
    ],
)
def test_the_language(text: str, language: str) -> None:
    assert readme.language(text) == language


def text_of(about: About, language: str = "en") -> str:
    return written(draft(about), Catalogue(language)).text


def test_a_draft_says_what_is_known_and_marks_the_rest() -> None:
    text = text_of(
        About(
            "Medusa",
            "https://example.org/a/b",
            licence="EUPL-1.2",
            descriptions=(Description("fr", "Court.", "Long. " * 40),),
        )
    )
    data = yaml.safe_load(text)
    assert data["name"] == "Medusa"
    assert data["description"]["fr"]["shortDescription"] == "Court."
    assert "landingURL" not in data
    assert "  # type:  # TO FILL IN: Write who maintains it" in text
    missing = {problem.path for problem in validate(text, "x").problems}
    assert missing == {
        "platforms", "developmentStatus", "softwareType", "description.fr.features", "maintenance", "localisation",
    }  # fmt: skip


def test_a_draft_that_is_filled_is_valid() -> None:
    text = text_of(
        About(
            "Medusa",
            "https://example.org/a/b",
            licence="MIT",
            descriptions=(Description("en", "It does.", "Long. " * 40),),
        ),
        "fr",
    )
    for key, value in {
        "platforms": "[web]", "developmentStatus": "beta", "softwareType": "library", "features": "[one]", "type": "internal",
        "contacts": "[{name: A}]", "localisationReady": "false", "availableLanguages": "[en]",
    }.items():  # fmt: skip
        assert f"# {key}:" in text
        text = text.replace(f"# {key}:", f"{key}: {value}")
    assert validate(text, "x").problems == ()


@pytest.mark.parametrize("name", ["a: b", "yes", "# x", '"\x1b[31m', "'", "[", "été", "- x", "&a", "0.1"])
def test_any_name_is_written_so_that_it_is_read(name: str) -> None:
    assert yaml.safe_load(text_of(About(name)))["name"] == name


def test_hostile_readmes_are_read_fast() -> None:
    start = time.process_time()
    for text in (
        "[" * 100_000,
        "<" * 100_000,
        "* " * 50_000,
        "a " * 100_000,
        "![" * 50_000,
        "`" * 100_000,
        "\x00\x1b" * 1000,
    ):
        assert len(readme.introduction("README.md", text)) <= 60_000
        readme.title("README.md", text)
        readme.language(text)
    assert time.process_time() - start < 60
