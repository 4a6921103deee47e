# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lives in a repository: branches with commits, pull requests and issues with comments, as on Forgejo."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.forges.gitlab_server.life import User
from tests.forges.memory_git import Made, MemoryGit


def iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Thing:
    """An issue, or a pull request, which has a head; their numbers are of one row."""

    number: int
    user: str
    title: str
    body: str
    created: int
    state: str = "open"
    labels: list[int] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    head: str = ""
    base: str = ""
    merged: bool = False
    reviewers: list[str] = field(default_factory=list)
    kept: tuple[str | None, tuple[str, ...]] | None = None
    """The head and the commits of a request that is no longer open."""

    @property
    def is_pull(self) -> bool:
        return bool(self.head)


@dataclass
class BranchRule:
    """A rule that protects branches; without `push`, nobody pushes."""

    name: str
    push: bool = False
    approvals: int = 0
    force_push: bool | None = None

    def fits(self, branch: str) -> bool:
        """Globs, in which * stops at a slash and ** does not (gobwas/glob)."""
        parts = re.split(r"(\*\*|\*)", self.name)
        text = "".join({"**": ".*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)
        return re.fullmatch(text, branch) is not None


@dataclass
class Life:
    """All of it."""

    git: MemoryGit = field(default_factory=MemoryGit)
    things: list[Thing] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    rules: list[BranchRule] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    def pulls(self) -> list[Thing]:
        return [one for one in self.things if one.is_pull]

    def issues(self) -> list[Thing]:
        return [one for one in self.things if not one.is_pull]

    def commits(self, pull: Thing) -> list[Made]:
        """The commits of a request, the newest first."""
        return [self.git.read(oid) for oid in self._now(pull)[1]]

    def head_of(self, pull: Thing) -> str | None:
        return self._now(pull)[0]

    def _now(self, pull: Thing) -> tuple[str | None, tuple[str, ...]]:
        if pull.kept is not None:
            return pull.kept
        head, base = self.git.refs.get(pull.head), self.git.refs.get(pull.base)
        if head is None or base is None:
            return head, ()
        return head, tuple(made.oid for made in self.git.log(head, base))

    def conflicts(self, pull: Thing) -> bool:
        head, base = self.git.refs.get(pull.head), self.git.refs.get(pull.base)
        return pull.kept is None and bool(head and base and self.git.conflicts(base, head))

    def end(self, pull: Thing, *, merged: bool) -> None:
        """Close or merge it."""
        pull.kept = self._now(pull)
        pull.state, pull.merged = "closed", merged

    def gone(self, branch: str, before: str) -> None:
        """A branch was deleted: its open requests are closed (services/repository/branch.go)."""
        for one in self.pulls():
            if one.state == "open" and one.head == branch:
                self.git.refs[branch] = before
                self.end(one, merged=False)
                del self.git.refs[branch]

    def rule(self, branch: str) -> BranchRule | None:
        return next((rule for rule in self.rules if rule.fits(branch)), None)

    def thing(self, number: str) -> Any:
        return next((one for one in self.things if str(one.number) == number), None)


__all__ = ["BranchRule", "Life", "Thing", "User", "iso"]
