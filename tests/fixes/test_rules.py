# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each rule of the packs that an edit or a setting can put right: it then passes, and no other rule of its pack gets worse.

The repositories are those of `rules.yml`. Remedies are tried in their order, each on what those before it left, until the rule is
met, as a plan does it.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.engine.fix_syntax import remedies
from ospo_policy.fixes import ADVICES, Registry
from ospo_policy.messages import Catalogue
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import RemediationMode, Rule
from ospo_policy.model.report import Finding, Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.operations.policy_files import bundled
from ospo_policy.ports.fix import Unable
from tests.support.fixes import broken, changed, facts_of, without_template

SITUATIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "rules.yml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(rule, situation, id=f"{rule}-{number}")
    for number, situation in enumerate(SITUATIONS)
    for rule in situation["rules"]
]
RANK = {Status.FAIL: 0, Status.ERROR: 0, Status.UNKNOWN: 1, Status.NOT_APPLICABLE: 2, Status.PASS: 2}


@lru_cache
def policy(pack: str) -> Policy:
    return load_policy([Wanted(pack)], PackSources(offline=True))


def judged(folder: Path, pack: str, files: dict[str, Any], situation: dict[str, Any]) -> tuple[dict[str, Finding], Any]:
    """The findings of a pack, and the facts."""
    reuse = situation.get("reuse")
    more = Needs(
        tree=True,
        contents=frozenset({"**"}),
        fields=frozenset({"url"}),
        history=frozenset({"tags", "last_commit", "sign_off"}),
    )
    wanted = (policy(pack).needs | more)._replace(reuse=reuse is not None)
    about = {name: value for name, value in situation.items() if name != "reuse" or value != "tool"}
    facts = facts_of(folder, files, about, wanted)
    return {finding.rule: finding for finding in evaluate(policy(pack), facts).findings}, facts


@pytest.mark.parametrize(("name", "situation"), CASES)
def test_a_rule_passes_after_its_repair_and_no_other_gets_worse(
    name: str, situation: dict[str, Any], tmp_path: Path
) -> None:
    if situation.get("reuse") == "tool" and find_spec("reuse") is None:
        pytest.skip("the REUSE tool is not here")
    pack, _, rule_id = name.partition("/")
    rule = next(rule for rule in policy(pack).rules if rule.id == rule_id)
    files = situation.get("files", {"main.py": "x"})
    before, facts = judged(tmp_path / "0", pack, files, situation)
    assert before[rule_id].status is Status.FAIL, Catalogue("en").text(before[rule_id].message)
    if situation.get("never"):
        assert_left(rule, before[rule_id], facts, situation)
        return
    files = {**files, **situation.get("template", {})}
    fields = dict(situation.get("fields", {}))
    after, facts = judged(tmp_path / "1", pack, files, situation)
    reasons: list[str] = []
    for number, remedy in enumerate(without_template(remedies(rule, Registry())), 2):
        if after[rule_id].status is Status.PASS:
            break
        outcome = remedy.type.repair(remedy.params, broken(facts, situation, after[rule_id]))
        if isinstance(outcome, Unable):
            reasons.append(Catalogue("en").text(outcome.reason))
            continue
        assert not outcome.advice or outcome.files, "advice comes when nothing else helps"
        files, fields = changed(files, outcome), {**fields, **outcome.fields}
        after, facts = judged(tmp_path / str(number), pack, files, {**situation, "fields": fields})

    found = after[rule_id]
    assert found.status is Status.PASS, (Catalogue("en").text(found.message), reasons, files)
    worse = [
        (one, before[one].status, Catalogue("en").text(after[one].message))
        for one in before
        if RANK[after[one].status] < RANK[before[one].status]
    ]
    assert not worse


def assert_left(rule: Rule, finding: Finding, facts: Any, situation: dict[str, Any]) -> None:
    """What is left to people: nothing is changed, and no request is made of a repository."""
    for remedy in without_template(remedies(rule, Registry())):
        assert isinstance(remedy.type.repair(remedy.params, broken(facts, situation, finding)), Unable)
    assert rule.fix is not None
    assert rule.fix.mode is RemediationMode.REPORT


def test_every_rule_with_an_edit_or_a_setting_is_tried() -> None:
    tried = {rule for situation in SITUATIONS for rule in situation["rules"]}
    wanted = {
        f"{pack.name}/{rule.id}"
        for pack in bundled()
        for rule in policy(pack.name).rules
        if rule.fix is not None and (rule.fix.edit or rule.fix.setting)
    }
    assert tried == wanted


def test_every_edit_and_every_advice_serves_some_rule() -> None:
    rules = [rule for pack in bundled() for rule in policy(pack.name).rules if rule.fix is not None]
    named = {name for rule in rules for key in ("edit", "advice") for name in getattr(rule.fix, key)}
    assert named == {*Registry().edits, *ADVICES}


@pytest.mark.parametrize("pack", [pack.name for pack in bundled()])
def test_every_fix_of_a_pack_can_be_bound(pack: str) -> None:
    for rule in policy(pack).rules:
        found = without_template(remedies(rule, Registry()))
        names = [remedy.type.name for remedy in found if remedy.type.name != "setting"]
        if rule.fix is not None:
            assert isinstance(rule.fix.edit, tuple)
            assert isinstance(rule.fix.advice, tuple)
            assert names == [*rule.fix.edit, *rule.fix.advice], rule.id


def test_what_a_secret_is_about_is_told_in_confidence() -> None:
    for pack in bundled():
        for rule in policy(pack.name).rules:
            if rule.fix is not None and {"leaked-secret", "script-injection", "untrusted-checkout"} & set(
                rule.fix.advice
            ):  # type: ignore[call-overload]
                assert rule.fix.confidential, rule.id
