# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps that write by REST, on a GitHub that others wrote, npm `emulate` 0.12.2: run by bench/emulate.sh.

It has no GraphQL, so that what is there is told here by hand, and the branch is made without the adapter, but for its
trees and commits.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ospo_policy.forges.github.identity import Token
from ospo_policy.forges.github.pushing import Pusher
from ospo_policy.forges.github.requests import GitHubRequests
from ospo_policy.forges.github.situations import Home
from ospo_policy.forges.github.transport import Transport
from ospo_policy.forges.github.writing import Writer
from ospo_policy.parsers.request_marker import Marker, marked
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    EditIssue,
    EditRequest,
    MovedError,
    OpenIssue,
    OpenRequest,
    Right,
    Situation,
    State,
)

URL = os.environ.get("OSPO_POLICY_EMULATE", "")
TOKEN = "emulate-token"
PLACE = "/repos/ada/air"
TEXT = marked("A licence", "Dear team", Marker("request"))

pytestmark = pytest.mark.skipif(not URL, reason="npm `emulate` is not running: bench/emulate.sh")


class Site:
    """The server, asked without the adapter."""

    def __init__(self, session: requests.Session) -> None:
        self.session = session

    def ask(self, verb: str, path: str, body: Any = None) -> Any:
        answer = self.session.request(verb, URL + path, json=body, timeout=5)
        assert answer.status_code < 300, (path, answer.status_code, answer.text)
        return answer.json() if answer.text else None


@pytest.fixture
def site() -> Iterator[Site]:
    with requests.Session() as session:
        session.headers["Authorization"] = f"token {TOKEN}"
        for _ in range(100):
            try:
                session.get(f"{URL}/user", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield Site(session)


@pytest.fixture
def hub() -> GitHubRequests:
    return GitHubRequests("gh", Transport(Token(TOKEN), URL, sleep=lambda _: None))


def listed() -> Listed:
    return Listed("gh:ada/air", "gh", "ada", "air", f"{URL}/ada/air", "", None, {})


def branched(site: Site, hub: GitHubRequests, branch: str) -> Situation:
    """A branch with one commit, whose tree and commit the adapter makes."""
    head = site.ask("GET", f"{PLACE}/git/ref/heads/main")["object"]["sha"]
    pusher = Pusher(Writer(hub._transport, hub._pace), Home("", "ada", "air"))
    tree = site.ask("GET", f"{PLACE}/git/commits/{head}")["tree"]["sha"]
    entry = {"path": "LICENSE", "mode": "100644", "type": "blob", "content": f"MIT {branch}\n"}
    new = pusher._object("trees", {"base_tree": tree, "tree": [entry]})
    commit = pusher._object("commits", {"message": "Add a licence", "tree": new, "parents": [head]})
    site.ask("POST", f"{PLACE}/git/refs", {"ref": f"refs/heads/{branch}", "sha": commit})
    assert pusher.head(branch) == commit
    assert pusher.head("nowhere") is None
    return Situation("main", head, frozenset(Right))


def test_who_we_are(hub: GitHubRequests) -> None:
    me = hub.identity()
    assert (me.login, me.name) == ("ada", "Ada")
    assert me.email.endswith("+ada@users.noreply.127.0.0.1")


def test_a_request_from_its_opening_to_its_end(site: Site, hub: GitHubRequests) -> None:
    seen = branched(site, hub, "ospo-policy/one")
    step = OpenRequest("ospo-policy/one", "main", "A licence", TEXT, labels=("ospo",), reviewers=("nobody",))
    seen = hub.perform(listed(), seen, step)
    (opened,) = seen.requests
    assert (opened.by_us, opened.title, opened.text, opened.base) == (True, "A licence", TEXT, "main")
    assert opened.labels == {"ospo"}
    number = opened.number
    told = site.ask("GET", f"{PLACE}/pulls/{number}")
    assert (told["title"], told["body"], told["state"]) == ("A licence", TEXT, "open")
    writes = hub.writes
    seen = hub.perform(listed(), seen, EditRequest(number, "A licence", TEXT, "main"))
    assert hub.writes == writes
    seen = hub.perform(listed(), seen, EditRequest(number, "New", "New text", "main"))
    assert site.ask("GET", f"{PLACE}/pulls/{number}")["title"] == "New"
    site.ask("PATCH", f"{PLACE}/pulls/{number}", {"body": "Somebody's"})
    with pytest.raises(MovedError):
        hub.perform(listed(), seen, CloseRequest(number, "Closed"))
    site.ask("PATCH", f"{PLACE}/pulls/{number}", {"body": "New text"})
    seen = hub.perform(listed(), seen, CloseRequest(number, "Closed"))
    seen = hub.perform(listed(), seen, Comment(number, "Thank you."))
    told = site.ask("GET", f"{PLACE}/pulls/{number}")
    assert (told["state"], told["body"], told["merged"]) == ("closed", "Closed", False)
    assert [one["body"] for one in site.ask("GET", f"{PLACE}/issues/{number}/comments")] == ["Thank you."]
    assert seen.requests[0].state is State.CLOSED


def test_an_issue_from_its_opening_to_its_end(site: Site, hub: GitHubRequests) -> None:
    seen = Situation("main", None, frozenset(Right))
    seen = hub.perform(listed(), seen, OpenIssue("A choice", TEXT, ("ospo",)))
    number = seen.issues[0].number
    seen = hub.perform(listed(), seen, EditIssue(number, "Chosen", TEXT, State.CLOSED))
    told = site.ask("GET", f"{PLACE}/issues/{number}")
    assert (told["title"], told["state"]) == ("Chosen", "closed")
    assert [one["name"] for one in told["labels"]] == ["ospo"]
    assert seen.issues[0].state is State.CLOSED


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [("description", "The air of the town", "description"), ("homepage", "https://example.org", "homepage"),
     ("topics", ["air", "ville"], "topics"), ("has_issues", True, "has_issues")],
)  # fmt: skip
def test_settings(site: Site, hub: GitHubRequests, name: str, value: object, key: str) -> None:
    seen = Situation("main", None, frozenset(Right))
    assert hub.perform(listed(), seen, ChangeSetting(name, value)).settings == {name: value}
    assert site.ask("GET", PLACE)[key] == value
    writes = hub.writes
    hub.perform(listed(), seen, ChangeSetting(name, value))
    assert hub.writes == writes
