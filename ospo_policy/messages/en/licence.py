# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `ospo-policy licence` says."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.licence.short": "Tell which licence a text is.",
    "cli.licence.help": (
        "Tell which licence each PATH is, as an SPDX expression. A folder is taken as a repository: its licence files and LICENSES/ are looked at.\n\n"
        "Every licence and exception of SPDX's list is known, and the EUPL, CeCILL and Licence Ouverte in several languages. Nothing is guessed: "
        "a text that is cut short or changed too much is unknown."
    ),
    "cli.licence.epilog": "Exit code: 0 a licence was recognised in each file; 1 not in each, or there is no licence file; 2 wrong usage.",
    "cli.licence.format": "Text for people or JSON for programs.",
    "cli.licence.diff": "Show how each text differs from the official one.",
    "cli.licence.all": "Look at the licence files in every folder, those of bundled dependencies too.",
    "cli.licence.spdx": "Write an SPDX 2.3 document of what is found in one repository: each file with its checksum, its licences and its copyright lines.",
    "licence.one-repository": "--spdx takes one folder: the repository to describe.",
    "licence.stated": "It is {id}, say {places}.",
    "licence.no-such-path": "There is no file or folder {path}.",
    "licence.unreadable": "{path} could not be read: {reason}.",
    "licence.none": "No licence text was found.",
    "licence.is-unread": "could not be read",
    "licence.is-unknown": "unknown: no licence was recognised with confidence",
    "licence.is-none": "no licence text",
    "licence.nearest": "It is most like {id}, but too much is missing or changed.",
    "licence.notice": "This is a notice that names {id}, without the licence's text.",
    "licence.family": "The text of {id} does not say whether later versions are allowed: say so in the README or a manifest, as {id}-only or {id}-or-later.",
    "licence.changed": "The text differs from the official text of {id} ({share} alike). Add --diff to see where.",
    "licence.language": "{id}, in the language {language}.",
    "licence.additional": "There are terms beside the licence, from line {line} on. They may change what it allows.",
    "licence.identical": "{path}: the official text of {id}, word for word.",
    "licence.no-official": "{path}: the tool has only a fingerprint of this text ({id}, {language}), so the difference cannot be shown.",
}
