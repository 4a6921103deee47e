# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world that is written to: served, with a time that passes when somebody sleeps, and what tells two of its states apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ospo_policy.forges.github.identity import App, Token
from ospo_policy.forges.github.requests import GitHubRequests
from ospo_policy.forges.github.transport import Transport
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import Situation, Step
from tests.forges.github_server import pulls
from tests.forges.github_server.git_graph import ahead, flat
from tests.forges.github_server.git_objects import File, message
from tests.forges.github_server.http import serving
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.world import Entry, Repo, World

NOW = 1_795_392_000
BRANCHES = ("ospo-policy/conformance", "ospo-policy/conformance-2")
FILES: dict[str, str | bytes | File] = {"README.md": "# Eau\n", "src/main.py": "print(1)\n"}


class Desk:
    """A writing GitHub, and its people."""

    def __init__(self, world: World, base: str) -> None:
        self.world, self.base = world, base
        self.pauses: list[float] = []
        self.people = world.people

    def now(self) -> float:
        return NOW + sum(self.pauses)

    def forge(self, identity: Token | App | str = "t-write") -> GitHubRequests:
        """The adapter, as a token or an App."""
        who = Token(identity) if isinstance(identity, str) else identity
        return GitHubRequests("gh", Transport(who, self.base, sleep=self.pauses.append, clock=self.now))

    def add(self, name: str = "eau", files: dict[str, Any] | None = FILES, **fields: Any) -> Repo:
        """A repository of the organisation."""
        return self.world.repository(f"ville/{name}", files, **fields)

    def listed(self, name: str = "eau") -> Listed:
        """A repository as the listing tells it."""
        repo = self.people.repo(f"ville/{name}")
        node = make_id("Repository", repo.number)
        return Listed(f"gh:ville/{name}", "gh", "ville", name, f"{self.base}/ville/{name}", node, repo.head, {})

    def seen(
        self, name: str = "eau", *, forge: GitHubRequests | None = None, settings: Sequence[str] = ()
    ) -> Situation:
        """What is there in one repository."""
        ((_, found),) = (forge or self.forge()).situations([self.listed(name)], BRANCHES, settings)
        assert isinstance(found, Situation), found
        return found

    def does(self, *steps: Step, name: str = "eau", forge: GitHubRequests | None = None) -> Situation:
        """What is there after steps."""
        hub = forge or self.forge()
        found = self.seen(name, forge=hub)
        for step in steps:
            found = hub.perform(self.listed(name), found, step)
        return found

    def writes(self, since: int = 0) -> list[Entry]:
        """The requests that changed something, or would have."""
        return [entry for entry in self.world.log[since:] if entry.is_write]


@contextmanager
def desk(prepare: Callable[[Desk], object] | None = None) -> Iterator[Desk]:
    """A desk with an organisation, a token for each right (`t-read` and so on), and whatever a test adds."""
    world = World()
    world.organisation("ville", name="Ville")
    world.user("ada", name="Ada Exemple")
    world.user("bob", name="Bob", email="bob@example.org")
    for right in ("none", "read", "triage", "write", "admin", "owner"):
        world.token(f"t-{right}", ville=right)
    with serving(world) as base:
        found = Desk(world, base)
        world.clock = found.now
        if prepare is not None:
            prepare(found)
        yield found


def digest(world: World) -> dict[str, Any]:
    """All that people can see of a world: two runs that end alike have the same, whatever came between."""
    return {
        repo.full_name: {
            "branches": {name: _branch(repo, oid) for name, oid in sorted(repo.refs.items())},
            "requests": [_thing(one) for one in pulls.pulls(repo)],
            "issues": [_thing(one) for one in pulls.issues(repo)],
            "labels": sorted(one["name"] for one in pulls.labels(repo)),
            "topics": repo.fields.get("topics"),
            "description": repo.fields.get("description"),
            "rulesets": [(one["name"], one["rules"]) for one in repo.fields.get("rulesets", ())],
        }
        for repo in sorted(world.by_number.values(), key=lambda repo: repo.full_name)
    }


def _branch(repo: Repo, oid: str) -> Any:
    commits = ahead(repo.store, repo.head, oid) if repo.head else []
    files = {path.decode(): (mode, blob) for path, (mode, blob) in sorted(flat(repo.store, oid).items())}
    return files, [message(repo.store[one]) for one in commits]


def _thing(thing: Any) -> Any:
    kept = ("number", "title", "body", "state", "login", "isDraft", "baseRefName", "headRefName", "reviewers")
    return {
        **{key: thing[key] for key in kept if key in thing},
        "labels": [label["name"] for label in thing.get("labels", ())],
        "comments": [comment["body"] for comment in thing.get("comments", ())],
    }
