# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every template in every language: what it makes passes the rule that asked for it, and makes no other rule worse."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.fixes import stamp
from ospo_policy.fixes.templates import LICENCES, Template, find, without_covered
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import FixKind, Rule
from ospo_policy.model.report import Status
from ospo_policy.operations.explain import policy_of_packs
from ospo_policy.operations.templates import folders
from tests.support import templates as situations
from tests.support.repositories import git
from tests.support.templates import FORGES, LANGUAGES, LICENCE_IDS, OTHERS, Case

RANK = {Status.FAIL: 0, Status.ERROR: 0, Status.UNKNOWN: 1, Status.NOT_APPLICABLE: 2, Status.PASS: 2}


@lru_cache
def every_rule() -> Policy:
    return policy_of_packs((), offline=True)


def asks_for(rule: Rule, template: Template) -> bool:
    return (
        rule.fix is not None
        and rule.fix.kind is FixKind.TEMPLATE
        and rule.fix.template in (template.id, *template.covers)
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return situations.repository(tmp_path_factory.mktemp("base"))


def verdicts(folder: Path, forge: ForgeType, language: str, *, told: bool) -> dict[str, Status]:
    found = situations.facts_of(folder, every_rule().needs, forge, language, told=told, profile="A" if told else "")
    return {one.rule: one.status for one in evaluate(every_rule(), found).findings}


def cases(folder: Path, forge: ForgeType, language: str, *, told: bool) -> Iterator[Case]:
    """Each template; the licences only once."""
    known = situations.values(folder, language, forge, told=told, profile="A" if told else "")
    for id_ in OTHERS:
        case = situations.filled(id_, language, forge, known)
        if case is not None:
            yield case
    for licence in LICENCE_IDS if forge is ForgeType.GITLAB and told else ():
        yield situations.must(situations.filled("LICENSE", language, forge, known, licence))


def judged(folder: Path, case: Case, forge: ForgeType, language: str, *, told: bool) -> dict[str, Status]:
    """The verdicts once the file stands in the repository."""
    place = folder / case.template.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(stamp.stamped(case.template, case.rendered.text), encoding="utf-8")
    try:
        return verdicts(folder, forge, language, told=told)
    finally:
        place.unlink()


def test_a_file_passes_the_rules_that_ask_for_it_and_makes_no_other_worse(base: Path) -> None:
    wrong: list[str] = []
    excused: set[tuple[str, str]] = set()
    claimed: set[tuple[str, str]] = set()
    seen: set[tuple[object, ...]] = set()
    for language, forge, told in ((one, two, three) for one in LANGUAGES for two in FORGES for three in (True, False)):
        before = verdicts(base, forge, language, told=told)
        for case in cases(base, forge, language, told=told):
            same = (case.template.path, case.rendered.text, told)
            if same in seen:  # the same file on another forge, or in another language
                continue
            seen.add(same)
            after = judged(base, case, forge, language, told=told)
            template, where = case.template, f"{case.template.source} on {forge.value}, {'told' if told else 'untold'}"
            excuses = (*template.unmet, *(template.until_filled if case.rendered.gaps else ()))
            claimed |= {(template.source, rule) for rule in (*template.unmet, *template.until_filled)}
            for rule in every_rule().rules:
                was, now = before[rule.id], after[rule.id]
                repairs = not asks_for(rule, template) or now in (Status.PASS, Status.NOT_APPLICABLE)
                if RANK[now] >= RANK[was] and repairs:
                    continue
                if rule.id in excuses:
                    excused.add((template.source, rule.id))
                    continue
                wrong.append(f"{where}: {rule.id} was {was.value}, and is {now.value}")
    assert not wrong, "\n".join(wrong)
    stale = sorted(claimed - excused)
    assert not stale, f"these rules need no excuse: {stale}"


def test_every_template_that_a_rule_names_is_there_in_both_languages() -> None:
    named = {rule.fix.template for rule in every_rule().rules if rule.fix is not None and rule.fix.template}
    assert named <= {*OTHERS, "LICENSE"}
    for language in LANGUAGES:
        for id_ in OTHERS:
            assert find(id_, language, ForgeType.GITHUB, folders()) is not None, (id_, language)
        assert {LICENCES + licence + ".txt" for licence in LICENCE_IDS} == {
            LICENCES + licence + ".txt"
            for licence in LICENCE_IDS
            if find("LICENSE", language, ForgeType.GITHUB, folders(), licence) is not None
        }
    assert len(LICENCE_IDS) == 17


@pytest.mark.parametrize(("language", "forge"), [("fr", ForgeType.GITLAB), ("en", ForgeType.GITHUB)])
def test_all_of_them_together_pass_every_rule_that_asks_for_one(
    tmp_path: Path, language: str, forge: ForgeType
) -> None:
    folder = situations.repository(tmp_path)
    wanted = [find(id_, language, forge, folders()) for id_ in OTHERS]
    paths = tuple(template.path for template in wanted if template is not None)
    known = situations.values(folder, language, forge, told=True, also=(*paths, "LICENSE"), profile="A")
    made = [situations.filled(id_, language, forge, known) for id_ in OTHERS]
    made += [situations.filled(id_, language, forge, known) for id_ in ("LICENSE", "LICENSES/MIT.txt")]
    kept = {
        template.path: template.id for template in without_covered(case.template for case in made if case is not None)
    }
    for case in made:
        if case is not None and kept.get(case.template.path) == case.template.id:
            place = folder / case.template.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(stamp.stamped(case.template, case.rendered.text), encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--signoff", "-m", "What the office proposes")
    found = situations.facts_of(folder, every_rule().needs, forge, language, told=True, reuse=True, profile="A")
    after = {one.rule: one.status for one in evaluate(every_rule(), found).findings}
    asked = [rule.id for rule in every_rule().rules if rule.fix is not None and rule.fix.template]
    assert len(asked) > 60
    others = {"eu-licence-eupl"}  # another licence
    assert {id_: after[id_] for id_ in asked if after[id_] is not Status.PASS and id_ not in others} == {}
    for id_ in (
        "reuse-complete",
        "reuse-licences-present",
        "reuse-bad-ids",
        "fr-licence-consistent",
        "fr-dco",
        "codeowners-valid",
    ):
        assert after[id_] is Status.PASS, id_
    assert after["scorecard-pinned-dependencies"] in (Status.PASS, Status.NOT_APPLICABLE)
