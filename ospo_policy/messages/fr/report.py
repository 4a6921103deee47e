# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Le rapport d'une exécution."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "report.heading": "{name} à {commit}, vérifié avec {packs}",
    "report.heading-no-commit": "{name}, vérifié avec {packs}",
    "report.failed.must.one": "À corriger ({count})",
    "report.failed.must.other": "À corriger ({count})",
    "report.failed.should.one": "À améliorer ({count})",
    "report.failed.should.other": "À améliorer ({count})",
    "report.failed.may.one": "Serait un plus ({count})",
    "report.failed.may.other": "Seraient un plus ({count})",
    "report.errors.one": "Vérification interrompue ({count})",
    "report.errors.other": "Vérifications interrompues ({count})",
    "report.unknown.one": "N'a pas pu être déterminé ({count})",
    "report.unknown.other": "N'ont pas pu être déterminés ({count})",
    "report.passed.one": "Satisfaite ({count})",
    "report.passed.other": "Satisfaites ({count})",
    "report.not-applicable.one": "Sans objet ({count})",
    "report.not-applicable.other": "Sans objet ({count})",
    "report.why": "Pourquoi\u00a0:",
    "report.how": "Que faire\u00a0:",
    "report.source": "Source\u00a0:",
    "report.more.one": "et {count} autre endroit",
    "report.more.other": "et {count} autres endroits",
    "report.well": "Tout va bien\u00a0: il n'y a rien à corriger.",
    "report.tally": "{parts}.",
    "report.tally.pass.one": "{count} règle satisfaite",
    "report.tally.pass.other": "{count} règles satisfaites",
    "report.tally.fail.one": "{count} non satisfaite",
    "report.tally.fail.other": "{count} non satisfaites",
    "report.tally.error.one": "{count} vérification interrompue",
    "report.tally.error.other": "{count} vérifications interrompues",
    "report.tally.unknown.one": "{count} indéterminée",
    "report.tally.unknown.other": "{count} indéterminées",
    "report.tally.waived.one": "{count} dérogation",
    "report.tally.waived.other": "{count} dérogations",
    "report.tally.not-applicable.one": "{count} sans objet",
    "report.tally.not-applicable.other": "{count} sans objet",
    "report.explain": "`ospo-policy explain RÈGLE` en dit plus sur une règle, par son nom entre crochets.",
    "notice.default-packs": (
        "Aucune politique n'était indiquée\u00a0: les ensembles de règles {packs} ont été pris. "
        "Choisissez-en d'autres avec --pack ou dans un fichier .ospo-policy.yml."
    ),
    "notice.undecided": (
        "L'affectation {number} du fichier de l'organisation a été laissée de côté, "
        "car sa condition ne peut pas être tranchée ici. {why}"
    ),
    "score.heading": "Scores",
    "score.points": "{title}\u00a0: {met} sur {total}.",
    "score.points-unknown": "{title}\u00a0: {met} sur {total}\u00a0; {unknown} de plus n'ont pas pu être vus.",
    "score.level": "{title}\u00a0: {level}.",
    "score.no-level": "{title}\u00a0: aucun niveau n'est encore atteint\u00a0; le premier est {next}.",
    "score.level-unknown": "{title}\u00a0: {level} au moins\u00a0; il n'a pas été possible de dire si {next} est atteint.",
    "score.first-unknown": "{title}\u00a0: il n'a pas été possible de dire si {next} est atteint.",
}
