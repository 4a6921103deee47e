# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where security policies say to report, how soon they answer, and that it is private: six languages, and near-misses."""

from __future__ import annotations

import time

import pytest

from ospo_policy.parsers.folding import flow, fold
from ospo_policy.parsers.security_words import address, delay, private, without_comments


@pytest.mark.parametrize(
    "text",
    [
        "Write to security@insee.fr.",
        "send an email to [innovation@insee.fr] with a description",
        "Écrivez à <mailto:securite@numerique.gouv.fr>",
        "Contact : securite [at] sante.gouv.fr",
        "ssi(at)anssi.fr",
        "rssi (arobase) interieur.gouv.fr",
        "rssi {at} interieur [point] gouv [point] fr",
        "cert at agid dot gov dot it",
        "segnalazioni [chiocciola] agid.gov.it",
        "https://github.com/betagouv/template/security/advisories/new",
        "Please [follow this link](https://github.com/MTES-MCT/monitorfish/security) to report any vulnerability.",
        "https://gitlab.example.gouv.fr/a/b/-/issues/new?issue%5Bconfidential%5D=true",
        "Vulnerability reports can be submitted through [Bugcrowd](https://bugcrowd.com/cms-vdp).",
        "https://yeswehack.com/programs/france-identite",
        "See the [policy](https://www.gsa.gov/vulnerability-disclosure-policy)",
        "use the Report Form on [SAP Trust Center](https://www.sap.com/about/trust-center/security/incident-management.html)",
        "Signalez la faille par [ce formulaire](https://www.demarches-simplifiees.fr/commencer/faille)",
        "Use GitHub's private vulnerability reporting.",
        "via l'onglet « Security » du dépôt",
        "Ouvrez un ticket confidentiel sur GitLab.",
        "Contact: mailto:security@a.fr",
        "Nutze stattdessen GitHubs private Security-Advisory-Funktion des Repositorys.",
        "[→ Sicherheitslücke privat melden](../../security/advisories/new)",
        "Nutzen Sie die private Vulnerability-Reporting-Funktion direkt auf GitHub",
        "Öffnen Sie den Tab **Security** in diesem Repository",
        "Utilisez le signalement privé de GitHub : onglet *Security*\ndu dépôt, puis *Report a vulnerability*.",
        "usa la\nsegnalazione privata di GitHub, come descritto in [SECURITY.md](SECURITY.md)",
        "nella scheda **Security** del repository",
        "Meld kwetsbaarheden bij het team via **security@openmrs.org**.",
        "[This form](https://form.sante.gouv.fr/x) to report a weakness",
        "Melden Sie Schwachstellen über https://www.bsi.bund.de/meldung",
    ],
)
def test_a_private_way_is_found(text: str) -> None:
    assert address(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "As soon as you found a vulnerability, let us know by posting a github issue.",
        "Write to security@example.org or to you@yourdomain.com.",
        "[INSERT CONTACT]",
        "git clone git@github.com:a/b.git",
        "Report it at https://github.com/a/b/issues",
        "Signalez-la : https://gitlab.com/a/b/-/issues/new",
        "Reports follow [disclosure](https://en.wikipedia.org/wiki/Coordinated_vulnerability_disclosure).",
        "![security](https://img.shields.io/badge/report-security-blue.svg)",
        "We scan with https://snyk.io every day.",
        "E-Mail: [Sicherheitskontakt einfügen]",
        "<Adresse ou canal privé. Ne jamais ouvrir d'issue publique pour une vulnérabilité.>",
        "Envoyez un e-mail à l'adresse du mainteneur (à renseigner dans ce fichier)",
        "Stuur een e-mail naar: [security@organisatie.nl](mailto:security@organisatie.nl)",
        "Per segnalare una vulnerabilità, consulta [SECURITY.it.md](./SECURITY.it.md).",
        "For more information, see https://www.insee.fr/securite",
        "Authentication is by [ProConnect](https://proconnect.gouv.fr).",
        "as said in (a) above.x and look (at) it.",
        "npm install foo@1.2.3 and bar@latest",
        "1234+ada@users.noreply.github.com",
        "See [SECURITY](https://github.com/a/b/security/policy) to report",
        "Look at the code at the root of the tree",
        "",
    ],
)
def test_what_is_no_private_way_is_none(text: str) -> None:
    assert address(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "We will acknowledge your report within 24 hours.",
        "we will acknowledge receipt of your report within 3 business days",
        "You can expect a response in two weeks.",
        "Nous répondons sous cinq jours ouvrés.",
        "Un accusé de réception vous parvient sous 48h.",
        "Nous revenons vers vous dans un délai de 72 heures",
        "Vous aurez une réponse\nsous une semaine.",
        "Riceverai una risposta entro 5 giorni lavorativi.",
        "Wir antworten innerhalb von drei Werktagen.",
        "Sie erhalten binnen einer Woche eine Antwort.".replace("binnen", "innerhalb"),
        "U krijgt binnen 2 werkdagen antwoord.",
        "Recibirá una respuesta en dos días hábiles.",
        "| First response | 2 days |",
        "We confirm receipt by the next business day.",
        "You should hear back in 5-7 days",
        "3. Une réponse sera apportée sous **72 heures**",
        "Eingangsbestätigung binnen 72 Stunden.",
        "binnen drie werkdagen een reactie van een mens",
    ],
)
def test_a_delay_of_answer_is_found(text: str) -> None:
    assert delay(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Vulnerabilities are made public after 90 days.",
        "Version 2 is supported for 24 months.",
        "We will answer as soon as we can.",
        "The service runs 24 hours a day.",
        "We respond quickly. The site has 3 days of logs.",
        "La version 4 est maintenue 12 semaines.",
        "Nous vous répondrons dans les meilleurs délais.",
        "Délai de première réponse visé : <X jours ouvrés>.",
    ],
)
def test_another_delay_is_none(text: str) -> None:
    assert delay(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Please do not report security vulnerabilities through public GitHub issues.",
        "**Please do not report security vulnerabilities directly on GitHub.**",
        "Merci de ne pas ouvrir de ticket public.",
        "N’ouvrez pas d’issue publique.",
        "Signalez-la en privé",
        "Plutôt que d'ouvrir un ticket, écrivez-nous.",
        "Non aprire una issue pubblica.",
        "Bitte melden Sie Sicherheitslücken nicht über öffentliche Issues.",
        "Meld kwetsbaarheden niet via een publiek issue.",
        "No abra una incidencia pública.",
        "Write to us privately.",
        "**Meld beveiligingskwetsbaarheden nooit via openbare GitHub issues.**",
        "Stuur een e-mail naar de eigenaar i.p.v. een publieke issue\naan te maken.",
        "Maak **géén** publiek issue aan op GitHub.",
        "segnalazione privata, nessuna issue\npubblica",
        "Sicherheitsprobleme bitte nicht als öffentliches GitHub-Issue veröffentlichen.",
        "Bitte **vertraulich** an die Adresse, nicht als öffentliches Issue.",
        "**Ne pas** ouvrir d'issue publique GitHub.",
        "Rather than opening\nan issue, write to us.",
    ],
)
def test_a_wish_for_privacy_is_found(text: str) -> None:
    assert private(text) is not None


@pytest.mark.parametrize(
    "text",
    ["let us know by posting a github issue", "Open an issue.", "Ouvrez un ticket.", "There is no bug bounty.",
     "Nous publions les correctifs.", "The code is public."],
)  # fmt: skip
def test_what_asks_for_no_privacy_is_none(text: str) -> None:
    assert private(text) is None


def test_comments_are_left_out_and_places_stay() -> None:
    text = "a <!-- b\nc --> d <!-- e"
    assert without_comments(text) == "a       \n      d <!-- e"
    assert fold("É’\u00a0ﬁœA") == "e' ﬁoa"
    assert flow("A\nb\n\n- c\nd\n| e\n") == "a b\n\n- c d\n| e\n"
    for text in ("É\nİx", "Ǆ\u0301", "ß"):
        assert len(fold(text)) == len(flow(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "a@" * 200_000,
        "within " * 100_000,
        "do not " * 100_000,
        "https://" * 60_000,
        "1 day " * 60_000,
        "<!--" * 100_000,
    ],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    start = time.process_time()
    address(text), delay(text), private(text), without_comments(text)
    assert time.process_time() - start < 60
