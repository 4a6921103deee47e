# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GitHub adapter before answers that make no sense, and before older servers."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import graphql
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ospo_policy.forges.github import answers
from ospo_policy.forges.github.reader import GitHubForge
from ospo_policy.forges.github.transport import App, Token, Transport
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs, union
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.github_server import World, auth, serving
from tests.forges.github_server.schema import CUT
from tests.support.object_cache import MemoryCache

NOW = 1_795_392_000
SAY = Catalogue("en")
EVERYTHING = union(field.needs for field in FIELDS.values()) | Needs(
    tree=True, contents=frozenset({"*.md"}), heads=frozenset({"*.bin"}), history=frozenset({"tags", "last_commit"})
)
FEW = Needs(contents=frozenset({"*.md", "docs/*.md", ".gitlab/**/*.md"}))
JUNK: list[Any] = [None, [], {}, "", "\x1b[31m\0", -1, 1e308, True, [[]], [None], {"nodes": [7]}, "9" * 400]


STEP = 29
"""Places from one that is tried to the next, so that the tests stay short; each kind of junk begins elsewhere."""


class Twisted(Transport):
    """Puts junk in one place of one answer: the `at`-th place of all that come."""

    def __init__(self, base: str, at: int, junk: object) -> None:
        super().__init__(Token("t-owner"), base, sleep=lambda _: None)
        self.at, self.junk = at, junk

    def _send(self, verb: str, url: str, body: object, *more: Any) -> answers.Sent | ForgeUnavailableError:
        sent = super()._send(verb, url, body, *more)
        assert isinstance(sent, answers.Sent)
        document = json.loads(sent.body) if sent.body else None
        found = list(places(document))
        if 0 <= self.at < len(found):
            document = put(document, found[self.at], self.junk)
        self.at -= len(found)
        return sent._replace(body=json.dumps(document))


def places(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to every value of a document."""
    yield before
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in below:
        yield from places(inside, (*before, key))


def put(document: Any, place: tuple[Any, ...], junk: object) -> Any:
    if not place:
        return junk
    changed = copy.deepcopy(document)
    at = changed
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = junk
    return changed


def fits(name: str, value: object) -> bool:
    """Whether a value has the type that conditions count on."""
    field = FIELDS[name if name.startswith("org.") else f"repo.{name}"]
    return type(value) is {"string": str, "bool": bool, "int": int, "list": list}[field.type]


def town() -> World:
    world = World(clock=lambda: NOW)
    world.organisation("ville", members=[{"login": "ada", "role": "ADMIN"}])
    world.token("t-owner", ville="owner")
    rules = [{"type": "PULL_REQUEST", "parameters": {"__typename": "PullRequestParameters"}}]
    release = {
        "tagName": "v1",
        "publishedAt": "2026-10-02T00:00:00Z",
        "description": "N",
        "releaseAssets": [{"name": "a"}],
    }
    files = {"README.md": b"\xe9t\xe9", "a.md": "a", "t.bin": b"\0x"}
    repo = world.repository("ville/a", files, topics=["x"], rules=rules, releases=[release])
    repo.tag("v1", NOW - 50)
    world.repository("ville/b", {"README.md": "# B\n"})
    return world


@pytest.mark.parametrize(("needs", "graphql_status"), [(EVERYTHING, None), (EVERYTHING, 404), (FEW, None)])
@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:12])
def test_answers_that_make_no_sense(junk: object, needs: Needs, graphql_status: int | None) -> None:
    world = town()
    world.graphql_status = graphql_status
    with serving(world) as base:
        at, said = JUNK.index(junk), list[str]()
        while True:
            transport = Twisted(base, at, junk)
            hub = GitHubForge("gh", transport, NOW)
            try:
                listed = list(hub.repositories("ville", needs))
                for one in listed:
                    assert all(fits(name, fact.value) for name, fact in one.fields.items() if isinstance(fact, Known))
                for _, found in hub.collect(listed, needs, MemoryCache(), NOW):
                    assert isinstance(found, Repository | Message)
            except ForgeUnavailableError as error:
                said.append(SAY.text(error.message))
            if transport.at > 0:
                break
            at += STEP
    assert all(said)


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("  webCommitSignoffRequired: Boolean!\n", {"sign_off_required"}),
        ("  hasDiscussionsEnabled: Boolean!\n", {"has_discussions"}),
        ("  isVerified: Boolean!\n", {"org.domain_verified"}),
        ("  allowsDeletions: Boolean!\n", {"branch_protected", "required_checks"}),
    ],
)
def test_an_older_server_tells_less(line: str, lost: set[str]) -> None:
    official = CUT.read_text(encoding="utf-8")
    assert line in official
    older = graphql.build_schema(official.replace(line, ""), assume_valid=True)
    with serving(town()) as base:
        new = seen(base)
    with serving(town(), older) as base:
        old = seen(base)
    assert lost <= new - old
    assert len(new - old) <= 5
    assert not old - new


def seen(base: str) -> set[str]:
    hub = GitHubForge("gh", Transport(Token("t-owner"), base, sleep=lambda _: None), NOW)
    first = next(hub.repositories("ville", EVERYTHING))
    assert set(first.fields) | {"org.in_inventory"} >= EVERYTHING.fields
    assert all(isinstance(fact, Known | Unseen) for fact in first.fields.values())
    return {name for name, fact in first.fields.items() if isinstance(fact, Known)}


def test_tokens_of_installations_are_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem, subject = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    monkeypatch.setattr(auth, "INSTALLATION_SECONDS", 10)
    world = World()
    for number in range(3):
        world.repository(f"ville/p{number}", {"README.md": str(number)})
    world.app(7, key.public_key().public_bytes(pem, subject).decode(), ville="read")
    with serving(world) as base:
        hub = GitHubForge("gh", Transport(App(7, private), base, sleep=lambda _: None), NOW)
        needs = Needs(tree=True)
        found = list(hub.collect(list(hub.repositories("ville", needs)), needs, MemoryCache(), NOW))
        assert all(isinstance(what, Repository) for _, what in found)
        assert sum(entry.path.endswith("/access_tokens") for entry in world.log) > 1


def test_a_limit_of_a_minute_with_status_200() -> None:
    text = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
    assert answers.is_limit_of_graphql({"errors": [{"message": text}]})
    assert not answers.is_limit_of_graphql({"data": {"a": 1}, "errors": [{"message": text}]})
    assert not answers.is_limit_of_graphql({"errors": [{"type": "NOT_FOUND", "message": "No such organisation"}]})


@pytest.mark.parametrize("token", ["two\nlines", "caractère", "☃"])
def test_a_token_that_cannot_be_sent(token: str) -> None:
    with serving(town()) as base, pytest.raises(ForgeUnavailableError) as refused:
        list(GitHubForge("gh", Transport(Token(token), base, sleep=lambda _: None), NOW).repositories("ville", Needs()))
    assert SAY.text(refused.value.message).endswith(" does not accept the token.")
