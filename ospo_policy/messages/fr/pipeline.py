# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said in the pipeline of a forge."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "pipeline.policy-from": "Les fichiers de politique de `{name}` font foi ici, et non ceux de la demande.",
    "pipeline.changed": "La demande modifie {paths}\u00a0: cela comptera une fois qu'elle sera fusionnée.",
    "pipeline.own-policy": "Les fichiers de politique de la demande elle-même font foi ici, car `{target}` n'est pas dans cette copie.",
    "pipeline.no-base": "La demande vient d'une bifurcation\u00a0: la politique de `{target}` doit faire foi, mais `{target}` n'est pas dans cette copie.",
    "pipeline.fetch-actions": "Donnez `fetch-depth: 2`, ou 0, à actions/checkout, pour que la branche visée par la demande soit là aussi.",
    "pipeline.fetch-gitlab": 'Donnez à la tâche la variable `GIT_DEPTH: "0"`, pour que la branche visée par la demande soit là aussi.',
    "cli.check.policy-from": "Lire les fichiers de politique du dépôt (.ospo-policy.yml, règles, dérogations, référence) à ce commit, cette branche ou cette étiquette. Dans l'intégration continue d'une demande, c'est la branche visée.",
    "cli.check.no-ci": "Faire comme sur un poste de travail, même en intégration continue\u00a0: ni annotations, ni résumé, et les fichiers de politique qui sont là.",
}
