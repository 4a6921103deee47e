# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real repositories: which licence each has, and what the checks on licences say, against a human's judgement."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ospo_policy.checks import MODULES, Registry
from ospo_policy.engine.evaluate import STATUS_OF
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.verdict import Verdict
from ospo_policy.parsers.licences.identify import identify
from tests.support import corpus

FRENCH = (  # https://www.data.gouv.fr/pages/legal/licences/ , the list of the decree 2017-638 and of code.gouv.fr
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CECILL-B", "MIT", "CECILL-2.1", "CECILL-C", "GPL-2.0-or-later", "GPL-3.0-or-later",
    "GPL-2.0-only", "GPL-3.0-only", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later",
    "AGPL-3.0-only", "AGPL-3.0-or-later", "MPL-2.0", "EPL-2.0", "EUPL-1.2", "etalab-2.0", "ODbL-1.0",
)  # fmt: skip
CHECKS = ("licence.present", "licence.detectable", "licence.free", "licence.allowed", "licence.unmodified", "licence.filename",
          "licence.holder", "licence.consistent", "spdx.casing", "licence.compatible")  # fmt: skip
SIGNS = {"pass": "P", "fail": "F", "unknown": "U", "not-applicable": "-"}


class Seen(NamedTuple):
    """What the checks say of a repository: the licences of its files, a sign for each check, and their messages."""

    licences: dict[str, str | None]
    signs: str
    said: dict[str, str]


EXPECTED = {  # a sign for each check, the licence of each licence file
    "DGFiP/Test-Compta-Demat": ("F---------", ""),
    "DISIC/politique-de-contribution-open-source": ("PFPPP--P--", "etalab-2.0"),
    "DSACMS/repo-scaffolder": ("PPPFP--PP-", "CC0-1.0"),
    "EsupPortail/Esup-Pod": ("PPPPP--PP-", "GPL-3.0 + LGPL-3.0"),
    "GSA/data.gov": ("PFPFP-----", "CC0-1.0"),
    "IGNF/validator": ("PFPPP--P--", "CECILL-B"),
    "InseeFrLab/onyxia": ("PPPPP-FPP-", "MIT"),
    "MTES-MCT/monitorfish": ("PPPPP--P--", "AGPL-3.0"),
    "SocialGouv/code-du-travail-numerique": ("PPPPP--FP-", "Apache-2.0"),
    "betagouv/recommandations-collaboratives": ("PPPPP--PF-", "AGPL-3.0"),
    "codegouvfr/catalogi": ("PFPPPP-PF-", "CC-BY-4.0 + etalab-2.0 + MIT"),
    "codegouvfr/codegouvfr-data": ("PFPPPF-FF-", "CC-BY-SA-4.0 + etalab-2.0"),
    "corona-warn-app/cwa-server": ("PPPPPP-PP-", "Apache-2.0 + Apache-2.0"),
    "developer-overheid-nl/don-crawler": ("PFPPP--PP-", "EUPL-1.2"),
    "ec-jrc/lisflood-code": ("PPPPP--P--", "EUPL-1.2"),
    "etalab/csvapi": ("PPPPP-PPP-", "MIT"),
    "etalab/guides.etalab.gouv.fr": ("PFPPP--PP-", "etalab-2.0"),
    "fsfe/reuse-website": (
        "PPPFPP-PP-",
        "CC-BY-SA-4.0 + AGPL-3.0 + Apache-2.0 + CC-BY-4.0 + CC-BY-SA-3.0 + CC-BY-SA-4.0 + CC0-1.0 + GPL-3.0 + LGPL-3.0 + MIT + OFL-1.1",
    ),
    "italia/bootstrap-italia": ("PPPPP-PFP-", "BSD-3-Clause"),
    "publiccodenet/standard": ("PPPFP--PP-", "CC0-1.0"),
    "teamdigitale/publiccode-json-schema": ("F---------", ""),
}


@pytest.fixture(scope="session")
def seen(rebuilt_corpus: dict[str, Path]) -> dict[str, Seen]:
    """What is found in each repository."""
    return {name: _see(folder) for name, folder in rebuilt_corpus.items()}


def _see(folder: Path) -> Seen:
    registry, english = Registry(), Catalogue("en")
    reader = open_repository(str(folder))
    verdicts: dict[str, Verdict] = {}
    for name in CHECKS:
        check = registry.get(name)
        params: Any = check.params(any_of=FRENCH) if name == "licence.allowed" else check.params()
        verdicts[name] = check.evaluate(params, reader.collect(check.needs(params), profile="", now=0))
    found: Any = verdicts["licence.present"].evidence.get("licences", ())
    return Seen(
        {one["path"]: one["spdx"] for one in found},
        "".join(SIGNS[STATUS_OF[type(verdict)].value] for verdict in verdicts.values()),
        {name: english.text(verdict.message) for name, verdict in verdicts.items()},
    )


def test_every_check_on_licences_is_run() -> None:
    assert {name for name in MODULES if name.startswith(("licence.", "spdx."))} <= set(CHECKS)


def test_every_repository_is_expected(seen: dict[str, Seen]) -> None:
    assert set(seen) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_licence_and_verdict_is_the_one_that_a_person_gives(name: str, seen: dict[str, Seen]) -> None:
    found = " + ".join(spdx for spdx in seen[name].licences.values() if spdx)
    assert (seen[name].signs, found) == EXPECTED[name], seen[name].said


def test_every_conflict_is_found_and_none_invented(seen: dict[str, Seen]) -> None:
    at = CHECKS.index("licence.consistent")
    assert {name for name, one in seen.items() if one.signs[at] == "F"} == {
        "SocialGouv/code-du-travail-numerique",  # LICENSE: Apache-2.0; package.json: MIT
        "codegouvfr/codegouvfr-data",  # LICENSE.CC-BY-4.0.txt holds CC-BY-SA-4.0
        "italia/bootstrap-italia",  # publiccode.yml: BSD-3-Clause-Clear
    }


def test_no_allowed_licence_is_refused_and_no_other_accepted(seen: dict[str, Seen]) -> None:
    at = CHECKS.index("licence.allowed")
    for row in corpus.labels().values():
        sign = seen[row["repo"]].signs[at]
        judged = row["fr_list_verdict"]
        # Without a licence text the rule does not apply, and `licence.present` fails; `n/a` is outside France.
        allowed = {"fail": "F-", "n/a": "F", "conflict": "P"}.get(judged, "P")
        assert sign in allowed, (row["repo"], judged, seen[row["repo"]].said["licence.allowed"])


def test_what_merely_mentions_a_licence_is_none(rebuilt_corpus: dict[str, Path]) -> None:
    seen = 0
    for folder in rebuilt_corpus.values():
        for path in folder.rglob("*"):
            if path.name.lower().startswith(("readme", "changelog", "contributing", "history")) and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                seen += "licen" in text.lower()
                assert identify(text, path.name).expression == "", path
    assert seen > 20
