# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""One writer on the test Forgejo, with the people of its repositories, for tests of single steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ospo_policy.forges.forgejo.requests import ForgejoRequests
from ospo_policy.forges.forgejo.transport import Token as Secret
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import OpenRequest, Situation, Step
from tests.forges.forgejo_server.life import User
from tests.forges.forgejo_server.people import People
from tests.forges.forgejo_server.server import Forgejo
from tests.forges.forgejo_server.world import Right, Token, World
from tests.forges.gitlab_server.desk import BRANCH, BRANCHES, TEXT
from tests.forges.gitlab_server.world import EXECUTABLE, LINK, File
from tests.lifecycle.forgejo_place import TOKENS, US
from tests.lifecycle.gitlab_place import Clock

FILES: dict[str, str | File] = {
    "README.md": "# Eau\n", "run.sh": File(b"#!/bin/sh\n", EXECUTABLE), "link": File(b"run.sh", LINK), "docs/a.md": "a\n",
    "docs/deep/b.md": "b\n",
}  # fmt: skip


class Desk:
    """One writer on a server, and the people of its repositories."""

    def __init__(self, server: Forgejo) -> None:
        self.server, self.world, self.clock = server, World(), Clock()
        server.world = self.world
        self.world.tokens = [Token(f"t-{name}", right) for name, right in TOKENS.items()]
        self.world.tokens.append(Token("t-scopeless", Right.ADMIN, writes=False))
        self.world.users |= {"ospo": US, "eve": User(9, "eve", "Eve", "eve@example.org")}
        for kept in (server.log, server.faults, server.written):
            kept.clear()
        server.old, server.http_git, server.tree_page, server.max_items, server.is_checking = (
            False,
            True,
            1_000,
            50,
            False,
        )

    def add(self, name: str = "eau", files: dict[str, str | File] | None = None, **about: Any) -> People:
        return People(self.world, self.world.add(f"ville/{name}", **about), FILES if files is None else files)

    def forge(self, token: str = "write") -> ForgejoRequests:
        sleep = self.clock.pauses.append
        transport = Transport(self.server.url, Secret(f"t-{token}"), sleep=sleep)
        return ForgejoRequests("code", transport, sleep=sleep, clock=self.clock.now)

    def listed(self, name: str = "eau") -> Listed:
        repo = self.world.repo("ville", name)
        assert repo is not None
        return Listed(f"code:ville/{name}", "code", "ville", name, "", str(repo.id), "", {})

    def seen(self, name: str = "eau", token: str = "write", settings: tuple[str, ...] = ()) -> Situation:
        ((_, found),) = self.forge(token).situations([self.listed(name)], BRANCHES, settings)
        assert isinstance(found, Situation), found
        return found

    def does(self, *steps: Step | Callable[[Situation], Step], token: str = "write", name: str = "eau") -> Situation:
        """What is there after steps."""
        code = self.forge(token)
        ((_, found),) = code.situations([self.listed(name)], BRANCHES)
        assert isinstance(found, Situation), found
        for step in steps:
            found = code.perform(self.listed(name), found, step(found) if callable(step) else step)
        return found


def opening(**more: Any) -> OpenRequest:
    return OpenRequest(BRANCH, "main", more.pop("title", "Practices"), more.pop("text", TEXT), **more)
