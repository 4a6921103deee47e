# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world from data, as a test or a YAML file writes it.

`organisations` and `users`: login to fields. `repositories`: `owner/name` to `files` (path to text, or to
`{base64: …}`, `{symlink: …}`, `{executable: …}`, `{submodule: …}`), `message`, `date` and `signature` of the commit,
`branches` (name to files), `tags` (name to `{date, signed}`; without a date a lightweight one), and under
`settings` fields as GraphQL names them. `tokens`: value to `{login, scopes, rights}`. `renamed`: old name to new.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from tests.forges.github_server.git_objects import EXECUTABLE, SUBMODULE, SYMLINK, File
from tests.forges.github_server.world import EPOCH, World

MODES = {"symlink": SYMLINK, "executable": EXECUTABLE, "submodule": SUBMODULE}


def world_of(data: Mapping[str, Any]) -> World:
    """The world that the data describe."""
    world = World()
    for login, fields in data.get("organisations", {}).items():
        world.organisation(login, **fields)
    for login, fields in data.get("users", {}).items():
        world.user(login, **fields)
    for name, described in data.get("repositories", {}).items():
        _repository(world, name, described)
    for old, new in data.get("renamed", {}).items():
        world.rename(old, new)
    for value, given in data.get("tokens", {}).items():
        world.token(value, given.get("login", "ada"), given.get("scopes"), **given.get("rights", {}))
    return world


def _repository(world: World, name: str, described: Mapping[str, Any]) -> None:
    repo = world.repository(name, **described.get("settings", {}))
    if "files" in described:
        texts = {key: described[key] for key in ("message", "signature") if key in described}
        repo.commit(files_of(described["files"]), date=described.get("date", EPOCH), **texts)
    for branch, files in described.get("branches", {}).items():
        repo.commit(files_of(files), branch=branch)
    for tag, given in described.get("tags", {}).items():
        repo.tag(tag, (given or {}).get("date"), signed=(given or {}).get("signed", False))


def files_of(described: Mapping[str, Any]) -> dict[str, str | bytes | File]:
    """Files from their description."""
    return {path: _file(given) for path, given in described.items()}


def _file(given: Any) -> str | bytes | File:
    if isinstance(given, str | bytes | File):
        return given
    [(kind, value)] = given.items()
    return base64.b64decode(value) if kind == "base64" else File(str(value).encode(), MODES[kind])
