# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every bundled pack promises: its rules, each explained in both languages, each with its source."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from ospo_policy.engine.compile import Policy
from ospo_policy.messages import LANGUAGES
from ospo_policy.model.message import LocalText
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.operations.policy_files import bundled
from tests.meta.test_catalogue import ENGLISH, FRENCH

ROOT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("OSPO_POLICY_DATA", ROOT.parent / "shared" / "data"))
RULES = {
    "community-health": 12,
    "de-opencode": 9,
    "eu": 9,
    "fr-dinum": 24,
    "it-agid": 21,
    "minimal": 7,
    "openssf-scorecard-like": 17,
    "osps-baseline-1": 24,
    "osps-baseline-2": 41,
    "osps-baseline-3": 62,
    "reuse": 6,
    "standard-for-public-code": 27,
    "us-cms": 11,
}


def policy(pack: str) -> Policy:
    return load_policy([Wanted(pack)], PackSources(offline=True))


def test_the_packs_have_the_rules_that_they_promise() -> None:
    assert {pack.name: pack.rules for pack in bundled()} == RULES


def in_both(text: LocalText | None) -> bool:
    return text is not None and set(LANGUAGES) <= set(text.by_language)


@pytest.mark.parametrize("pack", RULES)
def test_every_rule_is_explained_in_both_languages_and_has_a_source(pack: str) -> None:
    for rule in policy(pack).rules:
        assert in_both(rule.title), rule.id
        assert in_both(rule.why), rule.id
        assert in_both(rule.how), rule.id
        assert rule.references, rule.id
        for reference in rule.references:
            assert reference.url, rule.id


def words(text: str) -> set[str]:
    bare = re.sub(r"`[^`]*`|“[^”]*”|«[^»]*»", "", text.lower())
    return set(re.findall(r"[a-zàâçéèêëîïôûù]+", bare))


def texts(pack: str) -> list[LocalText]:
    """Every text of a pack that its readers see, quotes left out: these stay in the language of their source."""
    found = policy(pack)
    rules = [text for rule in found.rules for text in (rule.title, rule.why, rule.how) if text is not None]
    names = [score.title for score in found.scores] + [group.title for score in found.scores for group in score.groups]
    references = [reference.title for rule in found.rules for reference in rule.references]
    return [*rules, *names, *references, *(info.title for info in found.packs)]


@pytest.mark.parametrize("pack", RULES)
def test_no_language_is_mixed_into_another(pack: str) -> None:
    for text in texts(pack):
        french, english = text.get("fr"), text.get("en")
        assert len(words(french) & ENGLISH) < 2, french
        assert len(words(english) & FRENCH) < 2, english
        bare = re.sub(r"`[^`]*`|https?://\S+", "", french)
        assert not re.search(r"\w [;?!]|\w :|« | »", bare), french


@pytest.mark.parametrize("pack", RULES)
def test_what_is_demanded_names_the_version_of_its_source(pack: str) -> None:
    found = policy(pack)
    for rule in found.rules:
        if rule.level.value == "must":
            # `coc-contact-filled` follows the Contributor Covenant, whose version is in its title.
            assert any(reference.source for reference in rule.references) or rule.id == "coc-contact-filled", rule.id


@pytest.mark.parametrize("pack", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_pack_names_each_rule_and_the_versions_of_its_sources(pack: str, language: str) -> None:
    suffix = "" if language == "en" else f".{language}"
    page = (ROOT / "docs/packs" / f"{pack}{suffix}.md").read_text(encoding="utf-8")
    found = policy(pack)
    for rule in found.rules:
        assert f"### {rule.id}\n" in page
    for name in {reference.source for rule in found.rules for reference in rule.references} - {None}:
        source = found.sources[str(name)]
        assert f"version {source.version} (" in page


@pytest.mark.parametrize(("pack", "level"), [("osps-baseline-1", 1), ("osps-baseline-2", 2), ("osps-baseline-3", 3)])
def test_no_requirement_of_the_baseline_is_silently_missing(pack: str, level: int) -> None:
    if not DATA.is_dir():
        pytest.skip("the baseline's data is not here")
    wanted: dict[str, str] = {}
    for file in sorted(DATA.glob("OSPS-*.yaml")):
        for control in yaml.safe_load(file.read_text(encoding="utf-8"))["controls"]:
            for requirement in control["assessment-requirements"]:
                if f"maturity-{level}" in requirement["applicability"] and "Retired" not in requirement["text"]:
                    wanted[requirement["id"].lower()] = " ".join(requirement["text"].split())
    rules = {rule.id: rule for rule in policy(pack).rules}
    assert rules.keys() == wanted.keys()
    for name, text in wanted.items():
        quotes = [reference.quote.get("en") for reference in rules[name].references if reference.quote]
        assert text in quotes, name
        assert rules[name].check is not None or rules[name].attest is not None, name


def test_all_criteria_of_the_standard_for_public_code_are_accounted_for() -> None:
    (score,) = policy("standard-for-public-code").scores
    assert len(score.groups) == 16
    assert sum(group.attest is not None for group in score.groups) == 4
    for group in score.groups:
        assert group.rules or group.check is not None or group.attest is not None


def test_french_rules_demand_more_of_a_project_that_seeks_contributions() -> None:
    rules = {rule.id: rule for rule in policy("fr-dinum").rules}
    assert {name: level.value for name, level in rules["fr-contributing"].levels.items()} == {"A": "must", "B": "must"}
    assert rules["fr-contributing"].level.value == "should"
