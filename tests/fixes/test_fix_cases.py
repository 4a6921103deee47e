# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every case of `tests/fixes/cases/*.yml`: files are given, a fix is asked, what it changes compared, and asked again.

A case file is a list; each case tells a small story:

    - case: near-miss, a section in another language
      fix: {edit: {section: {about: install}}}     # or setting: NAME, or advice: ...
      files: {README.md: "# Nom\\n..."}
      git: {commits: [...]}            # optional, see tests/support/repositories.py
      unseen: [README.md]              # optional: contents withheld; `cut` after a path: read in part
      profile, fields, values, forge, language, name     # optional
      after: {README.md: "..."}        # exactly the files that change; null: removed
      gaps: ["[to complete: ...]"]     # exactly the marks left, optional
      settings: {has_issues: true}     # optional, and `facts`, what holds then
      advice: [fix.key]                # keys of what is told, optional
      safety: review                   # optional
      unable: fix.nothing-left         # in place of `after`: the key of the reason
      says: "some words of the English reason or advice"

Whatever a fix changed is carried out, and the fix asked again: it must change nothing then.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ospo_policy.fixes import ADVICES, EDITS, KINDS
from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.facts import Content, Known, Repository, Unseen
from ospo_policy.model.message import message
from ospo_policy.ports.fix import Changes, Remedy, Unable
from tests.support.fixes import broken, changed, facts_of, remedy, said
from tests.support.repositories import build

CASES = Path(__file__).parent / "cases"


def load() -> list[Any]:
    found: list[Any] = []
    for file in sorted(CASES.glob("*.yml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += [pytest.param(case, id=f"{file.stem}: {case['case']}") for case in cases]
    return found


def withheld(facts: Repository, unseen: list[str]) -> Repository:
    """The facts as a reader would give them that could not see some things."""
    contents = dict(facts.contents)
    for what in unseen:
        path, _, part = what.partition(" ")
        known = contents.get(path)
        if what == "tree":
            facts = facts._replace(tree=Unseen(message("unseen.unreadable", path="?")))
        elif what == "reuse" or what == "reuse":
            facts = facts._replace(reuse=Unseen(message("unseen.unreadable", path="?")))
        elif part and isinstance(known, Known):
            contents[path] = Known(Content(path, known.value.text, truncated=True))
        else:
            contents[path] = Unseen(message("unseen.unreadable", path=path))
    return facts._replace(contents=contents)


def asked(case: dict[str, Any], fix: Remedy, folder: Path, files: dict[str, Any]) -> Any:
    """The outcome of a fix on files."""
    facts = facts_of(folder, files, case, fix.type.needs(fix.params))
    return fix.type.repair(fix.params, broken(withheld(facts, case.get("unseen", [])), case))


@pytest.mark.parametrize("case", load())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    ((kind, written),) = case["fix"].items()
    fix = remedy(kind, written)
    files = case.get("files", {"main.py": "x"})

    outcome = asked(case, fix, tmp_path / "before", files)

    told = f"{case['case']}: {outcome}"
    for language in LANGUAGES:
        assert all(said(outcome, language)), told
    if "says" in case:
        assert any(case["says"] in sentence for sentence in said(outcome)), said(outcome)
    if "unable" in case:
        assert isinstance(outcome, Unable), told
        assert outcome.reason.key == case["unable"], told
        return
    assert isinstance(outcome, Changes), (told, said(outcome))
    given = tmp_path / "described"
    build(given, {name: text for name, text in case.get("after", {}).items() if text is not None}, {"tracked": False})
    wanted = {
        name: text if text is None else (given / name).read_text("utf-8")
        for name, text in case.get("after", {}).items()
    }
    files_now = {name: text and text.replace("\u00a0", " ") for name, text in outcome.files.items()}
    assert files_now == wanted, told
    assert dict(outcome.settings) == case.get("settings", {}), told
    if "facts" in case:
        assert dict(outcome.fields) == case["facts"], told
    if "gaps" in case:
        assert [gap.what.replace("\u00a0", " ") for gap in outcome.gaps] == case["gaps"], told
    if "advice" in case:
        assert [what.key for what in outcome.advice] == case["advice"], told
    assert (outcome.safety.value if outcome.safety else None) == case.get("safety"), told
    if kind != "advice":
        fields = {**case.get("fields", {}), **outcome.fields}
        again = asked({**case, "fields": fields}, fix, tmp_path / "after", changed(files, outcome))
        assert isinstance(again, Unable), f"{case['case']}: repaired twice: {again}"


def test_every_fix_has_cases_of_each_kind() -> None:
    for name in (*EDITS, "setting", "advice"):
        cases = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
        kinds = {case["case"].split(",")[0].split(":")[0].strip() for case in cases}
        assert kinds >= {"absent", "near-miss", "repaired", "hostile", "unseen"}, (name, kinds)


def test_every_advice_has_a_case() -> None:
    cases = yaml.safe_load((CASES / "advice.yml").read_text(encoding="utf-8"))
    named = {name if isinstance(name, str) else next(iter(name)) for case in cases for name in [case["fix"]["advice"]]}
    assert named == set(ADVICES)


def test_every_fix_is_in_a_table_once_and_explained() -> None:
    from ospo_policy.fixes import Registry
    from ospo_policy.fixes.advice import ADVICES as KNOWN
    from ospo_policy.fixes.setting import NEVER, SETTINGS
    from ospo_policy.parsers.binding import field_types

    modules = Path(CASES.parent.parent.parent, "ospo_policy/fixes").glob("*.py")
    with_fix = {path.stem for path in modules if "\nFIX = " in path.read_text(encoding="utf-8")}
    assert with_fix == set(EDITS.values()) | set(KINDS.values())
    assert set(KNOWN) == set(ADVICES)
    assert not set(EDITS) & set(ADVICES)
    for language in LANGUAGES:
        say = Catalogue(language)
        for name in EDITS:
            params: type = Registry().get(name).params
            assert say.has(f"edit.{name}.about")
            assert say.has(f"edit.{name}.how")
            assert all(say.has(f"edit.{name}.param.{param}") for param in field_types(params)), name
        for name in ADVICES:
            params = Registry().get(name).params
            assert say.has(f"advice.{name}.about")
            assert all(say.has(f"advice.{name}.param.{param}") for param in field_types(params)), name
        assert all(say.has(f"setting.{name}") for name in (*SETTINGS, *NEVER))
        assert all(say.has(f"fix.setting.never.{name}") for name in NEVER)
