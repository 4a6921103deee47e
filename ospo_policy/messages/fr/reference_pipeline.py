# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comment décident les vérifications des chaînes d'intégration, et leurs paramètres."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.workflow.about": "Les workflows GitHub Actions ne donnent à personne plus de droits qu'il ne faut.",
    "check.workflow.how": "Chaque workflow de .github/workflows et chaque action composite du dépôt est lu, et chaque règle lui est appliquée. Seuls comptent les textes que les déclencheurs du workflow peuvent apporter, y compris à travers env\u00a0; une comparaison est sans danger. La récupération du code est acceptée si une condition ne laisse passer que les branches du dépôt ou ses membres. Les workflows appelés dans d'autres dépôts ne sont pas examinés. Le résultat reste inconnu si un fichier n'a pas été lu en entier, ou n'est pas du YAML valide.",
    "check.workflow.param.rules": "Ce qui est recherché. permissions\u00a0: chaque workflow, ou chacune de ses tâches, déclare ce que son jeton permet. write-all\u00a0: pas de write-all, et le droit d'écrire est donné à une tâche, non à plusieurs d'un coup. injection\u00a0: un texte que n'importe qui peut écrire n'est pas inséré dans un script. dispatch-injection\u00a0: un paramètre en texte libre non plus. pull-request-target\u00a0: le code d'une demande de fusion n'est pas récupéré là où le workflow a des secrets et des droits. pinning\u00a0: les actions, workflows réutilisables et images de tiers sont désignés par un commit ou une empreinte. credentials\u00a0: la récupération du code ne laisse pas son jeton derrière elle.",
    "check.workflow.param.pin_first_party": "Indique si la règle pinning vaut aussi pour les actions de GitHub (actions/*, github/*).",
}
