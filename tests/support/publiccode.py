# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The vectors of the standard's reference validator, read where they lie: half of those in its `testdata/v0`.

They lie beside the project (`../shared/data/publiccode-vectors`) or where OSPO_POLICY_PUBLICCODE_VECTORS says.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("OSPO_POLICY_PUBLICCODE_VECTORS", ROOT.parent / "shared" / "data" / "publiccode-vectors"))

LONG = "It does one thing, does it well, and tells so at length. " * 4
MINIMAL = f"""\
publiccodeYmlVersion: "0.7"
name: Medusa
url: https://example.org/medusa.git
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  en:
    shortDescription: It does one thing.
    longDescription: {LONG}
    features: [one thing]
legal:
  license: EUPL-1.2
maintenance:
  type: community
  contacts:
    - name: Jane Doe
localisation:
  localisationReady: true
  availableLanguages: [en]
"""
"""A file without fault."""


def changed(old: str, new: str) -> str:
    """The file without fault, with a change."""
    assert old in MINIMAL, old
    return MINIMAL.replace(old, new, 1)


def vectors(*folders: str) -> list[Path]:
    """The vectors of some folders; nothing where there are none."""
    return [file for folder in folders for file in sorted((FOLDER / folder).glob("*.yml"))]


class Folder:
    """The files of a folder, as a publiccode.yml names them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def exists(self, path: str) -> bool | None:
        """Whether there is the file."""
        return (self.folder / path).is_file()

    def head(self, path: str) -> bytes | None:
        """Its first bytes."""
        return (self.folder / path).read_bytes()[:64]
