# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lives in a project: branches with commits, merge requests and issues with what is said on them, as on GitLab."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.forges.memory_git import Made, MemoryGit, Person

if TYPE_CHECKING:
    from tests.forges.gitlab_server.world import Project

DRAFT = re.compile(r"(?i)\A\s*(draft:|\[draft\]|\(draft\))")
COMMAND = re.compile(r"(?m)^/(close|merge|label|assign|title|draft|confidential)\b.*$\n?")
"""Quick actions: carried out, and taken out of the text (lib/gitlab/quick_actions/extractor.rb)."""


def iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@dataclass
class User:
    """An account."""

    id: int
    login: str
    name: str
    email: str

    @property
    def person(self) -> Person:
        return Person(self.name, self.email)


@dataclass
class Note:
    """Something said, or noted by GitLab itself."""

    id: int
    author: str
    body: str
    created: int
    system: bool = False


@dataclass
class Thing:
    """A merge request or an issue."""

    iid: int
    author: str
    title: str
    description: str
    created: int
    state: str = "opened"
    labels: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    confidential: bool = False

    @property
    def draft(self) -> bool:
        return DRAFT.match(self.title) is not None

    def says(self, text: str) -> None:
        """Give it a text: commands in it are carried out."""
        for found in COMMAND.finditer(text):
            if found[1] == "close":
                self.state = "closed"
            elif found[1] == "confidential":
                self.confidential = True
        self.description = COMMAND.sub("", text)


@dataclass
class Request(Thing):
    """A merge request. `kept` are its commits and its head once it is no longer open."""

    source: str = ""
    target: str = ""
    source_project: int = 0
    removes_branch: bool = False
    reviewers: list[int] = field(default_factory=list)
    kept: tuple[str | None, tuple[str, ...]] | None = None
    stale: tuple[str | None, tuple[str, ...]] | None = None
    """What is told of it until GitLab has brought it up to date after a push, in tests of that."""
    unchecked: bool = False


@dataclass
class Life:
    """All of it."""

    git: MemoryGit = field(default_factory=MemoryGit)
    requests: list[Request] = field(default_factory=list)
    issues: list[Thing] = field(default_factory=list)
    approval_rules: list[dict[str, Any]] = field(default_factory=list)
    deletes_merged: bool = False

    def branch(self, name: str) -> str | None:
        return self.git.refs.get(name)

    def commits(self, request: Request) -> list[Made]:
        """The commits of a request, the newest first."""
        _, oids = self._now(request)
        return [self.git.read(oid) for oid in oids]

    def head(self, request: Request) -> str | None:
        return self._now(request)[0]

    def _now(self, request: Request) -> tuple[str | None, tuple[str, ...]]:
        if request.kept is not None:
            return request.kept
        if request.stale is not None:
            return request.stale
        head, base = self.branch(request.source), self.branch(request.target)
        if head is None or base is None:
            return head, ()
        return head, tuple(made.oid for made in self.git.log(head, base))

    def conflicts(self, request: Request) -> bool:
        head, base = self.branch(request.source), self.branch(request.target)
        return request.kept is None and bool(head and base and self.git.conflicts(base, head))

    def end(self, request: Request, state: str) -> None:
        """Close or merge it."""
        request.kept = self._now(request)
        request.state = state

    def reopen(self, thing: Thing) -> None:
        thing.state = "opened"
        if isinstance(thing, Request):
            thing.kept = None

    def find(self, things: Iterable[Thing], iid: str) -> Any:
        return next((one for one in things if str(one.iid) == iid), None)


def move(project: Project, branch: str, oid: str | None) -> None:
    """A branch moves, is made or goes; requests whose commits their target then holds are merged."""
    life = project.life
    assert life is not None
    if oid is None:
        life.git.refs.pop(branch, None)
        return
    life.git.refs[branch] = oid
    if branch == project.default_branch:
        project.files = life.git.files(oid)
    held = {made.oid for made in life.git.log(oid)}
    for one in life.requests:
        commits = life.commits(one)
        if one.state == "opened" and one.target == branch and commits and commits[0].oid in held:
            life.end(one, "merged")
