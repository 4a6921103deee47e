# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The badge of openness of code.gouv.fr, in the forms that READMEs have."""

from __future__ import annotations

import pytest

from ospo_policy.parsers.openness import badges, degree

A = "[![img](https://img.shields.io/badge/code.gouv.fr-contributif-blue.svg)](https://code.gouv.fr/documentation)"
B = "![](https://img.shields.io/badge/code.gouv.fr-ouvert-mediumseagreen.svg)"
C = "![](https://img.shields.io/badge/code.gouv.fr-publi%C3%A9-orange.svg)"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (A, "A"), (B, "B"), (C, "C"),
        (C.replace("%C3%A9", "é"), "C"), (C.replace("%C3%A9", "e\u0301"), "C"), (C.replace("%C3%A9", "%c3%a9"), "C"),
        (C.replace("%C3%A9", "e%CC%81"), "C"),
        (A.replace(".svg", ""), "A"), (A.upper().replace("IMG.SHIELDS.IO", "img.shields.io"), "A"),
        (B.replace("mediumseagreen", "green"), "B"), (B.replace("ouvert", "open"), "B"), (C.replace("publi%C3%A9", "published"), "C"),
        ("<img alt='Ouverture' src='https://img.shields.io/badge/code.gouv.fr-ouvert-green?style=flat'>", "B"),
        ("![](https://img.shields.io/static/v1?label=code.gouv.fr&message=contributif&color=blue)", "A"),
        (f"{A}\n{A}", "A"),
        (f"# X\n{C}\n\n## Degrés\n\n{A}\n{B}\n{C}\n", "C"),
        (f"# Project\n\n## Governance\n\n{A}\n", "A"),
    ],
)  # fmt: skip
def test_a_degree_is_read(text: str, wanted: str) -> None:
    assert degree(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "contributif", f"```md\n{A}\n```\n", f"`{A}`", f"# X\n\n## Degrés\n\n{A}\n{B}\n{C}\n", f"{A}{B}",
     "![](https://img.shields.io/badge/code.gouv.fr-ferm%C3%A9-red.svg)", "![](https://img.shields.io/badge/licence-ouverte-green)",
     "![](https://img.shields.io/badge/code.gouv.fr-opensource-red)"],
)  # fmt: skip
def test_no_degree_is_made_up(text: str) -> None:
    assert degree(text) is None


def test_places() -> None:
    assert [letter for _, letter in badges(f"{A}\n{B}")] == ["A", "B"]
    assert badges(f"  {A}")[0][0] > 10
