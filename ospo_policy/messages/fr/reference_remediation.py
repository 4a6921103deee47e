# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que les schémas disent des réparations."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "schema.Assignment.remediation": "Le mode pour ces dépôts, au lieu de celui du fichier.",
    "schema.Remediation.level": "Le niveau le plus faible qui est réparé\u00a0: must, should ou may.",
    "schema.Remediation.settings": "Si les réglages des dépôts sont changés aussi, là où notre compte le peut.",
    "schema.Remediation.person": "À qui une équipe peut répondre. Aucune demande n'est ouverte sans cela.",
    "schema.Remediation.sign_off": "Qui signe les commits, si ce n'est pas notre compte.",
    "schema.Remediation.branch": "Le nom de notre branche.",
    "schema.Remediation.commits": "one\u00a0: un commit pour toute la demande\u00a0; rule\u00a0: un pour chaque règle.",
    "schema.Remediation.labels": "Les étiquettes que portent nos demandes et nos tickets.",
    "schema.Remediation.opt_out_label": "L'étiquette par laquelle une équipe demande de ne plus recevoir de demandes.",
    "schema.Remediation.reviewers": "codeowners\u00a0: les responsables des fichiers modifiés sont invités à relire.",
    "schema.Remediation.draft": "Si une demande qui doit être relue par une personne est ouverte en brouillon.",
    "schema.Remediation.without_right": "Là où notre compte ne peut pas écrire\u00a0: skip (rien), fork (une copie, sur GitHub) ou issue (un ticket).",
    "schema.Remediation.limits": "Combien est ouvert à la fois.",
    "schema.Remediation.waves": "Quels dépôts viennent d'abord, vague après vague.",
    "schema.Remediation.wave": "La vague actuelle, à partir de 1. Sans elle, toutes sont venues.",
    "schema.Remediation.quiet_hours": "Quand rien n'est ouvert.",
    "schema.Remediation.templates": "Un dossier de modèles propres à l'organisation, qui passent avant ceux de l'outil.",
    "schema.Person.name": "Le nom de la personne.",
    "schema.Person.email": "L'adresse de la personne.",
    "schema.Limits.per_run": "Combien de dépôts reçoivent quelque chose de nouveau en une exécution.",
    "schema.Limits.per_owner": "Combien d'un même compte, en une exécution.",
    "schema.Limits.per_day": "Combien en un jour.",
    "schema.Limits.percent": "La part de l'inventaire, en pour cent, au-delà de laquelle une personne doit accepter.",
    "schema.Wave.include": "Des motifs sur compte/nom, ou sur le nom s'ils n'ont pas de barre oblique.",
    "schema.Wave.percent": "Le pourcentage de ceux-ci\u00a0; toujours les mêmes dépôts.",
    "schema.QuietHours.start": "À partir de cette heure.",
    "schema.QuietHours.end": "Jusqu'à cette heure.",
    "schema.QuietHours.days": "Des jours entiers de la semaine.",
    "schema.QuietHours.timezone": "Le fuseau horaire, comme dans la base tz\u00a0: Europe/Paris.",
}
