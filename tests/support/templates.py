# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A repository of an administration that templates are tried on, with all that is known of it, or with nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ospo_policy.fixes.render import Rendered, Value, render
from ospo_policy.fixes.templates import LICENCE, LICENCES, Template, find
from ospo_policy.fixes.values import NEEDS, Sources, missing, values_for
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.facts import Fact, Known, Repository
from ospo_policy.model.message import LocalText
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType, OrganisationInfo
from ospo_policy.operations.templates import folders, names
from tests.support.repositories import build

ROOT = Path(__file__).parent.parent.parent
NOW = 1_790_000_000  # 2026-09-21
HOSTS = {
    ForgeType.GITHUB: "https://github.com/ville/registre",
    ForgeType.GITLAB: "https://forge.ville.example/ville/registre",
    ForgeType.FORGEJO: "https://codeberg.org/ville/registre",
}
FILES = {
    "package.json": '{"name": "registre", "private": true, "scripts": {"test": "jest"}}',
    "package-lock.json": '{"name": "registre", "lockfileVersion": 3, "packages": {}}',
    "src/index.js": "export const un = 1;\n",
    "Dockerfile": "FROM scratch\n",
}
DESCRIPTION = {
    "fr": "Le registre des délibérations de la ville.",
    "en": "The register of what the town council decides.",
}
TEXTS = {
    "security-contact": ("securite@ville.fr", "securite@ville.fr"),
    "security-delay": ("5 jours ouvrés", "5 working days"),
    "security-publication": ("les avis de sécurité du projet", "the security advisories of the project"),
    "supported-versions": (
        "La dernière version publiée reçoit des correctifs.",
        "The latest version receives security fixes.",
    ),
    "support-end": ("31 décembre 2028", "31 December 2028"),
    "conduct-contact": ("conduite@ville.fr", "conduite@ville.fr"),
    "conduct-delay": ("5 jours ouvrés", "5 working days"),
    "answer-delay": ("10 jours ouvrés", "10 working days"),
    "support-contact": ("aide@ville.fr", "aide@ville.fr"),
    "decision-body": ("Le comité numérique de la ville", "The digital committee of the town"),
    "copyright-holder": ("Ville de Lyon", "Ville de Lyon"),
    "status": ("En production depuis 2025.", "In production since 2025."),
    "prerequisites": ("Node.js 22", "Node.js 22"),
    "installation": ("Lancez npm ci, puis npm start.", "Run npm ci, then npm start."),
    "usage": ("Ouvrez la page d'accueil.", "Open the home page."),
    "structure": ("Le code est dans src.", "The code is in src."),
    "long-description": (
        "Il garde les délibérations du conseil municipal, les rend faciles à chercher, et les publie pour les habitants de la ville et "
        "pour les autres administrations qui en ont besoin.",
        "It keeps what the council decides, makes it easy to find, and publishes it for the people of the town and for the other "
        "administrations that need to know about it.",
    ),
    "development-status": ("stable", "stable"),
    "software-type": ("standalone/web", "standalone/web"),
    "maintenance-type": ("internal", "internal"),
    "localisation-ready": ("true", "true"),
    "maintainers": ("Équipe Registre <registre@ville.fr>", "Registre team <registre@ville.fr>"),
    "codeowners": ("@ville/registre", "@ville/registre"),
    "roadmap": ("La recherche par quartier, au printemps", "Search by district, in spring"),
    "features": ("Chercher une délibération", "Find a decision"),
    "platforms": ("web", "web"),
    "languages": ("fr", "fr"),
    "licence": ("MIT", "MIT"),
}
ORGANISATION = OrganisationInfo(
    LocalText({"fr": "Ville de Lyon", "en": "City of Lyon"}),
    "logiciels-libres@ville.fr",
    "https://www.ville.fr/",
    "fr",  # type: ignore[arg-type]
)
GIVEN = {key: LocalText({"fr": french, "en": english}) for key, (french, english) in TEXTS.items()}
EVERYTHING = Sources(ORGANISATION, GIVEN)
NOTHING = Sources()


def repository(folder: Path) -> Path:
    """A small program with a version, and none of the files that templates make."""
    return build(folder / "registre", FILES, {"tags": [{"name": "v1.2.0", "date": "2026-05-02T10:00:00Z"}]})


def facts_of(
    folder: Path,
    needs: Needs,
    forge: ForgeType,
    language: str = "fr",
    *,
    told: bool,
    profile: str = "",
    reuse: bool = False,
) -> Repository:
    """What is known of it; with `told`, the forge tells all that templates ask for."""
    found = open_repository(str(folder)).collect((needs | NEEDS)._replace(reuse=reuse), profile, NOW)
    fields: dict[str, Fact[object]] = {
        "url": Known(HOSTS[forge]),
        "description": Known(DESCRIPTION[language]),
        "homepage": Known("https://registre.ville.example/"),
        "topics": Known(["registre", "democratie"]),
        "default_branch": Known("main"),
        "has_issues": Known(True),
        "private_vulnerability_reporting": Known(False),
    }
    return found._replace(fields=fields if told else {})


LANGUAGES = ("fr", "en")
FORGES = (ForgeType.GITHUB, ForgeType.GITLAB, ForgeType.FORGEJO)
LICENCE_IDS = tuple(name[len(LICENCES) : -len(".txt")] for name in names() if name.startswith(LICENCES))
OTHERS = tuple(name for name in names() if not name.startswith(LICENCES) and name != LICENCE)


class Case(NamedTuple):
    """A template, and what it makes."""

    template: Template
    rendered: Rendered


def values(
    folder: Path, language: str, forge: ForgeType, *, told: bool, also: tuple[str, ...] = (), profile: str = ""
) -> dict[str, Value]:
    """What templates are filled with."""
    sources = (EVERYTHING if told else NOTHING)._replace(also=also)
    return values_for(facts_of(folder, Needs(), forge, language, told=told, profile=profile), sources, language, forge)


def filled(id_: str, language: str, forge: ForgeType, known: dict[str, Value], licence: str = "MIT") -> Case | None:
    """What a template makes of the values; None where it has no place, or makes no sense."""
    template = find(id_, language, forge, folders(), licence)
    if template is None or missing(template, known | ({"licence": licence} if id_ == LICENCE else {})):
        return None
    return Case(template, render(template, known))


def must(case: Case | None) -> Case:
    """A case that there has to be."""
    assert case is not None
    return case
