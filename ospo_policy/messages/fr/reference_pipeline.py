# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comment décident les vérifications des chaînes d'intégration, et leurs paramètres."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.workflow.about": "Les workflows GitHub Actions ne donnent à personne plus de droits qu'il ne faut.",
    "check.workflow.how": "Chaque workflow de .github/workflows et chaque action composite du dépôt est lu, et chaque règle lui est appliquée. Seuls comptent les textes que les déclencheurs du workflow peuvent apporter, y compris à travers env\u00a0; une comparaison est sans danger. La récupération du code est acceptée si une condition ne laisse passer que les branches du dépôt ou ses membres. Les workflows appelés dans d'autres dépôts ne sont pas examinés. Le résultat reste inconnu si un fichier n'a pas été lu en entier, ou n'est pas du YAML valide.",
    "check.workflow.param.rules": "Ce qui est recherché. permissions\u00a0: chaque workflow, ou chacune de ses tâches, déclare ce que son jeton permet. write-all\u00a0: pas de write-all, et le droit d'écrire est donné à une tâche, non à plusieurs d'un coup. injection\u00a0: un texte que n'importe qui peut écrire n'est pas inséré dans un script. dispatch-injection\u00a0: un paramètre en texte libre non plus. pull-request-target\u00a0: le code d'une demande de fusion n'est pas récupéré là où le workflow a des secrets et des droits. pinning\u00a0: les actions, workflows réutilisables et images de tiers sont désignés par un commit ou une empreinte. credentials\u00a0: la récupération du code ne laisse pas son jeton derrière elle.",
    "check.workflow.param.pin_first_party": "Indique si la règle pinning vaut aussi pour les actions de GitHub (actions/*, github/*).",
    "check.gitlab-ci.about": "Un pipeline GitLab n'inclut rien que d'autres puissent changer, et n'exécute le texte de personne.",
    "check.gitlab-ci.how": "Le fichier .gitlab-ci.yml est lu avec les fichiers du dépôt qu'il inclut, pipelines enfants compris. Ce qui vient d'un autre projet doit désigner une étiquette ou un commit (un nom qui contient un chiffre), un composant une version complète ou un commit, une adresse une empreinte, une étiquette ou un commit\u00a0; les modèles de GitLab viennent avec le serveur. Dans les scripts, une variable que choisit l'auteur d'un commit ou d'une demande de fusion ne doit pas figurer telle quelle dans eval, sh -c ou ssh. Le résultat reste inconnu si un fichier inclus du dépôt n'a pas été lu, ou si une variable décide.",
    "check.gitlab-ci.param.rules": "Ce qui est recherché. includes\u00a0: ce qui vient d'ailleurs est épinglé. scripts\u00a0: aucun texte d'autrui n'est lu comme des commandes.",
    "check.gitlab-ci.param.trusted": "Motifs de projets, composants et adresses qu'il n'est pas nécessaire d'épingler, comme ceux de l'organisation elle-même.",
}
