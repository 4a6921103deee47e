# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks on licences say."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "licence.no-text": "No licence text was found.",
    "licence.absent": "No licence text was found at the root or in LICENSES.",
    "licence.present": "The licence text is in {files}.",
    "licence.only-binary": "The licence is only in {files}, which is no plain text and was not read. Add its text as a file LICENSE.",
    "licence.no-licence-in": "No licence text is in {files}.",
    "licence.empty": "Nothing is written in {files}.",
    "licence.unrecognised": "The licence in {files} was not recognised with confidence. Is its text whole and unchanged?",
    "licence.most-like": "The text in {files} is most like {id}, but too much is missing or changed to say so.",
    "licence.not-free": "Not a free licence: {ids}.",
    "licence.is-free": "A free licence: {ids}.",
    "licence.not-allowed": "Not on the list of licences: {ids}. The list has {list}.",
    "licence.is-allowed": "On the list of licences: {ids}.",
    "licence.one-allowed": "On the list of licences: {ids}. Beside it, not on the list: {others}.",
    "licence.family-allowed": "{id} is on the list of licences, but its text does not say whether later versions are allowed. Say in the README which it is: {variants}.",
    "licence.nothing-allowed": "licence.allowed needs any_of or categories, to say what is allowed.",
    "licence.no-such-id": "{id} is no licence id of SPDX. Did you mean {nearest}?",
    "licence.not-at-root": "The licence is in {files} only. Some forges show no licence then: a file LICENSE at the root would be shown.",
    "licence.is-detectable": "Forges show {id}, from {file}.",
    "licence.notice-only": "{file} names {id} without its text. Forges show no licence then.",
    "licence.not-detectable": 'Forges do not recognise the text in {file} ({spdx}) and show "other" or nothing. Name the licence in the README.',
    "licence.is-changed": "{file} differs from the official text of {id}. `ospo-policy licence --diff` shows where.",
    "licence.is-added-to": "{place} begins terms beside the licence {spdx}. They may change what it allows: put them in the README.",
    "licence.is-unchanged.one": "The licence text is the official one.",
    "licence.is-unchanged.other": "All {count} licence texts are the official ones.",
    "licence.no-named-file": "No file is named after a licence.",
    "licence.named-otherwise": "{file} is named after {id}, but holds the text of {spdx}.",
    "licence.named-right.one": "The file named after a licence holds it.",
    "licence.named-right.other": "All {count} files named after a licence hold it.",
    "licence.no-holder-line": "The licence has no line for a copyright holder.",
    "licence.holder-empty": '{place} names no copyright holder: "{said}". Write the name of your administration there.',
    "licence.holder-absent": "{file} has no line with the copyright holder, which {id} asks for.",
    "licence.holder": "The copyright holder is named: {names}.",
}
