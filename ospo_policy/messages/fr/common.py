# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Noms des choses, et pourquoi quelque chose n'a pas pu être vu."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "list.empty": "aucun",
    "file-kind.readme": "README",
    "file-kind.licence": "texte de licence",
    "file-kind.licence-binary": "fichier de licence qui n'est pas du texte",
    "file-kind.contributing": "guide de contribution (CONTRIBUTING)",
    "file-kind.code-of-conduct": "code de conduite (CODE_OF_CONDUCT)",
    "file-kind.security": "politique de sécurité (SECURITY)",
    "file-kind.support": "page d'assistance (SUPPORT)",
    "file-kind.governance": "page de gouvernance (GOVERNANCE)",
    "file-kind.maintainers": "liste des mainteneurs (MAINTAINERS)",
    "file-kind.authors": "liste des auteurs (AUTHORS)",
    "file-kind.changelog": "journal des modifications (CHANGELOG)",
    "file-kind.roadmap": "feuille de route (ROADMAP)",
    "file-kind.codeowners": "fichier CODEOWNERS",
    "file-kind.codeowners-ignored": "fichier CODEOWNERS que les forges ignorent",
    "file-kind.citation": "CITATION.cff",
    "file-kind.publiccode": "publiccode.yml",
    "file-kind.funding": "FUNDING.yml",
    "file-kind.adopters": "liste des utilisateurs (ADOPTERS)",
    "file-kind.editorconfig": ".editorconfig",
    "file-kind.gitignore": ".gitignore",
    "file-kind.gitattributes": ".gitattributes",
    "file-kind.issue-template": "modèle de ticket",
    "file-kind.request-template": "modèle de demande de fusion",
    "file-kind.install": "guide d'installation (INSTALL)",
    "file-kind.notice": "fichier NOTICE",
    "file-kind.codemeta": "codemeta.json",
    "file-kind.dependency-updates": "configuration des mises à jour de dépendances",
    "file-kind.reuse": "REUSE.toml",
    "files.label": "{names}",
    "files.none": "Il n'y a ici aucun fichier à examiner ({files}).",
    "unseen.not-read": "{path} n'a pas été lu.",
    "unseen.not-asked": "Cela n'a pas été lu, car aucune règle ne le demandait.",
    "unseen.truncated": "{path} dépasse 1\u00a0Mo et n'a été lu que jusque-là.",
    "unseen.unreadable": "{path} n'a pas pu être lu.",
    "unseen.not-text": "{path} n'est pas un texte lisible.",
    "unseen.link-outside": "{path} est un lien vers {target}, qui n'est pas un fichier de ce dépôt.",
    "unseen.link-loop": "{path} est un lien qui revient sur lui-même.",
    "unseen.submodule": "{path} se trouve dans un autre dépôt (un sous-module).",
    "unseen.too-many-files": (
        "Le dossier contient plus de {limit} fichiers, si bien que tous n'ont pas été listés. "
        "Vérifiez plutôt un dépôt Git."
    ),
    "unseen.too-many-texts": "La règle vise plus de {limit} textes\u00a0; les suivants n'ont pas été lus.",
    "unseen.too-many-heads": "Il faudrait ouvrir plus de {limit} fichiers\u00a0; les suivants ne l'ont pas été.",
    "unseen.forge-only": (
        "Seule la forge connaît {name}\u00a0; une copie de travail ne le dit pas. Regardez-y les paramètres du dépôt."
    ),
    "unseen.no-git": "Ce dossier n'est pas un dépôt Git, son historique n'est donc pas connu.",
    "unseen.git": "Git n'a pas pu répondre\u00a0: {detail}",
    "unseen.shallow-tags": (
        "Ce clone est superficiel et sans étiquette, ce qui ne dit pas s'il en existe. "
        "Récupérez tout l'historique\u00a0: `fetch-depth: 0` sur GitHub, `GIT_DEPTH: 0` sur GitLab."
    ),
    "unseen.shallow-commits": (
        "Ce clone est superficiel\u00a0: il contient trop peu de commits pour le dire. "
        "Récupérez tout l'historique\u00a0: `fetch-depth: 0` sur GitHub, `GIT_DEPTH: 0` sur GitLab."
    ),
    "unseen.field": "{name} n'est pas connu ici.",
    "git.absent": "Git n'est pas installé, ou n'est pas dans le PATH.",
    "git.absent.hint": "Installez Git (https://git-scm.com) et relancez la commande.",
    "git.failed": "Git n'a pas pu lire {folder}\u00a0: {detail}",
    "git.failed.hint": "Lancez-y `git status`\u00a0: il dira la même chose. Un nouveau clone suffit souvent.",
    "git.no-commit": "Il n'y a pas encore de commit.",
    "git.empty": "{folder} est un dépôt sans aucun commit.",
    "git.unknown-revision": "{revision} n'est ni un commit, ni une branche, ni une étiquette de {folder}.",
    "git.unknown-revision.hint": "`git branch --all` et `git tag` disent ce qui existe. En intégration continue, la branche n'a peut-être pas été récupérée.",
    "empty.repository": "{id} ne contient aucun fichier\u00a0: il n'y a rien à vérifier.",
    "path.absent": "{path} n'existe pas.",
    "path.not-folder": "{path} est un fichier. La commande vérifie un dossier.",
    "path.hint": "Donnez le dossier d'un dépôt, ou rien pour celui où vous êtes.",
    "path.unreadable": "{path} ne peut pas être lu par cet utilisateur.",
    "path.no-git-for-revision": "{path} n'est pas un dépôt Git\u00a0: la révision {revision} ne peut pas être lue.",
    "verdict.several": "{messages}",
    "not.found": "Ce qui ne devrait pas être ainsi l'est\u00a0: {what}",
    "check.broke": "La vérification `{check}` s'est interrompue ({detail}). C'est un défaut d'ospo-policy, pas de votre dépôt.",
    "rule.profile": "Cette règle vaut pour {profiles}\u00a0; ce dépôt est {profile}.",
    "rule.no-profile": "Cette règle vaut pour {profiles}\u00a0; ce dépôt ne déclare pas de profil.",
    "rule.condition-false": "La condition de la règle n'est pas remplie ici\u00a0: {condition}",
    "rule.condition-unknown": (
        "L'exigence n'est pas satisfaite, mais on ne sait pas si la règle s'applique ({condition}). {why}"
    ),
    "cel.no-answer": "`{expression}` n'a pas de réponse\u00a0: {reason}",
    "unseen.no-reuse": "L'outil REUSE n'est pas installé (pip install 'ospo-policy[reuse]').",
    "unseen.reuse-slow": "L'outil REUSE n'a pas terminé en {seconds} s.",
    "unseen.reuse-failed": "L'outil REUSE n'a pas donné de rapport. Lancez `reuse lint` pour voir pourquoi.",
    "unseen.no-files-for-reuse": "L'outil REUSE lit des fichiers sur le disque\u00a0: contrôlez un répertoire de travail, sans --rev.",
}
