# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fixes on real repositories: every rule that fails there and has an edit, a setting or advice.

Nothing is raised; what is written can be read as what it is; the rule then passes, or it is told why not. Templates are not
tried here.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from ospo_policy.engine.attestations import Claims
from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import finding
from ospo_policy.engine.fix_syntax import remedies, repair_needs
from ospo_policy.fixes import ADVICES, Registry
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.needs import union
from ospo_policy.model.policy import Rule
from ospo_policy.model.report import Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.operations.policy_files import bundled
from ospo_policy.parsers.conditions import settled
from ospo_policy.parsers.outline import outline
from ospo_policy.parsers.structured import NotReadableError, read
from ospo_policy.ports.fix import Changes, Unable
from tests.support.fixes import NOW, broken, overlaid, without_template

VALUES = {
    "organisation": "Ville d'Exemple",
    "contact": "contact@ville-exemple.fr",
    "security-contact": "securite@ville-exemple.fr",
}
SAY = Catalogue("en")


@lru_cache
def policies() -> dict[str, Policy]:
    return {pack.name: load_policy([Wanted(pack.name)], PackSources(offline=True)) for pack in bundled()}


def facts_of(name: str, folder: Path) -> Repository:
    rules = [rule for policy in policies().values() for rule in policy.rules]
    needs = union(
        (*(policy.needs for policy in policies().values()), *(repair_needs(rule, Registry()) for rule in rules))
    )
    facts = open_repository(str(folder)).collect(needs._replace(reuse=False), "", NOW)
    return settled(facts._replace(fields={**facts.fields, "url": Known(f"https://github.com/{name}")}))


def outcome(rule: Rule, facts: Repository) -> tuple[str, str] | None:
    """The remedies that were tried, and what became of the rule; None where it does not fail, or nothing but a template serves."""
    found = finding(rule, facts, Claims({}))
    tried = without_template(remedies(rule, Registry()))
    if found.status is not Status.FAIL or not tried:
        return None
    reasons: list[str] = []
    used: list[str] = []
    for remedy in tried:
        done = remedy.type.repair(remedy.params, broken(facts, {"values": VALUES}, found))
        if isinstance(done, Unable):
            assert SAY.text(done.reason)
            reasons.append(done.reason.key)
            continue
        assert isinstance(done, Changes)
        assert all(SAY.text(sentence) for sentence in done.advice)
        if remedy.type.name in ADVICES:
            return "+".join((*used, remedy.type.name)), "advice"
        for path, text in done.files.items():
            assert_readable(path, text, facts)
        facts = overlaid(facts, done.files)
        facts = facts._replace(fields={**facts.fields, **{key: Known(value) for key, value in done.fields.items()}})
        used.append(remedy.type.name)
        if finding(rule, facts, Claims({})).status is Status.PASS:
            return "+".join(used), "passes"
    status = finding(rule, facts, Claims({})).status.value
    return "+".join(used) or tried[0].type.name, reasons[-1] if reasons else status


def assert_readable(path: str, text: str | None, facts: Repository) -> None:
    """What is written can be read as what its name says, and has every heading that it had."""
    if text is None:
        return
    before = facts.contents.get(path)
    if path.endswith((".json", ".yml", ".yaml", ".toml", ".cff")):
        try:
            read(path, text)
        except NotReadableError:
            pytest.fail(f"{path} is no longer readable")
    if isinstance(before, Known):
        had = Counter(heading.text for heading in outline(path, before.value.text).headings)
        assert not had - Counter(heading.text for heading in outline(path, text).headings), path


EXPECTED: dict[str, int] = {
    "badge: fix.badge.no-pipeline": 3,
    "badge: fix.badge.no-profile": 19,
    "badge: passes": 6,
    "choose-licence: advice": 71,
    "codeowners: fix.codeowners.prose": 1,
    "codeowners: passes": 1,
    "dep5-to-reuse-toml: passes": 1,
    "document-formats: advice": 1,
    "licence-at-root: fix.licence.which": 1,
    "licence-at-root: fix.licence.at-root-already": 5,
    "licence-at-root: passes": 1,
    "licence-changed: advice": 2,
    "licence-conflict: advice": 1,
    "manifest-licence: passes": 2,
    "move-to-root: fix.no-file": 15,
    "no-security-contact: advice": 164,
    "publiccode-migrate: fix.no-file": 68,
    "publiccode-migrate: fix.nothing-left": 4,
    "publiccode-migrate: fix.publiccode.wrong": 8,
    "publiccode-migrate: passes": 1,
    "reuse-ci: passes": 19,
    "script-injection: advice": 1,
    "section: passes": 7,
    "security-policy: passes": 3,
    "spdx-casing: fix.licence.text-differs": 1,
    "spdx-casing: fix.nothing-left": 2,
    "spdx-casing: passes": 3,
    "unpinned-actions: advice": 14,
    "wide-permissions: advice": 6,
    "workflow-permissions+wide-permissions: advice": 10,
    "workflow-permissions: passes": 2,
}
"""Remedies that were used, and what became of the rule: how many times in the corpus."""


def test_every_failing_rule_is_put_right_or_told_why_not(rebuilt_corpus: dict[str, Path]) -> None:
    found: Counter[str] = Counter()
    for name, folder in rebuilt_corpus.items():
        facts = facts_of(name, folder)
        for policy in policies().values():
            for rule in policy.rules:
                result = outcome(rule, facts)
                if result is not None:
                    found[f"{result[0]}: {result[1]}"] += 1
    assert dict(sorted(found.items())) == EXPECTED
