# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on practices decide; what the pages of packs say."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "page.use": "Version {version}. S'utilise avec `ospo-policy check --pack {pack}`, ou nommé sous `packs`.",
    "page.sources": "Sources",
    "page.source": "{name}, version {version} (du {date})",
    "page.scores": "Scores",
    "page.score.points": "{title}\u00a0: {count} points, pour {names}",
    "page.score.levels": "{title}\u00a0: {names}",
    "page.rules": "Règles",
    "page.column.rule": "Règle",
    "page.column.level": "Niveau",
    "page.column.title": "Exigence",
    "page.column.decided": "Vérifiée d'après",
    "page.decided.checkout": "le dépôt",
    "page.decided.read": "la forge, avec un droit de lecture",
    "page.decided.admin": "la forge, en administrateur du dépôt",
    "page.decided.owner": "la forge, en propriétaire de l'organisation",
    "page.decided.attested": "la déclaration d'une personne",
    "page.decided.or-attested": "{where}, ou une déclaration",
    "page.level": "Niveau\u00a0: {level}.",
    "page.level-for": "Pour le profil {profile}\u00a0: {level}.",
    "page.profiles": "Pour les profils {profiles} seulement.",
    "page.when": "Là où `{condition}`.",
    "page.how-decided": "Vérifiée d'après {where}.",
    "page.repair": "Que faire\u00a0: {how}",
    "page.fix.template": "Il y a un modèle\u00a0: {what}.",
    "page.fix.edit": "L'outil peut proposer la modification\u00a0: {what}.",
    "page.fix.setting": "C'est un réglage de la forge\u00a0: {what}.",
    "page.fix.issue": "Il y faut la décision d'une personne.",
    "page.reference": "Source\u00a0: {name}",
    "page.controls": "Exigences d'autres référentiels\u00a0: {controls}.",
    "cli.policy.page.help": "Écrit la page d'un ensemble de règles, en Markdown\u00a0: chaque règle avec son niveau, sa raison, sa vérification, sa source et sa réparation.",
    "cli.policy.page.short": "Écrire la page d'un ensemble de règles.",
    "level.must": "obligatoire",
    "level.should": "recommandé",
    "level.may": "facultatif",
    "page.index": "Chaque page dit chaque règle\u00a0: son niveau, sa raison, sa vérification, sa source avec la phrase sur laquelle elle repose, et que faire. Les pages sont tirées des ensembles de règles.",
}
