# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`explain` and `policy`: what lawyers, team leads and authors of policies ask."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from tests.support.command import Command
from tests.support.repositories import build


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


PACK = """pack: city
version: 2.0.0
extends: [minimal]
set: {readme-characters: 42}
rules:
  no-binaries: off
  readme-present: {level: should}
  fork-rule:
    level: may
    title: {fr: Une règle, en: A rule}
    when: "!repo.fork"
    profiles: [A, B]
    check: {not: {all: [{file: {kinds: [notice]}}, {any: [{size: {max_bytes: 5}}]}]}}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "city.yml").write_text(PACK, encoding="utf-8")
    return tmp_path / "city.yml"


def test_a_practice_is_explained_with_its_source_and_a_starting_text(run: Command) -> None:
    out = run("explain", "security-contact").out
    for part in (
        "Whoever finds a vulnerability knows whom to tell [security-contact]",
        "Must be so. From the pack minimal.",
        "A vulnerability that cannot be reported in private",
        "text: Any of the files must have a match",
        "kinds:\n          - security",
        "templates/repo/en/SECURITY.md",
        "OpenSSF OSPS Baseline, OSPS-VM-02.01 https://baseline.openssf.org/#osps-vm-0201",
        "Answers the controls: OSPS-VM-02.01, ",
        "NIS2-21.2.e",
        "level: policies/minimal.yml:",
    ):
        assert part in out
    french = run("explain", "security-contact", "--lang", "fr").out
    assert "templates/repo/fr/SECURITY.md" in french
    assert "Obligatoire." in french


def test_conditions_profiles_and_compositions_are_explained(run: Command, pack: Path) -> None:
    out = run("explain", "fork-rule", "--pack", pack).out
    assert "Only for repositories with the profile A and B." in out
    assert "Only when !repo.fork" in out
    assert "not:\n        all:" in out
    assert "max_bytes: 5" in out


def test_every_rule_is_listed_without_a_name(run: Command) -> None:
    lines = run("explain").out.splitlines()
    assert len(lines) > 200
    assert "licence-present  must  The licence text is in the repository" in lines


def test_the_policy_of_a_repository_is_shown_with_where_each_value_was_set(
    run: Command, pack: Path, tmp_path: Path
) -> None:
    folder = build(tmp_path / "r", {"README.md": "x", ".ospo-policy.yml": "packs: [city.yml]", "city.yml": PACK})
    out = run("explain", "--repo", folder).out
    assert f"  level: should  # {folder}/city.yml:7:20" in out
    assert "  title: A README says what this is  # policies/minimal.yml:" in out
    assert "min_characters: 42" in out
    assert f"no-binaries: off  # {folder}/city.yml:6:16" in out
    assert "Un README dit" in run("explain", "--repo", folder, "--lang", "fr").out


@pytest.mark.parametrize(
    ("rule", "told"),
    [("securty-contact", "Did you mean `security-contact`?"), ("no-binaries", "is switched off at")],
)
def test_a_rule_that_is_not_there_is_answered(run: Command, pack: Path, rule: str, told: str) -> None:
    result = run("explain", rule, "--pack", pack)
    assert result.code == 2
    assert told in result.err


def test_bundled_packs_are_listed(run: Command) -> None:
    lines = run("policy", "list").out.splitlines()
    assert "community-health  1.1.0  A healthy community (12 rules)" in lines
    assert "osps-baseline-2  1.1.0  OSPS Baseline, level 2 (41 rules)" in lines


def test_needs_are_printed(run: Command, pack: Path) -> None:
    assert run("policy", "needs", "--pack", pack).out.splitlines() == [
        "tree: sizes",
        "contents: contributing, licence, notice, readme, security",
        "heads: @secret-candidates",
        "fields: description, fork",
    ]
    assert run("policy", "needs", "--pack", "minimal", "--lang", "fr").out.startswith("tree: tous les chemins")


def test_validation_tells_good_from_bad(run: Command, pack: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("pack: bad\n", encoding="utf-8")
    result = run("policy", "validate", pack, bad)
    assert result.code == 2
    assert f"{pack}: no mistake found." in result.out
    assert "`pack` lacks the key `version`." in result.err
    assert run("policy", "validate", pack).code == 0


FILES = {
    "ospo-policy.yml": (
        "organisation: {name: V}\nassign: [{packs: [minimal], set: {readme-character: 5}}]\n",
        "`readme-character` is no parameter of these packs.",
    ),
    "other.yml": (
        "organisation: {name: V}\nforges: {a: {type: gitlab, url: 'https://x.example'}}\n"
        "assign: [{packs: [minimal]}]\ninventory: [{forge: b, owners: ['*']}]\n",
        "names the forge `b`, which is not under `forges`.",
    ),
    "secret.yml": (
        "organisation: {name: V}\nforges: {a: {type: gitlab, auth: {token: glpat-1234}}}\nassign: []\n",
        "`token` is a text, where a mapping of keys to values is wanted.",
    ),
    ".ospo-policy.yml": ("profile: A\nattestations: {x: {by: Ada}}\n", "`x` lacks the key `date`."),
    "team.yml": ("profile: A\nrequests: maybe\n", "`requests` is a text, where true or false is wanted."),
    "latin.yml": (b"pack: \xe9\n", "is not UTF-8 text"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_is_validated_as_what_it_is(run: Command, tmp_path: Path, name: str) -> None:
    text, told = FILES[name]
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run("policy", "validate", file)
    assert result.code == 2
    assert told in result.err
    assert "glpat-1234" not in result.err


GOOD_ORGANISATION = """
organisation: {name: {fr: Ministère, en: Ministry}, contact: oss@example.gouv.fr, locale: fr}
forges:
  github: {type: github, auth: {app: {id: 1234, private_key: {env: APP_KEY}}}}
  forge-interne: {type: gitlab, url: https://gitlab.example.gouv.fr, auth: {token: {env: GITLAB_TOKEN}}}
inventory:
  - {forge: github, owners: [etalab, codegouvfr], where: "!repo.archived && !repo.fork"}
  - {forge: forge-interne, owners: ["*"], exclude: ["archives/**"]}
  - {import: comptes-organismes-publics.yml}
assign:
  - {packs: [minimal]}
  - {packs: [community-health], where: "repo.profile in ['A', 'B']"}
waivers: waivers.yml
remediation: {mode: report}
report: {site: public/, personal_data: false}
"""


def test_a_whole_organisation_file_is_good_and_fits_its_schema(run: Command, tmp_path: Path) -> None:
    import yaml

    file = tmp_path / "ospo-policy.yml"
    file.write_text(GOOD_ORGANISATION, encoding="utf-8")
    result = run("policy", "validate", file)
    assert result.code == 2
    assert "The waivers in waivers.yml could not be read." in result.err
    (tmp_path / "waivers.yml").write_text("waivers: []\n", encoding="utf-8")
    result = run("policy", "validate", file)
    assert result.code == 0, result.err
    schema = json.loads(run("policy", "schema", "organisation").out)
    assert jsonschema_rs.validator_for(schema).is_valid(yaml.safe_load(GOOD_ORGANISATION))


@pytest.mark.parametrize("path", ["nowhere.yml", "."])
def test_a_file_that_cannot_be_read_is_told(run: Command, path: str) -> None:
    result = run("policy", "validate", path)
    assert result.code == 2
    assert "could not be read" in result.err


def test_schemas_are_printed_in_the_readers_language(run: Command) -> None:
    assert json.loads(run("policy", "schema").out)["title"].startswith("A pack of ospo-policy")
    assert json.loads(run("policy", "schema", "report", "--lang", "fr").out)["title"] == "Un rapport d'ospo-policy"
