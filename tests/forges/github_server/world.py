# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The world that the test GitHub shows: owners, repositories, tokens, Apps, limits, faults, and a log of requests.

`fields` of owners and repositories are named as in GraphQL; what is not given has a default (`defaults.py`).
Thousands of repositories are built in seconds, since all is in memory; `Repo.export` writes one for Git,
`World.from_disk` reads one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.forges.github_server.defaults import HIDDEN, ORGANISATION, REPOSITORY, RIGHTS_NEEDED, SCOPES_NEEDED
from tests.forges.github_server.faults import Fault
from tests.forges.github_server.git_objects import Files, Store
from tests.forges.github_server.limits import Limits, Meters

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


class Entry(NamedTuple):
    """One request as it was answered."""

    method: str
    path: str
    status: int
    points: int
    bytes: int
    login: str
    latency: float = 0.0


class App(NamedTuple):
    """A GitHub App: its number, the key that its tokens are signed with, and its installations (number, owner, right)."""

    id: int
    public_key: str
    installations: dict[int, tuple[str, str]]


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


class World:
    """All that the server knows, and what it was asked."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.store = Store()
        self.owners: dict[str, Owner] = {}
        self.by_number: dict[int, Repo] = {}
        self.renamed: dict[str, Repo] = {}
        self.tokens: dict[str, Token] = {}
        self.apps: dict[int, App] = {}
        self.rights_needed = dict(RIGHTS_NEEDED)
        self.scopes_needed = dict(SCOPES_NEEDED)
        self.hidden = set(HIDDEN)
        self.limits = Limits()
        self.meters = Meters(self.limits, self.now)
        self.faults: list[Fault] = []
        self.log: list[Entry] = []
        self.graphql_status: int | None = None
        """What GraphQL is refused with, where it is switched off."""
        self.has_git = True
        """Whether Git's own protocol is answered."""
        self.blob_text_limit = 512 * 1024
        self.tree_limit = 100_000
        self.lock = threading.RLock()
        self.latency: Callable[[str], float] = lambda _path: 0.0
        self.sleep: Callable[[float], None] = lambda _seconds: None
        self._numbers = 1000

    def now(self) -> float:
        """The moment, by whatever clock is set."""
        return self.clock()

    def number(self) -> int:
        """A number that nothing else has."""
        self._numbers += 1
        return self._numbers

    def organisation(self, login: str, **fields: Any) -> Owner:
        """Add an organisation."""
        owner = Owner("Organization", login, self.number(), {**ORGANISATION, **fields})
        self.owners[login.lower()] = owner
        return owner

    def user(self, login: str, **fields: Any) -> Owner:
        """Add a user."""
        owner = self.owners[login.lower()] = Owner("User", login, self.number(), fields)
        return owner

    def repository(self, full_name: str, files: Files | None = None, **fields: Any) -> Repo:
        """Add a repository; without files it is empty. `branch` names its default branch."""
        login, _, name = full_name.partition("/")
        owner = self.owners.get(login.lower()) or self.organisation(login)
        repo = Repo(self.store, owner, name, self.number(), fields)
        owner.repositories[name.lower()] = self.by_number[repo.number] = repo
        if files is not None:
            repo.commit(files, "As published")
        return repo

    def from_disk(self, full_name: str, folder: Path, **fields: Any) -> Repo:
        """Add a repository that Git has on disk."""
        refs = self.store.load(folder)
        repo = self.repository(full_name, branch=refs.pop("HEAD").removeprefix("refs/heads/"), **fields)
        repo.refs.update(refs)
        repo.fields.setdefault("pushedAt", moment(EPOCH))
        return repo

    def rename(self, full_name: str, to: str) -> None:
        """Rename or transfer a repository: the old name leads to the new one."""
        repo = self.find(full_name)
        assert repo, full_name
        login, _, name = to.partition("/")
        del repo.owner.repositories[repo.name.lower()]
        self.renamed[full_name.lower()] = repo
        repo.owner = self.owners.get(login.lower()) or self.organisation(login)
        repo.name = name
        repo.owner.repositories[name.lower()] = repo

    def find(self, full_name: str, *, follow: bool = True) -> Repo | None:
        """The repository of a name, or of what it was called before."""
        login, _, name = full_name.lower().partition("/")
        owner = self.owners.get(login)
        found = owner.repositories.get(name) if owner else None
        return found or (self.renamed.get(full_name.lower()) if follow else None)

    def token(self, value: str, login: str = "ada", scopes: str | None = None, **rights: str) -> Token:
        """Add a token; `rights` by owner, or by `owner/name` (`**{"org/name": "admin"}`); `scopes` of a classic one."""
        given = {name.lower(): right for name, right in rights.items()}
        classic = None if scopes is None else frozenset(scopes.split())
        token = self.tokens[value] = Token(value, login, given, scopes=classic)
        return token

    def app(self, number: int, public_key: str, **installations: str) -> App:
        """Add an App, installed for owners, with a right each."""
        numbered = {self.number(): (login, right) for login, right in installations.items()}
        app = self.apps[number] = App(number, public_key, numbered)
        return app

    def right(self, token: Token | None, repo: Repo) -> int:
        """What the token may do there, as a place in RIGHTS."""
        rights = token.rights if token else {}
        names = (rights.get(repo.owner.login.lower(), "none"), rights.get(repo.full_name.lower(), "none"))
        given = max(RIGHTS.index(name) for name in names)
        return given if repo.fields.get("isPrivate") else max(given, 1)

    def owner_right(self, token: Token | None, owner: Owner) -> int:
        """What the token may do with an organisation."""
        return RIGHTS.index(token.rights.get(owner.login.lower(), "none")) if token else 0

    def visible(self, token: Token | None, owner: Owner) -> Iterable[Repo]:
        """The repositories of an owner that the token may see."""
        return [repo for repo in owner.repositories.values() if self.right(token, repo) > 0]

    def spent(self) -> tuple[int, int, int]:
        """Requests, points of GraphQL and bytes so far."""
        return len(self.log), sum(entry.points for entry in self.log), sum(entry.bytes for entry in self.log)
