# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The DCO and agreements of contributors in six languages: what asks for them, and what only speaks of them."""

from __future__ import annotations

import time

import pytest

from ospo_policy.parsers.contribution_terms import (
    asks_agreement,
    asks_dco,
    declines,
    names_agreement,
    verifies_dco,
)


@pytest.mark.parametrize(
    "text",
    [
        "By signing off their contributions, contributors accept the [developer certificate of origin](https://developercertificate.org).",
        "Every commit must be signed off.",
        "Please sign-off your commits.",
        "`git commit -s -m fix`",
        "git commit --signoff",
        "En signant leurs contributions, les contributeurs acceptent le [certificat d’origine du développeur](x).",
        "Le DCO est demandé.",
        "Chaque commit porte une ligne Signed-off-by.",
        "I contributi seguono il Certificato d'origine dello sviluppatore.",
        "Beiträge brauchen ein Developer Certificate of Origin.",
        "Contributions without a DCO will not be merged.",
        "Les contributions sans DCO ne sont pas fusionnées.",
        "Contributions use DCO sign-off; no CLA is required.",
    ],
)
def test_the_dco_is_asked(text: str) -> None:
    assert asks_dco(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "No DCO is required.",
        "We do not require a DCO.",
        "Un certificat d'origine n'est pas demandé.",
        "Get a sign-off from the product owner.",
        "Sign your commits with GPG: git commit -S",
        "The origin of the data is certified.",
        "Sign the CLA.",
        "",
    ],
)
def test_the_dco_is_not_asked(text: str) -> None:
    assert asks_dco(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "You must sign the CLA.",
        "## Sign the Contributor License Agreement",
        "Most contributions require you to agree to a Contributor License Agreement (CLA) declaring that you have the right to.",
        "All contributors must\nsign the Contributor License Agreement before a PR can be merged.",
        "[![CLA assistant](https://cla-assistant.io/readme/badge/a/b)](https://cla-assistant.io/a/b)",
        "Contributors assign their copyright to the agency.",
        "We cannot accept contributions without a signed CLA.",
        "Pull requests without a CLA will not be merged.",
        "We can't merge your request until you have signed the CLA.",
        "If you have not signed the CLA, please do.",
        "You need not worry. Just sign our CLA.",
        "La plupart des contributions nécessitent que vous acceptiez un accord de licence de contributeur.",
        "Tous les contributeurs doivent signer un accord de cession.",
        "Vous cédez vos droits à l'organisme : la cession de droits est obligatoire.",
        "Devi firmare l'accordo di licenza per i contributori.",
        "Bitte unterzeichnen Sie die Contributor-Lizenzvereinbarung.",
        "Teken de CLA: u moet de bijdragersovereenkomst ondertekenen.",
        "Debe firmar el acuerdo de licencia de colaborador.",
        "# Qui contribue\n\n## Signer un CLA\n\nVous devez signer un contrat.",
        "We have no forum. You must sign the CLA.",
    ],
)
def test_an_agreement_is_asked(text: str) -> None:
    assert asks_agreement(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "No CLA is needed.",
        "No CLA is\nrequired, but contributors must sign off commits.",
        "We do not require a CLA at this time.",
        "We don't ask you to sign a CLA.",
        "You do not need to sign a Contributor License Agreement.",
        "Contributors retain copyright; no CLA is required.",
        "We use the DCO instead of a CLA.",
        "Pas de CLA à signer.",
        "Les contributions se font sans CLA.",
        "La signature d'un CLA n'est pas demandée.",
        "Ce projet n'utilise pas d'accord de licence de contributeur. Vous gardez le droit d'auteur.",
        "Aucune cession de droits n'est demandée.",
        "Non è richiesto firmare un CLA.",
        "Es ist kein CLA erforderlich.",
        "Sie müssen keine Contributor-Lizenzvereinbarung unterschreiben.",
        "U hoeft geen CLA te ondertekenen.",
        "No es necesario firmar un CLA.",
        "What is a CLA?",
        "The codebase MUST NOT require transfer of copyright.",
        "You must agree to the code of conduct.",
        "class A: a clan must sign",
        "Please claim the issue: maintainers will assign it to you.",
        "We do not use https://cla-assistant.io for this project.",
        "## Ce que vous n'avez pas à faire\n\nSigner un CLA, demander la permission d'ouvrir une issue.",
        "OpenFSP n'utilise pas d'accord de licence de contributeur. Vous gardez le droit d'auteur, et vous ne cédez rien à personne.",
        "Each file must be assigned a copyright header.",
        "Copyright DINUM. You must require attribution.",
    ],
)
def test_an_agreement_is_not_asked(text: str) -> None:
    assert asks_agreement(text) is None


def test_pipelines_and_bots() -> None:
    assert verifies_dco("uses: tim-actions/dco@v1.1.0") is not None
    assert verifies_dco("script: dco-check --verbose") is not None
    assert verifies_dco("uses: actions/checkout@v4") is None
    assert names_agreement("uses: contributor-assistant/github-action@v2.6.1") is not None
    assert names_agreement("uses: actions/labeler@v5\nclass: claim") is None


def test_a_file_that_declines() -> None:
    assert declines("This project asks for no CLA.")
    assert not declines("You must sign the CLA below.")
    assert not declines("Contributor License Agreement between you and us: you grant a licence. " * 30)


@pytest.mark.parametrize(
    "text", ["cla " * 200_000, "signed-off-by " * 60_000, "no cla without " * 60_000, "cla. " * 150_000]
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    start = time.process_time()
    asks_agreement(text), asks_dco(text), verifies_dco(text)
    assert time.process_time() - start < 60
