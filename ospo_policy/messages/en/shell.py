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
    "manual.title": "User commands",
    "manual.name": "NAME",
    "manual.synopsis": "SYNOPSIS",
    "manual.description": "DESCRIPTION",
    "manual.options": "OPTIONS",
    "manual.commands": "COMMANDS",
    "manual.exit": "EXIT STATUS",
    "manual.environment": "ENVIRONMENT",
    "manual.files": "FILES",
    "manual.see": "SEE ALSO",
    "manual.about": (
        "The practices of an Open Source Program Office (OSPO) are written once, as policies in YAML. `ospo-policy check` tells a team "
        "whether its repository follows them, and what to do. `ospo-policy audit` looks at all the repositories of an organisation, and "
        "`ospo-policy plan` and `apply` put right what can be, by one courteous request for each.\n\n"
        "What stands in capitals is yours to replace; what stands in square brackets may be left out. What is not known is never told as a failure."
    ),
    "manual.by-variable": "Without it, the variable `{name}` gives the value.",
    "manual.environment.ospo-policy-lang": "Language of all that is said, `en` or `fr`, before what the system's own settings say (LC_ALL, LC_MESSAGES, LANG).",
    "manual.environment.ospo-policy-cache": "Folder in which remote packs and packs as read are kept.",
    "manual.environment.github-token": "Token for GitHub. `check` needs none.",
    "manual.environment.gitlab-token": "Token for GitLab. `check` needs none.",
    "manual.environment.ssl-cert-file": "File with the certificates of the authorities that are trusted, where your organisation has its own.",
    "manual.environment.no-color": "If it is set and not empty, nothing is coloured.",
    "manual.environment.force-color": "If it is set and not empty, reports are coloured even where no terminal is recognised.",
    "manual.environment.columns": "Width of what is printed, in characters; 100 at most.",
    "manual.environment.source-date-epoch": "Stands for the present, in seconds since 1970, in what depends on the day: bills of licences, and the age of sources.",
    "manual.files.repository": "What a repository says of itself: its profile, its packs, what it declares and asks for. At its root.",
    "manual.files.baseline": "The failures that a repository had when it began; only new ones count. Written by `ospo-policy baseline write`.",
    "manual.files.organisation": "The organisation's file: forges, repositories, which pack is for which of them. Named by --organisation.",
    "manual.files.waivers": "The exceptions that an organisation grants, beside its file. Written by `ospo-policy waiver add`.",
    "manual.files.cache": "The cache. It may be deleted at any time.",
    "manual.more": "All the documentation: https://github.com/ospo-policy/ospo-policy/tree/main/docs",
}
