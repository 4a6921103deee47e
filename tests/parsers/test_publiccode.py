# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""publiccode.yml: the reference's own vectors, then what they do not say."""

from __future__ import annotations

import struct
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ospo_policy.messages import Catalogue
from ospo_policy.model.publiccode import Severity, Validation
from ospo_policy.parsers import graphemes
from ospo_policy.parsers.publiccode import countries, languages, vocabularies
from ospo_policy.parsers.publiccode.validate import validate
from tests.support.publiccode import FOLDER, MINIMAL, Folder, changed, vectors

ACCEPTED: dict[str, str] = {}
"""Vectors that the reference refuses and this tool does not: those of which only the network knows. None in this half."""


def told(text: str, *, is_tolerant: bool = False, language: str = "en") -> list[str]:
    """The problems, as lines of the command: place, severity, what, fix."""
    say = Catalogue(language)
    found = validate(text, "publiccode.yml", is_tolerant=is_tolerant)
    return [
        f"{p.location.line}:{p.location.column}: {p.severity.value}: {say.text(p.message)}"
        + (f" {say.text(p.fix)}" if p.fix else "")
        for p in found.problems
    ]


def of_file(file: Path) -> Validation | None:
    try:
        return validate(file.read_bytes().decode(), file.name, Folder(file.parent))
    except UnicodeDecodeError:
        return None


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the vectors of the reference are not here")
class TestVectors:
    @pytest.mark.parametrize("file", vectors("valid", "valid/no-network"), ids=lambda file: file.name)
    def test_valid(self, file: Path) -> None:
        found = of_file(file)
        assert found is not None
        assert not found.problems

    @pytest.mark.parametrize(
        "file", vectors("valid_with_warnings", "valid_with_warnings/no-network"), ids=lambda file: file.name
    )
    def test_valid_with_warnings(self, file: Path) -> None:
        found = of_file(file)
        assert found is not None
        assert found.warnings
        assert not found.errors

    @pytest.mark.parametrize("file", vectors("invalid", "invalid/no-network"), ids=lambda file: file.name)
    def test_invalid(self, file: Path) -> None:
        found = of_file(file)
        if found is None:
            assert file.name == "file_encoding.yml"
        else:
            assert bool(found.errors) is not (file.name in ACCEPTED)


def test_at_most_two_vectors_are_accepted_wrongly() -> None:
    assert len(ACCEPTED) <= 2


VALID = {
    "the minimum": MINIMAL,
    "a byte order mark": "\ufeff" + MINIMAL,
    "documents marked": "---\n" + MINIMAL + "...\n",
    "a number as text": changed("name: Medusa", "name: 42\nsoftwareVersion: 12"),
    "a version of one number": changed("name: Medusa", "name: Medusa\nsoftwareVersion: 1.2"),
    "a date as YAML 1.1 would read it": changed("name: Medusa", "name: Medusa\nreleaseDate: 2026-02-28"),
    "nothing under optional keys": changed("name: Medusa", "name: Medusa\ncategories:\nlogo: ''\nintendedAudience:"),
    "a free platform": changed("[web]", "[web, haiku]"),
    "several bases": changed("name: Medusa", "name: Medusa\nisBasedOn: [https://example.org/a, 'https://example.org/b']"),
    "an alias and a URN": changed("name: M", "supports: [{id: 'alias:gdpr'}, {id: 'urn:iso:std:iso:27001'}]\nname: M"),
    "an expression of SPDX": changed("EUPL-1.2", "(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0"),
    "a licence of one's own": changed("EUPL-1.2", "LicenseRef-ministry"),
    "a merge key": changed("  en:\n", "  fr: &a\n") .replace("legal:", "  en: {<<: *a}\nlegal:"),
    "a contract": changed("community", "contract").replace("  contacts:\n    - name: Jane Doe", "  contractors: [{name: A, until: 2030-01-01}]"),
    "a video of YouTube": changed("[one thing]", "[one thing]\n    videos: ['https://youtu.be/abc']"),
    "an extended language": changed("[en]", "[en, zh-Hant-TW, es-419, sr-Latn, de-1996, sgn-ase]"),
    "a school of Italy": changed("name: M", "organisation: {uri: 'urn:x-italian-pa:istsc_bgic81000c'}\nname: M"),
}  # fmt: skip


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_no_false_alarm(text: str) -> None:
    assert told(text) == []


PROBLEMS = {
    "a key misspelt": (changed("legal:\n", "legal:\n  licence: MIT\n"), "`legal.licence` is not a key of the standard. Did you mean `license`?"),
    "a word misspelt": (changed("stable", "stabel"), "5:20: error: `developmentStatus` is `stabel`, which is not in the list of the standard. Did you mean `stable`?"),
    "YAML 1.1": (changed("true", "yes"), "localisationReady` is yes, where true or false is wanted. Write true."),
    "a truth in quotes": (changed("true", "'true'"), 'is "true", where true or false is wanted. Write true.'),
    "an address of ssh": (changed("https://example.org/medusa.git", "git@example.org:a/medusa.git"), "Write https://example.org/a/medusa.git."),
    "a host without a scheme": (changed("name: M", "landingURL: www.example.org\nname: M"), "Write https://www.example.org."),
    "a French date": (changed("name: M", "releaseDate: 28/02/2026\nname: M"), "is not a date. Write 2026-02-28."),
    "a day that there is not": (changed("name: M", "releaseDate: 2026-02-30\nname: M"), "is not a date. Write year, month and day"),
    "a version that loses its end": (changed("name: M", "softwareVersion: 1.10\nname: M"), 'warning: `softwareVersion` is the number 1.10, which programs read as 1.1. Write "1.10".'),
    "small letters": (changed("name: M", "intendedAudience: {countries: [fr]}\nname: M"), "warning: `intendedAudience.countries[0]` is `fr`, in small letters"),
    "mixed letters": (changed("name: M", "intendedAudience: {countries: [Fr]}\nname: M"), "error: `intendedAudience.countries[0]` is `Fr`, which is not a country. Did you mean `FR`?"),
    "a language of POSIX": (changed("[en]", "[en_GB]"), "Did you mean `en-GB`?"),
    "a language of three letters": (changed("[en]", "[fra]"), "Did you mean `fr`?"),
    "0.6": (changed("0.7", "0.6"), 'is not a version of the standard that catalogues read. Write "0.7".'),
    "no licence of SPDX": (changed("EUPL-1.2", "EUPL 1.2"), "the name of a licence and not its SPDX id. Write EUPL-1.2."),
    "no licence at all": (changed("EUPL-1.2", "see the file"), "which is not a licence by SPDX. Write its SPDX id"),
    "a licence in other capitals": (changed("EUPL-1.2", "eupl-1.2"), "warning: `legal.license` is `eupl-1.2`, whose capitals"),
    "nobody to contact": (changed("  contacts:\n    - name: Jane Doe\n", ""), "`maintenance.contacts` is missing, and `maintenance.type` is `community`."),
    "an empty list of contacts": (changed("\n    - name: Jane Doe", " []"), "`maintenance.contacts` is missing"),
    "a whole section": (changed("legal:\n  license: EUPL-1.2\n", ""), "`legal` is missing. Add it, with legal.license."),
    "a section without anything": (changed("legal:\n  license: EUPL-1.2\n", "legal:\n"), "`legal` is missing. Add it, with legal.license."),
    "no description": (MINIMAL[: MINIMAL.index("description:")] + MINIMAL[MINIMAL.index("legal:") :], "`description` is missing."),
    "a language that says nothing": (changed("legal:", "  fr:\nlegal:"), "`description.fr.features` is missing."),
    "a text of another site": (changed("[one thing]", "[one thing]\n    videos: ['https://example.org/v']"), "error: `description.en.videos[0]`"),
    "PeerTube": (changed("[one thing]", "[one thing]\n    videos: ['https://tube.example.gouv.fr/w/abcdefgh1']"), "warning: `description.en.videos[0]`"),
    "an alias that there is not": (changed("name: M", "supports: [{id: 'alias:rgpd'}]\nname: M"), "Did you mean `alias:gdpr`?"),
    "an alias without its word": (changed("name: M", "supports: [{id: gdpr}]\nname: M"), "Did you mean `alias:gdpr`?"),
    "a key twice": (changed("name: M", "name: A\nname: M"), "3:1: error: The key `name` stands here a second time"),
    "two documents": (MINIMAL + "---\na: b\n", "error:"),
    "a version that is no text": (changed('"0.7"', "0.5"), 'error: `publiccodeYmlVersion` is the number 0.5, where a text is wanted. Write "0.7".'),
    "a licence by its name": (changed("EUPL-1.2", "Licence Ouverte 2.0"), "the name of a licence and not its SPDX id. Write etalab-2.0."),
    "a licence in two variants": (changed("EUPL-1.2", "GPLv3"), "Write GPL-3.0-only or GPL-3.0-or-later."),
    "Italy in 0.7": (MINIMAL + "IT: {piattaforme: {spid: true}}\n", "warning: `IT` is deprecated"),
    "nothing": ("# a comment\n", "1:1: error: The file says nothing."),
    "a list": ("- a\n", "where keys and their values are wanted"),
    "an item that is empty": (changed("[en]", "[~]"), "`localisation.availableLanguages[0]` is empty."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_is_said(text: str, said: str) -> None:
    assert any(said in line for line in told(text)), told(text)
    assert told(text, language="fr")


DIALECT = {
    "creationDate: 2017-01-01": "Remove it: Git knows",
    "metadataFiles: {readme: README.md}": "Remove it: catalogues find README",
    "latestRelease: {version: 1.2.3, date: 2024-01-01}": "Write `softwareVersion` and `releaseDate`",
    "authors: {distinctAuthorsCount: 0}": "Remove it, and name those",
    "fundedBy: [{name: A, url: 'https://example.org'}]": "Rename it to `uri`.",
    "packages: [{systemName: zip}]": "no place for packages",
    "lastUpdated: 2023-12-01": "Git or the catalogue knows",
    "fr: {sample: fr}": "the standard has no section for FR",
}


@pytest.mark.parametrize(("line", "fix"), DIALECT.items(), ids=DIALECT)
def test_the_french_dialect(line: str, fix: str) -> None:
    text = changed("name: M", f"{line}\nname: M")
    for is_tolerant, severity in ((False, "error"), (True, "warning")):
        said = told(text, is_tolerant=is_tolerant)
        assert len(said) == 1
        assert f": {severity}: " in said[0]
        assert fix in said[0]


def test_the_version_of_the_software_in_place_of_the_standards() -> None:
    text = changed('"0.7"', "4.0.1")
    assert ": error: " in told(text)[0]
    assert ": warning: " in told(text, is_tolerant=True)[0]
    assert ": error: " in told(changed('"0.7"', "1.0"), is_tolerant=True)[0]


def test_a_tolerant_look_still_finds_mistakes() -> None:
    assert ": error: " in told(changed("name: M", "creation: 2017\nname: M"), is_tolerant=True)[0]


def png(width: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, 10, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.mark.parametrize(
    ("content", "said"),
    [(png(200), ""), (png(100), "100 pixels wide"), (b"GIF89a", "is not a PNG image"), (None, "there is no such file")],
)
def test_the_logo_is_looked_at(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "logo.png").write_bytes(content)
    found = validate(changed("name: M", "logo: ./logo.png\nname: M"), "publiccode.yml", Folder(tmp_path))
    lines = [Catalogue("en").text(problem.message) for problem in found.problems]
    assert (not said and not lines) or said in lines[0]


def test_replacements_are_right() -> None:
    text = changed("true", "yes").replace("EUPL-1.2", "eupl-1.2").replace("stable", "stabel")
    lines = text.split("\n")
    for problem in validate(text, "x").problems:
        assert problem.replacement is not None
        row, column = (problem.location.line or 0) - 1, (problem.location.column or 0) - 1
        word = lines[row][column:].split("#")[0]
        lines[row] = lines[row][:column] + problem.replacement + lines[row][column + len(word) :]
    assert told("\n".join(lines)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("abc", 3), ("a\r\nb", 3), ("e\u0301", 1), ("👨\u200d👩\u200d👧", 1), ("🇫🇷🇩🇪", 2), ("🇫🇷🇩", 2), ("👍🏽", 1),
     ("베스핀", 3), ("\u1107\u1166", 1), ("각", 1), ("❤\ufe0f", 1), ("नि", 1), ("a\n\u0301", 3), ("été", 3)],
)  # fmt: skip
def test_characters_are_counted_as_seen(text: str, count: int) -> None:
    assert graphemes.count(text) == count


@given(st.text())
def test_there_are_never_more_characters_than_code_points(text: str) -> None:
    assert 0 <= graphemes.count(text) <= len(text)
    assert (graphemes.count(text) == 0) is (text == "")


def test_the_lists_are_whole() -> None:
    assert len(vocabularies.CATEGORIES) == len(set(vocabularies.CATEGORIES)) == 106
    assert len(vocabularies.SCOPES) == 24
    assert len(countries.CODES) == 250
    for tag in (
        "fr",
        "oc-gascon",
        "zh-yue",
        "x-private",
        "i-klingon",
        "br",
        "gsw",
        "en-GB-oxendict",
        "fr-FR-u-co-phonebk",
    ):
        assert languages.is_language(tag), tag
    for tag in ("", "xxx", "eng", "en_GB", "fr-", "-fr", "abcd", "fr-1996", "zh-abc", "fr-ZZZ", "fr-QX", "a" * 1000):
        assert not languages.is_language(tag), tag


HOSTILE = {
    "deep": "[" * 10_000,
    "a bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)),
    "control characters": changed("Medusa", '"\\e[31m"').replace("web", "\x1b"),
    "a key of a megabyte": f"{'k' * 1000}: 1\n" * 1 + MINIMAL,
    "many unknown keys": "".join(f"key{n}: x\n" for n in range(5_000)),
    "a value of a megabyte": changed("Medusa", "m" * 1_000_000),
    "long mail": changed("Jane Doe", "Jane Doe\n      email: " + "a." * 100_000),
    "long licence": changed("EUPL-1.2", "(" * 50_000),
    "a long language": changed("[en]", "[" + "en-" * 10_000 + "]"),
    "halves of characters": changed("Medusa", '"\ud800"'),
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_read_fast(text: str) -> None:
    start = time.process_time()
    for is_tolerant in (True, False):
        found = validate(text, "publiccode.yml", is_tolerant=is_tolerant)
        for problem in found.problems:
            assert len(Catalogue("en").text(problem.message)) < 2_000
    assert time.process_time() - start < 60


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(MINIMAL)), st.integers(0, 30), st.text(max_size=10))
def test_any_change_is_read(at: int, cut: int, put: str) -> None:
    found = validate(MINIMAL[:at] + put + MINIMAL[at + cut :], "publiccode.yml")
    assert all(problem.severity in Severity for problem in found.problems)
