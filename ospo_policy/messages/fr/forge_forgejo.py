# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que Forgejo et Gitea ne disent pas, et pourquoi."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "forgejo.unreachable": "{url} ne répond pas.",
    "forgejo.unreachable.hint": "Vérifiez l'adresse, le réseau, le serveur mandataire et l'autorité de certification.",
    "forgejo.bad-token": "{url} n'accepte pas le jeton.",
    "forgejo.bad-token.hint": "Il a pu être supprimé. Créez-en un nouveau avec les portées `read:repository` et `read:organization`.",
    "forgejo.too-many": "{url} demande sans cesse d'attendre : trop de requêtes.",
    "forgejo.too-many.hint": "Relancez plus tard : ce qui a été lu est conservé.",
    "forgejo.server-error": "{url} n'a pas pu répondre (statut {status}).",
    "forgejo.answer-too-long": "{url} a donné une réponse trop longue pour être lue.",
    "forgejo.moved": "{url} mène à une autre adresse. Écrivez celle-ci : le jeton n'est pas transmis.",
    "forgejo.not-understood": "{url} répond, mais pas comme un Forgejo ou un Gitea.",
    "forgejo.sign-in": "{url} ne le dit qu'à ceux qui s'identifient avec un jeton.",
    "forgejo.forbidden": "{url} ne permet pas à ce jeton de le lire.",
    "forgejo.not-found": "{url} ne l'a pas, ou ne le montre pas à ce jeton.",
    "forgejo.refused": "{url} refuse de le dire (statut {status}).",
    "forgejo.owner-unseen": "{url} n'a pas d'organisation ni d'utilisateur `{owner}`, ou ne le montre pas à ce jeton.",
    "forgejo.owner-hint": "Vérifiez le nom ; pour une organisation privée, donnez le jeton d'un de ses membres, avec les portées `read:repository` et `read:organization`.",
    "forgejo.renamed": "{id} a maintenant un autre nom. Relancez : la liste des dépôts le donnera.",
    "forgejo.no-repository": "Les fichiers de {id} ne peuvent pas être lus : ils ne sont pas montrés à ce jeton, son code est désactivé, ou sa branche par défaut n'existe plus.",
    "unseen.forgejo.rights": "La forge ne montre pas `{name}` à ce jeton. Le jeton d'un administrateur du dépôt, ou d'un propriétaire de l'organisation, le dirait.",
    "unseen.forgejo.not-offered": "Cette forge ne dit pas `{name}` : sa version ne le propose pas.",
    "unseen.forgejo.no-such": "Forgejo et Gitea n'ont pas de réglage qui réponde à `{name}`.",
    "unseen.forgejo.too-much": "`{name}` n'est pas connu\u00a0: trop de commentaires de ces trois derniers mois seraient à lire.",
    "unseen.forgejo.no-reviews": "`{name}` ne peut pas être dit\u00a0: personne d'autre n'a relu les dernières demandes fusionnées.",
    "unseen.forgejo.no-branch": "`{name}` ne peut pas être dit : la branche par défaut n'a pas pu être lue.",
    "unseen.forgejo.user": "`{name}` ne se dit que des organisations, et il s'agit d'un utilisateur.",
    "unseen.forgejo.no-releases": "`{name}` ne peut pas être dit : il n'y a pas de version publiée.",
    "unseen.forgejo.last-commit": "La forge ne dit pas quand le dernier commit a été fait.",
    "unseen.forgejo.sign-off": "Les commits attestés (Signed-off-by) ne sont pas lus sur Forgejo ni sur Gitea. Vérifiez un clone.",
}
