# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every case of `tests/cases/*.yml`: a repository is built, a check is run, its verdict compared.

A case file is a list; each case tells a small story:

    - case: near-miss, the licences folder of REUSE
      check: {file: {kinds: [licence]}}
      files: {LICENSES/MIT.txt: "MIT License ..."}
      git: {tags: [v1.0.0]}            # optional, see tests/support/repositories.py
      unseen: ["README.md"]            # optional: contents (or `tree`, `heads`) withheld from the check
      profile: A                       # optional
      fields: {description: "..."}     # optional: what a forge would tell
      expect: pass                     # pass, fail, unknown, not-applicable
      message: file.present            # key of the message, optional
      locations: ["LICENSES/MIT.txt"]  # exact, optional, as path[:line[:column]]
      says: "some words of the English message"     # optional
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ospo_policy.checks import MODULES, Registry
from ospo_policy.engine.check_syntax import bind_check
from ospo_policy.engine.evaluate import STATUS_OF, verdict_of_expression
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Tree, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.selection import select_all
from ospo_policy.parsers.yaml_source import read
from ospo_policy.ports.check import needs_of
from tests.support.repositories import build

CASES = Path(__file__).parent.parent / "cases"
NOW = 1_795_392_000  # 2026-11-23


def load() -> list[Any]:
    found: list[Any] = []
    for file in sorted(CASES.glob("*.yml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += [pytest.param(case, id=f"{file.stem}: {case['case']}") for case in cases]
    return found


def withhold(repository: Repository, unseen: list[str]) -> Repository:
    """The repository as a reader would give it that could not see some things."""
    reason = Unseen(message("unseen.unreadable", path="?"))
    for what in unseen:
        if what == "tree":
            repository = repository._replace(tree=reason)
        elif what == "listing-incomplete":
            assert isinstance(repository.tree, Known)
            entries = repository.tree.value.entries
            cut = Tree(entries, message("unseen.too-many-files", limit=1))
            repository = repository._replace(tree=Known(cut))
        elif what == "reuse":
            repository = repository._replace(reuse=reason)
        elif what == "heads":
            repository = repository._replace(heads=dict.fromkeys(repository.heads, reason))
        elif what == "history":
            history = repository.history._replace(tags=reason, last_commit=reason, sign_off=reason)
            repository = repository._replace(history=history)
        else:
            repository = repository._replace(contents={**repository.contents, what: reason})
    return repository


def with_declared_paths(repository: Repository, needs: Needs) -> Repository:
    """The repository as a reader gives it that lists nothing but what the check says that it looks at."""
    tree = repository.tree
    if needs.tree or isinstance(tree, Unseen) or select_all(tree.value, needs.tree_with):
        return repository
    paths = set(select_all(tree.value, sorted(needs.selectors)))
    entries = (entry for entry in tree.value.entries if entry.path in paths)
    return repository._replace(tree=Known(Tree(entries, tree.value.incomplete, needs.selectors)))


@pytest.mark.parametrize("case", load())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    binder = Binder()
    node = read(yaml.safe_dump(case["check"], allow_unicode=True), "case").root
    assert node is not None
    expression = bind_check(node, binder, Registry())
    assert expression is not MISSING, [(str(p.position), p.message) for p in binder.problems]
    folder = build(tmp_path / "repository", case.get("files", {"README.md": "x"}), case.get("git"))
    needs = needs_of(expression)
    repository = open_repository(str(folder)).collect(needs, case.get("profile", ""), NOW)
    fields = {name: Known(value) for name, value in case.get("fields", {}).items()}
    repository = withhold(repository._replace(fields=fields), case.get("unseen", []))

    verdict = verdict_of_expression(expression, repository)

    text = Catalogue("en").text(verdict.message)
    told = f"{case['case']}: {text} {verdict}"
    assert STATUS_OF[type(verdict)].value == case["expect"], told
    if "message" in case:
        assert isinstance(verdict.message, Message)
        assert verdict.message.key == case["message"], told
    if "locations" in case:
        assert sorted(str(place) for place in verdict.locations) == sorted(case["locations"]), told
    if "says" in case:
        assert case["says"] in text, told
    assert verdict_of_expression(expression, with_declared_paths(repository, needs)) == verdict, told


def test_every_check_has_cases_of_each_kind() -> None:
    for name in MODULES:
        cases = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
        kinds = {case["case"].split(",")[0].split(":")[0].strip() for case in cases}
        assert kinds >= {"absent", "present", "near-miss", "hostile", "unseen"}, (name, kinds)
