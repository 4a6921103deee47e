# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of a work tree or a plain folder are changed: only such that nobody is at work on, and none outside the folder.

Every folder on the way to a file is opened by itself and without following links, so that a link that somebody puts there
meanwhile leads nowhere. A file is written to another name in its folder and then renamed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NamedTuple

from ospo_policy.forges.local.git import Git, GitError, Output, decode_path, encode_path, split
from ospo_policy.model.change import FileChange
from ospo_policy.model.errors import UnreadableError
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.exact_text import blob_id

NO_COMMIT = "Not a valid object name"
"""What Git says of HEAD in a repository without a commit (in English: see `_ENVIRONMENT` of `git.py`)."""
TEMPORARY = ".ospo-policy-written"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class _Stored(NamedTuple):
    """What Git has of some paths: in the last commit and in the index, by path to object; and which of them it ignores."""

    head: Mapping[str, str]
    staged: Mapping[str, str]
    ignored: frozenset[str]


class WorkFiles:
    """The files below a folder; `has_git` tells whether Git knows them."""

    def __init__(self, folder: str, *, has_git: bool) -> None:
        self._root = os.path.realpath(folder)
        self._git = Git(self._root) if has_git else None

    def data(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none of its own."""
        try:
            with self._folder(path) as (at, name), open(_opened(name, at), "rb") as file:
                return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
        except OSError:
            return None

    def blocked(self, changes: Iterable[FileChange]) -> dict[str, Message]:
        """Path to why a change of it cannot be made: people's work would be lost, or it would be made outside the folder.

        Raises `UnreadableError` where Git cannot tell.
        """
        every = list(changes)
        stored = self._stored([one.path for one in every]) if every else _Stored({}, {}, frozenset())
        found = ((one.path, self._blocked(one, stored)) for one in every)
        return {path: why for path, why in found if why is not None}

    def _blocked(self, change: FileChange, stored: _Stored) -> Message | None:
        path = change.path
        kind = self._kind(path)
        if kind is None:
            return message("fixing.outside", path=path)
        head, staged = stored.head.get(path), stored.staged.get(path)
        if head != staged:
            return message("fixing.uncommitted", path=path)
        if change.before is None:
            if kind != 0:
                return message("fixing.in-the-way", path=path)
            if path in stored.ignored:
                return message("fixing.ignored", path=path)
            return message("fixing.uncommitted", path=path) if head is not None else None
        data = self.data(path)
        if data is None or data != change.before.encode():
            return message("fixing.moved", path=path)
        if self._git is None:
            return None
        if head is None:
            return message("fixing.untracked", path=path)
        # Git may have written the file with other line ends than it keeps (core.autocrlf).
        same = head in (blob_id(data, head), blob_id(data.replace(b"\r\n", b"\n"), head))
        return None if same else message("fixing.uncommitted", path=path)

    def _kind(self, path: str) -> int | None:
        """The kind of what lies at a path, 0 for nothing; None where the way leads through something that is no folder."""
        try:
            with self._folder(path) as (at, name):
                return stat.S_IFMT(os.stat(name, dir_fd=at, follow_symlinks=False).st_mode)
        except FileNotFoundError:
            return 0
        except OSError:
            return None

    def _stored(self, paths: list[str]) -> _Stored:
        if self._git is None:
            return _Stored({}, {}, frozenset())
        tree, index = self._git.together(
            ("ls-tree", "-z", "HEAD", "--", *paths),
            ("--literal-pathspecs", "ls-files", "-z", "--stage", "--", *paths),
        )
        failed = tree if isinstance(tree, GitError) and NO_COMMIT not in str(tree) else index
        if isinstance(failed, GitError):
            what = message("git.failed", folder=self._root, detail=str(failed))
            raise UnreadableError(what, Message("git.failed.hint"))
        try:
            ignored = self._git.run(
                "check-ignore", "-z", "--stdin", feed=b"".join(encode_path(p) + b"\0" for p in paths)
            )
        except GitError:  # its exit code for "none of them"
            ignored = b""
        return _Stored(_objects(tree, 2), _objects(index, 1), frozenset(split(ignored)))

    def write(self, change: FileChange) -> None:
        """Make one change: the whole file or nothing of it, with the permissions that it had. Raises `OSError`."""
        if change.after is None:
            with self._folder(change.path) as (at, name):
                os.unlink(name, dir_fd=at)
            return
        with self._folder(change.path, make=True) as (at, name):
            mode = 0o666
            with suppress(FileNotFoundError):
                mode = stat.S_IMODE(os.stat(name, dir_fd=at, follow_symlinks=False).st_mode)
            temporary = f"{TEMPORARY}-{os.getpid()}"
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
            handle = os.open(temporary, flags, mode, dir_fd=at)
            try:
                with open(handle, "wb") as file:
                    if change.before is not None:
                        os.fchmod(file.fileno(), mode)
                    file.write(change.after.encode())
                    file.flush()
                    os.fsync(file.fileno())
                os.rename(temporary, name, src_dir_fd=at, dst_dir_fd=at)
            except BaseException:
                with suppress(OSError):
                    os.unlink(temporary, dir_fd=at)
                raise

    @contextmanager
    def _folder(self, path: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
        """The folder of a path, opened, and the name in it; no link on the way is followed. Raises `OSError`."""
        *folders, name = path.split("/")
        at = os.open(self._root, _FOLDER)
        try:
            for folder in folders:
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(folder, dir_fd=at)
                below = os.open(folder, _FOLDER, dir_fd=at)
                os.close(at)
                at = below
            yield at, name
        finally:
            os.close(at)


def _opened(name: str, at: int) -> int:
    # Not blocking: a named pipe in the tree must not hold the run up.
    return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=at)


def _objects(output: Output | GitError, column: int) -> dict[str, str]:
    """Path to object, of `ls-tree` (`mode type object TAB path`) and `ls-files --stage` (`mode object stage TAB path`)."""
    found: dict[str, str] = {}
    for line in (b"" if isinstance(output, GitError) else output.out).split(b"\0"):
        head, _, path = line.partition(b"\t")
        if path:
            found[decode_path(path)] = head.split()[column].decode()
    return found
