# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What resolvers pass on: Git's things within a repository, and the request that they are read for."""

from __future__ import annotations

import base64
from typing import NamedTuple

from tests.forges.github_server.git_objects import GitObject, TreeEntry
from tests.forges.github_server.limits import Cost
from tests.forges.github_server.world import Repo, Token, World

MISSING = object()
"""What a function gives for a field that nobody set: its typed default."""


class Context:
    """One query: who asks, of which world, at what cost."""

    def __init__(self, world: World, token: Token | None, base: str, cost: Cost, objects: int | None) -> None:
        self.world, self.token, self.base, self.cost = world, token, base, cost
        self.objects = objects
        """Git objects that it may still read; None: as many as it likes."""


class ObjectNode(NamedTuple):
    """A Git object, seen in a repository."""

    repo: Repo
    found: GitObject


class EntryNode(NamedTuple):
    """An entry of a folder, seen in a repository."""

    repo: Repo
    entry: TreeEntry
    path: bytes


class RefNode(NamedTuple):
    """A branch or a tag."""

    repo: Repo
    full: str
    oid: str


def make_id(kind: str, number: object) -> str:
    """An id of GraphQL: opaque to clients."""
    return f"{kind[:1]}_" + base64.urlsafe_b64encode(f"{kind}:{number}".encode()).decode().rstrip("=")


def read_id(given: str) -> tuple[str, str]:
    """Kind and number of an id; empty where it is none of ours."""
    try:
        text = base64.urlsafe_b64decode(given[2:] + "=" * (-len(given[2:]) % 4)).decode()
    except ValueError:
        return "", ""
    kind, _, number = text.partition(":")
    return kind, number
