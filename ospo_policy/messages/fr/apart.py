# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce qu'un rapport distingue des écarts qui comptent, parce que déjà connu ou demandé plus tard."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "report.early.one": "Demandée plus tard ({count})",
    "report.early.other": "Demandées plus tard ({count})",
    "report.nothing-yet": "Il n'y a rien à corriger aujourd'hui.",
    "report.tally.early.one": "{count} demandée plus tard",
    "report.tally.early.other": "{count} demandées plus tard",
    "baseline.accepted.one": "Moins bien qu'avant, et connu comme tel désormais\u00a0: {rules}.",
    "baseline.accepted.other": "Moins bien qu'avant, et connus comme tels désormais\u00a0: {rules}.",
    "baseline.better.one": "Mieux qu'avant, sans retour en arrière possible\u00a0: {rules}.",
    "baseline.better.other": "Mieux qu'avant, sans retour en arrière possible\u00a0: {rules}.",
    "format.known": "Connu depuis le {date}, ne compte pas. {what}",
    "format.column.early": "Demandées plus tard",
    "format.column.known": "Déjà connues",
    "format.known-in.one": "Dans {count} dépôt, cela était déjà connu et ne compte pas.",
    "format.known-in.other": "Dans {count} dépôts, cela était déjà connu et ne compte pas.",
    "html.figure.early.one": "écart à ce qui est demandé plus tard",
    "html.figure.early.other": "écarts à ce qui est demandé plus tard",
    "html.figure.known.one": "écart déjà connu",
    "html.figure.known.other": "écarts déjà connus",
}
