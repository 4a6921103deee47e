# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The components that a repository's lock files name with their licences, those for development only left out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from ospo_policy.parsers import structured
from ospo_policy.parsers.licences.names import from_words

LOCKS = ("package-lock.json", "npm-shrinkwrap.json", "composer.lock")
MOST = 20_000
"""Components of one file, at most."""


class Component(NamedTuple):
    """A component: its name, what its licence is said to be and the SPDX expression of that ("" if it cannot be told)."""

    path: str
    name: str
    said: str
    expression: str


def components(path: str, text: str) -> tuple[Component, ...]:
    """The components of a lock file that state a licence; none for a file that cannot be read."""
    import json

    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found = _composer(data) if posixpath.basename(path) == "composer.lock" else _npm(data)
    meant: dict[str, str] = {}
    listed: list[Component] = []
    for name, said in found:
        if said not in meant:
            meant[said] = from_words(said) or ""
        listed.append(Component(path, name, said[:100], meant[said]))
        if len(listed) == MOST:
            break
    return tuple(listed)


def _npm(data: object) -> Iterator[tuple[str, str]]:
    """What package-lock.json states: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages ."""
    there, packages = structured.look_up(data, ("packages",))
    for place, package in packages.items() if there and isinstance(packages, dict) else ():
        if (
            place.startswith("node_modules/")
            and isinstance(package, dict)
            and not package.get("dev")
            and not package.get("link")
        ):
            said = package.get("license")
            if isinstance(said, str) and said.strip():
                yield place.rpartition("node_modules/")[2], said.strip()


def _composer(data: object) -> Iterator[tuple[str, str]]:
    """What composer.lock states, several licences being a choice: https://getcomposer.org/doc/04-schema.md#license ."""
    there, packages = structured.look_up(data, ("packages",))
    for package in packages if there and isinstance(packages, list) else ():
        said = package.get("license") if isinstance(package, dict) else None
        said = [said] if isinstance(said, str) else said
        names = [one.strip() for one in said if isinstance(one, str)] if isinstance(said, list) else []
        if names:
            yield (
                str(package.get("name", "?")),
                names[0] if len(names) == 1 else " OR ".join(f"({one})" for one in names),
            )
