# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Packs and an organisation's file as they were at a commit of the repository that holds them."""

from __future__ import annotations

import errno
import os

from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.operations.pack_sources import MAX_PACK_BYTES, PackSources

DEFAULTS = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""Where the default branch may stand: as it was cloned first."""  # fmt: skip


class AtRevision(PackSources):
    """Reads files of one repository as a commit has them, and all others as they are."""

    def __init__(self, root: str, commit: str, *, offline: bool = False, confined: str | None = None) -> None:
        super().__init__(offline=offline, confined=confined)
        self.root, self.commit = root, commit
        self._git = Git(root)

    def anew(self) -> AtRevision:
        """A reader of the same, which has read nothing yet."""
        return AtRevision(self.root, self.commit, offline=self.offline, confined=self.confined)

    def has(self, path: str) -> bool:
        """Whether the commit has a file; of others, whether it is there."""
        try:
            self._bytes(os.path.realpath(path))
        except OSError:
            return False
        return True

    def _bytes(self, path: str) -> bytes:
        inside = os.path.relpath(path, self.root)
        if inside.startswith("..") or "\n" in inside:
            return super()._bytes(path)
        found = next(iter(self._git.blobs([f"{self.commit}:{inside}"], MAX_PACK_BYTES + 1)), None)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return found.data


def revision(path: str, wanted: str | None) -> tuple[str, str]:
    """The root of the repository that holds a file, and the commit that is meant.

    Without one, that is where the branch at work left the default branch. Raises `UsageError`.
    """
    git = Git(os.path.dirname(os.path.realpath(path)) or ".")
    try:
        root = os.path.realpath(git.run("rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))
    except (GitError, NotADirectoryError, FileNotFoundError):
        raise UsageError(message("impact.no-repository", path=path), Message("impact.no-repository.hint")) from None
    for name in (wanted,) if wanted is not None else DEFAULTS:
        commit = _commit(git, name)
        if commit is not None:
            return root, commit if wanted is not None else _parting(git, commit)
    if wanted is not None:
        raise UsageError(message("impact.no-revision", revision=wanted), Message("impact.no-revision.hint"))
    raise UsageError(Message("impact.no-default"), Message("impact.no-default.hint"))


def _commit(git: Git, name: str) -> str | None:
    try:
        return git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except (GitError, ValueError):
        return None


def _parting(git: Git, default: str) -> str:
    try:
        return git.run("merge-base", "HEAD", default).decode().strip()
    except GitError:
        raise UsageError(Message("impact.no-default"), Message("impact.no-default.hint")) from None
