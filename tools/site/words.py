# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The theme's own words, which it has in English only."""

from __future__ import annotations

import re
from pathlib import Path

SHOWN = {
    "Skip to content": "Aller au contenu",
    "Back to top": "Haut de page",
    "On this page": "Sur cette page",
    "Contents": "Sommaire",
    "Next": "Suivant",
    "Previous": "Précédent",
    "Home": "Accueil",
    "Expand": "Déplier",
    "Light mode": "Thème clair",
    "Dark mode": "Thème sombre",
    "Auto light/dark, in light mode": "Thème du système, clair",
    "Auto light/dark, in dark mode": "Thème du système, sombre",
}
"""What stands between two tags."""

SPOKEN = {
    '"Toggle Light / Dark / Auto color theme"': '"Changer de thème : clair, sombre ou celui du système"',
    '"Toggle site navigation sidebar"': '"Afficher ou masquer la navigation du site"',
    '"Toggle table of contents sidebar"': '"Afficher ou masquer le sommaire de la page"',
    '"Toggle navigation of ': '"Afficher ou masquer les pages sous : ',
}
"""What stands in attributes."""

_SHOWN = re.compile(rf"(?<=>)(\s*)({'|'.join(map(re.escape, SHOWN))})(?=\s*<)")


def french(page: str) -> str:
    """A page with the theme's words in French."""
    for english, translated in SPOKEN.items():
        page = page.replace(english, translated)
    return _SHOWN.sub(lambda match: match[1] + SHOWN[match[2]], page)


def put_into_french(site: Path) -> None:
    """Put the theme's words of every page of a site into French."""
    for path in site.rglob("*.html"):
        path.write_text(french(path.read_text(encoding="utf-8")), encoding="utf-8")
