# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a world is made of: owners, repositories, tokens, Apps, and requests as they were answered."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.forges.github_server.defaults import REPOSITORY
from tests.forges.github_server.git_objects import Files, Store

RIGHTS = ("none", "read", "triage", "write", "maintain", "admin", "owner")
EPOCH = 1_767_268_800
"""2026-01-01T12:00:00Z, the moment of what has none of its own."""


def moment(seconds: int) -> str:
    """A moment as GitHub writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


class Token(NamedTuple):
    """Who asks, and what may be seen: a right (see RIGHTS) for each owner or `owner/name`."""

    value: str
    login: str
    rights: Mapping[str, str]
    kind: str = "user"
    expires: float | None = None
    scopes: frozenset[str] | None = None
    """Those of a classic token; None for a token without scopes, which is judged by its rights alone."""
    permissions: Mapping[str, str] | None = None
    """Those of an installation or a fine-grained token, by GitHub's names (`contents`: `write`); None: all that its rights give."""


class Entry(NamedTuple):
    """One request as it was answered."""

    method: str
    path: str
    status: int
    points: int
    bytes: int
    login: str
    latency: float = 0.0
    is_write: bool = False
    what: str = ""
    """The names of the fields that a document of GraphQL asks for first."""
    at: float = 0.0


class App(NamedTuple):
    """A GitHub App: its number, the key that its tokens are signed with, and its installations (number, owner, right)."""

    id: int
    public_key: str
    installations: dict[int, tuple[str, str]]
    permissions: Mapping[str, str] | None = None


class Owner:
    """An organisation or a user."""

    def __init__(self, kind: str, login: str, number: int, fields: Mapping[str, Any]) -> None:
        self.kind, self.login, self.number = kind, login, number
        self.fields: dict[str, Any] = {"createdAt": moment(EPOCH), "updatedAt": moment(EPOCH), **fields}
        self.repositories: dict[str, Repo] = {}


class Repo:
    """A repository: its fields as GraphQL names them, its references, its objects."""

    def __init__(self, store: Store, owner: Owner, name: str, number: int, fields: Mapping[str, Any]) -> None:
        self.store, self.owner, self.name, self.number = store, owner, name, number
        self.branch = str(fields.get("branch", "main"))
        given = {key: value for key, value in fields.items() if key != "branch"}
        self.fields: dict[str, Any] = {"createdAt": moment(EPOCH), "updatedAt": moment(EPOCH), **REPOSITORY, **given}
        self.refs: dict[str, str] = {}
        self.arriving: tuple[dict[str, str], int] = ({}, 0)
        """References of a fork that is being made, and how often it is looked at before they are there."""
        self._reachable: tuple[tuple[str, ...], frozenset[str]] = ((), frozenset())

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner.login}/{self.name}"

    @property
    def head(self) -> str | None:
        """The commit of the default branch."""
        return self.refs.get(f"refs/heads/{self.branch}")

    @property
    def oids(self) -> frozenset[str]:
        """Every object that its references lead to."""
        roots = tuple(sorted(set(self.refs.values())))
        if roots != self._reachable[0]:
            self._reachable = (roots, self.store.reachable(roots))
        return self._reachable[1]

    def commit(
        self, files: Files, message: str = "Change", date: int = EPOCH, branch: str = "", *, signature: str = ""
    ) -> str:
        """Commit exactly these files to a branch; the commit's id."""
        name = f"refs/heads/{branch or self.branch}"
        parents = [self.refs[name]] if name in self.refs else []
        tree = self.store.write_tree(files)
        self.refs[name] = self.store.write_commit(tree, parents, message, date, signature=signature)
        self.fields["pushedAt"] = moment(date)
        return self.refs[name]

    def look(self) -> None:
        """Somebody looks at a reference: a fork that is being made comes nearer."""
        refs, left = self.arriving
        if refs and left <= 0:
            self.refs |= refs
            self.arriving = ({}, 0)
        elif refs:
            self.arriving = (refs, left - 1)

    def move(self, branch: str, oid: str | None) -> None:
        """Let a branch stand elsewhere, or nowhere."""
        if oid is None:
            self.refs.pop(f"refs/heads/{branch}", None)
        else:
            self.refs[f"refs/heads/{branch}"] = oid

    def tag(self, name: str, date: int | None = None, *, signed: bool = False) -> str:
        """Tag the head: annotated if a date is given."""
        head = self.head
        assert head, "nothing to tag"
        oid = head if date is None else self.store.write_tag(name, head, date, signed=signed)
        self.refs[f"refs/tags/{name}"] = oid
        return oid

    def export(self, folder: Path) -> Path:
        """Write it as a bare repository."""
        self.store.export(folder, self.refs, self.branch)
        return folder
