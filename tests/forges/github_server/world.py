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
from typing import Any

from tests.forges.github_server.defaults import HIDDEN, ORGANISATION, RIGHTS_NEEDED, SCOPES_NEEDED
from tests.forges.github_server.faults import Asked, Fault, is_write
from tests.forges.github_server.git_objects import Files, Store
from tests.forges.github_server.limits import Limits, Meters
from tests.forges.github_server.people import People
from tests.forges.github_server.things import EPOCH, RIGHTS, App, Entry, Owner, Repo, Token, moment

__all__ = ["EPOCH", "RIGHTS", "App", "Entry", "Owner", "Repo", "Token", "World", "moment"]


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
        self.bots: dict[str, Owner] = {}
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
        self.looks_until_forked = 1
        self.is_slow_to_merge = False
        """Whether GitHub has not found out yet if a request has conflicts."""
        self.lock = threading.RLock()
        self.latency: Callable[[str], float] = lambda _path: 0.0
        self.sleep: Callable[[float], None] = lambda _seconds: None
        self.people = People(self)
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

    def token(
        self,
        value: str,
        login: str = "ada",
        scopes: str | None = None,
        permissions: Mapping[str, str] | None = None,
        **rights: str,
    ) -> Token:
        """Add a token; `rights` by owner, or by `owner/name` (`**{"org/name": "admin"}`); `scopes` of a classic one."""
        given = {name.lower(): right for name, right in rights.items()}
        classic = None if scopes is None else frozenset(scopes.split())
        token = self.tokens[value] = Token(value, login, given, scopes=classic, permissions=permissions)
        return token

    def app(
        self, number: int, public_key: str, permissions: Mapping[str, str] | None = None, **installations: str
    ) -> App:
        """Add an App, installed for owners, with a right each, and the permissions that go with it unless they are told."""
        numbered = {self.number(): (login, right) for login, right in installations.items()}
        app = self.apps[number] = App(number, public_key, numbered, permissions)
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

    def kill(self, after: int, *, carried_out: bool = False, counting: Callable[[Asked], bool] = is_write) -> None:
        """From the write after so many on, nothing answers any more, as when a run is killed; that one may be carried out yet.

        `counting` says which requests count; `faults.clear()` brings the server back.
        """
        left = [after]

        def strikes(asked: Asked) -> bool:
            left[0] -= counting(asked)
            return counting(asked) and left[0] == -1

        self.faults = [
            Fault("lost" if carried_out else "closed", when=strikes),
            Fault("closed", times=0, when=lambda _: left[0] < 0),
        ]

    def spent(self) -> tuple[int, int, int]:
        """Requests, points of GraphQL and bytes so far."""
        return len(self.log), sum(entry.points for entry in self.log), sum(entry.bytes for entry in self.log)
