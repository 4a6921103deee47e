# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the test Forgejo holds: owners, repositories that are folders with Git, tokens with rights."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.forges.gitlab_server.world import File, from_git

if TYPE_CHECKING:
    from tests.forges.forgejo_server.life import Life, User


class Right(IntEnum):
    """What a token may do everywhere; nobody is signed in with `NONE`."""

    NONE = 0
    READ = 1
    WRITE = 2
    ADMIN = 3
    OWNER = 4


@dataclass
class Token:
    """A token and its right."""

    value: str
    right: Right
    login: str = "ospo"
    writes: bool = True
    """Whether its scopes allow to write."""


@dataclass
class Rule:
    """A rule for branches; `force_push` is None on servers that do not have this setting."""

    name: str
    approvals: int = 0
    checks: list[str] = field(default_factory=list)
    force_push: bool | None = None


@dataclass
class Repo:
    """A repository. Without a folder it is empty."""

    owner: str
    name: str
    folder: Path | None = None
    id: int = 0
    about: dict[str, Any] = field(default_factory=dict)
    private: bool = False
    code: bool = True
    rule: Rule | None = None
    releases: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    reviews: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    commits: list[dict[str, Any]] = field(default_factory=list)
    old_names: list[str] = field(default_factory=list)
    deleted: bool = False
    life: Life | None = None
    """What is written to it; without, it is read alone."""

    @property
    def branch(self) -> str:
        return str(self.about.get("default_branch", "main"))

    @cached_property
    def files(self) -> dict[str, File]:
        return from_git(self.folder) if self.folder else {}

    @cached_property
    def blobs(self) -> dict[str, bytes]:
        return {file.oid: file.data for file in self.files.values() if file.mode != "160000"}

    @cached_property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.folder, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    @cached_property
    def tags(self) -> list[tuple[str, str, str, str]]:
        """Name, id, commit and date of each tag, the latest first."""
        form = "--format=%(refname:strip=2)%09%(objectname)%09%(*objectname)%09%(creatordate:iso-strict)"
        lines = self.git("for-each-ref", "--sort=-creatordate", form, "refs/tags").splitlines()
        return [(name, oid, commit or oid, date) for name, oid, commit, date in (line.split("\t") for line in lines)]


@dataclass
class Owner:
    """An organisation or a user."""

    name: str
    is_user: bool = False
    visibility: str = "public"
    about: dict[str, Any] = field(default_factory=dict)
    members: int = 1


@dataclass
class World:
    """Everything that the server answers from."""

    owners: list[Owner] = field(default_factory=list)
    repos: list[Repo] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)
    ticks: int = 0

    def moment(self) -> int:
        """The time, which passes by a second whenever somebody looks."""
        self.ticks += 1
        return 1_795_600_000 + self.ticks

    def number(self) -> int:
        """A number that nothing else has."""
        self.ticks += 1
        return 5_000 + self.ticks

    def add(self, path: str, folder: Path | None = None, **about: Any) -> Repo:
        """A repository of an owner, an organisation if there is none of that name."""
        owner, _, name = path.partition("/")
        repo = Repo(owner, name, folder, id=100 + len(self.repos), **about)
        self.repos.append(repo)
        if self.owner(owner) is None:
            self.owners.append(Owner(owner))
        return repo

    def owner(self, name: str) -> Owner | None:
        return next((one for one in self.owners if one.name.lower() == name.lower()), None)

    def repo(self, owner: str, name: str) -> Repo | None:
        """By name, former names included."""
        live = [one for one in self.repos if one.owner == owner and not one.deleted]
        return next((one for one in live if name == one.name or name in one.old_names), None)
