# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A project on the test GitLab, as a place of stories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ospo_policy.forges.gitlab.requests import GitLabRequests
from ospo_policy.forges.gitlab.transport import Token as Secret
from ospo_policy.forges.gitlab.transport import Transport
from ospo_policy.forges.pace import UNHURRIED, Pace
from ospo_policy.model.organisation import ForgeType
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import RequestForge
from tests.forges.gitlab_server.life import Request, Thing, User
from tests.forges.gitlab_server.people import People
from tests.forges.gitlab_server.server import GitLab
from tests.forges.gitlab_server.world import Access, Token, World
from tests.lifecycle.place import BASE_FILES, BRANCH, FORGE, KilledError, There

STATES = {"opened": "open", "merged": "merged", "closed": "closed"}
US = User(3, "ospo", "OSPO", "3-ospo@users.noreply.example.org")
TOKENS = {"write": Access.MAINTAINER, "developer": Access.DEVELOPER, "read": Access.REPORTER}


class DyingPace(Pace):
    """A process that dies once the n-th of its writes was answered: it is no more when the next one would be sent."""

    def __init__(self, clock: Any, sleep: Any, left: int) -> None:
        super().__init__(clock, sleep, UNHURRIED)
        self._left = left

    def take(self) -> None:
        if not self._left:
            raise KilledError
        self._left -= 1
        super().take()


class Clock:
    """A time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def now(self) -> float:
        return 1_795_700_000 + sum(self.pauses)


class GitLabPlace:
    """See `tests.lifecycle.place.Place`; a new world on a server that may have had others."""

    can = FORGE | {"told_protections", "confidential"}
    forge_type = ForgeType.GITLAB

    def __init__(self, server: GitLab, *, token: str = "write") -> None:
        self.server, self.token = server, token
        server.world = World(tokens=[Token(f"glpat-{name}", access) for name, access in TOKENS.items()])
        server.faults.clear()
        server.log.clear()
        server.world.users["ospo"] = US
        self.project = server.world.add("ville/good", dict(BASE_FILES))
        self.people = People(server.world, self.project)
        self.life = self.people.life
        self.clock = Clock()

    def writer(self, token: str = "write", kill_after: int | None = None) -> RequestForge:
        sleep = self.clock.pauses.append
        secret = Secret(f"glpat-{self.token if token == 'write' else token}")
        transport = Transport(self.server.url, secret, sleep=sleep)
        pace = None if kill_after is None else DyingPace(self.clock.now, sleep, kill_after)
        return GitLabRequests("lab", transport, pace, sleep=sleep, clock=self.clock.now)

    def listed(self) -> Listed:
        url = f"{self.server.url}/ville/good"
        return Listed("lab:ville/good", "lab", "ville", "good", url, str(self.project.id), self.head(), {})

    def head(self) -> str:
        return self.project.head or ""

    def read(self, path: str) -> str | None:
        file = self.project.files.get(path)
        return file.data.decode() if file else None

    def requests(self) -> list[There]:
        return [self._there(one) for one in self.life.requests]

    def _there(self, one: Request) -> There:
        commits, git = self.life.commits(one), self.life.git
        files = git.changed(commits[-1].parents[0], commits[0].oid) if commits else {}
        return There(
            STATES[one.state], one.title.removeprefix("Draft: "), one.description, one.source, one.target, files,
            len(commits), one.draft, frozenset(one.labels), _said(one), conflicts=self.life.conflicts(one),
        )  # fmt: skip

    def issues(self) -> list[There]:
        return [
            There(
                STATES[one.state], one.title, one.description, labels=frozenset(one.labels), comments=_said(one),
                confidential=one.confidential,
            )
            for one in self.life.issues
        ]  # fmt: skip

    def branches(self) -> set[str]:
        return set(self.life.git.refs) - {self.project.default_branch}

    def setting(self, name: str) -> object:
        return getattr(self.project, name)

    def commit(self, files: Mapping[str, str | None]) -> None:
        self.people.commit(files)

    def push(self, files: Mapping[str, str | None]) -> None:
        self.people.commit(files, self.people.open().source)

    def branch(self, files: Mapping[str, str | None]) -> None:
        self.people.commit(files, BRANCH, self.head())

    def empty_branch(self) -> None:
        self.life.git.refs[BRANCH] = self.head()

    def merge(self) -> None:
        self.people.merge(self.people.open())

    def squash(self) -> None:
        self.people.merge(self.people.open(), squash=True)

    def close(self) -> None:
        self.people.close(self.people.open())

    def reopen(self) -> None:
        self.people.reopen(self.life.requests[-1])

    def edit_text(self, text: str) -> None:
        self.people.open().description = text

    def edit_title(self, title: str) -> None:
        self.people.open().title = title

    def label(self, name: str) -> None:
        self.people.open().labels.append(name)

    def label_issue(self, name: str) -> None:
        self.people.issue().labels.append(name)

    def close_issue(self) -> None:
        self.people.close(self.people.issue())

    def edit_issue(self, text: str) -> None:
        issue = self.people.issue()
        mark = issue.description[issue.description.index("<!--") :]
        issue.description = f"{text}\n\n{mark}"

    def archive(self) -> None:
        self.project.archived = True

    def rename_base(self, name: str) -> None:
        self.people.rename_base(name)

    def switch_base(self, name: str) -> None:
        self.people.switch_base(name)

    def protect(self, pattern: str) -> None:
        self.people.protect(pattern)

    def protect_unseen(self, pattern: str) -> None:
        """Who may push is told of every rule that there is, or of the branch's own."""
        self.people.protect(pattern)


def _said(thing: Thing) -> tuple[str, ...]:
    return tuple(note.body for note in thing.notes if not note.system)
