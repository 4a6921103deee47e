# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three ways in which a repository lies on this machine, behind one small protocol.

Each lists its entries and reads bytes at a path; none follows a link out of the repository.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import Protocol

from ospo_policy.forges.local.git import Git, GitError, decode_path, split
from ospo_policy.model.errors import UnreadableError, UsageError
from ospo_policy.model.facts import Entry, EntryKind, Fact, Known, Tree, Unseen
from ospo_policy.model.message import Message, message

MAX_PLAIN_FILES = 200_000
"""Files listed of a folder without Git; above, the listing is incomplete and says so."""
MODES = {b"120000": EntryKind.SYMLINK, b"160000": EntryKind.SUBMODULE}


class Source(Protocol):
    """A repository that can be listed and read."""

    git: Git | None

    def revision(self) -> str:
        """What Git's history is read from, or an empty string where there is none."""

    def tree(self, sizes: bool) -> tuple[Tree, Fact[str]]:
        """The listing, and the commit that it shows."""

    def read(self, paths: list[str], limit: int) -> Iterator[tuple[bytes, bool] | None]:
        """For each path in order: at most `limit` bytes and whether there are more; or None."""

    def link(self, path: str) -> str | None:
        """Where a symbolic link points, as written in it; None if it cannot be read."""


class Folder:
    """What a work tree and a plain folder share: files are read from the disk."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)

    def read(self, paths: list[str], limit: int) -> Iterator[tuple[bytes, bool] | None]:
        """See `Source.read`. A path through a link is not read: it may lead outside."""
        for path in paths:
            yield self._read_one(os.path.join(self.root, path), limit)

    def _read_one(self, path: str, limit: int) -> tuple[bytes, bool] | None:
        if os.path.realpath(path) != path:
            return None
        try:
            # Not blocking: a named pipe in the tree must not hold the run up.
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return None
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return None
            try:
                data = file.read(limit + 1)
            except OSError:
                return None
        return data[:limit], len(data) > limit

    def link(self, path: str) -> str | None:
        """See `Source.link`."""
        try:
            return os.readlink(os.path.join(self.root, path))
        except OSError:
            return None

    def sized(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries with their sizes on disk."""
        for entry in entries:
            try:
                size = os.lstat(os.path.join(self.root, entry.path)).st_size
            except OSError:
                continue
            yield entry._replace(size=size)


class WorkTree(Folder):
    """A Git work tree, or a folder of one: tracked files, and untracked ones that are not ignored."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.git: Git | None = Git(self.root)

    def revision(self) -> str:
        """The commit that is checked out."""
        return "HEAD"

    def tree(self, sizes: bool) -> tuple[Tree, Fact[str]]:
        """See `Source.tree`. Raises `UnreadableError`."""
        git = Git(self.root)
        head = git.start("rev-parse", "--verify", "--quiet", "HEAD")
        stage = git.start("ls-files", "-z", "--stage")
        others = git.start("ls-files", "-z", "--others", "--exclude-standard")
        gone = git.start("ls-files", "-z", "--deleted")
        try:
            deleted = set(split(git.finish(gone)))
            entries = _staged(git.finish(stage), deleted)
            entries += [Entry(path, self._kind(path)) for path in split(git.finish(others))]
        except GitError as error:
            what = message("git.failed", folder=self.root, detail=str(error))
            raise UnreadableError(what, Message("git.failed.hint")) from None
        finally:
            head_output = head.communicate()[0].decode().strip()
        commit: Fact[str] = Known(head_output) if head_output else Unseen(Message("git.no-commit"))
        return Tree(self.sized(entries) if sizes else entries), commit

    def _kind(self, path: str) -> EntryKind:
        linked = os.path.islink(os.path.join(self.root, path))
        if path.endswith("/"):  # a repository inside this one that is no submodule of it
            return EntryKind.SUBMODULE
        return EntryKind.SYMLINK if linked else EntryKind.FILE


def _staged(output: bytes, deleted: set[str]) -> list[Entry]:
    """The entries of `git ls-files --stage -z`: `<mode> <object> <stage>TAB<path>`."""
    entries: list[Entry] = []
    for line in output.split(b"\0"):
        head, _, raw = line.partition(b"\t")
        path = decode_path(raw)
        if path and path not in deleted:
            entries.append(Entry(path, MODES.get(head[:6], EntryKind.FILE)))
    return entries


class Commit:
    """A repository at a commit, read from Git's objects: no work tree is needed."""

    def __init__(self, folder: str, revision: str) -> None:
        self._git = Git(folder)
        self.git: Git | None = self._git
        self.folder = folder
        try:
            resolved = self._git.run(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except GitError as error:
            if str(error):
                what = message("git.failed", folder=folder, detail=str(error))
                raise UnreadableError(what, Message("git.failed.hint")) from None
            if revision == "HEAD":
                raise UnreadableError(message("git.empty", folder=folder)) from None
            raise UsageError(
                message("git.unknown-revision", revision=revision, folder=folder),
                Message("git.unknown-revision.hint"),
            ) from None
        self.commit = resolved.decode().strip()

    def revision(self) -> str:
        """The commit's id."""
        return self.commit

    def tree(self, sizes: bool) -> tuple[Tree, Fact[str]]:
        """See `Source.tree`. Raises `UnreadableError`."""
        options = ("--long",) if sizes else ()
        try:
            output = self._git.run("ls-tree", "-r", "-z", "--full-tree", *options, self.commit)
        except GitError as error:
            what = message("git.failed", folder=self.folder, detail=str(error))
            raise UnreadableError(what, Message("git.failed.hint")) from None
        entries: list[Entry] = []
        for line in output.split(b"\0"):
            head, _, raw = line.partition(b"\t")
            if raw:
                size = head.rsplit(b" ", 1)[1] if sizes else b"-"
                kind = MODES.get(head[:6], EntryKind.FILE)
                number = int(size) if size.isdigit() else None
                entries.append(Entry(decode_path(raw), kind, number))
        return Tree(entries), Known(self.commit)

    def read(self, paths: list[str], limit: int) -> Iterator[tuple[bytes, bool] | None]:
        """See `Source.read`."""
        for data in self._git.blobs(self.commit, paths) if paths else ():
            yield None if data is None else (data[:limit], len(data) > limit)

    def link(self, path: str) -> str | None:
        """See `Source.link`."""
        (data,) = self._git.blobs(self.commit, [path])
        return None if data is None else decode_path(data)


class PlainFolder(Folder):
    """A folder without Git: every file in it. What Git would know of it is unseen."""

    git: Git | None = None

    def revision(self) -> str:
        """There is no history."""
        return ""

    def tree(self, sizes: bool) -> tuple[Tree, Fact[str]]:
        """See `Source.tree`."""
        entries: list[Entry] = []
        incomplete: Message | None = None
        for entry in self._walk():
            if len(entries) >= MAX_PLAIN_FILES:
                incomplete = message("unseen.too-many-files", limit=MAX_PLAIN_FILES)
                break
            entries.append(entry)
        listed = self.sized(entries) if sizes else entries
        return Tree(listed, incomplete), Unseen(Message("unseen.no-git"))

    def _walk(self) -> Iterator[Entry]:
        """Every file below the folder, in order; links are listed and not followed."""
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            try:
                found = sorted(os.scandir(os.path.join(self.root, prefix)), key=lambda e: e.name)
            except OSError:
                continue
            folders = []
            for item in found:
                path = f"{prefix}{item.name}"
                if item.is_symlink():
                    yield Entry(path, EntryKind.SYMLINK)
                elif item.is_dir():
                    if item.name != ".git":
                        folders.append(f"{path}/")
                else:
                    yield Entry(path)
            waiting += reversed(folders)
