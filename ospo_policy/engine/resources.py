# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What travels with the tool: the packs of `policies/` and the texts of `templates/repo/`.

Both stand at the top of the project, where people look, and lie inside the package once it is
built into a wheel. An editable install has no copy, so the checkout is looked at next.
"""

from __future__ import annotations

import os

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def folder(name: str) -> str:
    """The folder of that name: `policies` or `templates/repo`. Raises `FileNotFoundError`."""
    shipped = os.path.join(_PACKAGE, "_data", name)
    for candidate in (shipped, os.path.join(os.path.dirname(_PACKAGE), name)):
        if os.path.isdir(candidate):
            return candidate
    raise FileNotFoundError(shipped)


def bundled_packs() -> dict[str, str]:
    """Name of each bundled pack, to the path of its file, sorted by name."""
    where = folder("policies")
    names = sorted(name for name in os.listdir(where) if name.endswith(".yml"))
    return {name.removesuffix(".yml"): os.path.join(where, name) for name in names}


def template(name: str, language: str) -> str | None:
    """The path of a starting text in a language, of one that needs none, else in English; None if there is none.

    `LICENSE` is a folder of texts, of which people choose one.
    """
    root = folder("templates/repo")
    places = ("shared",) if name == "LICENSE" else (language, "shared", "en")
    names = ("LICENSES",) if name == "LICENSE" else (name, f"{name}.j2")
    paths = (os.path.join(root, place, one) for place in places for one in names)
    return next((path for path in paths if os.path.exists(path)), None)
