# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be done with publiccode.yml files: validate them, with the files that they name; migrate them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ospo_policy.model.errors import UsageError
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.publiccode import MetadataProblem, Severity, Validation

if TYPE_CHECKING:
    from ospo_policy.parsers.publiccode.migrate import Migration

NAMES = ("publiccode.yml", "publiccode.yaml")
MAX_BYTES = 2_000_000
HEAD_BYTES = 64


class Validated(NamedTuple):
    """A file and what is wrong with it."""

    path: str
    result: Validation


def validate_files(paths: Iterable[str], *, is_tolerant: bool) -> list[Validated]:
    """Each file named, or the publiccode.yml of each folder. Raises `UsageError` for a path that does not exist."""
    return [_file(find(path), is_tolerant) for path in paths or (".",)]


def find(path: str) -> str:
    """The file that a path means: itself, or the publiccode.yml of a folder. Raises `UsageError`."""
    if os.path.isdir(path):
        folder = "" if path in (".", "./") else path
        names = [os.path.join(folder, name) for name in NAMES]
        path = next((name for name in names if os.path.isfile(name)), names[0])
    if not os.path.isfile(path):
        hint = Message("publiccode.start-with-init")
        raise UsageError(message("publiccode.no-such-path", path=path), hint)
    return path


def read_text(path: str) -> str | None:
    """The text of a file, None for one that is not in UTF-8. Raises `UsageError` where it cannot be read whole."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UsageError(message("publiccode.too-large", path=path))
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    except OSError as error:
        raise UsageError(message("publiccode.unreadable", path=path, reason=error.strerror or "?")) from error


def _file(path: str, is_tolerant: bool) -> Validated:
    from ospo_policy.parsers.publiccode.validate import validate

    text = read_text(path)
    if text is None:
        place = Location(path, 1, 1)
        fix = Message("publiccode.save-as-utf8")
        problem = MetadataProblem(Severity.ERROR, place, "", Message("publiccode.not-utf8"), fix)
        return Validated(path, Validation((problem,)))
    return Validated(path, validate(text, path, Beside(path), is_tolerant=is_tolerant))


class Migrated(NamedTuple):
    """A file, its text before, and what became of it; no migration for a file that cannot be read as YAML."""

    path: str
    text: str
    migration: Migration | None


def migrate_file(path: str) -> Migrated:
    """The file for the current version of the standard. Raises `UsageError` for a path that does not exist."""
    from ospo_policy.parsers.publiccode.migrate import migrate

    path = find(path)
    text = read_text(path)
    return Migrated(path, text or "", migrate(text, path) if text is not None else None)


class Beside:
    """The files beside a publiccode.yml, within its repository. Nothing outside it is looked at."""

    def __init__(self, path: str) -> None:
        self.folder = os.path.dirname(os.path.realpath(path))
        self.root = _root(self.folder)

    def exists(self, path: str) -> bool | None:
        """Whether there is a file at a path from the folder of publiccode.yml."""
        place = self._place(path)
        return place is not None and os.path.isfile(place)

    def head(self, path: str) -> bytes | None:
        """The file's first bytes."""
        place = self._place(path)
        try:
            with open(place or "", "rb") as file:
                return file.read(HEAD_BYTES)
        except OSError:
            return None

    def _place(self, path: str) -> str | None:
        if "\0" in path:
            return None
        place = os.path.realpath(os.path.join(self.folder, path))
        return place if place.startswith(self.root + os.sep) else None


def _root(folder: str) -> str:
    """The repository that a folder belongs to; itself where there is none."""
    above = folder
    while above != os.path.dirname(above):
        if os.path.exists(os.path.join(above, ".git")):
            return above
        above = os.path.dirname(above)
    return folder
