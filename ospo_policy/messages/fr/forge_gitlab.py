# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que GitLab ne dit pas, et pourquoi."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "gitlab.without-graphql": "{url} a refusé GraphQL\u00a0: la lecture s'est faite par REST, avec plus de requêtes, et ce que seul GraphQL dit reste indéterminé.",
    "gitlab.unreachable": "{url} ne répond pas.",
    "gitlab.unreachable.hint": "Vérifiez l'adresse, le réseau, le serveur mandataire et l'autorité de certification.",
    "gitlab.bad-token": "{url} n'accepte pas le jeton.",
    "gitlab.bad-token.hint": "Il a pu expirer ou être révoqué. Créez-en un nouveau avec la portée `read_api`.",
    "gitlab.too-many": "{url} demande sans cesse d'attendre : trop de requêtes.",
    "gitlab.too-many.hint": "Relancez plus tard : ce qui a été lu est conservé.",
    "gitlab.server-error": "{url} n'a pas pu répondre (statut {status}).",
    "gitlab.answer-too-long": "{url} a donné une réponse trop longue pour être lue.",
    "gitlab.too-complex": "{url} trouve trop complexe même la plus petite question.",
    "gitlab.moved": "{url} mène à une autre adresse. Écrivez celle-ci : le jeton n'est pas transmis.",
    "gitlab.not-understood": "{url} répond, mais pas comme un GitLab.",
    "gitlab.sign-in": "{url} ne le dit qu'à ceux qui s'identifient avec un jeton.",
    "gitlab.forbidden": "{url} ne permet pas à ce jeton de le lire.",
    "gitlab.not-found": "{url} ne l'a pas, ou ne le montre pas à ce jeton.",
    "gitlab.refused": "{url} refuse de le dire (statut {status}).",
    "gitlab.owner-unseen": "{url} n'a pas de groupe ni d'utilisateur `{owner}`, ou ne le montre pas à ce jeton.",
    "gitlab.owner-hint": "Vérifiez le nom ; pour un groupe privé, donnez un jeton avec la portée `read_api` et le rôle Reporter.",
    "gitlab.job-hint": "Le jeton d'une tâche de CI n'obtient que ce que tout le monde peut voir\u00a0: les projets publics et leurs fichiers, pas les réglages. Donnez dans GITLAB_TOKEN le jeton d'un groupe, avec la portée `read_api` et le rôle Reporter.",
    "gitlab.no-repository": "Les fichiers de {id} ne peuvent pas être lus : son dépôt est désactivé, ou le jeton n'a pas le rôle Reporter.",
    "gitlab.no-tree": "La liste des fichiers de {id} n'a pas pu être lue. La branche a pu avancer : relancez.",
    "gitlab.too-many-single": "Plus de {limit} fichiers seraient à récupérer un par un ; le reste ne l'a pas été.",
    "unseen.gitlab.rights": "GitLab ne montre pas `{name}` à ce jeton. Le jeton d'un mainteneur, ou d'un propriétaire du groupe, le dirait.",
    "unseen.gitlab.not-offered": "Ce GitLab ne dit pas `{name}` : sa version ou son édition ne le propose pas.",
    "unseen.gitlab.failed": "GitLab n'a pas pu dire `{name}` cette fois. Relancez.",
    "unseen.gitlab.no-such": "GitLab n'a pas de réglage qui réponde à `{name}`.",
    "unseen.gitlab.not-collected": "`{name}` n'est pas lu sur GitLab. Regardez le projet là-bas.",
    "unseen.gitlab.user": "`{name}` ne se dit que des groupes, et il s'agit d'un utilisateur.",
    "unseen.gitlab.no-releases": "`{name}` ne peut pas être dit : il n'y a pas de version publiée.",
    "unseen.gitlab.no-reviews": "`{name}` ne peut pas être dit\u00a0: personne d'autre n'a approuvé ni commenté les dernières demandes fusionnées.",
    "unseen.gitlab.last-commit": "GitLab ne dit pas quand le dernier commit a été fait.",
    "unseen.gitlab.sign-off": "GitLab ne dit pas quels commits sont attestés (Signed-off-by). Vérifiez un clone.",
}
