# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The degree of openness that a README states by its badge: A (contributif), B (ouvert), C (publié).

Source: codegouvfr/documentation, `index.org`, "Quels degrés d'ouverture pour les codes sources ?"; a fourth, D, is not
published. Forms seen in public repositories: any colour, with `.svg` or without, é written out or encoded, in English too.
"""

from __future__ import annotations

from typing import Literal, TypeAlias
from urllib.parse import unquote

from ospo_policy.parsers.folding import fold
from ospo_policy.parsers.prose import prose
from ospo_policy.parsers.regex import compile_pattern

Degree: TypeAlias = Literal["A", "B", "C"]
DEGREES: tuple[Degree, ...] = ("A", "B", "C")
_BADGE = (
    r"shields\.io/(?:badge/|static/v1\?label=)code\.gouv\.fr(?:-|%20-|&(?:amp;)?message=)"
    r"(contributif|contributive|contributory|ouverte?|open|publie|publi%c3%a9|publie%cc%81|published)\b"
)
_DEGREE: dict[str, Degree] = {"c": "A", "o": "B", "p": "C"}
HEAD = 3_000
"""Characters of a README's top, up to its first section, where the badge of the repository itself stands."""


def badges(text: str, path: str = "") -> list[tuple[int, Degree]]:
    """(place, degree) of each badge, in the order of the text; those shown as code are examples."""
    seen = fold(prose(text, path))
    found: list[tuple[int, Degree]] = []
    for start, end in compile_pattern(_BADGE).find(seen):
        word = unquote(seen[start:end]).replace("&amp;", "&")
        word = word.rpartition("message=")[2] if "message=" in word else word.rpartition("-")[2]
        found.append((start, _DEGREE[word[0]]))
    return found


def degree(text: str, path: str = "") -> Degree | None:
    """The degree that a README states; None where there is no badge, or several that differ.

    Where a page explains all degrees, the one badge at its top is the repository's own.
    """
    found = badges(text, path)
    if len({letter for _, letter in found}) > 1:
        top = text.find("\n## ")
        found = [(at, letter) for at, letter in found if at < min(HEAD, top if top >= 0 else HEAD)]
    letters = {letter for _, letter in found}
    return letters.pop() if len(letters) == 1 else None
