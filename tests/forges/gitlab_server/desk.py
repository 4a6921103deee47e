# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""One writer on the test GitLab, with the people of its projects, for tests of single steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ospo_policy.forges.gitlab.requests import GitLabRequests
from ospo_policy.forges.gitlab.transport import Token as Secret
from ospo_policy.forges.gitlab.transport import Transport
from ospo_policy.messages import Catalogue
from ospo_policy.parsers.request_marker import Marker, marked
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import (
    Content,
    OpenRequest,
    Push,
    Situation,
    Step,
)
from tests.forges.gitlab_server.life import User
from tests.forges.gitlab_server.people import People
from tests.forges.gitlab_server.server import GitLab
from tests.forges.gitlab_server.world import EXECUTABLE, LINK, Access, File, Token, World
from tests.lifecycle.gitlab_place import TOKENS, US, Clock

SAY, DIRE = Catalogue("en"), Catalogue("fr")
BRANCHES = ("ospo-policy/publication", "ospo-policy-publication")
BRANCH = BRANCHES[0]
TRAILERS = "\n\nSigned-off-by: Ada <ada@example.org>\nOspo-Policy-Content: 1\n"
TEXT = marked("Practices", "Dear team.", Marker("request"))
FILES: dict[str, str | bytes | File] = {
    "README.md": "# Eau\n", "run.sh": File(b"#!/bin/sh\n", EXECUTABLE), "link": File(b"run.sh", LINK), "docs/a.md": "a\n",
}  # fmt: skip


class Desk:
    """One writer on a server, and the people of its projects."""

    def __init__(self, server: GitLab) -> None:
        self.server, self.world, self.clock = server, World(), Clock()
        server.world = self.world
        self.world.tokens = [Token(f"glpat-{name}", access) for name, access in TOKENS.items()]
        self.world.tokens += [
            Token("glpat-scopeless", Access.MAINTAINER, scope="read_api"),
            Token("oauth", Access.DEVELOPER, "Authorization"),
        ]
        self.world.users |= {"ospo": US, "eve": User(9, "eve", "Eve", "eve@example.org")}
        for kept in (server.log, server.faults):
            kept.clear()
        server.graphql, server.old, server.one_path, server.paid = True, False, False, True

    def add(self, name: str = "eau", files: dict[str, Any] | None = None, **about: Any) -> People:
        return People(self.world, self.world.add(f"ville/{name}", FILES if files is None else files, **about))

    def forge(self, token: str = "write") -> GitLabRequests:
        transport = Transport(self.server.url, Secret(f"glpat-{token}"), sleep=self.clock.pauses.append)
        return GitLabRequests("lab", transport, sleep=self.clock.pauses.append, clock=self.clock.now)

    def listed(self, name: str = "eau") -> Listed:
        project = self.world.project(f"ville/{name}")
        assert project is not None
        return self.listed_as(People(self.world, project))

    def listed_as(self, people: People) -> Listed:
        """A project as it was listed once."""
        project = people.project
        return Listed(f"lab:{project.path}", "lab", "ville", project.name, "", str(project.id), project.head, {})

    def seen(self, name: str = "eau", token: str = "write", settings: tuple[str, ...] = ()) -> Situation:
        ((_, found),) = self.forge(token).situations([self.listed(name)], BRANCHES, settings)
        assert isinstance(found, Situation), found
        return found

    def does(self, *steps: Step | Callable[[Situation], Step], token: str = "write", name: str = "eau") -> Situation:
        """What is there after steps."""
        lab = self.forge(token)
        ((_, found),) = lab.situations([self.listed(name)], BRANCHES)
        assert isinstance(found, Situation), found
        for step in steps:
            found = lab.perform(self.listed(name), found, step(found) if callable(step) else step)
        return found


def content(message: str = "Add", **files: str | None) -> Content:
    return Content(message + TRAILERS, {path.replace("__", "."): text for path, text in files.items()})


def push(*contents: Content, branch: str = BRANCH, expected: str | None = None) -> Callable[[Situation], Push]:
    some = contents or (content(SECURITY__md="Write to us.\n"),)
    return lambda seen: Push(branch, seen.head or "", expected, some)


def opening(**more: Any) -> OpenRequest:
    return OpenRequest(BRANCH, "main", more.pop("title", "Practices"), more.pop("text", TEXT), **more)


def reason(error: pytest.ExceptionInfo[Any]) -> str:
    """What is said, in both languages, with what would help."""
    what = getattr(error.value, "reason", None) or error.value.message
    for one in (what, getattr(error.value, "hint", None)):
        assert one is None or (SAY.text(one) and DIRE.text(one))
    return SAY.text(what)


def texts(people: People, branch: str = BRANCH) -> dict[str, str]:
    files = people.life.git.files(people.life.git.refs[branch])
    return {path: file.data.decode() for path, file in files.items()}
