# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of reading GitHub."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "github.without-graphql": "{host} a refusé GraphQL pour {owners}\u00a0: la lecture s'est faite par REST, avec plus de requêtes, et ce que seul GraphQL dit reste indéterminé.",
    "github.limited": "{host} limite sans cesse les requêtes. Rien de plus n'en a été lu.",
    "github.limit-too-long": "La limite de requêtes sur {host} n'est levée que dans {minutes} minutes. Relancez l'audit alors\u00a0: ce qui a été lu est gardé.",
    "github.no-answer": "{host} ne répond pas ({detail}).",
    "github.no-answer.hint": "Regardez l'adresse, le mandataire (HTTPS_PROXY) et les certificats (REQUESTS_CA_BUNDLE).",
    "github.no-token": "{host} ne répond à cela qu'à qui s'identifie, même pour des dépôts publics.",
    "github.no-token.hint": "Mettez dans GITHUB_TOKEN un jeton qui peut lire les dépôts\u00a0; pour les publics, il ne lui faut aucun droit.",
    "github.bad-token": "{host} n'accepte pas le jeton.",
    "github.bad-token.hint": "Faites un nouveau jeton qui peut lire les dépôts, et mettez-le où le fichier de l'organisation le dit.",
    "github.bad-app": "{host} n'accepte pas l'App.",
    "github.bad-app.hint": "Vérifiez le numéro et la clé privée de l'App, et si son installation est suspendue.",
    "github.out-of-order": "{host} n'a pas pu répondre (statut {status}). Relancez l'audit plus tard\u00a0: ce qui a été lu est conservé.",
    "unseen.github.user": "`{name}` n'est connu que pour les organisations, et ceci est un compte d'utilisateur.",
    "github.not-understood": "{host} répond, mais pas comme le fait un GitHub.",
    "github.refused": "{host} a refusé une requête (statut {status})\u00a0: {said}",
    "github.refused-list": "{host} refuse une liste (statut {status}).",
    "unseen.github.without-graphql": "GitHub donne `{name}` par GraphQL, qu'il refuse ici\u00a0; il y faudrait sinon trop de requêtes.",
    "github.no-owner": "Il n'y a pas d'organisation ni d'utilisateur {owner} sur {host}, ou le jeton ne peut pas le voir.",
    "github.no-owner.hint": "Regardez l'orthographe dans l'inventaire.",
    "github.no-organisations": "{host} ne liste pas ses organisations.",
    "github.hidden": "GitHub liste un dépôt que le jeton ne peut pas lire.",
    "github.no-tree": "GitHub ne donne pas la liste de ses fichiers (statut {status}).",
    "github.too-many-single": "La règle vise plus de {limit} fichiers que la forge ne donne qu'un par un\u00a0; celui-ci n'a pas été lu.",
    "unseen.sign-off-by-clone": "Seul un clone dit si les commits sont signés (Signed-off-by).",
    "github.not-installed": "L'application n'est pas installée chez {owner}.",
    "github.not-installed.hint": "Faites-la installer par un propriétaire de l'organisation, avec un droit de lecture des métadonnées et du contenu.",
    "forge.not-yet": "{forge} est une forge de type {type}, qu'un audit ne sait pas encore lire.",
    "forge.no-library": "La bibliothèque qui lit une forge de type {type} n'est pas installée.",
    "forge.no-library.hint": "Installez-la\u00a0: pip install 'ospo-policy[audit]'",
    "forge.no-secret": "Il n'y a ni jeton ni clé pour la forge {forge}.",
    "forge.set-variable": "Renseignez la variable {variable} dans l'environnement.",
    "forge.look-at-file": "Regardez le fichier {path}.",
    "forge.look-at-command": "Lancez {command} à la main et regardez ce qu'elle dit.",
    "forge.name-secret": "Nommez `env`, `file` ou `command` dans le fichier de l'organisation.",
}
