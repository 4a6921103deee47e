# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule may write under `fix`: bound in order, with defaults, and every mistake told at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from ospo_policy.engine.fix_syntax import remedies, repair_needs
from ospo_policy.fixes import Registry
from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.policy import FixKind, RemediationMode, Rule
from ospo_policy.operations.explain import explain_rule
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.operations.policy_files import validate
from ospo_policy.store.codec import dumps, loads

PACK = "pack: a\nversion: 1.0.0\nparameters: {days: {type: integer, default: 100}}\nrules:\n  one:\n    level: may\n    title: One\n    check: {size: {max_bytes: 1}}\n    fix: "
SCHEMA = Path(__file__).parent.parent.parent / "schemas/pack.schema.json"
MISTAKES = {
    "an edit that there is not": ("{edit: badgee}", ["9:17: `badgee` is no edit.", "    Did you mean `badge`?"]),
    "an edit that needs parameters": ("{edit: section}", ["9:17: `section` lacks the key `about`.", "    What the section is about."]),
    "a parameter that there is not": (
        "{edit: {unmaintained-notice: {day: 3}}}",
        ["9:40: `day` is no key of `unmaintained-notice`.", "    Did you mean `days`?"],
    ),
    "a value that cannot be": ("{edit: {badge: {about: tests}}}", ["9:33: `about` cannot be `tests`.", "    There are: openness and ci."]),
    "parameters that are no mapping": (
        "{edit: {badge: openness}}",
        ["9:25: `badge` is a text, where a mapping of keys to values is wanted."],
    ),
    "two edits in one item": (
        "{edit: {badge: {about: ci}, dco: {}}}",
        ["9:17: An item of `edit` has exactly one name; here are: badge and dco.",
         "    To name several, write a list: edit: [one, {two: {...}}]"],
    ),
    "no edit at all": ("{edit: []}", ["9:17: `edit` names nothing."]),
    "a number": ("{edit: 3}", ["9:17: `edit` is a number, where a name, or {name: {parameters}} is wanted."]),
    "what is wrong together": (
        "{edit: {https-links: {forbidden: ['http:']}}}", ["9:18: The check names no file: give `kinds` or `any_of`."],
    ),
    "a pattern that is none": (
        "{edit: {https-links: {any_of: [a], forbidden: ['(']}}}",
        ["9:57: `(` is no valid regular expression (missing ): (). The dialect is RE2; a plain ( . * + ? is written with a backslash before it."],
    ),
    "a setting that there is not": ("{setting: descripton}", ["9:20: `setting` cannot be `descripton`.", "    Did you mean `description`?"]),
    "an advice that there is not": ("{advice: [leaked-secret, leek]}", None),
    "a mode that there is not": ("{edit: dco, mode: silent}", ["9:28: `mode` cannot be `silent`.", "    There are: report, issue and request."]),
}  # fmt: skip


def told(path: Path, language: str = "en") -> list[str]:
    say = Catalogue(language)
    lines = []
    for problem in validate(str(path)):
        lines.append(f"{problem.position.line}:{problem.position.column}: {say.text(problem.message)}")
        lines += [f"    {say.text(problem.hint)}"] if problem.hint else []
    return lines


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_once_at_its_place(name: str, tmp_path: Path) -> None:
    written, expected = MISTAKES[name]
    pack = tmp_path / "pack.yml"
    pack.write_text(PACK + written + "\n", encoding="utf-8")
    for language in LANGUAGES:
        found = told(pack, language)
        assert len([line for line in found if not line.startswith(" ")]) == 1, found
    if expected is not None:
        assert told(pack) == expected


def rule(tmp_path: Path, written: str) -> Rule:
    pack = tmp_path / "pack.yml"
    pack.write_text(PACK + written + "\n", encoding="utf-8")
    (found,) = load_policy([Wanted(str(pack))], PackSources(offline=True)).rules
    return found


def test_remedies_come_in_the_order_in_which_they_are_tried(tmp_path: Path) -> None:
    found = rule(tmp_path, "{advice: leaked-secret, setting: homepage, edit: [dco, {badge: {about: ci}}]}")
    assert [remedy.type.name for remedy in remedies(found, Registry())] == ["dco", "badge", "setting", "leaked-secret"]
    assert repair_needs(found, Registry()).fields >= {"homepage", "url"}


def test_parameters_of_the_pack_are_filled_in(tmp_path: Path) -> None:
    (remedy,) = remedies(rule(tmp_path, "{edit: {unmaintained-notice: {days: {param: days}}}}"), Registry())
    assert remedy.params.days == 100


@pytest.mark.parametrize(
    ("written", "kind"),
    [("{edit: dco}", FixKind.EDIT), ("{setting: homepage}", FixKind.SETTING), ("{advice: leaked-secret}", FixKind.ISSUE),
     ("{template: README.md, edit: dco}", FixKind.TEMPLATE), ("{kind: edit, template: README.md, edit: dco}", FixKind.EDIT)],
)  # fmt: skip
def test_the_kind_follows_from_the_keys(written: str, kind: FixKind, tmp_path: Path) -> None:
    found = rule(tmp_path, written)
    assert found.fix is not None
    assert found.fix.kind is kind
    assert found.fix.safety is None  # each fix says so itself


def test_a_template_that_people_choose_among_is_not_tried(tmp_path: Path) -> None:
    found = rule(tmp_path, "{kind: issue, template: LICENSE, advice: choose-licence, confidential: true, mode: issue}")
    assert [remedy.type.name for remedy in remedies(found, Registry())] == ["choose-licence"]
    assert found.fix is not None
    assert found.fix.confidential
    assert found.fix.mode is RemediationMode.ISSUE


def test_a_rule_without_a_fix_has_no_remedy(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yml"
    pack.write_text(PACK.partition("    fix")[0], encoding="utf-8")
    (found,) = load_policy([Wanted(str(pack))], PackSources(offline=True)).rules
    assert remedies(found, Registry()) == ()


def test_what_a_finding_carries_of_a_fix_can_be_stored(tmp_path: Path) -> None:
    fix = rule(tmp_path, "{advice: leaked-secret, edit: [dco, {badge: {about: ci}}], mode: report}").fix
    assert loads(dumps(fix)) == fix
    assert fix is not None
    assert fix.edit == ("dco", "badge")


def test_a_fix_is_explained_as_it_is_written(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yml"
    pack.write_text(PACK + "{edit: [dco, {badge: {about: ci}}], mode: report}\n", encoding="utf-8")
    policy = load_policy([Wanted(str(pack))], PackSources(offline=True))
    shown = explain_rule("one", policy, "en").values["fix"]
    assert shown == {"kind": "edit", "edit": ["dco", {"badge": {"about": "ci"}}], "mode": "report"}


@pytest.mark.parametrize(
    ("fix", "valid"),
    [("{edit: dco}", True), ("{edit: [dco, {badge: {about: ci}}]}", True), ("{setting: has_issues}", True),
     ("{advice: {choose-licence: {any_of: [MIT]}}}", True), ("{edit: {unmaintained-notice: {days: {param: d}}}}", True),
     ("{edit: section}", False), ("{edit: nothing}", False), ("{setting: nothing}", False), ("{advice: dco}", False),
     ("{edit: {badge: {about: x}}}", False), ("{edit: []}", False), ("{mode: loud}", False)],
)  # fmt: skip
def test_the_schema_refuses_what_the_tool_refuses(fix: str, valid: bool) -> None:
    document: dict[str, Any] = yaml.safe_load(PACK + fix)
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert validator.is_valid(document) is valid
