# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The packs of administrations on real repositories: each verdict, and that what is demanded is in the source.

`P` is pass, `F` fail, `U` unknown, `-` not applicable; rules are in the order of the pack. The corpus holds no tags and
reduces files beyond publication to empty ones: what depends on releases does not apply, and what a script would run is
not known.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from ospo_policy.model.report import RepositoryReport, Status
from ospo_policy.operations.check import Request, check

NOW = 1_795_392_000  # 2026-11-23
SIGNS = {"pass": "P", "fail": "F", "unknown": "U", "not-applicable": "-"}
EXPECTED: dict[str, dict[str, str]] = {
    "de-opencode": {
        "DGFiP/Test-Compta-Demat": "UUUUUF-UF",
        "DISIC/politique-de-contribution-open-source": "UUUUUF-UF",
        "DSACMS/repo-scaffolder": "UUUUUP-UF",
        "EsupPortail/Esup-Pod": "UUUUUP-UF",
        "GSA/data.gov": "UUUUUP-UF",
        "IGNF/validator": "UUUUUF-UF",
        "InseeFrLab/onyxia": "UUUUUP-UP",
        "MTES-MCT/monitorfish": "UUUUUP-UF",
        "SocialGouv/code-du-travail-numerique": "UUUUUF-UF",
        "betagouv/recommandations-collaboratives": "UUUUUF-UP",
        "codegouvfr/catalogi": "UUUUUF-UF",
        "codegouvfr/codegouvfr-data": "UUUUUF-UF",
        "corona-warn-app/cwa-server": "UUUUUP-UF",
        "developer-overheid-nl/don-crawler": "UUUUUF-UF",
        "ec-jrc/lisflood-code": "UUUUUF-UF",
        "etalab/csvapi": "UUUUUF-UF",
        "etalab/guides.etalab.gouv.fr": "UUUUUF-UF",
        "fsfe/reuse-website": "UUUUUF-UF",
        "italia/bootstrap-italia": "UUUUUF-UP",
        "publiccodenet/standard": "UUUUUF-UP",
        "teamdigitale/publiccode-json-schema": "UUUUUF-UF",
    },
    "eu": {
        "DGFiP/Test-Compta-Demat": "--FUUUF-U",
        "DISIC/politique-de-contribution-open-source": "-P----F-P",
        "DSACMS/repo-scaffolder": "FPFPPUP-P",
        "EsupPortail/Esup-Pod": "PPFPUUF-P",
        "GSA/data.gov": "FPFPUUF-P",
        "IGNF/validator": "FPFPPUF-U",
        "InseeFrLab/onyxia": "FPPUUUP-P",
        "MTES-MCT/monitorfish": "PPFPUUF-P",
        "SocialGouv/code-du-travail-numerique": "FPFPUUF-U",
        "betagouv/recommandations-collaboratives": "PPPPUUF-U",
        "codegouvfr/catalogi": "FPFPUUF-P",
        "codegouvfr/codegouvfr-data": "-P----F-U",
        "corona-warn-app/cwa-server": "FPFPUPF-P",
        "developer-overheid-nl/don-crawler": "PPFPPUF-U",
        "ec-jrc/lisflood-code": "PPFPUUF-P",
        "etalab/csvapi": "FPFPPUF-P",
        "etalab/guides.etalab.gouv.fr": "FPFPUUF-U",
        "fsfe/reuse-website": "FPFPPUF-P",
        "italia/bootstrap-italia": "FPPPPUF-P",
        "publiccodenet/standard": "FPPPPPF-P",
        "teamdigitale/publiccode-json-schema": "--FFUUF-U",
    },
    "fr-dinum": {
        "DGFiP/Test-Compta-Demat": "F-----PFPF-FFFFFFFF-UUU-",
        "DISIC/politique-de-contribution-open-source": "P-PF--PFPF-FPPFFF---UUU-",
        "DSACMS/repo-scaffolder": "FFPPP-PFPP-PPPPFPFF-UUU-",
        "EsupPortail/Esup-Pod": "PFPPP-PFPP-PFPFFFFF-UUUF",
        "GSA/data.gov": "FF-F--PFPP-FFFFFPFF-UUU-",
        "IGNF/validator": "PPPF--PFPP-FFFPFFFF-UUU-",
        "InseeFrLab/onyxia": "PPPPP-PFPP-PPPFPPPF-UUUF",
        "MTES-MCT/monitorfish": "PFPP--PFPP-FFFFFPFF-UUU-",
        "SocialGouv/code-du-travail-numerique": "PPFPP-PFPP-PFPPFFFF-UUUP",
        "betagouv/recommandations-collaboratives": "PFPPF-PFPF-FFPFFFPF-UUUF",
        "codegouvfr/catalogi": "PPPFF-PPPPFFPPFFFFF-UUUF",
        "codegouvfr/codegouvfr-data": "P-FFF-PPPPPFFFFFF---UUU-",
        "corona-warn-app/cwa-server": "PPPPP-PFPP-PFPFFPFP-UUUF",
        "developer-overheid-nl/don-crawler": "PFPFP-PFPP-FFPPFFFF-UUUF",
        "ec-jrc/lisflood-code": "PFPP--PFPP-FFFFFFFF-UUUF",
        "etalab/csvapi": "PPPPP-PFPF-FFFPFFFF-UUUF",
        "etalab/guides.etalab.gouv.fr": "PPPFPPPFPF-FFPFFFFF-UUU-",
        "fsfe/reuse-website": "FFPPP-PFPP-FFFPFFFF-UUUF",
        "italia/bootstrap-italia": "PPFPP-PFPP-PFPPFFFF-UUU-",
        "publiccodenet/standard": "FFPPP-PFPP-PPPPPFFF-UUU-",
        "teamdigitale/publiccode-json-schema": "F-----FFPF-FFFFFFFF-UUU-",
    },
    "it-agid": {
        "DGFiP/Test-Compta-Demat": "-FPPPPUUUUUFFFPUFFP--",
        "DISIC/politique-de-contribution-open-source": "---------------------",
        "DSACMS/repo-scaffolder": "PPPPPPPPPPPPFPPUFFP-P",
        "EsupPortail/Esup-Pod": "PPPPPPUUPPPFFPPUFPPFP",
        "GSA/data.gov": "PPPUPPUUUUUPFPPUFPP-P",
        "IGNF/validator": "PPPUPPUPPPUFFPPUFPP-P",
        "InseeFrLab/onyxia": "PPPPPPUPUPPPFPPUFPPFP",
        "MTES-MCT/monitorfish": "PPPUPPPUUPUPFPPUPPP-P",
        "SocialGouv/code-du-travail-numerique": "PPPUPPPUPPUFFPPUFPPFP",
        "betagouv/recommandations-collaboratives": "PPPUPPUPPPPFPPPUPFPFP",
        "codegouvfr/catalogi": "PPPUPPPUPUPFFPPUFFPFP",
        "codegouvfr/codegouvfr-data": "---------------------",
        "corona-warn-app/cwa-server": "PPPPPPUPPPPPFPPUFPPFP",
        "developer-overheid-nl/don-crawler": "PPPPPPUUPPPFFPPUPFPFP",
        "ec-jrc/lisflood-code": "PPFUPPUPPUUFFPPUPFPFP",
        "etalab/csvapi": "PPPPPPUPPUUFFPPUFFFFP",
        "etalab/guides.etalab.gouv.fr": "PPPUPPUUPUUFFPPUFPP-P",
        "fsfe/reuse-website": "PPPPPPUUPPUFFPPUFFFFU",
        "italia/bootstrap-italia": "PPPPPPUPPPPFPPPUPPP-P",
        "publiccodenet/standard": "PPPPPPUPPPPFPPPUFPP-P",
        "teamdigitale/publiccode-json-schema": "-FPUPFUPPUUFFPPUPFP-P",
    },
    "openssf-scorecard-like": {
        "DGFiP/Test-Compta-Demat": "PUFFU--FFF--U-F--",
        "DISIC/politique-de-contribution-open-source": "PU-FU---PF----F--",
        "DSACMS/repo-scaffolder": "PUPFUPFFPF-FU-P-F",
        "EsupPortail/Esup-Pod": "PUPFUPFFPF-FU-F-F",
        "GSA/data.gov": "PUFFUPPFPF-FU-P-F",
        "IGNF/validator": "PUUFUPPFPF-PU-F-F",
        "InseeFrLab/onyxia": "PUPFUPFFPF-FU-P-F",
        "MTES-MCT/monitorfish": "PUPFUPPFPF-FU-P-F",
        "SocialGouv/code-du-travail-numerique": "PUPFUPPFPF-FU-F-F",
        "betagouv/recommandations-collaboratives": "PUPFUPFFPF-FU-F-P",
        "codegouvfr/catalogi": "PUPFUPPFPF-FU-F-F",
        "codegouvfr/codegouvfr-data": "PU-FU---PF----F--",
        "corona-warn-app/cwa-server": "PUPFUPPFPF-FP-P-F",
        "developer-overheid-nl/don-crawler": "PUPFUPPFPF-PU-F-F",
        "ec-jrc/lisflood-code": "PUPFUPFFPF-FU-F-F",
        "etalab/csvapi": "PUUFU-FFPF--U-F--",
        "etalab/guides.etalab.gouv.fr": "PUFFUPFFPFFFU-F-F",
        "fsfe/reuse-website": "PUPFUP-FPF-FU-F-F",
        "italia/bootstrap-italia": "PUPFUPFFPFPFU-F-F",
        "publiccodenet/standard": "PUPFUPFFPF-FU-F-F",
        "teamdigitale/publiccode-json-schema": "PUFFU-FFFFF-U-F--",
    },
    "osps-baseline-1": {
        "DGFiP/Test-Compta-Demat": "UUUU--UPP--UF--F-UU-UPPF",
        "DISIC/politique-de-contribution-open-source": "UUUU--UPP--UFP-P-UU-UPPF",
        "DSACMS/repo-scaffolder": "UUUUPPUPP--PPP-P-UUPUPPP",
        "EsupPortail/Esup-Pod": "UUUUPPUPP--PPP-P-UUPUPPP",
        "GSA/data.gov": "UUUUPPUPP--PPP-P-UUPUPPP",
        "IGNF/validator": "UUUUPPUPP--UPP-P-UUPUPPF",
        "InseeFrLab/onyxia": "UUUUPPUPP--PPP-P-UUPUPPP",
        "MTES-MCT/monitorfish": "UUUUPPUPP--PPP-P-UUPUPPP",
        "SocialGouv/code-du-travail-numerique": "UUUUPPUPP--PPP-P-UUPUPPF",
        "betagouv/recommandations-collaboratives": "UUUUPPUPP--UFP-P-UUPUPPF",
        "codegouvfr/catalogi": "UUUUPPUPP--PPP-P-UUPUPPF",
        "codegouvfr/codegouvfr-data": "UUUU--UPP--UPP-P-UU-UPPF",
        "corona-warn-app/cwa-server": "UUUUPPUPP--PPP-P-UUPUPPP",
        "developer-overheid-nl/don-crawler": "UUUUPPUPP--UPP-P-UUPUPPF",
        "ec-jrc/lisflood-code": "UUUUPPUPP--UPP-P-UUPUPPF",
        "etalab/csvapi": "UUUU--UPP--UFP-P-UUPUPPF",
        "etalab/guides.etalab.gouv.fr": "UUUUPPUPP--PFP-P-UUPUPPF",
        "fsfe/reuse-website": "UUUUPPUPP--UPP-P-UUUUPPF",
        "italia/bootstrap-italia": "UUUUPPUPP--PPP-P-UUPUPPF",
        "publiccodenet/standard": "UUUUPPUPP--PPP-P-UUPUPPF",
        "teamdigitale/publiccode-json-schema": "UUUU--UPP--UF--F-UUPUPPF",
    },
    "osps-baseline-2": {
        "DGFiP/Test-Compta-Demat": "UUUU--UP--UF--F-UU-UPPU-----UUUPUUF---FUU",
        "DISIC/politique-de-contribution-open-source": "UUUU--UP--UFP-P-UU-UPPU------PPUPU----FUU",
        "DSACMS/repo-scaffolder": "UUUUPPUP--PPP-P-UUPUPPU--P--PPPPUUP---PPU",
        "EsupPortail/Esup-Pod": "UUUUPPUP--PPP-P-UUPUPPU--P--UPUPUUP---FUU",
        "GSA/data.gov": "UUUUPPUP--PPP-P-UUPUPPU--P--UUUPUUF---FPU",
        "IGNF/validator": "UUUUPPUP--UPP-P-UUPUPPU--P--PUUPUUU---FUU",
        "InseeFrLab/onyxia": "UUUUPPUP--PPP-P-UUPUPPU--P--UPPUPUP---PPU",
        "MTES-MCT/monitorfish": "UUUUPPUP--PPP-P-UUPUPPU--P--PUPPUUP---FPU",
        "SocialGouv/code-du-travail-numerique": "UUUUPPUP--PPP-P-UUPUPPU--P--PPUPUUP---FUU",
        "betagouv/recommandations-collaboratives": "UUUUPPUP--UFP-P-UUPUPPP--P--PPUPUUP---FUU",
        "codegouvfr/catalogi": "UUUUPPUP--PPP-P-UUPUPPU--P--UPPUUUP---FUU",
        "codegouvfr/codegouvfr-data": "UUUU--UP--UPP-P-UU-UPPU------UUUPU----FUU",
        "corona-warn-app/cwa-server": "UUUUPPUP--PPP-P-UUPUPPU--P--PPUPUUP---FPU",
        "developer-overheid-nl/don-crawler": "UUUUPPUP--UPP-P-UUPUPPU--P--UPUPUUP---FUU",
        "ec-jrc/lisflood-code": "UUUUPPUP--UPP-P-UUPUPPU--P--PUUPUUP---FUU",
        "etalab/csvapi": "UUUU--UP--UFP-P-UUPUPPU--P--PUUUUUU---FUU",
        "etalab/guides.etalab.gouv.fr": "UUUUPPUP--PFP-P-UUPUPPU--P--PPUPUUF---FUU",
        "fsfe/reuse-website": "UUUUPPUP--UPP-P-UUUUPPU--U--PUUPUUP---FUU",
        "italia/bootstrap-italia": "UUUUPPUP--PPP-P-UUPUPPU--P--UPUPUUP---FUU",
        "publiccodenet/standard": "UUUUPPUP--PPP-P-UUPUPPU--P--UPPPUUP---FUU",
        "teamdigitale/publiccode-json-schema": "UUUU--UP--UF--F-UUPUPPU--P--UUUUUUF---FUU",
    },
    "osps-baseline-3": {
        "DGFiP/Test-Compta-Demat": "UUUU--UP--UF--F-UU-UPPU-----UUUPUUF---FUU---U----U--UUU-UUUUUU",
        "DISIC/politique-de-contribution-open-source": "UUUU--UP--UFP-P-UU-UPPU------PPUPU----FUU---U----U----U-UUU-U-",
        "DSACMS/repo-scaffolder": "UUUUPPUP--PPP-P-UUPUPPU--P--PPPPUUP---PPUFP-U----U--PPU-UUUUUU",
        "EsupPortail/Esup-Pod": "UUUUPPUP--PPP-P-UUPUPPU--P--UPUPUUP---FUUPP-U----U--UUU-UUUUUU",
        "GSA/data.gov": "UUUUPPUP--PPP-P-UUPUPPU--P--UUUPUUF---FPUPF-U----U--UUU-UUUUUU",
        "IGNF/validator": "UUUUPPUP--UPP-P-UUPUPPU--P--PUUPUUU---FUUPP-U----U--PUU-UUUUUU",
        "InseeFrLab/onyxia": "UUUUPPUP--PPP-P-UUPUPPU--P--UPPUPUP---PPUFP-P----P--UUU-UUUUUU",
        "MTES-MCT/monitorfish": "UUUUPPUP--PPP-P-UUPUPPU--P--PUPPUUP---FPUPP-U----U--UUU-UUUUUU",
        "SocialGouv/code-du-travail-numerique": "UUUUPPUP--PPP-P-UUPUPPU--P--PPUPUUP---FUUPP-U----U--PUU-UUUUUU",
        "betagouv/recommandations-collaboratives": "UUUUPPUP--UFP-P-UUPUPPP--P--PPUPUUP---FUUPP-U----U--PUU-UUUUUU",
        "codegouvfr/catalogi": "UUUUPPUP--PPP-P-UUPUPPU--P--UPPUUUP---FUUPP-U----U--UUU-UUUUUU",
        "codegouvfr/codegouvfr-data": "UUUU--UP--UPP-P-UU-UPPU------UUUPU----FUU---U----U----U-UUU-U-",
        "corona-warn-app/cwa-server": "UUUUPPUP--PPP-P-UUPUPPU--P--PPUPUUP---FPUPP-U----U--PPU-UUUUUP",
        "developer-overheid-nl/don-crawler": "UUUUPPUP--UPP-P-UUPUPPU--P--UPUPUUP---FUUFP-U----U--UUU-UUUUUU",
        "ec-jrc/lisflood-code": "UUUUPPUP--UPP-P-UUPUPPU--P--PUUPUUP---FUUPP-U----U--PPU-UUUUUU",
        "etalab/csvapi": "UUUU--UP--UFP-P-UUPUPPU--P--PUUUUUU---FUU---U----U--UUU-UUUUUU",
        "etalab/guides.etalab.gouv.fr": "UUUUPPUP--PFP-P-UUPUPPU--P--PPUPUUF---FUUPP-U----U--UUU-UUUUUU",
        "fsfe/reuse-website": "UUUUPPUP--UPP-P-UUUUPPU--U--PUUPUUP---FUUPP-U----U--UUU-UUUUUU",
        "italia/bootstrap-italia": "UUUUPPUP--PPP-P-UUPUPPU--P--UPUPUUP---FUUPP-U----U--UUU-UUUUUU",
        "publiccodenet/standard": "UUUUPPUP--PPP-P-UUPUPPU--P--UPPPUUP---FUUPP-U----U--PPU-UUUUUU",
        "teamdigitale/publiccode-json-schema": "UUUU--UP--UF--F-UUPUPPU--P--UUUUUUF---FUU---U----U--UUU-UUUUUU",
    },
    "reuse": {
        "DGFiP/Test-Compta-Demat": "FFPPPF",
        "DISIC/politique-de-contribution-open-source": "FFPPPF",
        "DSACMS/repo-scaffolder": "FFPPPF",
        "EsupPortail/Esup-Pod": "FFPPPF",
        "GSA/data.gov": "FFPPPF",
        "IGNF/validator": "FFPPPF",
        "InseeFrLab/onyxia": "FFPPPF",
        "MTES-MCT/monitorfish": "FFPPPF",
        "SocialGouv/code-du-travail-numerique": "FFPPPF",
        "betagouv/recommandations-collaboratives": "FFPFPF",
        "codegouvfr/catalogi": "FPFFPF",
        "codegouvfr/codegouvfr-data": "FPFFPF",
        "corona-warn-app/cwa-server": "PPPPFP",
        "developer-overheid-nl/don-crawler": "FFPPPF",
        "ec-jrc/lisflood-code": "FFPPPF",
        "etalab/csvapi": "FFPPPF",
        "etalab/guides.etalab.gouv.fr": "FFPPPF",
        "fsfe/reuse-website": "PPFPPP",
        "italia/bootstrap-italia": "FFPPPF",
        "publiccodenet/standard": "FFPPPF",
        "teamdigitale/publiccode-json-schema": "FFPPPF",
    },
    "standard-for-public-code": {
        "DGFiP/Test-Compta-Demat": "FFUUUF-FPUFUUUUPUUUFFFFUFFU",
        "DISIC/politique-de-contribution-open-source": "FPUUUFPPPU-UUUPP-UUFFFFU--U",
        "DSACMS/repo-scaffolder": "PPPPPFPPPUPUPPPPPPUFPPFUUUU",
        "EsupPortail/Esup-Pod": "PFPPUFPPPUPUPUPPUUUFFFFUPPU",
        "GSA/data.gov": "PFPPPFPPPUFUUUUUUPUFFFFUFFU",
        "IGNF/validator": "PFUUUFPPPUUUPPUPPPUFPFFUUUU",
        "InseeFrLab/onyxia": "PPPUPPPPPUPUPUPPUUUFFPPUPFU",
        "MTES-MCT/monitorfish": "PFPUPFPPPUPUPUPPPPUFFFFUPPU",
        "SocialGouv/code-du-travail-numerique": "PFPPUFPPPUPUPUUPPPUFPFFUPUU",
        "betagouv/recommandations-collaboratives": "FFUUUFPPPUPUPUPPPPUFFPFUPFU",
        "codegouvfr/catalogi": "PPPPUFPPPUPUPUUPUPUFFFFUPUU",
        "codegouvfr/codegouvfr-data": "PFUUUFPPPU-UUUUP-UPFFFFU--U",
        "corona-warn-app/cwa-server": "PFPPPPPPPUPUPUPPPPUPFFFUPPU",
        "developer-overheid-nl/don-crawler": "PFUUUFPPPUPUPPPPUPUFPFFUPPU",
        "ec-jrc/lisflood-code": "PFUUUFPPPUPUUUUUPPUFFFFUFFU",
        "etalab/csvapi": "FFUUUFPPPUUUPPUPPPUFPFFUUUU",
        "etalab/guides.etalab.gouv.fr": "FFPPUFPPPUFUUUUUPPUFFFFUPFU",
        "fsfe/reuse-website": "PFUUUFPPPUPUUPUUPUUFPFFUUUU",
        "italia/bootstrap-italia": "PFPPUFPPPUPUPPPPUPUFPPFUPFU",
        "publiccodenet/standard": "PPPPUFPPPUPUPPPPUPPFPPPUUUU",
        "teamdigitale/publiccode-json-schema": "FFUUUF-FPUFUUUUUUPUFFFFUFFU",
    },
    "us-cms": {
        "DGFiP/Test-Compta-Demat": "FPFFFFFFFFF",
        "DISIC/politique-de-contribution-open-source": "PPFFFFPPFFF",
        "DSACMS/repo-scaffolder": "PPPPPPPPPPP",
        "EsupPortail/Esup-Pod": "PPFFPPPFFFP",
        "GSA/data.gov": "PPFFPPFFFFF",
        "IGNF/validator": "PPFFFPFFFFF",
        "InseeFrLab/onyxia": "PPFFPPPPFFP",
        "MTES-MCT/monitorfish": "PPFFPPFFFFF",
        "SocialGouv/code-du-travail-numerique": "PPFFFPPFPFP",
        "betagouv/recommandations-collaboratives": "PPFFFFPFFFF",
        "codegouvfr/catalogi": "PPFFFPPPFFF",
        "codegouvfr/codegouvfr-data": "PPFFFPFFFFF",
        "corona-warn-app/cwa-server": "PPFFPPPFPFP",
        "developer-overheid-nl/don-crawler": "PPFFFPPFFFF",
        "ec-jrc/lisflood-code": "PPFFFPFFFFF",
        "etalab/csvapi": "PPFFFFFFFFF",
        "etalab/guides.etalab.gouv.fr": "PPFFFFPFPFF",
        "fsfe/reuse-website": "PPFFFPFFFFF",
        "italia/bootstrap-italia": "PPFFFPPFFFP",
        "publiccodenet/standard": "PPFFFPPPFFP",
        "teamdigitale/publiccode-json-schema": "FFFFFFFFFFF",
    },
}
PROFILES_FROM_BADGES = {"codegouvfr/catalogi": "A", "codegouvfr/codegouvfr-data": "A"}


def report(pack: str, name: str, corpus: dict[str, Path]) -> RepositoryReport:
    return _report(pack, str(corpus[name]))


@cache
def _report(pack: str, folder: str) -> RepositoryReport:
    """The same for several tests: it does not change what is checked."""
    found, _ = check(Request(path=folder, packs=(pack,), now=NOW))
    return found.repositories[0]


@pytest.mark.parametrize("pack", EXPECTED)
def test_each_verdict(pack: str, rebuilt_corpus: dict[str, Path]) -> None:
    if find_spec("reuse") is None:
        pytest.skip("the REUSE tool is not here")
    assert rebuilt_corpus.keys() == EXPECTED[pack].keys()
    for name, expected in EXPECTED[pack].items():
        found = report(pack, name, rebuilt_corpus)
        assert "".join(SIGNS[finding.status.value] for finding in found.findings) == expected, name
        # What a pack demands and does not find must be a sentence of its source.
        for finding in found.findings:
            if finding.status is Status.FAIL and finding.level.value == "must":
                assert any(reference.quote for reference in finding.references), finding.rule


def test_the_openness_badge_sets_the_profile(rebuilt_corpus: dict[str, Path]) -> None:
    for name in rebuilt_corpus:
        assert report("fr-dinum", name, rebuilt_corpus).profile == PROFILES_FROM_BADGES.get(name, ""), name


def test_the_french_pack_is_useful_and_no_flood(rebuilt_corpus: dict[str, Path]) -> None:
    """At most two of its 24 rules are demanded and not met, on any repository that has a licence of the list."""
    for name in rebuilt_corpus:
        findings = report("fr-dinum", name, rebuilt_corpus).findings
        demanded = [f for f in findings if f.status is Status.FAIL and f.level.value == "must"]
        assert len(demanded) <= 2, name
