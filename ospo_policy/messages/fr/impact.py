# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que change une modification de politique."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.policy.impact.help": "Montrer ce que change une modification de politique avant de la fusionner\u00a0: la politique d'avant et celle d'après sont"
    " essayées sur les mêmes faits. Avec --store, ce sont ceux du dernier audit, et aucune forge n'est interrogée. Rien n'est écrit sur aucune forge.",
    "cli.policy.impact.since": "Comparer à la politique telle qu'elle était à ce commit de son dépôt. Par défaut\u00a0: là où la branche de travail a quitté la"
    " branche par défaut.",
    "cli.policy.impact.against": "Comparer plutôt à ce pack (répétable)\u00a0: `--pack nouveau.yml --against minimal`.",
    "cli.policy.impact.format": "La forme du résultat (répétable\u00a0; par défaut\u00a0: text). Markdown est fait pour un commentaire sur la demande qui"
    " modifie la politique.",
    "schema.impact": "Ce que change une modification de politique",
    "impact.title": "Ce que change cette modification de politique",
    "impact.heading.one": "Comparaison avec {since}, sur {count} dépôt tel qu'il était le {date}.",
    "impact.heading.other": "Comparaison avec {since}, sur {count} dépôts tels qu'ils étaient le {date}.",
    "impact.packs": "Avant\u00a0: {old}. Après\u00a0: {new}.",
    "impact.failing": "Dépôts auxquels il manque quelque chose d'obligatoire\u00a0: {before} avant, {after} après.",
    "impact.newly.one": "{count} dépôt est en échec sur une règle où il ne l'était pas\u00a0: {ids}.",
    "impact.newly.other": "{count} dépôts sont en échec sur une règle où ils ne l'étaient pas\u00a0: {ids}.",
    "impact.newly-none": "Aucun dépôt n'est en échec sur une règle où il ne l'était pas.",
    "impact.more.one": "{count} de plus",
    "impact.more.other": "{count} de plus",
    "impact.level": "{old}, désormais {new}",
    "impact.rule.new": "{rule} ({level}) est nouvelle\u00a0: {counts}.",
    "impact.rule.removed": "{rule} ({level}) disparaît\u00a0: {counts}.",
    "impact.rule.changed": "{rule} ({level}) est modifiée\u00a0: {counts}.",
    "impact.rule.rewritten": "{rule} ({level}) est modifiée dans {keys}\u00a0: {counts}.",
    "impact.rule.same": "{rule} ({level}) est inchangée\u00a0: {counts}.",
    "impact.counts": "{passed} conformes, {failed} en échec, {unknown} inconnus",
    "impact.moves": "conformes {passed}, en échec {failed}, inconnus {unknown}",
    "impact.move": "{before} avant et {after} maintenant",
    "impact.ids.failing": "Nouveaux échecs\u00a0: {ids}",
    "impact.ids.passing": "Désormais conformes\u00a0: {ids}",
    "impact.ids.unknown": "Désormais inconnus\u00a0: {ids}",
    "impact.no-rule": "Chaque règle trouve ce qu'elle trouvait.",
    "impact.column.rule": "Règle",
    "impact.column.level": "Niveau",
    "impact.column.change": "Modification",
    "impact.column.passed": "Conformes",
    "impact.column.failed": "En échec",
    "impact.column.unknown": "Inconnus",
    "impact.change.new": "nouvelle",
    "impact.change.removed": "disparaît",
    "impact.change.changed": "modifiée",
    "impact.change.rewritten": "modifiée\u00a0: {keys}",
    "impact.change.same": "inchangée",
    "impact.requests": "Ce que `plan` en ferait\u00a0: {parts}.",
    "impact.requests-same": "`plan` demanderait à chaque équipe ce qu'il lui demande déjà.",
    "impact.caveat": "Ce décompte suppose ouverts toutes les demandes et tous les tickets que la politique d'avant appelle. Ce qu'une équipe a refusé, et ce"
    " qui ne peut être réparé dans un dépôt, seul `plan` peut le dire.",
    "impact.unread.one": "{count} dépôt n'a pas pu être comparé",
    "impact.unread.other": "{count} dépôts n'ont pas pu être comparés",
    "impact.not-kept": "La base ne contient pas ce qui en a été lu. Relancez une fois `ospo-policy audit` avec cette base.",
    "impact.is-new": "La politique est nouvelle\u00a0: il n'y en avait pas à ce commit, toutes les règles sont donc nouvelles.",
    "impact.no-repository": "{path} n'est dans aucun dépôt Git\u00a0: personne ne peut dire ce qu'il était avant.",
    "impact.no-repository.hint": "Nommez la politique à laquelle comparer\u00a0: `--against ancienne.yml`.",
    "impact.no-revision": "Il n'y a pas de commit {revision} dans le dépôt de la politique.",
    "impact.no-revision.hint": "En CI, récupérez tout l'historique (`fetch-depth: 0`, `GIT_DEPTH: 0`), ou ce commit.",
    "impact.no-default": "Impossible de dire où cette branche a quitté la branche par défaut.",
    "impact.no-default.hint": "Nommez un commit avec --since. En CI, récupérez tout l'historique (`fetch-depth: 0`, `GIT_DEPTH: 0`).",
    "impact.nothing": "Il n'y a ici aucun fichier de politique dont regarder la modification.",
    "impact.nothing.hint": "Nommez-en un\u00a0: -O ospo-policy.yml, ou --pack mon-pack.yml\u00a0; ou deux packs livrés avec l'outil\u00a0: --pack NOUVEAU --against"
    " ANCIEN.",
}
