# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que disent les vérifications de l'arborescence, des secrets et de Git."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "file-absent.none": "Rien de ce qui ne doit pas être là n'a été trouvé\u00a0: {files}.",
    "file-absent.found.one": "{count} fichier ne devrait pas être là\u00a0: {paths}.",
    "file-absent.found.other": "{count} fichiers ne devraient pas être là\u00a0: {paths}.",
    "size.all-small": "Aucun fichier ne dépasse {limit}\u00a0Mo.",
    "size.too-large.one": "{path} fait {size}\u00a0Mo, au-dessus de la limite de {limit}\u00a0Mo.",
    "size.too-large.other": "{count} fichiers dépassent la limite de {limit}\u00a0Mo\u00a0; le plus gros est {path}, avec {size}\u00a0Mo.",
    "size.total": "Tous les fichiers ensemble font {size}\u00a0Mo, au-dessus de la limite de {limit}\u00a0Mo.",
    "size.unseen": "La taille des fichiers n'est pas connue.",
    "binaries.none": "Aucun fichier compilé n'a été trouvé.",
    "binaries.found.one": "{count} fichier compilé est dans le dépôt\u00a0: {paths}.",
    "binaries.found.other": "{count} fichiers compilés sont dans le dépôt\u00a0: {paths}.",
    "secret-files.none": "Aucune clé ni aucun mot de passe n'a été trouvé.",
    "secret-files.found.one": "{count} fichier contient un secret\u00a0: {signs}.",
    "secret-files.found.other": "{count} fichiers contiennent des secrets\u00a0: {signs}.",
    "secret-files.cut": "Seuls les {limit} premiers ko de {path} ont été lus, et aucun secret n'y a été trouvé.",
    "secret-files.private-key": "une clé privée ({place})",
    "secret-files.keystore": "un magasin de clés ({place})",
    "secret-files.password": "un mot de passe ({place})",
    "secret-files.token": "un jeton d'accès ou un mot de passe ({place})",
    "codeowners.good.one": "{path} a {count} ligne que les forges comprennent.",
    "codeowners.good.other": "{path} a {count} lignes que les forges comprennent.",
    "codeowners.empty": "{path} ne nomme personne.",
    "codeowners.ignored": "{path} est ignoré par les forges\u00a0: le fichier doit s'appeler exactement CODEOWNERS, sans extension, et se trouver dans .github/, à la racine ou dans docs/ (.gitlab/ sur GitLab).",
    "codeowners.others": "Une forge ne lit qu'un seul de ces fichiers\u00a0: là où elle lit {path}, elle ignore {others}.",
    "codeowners.too-long": "{path} a plus de {limit} lignes\u00a0; il n'a pas été vérifié si les suivantes correspondent à des fichiers.",
    "codeowners.mistakes.one": "{path} a {count} ligne qui ne fonctionne pas\u00a0: {mistakes}",
    "codeowners.mistakes.other": "{path} a {count} lignes qui ne fonctionnent pas\u00a0: {mistakes}",
    "codeowners.bad-owner": "Ligne {line}\u00a0: `{owner}` ne désigne personne, comme @nom, @organisation/équipe ou une adresse électronique.",
    "codeowners.bad-pattern": "Ligne {line}\u00a0: GitHub ne comprend pas `!` ni `[ ]` dans `{pattern}`.",
    "codeowners.unmatched": "Ligne {line}\u00a0: aucun fichier ne correspond à `{pattern}`.",
    "git.good": "L'historique est comme il doit être.",
    "git.few-tags.one": "Il y a {count} étiquette, alors qu'il en faut au moins {wanted}.",
    "git.few-tags.other": "Il y a {count} étiquettes, alors qu'il en faut au moins {wanted}.",
    "git.tag-without-date": "La dernière étiquette, {tag}, n'a pas de date.",
    "git.tag-name": "La dernière étiquette est {tag}, dont le nom n'a pas la forme attendue ({wanted}).",
    "git.old-tag.one": "La dernière étiquette, {tag}, a {count} jour, au-dessus de la limite de {limit}.",
    "git.old-tag.other": "La dernière étiquette, {tag}, a {count} jours, au-dessus de la limite de {limit}.",
    "git.unsigned-tags.one": "{share}\u00a0% de la dernière étiquette ({count}) sont signés, alors qu'il faut {wanted}\u00a0%.",
    "git.unsigned-tags.other": "{share}\u00a0% des {count} dernières étiquettes sont signées, alors qu'il faut {wanted}\u00a0%.",
    "git.old-commit.one": "Le dernier commit a {count} jour, au-dessus de la limite de {limit}.",
    "git.old-commit.other": "Le dernier commit a {count} jours, au-dessus de la limite de {limit}.",
    "git.few-sign-offs.one": "{share}\u00a0% du dernier commit ({count}) portent une ligne Signed-off-by, alors qu'il faut {wanted}\u00a0%.",
    "git.few-sign-offs.other": "{share}\u00a0% des {count} derniers commits portent une ligne Signed-off-by, alors qu'il faut {wanted}\u00a0%.",
    "git.shallow-tags": (
        "Ce clone est superficiel et peut manquer d'étiquettes. "
        "Récupérez tout l'historique\u00a0: `fetch-depth: 0` sur GitHub, `GIT_DEPTH: 0` sur GitLab."
    ),
    "git.cloned-without-tags": (
        "Ce clone a été fait sans les étiquettes, ce qui ne dit pas s'il y en a. Récupérez-les\u00a0: `git fetch --tags`."
    ),
    "git.nothing-asked": "La vérification ne demande rien\u00a0: donnez `tags_at_least`, `max_days_since_commit` ou un autre de ses paramètres.",
    "git.signatures-unseen": "On n'a pas vu ici si les étiquettes sont signées. Un clone du dépôt le dit.",
}
