# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the manifest of a package manager says of the software: its name, description, version and home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.parsers.structured import NotReadableError, TooLargeError, look_up, parse_path, read

MANIFESTS = {
    "package.json": ("name", "description", "version", "homepage"),
    "pyproject.toml": ("project.name", "project.description", "project.version", "project.urls.Homepage"),
    "composer.json": ("name", "description", "version", "homepage"),
    "Cargo.toml": ("package.name", "package.description", "package.version", "package.homepage"),
}
"""Where a manifest has each of them."""


class ManifestAbout(NamedTuple):
    """What the first manifest with a name says, each on one line; "" for what it does not say."""

    name: str = ""
    description: str = ""
    version: str = ""
    homepage: str = ""


def manifest_about(texts: Mapping[str, str]) -> ManifestAbout:
    """What the manifest among the texts, by path, says. Manifests that cannot be read say nothing."""
    for manifest, paths in MANIFESTS.items():
        try:
            data = read(manifest, texts[manifest]).value if manifest in texts else None
        except (NotReadableError, TooLargeError):
            continue
        found = [look_up(data, parse_path(path) or ())[1] for path in paths]
        said = [" ".join(value.split())[:500] if isinstance(value, str) else "" for value in found]
        if said[0]:
            return ManifestAbout(*said)
    return ManifestAbout()
