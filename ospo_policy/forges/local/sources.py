# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a repository lies on this machine, behind one small protocol: here, as files on the disk.

Each source lists its entries in Git's order and reads bytes at a path; none follows a link out of
the repository. The third source, a commit, is in `commit.py`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import Protocol

from ospo_policy.forges.local.git import Blob, Git, GitError, Output, decode_path, encode_path, split
from ospo_policy.model.errors import UnreadableError
from ospo_policy.model.facts import Entry, EntryKind, Fact, Known, Tree, Unseen
from ospo_policy.model.message import Message, message

MAX_PLAIN_FILES = 200_000
"""Files listed of a folder without Git; above, the listing is incomplete and says so."""
MAX_LINK_BYTES = 4_096
MODES = {b"120000": EntryKind.SYMLINK, b"160000": EntryKind.SUBMODULE}


class Source(Protocol):
    """A repository that can be listed and read."""

    git: Git | None

    def revision(self) -> str:
        """What Git's history is read from, or an empty string where there is none."""

    def tree(self, sizes: bool, oids: bool = False) -> tuple[Tree, Fact[str]]:
        """The listing, and the commit that it shows. Git's ids of the files are told of a commit only."""

    def read(self, paths: list[str], limit: int) -> Iterator[Blob | None]:
        """For each path in order: at most `limit` bytes and whether there are more; or None."""

    def link(self, path: str) -> str | None:
        """Where a symbolic link points, as written in it; None if it cannot be read."""


class Folder:
    """What a work tree and a plain folder share: files are read from the disk."""

    git: Git | None = None

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)

    def read(self, paths: list[str], limit: int) -> Iterator[Blob | None]:
        """See `Source.read`. A path through a link is not read: it may lead outside."""
        for path in paths:
            yield self._read_one(os.path.join(self.root, path), limit)

    def _read_one(self, path: str, limit: int) -> Blob | None:
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
        return Blob(data[:limit], len(data) > limit)

    def link(self, path: str) -> str | None:
        """See `Source.link`."""
        try:
            return os.readlink(os.path.join(self.root, path))
        except OSError:
            return None

    def sized(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries with their sizes on disk, as far as they can be seen."""
        for entry in entries:
            if entry.kind is not EntryKind.SUBMODULE:
                try:
                    size = os.lstat(os.path.join(self.root, entry.path)).st_size
                except OSError:
                    pass
                else:
                    yield entry._replace(size=size)
                    continue
            yield entry


class WorkTree(Folder):
    """A Git work tree, or a folder of one: tracked files, and untracked ones that are not ignored.

    What a sparse checkout leaves out, and what Git LFS exchanges, is read as Git stores it.
    """

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self._git = Git(self.root)
        self.git = self._git
        self._stored: dict[str, str] = {}
        """Path to object, of the files that are not on the disk as they are in the repository."""

    def revision(self) -> str:
        """The commit that is checked out."""
        return "HEAD"

    def tree(self, sizes: bool, oids: bool = False) -> tuple[Tree, Fact[str]]:  # noqa: ARG002 - the protocol's
        """See `Source.tree`. Raises `UnreadableError`."""
        head, *lists = self._git.together(
            ("rev-parse", "--verify", "--quiet", "HEAD"),
            ("ls-files", "-z", "-t", "--stage"),
            ("ls-files", "-z", "-t", "--others", "--deleted", "--exclude-standard"),
        )
        stage, changed = (self._good(output) for output in lists)
        tagged = split(changed.out)  # "? path" is untracked, "R path" is gone from the disk
        gone = [line[2:] for line in tagged if line.startswith("R")]
        entries = self._staged(stage.out, {path for path in gone if not self._hidden(path)})
        entries += [self._untracked(line[2:]) for line in tagged if line.startswith("?")]
        entries.sort(key=lambda entry: encode_path(entry.path))
        known = head.out.decode().strip() if not isinstance(head, GitError) else ""
        commit: Fact[str] = Known(known) if known else Unseen(Message("git.no-commit"))
        return Tree(self.sized(entries) if sizes else entries, _unopened(changed.err)), commit

    def _good(self, output: Output | GitError) -> Output:
        if isinstance(output, GitError):
            what = message("git.failed", folder=self.root, detail=str(output))
            raise UnreadableError(what, Message("git.failed.hint"))
        return output

    def _staged(self, output: bytes, deleted: set[str]) -> list[Entry]:
        """The entries of `git ls-files -t --stage -z`: `<tag> <mode> <object> <stage>TAB<path>`."""
        entries: dict[str, Entry] = {}
        objects: dict[str, str] = {}
        attributes = False
        for line in output.split(b"\0"):
            head, _, raw = line.partition(b"\t")
            path = decode_path(raw)
            if path and path not in deleted:
                tag, mode, name, _stage = head.split()
                entries[path] = Entry(path, MODES.get(mode, EntryKind.FILE))
                objects[path] = name.decode()
                if tag == b"S":
                    self._stored[path] = objects[path]
                attributes = attributes or raw.endswith(b".gitattributes")
        if attributes:
            (lfs,) = self._git.together(("ls-files", "-z", "--", ":(attr:filter=lfs)"))
            exchanged = split(lfs.out) if not isinstance(lfs, GitError) else []
            self._stored |= {path: objects[path] for path in exchanged if path in objects}
        return list(entries.values())

    def _hidden(self, path: str) -> bool:
        """Whether a path that Git takes for deleted only cannot be seen by this user."""
        try:
            os.lstat(os.path.join(self.root, path))
        except PermissionError:
            return True
        except OSError:
            return False
        return False

    def _untracked(self, path: str) -> Entry:
        if path.endswith("/"):  # a repository inside this one that is no submodule of it
            return Entry(path.rstrip("/"), EntryKind.SUBMODULE)
        linked = os.path.islink(os.path.join(self.root, path))
        return Entry(path, EntryKind.SYMLINK if linked else EntryKind.FILE)

    def read(self, paths: list[str], limit: int) -> Iterator[Blob | None]:
        """See `Source.read`."""
        blobs = self._git.blobs([self._stored[path] for path in paths if path in self._stored], limit)
        for path in paths:
            if path in self._stored:
                yield next(blobs, None)
            else:
                yield self._read_one(os.path.join(self.root, path), limit)

    def link(self, path: str) -> str | None:
        """See `Source.link`."""
        if path not in self._stored:
            return super().link(path)
        (found,) = self.read([path], MAX_LINK_BYTES)
        return decode_path(found.data) if found else None

    def sized(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries with their sizes: on disk, or as Git stores them."""
        sizes = dict(zip(self._stored, self._git.sizes(self._stored.values()), strict=True))
        for entry in super().sized(entries):
            yield entry._replace(size=sizes[entry.path]) if entry.path in sizes else entry


def _unopened(warnings: bytes) -> Message | None:
    """Why the listing is incomplete: a folder that this user may not open."""
    _, opening, rest = warnings.decode(errors="replace").partition("could not open directory '")
    return message("unseen.unreadable", path=rest.partition("': ")[0]) if opening else None


class PlainFolder(Folder):
    """A folder without Git: every file in it. What Git would know of it is unseen."""

    def revision(self) -> str:
        """There is no history."""
        return ""

    def tree(self, sizes: bool, oids: bool = False) -> tuple[Tree, Fact[str]]:  # noqa: ARG002 - the protocol's
        """See `Source.tree`."""
        entries: list[Entry] = []
        unopened: list[str] = []
        incomplete: Message | None = None
        for entry in self._walk(unopened):
            if len(entries) >= MAX_PLAIN_FILES:
                incomplete = message("unseen.too-many-files", limit=MAX_PLAIN_FILES)
                break
            entries.append(entry)
        if unopened and incomplete is None:
            incomplete = message("unseen.unreadable", path=unopened[0])
        entries.sort(key=lambda entry: encode_path(entry.path))
        listed = self.sized(entries) if sizes else entries
        return Tree(listed, incomplete), Unseen(Message("unseen.no-git"))

    def _walk(self, unopened: list[str]) -> Iterator[Entry]:
        """Every file below the folder; links are listed and not followed, pipes left out as by Git."""
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            try:
                found = sorted(os.scandir(os.path.join(self.root, prefix)), key=lambda e: e.name)
            except OSError:
                unopened.append(prefix)
                continue
            folders = []
            for item in found:
                path = f"{prefix}{item.name}"
                if item.is_symlink():
                    yield Entry(path, EntryKind.SYMLINK)
                elif item.is_dir():
                    if item.name != ".git":
                        folders.append(f"{path}/")
                elif item.is_file() and item.name != ".git":
                    yield Entry(path)
            waiting += reversed(folders)
