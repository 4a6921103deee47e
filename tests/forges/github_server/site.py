# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small world with a repository of each kind, served, and what asks it: for the tests of the server itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from tests.forges.github_server.git_objects import File
from tests.forges.github_server.http import serving
from tests.forges.github_server.world import World

PROTECTION = {"pattern": "main", "allowsForcePushes": False, "requiresApprovingReviews": True}
NOW = 1_795_392_000
LISTING = 'query($n: Int!, $after: String) { rateLimit { cost nodeCount used remaining } organization(login: "numerique") { repositories(first: $n, after: $after, orderBy: {field: NAME, direction: ASC}) { totalCount pageInfo { hasNextPage endCursor } nodes { name isEmpty } } } }'  # fmt: skip


class Site:
    """A world that is served."""

    def __init__(self, world: World, base: str) -> None:
        self.world, self.base = world, base
        self.session = requests.Session()

    def post(self, query: str, token: str = "t-read", **variables: Any) -> requests.Response:
        body: Any = {"query": query, "variables": variables}
        return self.session.post(f"{self.base}/graphql", json=body, headers={"Authorization": f"bearer {token}"})

    def ask(self, query: str, token: str = "t-read", **variables: Any) -> Any:
        return self.post(query, token, **variables).json()

    def get(self, path: str, token: str = "t-read", **headers: str) -> requests.Response:
        more = {"Authorization": f"token {token}"} if token else {}
        return self.session.get(self.base + path, headers={**more, **headers}, allow_redirects=False)

    def send(self, verb: str, path: str, body: Any, token: str = "t-write") -> requests.Response:
        """A request of REST with a body."""
        headers = {"Authorization": f"token {token}"}
        return self.session.request(verb, self.base + path, json=body, headers=headers, allow_redirects=False)

    def error(self, query: str, token: str = "t-read", **variables: Any) -> str:
        return str(self.ask(query, token, **variables)["errors"][0].get("type"))


@contextmanager
def small_site() -> Iterator[Site]:
    world = World(clock=lambda: NOW)
    world.organisation(
        "numerique",
        name="Numérique",
        email="a@example.org",
        websiteUrl="https://example.org",
        location="Lyon",
        members=[{"login": "bob", "public": True}, {"login": "eve"}],
    )
    world.user("ada", name="Ada")
    for right in ("none", "read", "write", "admin", "owner"):
        world.token(f"t-{right}", numerique=right)
    files: dict[str, str | bytes | File] = {
        "README.md": "# Good\n", "docs/a.md": "a", "logo.png": b"\x89PNG\0", "run.sh": File(b"#!/bin/sh\n", "100755"),
        "link": File(b"README.md", "120000"), "module": File(b"1" * 40, "160000"), "SECURITY.md": "Write to us.\n",
    }  # fmt: skip
    good = world.repository("numerique/good", files, topics=["a"], languages={"C": 3}, branchProtectionRule=PROTECTION)
    good.tag("v1", NOW - 50, signed=True)
    good.tag("v2")
    good.fields["releases"] = [
        {"tagName": "v1", "publishedAt": "2026-01-02T00:00:00Z", "releaseAssets": [{"name": "s.json"}]}
    ]
    world.repository("numerique/bare")
    world.repository("numerique/secret", {"README.md": "# S\n"}, isPrivate=True)
    world.repository("numerique/old", {"README.md": "# O\n"}, isArchived=True, isTemplate=True, isMirror=True)
    world.repository("numerique/fork", {"README.md": "# F\n"}, isFork=True, parent="numerique/good")
    world.repository("numerique/gone", {"README.md": "# G\n"}, isDisabled=True)
    world.repository("numerique/was", {"README.md": "# W\n"})
    world.rename("numerique/was", "numerique/is")
    with serving(world) as base:
        served = Site(world, base)
        yield served
        served.session.close()


def one(fields: str, name: str = "good") -> str:
    return f'{{ repository(owner: "numerique", name: "{name}") {{ {fields} }} }}'
