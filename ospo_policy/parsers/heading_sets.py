# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What headings are called, in six languages, by what they announce.

A set has words that are the whole heading ("Security"), and phrases that may stand inside a longer
one ("How to contribute to X"). Both are compared without case, accents, punctuation, numbering
and emoji.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple


class _Set(NamedTuple):
    whole: frozenset[str]
    inside: tuple[str, ...]


def _set(whole: str, inside: str = "") -> _Set:
    """Phrases are separated by `|`; a phrase that may stand inside may of course be the whole."""
    parts = tuple(part.strip() for part in inside.split("|") if part.strip())
    return _Set(frozenset(part.strip() for part in whole.split("|")) | set(parts), parts)


SETS: dict[str, _Set] = {
    "objectives": _set(
        "about|mission|missions|presentation|overview|introduction|description|purpose|goals|objectives|goal|context|"
        "a propos|objectif|objectifs|contexte|qu est ce que c est|cos e|obiettivi|introduzione|descrizione|"
        "panoramica|uber|uberblick|einleitung|ziel|ziele|beschreibung|inleiding|doel|beschrijving|over|"
        "acerca de|introduccion|objetivo|objetivos|descripcion|summary|what is it|why|motivation",
        "what is|qu est ce que|about this|a propos de|presentation du|presentation de|presentation generale",
    ),
    "install": _set(
        "install|installing|setup|set up|quick start|quickstart|getting started|get started|deployment|"
        "demarrage|demarrage rapide|mise en place|prise en main|installazione|instalacion|installatie|einrichtung|"
        "deploiement|per iniziare|inizia|erste schritte|schnellstart|aan de slag|primeros pasos|build|building|"
        "lancement|lancer le projet|run|running|launch|demarrer|deployer|how to install",
        "installation|installer|getting started|how to install|how to run|comment installer|come installare",
    ),
    "usage": _set(
        "usage|use|using|how to use|examples|example|how it works|utilisation|utiliser|exemples|exemple|"
        "mode d emploi|uso|utilizzo|esempi|verwendung|nutzung|benutzung|beispiele|gebruik|voorbeelden|ejemplos|"
        "tutorial|user guide|guide|guide d utilisation|manual|fonctionnement",
        "how to use|usage example|comment utiliser|guide utilisateur|come usare",
    ),
    "requirements": _set(
        "requirements|prerequisites|dependencies|pre requis|prerequis|dependances|requisiti|prerequisiti|dipendenze|"
        "voraussetzungen|abhangigkeiten|vereisten|afhankelijkheden|requisitos|dependencias",
        "prerequisites|prerequis",
    ),
    "contributing": _set(
        "contribute|contributing|contribution|contributions|contributors guide|get involved|participate|"
        "contribuer|contributeurs|participer|comment participer|contribuire|contributi|contribuisci|collabora|"
        "mitwirken|mitmachen|beitragen|beitrage|bijdragen|meedoen|bijdrage|contribuir|contribuciones|"
        "how to help|help us|pull requests|submitting changes|collaborate|collaborating|collaborer|collaborare|"
        "collaboration|collaborazione|zusammenarbeit|samenwerken|colaborar",
        "contribute to|contributing|request for contributions|help improve|contributies|contribution guidelines|how to contribute|contribution guide|contribution guidelines|contribuer|"
        "comment contribuer|guide de contribution|contributions welcome|come contribuire|how you can help|"
        "want to contribute|wie kann ich beitragen|hoe kan ik bijdragen|contribution au|contribution a|"
        "contribuer au|contribution process|contribute",
    ),
    "security": _set(
        "security|security policy|vulnerabilities|vulnerability|responsible disclosure|security issues|"
        "securite|politique de securite|vulnerabilites|vulnerabilite|failles de securite|sicurezza|vulnerabilita|"
        "sicherheit|sicherheitslucken|schwachstellen|beveiliging|veiligheid|kwetsbaarheden|seguridad|"
        "vulnerabilidades|reporting security issues",
        "report a vulnerability|reporting a vulnerability|reporting vulnerabilities|report vulnerabilities|"
        "security vulnerabilities|security vulnerability|security contact|security issue|security issues|"
        "vulnerability disclosure|responsible disclosure|coordinated disclosure|reporting security|security disclosures|"
        "signaler une faille|signaler une vulnerabilite|signalement de vulnerabilite|faille de securite|"
        "failles de securite|vulnerabilite de securite|segnalare una vulnerabilita|segnalazione di vulnerabilita|"
        "problemi di sicurezza|sicherheitslucke melden|schwachstelle melden|kwetsbaarheid melden|"
        "beveiligingsprobleem|reportar una vulnerabilidad",
    ),
    "licence": _set(
        "license|licence|licensing|licences|licenses|license and copyright|copyright|droits|mentions legales|"
        "licenza|licenze|lizenz|lizenzen|licentie|licenties|licencia|licencias|legal|terms of use|copyright and license",
        "license|licence|licenza|licentie|licencia|lizenz|licensing",
    ),
    "contact": _set(
        "contact|contacts|contact us|contact information|points of contact|nous contacter|contactez nous|"
        "contatti|contatto|kontakt|ansprechpartner|contactgegevens|contacto|contactos|questions|email|"
        "get in touch|discuss with us|talk to us|join us|rejoignez nous|"
        "qui contacter|equipe|team|the team|l equipe|il team|das team|het team|el equipo",
        "contact us|nous contacter|contactez|point of contact|qui contacter",
    ),
    "support": _set(
        "issues and requests|discuss with us|segnalazioni|segnalazioni e richieste di aiuto|support|help|getting help|need help|assistance|questions|community|aide|besoin d aide|communaute|"
        "obtenir de l aide|supporto|assistenza|aiuto|comunita|community|hilfe|unterstutzung|hulp|ondersteuning|"
        "ayuda|soporte|comunidad|faq|discussions|feedback|issues|bugs|report a bug|signaler un bug|"
        "reporting issues|support and feedback|signaler un probleme|report issues|bug reports",
        "getting help|need help|besoin d aide|support and|help and|report a bug|signaler un bug|reporting bugs|"
        "signaler une anomalie|bug report|poser une question|assistance technique",
    ),
    "governance": _set(
        "governance|gouvernance|decision making|governo|gobernanza|bestuur|project governance|comitato|"
        "steering committee|comite de pilotage|prise de decision",
        "governance|gouvernance|steering committee|decision making",
    ),
    "maintainers": _set(
        "maintainers|maintainer|maintenance|authors|author|team|core team|owners|contributors|"
        "maintained by|who maintains this|mainteneurs|mainteneur|mainteneuses|auteurs|auteur|auteurs et contributeurs|"
        "equipe|l equipe|qui sommes nous|contributeurs|manutentori|manutenzione|autori|autore|gruppo di lavoro|"
        "betreuer|autoren|maintainer|entwickler|beheerders|auteurs|beheer|mantenedores|autores|responsables|"
        "the team|developers|developpeurs|who we are",
        "maintainers|maintained by|core team|mainteneurs|maintenu par|equipe projet|equipe de developpement|"
        "project team|authors and|auteurs et|development team|maintainer",
    ),
    "roadmap": _set(
        "roadmap|road map|next steps|future plans|planned features|feuille de route|prochaines etapes|a venir|"
        "tabella di marcia|prossimi passi|fahrplan|nachste schritte|routekaart|toekomst|hoja de ruta|"
        "proximos pasos|evolutions|evolutions prevues|perspectives|what s next",
        "roadmap|feuille de route|hoja de ruta|next steps|evolutions prevues",
    ),
    "changelog": _set(
        "changelog|change log|changes|history|release notes|releases|release history|versions|news|what s new|"
        "journal des modifications|journal des changements|historique|historique des versions|notes de version|"
        "nouveautes|registro delle modifiche|cronologia|anderungen|anderungsprotokoll|wijzigingen|"
        "wijzigingslogboek|registro de cambios|cambios",
        "changelog|change log|release notes|notes de version|journal des modifications|release history",
    ),
    "documentation": _set(
        "documentation|docs|doc|docu|documentazione|dokumentation|documentatie|documentacion|manual|manuel|"
        "wiki|learn more|further reading|en savoir plus|resources|ressources",
        "documentation|documentazione|dokumentation|documentatie|documentacion",
    ),
    "development": _set(
        "development|developing|develop|local development|build|building|compile|hacking|developpement|"
        "developpement local|developpeurs|sviluppo|entwicklung|ontwikkeling|desarrollo|architecture|"
        "build from source|compilation|build instructions",
        "local development|development setup|build from source|developpement local|environnement de developpement|"
        "building from source|for developers|pour les developpeurs|pour developper",
    ),
    "tests": _set(
        "tests|test|testing|running tests|run tests|unit tests|tests unitaires|lancer les tests|test unitari|"
        "testen|pruebas|qa|quality",
        "running tests|run the tests|lancer les tests|executer les tests|unit tests|running the tests",
    ),
    "status": _set(
        "status|project status|maturity|state|statut|etat|etat du projet|statut du projet|maturite|stato|"
        "stato del progetto|projektstatus|reifegrad|projectstatus|estado|estado del proyecto",
        "project status|etat du projet|statut du projet|stato del progetto|projektstatus",
    ),
    "code-of-conduct": _set(
        "code of conduct|conduct|code de conduite|codice di condotta|verhaltenskodex|verhaltensregeln|"
        "gedragscode|codigo de conducta",
        "code of conduct|code de conduite|codice di condotta|verhaltenskodex|gedragscode|codigo de conducta",
    ),
    "funding": _set(
        "funding|sponsors|sponsor|donate|financement|financeurs|soutiens|finanziamento|forderung|financiering|"
        "financiacion|supported by|backers",
        "funded by|finance par|financial support",
    ),
    "data": _set("data|dataset|datasets|donnees|jeux de donnees|dati|daten|gegevens|datos|data sources", "donnees"),
}
NAMES = tuple(SETS)


def matches(heading: str, set_name: str) -> bool:
    """Whether a heading announces what the set is about. Raises `KeyError` for an unknown set."""
    words = fold(heading)
    chosen = SETS[set_name]
    if words in chosen.whole:
        return True
    padded = f" {words} "
    return any(f" {phrase} " in padded for phrase in chosen.inside)


@lru_cache(maxsize=8192)
def fold(heading: str) -> str:
    """Words in lower case, without accents, punctuation, leading numbers and emoji."""
    text = unicodedata.normalize("NFKD", heading.casefold())
    kept = "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    words = kept.split()
    while words and (words[0].isdigit() or (len(words[0]) == 1 and len(words) > 1 and words[0] in "ivx")):
        words = words[1:]
    return " ".join(words)
