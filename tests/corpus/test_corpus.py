# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real repositories: each verdict of the default packs, against a human's judgement of each.

The expected verdicts are facts about the repositories, read by us where the label is silent. `P` is
pass, `F` fail, `U` unknown, `-` not applicable; rules are in the order of the packs.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import corpus
from tests.support.command import Command

RULES = (
    "licence-present", "licence-free", "readme-present", "description-set", "security-contact", "no-secret-files",
    "no-binaries", "contributing", "code-of-conduct", "coc-contact-filled", "issue-templates", "pr-template",
    "codeowners-valid", "governance", "maintainers-listed", "support", "changelog", "roadmap", "editorconfig",
)  # fmt: skip
SIGNS = {"pass": "P", "fail": "F", "unknown": "U", "not-applicable": "-"}
EXPECTED = {
    "DGFiP/Test-Compta-Demat": "F-PUFPPFF-FF-FFFFFF",
    "DISIC/politique-de-contribution-open-source": "PPPUFPPFF-FF-PPFFFF",
    "DSACMS/repo-scaffolder": "PPPUPPPPPPPPFPPPPFF",
    "EsupPortail/Esup-Pod": "PPPUPPPPPPFP-FPPFFF",
    "GSA/data.gov": "PPPUPPPPF-PP-FFFFFF",
    "IGNF/validator": "PPPUFPPPF-FF-FFFPFF",
    "InseeFrLab/onyxia": "PPPUPPPPPPFF-PPFFPF",
    "MTES-MCT/monitorfish": "PPPUPPPPF-FF-FFFFFP",
    "SocialGouv/code-du-travail-numerique": "PPPUFPPPPPFFPFPFPFP",
    "betagouv/recommandations-collaboratives": "PPPUFPPFF-PP-FPFFFF",
    "codegouvfr/catalogi": "PPPUFPPPF-FF-PPPFFF",
    "codegouvfr/codegouvfr-data": "PPPUFPPPF-FF-FFFFFF",
    "corona-warn-app/cwa-server": "PPPUPPPPPPPPPFPPFFP",
    "developer-overheid-nl/don-crawler": "PPPUFPPPF-FF-FPFPFF",
    "ec-jrc/lisflood-code": "PPPUFPPPF-FF-FFFFFF",
    "etalab/csvapi": "PPPUFPPFF-FF-FFFPFF",
    "etalab/guides.etalab.gouv.fr": "PPPUFPPFF-FFFFPFFFF",
    "fsfe/reuse-website": "PPPUFPPPF-FF-FFFPFF",
    "italia/bootstrap-italia": "PPPUFPPPPPPP-FPPPFP",
    "publiccodenet/standard": "PPPUFPPPPPFF-PPFPPF",
    "teamdigitale/publiccode-json-schema": "F-FUFPPFF-FF-FFFFFF",
}
LABELLED = {
    "readme-present": ("README",),
    "contributing": ("CONTRIBUTING",),
    "code-of-conduct": ("CODE_OF_CONDUCT",),
    "governance": ("governance",),
    "changelog": ("changelog",),
    "licence-present": ("licence_files",),
    "maintainers-listed": ("maintainers", "CODEOWNERS"),
}
EXPLAINED = {
    # Files that are there and whose rule is still not met, or the other way round; with the reason.
    ("teamdigitale/publiccode-json-schema", "readme-present"): "the page that `bun init` writes, 230 characters",
    ("DSACMS/repo-scaffolder", "maintainers-listed"): "CODEOWNERS.md is ignored; the README names the core team",
    ("InseeFrLab/onyxia", "contributing"): "a section of the README",
    ("SocialGouv/code-du-travail-numerique", "contributing"): "a section of the README",
    ("developer-overheid-nl/don-crawler", "contributing"): "a section of the README",
    ("ec-jrc/lisflood-code", "contributing"): "a section of the README",
    ("fsfe/reuse-website", "contributing"): "a section of the README",
    ("codegouvfr/catalogi", "maintainers-listed"): "a section of the README",
    ("developer-overheid-nl/don-crawler", "maintainers-listed"): "a section of the README",
}


@pytest.fixture(scope="session")
def verdicts(rebuilt_corpus: dict[str, Path]) -> dict[str, dict[str, str]]:
    """Repository to rule to status."""
    from ospo_policy.messages import Catalogue
    from ospo_policy.operations.check import Request, check
    from ospo_policy.outputs import Style, render

    found = {}
    for name, folder in rebuilt_corpus.items():
        report, _ = check(Request(path=str(folder), now=1_795_392_000))
        (one,) = json.loads(render("json", report, Catalogue("en"), Style()))["repositories"]
        found[name] = {finding["rule"]: finding["status"] for finding in one["findings"]}
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_each_verdict_is_the_one_that_a_person_gives(name: str, verdicts: dict[str, dict[str, str]]) -> None:
    found = verdicts[name]
    assert tuple(found) == RULES
    assert "".join(SIGNS[status] for status in found.values()) == EXPECTED[name]


def test_every_repository_of_the_corpus_is_expected(rebuilt_corpus: dict[str, Path]) -> None:
    assert rebuilt_corpus.keys() == EXPECTED.keys()


@pytest.mark.parametrize("rule", LABELLED)
def test_the_verdicts_agree_with_the_labels(rule: str, verdicts: dict[str, dict[str, str]]) -> None:
    labels = corpus.labels()
    for name, found in verdicts.items():
        labelled = any(labels[name][column] not in ("-", "") for column in LABELLED[rule])
        if (name, rule) not in EXPLAINED:
            assert found[rule] == ("pass" if labelled else "fail"), (name, rule)
        else:
            assert found[rule] == ("fail" if rule == "readme-present" else "pass")


def test_a_security_policy_is_never_missed(verdicts: dict[str, dict[str, str]]) -> None:
    for name, row in corpus.labels().items():
        assert verdicts[name]["security-contact"] == ("pass" if row["SECURITY"] != "-" else "fail")


def test_a_codeowners_file_that_forges_ignore_is_told(
    rebuilt_corpus: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    result = Command(capsys)("check", rebuilt_corpus["DSACMS/repo-scaffolder"], "--only", "codeowners-valid")
    assert "CODEOWNERS.md is ignored by forges" in result.out
