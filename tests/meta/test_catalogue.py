# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: the same keys and the same gaps in every language, and every key that is used."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from ospo_policy.checks import MODULES, Registry
from ospo_policy.messages import FALLBACK, LANGUAGES, Catalogue, harmless
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Alternatives, LocalText, Message, message
from ospo_policy.parsers.binding import field_types
from ospo_policy.parsers.community_files import KINDS
from ospo_policy.parsers.heading_sets import NAMES

PACKAGE = Path(__file__).parent.parent.parent / "ospo_policy"
USED = re.compile(r"""(?:essage|say|Problem|key =|problem\(\w+,)\(?\s*"([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)\"""")
ENGLISH = {"the", "and", "is", "of", "not", "with", "was"}
FRENCH = {"le", "les", "est", "une", "des", "pas", "dans", "qui"}


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != FALLBACK])
def test_languages_have_the_same_keys_and_gaps(language: str) -> None:
    english, other = Catalogue(FALLBACK).texts, Catalogue(language).texts
    assert sorted(english) == sorted(other)
    different = {key for key in english if gaps(english[key]) != gaps(other[key])}
    assert not different


def test_every_key_that_the_code_names_is_there() -> None:
    say = Catalogue("en")
    known = say.texts.keys() | {key.rpartition(".")[0] for key in say.texts if key.endswith((".one", ".other"))}
    for file in PACKAGE.rglob("*.py"):
        if "messages" not in file.parts:
            named = set(USED.findall(file.read_text(encoding="utf-8")))
            assert named <= known, (file.name, named - known)


def test_every_name_that_texts_are_made_from_has_its_text() -> None:
    say = Catalogue("en")
    for kind in KINDS:
        assert say.has(f"file-kind.{kind}")
    for name in NAMES:
        assert say.has(f"heading-set.{name}")
    for name in FIELDS:
        assert say.has(f"field.{name}")
    for check in MODULES:
        assert say.has(f"check.{check}.about")
        assert say.has(f"check.{check}.how")
        for param in field_types(Registry().get(check).params):
            assert say.has(f"check.{check}.param.{param}")


def test_no_language_is_mixed_into_another() -> None:
    for key, text in Catalogue("fr").texts.items():
        words = set(re.findall(r"[a-z]+", re.sub(r"`[^`]*`", "", text.lower())))
        assert len(words & ENGLISH) < 2, (key, text)
    for key, text in Catalogue("en").texts.items():
        words = set(re.findall(r"[a-zàâçéèêëîïôûù]+", re.sub(r"`[^`]*`", "", text.lower())))
        assert len(words & FRENCH) < 2, (key, text)


def test_french_typography() -> None:
    for key, text in Catalogue("fr").texts.items():
        if key.startswith("yaml.") or key == "grammar.regex":
            continue  # examples of YAML and of regular expressions, which have their own
        bare = re.sub(r"`[^`]*`|https?://\S+|\{[^}]*\}|\S+\\.\S+", "", text)
        assert not re.search(r"\w [;?!]|\w :(?!/)|« | »", bare), (key, text)


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [("en", 0, "0 rules met"), ("en", 1, "1 rule met"), ("en", 2, "2 rules met"),
     ("fr", 0, "0 règle satisfaite"), ("fr", 1, "1 règle satisfaite"), ("fr", 2, "2 règles satisfaites")],
)  # fmt: skip
def test_plurals_follow_the_language(language: str, count: int, text: str) -> None:
    assert Catalogue(language)("report.tally.pass", count=count) == text


def test_arguments_are_put_into_words() -> None:
    say = Catalogue("en")
    assert say.shown(("a", "b", "c")) == "a, b and c"
    assert say.shown(Alternatives(("a", "b", "c"))) == "a, b or c"
    assert say.shown(()) == "none"
    assert say.shown(LocalText({"fr": "Un", "en": "One"})) == "One"
    assert Catalogue("fr").shown(LocalText({"de": "Eins"})) == "Eins"
    assert say.shown(True) == "true"
    assert say.shown(1.50) == "1.5"
    assert say.text(message("verdict.several", messages=(Message("pack.empty"), Message("pack.empty")))) == (
        "The file is empty. The file is empty."
    )
    assert Catalogue("xx").language == "en"
    assert Catalogue("fr_FR.UTF-8").language == "fr"
    with pytest.raises(KeyError):
        say("no.such.key")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("été ’ « » \u00a0—", "été ’ « » \u00a0—"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb", "a\\nb"),
        ("a\udcffb", "a\\udcffb"),
        ("::error::x", "\\x3a:error::x"),
        ("see ::error::x and a::b", "see \\x3a:error::x and a::b"),
        ("a ##[add-mask]b", "a #\\x23[add-mask]b"),
    ],
)
def test_other_peoples_text_cannot_command_a_terminal_or_a_runner(text: str, shown: str) -> None:
    assert harmless(text) == shown
