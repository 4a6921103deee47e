# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A bare repository in a folder, as a place of stories: people work on it with Git."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ospo_policy.forges.local import request_book
from ospo_policy.forges.local.git import Git
from ospo_policy.forges.local.request_book import Line
from ospo_policy.forges.local.requests import LocalRequests
from ospo_policy.model.organisation import ForgeType
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import RequestForge, SeenRequest, Situation, State
from tests.lifecycle.place import BASE_FILES, BRANCH, KilledError, There
from tests.support.repositories import git

NOW = 1_795_600_000
WRITING = ("update-ref", "hash-object", "fast-import")


class _DyingGit(Git):
    """Git that dies after so many commands that write."""

    left = 0

    def run(self, *arguments: str, feed: bytes | None = None) -> bytes:
        found = super().run(*arguments, feed=feed)
        if arguments[0] in WRITING:
            type(self).left -= 1
            if type(self).left == 0:
                raise KilledError
        return found


class _DyingRequests(LocalRequests):
    def __init__(self, folder: str, now: int, kill_after: int) -> None:
        super().__init__(folder, now)
        _DyingGit.left = kill_after

    def _git(self, listed: Listed) -> Git:
        safe = super()._git(listed)
        return _DyingGit(safe.folder, safe._environment)


class LocalPlace:
    """See `tests.lifecycle.place.Place`."""

    can = frozenset({"rename_base", "labels", "draft", "confidential", "conflicts"})
    forge_type = ForgeType.GITLAB  # which has confidential issues, as the book of a folder does

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "good.git"
        self.folder.mkdir(parents=True)
        git(self.folder, "init", "-q", "--bare", "--initial-branch", "main")
        self.base = "main"
        self.commit(BASE_FILES)

    def copy(self, folder: Path) -> LocalPlace:
        """The same, as it is now, somewhere else."""
        other = copy.copy(self)
        other.folder = folder / "good.git"
        shutil.copytree(self.folder, other.folder)
        return other

    def writer(self, token: str = "write", kill_after: int | None = None) -> RequestForge:
        del token  # a folder knows none
        where = str(self.folder.parent)
        return LocalRequests(where, NOW) if kill_after is None else _DyingRequests(where, NOW, kill_after)

    def listed(self) -> Listed:
        return Listed("local:good", "local", "", "good", str(self.folder), "good.git", self.head(), {})

    def head(self) -> str:
        return git(self.folder, "rev-parse", f"refs/heads/{self.base}")

    def read(self, path: str) -> str | None:
        return self._read(f"refs/heads/{self.base}", path)

    def _read(self, revision: str, path: str) -> str | None:
        done = subprocess.run(["git", "show", f"{revision}:{path}"], cwd=self.folder, capture_output=True, check=False)
        return done.stdout.decode() if done.returncode == 0 else None

    def _seen(self) -> Situation:
        ((_, seen),) = LocalRequests(str(self.folder.parent), NOW).situations([self.listed()], [BRANCH])
        assert isinstance(seen, Situation)
        return seen

    def requests(self) -> list[There]:
        return [self._there(one) for one in reversed(self._seen().requests)]

    def _there(self, one: SeenRequest) -> There:
        files: dict[str, str | None] = {}
        if one.head:
            line = self._line(one.number)
            since = git(self.folder, "merge-base", line.onto, one.head)
            changed = git(self.folder, "diff", "--name-only", since, one.head).splitlines()
            files = {path: self._read(one.head, path) for path in changed}
        return There(
            one.state.value, one.title, one.text, one.branch, one.base, files, len(one.commits or ()), one.is_draft,
            one.labels, one.comments, conflicts=bool(one.has_conflicts),
        )  # fmt: skip

    def issues(self) -> list[There]:
        return [
            There(
                one.state.value,
                one.title,
                one.text,
                labels=one.labels,
                comments=one.comments,
                confidential=one.confidential,
            )
            for one in reversed(self._seen().issues)
        ]

    def branches(self) -> set[str]:
        names = git(self.folder, "for-each-ref", "--format=%(refname:short)", "refs/heads").splitlines()
        return set(names) - {self.base}

    def setting(self, name: str) -> object:
        raise KeyError(name)

    def commit(self, files: Mapping[str, str | None], branch: str = "", parent: str = "") -> None:
        """Somebody commits, with Git's own commands."""
        branch = branch or self.base
        there = self._head_of(branch) or parent
        index = {"GIT_INDEX_FILE": str(self.folder / "index.of.somebody")}
        git(self.folder, "read-tree", *([there] if there else ["--empty"]), env=index)
        for path, text in files.items():
            if text is None:
                gone = f"0 {'0' * 40}\t{path}\n".encode()
                subprocess.run(
                    ["git", "update-index", "--index-info"],
                    cwd=self.folder,
                    input=gone,
                    env=os.environ | index,
                    check=True,
                )
            else:
                blob = subprocess.run(
                    ["git", "hash-object", "-w", "--stdin"], cwd=self.folder, input=text.encode(), capture_output=True, check=True
                ).stdout.decode().strip()  # fmt: skip
                git(self.folder, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", env=index)
        tree = git(self.folder, "write-tree", env=index)
        parents = ["-p", there] if there else []
        made = git(self.folder, "commit-tree", tree, *parents, "-m", "Somebody's change")
        git(self.folder, "update-ref", f"refs/heads/{branch}", made)

    def _head_of(self, branch: str) -> str:
        done = subprocess.run(
            ["git", "rev-parse", "--verify", "-q", f"refs/heads/{branch}"], cwd=self.folder, capture_output=True, text=True, check=False
        )  # fmt: skip
        return done.stdout.strip()

    def push(self, files: Mapping[str, str | None]) -> None:
        self.commit(files, self._open().branch)

    def branch(self, files: Mapping[str, str | None]) -> None:
        self.commit(files, BRANCH, self.head())

    def empty_branch(self) -> None:
        git(self.folder, "update-ref", f"refs/heads/{BRANCH}", self.head())

    def merge(self) -> None:
        one = self._open()
        made = git(
            self.folder, "commit-tree", f"refs/heads/{one.branch}^{{tree}}", "-p", self.head(), "-p", f"refs/heads/{one.branch}",
            "-m", "Merge",
        )  # fmt: skip
        git(self.folder, "update-ref", f"refs/heads/{self.base}", made)

    def squash(self) -> None:
        one = self._open()
        made = git(self.folder, "commit-tree", f"refs/heads/{one.branch}^{{tree}}", "-p", self.head(), "-m", "Squashed")
        git(self.folder, "update-ref", f"refs/heads/{self.base}", made)
        git(self.folder, "update-ref", "-d", f"refs/heads/{one.branch}")

    def close(self) -> None:
        git(self.folder, "update-ref", "-d", f"refs/heads/{self._open().branch}")

    def edit_text(self, text: str) -> None:
        self._edit(self._open().number, text=text)

    def edit_title(self, title: str) -> None:
        self._edit(self._open().number, title=title)

    def label(self, name: str) -> None:
        self._edit(self._open().number, labels=(name,))

    def label_issue(self, name: str) -> None:
        self._edit(self._seen().issues[0].number, labels=(name,))

    def close_issue(self) -> None:
        self._edit(self._seen().issues[0].number, state=State.CLOSED)

    def edit_issue(self, text: str) -> None:
        one = self._seen().issues[0]
        mark = one.text[one.text.index("<!--") :]
        self._edit(one.number, text=f"{text}\n\n{mark}")

    def rename_base(self, name: str) -> None:
        git(self.folder, "branch", "-m", self.base, name)
        git(self.folder, "symbolic-ref", "HEAD", f"refs/heads/{name}")
        self.base = name

    def switch_base(self, name: str) -> None:
        git(self.folder, "branch", name, self.base)
        git(self.folder, "symbolic-ref", "HEAD", f"refs/heads/{name}")
        self.base = name

    def _open(self) -> SeenRequest:
        return next(one for one in self._seen().requests if one.state is State.OPEN)

    def _line(self, number: int) -> Line:
        line = request_book.read(Git(str(self.folder))).line(number)
        assert line is not None
        return line

    def _edit(self, number: int, **changes: object) -> None:
        book = request_book.read(Git(str(self.folder)))
        request_book.write(Git(str(self.folder)), book.with_line(self._line(number)._replace(**changes)))  # type: ignore[arg-type]
