# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Repairs of an example repository, and the texts that ask for them, of which each language has golden files.

`python -m tests.write_golden` writes the golden files anew; what changed in them is to be read, as a team would read it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ospo_policy.engine.planning import Subject
from ospo_policy.model.change import FileChange, Gap, Repair, SettingChange
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.organisation import ForgeType, OrganisationInfo, Person, Remediation
from ospo_policy.model.policy import FixKind, Level, Reference, RemediationMode, Safety, Url
from ospo_policy.operations.request_texts import RequestTexts
from ospo_policy.ports.requests import Identity

GOLDEN = Path(__file__).parent.parent / "fixes" / "requests"
INFO = OrganisationInfo(LocalText({"en": "Ministry of Examples", "fr": "Ministère des Exemples"}), "oss@example.org")
REMEDIATION = Remediation(
    mode=RemediationMode.REQUEST,
    person=Person("Ada Exemple", "ada@example.org"),
    sign_off=Person("OSPO", "oss@example.org"),
)


def local(en: str, fr: str) -> LocalText:
    return LocalText({"en": en, "fr": fr})


def repair(rule: str, title: LocalText, found: Message, **more: Any) -> Repair:
    kind = FixKind.ISSUE if "advice" in more else FixKind.TEMPLATE
    plain = Repair(rule, "city", "1.0.0", Level.MUST, title, found, kind, Safety.REVIEW, RemediationMode.REQUEST)
    return plain._replace(**more)


SECURITY = repair(
    "security-contact",
    local("Whoever finds a vulnerability knows whom to tell", "On sait à qui signaler une vulnérabilité"),
    message("plan.as-told", what=local("No security policy was found.", "Aucune politique de sécurité.")),
    files=(FileChange("SECURITY.md", None, "Write to [TODO: an address].\n"),),
    gaps=(Gap("SECURITY.md", 1, "[TODO: an address]"),),
    why=local("It is reported in public otherwise.", "Elle est signalée en public, sinon."),
    references=(
        Reference(local("OSPS Baseline, OSPS-VM-02.01", "OSPS Baseline, OSPS-VM-02.01"), Url("https://example.org/vm")),
        Reference(local("A law without an address", "Une loi sans adresse")),
    ),
)
DESCRIPTION = repair(
    "description-set",
    local("The repository has a short description", "Le dépôt a une courte description"),
    message("plan.as-told", what=local("It has none.", "Il n'en a pas.")),
    level=Level.SHOULD,
    kind=FixKind.SETTING,
    settings=(SettingChange("repo.description", None, "Levels of rivers"),),
)
README = repair(
    "readme-links",
    local("The README names the other documents", "Le README nomme les autres documents"),
    message("plan.as-told", what=local("It names none.", "Il n'en nomme aucun.")),
    level=Level.MAY,
    files=(FileChange("docs/README_first.md", "# Water\n", "# Water\n\nSee SECURITY.md.\n", "0" * 40),),
)
LICENCE = repair(
    "licence-present",
    local("A licence says what others may do", "Une licence dit ce que les autres peuvent faire"),
    message("plan.as-told", what=local("There is no licence.", "Il n'y a pas de licence.")),
    advice=(
        message("plan.as-told", what=local("Choose one of the list.", "Choisissez-en une dans la liste.")),
        message("plan.as-told", what=local("Ask your lawyer.", "Demandez à votre juriste.")),
    ),
)
CASES = {"request": (SECURITY, DESCRIPTION, README), "request-of-one-file": (SECURITY,), "issue": (LICENCE,)}


def texts(info: OrganisationInfo | None = INFO, remediation: Remediation = REMEDIATION) -> RequestTexts:
    return RequestTexts(info, remediation, None, lambda _forge: Identity("bot", "Bot", "bot@example.org"))


def subject(language: str) -> Subject:
    path = ("7", "city", "water", "https://example.org/city/water", "0" * 40)
    return Subject("github:city/water", "github", ForgeType.GITHUB, *path, language)


def golden(case: str, language: str) -> str:
    """The title, the text and, of a request, the message of its commit, as one document."""
    writer, repairs, where = texts(), CASES[case], subject(language)
    if case == "issue":
        return "\n---\n\n".join(f"{part.strip()}\n" for part in writer.issue(where, repairs))
    parts = (*writer.request(where, repairs), writer.commit(where, repairs))
    return "\n---\n\n".join(f"{part.strip()}\n" for part in parts)


def written(repairs: tuple[Repair, ...], language: str = "en") -> tuple[str, str, str]:
    """The titles, the texts, and the message of a commit, of a request and an issue for these repairs."""
    writer, where = texts(), subject(language)
    (title, text), (of_issue, issue) = writer.request(where, repairs), writer.issue(where, repairs)
    return f"{title}\n{of_issue}", f"{text}\n{issue}", writer.commit(where, repairs)
