# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""La complétion dans les shells, et la page de manuel."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.completion.short": "Écrire ce qu'il faut à un shell pour compléter ospo-policy.",
    "cli.completion.help": (
        "Écrit ce qu'il faut à un shell pour compléter commandes, options, règles, ensembles de règles et fichiers quand vous appuyez sur Tab.\n\n"
        "bash, à partir de la version 4.4\u00a0: ajoutez cette ligne à ~/.bashrc.\n\n"
        '\b\n    eval "$(ospo-policy completion bash)"\n\n'
        "zsh\u00a0: ajoutez cette ligne à ~/.zshrc, après compinit.\n\n"
        '\b\n    eval "$(ospo-policy completion zsh)"\n\n'
        "fish\u00a0: exécutez ceci une fois.\n\n"
        "\b\n    ospo-policy completion fish > ~/.config/fish/completions/ospo-policy.fish\n\n"
        "La complétion agit dans le prochain shell que vous ouvrez."
    ),
    "click.old-bash": "Cette version de bash, antérieure à 4.4, ne le permet pas. Prenez-en une plus récente, ou zsh ou fish.",
    "click.no-bash": "bash est introuvable dans le PATH. Le script est fait pour bash, à partir de la version 4.4.",
    "manual.title": "Commandes",
    "manual.name": "NOM",
    "manual.synopsis": "SYNOPSIS",
    "manual.description": "DESCRIPTION",
    "manual.options": "OPTIONS",
    "manual.commands": "COMMANDES",
    "manual.exit": "CODES DE SORTIE",
    "manual.environment": "ENVIRONNEMENT",
    "manual.files": "FICHIERS",
    "manual.see": "VOIR AUSSI",
    "manual.about": (
        "Les pratiques d'un Open Source Program Office (OSPO) sont écrites une fois, sous forme de politiques en YAML. `ospo-policy check` dit à une équipe "
        "si son dépôt les suit, et que faire. `ospo-policy audit` regarde tous les dépôts d'une organisation, et "
        "`ospo-policy plan` et `apply` remettent d'aplomb ce qui peut l'être, par une seule demande courtoise à chacun.\n\n"
        "Ce qui est en capitales est à remplacer\u00a0; ce qui est entre crochets peut être omis. Ce qui n'est pas connu n'est jamais dit en échec."
    ),
    "manual.by-variable": "À défaut, la variable `{name}` donne la valeur.",
    "manual.environment.ospo-policy-lang": "Langue de tout ce qui est dit, `en` ou `fr`, avant ce que disent les réglages du système (LC_ALL, LC_MESSAGES, LANG).",
    "manual.environment.ospo-policy-cache": "Dossier où sont gardés les ensembles de règles distants et ceux déjà lus.",
    "manual.environment.github-token": "Jeton pour GitHub. `check` n'en a pas besoin.",
    "manual.environment.gitlab-token": "Jeton pour GitLab. `check` n'en a pas besoin.",
    "manual.environment.ssl-cert-file": "Fichier des certificats des autorités de confiance, là où votre organisation a les siennes.",
    "manual.environment.no-color": "Si elle est définie et non vide, rien n'est en couleurs.",
    "manual.environment.force-color": "Si elle est définie et non vide, les rapports sont en couleurs même là où aucun terminal n'est reconnu.",
    "manual.environment.columns": "Largeur de ce qui est affiché, en caractères\u00a0; 100 au plus.",
    "manual.environment.source-date-epoch": "Tient lieu du présent, en secondes depuis 1970, pour ce qui dépend du jour\u00a0: les nomenclatures de licences et l'âge des sources.",
    "manual.files.repository": "Ce qu'un dépôt dit de lui-même\u00a0: son profil, ses ensembles de règles, ce qu'il déclare et demande. À sa racine.",
    "manual.files.baseline": "Les échecs qu'un dépôt avait au départ\u00a0; seuls les nouveaux comptent. Écrit par `ospo-policy baseline write`.",
    "manual.files.organisation": "Le fichier de l'organisation\u00a0: forges, dépôts, et quel ensemble de règles vaut pour lesquels. Nommé par --organisation.",
    "manual.files.waivers": "Les exceptions qu'une organisation accorde, à côté de son fichier. Écrit par `ospo-policy waiver add`.",
    "manual.files.cache": "Le cache. Il peut être supprimé à tout moment.",
    "manual.more": "Toute la documentation\u00a0: https://github.com/ospo-policy/ospo-policy/tree/main/docs",
}
