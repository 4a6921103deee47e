# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a repository on this machine: what the needs ask for, each thing once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from ospo_policy.forges.local.commit import Commit
from ospo_policy.forges.local.history import read_history, unseen_history
from ospo_policy.forges.local.sources import Folder, PlainFolder, Source, WorkTree
from ospo_policy.forges.texts import (
    HEAD_BYTES,
    MAX_HEADS,
    MAX_SECRETS_BYTES,
    MAX_TEXT_BYTES,
    MAX_TEXTS,
    SECRET_HEAD_BYTES,
    content,
    target,
)
from ospo_policy.model.errors import UnreadableError, UsageError
from ospo_policy.model.facts import (
    NOT_ASKED,
    Content,
    Fact,
    History,
    Known,
    Repository,
    ReuseReport,
    Tree,
    Unseen,
)
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.selection import SECRET_CANDIDATES, select, select_all
from ospo_policy.parsers.text import decode


class LocalRepository:
    """A repository on this machine, opened but not yet read."""

    def __init__(self, shown: str, source: Source, folder: str) -> None:
        self.id = f"local:{shown}"
        self.folder = folder
        self.name = os.path.basename(folder.rstrip("/")).removesuffix(".git") or folder
        self._source = source

    @property
    def has_files(self) -> bool:
        """Whether its files lie in `folder`, and not in Git's objects alone."""
        return isinstance(self._source, Folder)

    @property
    def has_git(self) -> bool:
        """Whether Git knows it, so that it has commits."""
        return self._source.git is not None

    def text(self, path: str) -> str | None:
        """The text of one small file of the repository, or None where there is none."""
        (found,) = self._source.read([path], MAX_TEXT_BYTES)
        decoded = decode(found.data) if found else None
        return decoded.text if decoded else None

    def data(self, paths: list[str], limit: int) -> Iterator[tuple[str, bytes | None]]:
        """Each path with the whole of its content; None where it is larger than `limit` bytes or cannot be read."""
        for path, found in zip(paths, self._source.read(paths, limit), strict=True):
            yield path, None if found is None or found.truncated else found.data

    def outline(self, profile: str) -> Repository:
        """What is known before anything is read: the name and the profile."""
        unread = Unseen(Message("unseen.not-asked"))
        history = unseen_history(unread.reason)
        return Repository(self.id, self.name, unread, unread, {}, {}, {}, history=history, profile=profile)

    def collect(self, needs: Needs, profile: str, now: int) -> Repository:
        """The facts that `needs` names. Raises `UnreadableError` when nothing can be read."""
        tree, commit = self._source.tree(needs.sizes, needs.oids)
        if not len(tree):
            raise UnreadableError(message("empty.repository", id=self.id))
        return Repository(
            id=self.id,
            name=self.name,
            commit=commit,
            tree=Known(tree),
            contents=self._contents(tree, needs.contents),
            heads=self._heads(tree, needs.heads),
            fields=self._fields(needs.fields),
            history=self._history(commit, needs.history),
            profile=profile,
            now=now,
            reuse=self._reuse() if needs.reuse else NOT_ASKED,
        )

    def _fields(self, wanted: frozenset[str]) -> Mapping[str, Fact[object]]:
        """What a checkout knows of its forge: where it was cloned from."""
        from ospo_policy.forges.local.origin import origin

        url = origin(self._source.git) if "url" in wanted and self._source.git else None
        return {} if url is None else {"url": Known(url)}

    def _reuse(self) -> Fact[ReuseReport]:
        """What the REUSE tool says of the files on the disk; a bare repository or a revision has none."""
        from ospo_policy.forges.local import reuse_bridge

        if not isinstance(self._source, Folder):
            return Unseen(message("unseen.no-files-for-reuse"))
        return reuse_bridge.lint(self._source.root)

    def _history(self, commit: Fact[str], wanted: frozenset[str]) -> History:
        """What Git tells of the past; without a commit, why there is none."""
        if isinstance(commit, Unseen):
            return unseen_history(commit.reason)
        git = self._source.git
        return read_history(git, self._source.revision(), wanted) if git else unseen_history(Message("unseen.no-git"))

    def _contents(self, tree: Tree, wanted: Iterable[str]) -> Mapping[str, Fact[Content]]:
        """The texts of the files that the selectors name, links inside the tree followed."""
        paths = select_all(tree, sorted(wanted))
        facts: dict[str, Fact[Content]] = {
            path: Unseen(message("unseen.too-many-texts", limit=MAX_TEXTS)) for path in paths[MAX_TEXTS:]
        }
        targets: dict[str, str] = {}
        for path in paths[:MAX_TEXTS]:
            found = target(tree, path, self._source.link)
            if isinstance(found, Message):
                facts[path] = Unseen(found)
            else:
                targets[path] = found
        read = self._source.read(list(targets.values()), MAX_TEXT_BYTES)
        for path, blob in zip(targets, read, strict=True):
            facts[path] = content(path, blob.data if blob else None, truncated=bool(blob and blob.truncated))
        return facts

    def _heads(self, tree: Tree, wanted: Iterable[str]) -> Mapping[str, Fact[bytes]]:
        """The first bytes of the files that the selectors name."""
        paths = select_all(tree, sorted(wanted))
        secrets = frozenset(select(tree, SECRET_CANDIDATES) if SECRET_CANDIDATES in wanted else ())
        reason = message("unseen.too-many-heads", limit=MAX_HEADS)
        facts: dict[str, Fact[bytes]] = dict.fromkeys(paths, Unseen(reason))
        some = paths[:MAX_HEADS]
        for limit, budget, files in (
            (SECRET_HEAD_BYTES, MAX_SECRETS_BYTES, [path for path in some if path in secrets]),
            (HEAD_BYTES, MAX_HEADS * HEAD_BYTES, [path for path in some if path not in secrets]),
        ):
            left = budget
            for path, found in zip(files, self._source.read(files, limit), strict=True):
                left -= len(found.data) if found else 0
                if left < 0:
                    break
                facts[path] = Known(found.data) if found else Unseen(message("unseen.unreadable", path=path))
        return facts


def open_repository(path: str | None, revision: str | None = None) -> LocalRepository:
    """Open the repository at `path`; None is the one that the current folder lies in.

    Without `revision`, a work tree or a plain folder is read as it lies, a bare repository at its
    HEAD. Raises `UsageError` for a path that is no folder, `UnreadableError` for one that cannot
    be read.
    """
    folder = os.path.abspath(path or ".")
    if not os.path.isdir(folder):
        key = "path.not-folder" if os.path.exists(folder) else "path.absent"
        raise UsageError(message(key, path=path or "."), Message("path.hint"))
    if not os.access(folder, os.R_OK | os.X_OK):
        raise UnreadableError(message("path.unreadable", path=path or "."))
    top = _work_tree_top(folder)
    if path is None and top is not None:
        folder = top
    # "." says nothing to whoever reads a report: the folder's name does
    shown = path if path is not None and os.path.normpath(path) != "." else os.path.basename(folder) or folder
    return LocalRepository(shown, _source(folder, top, revision), folder)


def _source(folder: str, top: str | None, revision: str | None) -> Source:
    """How the folder is read."""
    # Only without `.git`, as Git does it: a work tree may hold files that look like a repository.
    bare = top != os.path.realpath(folder) and _is_bare(folder)
    if bare:
        return Commit(folder, revision or "HEAD")
    if revision is None:
        return PlainFolder(folder) if top is None else WorkTree(folder)
    if top is None:
        raise UsageError(message("path.no-git-for-revision", path=folder, revision=revision))
    below = os.path.relpath(os.path.realpath(folder), top)
    return Commit(top, revision, "" if below == "." else f"{below}/")


def _work_tree_top(folder: str) -> str | None:
    """The nearest folder, upwards, that holds a `.git`."""
    at = os.path.realpath(folder)
    while True:
        if os.path.exists(os.path.join(at, ".git")):
            return at
        above = os.path.dirname(at)
        if above == at:
            return None
        at = above


def _is_bare(folder: str) -> bool:
    """Whether the folder is a bare repository, by what Git itself looks for."""
    return os.path.isfile(os.path.join(folder, "HEAD")) and all(
        os.path.isdir(os.path.join(folder, name)) for name in ("objects", "refs")
    )
