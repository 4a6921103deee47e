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
}
