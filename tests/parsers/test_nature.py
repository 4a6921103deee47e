# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a repository is, by what lies in it."""

from __future__ import annotations

import pytest

from ospo_policy.model.facts import Entry, Tree
from ospo_policy.parsers.nature import natures

CASES: dict[str, tuple[list[str], dict[str, str], list[str]]] = {
    "nothing but a licence": (["LICENSE"], {}, []),
    "a guide": (["README.md", "docs/a.md", "docs/b.md"], {}, ["documentation"]),
    "a README alone": (["README.md", "LICENSE"], {}, ["documentation"]),
    "open data": (["README.md", "communes.csv", "regions.geojson"], {}, ["data"]),
    "settings are no data": (["README.md", "package.json", "renovate.json"], {"package.json": "{}"}, ["documentation"]),
    "a script": (["README.md", "run.py"], {}, ["code"]),
    "a Python library": (["pyproject.toml", "src/a.py"], {"pyproject.toml": "[build-system]\n"}, ["code", "library"]),
    "a Python service": (
        ["pyproject.toml", "a.py", "Dockerfile"],
        {"pyproject.toml": "[build-system]\n"},
        ["code", "service"],
    ),
    "a private package": (["package.json", "a.js"], {"package.json": '{"private": true, "main": "a.js"}'}, ["code"]),
    "a package": (["package.json", "a.js"], {"package.json": '{"main": "a.js"}'}, ["code", "library"]),
    "publiccode.yml decides": (
        ["publiccode.yml", "a.js", "Dockerfile"],
        {"publiccode.yml": "softwareType: library\n"},
        ["code", "library"],
    ),
    "publiccode.yml says desktop": (
        ["publiccode.yml", "setup.py"],
        {"publiccode.yml": "softwareType: standalone/desktop\n"},
        ["code"],
    ),
    "a manifest that is none": (["package.json", "a.js"], {"package.json": "["}, ["code"]),
    "a manifest that is a list": (["composer.json", "a.php"], {"composer.json": "[]"}, ["code"]),
    "much data and a script": (["a.py", *(f"data/{n}.csv" for n in range(9))], {}, ["code", "data"]),
}


@pytest.mark.parametrize("name", CASES)
def test_the_nature(name: str) -> None:
    paths, texts, expected = CASES[name]
    assert natures(Tree(Entry(path) for path in paths), texts) == expected
