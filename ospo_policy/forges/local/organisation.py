# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder of repositories as a forge: `DIR/NAME`, or `DIR/OWNER/NAME`, each a work tree, a bare repository or a plain folder.

No token and no network. What only a forge tells stays unseen.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.errors import OspoPolicyError
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError, Listed, ObjectCache, Usage

DEFAULTS = (".github", ".github.git")
"""The hidden folders that are read: an owner's default community files."""


class LocalForge:
    """The repositories below a folder, as `ospo_policy.ports.forges.Forge`."""

    usage = Usage()

    def __init__(self, folder: str, name: str = "local", *, committed: bool = False) -> None:
        """`name` is the organisation file's name for it; `committed` reads the repositories at their HEAD, whatever lies in their work trees."""
        self.folder = os.path.abspath(folder)
        self._committed = committed
        self.name = name
        if not os.path.isdir(self.folder):
            key = "path.not-folder" if os.path.exists(folder) else "path.absent"
            raise ForgeUnavailableError(message(key, path=folder), Message("path.hint"))

    def owners(self) -> Iterable[str]:
        """The folders that hold repositories and are none themselves; "" for the folder itself."""
        names = [name for name in self._below("") if not self._is_repository(name) and self._holds_some(name)]
        alone = [name for name in self._below("") if name not in names]
        return ([""] if alone else []) + names

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:  # noqa: ARG002 - the port's signature
        """The repositories of an owner, by name."""
        for path in self._below(owner):
            if owner or self._is_repository(path) or not self._holds_some(path):
                name = os.path.basename(path).removesuffix(".git")
                shown = f"{owner}/{name}" if owner else name
                yield Listed(
                    id=f"local:{shown}",
                    forge=self.name,
                    owner=owner,
                    name=name,
                    url=os.path.join(self.folder, path),
                    native_id=path,
                    head="",
                    fields={},
                )

    def collect(
        self,
        repositories: Sequence[Listed],
        needs: Needs,
        cache: ObjectCache,  # noqa: ARG002 - the port's signature
        now: int,
    ) -> Iterator[tuple[Listed, Repository | Message]]:
        """The facts of each repository, or why it could not be read."""
        for listed in repositories:
            try:
                at_head = self._committed and self._is_repository(listed.native_id)
                facts = open_repository(listed.url, "HEAD" if at_head else None).collect(needs, "", now)
            except OspoPolicyError as error:
                yield listed, error.message
            else:
                yield listed, facts._replace(id=listed.id, name=listed.name)

    def _below(self, owner: str) -> list[str]:
        """The folders in a folder as paths from the top; of the hidden ones, those that others inherit from."""
        try:
            with os.scandir(os.path.join(self.folder, owner)) as entries:
                names = sorted(
                    e.name for e in entries if e.is_dir() and (e.name[:1] != "." or self._is_default(owner, e.name))
                )
        except OSError:
            return []
        return [os.path.join(owner, name) for name in names]

    def _is_default(self, owner: str, name: str) -> bool:
        """Whether a folder holds an owner's default files, and not the settings of a repository that is here."""
        return name in DEFAULTS and (self._is_repository(os.path.join(owner, name)) or bool(owner))

    def _is_repository(self, path: str) -> bool:
        full = os.path.join(self.folder, path)
        return os.path.exists(os.path.join(full, ".git")) or (
            os.path.isfile(os.path.join(full, "HEAD")) and os.path.isdir(os.path.join(full, "objects"))
        )

    def _holds_some(self, path: str) -> bool:
        return any(self._is_repository(below) for below in self._below(path))
