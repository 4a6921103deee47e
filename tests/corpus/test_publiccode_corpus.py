# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real repositories: what is said of their publiccode.yml, and what becomes of it, against a human's judgement."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ospo_policy.checks import publiccode, publiccode_coherent
from ospo_policy.engine.evaluate import STATUS_OF
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.parsers.publiccode.migrate import migrate
from ospo_policy.parsers.publiccode.validate import validate
from tests.support import corpus

NOW = 1_795_392_000  # 2026-11-23
EXPECTED = {  # strict errors, tolerant errors, warnings when tolerant; the two checks; errors after the migration
    "EsupPortail/Esup-Pod": (
        7,
        3,
        9,
        "fail",
        "pass",
        4,
    ),  # contractors of a community, empty links; the section fr is left
    "InseeFrLab/onyxia": (4, 0, 8, "pass", "pass", 0),
    "betagouv/recommandations-collaboratives": (0, 0, 0, "pass", "pass", 0),
    "developer-overheid-nl/don-crawler": (1, 1, 1, "fail", "pass", 1),  # no features
    "italia/bootstrap-italia": (0, 0, 1, "pass", "fail", 0),  # BSD-3-Clause-Clear beside the text of BSD-3-Clause
    "publiccodenet/standard": (0, 0, 4, "pass", "pass", 0),
}


def test_every_file_of_the_corpus_is_expected(rebuilt_corpus: dict[str, Path]) -> None:
    assert {name for name, folder in rebuilt_corpus.items() if (folder / "publiccode.yml").exists()} == set(EXPECTED)


@pytest.mark.skipif(not corpus.available(), reason="the corpus is not here")
@pytest.mark.parametrize("name", EXPECTED)
def test_each_file_is_judged_as_a_person_would(name: str, rebuilt_corpus: dict[str, Path]) -> None:
    text = (rebuilt_corpus[name] / "publiccode.yml").read_text(encoding="utf-8")
    strict, tolerant = validate(text, name), validate(text, name, is_tolerant=True)
    migrated = migrate(text, name)
    assert migrated is not None
    reader = open_repository(str(rebuilt_corpus[name]))
    verdicts = []
    for check in (publiccode.CHECK, publiccode_coherent.CHECK):
        facts = reader.collect(check.needs(check.params()), profile="", now=NOW)
        verdicts.append(check.evaluate(check.params(), facts))
    found = (len(strict.errors), len(tolerant.errors), len(tolerant.warnings),
             *(STATUS_OF[type(verdict)].value for verdict in verdicts), len(migrated.after.errors))  # fmt: skip
    assert found == EXPECTED[name], [Catalogue("en").text(problem.message) for problem in strict.problems]
    assert yaml.safe_load(migrated.text)["publiccodeYmlVersion"] in ("0", "0.7")
