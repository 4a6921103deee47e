# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes `schemas/` anew from the types: `make schemas`. A test holds the files to what this gives."""

from __future__ import annotations

import json
from pathlib import Path

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.operations.schemas import NAMES, schema

FOLDER = Path(__file__).parent.parent / "schemas"


def files() -> dict[str, str]:
    """File name to content: English under the plain name, other languages beside it."""
    found = {}
    for language in LANGUAGES:
        for name in NAMES:
            suffix = "" if language == "en" else f".{language}"
            text = json.dumps(schema(name, Catalogue(language)), ensure_ascii=False, indent=2)
            found[f"{name}.schema{suffix}.json"] = text + "\n"
    return found


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, content in files().items():
        (FOLDER / file).write_text(content, encoding="utf-8")
