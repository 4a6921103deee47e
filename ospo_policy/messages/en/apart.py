# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report tells apart from failures that count: what was known before, and what is asked for later."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "report.early.one": "Asked for later ({count})",
    "report.early.other": "Asked for later ({count})",
    "report.nothing-yet": "Nothing is to be put right today.",
    "report.tally.early.one": "{count} asked for later",
    "report.tally.early.other": "{count} asked for later",
    "baseline.accepted.one": "Worse than before, and known as such from now on: {rules}.",
    "baseline.accepted.other": "Worse than before, and known as such from now on: {rules}.",
    "baseline.better.one": "Better than before, and not to fall back: {rules}.",
    "baseline.better.other": "Better than before, and not to fall back: {rules}.",
    "format.known": "Known since {date}, does not count. {what}",
    "format.column.early": "Asked for later",
    "format.column.known": "Known before",
    "format.known-in.one": "In {count} repository this was known before, and does not count.",
    "format.known-in.other": "In {count} repositories this was known before, and does not count.",
    "html.figure.early.one": "failure of what is asked for later",
    "html.figure.early.other": "failures of what is asked for later",
    "html.figure.known.one": "failure known before",
    "html.figure.known.other": "failures known before",
}
