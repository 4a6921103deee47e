# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What templates are filled with is what a repository and its forge show and what the organisation gives; the rest stays open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.fixes.values import GIVEN, GIVEN_LISTS, NEEDS, Sources, missing, values_for
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.facts import Known, Unseen
from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.organisation import ForgeType, OrganisationInfo
from ospo_policy.operations.policies import read_organisation
from ospo_policy.operations.templates import forge_of, sources_of
from ospo_policy.parsers.tooling import tooling, updates
from tests.support.licences import official
from tests.support.repositories import build, git

GITHUB, GITLAB, FORGEJO = ForgeType.GITHUB, ForgeType.GITLAB, ForgeType.FORGEJO


def filled(
    folder: Path,
    files: dict[str, Any],
    forge: ForgeType = GITHUB,
    sources: Sources | None = None,
    about: Any = None,
    language: str = "fr",
    **fields: object,
) -> dict[str, Any]:
    facts = open_repository(str(build(folder / "medusa", files, about))).collect(NEEDS, "", 1_790_000_000)
    told = facts._replace(fields={name: Known(value) for name, value in fields.items()})
    return dict(values_for(told, sources or Sources(), language, forge))


def test_nothing_is_invented_for_a_repository_that_says_nothing(tmp_path: Path) -> None:
    values = filled(tmp_path, {"a.txt": "x"})
    known = {name for name, value in values.items() if value and name != "publiccode"}
    assert known == {"name", "forge", "request_name", "year", "language", "tool"}
    assert values["name"] == "medusa"
    assert values["year"] == "2026"
    assert {name.replace("-", "_") for name in (*GIVEN, *GIVEN_LISTS)} <= set(values)


def test_a_repository_speaks_for_itself(tmp_path: Path) -> None:
    values = filled(
        tmp_path,
        {
            "package.json": json.dumps(
                {
                    "name": "@ville/medusa",
                    "description": "Keeps the registers of the town, and of what is kept for the people.",
                    "scripts": {"test": "jest"},
                }
            ),
            "package-lock.json": "{}",
            "LICENSE": official("EUPL-1.2"),
            "README.md": "# Medusa\n\nLe registre des actes, pour les communes et leurs habitants.\n",
            "SECURITY.md": "x",
            ".github/CONTRIBUTING.md": "x",
            "src/a.js": "x",
            "docs/a.md": "x",
        },
        url="https://github.com/ville/medusa",
        description="The registers.",
        topics=["actes", "communes"],
        default_branch="trunk",
        has_issues=True,
        homepage="https://medusa.example/",
        about={"tags": [{"name": "v1.4.0", "date": "2026-03-01T00:00:00Z"}]},
    )
    for name, value in {
        "name": "Medusa", "description": "Le registre des actes, pour les communes et leurs habitants.", "licence": "EUPL-1.2",
        "licence_url": "https://spdx.org/licenses/EUPL-1.2", "url": "https://github.com/ville/medusa", "default_branch": "trunk",
        "issues_url": "https://github.com/ville/medusa/issues", "tags_url": "https://github.com/ville/medusa/tags", "version": "1.4.0",
        "release_date": "2026-03-01", "topics": ("actes", "communes"), "homepage": "https://medusa.example/", "tools": ("Node.js",),
        "install_command": "npm ci", "test_command": "npm test", "folders": ("docs", "src"), "security_file": "SECURITY.md",
        "contributing_file": ".github/CONTRIBUTING.md", "licence_file": "LICENSE", "support_file": "", "report_url": "",
        "updates": (("npm", "/"),),
    }.items():  # fmt: skip
        assert values[name] == value, name


@pytest.mark.parametrize(
    ("forge", "fields", "expected"),
    [
        (GITLAB, {"has_issues": True}, {"issues_url": "https://f.example/a/b/-/issues", "request_name": "merge request",
                                         "report_url": "https://f.example/a/b/-/issues/new?issue[confidential]=true"}),
        (GITLAB, {"has_issues": False}, {"issues_url": "", "report_url": ""}),
        (GITLAB, {}, {"issues_url": "https://f.example/a/b/-/issues", "report_url": ""}),
        (GITHUB, {"private_vulnerability_reporting": True}, {"report_url": "https://f.example/a/b/security/advisories/new"}),
        (GITHUB, {"private_vulnerability_reporting": False}, {"report_url": ""}),
        (FORGEJO, {"private_vulnerability_reporting": True, "has_issues": True},
         {"report_url": "", "issues_url": "https://f.example/a/b/issues", "request_name": "pull request", "forge": "forgejo"}),
    ],
)  # fmt: skip
def test_a_page_is_named_only_if_it_is_there(
    tmp_path: Path, forge: ForgeType, fields: dict[str, object], expected: dict[str, object]
) -> None:
    values = filled(tmp_path, {"a.txt": "x"}, forge, url="https://f.example/a/b.git", **fields)
    assert {name: values[name] for name in expected} == expected


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://f.example/a b", "https://f.example/a/b;rm -rf", "https://f.example/a/b`id`", "", "x",
            "https://f.example/a/$(id)"],
)  # fmt: skip
def test_an_address_that_is_none_is_not_taken(tmp_path: Path, url: str) -> None:
    values = filled(tmp_path, {"a.txt": "x"}, url=url)
    assert (values["url"], values["issues_url"]) == ("", "")


def test_what_is_given_never_takes_the_place_of_what_is_known(tmp_path: Path) -> None:
    given = {
        "name": LocalText({"en": "Other"}), "url": LocalText({"en": "https://evil.example"}), "licence": LocalText({"en": "MIT"}),
        "gap": LocalText({"en": "x"}), "our-motto": LocalText({"fr": "Ensemble", "en": "Together"}),
    }  # fmt: skip
    sources = Sources(OrganisationInfo(LocalText({"fr": "Ville", "en": "Town"})), given)
    values = filled(tmp_path, {"LICENSE": official("EUPL-1.2")}, sources=sources)
    assert (values["name"], values["url"], values["licence"], values["our_motto"]) == (
        "medusa",
        "",
        "EUPL-1.2",
        "Ensemble",
    )
    assert "gap" not in values
    assert (values["organisation"], values["holder"], values["copyright"]) == ("Ville", "Ville", "2026 Ville")


@pytest.mark.parametrize(
    ("files", "licence"),
    [
        ({"package.json": '{"name": "a", "license": "Zlib"}'}, "Zlib"),
        ({"package.json": '{"name": "a", "license": "ISC"}'}, "MIT"),  # npm's default, that nobody chose
        ({"a.txt": "x"}, "MIT"),
        ({"LICENSE": official("GPL-3.0-or-later")}, ""),  # only or later: the text does not say
        ({"LICENSE": "All rights reserved, and nobody knows what."}, ""),
        ({"LICENSES/Apache-2.0.txt": official("Apache-2.0")}, ""),
        ({"package.json": '{"name": "a", "license": "Apache-2.0"}', "LICENSE": official("EUPL-1.2")}, ""),
    ],
)
def test_an_organisation_s_licence_is_for_repositories_that_name_none(
    tmp_path: Path, files: dict[str, str], licence: str
) -> None:
    values = filled(tmp_path, files, sources=Sources(given={"licence": LocalText({"en": "MIT"})}))
    assert values["licence"] == licence


def test_lists_are_one_a_line_and_owners_are_accounts(tmp_path: Path) -> None:
    given = {
        "maintainers": LocalText({"en": "- Ada <ada@a.example>\n- The team\n\n<b@b.example>"}),
        "codeowners": LocalText({"en": "@ville/equipe, ada@a.example; rm\n@b * @@"}),
        "platforms": LocalText({"en": "web, linux"}),
        "roadmap": LocalText({"en": "One, two\nThree"}),
    }
    values = filled(tmp_path, {"a.txt": "x"}, sources=Sources(given=given))
    assert values["people"] == (("Ada", "ada@a.example"), ("The team", ""), ("b@b.example", "b@b.example"))
    assert values["codeowners"] == ("@ville/equipe", "@b")
    assert values["platforms"] == ("web", "linux")
    assert values["roadmap"] == ("One, two", "Three")


def test_files_of_the_same_request_can_be_pointed_to(tmp_path: Path) -> None:
    values = filled(tmp_path, {"README.md": "x"}, sources=Sources(also=("SECURITY.md", "LICENSE")))
    assert (values["security_file"], values["licence_file"], values["support_file"]) == ("SECURITY.md", "LICENSE", "")


def test_what_was_not_seen_is_not_known(tmp_path: Path) -> None:
    facts = open_repository(str(build(tmp_path / "medusa", {"SECURITY.md": "x"}))).collect(NEEDS, "", 0)
    unseen = Unseen(Message("unseen.not-asked"))
    blind = facts._replace(tree=unseen, contents={}, fields={"url": unseen, "has_issues": unseen},
                           history=facts.history._replace(tags=unseen))  # fmt: skip
    values = values_for(blind, Sources(given={"licence": LocalText({"en": "MIT"})}), "en", GITHUB)
    assert {name for name, value in values.items() if value and name != "publiccode"} == {
        "name", "forge", "request_name", "language", "tool",
    }  # fmt: skip


def test_blanks_alone_are_nothing(tmp_path: Path) -> None:
    values = filled(tmp_path, {"a.txt": "x"}, description=" \u200b\u202e\n", default_branch="\u2066")
    assert (values["description"], values["default_branch"]) == ("", "")


FILE = """\
organisation: {name: {fr: Ville, en: Town}, contact: a@b.example}
assign: []
remediation:
  values:
    security-contact: s@b.example
    security-delay: {fr: 5 jours, en: 5 days}
"""


def test_the_organisation_s_file_gives_values(tmp_path: Path) -> None:
    document = read_organisation(FILE, "ospo-policy.yml", "").document
    for language, delay in (("fr", "5 jours"), ("en", "5 days")):
        values = filled(tmp_path / language, {"a.txt": "x"}, sources=sources_of(document), language=language)
        assert (values["security_contact"], values["security_delay"], values["contact"]) == (
            "s@b.example",
            delay,
            "a@b.example",
        )
    assert sources_of(None, ("A.md",)) == Sources(also=("A.md",))


@pytest.mark.parametrize(
    ("remote", "files", "forge"),
    [
        ("https://github.com/a/b", {}, GITHUB),
        ("https://gitlab.ville.fr/a/b", {}, GITLAB),
        ("git@codeberg.org:a/b.git", {}, FORGEJO),
        ("https://forge.ville.fr/a/b", {".gitlab-ci.yml": "a: {}"}, GITLAB),
        ("https://forge.ville.fr/a/b", {".forgejo/workflows/a.yml": "x"}, FORGEJO),
        ("https://forge.ville.fr/a/b", {"a": "x"}, GITHUB),
        ("https://github.com/a/b", {".gitlab-ci.yml": "a: {}"}, GITHUB),
        ("", {".gitlab/issue_templates/a.md": "x"}, GITLAB),
        ("", {"a": "x"}, GITHUB),
    ],
)
def test_a_checkout_tells_its_forge(tmp_path: Path, remote: str, files: dict[str, str], forge: ForgeType) -> None:
    folder = build(tmp_path / "medusa", {"README.md": "x", **files})
    if remote:
        git(folder, "remote", "add", "origin", remote)
    assert forge_of(open_repository(str(folder)).collect(NEEDS, "", 0)) is forge


@pytest.mark.parametrize(
    ("files", "install", "test"),
    [
        ({}, "", ""),
        ({"package.json": "{}"}, "", ""),
        ({"package.json": '{"scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"}}'}, "", ""),
        ({"package.json": '{"scripts": {"test": "jest"}}', "yarn.lock": ""}, "yarn install", "yarn test"),
        ({"package.json": '{"scripts": {"test": "jest"}}', "pnpm-lock.yaml": ""}, "pnpm install", "pnpm test"),
        ({"package.json": '{"scripts": 3}'}, "", ""),
        ({"package.json": "[" * 100_000}, "", ""),
        ({"pyproject.toml": "[project]\nname='a'\n[tool.pytest.ini_options]\n", "uv.lock": ""}, "uv sync", "pytest"),
        ({"pyproject.toml": "[project]\nname='a'\n"}, "", ""),
        ({"tox.ini": ""}, "", "tox"),
        (
            {"composer.json": '{"scripts": {"test": ["phpunit", "phpstan"]}}', "composer.lock": ""},
            "composer install",
            "composer test",
        ),
        ({"Cargo.toml": ""}, "cargo build", "cargo test"),
        ({"go.mod": ""}, "go build ./...", "go test ./..."),
        ({"pom.xml": ""}, "mvn package", "mvn test"),
        ({"Makefile": "test: build\n\tx\n", "Cargo.toml": ""}, "cargo build", "make test"),
        ({"Makefile": "test := x\ntests:\n"}, "", ""),
        ({"package-lock.json": "", "composer.lock": ""}, "", ""),
        ({"web/package.json": '{"scripts": {"test": "jest"}}', "web/package-lock.json": ""}, "", ""),
    ],
)
def test_a_command_is_named_only_where_there_is_no_doubt(files: dict[str, str], install: str, test: str) -> None:
    found = tooling(files, files)
    assert (found.install, found.test) == (install, test)


def test_each_place_of_a_package_manager_is_looked_after() -> None:
    paths = ["web/package.json", "api/pyproject.toml", "api/requirements.txt", "Dockerfile", "api/Dockerfile", ".github/workflows/a.yml",
             "node_modules/x/package.json", "tests/fixtures/package.json"]  # fmt: skip
    assert updates(paths) == (
        ("github-actions", "/"),
        ("docker", "/"),
        ("docker", "/api"),
        ("npm", "/web"),
        ("pip", "/api"),
    )
    assert len(updates([f"p{number}/package.json" for number in range(500)])) == 30


def test_a_text_that_makes_no_sense_yet_says_what_it_needs(tmp_path: Path) -> None:
    from ospo_policy.fixes.templates import find
    from ospo_policy.operations.templates import folders

    values = filled(tmp_path, {"a.txt": "x"})
    for id_, names in (("REUSE.toml", ("licence", "copyright-holder")), ("CODEOWNERS", ("codeowners",)), ("dependabot.yml", ("updates",)),
                       ("README.md", ())):  # fmt: skip
        template = find(id_, "en", GITHUB, folders())
        assert template is not None
        assert missing(template, values) == names
    licence = find("LICENSE", "en", GITHUB, folders(), "MIT")
    assert licence is not None
    assert missing(licence, values) == ("copyright-holder", "licence")
