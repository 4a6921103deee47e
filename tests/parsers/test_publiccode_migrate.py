# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Older files, and files in the French dialect, brought to the current version."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ospo_policy.messages import Catalogue
from ospo_policy.parsers.publiccode.migrate import Migration, migrate
from tests.support.publiccode import FOLDER, MINIMAL, changed, vectors


def migrated(text: str) -> Migration:
    found = migrate(text, "publiccode.yml")
    assert found is not None
    assert found.is_better
    again = migrate(found.text, "publiccode.yml")
    assert again is not None
    assert again.text == found.text, "a second time changes nothing"
    return found


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the vectors of the reference are not here")
@pytest.mark.parametrize(
    "file",
    vectors("valid", "valid/no-network", "valid_with_warnings", "valid_with_warnings/no-network"),
    ids=lambda file: file.name,
)
def test_valid_vectors_become_valid_ones_without_deprecated_keys(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = migrated(text)
    assert not found.after.errors
    assert len(found.after.warnings) == len(found.left)
    gone = set(re.findall(r"(?m)^#.*", text)) - set(re.findall(r"(?m)^#.*", found.text))
    assert not gone, "comments stay, but for those within what goes"


EXAMPLES = {
    "the version": ('"0.7"', "'0.2'", "'0.7'"),
    "0.6, that was never accepted": ('"0.7"', "0.6", '"0.7"'),
    "the version of the software": ('"0.7"\nname: Medusa', "4.0.1\nname: Medusa", '"0.7"\nname: Medusa\nsoftwareVersion: "4.0.1"'),
    "a version that is a number": ('"0.7"', "0.5", '"0.7"'),
    "the version 0, unquoted": ('"0.7"', "0", '"0"'),
    "a licence by its name": ("EUPL-1.2", "EUPL v1.2", "EUPL-1.2"),
    "what says nothing": ("name: M", "roadmap: ''\nlandingURL: \"\"\nname: M", "name: M"),
    "capitals": ("name: M", "landingUrl: https://example.org # page\nname: M", "landingURL: https://example.org # page\nname: M"),
    "what a program wrote": ("name: M", "latestCommitDate: 2023-12-01\npackages: []\nlastUpdated: ''\nname: M", "name: M"),
    "genericName": ("    features", "    genericName: web app\n    features", "    features"),
    "MIME types": ("name: M", "inputTypes: [text/plain]\noutputTypes:\n  - text/csv # a table\nname: M", "name: M"),
    "authorsFile": ("legal:\n", "legal:\n  authorsFile: AUTHORS\n", "legal:\n"),
    "a monochrome logo": ("name: M", "monochromeLogo: logo.svg # ours\nname: M", "logo: logo.svg # ours\nname: M"),
    "a logo that says nothing": ("name: M", "logo: ''\nmonochromeLogo: b.svg\nname: M", "logo: b.svg\nname: M"),
    "a line break that only YAML knows": ("name: M", "applicationSuite: 'a\u2028b'\nsoftwareVersion: 1.10\nname: M", "applicationSuite: 'a\u2028b'\nsoftwareVersion: \"1.10\"\nname: M"),
    "two logos": ("name: M", "logo: a.svg\nmonochromeLogo: b.svg\nname: M", "logo: a.svg\nname: M"),
    "an owner whose organisation is known": (
        "legal:\n", "organisation: {uri: 'https://example.org'}\nlegal:\n  repoOwner: Ville\n",
        "organisation: {uri: 'https://example.org', name: Ville}\nlegal:\n",
    ),
    "an owner who funds": (
        "legal:\n  license: EUPL-1.2\n",
        "fundedBy:\n  - name: INSEE\n    url: https://example.org/insee\nlegal:\n  repoOwner: Insee\n  license: EUPL-1.2\n",
        "fundedBy:\n  - name: INSEE\n    uri: https://example.org/insee\nlegal:\n  license: EUPL-1.2\n",
    ),
    "countries": ("name: M", "intendedAudience: {countries: [fr, 'be', LU]}\nname: M", "intendedAudience: {countries: [FR, BE, LU]}\nname: M"),
    "a version of the software that is a number": ("name: M", "softwareVersion: 1.10\nname: M", 'softwareVersion: "1.10"\nname: M'),
    "French keys": ("name: M", "creationDate: 2017-01-01\nmetadataFiles:\n  readme: README.md\nauthors: {distinctAuthorsCount: 3}\nname: M", "name: M"),
    "the last release": ("name: M", "latestRelease: {version: 1.2.3, date: 2024-05-06}\nname: M", 'softwareVersion: "1.2.3"\nreleaseDate: "2024-05-06"\nname: M'),
    "the last release, said twice": ("name: M", "releaseDate: 2024-05-06\nlatestRelease: {date: 2023-01-01}\nname: M", "releaseDate: 2024-05-06\nname: M"),
}  # fmt: skip


@pytest.mark.parametrize(("place", "old", "new"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples(place: str, old: str, new: str) -> None:
    found = migrated(changed(place, old))
    assert not found.after.problems
    assert not found.left
    wanted = changed(place, new)
    if "name: INSEE" in new:
        organisation = "organisation:\n  uri: https://example.org/insee\n  name: Insee\n"
        wanted = wanted.replace("platforms", organisation + "platforms")
    assert found.text == wanted


ITALY = """\
IT:
  countryExtensionVersion: "1.0"
  conforme: {gdpr: true, lineeGuidaDesign: true}
  riuso:
    codiceIPA: PCM
  piattaforme:
    spid: true
    cie: false
    io: true
"""


@pytest.mark.parametrize("section", [ITALY, ITALY.replace("IT:", "it:")])
def test_the_section_of_italy(section: str) -> None:
    found = migrated(MINIMAL.replace("legal:\n", "legal:\n  repoOwner: Presidenza\n") + section)
    assert not found.after.problems
    data = yaml.safe_load(found.text)
    assert data["organisation"] == {"uri": "urn:x-italian-pa:pcm", "name": "Presidenza"}
    assert data["supports"] == [{"id": "alias:spid"}, {"id": "alias:io"}, {"id": "alias:gdpr"}]
    assert "IT" not in data
    assert "it" not in data
    assert "repoOwner" not in data["legal"]


LEFT = {
    "an owner of whom nothing is known": changed("legal:\n", "legal:\n  repoOwner: Ville\n"),
    "a section of France": MINIMAL + "fr:\n  sample: fr\n",
    "packages": MINIMAL + "packages: [{systemName: zip}]\n",
    "authors by name": MINIMAL + "authors: [Ada]\n",
    "an organisation that is another": changed("name: M", "organisation: {uri: 'https://example.org'}\nname: M")
    + ITALY,
    "an unknown code": MINIMAL + ITALY.replace("PCM", "not a code"),
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_a_person_must_decide_is_left_and_told(text: str) -> None:
    found = migrated(text)
    assert found.text == text
    assert len(found.left) == 1
    assert Catalogue("fr").text(found.left[0])


@pytest.mark.parametrize("text", ["", "a: [1", "- a\n", "name: a\nname: b\n", "a: &a [x]\n" * 3, "[" * 10_000])
def test_what_is_no_file_of_this_kind_is_not_touched(text: str) -> None:
    assert migrate(text, "publiccode.yml") is None


def test_a_byte_order_mark_and_line_ends_stay() -> None:
    text = "\ufeff" + changed('"0.7"', '"0.3"').replace("\n", "\r\n")
    assert migrated(text).text == text.replace("0.3", "0.7")


def test_an_anchor_that_is_used_elsewhere_is_not_broken() -> None:
    text = changed("name: M", "creationDate: &day 2024-01-01\nreleaseDate: *day\nname: M")
    found = migrate(text, "publiccode.yml")
    assert found is not None
    assert not found.is_better


PIECES = st.lists(
    st.sampled_from(
        [
            "# a note\n", "\n", "creationDate: 2017-01-01 # when\n", "inputTypes: [a/b]\n", "metadataFiles:\n  # inside\n  readme: x\n",
            "monochromeLogo: a.svg\n", "logo: b.svg\n", ITALY, "usedBy:\n  - A\n  # - B\n  - C\n", "fr: {a: b}\n",
            "fundedBy: [{name: A, url: 'https://example.org'}]\n", "intendedAudience:\n  countries: [fr]\n",
        ]
    ),
    unique=True,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(PIECES)
def test_whatever_stands_there_stays_valid_with_its_comments(pieces: list[str]) -> None:
    text = "".join(pieces) + MINIMAL.replace("legal:", "# of the law\nlegal:")
    found = migrated(text)
    assert {problem.path for problem in found.after.errors} <= {"fr"}
    assert found.text.count("# a note") == text.count("# a note")
    assert found.text.count("# - B") == text.count("# - B")
    assert "# of the law\n" in found.text
    before, after = yaml.safe_load(text), yaml.safe_load(found.text)
    for key in ("name", "url", "platforms", "description", "legal", "maintenance", "localisation", "usedBy"):
        assert before.get(key) == after.get(key)
