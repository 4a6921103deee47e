# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A repository at a commit, read from Git's objects: bare, or a work tree at `--rev`."""

from __future__ import annotations

from collections.abc import Iterator

from ospo_policy.forges.local.git import Blob, Git, GitError, decode_path
from ospo_policy.forges.local.sources import MAX_LINK_BYTES, MODES
from ospo_policy.model.errors import UnreadableError, UsageError
from ospo_policy.model.facts import Entry, EntryKind, Fact, Known, Tree
from ospo_policy.model.message import Message, message


class Commit:
    """A commit, or the folder `prefix` (empty, or ended by /) of one."""

    def __init__(self, folder: str, revision: str, prefix: str = "") -> None:
        self._git = Git(folder)
        self.git: Git | None = self._git
        self.folder = folder
        self.prefix = prefix
        self._objects: dict[str, str] = {}
        self.commit = self._resolve(revision)

    def _resolve(self, revision: str) -> str:
        """The commit's id. Raises `UsageError`, or `UnreadableError` where there is no commit."""
        wanted = f"{revision}^{{commit}}"
        try:
            found = self._git.run("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        except GitError as error:
            if str(error):
                raise _failed(self.folder, error) from None
            if revision == "HEAD":
                raise UnreadableError(message("git.empty", folder=self.folder)) from None
            raise UsageError(
                message("git.unknown-revision", revision=revision, folder=self.folder),
                Message("git.unknown-revision.hint"),
            ) from None
        return found.decode().strip()

    def revision(self) -> str:
        """The commit's id."""
        return self.commit

    def tree(self, sizes: bool, oids: bool = False) -> tuple[Tree, Fact[str]]:
        """See `Source.tree`. Raises `UnreadableError`."""
        entries: list[Entry] = []
        for line in self._list(sizes).split(b"\0"):
            head, _, raw = line.partition(b"\t")
            if raw:
                mode, _type, name, *size = head.split()
                path = decode_path(raw)
                number = int(size[0]) if size and size[0].isdigit() else None
                self._objects[path] = name.decode()
                oid = self._objects[path] if oids else None
                entries.append(Entry(path, MODES.get(mode, EntryKind.FILE), number, oid))
        return Tree(entries), Known(self.commit)

    def _list(self, sizes: bool) -> bytes:
        """What Git lists. A partial clone may not know the sizes, and still the names."""
        command = ("ls-tree", "-r", "-z", "--full-tree")
        name = f"{self.commit}:{self.prefix}" if self.prefix else self.commit
        try:
            if sizes:
                try:
                    return self._git.run(*command, "--long", name)
                except GitError:
                    pass
            return self._git.run(*command, name)
        except GitError as error:
            raise _failed(self.folder, error) from None

    def read(self, paths: list[str], limit: int) -> Iterator[Blob | None]:
        """See `Source.read`."""
        return self._git.blobs((self._name(path) for path in paths), limit)

    def _name(self, path: str) -> str:
        """The object at a path: by its id, since a path may hold a line feed."""
        if path in self._objects:
            return self._objects[path]
        return f"{self.commit}:{self.prefix}{path}"

    def link(self, path: str) -> str | None:
        """See `Source.link`."""
        (found,) = self.read([path], MAX_LINK_BYTES)
        return decode_path(found.data) if found else None


def _failed(folder: str, error: GitError) -> UnreadableError:
    what = message("git.failed", folder=folder, detail=str(error))
    return UnreadableError(what, Message("git.failed.hint"))
