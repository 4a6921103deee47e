# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Completion in shells, and the manual page."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.completion.short": "Print what a shell needs to complete ospo-policy.",
    "cli.completion.help": (
        "Print what a shell needs to complete commands, options, rules, packs and files when you press Tab.\n\n"
        "bash, from 4.4 on: add this line to ~/.bashrc.\n\n"
        '\b\n    eval "$(ospo-policy completion bash)"\n\n'
        "zsh: add this line to ~/.zshrc, after compinit.\n\n"
        '\b\n    eval "$(ospo-policy completion zsh)"\n\n'
        "fish: run this once.\n\n"
        "\b\n    ospo-policy completion fish > ~/.config/fish/completions/ospo-policy.fish\n\n"
        "It counts in the next shell that you open."
    ),
    "click.old-bash": "This is bash in a version before 4.4, which cannot do it. Please take a newer one, or zsh or fish.",
    "click.no-bash": "There is no bash to be found on the PATH. The script is for bash, from version 4.4 on.",
}
