# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the test GitLab holds: groups, projects with their files as Git objects, tokens with rights."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.forges.gitlab_server.life import Life, User

LINK, EXECUTABLE, PLAIN, SUBMODULE = "120000", "100755", "100644", "160000"


class Access(IntEnum):
    """GitLab's access levels; nobody is signed in with `NONE`."""

    NONE = 0
    GUEST = 10
    REPORTER = 20
    DEVELOPER = 30
    MAINTAINER = 40
    OWNER = 50


def git_oid(kind: str, data: bytes) -> str:
    """The object id that Git gives to data."""
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class File:
    """A file, link or submodule (`data` is the commit id then)."""

    data: bytes
    mode: str = PLAIN

    @property
    def oid(self) -> str:
        return self.data.decode() if self.mode == SUBMODULE else git_oid("blob", self.data)


@dataclass
class Protection:
    """A rule for branches, with how many approvals it wants."""

    name: str
    allow_force_push: bool = False
    approvals: int | None = None
    push: int = 40
    """The access level that may push; 0 for nobody."""
    merge: int = 40


@dataclass
class Project:
    """A project. `edition` tells whether paid features answer."""

    path: str
    files: Mapping[str, File] = field(default_factory=dict)
    id: int = 0
    description: str | None = ""
    topics: list[str] = field(default_factory=list)
    visibility: str = "public"
    default_branch: str = "main"
    archived: bool = False
    forked_from: str | None = None
    mirror: bool = False
    mirror_of: str = ""
    issues: bool = True
    repository: bool = True
    pipeline_must_succeed: bool = False
    protections: list[Protection] = field(default_factory=list)
    dco: bool | None = None
    """What a push rule says of sign-offs; None without a rule."""
    members_only: bool = False
    """Whether issues and merge requests are shown to members alone."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    """Issues, as GraphQL tells them."""
    merged: list[dict[str, Any]] = field(default_factory=list)
    """Merged requests, as GraphQL tells them."""
    tags: list[dict[str, Any]] = field(default_factory=list)
    releases: list[dict[str, Any]] = field(default_factory=list)
    commits: list[dict[str, Any]] = field(default_factory=list)
    committed: str = "2026-01-15T12:00:00Z"
    deleted: bool = False
    requests: bool = True
    life: Life | None = None
    """What is written to it; without, it is read alone."""

    @property
    def head(self) -> str | None:
        if self.life is not None:
            return self.life.branch(self.default_branch)
        if not self.files:
            return None
        listing = "".join(f"{file.mode} {path}\0{file.oid}" for path, file in sorted(self.files.items()))
        return git_oid("commit", f"{listing}{self.committed}".encode("utf-8", "surrogateescape"))

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def group(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass
class Group:
    """A group, or a user's namespace."""

    path: str
    id: int = 0
    description: str = ""
    avatar: bool = False
    two_factor: bool = False
    owners: int = 1
    templates: int | None = None
    """The project that its file templates are in."""
    is_user: bool = False


@dataclass
class Token:
    """A token: what it may do, and how it is shown."""

    value: str
    access: Access
    header: str = "PRIVATE-TOKEN"
    login: str = "ospo"
    scope: str = "api"


@dataclass
class World:
    """Everything that the server answers from."""

    groups: list[Group] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    templates: int | None = None
    """The project of the instance's templates."""
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

    def add_group(self, path: str, **about: Any) -> Group:
        group = Group(path, id=len(self.groups) + 1, **about)
        self.groups.append(group)
        return group

    def add(self, path: str, files: Mapping[str, str | bytes | File] | None = None, **about: Any) -> Project:
        """A project in a group that is made if there is none."""
        made = {
            name: File(what.encode() if isinstance(what, str) else what) if not isinstance(what, File) else what
            for name, what in (files or {}).items()
        }
        project = Project(path, made, id=1000 + len(self.projects), **about)
        self.projects.append(project)
        parts = project.group.split("/")
        for depth in range(1, len(parts) + 1):
            if self.group("/".join(parts[:depth])) is None:
                self.add_group("/".join(parts[:depth]))
        return project

    def group(self, path: str) -> Group | None:
        return next((group for group in self.groups if group.path.lower() == path.lower()), None)

    def project(self, wanted: str) -> Project | None:
        """By path or number."""
        live = (project for project in self.projects if not project.deleted)
        return next((one for one in live if one.path.lower() == wanted.lower() or str(one.id) == wanted), None)

    def in_group(self, path: str, *, below: bool) -> list[Project]:
        return [
            project
            for project in self.projects
            if project.group == path or (below and project.group.startswith(f"{path}/"))
        ]


def visible(project: Project, access: Access) -> bool:
    """Whether who has this access may know of the project."""
    return access >= Access.GUEST or project.visibility == "public"


def reads_code(project: Project, access: Access) -> bool:
    """Whether who has this access may read its files."""
    return project.repository and (project.visibility == "public" or access >= Access.REPORTER)


def templates(world: World, project: Project, folder: str, *, paid: bool) -> dict[str, bytes]:
    """The templates that a project offers, by name: its own, and those of its groups and of the instance."""
    sources: list[int | None] = [project.id]
    if paid:
        path = project.group
        while path:
            group = world.group(path)
            sources.append(group.templates if group else None)
            path = path.rpartition("/")[0]
        sources.append(world.templates)
    found: dict[str, bytes] = {}
    for number in sources:
        source = world.project(str(number)) if number else None
        for name, file in (source.files if source else {}).items():
            at, _, last = name.rpartition("/")
            if at == folder and last.endswith(".md"):
                found.setdefault(last.removesuffix(".md"), file.data)
    return found


def from_git(folder: Path) -> dict[str, File]:
    """The files of a repository's HEAD."""

    def run(*words: str) -> bytes:
        return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True).stdout

    files = {}
    for line in run("ls-tree", "-r", "-z", "HEAD").split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, kind, oid = about.decode().split()
        data = oid.encode() if kind == "commit" else run("cat-file", "blob", oid)
        files[path.decode("utf-8", "surrogateescape")] = File(data, mode)
    return files


def tags_from_git(folder: Path) -> list[dict[str, Any]]:
    """The tags of a repository, as REST tells them."""
    form = "%(refname:strip=2)%00%(creatordate:iso-strict)"
    command = ["git", "for-each-ref", "--sort=creatordate", f"--format={form}", "refs/tags"]
    lines = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.splitlines()
    return [
        {"name": name, "created_at": date, "commit": {}} for name, _, date in (one.partition("\0") for one in lines)
    ]
