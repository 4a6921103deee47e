# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A repository on the test Forgejo, as a place of stories."""

from __future__ import annotations

from collections.abc import Mapping

from ospo_policy.forges.forgejo.requests import ForgejoRequests
from ospo_policy.forges.forgejo.transport import Token as Secret
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.model.organisation import ForgeType
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import RequestForge
from tests.forges.forgejo_server.life import Thing, User
from tests.forges.forgejo_server.people import People
from tests.forges.forgejo_server.server import Forgejo
from tests.forges.forgejo_server.world import Right, Token, World
from tests.lifecycle.gitlab_place import Clock, DyingPace
from tests.lifecycle.place import BASE_FILES, BRANCH, FORGE, There

US = User(3, "ospo", "OSPO", "ospo@example.org")
TOKENS = {"write": Right.ADMIN, "developer": Right.WRITE, "read": Right.READ}


class ForgejoPlace:
    """See `tests.lifecycle.place.Place`; a new world on a server that may have had others."""

    can = FORGE
    forge_type = ForgeType.FORGEJO

    def __init__(self, server: Forgejo, *, token: str = "write") -> None:
        self.server, self.token = server, token
        server.world = World(tokens=[Token(f"t-{name}", right) for name, right in TOKENS.items()])
        for held in (server.faults, server.log, server.written):
            held.clear()
        server.world.users["ospo"] = US
        self.repo = server.world.add("ville/good")
        self.people = People(server.world, self.repo, BASE_FILES)
        self.life = self.people.life
        self.clock = Clock()

    def writer(self, token: str = "write", kill_after: int | None = None) -> RequestForge:
        sleep = self.clock.pauses.append
        secret = Secret(f"t-{self.token if token == 'write' else token}")
        pace = None if kill_after is None else DyingPace(self.clock.now, sleep, kill_after)
        transport = Transport(self.server.url, secret, sleep=sleep)
        return ForgejoRequests("code", transport, pace, sleep=sleep, clock=self.clock.now)

    def listed(self) -> Listed:
        url = f"{self.server.url}/ville/good"
        return Listed("code:ville/good", "code", "ville", "good", url, str(self.repo.id), self.head(), {})

    def head(self) -> str:
        return self.life.git.refs[self.repo.branch]

    def read(self, path: str) -> str | None:
        file = self.life.git.files(self.head()).get(path)
        return file.data.decode() if file else None

    def requests(self) -> list[There]:
        return [self._there(one) for one in self.life.pulls()]

    def _there(self, one: Thing) -> There:
        commits = self.life.commits(one)
        files = self.life.git.changed(commits[-1].parents[0], commits[0].oid) if commits else {}
        return There(
            "merged" if one.merged else one.state, one.title.removeprefix("WIP: "), one.body, one.head, one.base, files,
            len(commits), one.title.startswith("WIP: "), frozenset(self.life.labels[number] for number in one.labels),
            tuple(text for _, text in one.comments), conflicts=self.life.conflicts(one),
        )  # fmt: skip

    def issues(self) -> list[There]:
        return [
            There(
                one.state, one.title, one.body, labels=frozenset(self.life.labels[number] for number in one.labels),
                comments=tuple(text for _, text in one.comments),
            )
            for one in self.life.issues()
        ]  # fmt: skip

    def branches(self) -> set[str]:
        return set(self.life.git.refs) - {self.repo.branch}

    def setting(self, name: str) -> object:
        return self.repo.about.get(name)

    def commit(self, files: Mapping[str, str | None]) -> None:
        self.people.commit(files)

    def push(self, files: Mapping[str, str | None]) -> None:
        self.people.commit(files, self.people.open().head)

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
        self.people.reopen(self.life.pulls()[-1])

    def edit_text(self, text: str) -> None:
        self.people.open().body = text

    def edit_title(self, title: str) -> None:
        self.people.open().title = title

    def label(self, name: str) -> None:
        self._label(self.people.open(), name)

    def label_issue(self, name: str) -> None:
        self._label(self.people.issue(), name)

    def _label(self, one: Thing, name: str) -> None:
        number = self.server.world.number()
        self.life.labels[number] = name
        one.labels.append(number)

    def close_issue(self) -> None:
        self.people.close(self.people.issue())

    def edit_issue(self, text: str) -> None:
        issue = self.people.issue()
        issue.body = f"{text}\n\n{issue.body[issue.body.index('<!--') :]}"

    def archive(self) -> None:
        self.repo.about["archived"] = True

    def rename_base(self, name: str) -> None:
        self.people.rename_base(name)

    def switch_base(self, name: str) -> None:
        self.people.switch_base(name)

    def protect(self, pattern: str) -> None:
        self.people.protect(pattern)

    def protect_unseen(self, pattern: str) -> None:
        """Who may push is told of every rule that there is, or of the branch's own."""
        self.people.protect(pattern)
