# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule of every pack on two repositories: one that does all well, and one that does nothing.

`P` is pass, `F` fail, `U` unknown, `-` not applicable; rules are in the order of the pack. What documents do not say
stays unknown where a search cannot prove it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.reader import LocalRepository, open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known
from ospo_policy.model.report import RepositoryReport
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.support.repositories import build

NOW = 1_795_392_000  # 2026-11-23
SIGNS = {"pass": "P", "fail": "F", "unknown": "U", "not-applicable": "-"}
ABOUT: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "repositories.yml").read_text(encoding="utf-8"))
PROFILES = {"us-cms": "tier4"}
EXPECTED = {
    ("community-health", "exemplary"): "PPPPPPPPPPPP",
    ("de-opencode", "exemplary"): "PPPPPPPPP",
    ("eu", "exemplary"): "PPPPPPPPP",
    ("fr-dinum", "exemplary"): "PPPPP-PPPPPPPPPPPPPPPPPP",
    ("it-agid", "exemplary"): "PPPPPPPPPPPPPPPPPPPPP",
    ("minimal", "exemplary"): "PPPPPPP",
    ("openssf-scorecard-like", "exemplary"): "PPPPPPPPPP-PPPPPP",
    ("osps-baseline-1", "exemplary"): "PPPPPPPPPPPPPPPPPPPPPPPP",
    ("osps-baseline-2", "exemplary"): "PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP",
    ("osps-baseline-3", "exemplary"): "PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP",
    ("reuse", "exemplary"): "PPPPPP",
    ("standard-for-public-code", "exemplary"): "PPPPPPPPPPPPPPPPPPPPPPPPPPP",
    ("us-cms", "exemplary"): "PPPPPPPPPPP",
    ("community-health", "bare"): "FF-FF-FFFFFF",
    ("de-opencode", "bare"): "FFFFFFFFF",
    ("eu", "bare"): "--FFPUFUU",
    ("fr-dinum", "bare"): "F-----FFFFFFFFFFFFFFFFFF",
    ("it-agid", "bare"): "-FFUFFUUUUUFFFFFFFFFU",
    ("minimal", "bare"): "F-FFFFF",
    ("openssf-scorecard-like", "bare"): "FFFFFF-FFF-FUUFFF",
    ("osps-baseline-1", "bare"): "FFFFFFFFFUFUF--FFFFUUFFF",
    ("osps-baseline-2", "bare"): "FFFFFFFFUFUF--FFFFUUFFPFFUFUUUUUFFFUUFFFU",
    ("osps-baseline-3", "bare"): "FFFFFFFFUFUF--FFFFUUFFPFFUFUUUUUFFFUUFFFUFFFUUUUUUUUUUFFFUUUUU",
    ("reuse", "bare"): "FFPPFF",
    ("standard-for-public-code", "bare"): "FFUUFF-FFFFFUPUUUPUFFFFFFFF",
    ("us-cms", "bare"): "FFFFFFFFFFF",
}
SCORES = {
    ("de-opencode", "exemplary"): [
        "openCode badge, active maintenance: level 3.",
        "openCode badge, security: level 2.",
    ],
    ("fr-dinum", "exemplary"): ["code.gouv.fr score: 10 of 10.", "Openness degree of code.gouv.fr: A, contributive."],
    ("osps-baseline-1", "exemplary"): ["OSPS Baseline level: level 1."],
    ("osps-baseline-2", "exemplary"): ["OSPS Baseline level: level 2."],
    ("osps-baseline-3", "exemplary"): ["OSPS Baseline level: level 3."],
    ("standard-for-public-code", "exemplary"): ["Standard for Public Code, criteria met: 16 of 16."],
    ("us-cms", "exemplary"): ["CMS tier whose mandatory files are there: tier 4."],
    ("de-opencode", "bare"): [
        "openCode badge, active maintenance: no level is reached yet; level 1 comes first.",
        "openCode badge, security: no level is reached yet; level 1 comes first.",
    ],
    ("fr-dinum", "bare"): [
        "code.gouv.fr score: 1 of 10.",
        "Openness degree of code.gouv.fr: no level is reached yet; C, published comes first.",
    ],
    ("osps-baseline-1", "bare"): ["OSPS Baseline level: no level is reached yet; level 1 comes first."],
    ("osps-baseline-2", "bare"): ["OSPS Baseline level: no level is reached yet; level 1 comes first."],
    ("osps-baseline-3", "bare"): ["OSPS Baseline level: no level is reached yet; level 1 comes first."],
    ("standard-for-public-code", "bare"): [
        "Standard for Public Code, criteria met: 0 of 16; 9 more could not be told."
    ],
    ("us-cms", "bare"): ["CMS tier whose mandatory files are there: no level is reached yet; tier 0 comes first."],
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LocalRepository]:
    folder = tmp_path_factory.mktemp("repositories")
    return {
        name: open_repository(str(build(folder / name, about["files"], about["git"]))) for name, about in ABOUT.items()
    }


def policy(pack: str) -> Policy:
    return load_policy([Wanted(pack)], PackSources(offline=True))


def report(pack: str, name: str, opened: dict[str, LocalRepository]) -> RepositoryReport:
    rules = policy(pack)
    facts = opened[name].collect(rules.needs, PROFILES.get(pack, "A"), NOW)
    return evaluate(rules, facts._replace(fields={key: Known(value) for key, value in ABOUT[name]["fields"].items()}))


@pytest.mark.parametrize(("pack", "name"), EXPECTED)
def test_each_rule(pack: str, name: str, opened: dict[str, LocalRepository]) -> None:
    if find_spec("reuse") is None:
        pytest.skip("the REUSE tool is not here")
    found = report(pack, name, opened)
    assert "".join(SIGNS[finding.status.value] for finding in found.findings) == EXPECTED[pack, name]


@pytest.mark.parametrize(("pack", "name"), SCORES)
def test_each_score(pack: str, name: str, opened: dict[str, LocalRepository]) -> None:
    say = Catalogue("en")
    found = [say.text(score.summary()) for score in report(pack, name, opened).scores]
    assert found == SCORES[pack, name]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_can_be_said(language: str, opened: dict[str, LocalRepository]) -> None:
    say = Catalogue(language)
    for pack, name in EXPECTED:
        for finding in report(pack, name, opened).findings:
            assert say.text(finding.message)
