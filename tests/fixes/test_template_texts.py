# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the texts are like: whole where everything is known, in one language, well set, and read by the programs they are for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from functools import lru_cache
from pathlib import Path

import cmarkgfm
import pytest
import yaml
from cmarkgfm.cmark import Options

from ospo_policy.checks import codemeta
from ospo_policy.fixes import stamp
from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.templates import LICENCES, find
from ospo_policy.messages import Catalogue
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations.templates import folders
from ospo_policy.parsers import citation, codeowners, update_bots, yaml_source
from ospo_policy.parsers.licences import catalogue
from ospo_policy.parsers.licences.identify import identify
from ospo_policy.parsers.outline import outline
from ospo_policy.parsers.placeholders import find_placeholders
from ospo_policy.parsers.prose import prose
from ospo_policy.parsers.publiccode import readme
from ospo_policy.parsers.publiccode.validate import validate
from tests.support import templates as situations
from tests.support.templates import FORGES, LANGUAGES, LICENCE_IDS, OTHERS, Case, must

COPIED = ("issue.md", "idea.md", "change_request.md")
"""Texts that are copied into each issue or request, and begin without a title."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return situations.repository(tmp_path_factory.mktemp("base"))


@lru_cache
def every_case(folder: Path) -> tuple[tuple[Case, str, ForgeType, bool], ...]:
    """Each template as it is made in each language, on each forge, with everything known and with nothing."""
    found = []
    for language, forge, told in ((one, two, three) for one in LANGUAGES for two in FORGES for three in (True, False)):
        values = situations.values(
            folder, language, forge, told=told, also=("CONTRIBUTING.md", "SECURITY.md", "LICENSE")
        )
        for id_ in OTHERS:
            case = situations.filled(id_, language, forge, values)
            if case is not None:
                found.append((case, language, forge, told))
    return tuple(found)


def of(folder: Path, id_: str, *, told: bool = True) -> list[tuple[Case, str, ForgeType]]:
    return [
        (case, language, forge)
        for case, language, forge, known in every_case(folder)
        if case.template.id == id_ and known is told
    ]


def test_where_everything_is_known_nothing_is_left_open(base: Path) -> None:
    for case, _, _, told in every_case(base):
        if told:
            assert case.rendered.gaps == (), case.template.source
            assert find_placeholders(case.rendered.text, is_licence=False) == []


def test_what_is_left_open_is_marked_with_its_line(base: Path) -> None:
    seen = 0
    for case, _, _, told in every_case(base):
        lines = case.rendered.text.split("\n")
        for gap in () if told else case.rendered.gaps:
            assert gap.text in lines[gap.line - 1], (case.template.source, gap)
            seen += 1
        if not told and case.template.format is Format.MARKDOWN:
            marked = find_placeholders(case.rendered.text, is_licence=False, path=case.template.path)
            assert len(marked) == len(case.rendered.gaps), case.template.source
    assert seen > 100


def sentences(text: str, path: str) -> list[str]:
    """The running text, line by line, without what is code or a link's address."""
    bare = re.sub(r"\]\([^)]*\)|<[^>]*>|https?://\S+", " ", prose(text, path))
    return [line for line in bare.split("\n") if line.strip()]


@pytest.mark.parametrize("told", [True, False])
def test_each_text_is_in_its_language(base: Path, told: bool) -> None:
    other = {"fr": "en", "en": "fr"}
    for case, language, _, known in every_case(base):
        if known is told and case.template.format is Format.MARKDOWN:
            for line in sentences(case.rendered.text, case.template.path):
                assert readme.language(line) != other[language], (case.template.source, line)
            assert readme.language(case.rendered.text) in (language, ""), case.template.source


def test_french_is_set_as_french_is(base: Path) -> None:
    for case, language, _, _ in every_case(base):
        if language == "fr" and case.template.format is Format.MARKDOWN:
            for line in sentences(case.rendered.text, case.template.path):
                if not line.startswith(("name:", "about:", "- **[")):
                    assert not re.search(r" [;:?!»]|« |[^\s\u00a0\u202f/s]:(?:\s|$)", line), (
                        case.template.source,
                        line,
                    )


def test_both_languages_say_the_same_in_the_same_order(base: Path) -> None:
    def shape(case: Case) -> tuple[tuple[int, ...], int]:
        headings = outline(case.template.path, case.rendered.text).headings
        return tuple(one.level for one in headings), len(case.rendered.gaps)

    for id_ in OTHERS:
        for told in (True, False):
            by_language = {
                language: shape(case) for case, language, forge in of(base, id_, told=told) if forge is FORGES[0]
            }
            assert by_language.get("fr") == by_language.get("en"), id_


def html(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def test_markdown_reads_well(base: Path) -> None:
    files = {"CONTRIBUTING.md", "SECURITY.md", "LICENSE", "https://github.com/ville/registre/issues"}
    for case, language, _, _ in every_case(base):
        text = case.rendered.text
        if case.template.format is not Format.MARKDOWN:
            continue
        assert "\n\n\n" not in text, case.template.source
        assert re.search(r"[^\n]\n\Z", text), case.template.source
        assert not re.search(r"[ \t]\n", text), case.template.source
        assert "  " not in text.replace("\n  ", "\n"), case.template.source
        shown = html(text)
        if case.template.id not in COPIED:
            assert (shown.count("<h1>"), shown[:4]) == (1, "<h1>"), case.template.source
        for address in re.findall(r'href="([^"]*)"', shown):
            assert address in files or address.startswith(("https://", "mailto:")), (case.template.source, address)
        assert language in LANGUAGES


def test_no_address_is_named_that_is_not_known(base: Path) -> None:
    fixed = ("developercertificate.org", "contributor-covenant.org", "keepachangelog.com", "eur-lex.europa.eu", "spdx.org",
             "docs.renovatebot.com", "w3id.org", "github.com/publiccodeyml", "code.gouv.fr", "github.com/ospo-policy/ospo-policy@v")  # fmt: skip
    for case, _, _, told in every_case(base):
        for address in () if told else re.findall(r"https?://[^\s)>\"]+", case.rendered.text):
            assert any(known in address for known in fixed), (case.template.source, address)


def test_publiccode_is_valid_once_everything_is_known(base: Path) -> None:
    for case, _, _ in of(base, "publiccode.yml"):
        text = stamp.stamped(case.template, case.rendered.text)
        assert validate(text, "publiccode.yml").problems == (), text
    for case, _, _ in of(base, "publiccode.yml", told=False):
        assert validate(case.rendered.text, "publiccode.yml").errors
        assert len(case.rendered.gaps) == 12


def test_citations_are_valid(base: Path) -> None:
    for told in (True, False):
        for case, _, _ in of(base, "CITATION.cff", told=told):
            document = yaml_source.read(stamp.stamped(case.template, case.rendered.text), "CITATION.cff")
            assert [*citation.validate(document, "CITATION.cff")] == []
    data = yaml.safe_load(must(of(base, "CITATION.cff")[0][0]).rendered.text)
    assert data["version"] == "1.2.0"
    assert data["date-released"] == "2026-05-02"
    assert data["authors"] == [{"name": "Ville de Lyon", "website": "https://www.ville.fr/"}]


def test_codemeta_is_read(base: Path) -> None:
    for told in (True, False):
        for case, _, _ in of(base, "codemeta.json", told=told):
            data = json.loads(stamp.stamped(case.template, case.rendered.text))
            assert [*codemeta_mistakes(data)] == []
    assert json.loads(of(base, "codemeta.json")[0][0].rendered.text)["license"] == "https://spdx.org/licenses/MIT"


def codemeta_mistakes(data: dict[str, object]) -> list[object]:
    from ospo_policy.parsers.codemeta import mistakes

    assert codemeta.CHECK.name == "codemeta"
    return [*mistakes(data, ("name", "author"))]


def test_bots_keep_every_package_manager_of_the_repository(base: Path) -> None:
    case, _, _ = of(base, "dependabot.yml")[0]
    bot = update_bots.read(case.template.path, case.rendered.text)
    assert bot is not None
    assert bot.mistakes == ()
    assert bot.keeps == {"npm"}
    entries = yaml.safe_load(case.rendered.text)["updates"]
    assert [(one["package-ecosystem"], one["directory"]) for one in entries] == [("docker", "/"), ("npm", "/")]
    for case, _, _ in of(base, "renovate.json"):
        found = update_bots.read(case.template.path, case.rendered.text)
        assert found is not None
        assert found.mistakes == ()
        assert found.keeps is None


def test_owners_are_understood_by_each_forge(base: Path) -> None:
    for case, _, forge in of(base, "CODEOWNERS"):
        read = codeowners.parse(case.rendered.text, gitlab=forge is ForgeType.GITLAB)
        assert read.mistakes == ()
        (entry,) = read.entries
        assert entry.owners == ("@ville/registre",)
        assert entry.pattern == (".*" if forge is ForgeType.FORGEJO else "*")
    assert of(base, "CODEOWNERS", told=False) == []


def test_reuse_is_told_the_holder_and_the_licence(base: Path) -> None:
    case, _, _ = of(base, "REUSE.toml")[0]
    (annotation,) = tomllib.loads(stamp.stamped(case.template, case.rendered.text))["annotations"]
    assert annotation["SPDX-FileCopyrightText"] == "2026 Ville de Lyon"
    assert annotation["SPDX-License-Identifier"] == "MIT"
    assert of(base, "REUSE.toml", told=False) == []


def test_the_pipelines_are_safe_and_run_the_check(base: Path, tmp_path: Path) -> None:
    for case, _, forge in of(base, "ospo-policy-check.yml"):
        data = yaml.safe_load(case.rendered.text)
        if forge is ForgeType.GITLAB:
            assert data["ospo-policy"]["script"][-1] == "ospo-policy check"
            continue
        (tmp_path / case.template.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / case.template.path).write_text(stamp.stamped(case.template, case.rendered.text), encoding="utf-8")
        assert data["permissions"] == {}
        assert data["jobs"]["check"]["permissions"] == {"contents": "read"}
        assert data["jobs"]["check"]["steps"][-1]["run"] == "ospo-policy check"
    binaries = Path(sys.executable).parent
    for words in (
        ["zizmor", "--offline", "--no-progress", "--persona=pedantic"],
        ["yamllint", "--strict", "--config-file", ".yamllint"],
    ):
        done = subprocess.run(
            [binaries / words[0], *words[1:], tmp_path / ".github"], capture_output=True, text=True, check=False,
            cwd=situations.ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("licence", LICENCE_IDS)
def test_each_licence_is_known_by_its_text_as_exactly_itself(base: Path, licence: str, language: str) -> None:
    values = situations.values(base, language, ForgeType.GITHUB, told=True)
    case = must(situations.filled("LICENSE", language, ForgeType.GITHUB, values, licence))
    found = identify(case.rendered.text, "LICENSE")
    # The text of a GNU licence does not say whether later versions may be taken: its id is one of two.
    assert licence in (found.expression, *catalogue.variants(found.expression))
    (match,) = found.matches
    assert match.confidence == 1
    assert not match.modified
    assert not found.additional
    assert find_placeholders(case.rendered.text, is_licence=True) == []
    folder = must(situations.filled(f"{LICENCES}{licence}.txt", language, ForgeType.GITLAB, values))
    assert (folder.template.path, folder.rendered.text) == (f"LICENSES/{licence}.txt", case.rendered.text)
    assert case.template.path == "LICENSE"
    assert not case.template.is_stamped


def test_licences_with_a_holder_name_one(base: Path) -> None:
    values = situations.values(base, "fr", ForgeType.GITHUB, told=True)
    for licence in ("MIT", "BSD-2-Clause", "BSD-3-Clause"):
        case = must(situations.filled("LICENSE", "fr", ForgeType.GITHUB, values, licence))
        assert "Copyright (c) 2026 Ville de Lyon\n" in case.rendered.text
        untold = situations.values(base, "fr", ForgeType.GITHUB, told=False)
        assert situations.filled("LICENSE", "fr", ForgeType.GITHUB, untold, licence) is None


def test_french_administrations_get_french_texts_where_forges_do_not_mind() -> None:
    for licence, language, begin in (
        ("etalab-2.0", "fr", "LICENCE OUVERTE"), ("etalab-2.0", "en", "# OPEN LICENCE 2.0"),
        ("CECILL-B", "fr", "CONTRAT DE LICENCE"), ("CECILL-B", "en", "CeCILL-B FREE SOFTWARE"),
        ("EUPL-1.2", "fr", "EUROPEAN UNION PUBLIC LICENCE"),
    ):  # fmt: skip
        template = find("LICENSE", language, ForgeType.GITHUB, folders(), licence)
        assert template is not None
        assert template.text.startswith(begin)


def test_a_degree_of_openness_is_shown_by_its_badge(base: Path) -> None:
    from ospo_policy.parsers import openness

    for profile in ("A", "B", "C", ""):
        values = situations.values(base, "fr", ForgeType.GITLAB, told=True, profile=profile)
        text = must(situations.filled("README.md", "fr", ForgeType.GITLAB, values)).rendered.text
        assert openness.degree(text, "README.md") == (profile or None)


@pytest.mark.parametrize("page", ["README.md", "README.fr.md"])
def test_what_an_organisation_can_give_is_listed_in_the_readme_of_the_templates(page: str) -> None:
    from ospo_policy.fixes.values import GIVEN, GIVEN_LISTS

    text = (situations.ROOT / "templates/repo" / page).read_text(encoding="utf-8")
    rows = [
        row.split("|")[1]
        for row in text.partition("`security-contact` |")[2].partition("\n\n")[0].splitlines()
        if row.startswith("|")
    ]
    told = {key for row in rows for key in re.findall(r"`([a-z-]+)`", row)}
    assert told | {"security-contact"} == {*GIVEN, *GIVEN_LISTS}


def test_errors_of_templates_are_told_in_both_languages() -> None:
    for language in LANGUAGES:
        say = Catalogue(language)
        assert say("template.no-head").endswith((".", "line."))
        assert "{#" in say("template.no-head")
        assert "{% if x is defined %}" in say("template.unknown", name="x")
