# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real repositories: what the checks on metadata, security contacts and contribution terms say of each.

The expected verdicts were read one by one. `P` is pass, `F` fail, `U` unknown, `-` not applicable; the checks stand in the order
of `CHECKS`. A rebuilt repository has empty files where the corpus has none, and of a large tree not every path: neither the
fonts of MTES-MCT/monitorfish nor the pages of betagouv/recommandations-collaboratives are there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.checks import Registry
from ospo_policy.engine.check_syntax import bind_check
from ospo_policy.engine.evaluate import STATUS_OF, verdict_of_expression
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.yaml_source import read
from ospo_policy.ports.check import needs_of
from tests.support import corpus

SIGNS = {"pass": "P", "fail": "F", "unknown": "U", "not-applicable": "-"}
CHECKS = (
    "cff: {}", "codemeta: {}", "code-json: {}", "security-txt: {}", "security-contact: {}",
    "security-contact: {address: false, delay: true}", "security-contact: {address: false, private: true}",
    "accessibility-statement: {}", "personal-data: {}", "state-brand: {}", "dco: {}", "no-cla: {}", "openness-badge: {}", "sbom: {}",
)  # fmt: skip
EXPECTED: dict[str, str] = {
    "DGFiP/Test-Compta-Demat": "----FFFFP-FPFF",
    "DISIC/politique-de-contribution-open-source": "----FFFFP-PPFF",
    "DSACMS/repo-scaffolder": "P-P-PPFFP-FPFP",
    "EsupPortail/Esup-Pod": "----FFFFP-FPFF",
    "GSA/data.gov": "----PFFFP-FPFF",
    "IGNF/validator": "----FFFFP-FPFF",
    "InseeFrLab/onyxia": "----PPPFF-PPFF",
    "MTES-MCT/monitorfish": "----PFFFP-FPFF",
    "SocialGouv/code-du-travail-numerique": "----FFFPPFFPFF",
    "betagouv/recommandations-collaboratives": "----FFFFP-FPFF",
    "codegouvfr/catalogi": "----FFFFPFFPPF",
    "codegouvfr/codegouvfr-data": "----FFFFP-PPPF",
    "corona-warn-app/cwa-server": "----PFPFP-FPFF",
    "developer-overheid-nl/don-crawler": "----FFFFP-FPFF",
    "ec-jrc/lisflood-code": "----FFFFP-FPFF",
    "etalab/csvapi": "----FFFFP-FPFF",
    "etalab/guides.etalab.gouv.fr": "----FFFFPFFPFF",
    "fsfe/reuse-website": "----FFFFP-FPFF",
    "italia/bootstrap-italia": "----FFFFP-FPFF",
    "publiccodenet/standard": "----FFFFP-FPFF",
    "teamdigitale/publiccode-json-schema": "----FFFFP-FPFF",
}


def verdicts_of(folder: Path) -> str:
    found = ""
    for check in CHECKS:
        node = read(check, "case").root
        assert node is not None
        expression = bind_check(node, Binder(), Registry())
        assert expression is not MISSING
        repository = open_repository(str(folder)).collect(needs_of(expression), "", 1_795_392_000)
        found += SIGNS[STATUS_OF[type(verdict_of_expression(expression, repository))].value]
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_each_verdict_is_the_one_that_a_person_gives(name: str, rebuilt_corpus: dict[str, Path]) -> None:
    assert verdicts_of(rebuilt_corpus[name]) == EXPECTED[name]


@pytest.mark.skipif(not corpus.available(), reason="the corpus is not here")
def test_every_repository_of_the_corpus_is_expected() -> None:
    assert corpus.labels().keys() == EXPECTED.keys()
