# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitHub refuses what GitHub refuses, and lets happen to requests what happens on GitHub."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.forges.github_server import Fault
from tests.forges.github_server.faults import is_write
from tests.forges.github_server.git_graph import ahead, flat
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.site import Site, small_site

GOOD = "/repos/numerique/good"
NONE = "0" * 40
CREATE = "mutation($input: CreateRefInput!) { createRef(input: $input) { ref { name target { oid } } } }"
COMMIT = "mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }"
UPDATE = "mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }"


@pytest.fixture
def site() -> Iterator[Site]:
    with small_site() as found:
        yield found


class Writer:
    """Writes to the repository `good` as a token."""

    def __init__(self, site: Site, token: str = "t-write") -> None:
        self.site, self.token = site, token
        found = site.world.find("numerique/good")
        assert found
        self.repo, self.id = found, make_id("Repository", found.number)
        assert found.head
        self.head = found.head

    def create(self, name: str = "refs/heads/ours", oid: str = "") -> Any:
        given = {"repositoryId": self.id, "name": name, "oid": oid or self.head}
        return self.site.ask(CREATE, self.token, input=given)

    def commit(self, expected: str = "", path: str = "LICENSE", text: str = "MIT\n", branch: str = "ours") -> Any:
        files = {"additions": [{"path": path, "contents": base64.b64encode(text.encode()).decode()}]}
        given = {
            "branch": {"repositoryNameWithOwner": "numerique/good", "branchName": branch},
            "expectedHeadOid": expected or self.head,
            "message": {"headline": "Add", "body": "Because."},
            "fileChanges": files,
        }
        return self.site.ask(COMMIT, self.token, input=given)

    def update(self, *updates: tuple[str, str, str], force: bool = False) -> Any:
        named = [
            {"name": f"refs/heads/{name}", "beforeOid": before, "afterOid": after, "force": force}
            for name, before, after in updates
        ]
        return self.site.ask(UPDATE, self.token, input={"repositoryId": self.id, "refUpdates": named})

    def pull(self, **more: Any) -> requests.Response:
        body = {"title": "T", "head": "ours", "base": "main", "body": "B"} | more
        return self.site.send("post", f"{GOOD}/pulls", body, self.token)

    def opened(self) -> str:
        """With a branch of one commit and a request; the commit."""
        self.create()
        oid = self.commit()["data"]["createCommitOnBranch"]["commit"]["oid"]
        assert self.pull().status_code == 201
        return str(oid)


def kind(answer: Any) -> str:
    assert list(answer["data"].values()) == [None]
    return str(answer["errors"][0]["type"])


def test_a_branch_and_a_commit_that_github_signs(site: Site) -> None:
    ours = Writer(site)
    told = ours.create()["data"]["createRef"]["ref"]
    assert told == {"name": "ours", "target": {"oid": ours.head}}
    oid = ours.commit()["data"]["createCommitOnBranch"]["commit"]["oid"]
    assert ahead(ours.repo.store, ours.head, oid) == [oid]
    assert flat(ours.repo.store, oid).keys() == flat(ours.repo.store, ours.head).keys() | {b"LICENSE"}
    told = site.send("get", f"{GOOD}/git/commits/{oid}", None).json()
    assert told["verification"]["verified"]
    assert (told["author"]["name"], told["committer"]["name"], told["message"]) == ("Ada", "GitHub", "Add\n\nBecause.")


def test_what_graphql_refuses(site: Site) -> None:
    ours = Writer(site)
    ours.create()
    assert kind(ours.create()) == "UNPROCESSABLE"
    assert kind(ours.create("refs/heads/other", "1" * 40)) == "NOT_FOUND"
    assert kind(ours.commit("1" * 40)) == "STALE_DATA"
    assert kind(ours.commit(branch="nowhere")) == "NOT_FOUND"
    assert kind(ours.update(("ours", "1" * 40, NONE))) == "UNPROCESSABLE"
    assert kind(Writer(site, "t-read").create("refs/heads/x")) == "FORBIDDEN"
    site.world.token("classic", scopes="read:org", numerique="write")
    assert kind(Writer(site, "classic").create("refs/heads/x")) == "NOT_FOUND"
    ours.repo.fields["isArchived"] = True
    assert kind(ours.create("refs/heads/x")) == "FORBIDDEN"


def test_references_move_all_or_none(site: Site) -> None:
    ours = Writer(site)
    oid = ours.opened()
    ours.create("refs/heads/second")
    assert kind(ours.update(("second", ours.head, oid), ("ours", ours.head, NONE))) == "UNPROCESSABLE"
    assert ours.repo.refs["refs/heads/second"] == ours.head
    assert "errors" not in ours.update(("second", ours.head, oid), ("ours", oid, NONE))
    assert "refs/heads/ours" not in ours.repo.refs
    assert kind(ours.update(("second", oid, ours.head))) == "UNPROCESSABLE"  # no fast forward
    assert "errors" not in ours.update(("second", oid, ours.head), force=True)
    assert kind(ours.update(("main", ours.head, NONE))) == "UNPROCESSABLE"


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [({"head": "nowhere"}, 422, "head"), ({"base": "nowhere"}, 422, "base"), ({"title": " "}, 422, "title"),
     ({"body": "x" * 65_537}, 422, "body is too long"), ({"head": "main"}, 422, "No commits between main and main"),
     ({}, 422, "A pull request already exists for numerique:ours.")],
)  # fmt: skip
def test_requests_that_github_refuses(site: Site, change: dict[str, str], status: int, said: str) -> None:
    ours = Writer(site)
    ours.opened()
    answer = ours.pull(**change)
    assert answer.status_code == status
    assert said in answer.text
    assert len(ours.repo.fields["pullRequests"]) == 1


def states(ours: Writer) -> list[str]:
    return [one["state"] for one in ours.repo.fields["pullRequests"]]


def test_what_becomes_of_a_request_when_branches_move(site: Site) -> None:
    ours = Writer(site)
    oid = ours.opened()
    site.world.people.push("numerique/good", "main", {"x": "y"})
    assert states(ours) == ["OPEN"]
    ours.update(("ours", oid, ours.repo.head or ""), force=True)
    assert states(ours) == ["CLOSED"]  # nothing is left of it
    told = site.send("get", f"{GOOD}/pulls/1", None).json()
    assert (told["commits"], told["merged"]) == (1, False)


def test_merging_closes_what_the_base_then_holds(site: Site) -> None:
    ours = Writer(site)
    oid = ours.opened()
    site.world.people.merge("numerique/good", 1)
    assert states(ours) == ["MERGED"]
    assert ahead(ours.repo.store, ours.repo.head or "", oid) == []
    assert site.send("patch", f"{GOOD}/pulls/1", {"state": "open"}).status_code == 422


def test_a_deleted_branch_closes_its_request_and_a_new_one_lets_it_be_opened_again(site: Site) -> None:
    ours = Writer(site)
    oid = ours.opened()
    ours.update(("ours", oid, NONE))
    assert states(ours) == ["CLOSED"]
    assert site.send("patch", f"{GOOD}/pulls/1", {"state": "open"}).status_code == 422
    ours.create(oid=oid)
    assert site.send("patch", f"{GOOD}/pulls/1", {"state": "open"}).status_code == 200
    assert states(ours) == ["OPEN"]


def test_rights_for_texts(site: Site) -> None:
    Writer(site).opened()
    for token, status in (("t-read", 200), ("t-bob", 403)):
        site.world.token("t-bob", "bob", numerique="read")
        assert site.send("patch", f"{GOOD}/pulls/1", {"title": "U"}, token).status_code == status  # ada wrote it
        labels = site.send("post", f"{GOOD}/issues/1/labels", {"labels": ["a"]}, token)
        assert labels.status_code == 403
    assert site.send("post", f"{GOOD}/issues", {"title": "T", "labels": ["a"]}, "t-bob").json()["labels"] == []
    assert site.send("post", f"{GOOD}/issues/1/comments", {"body": " "}).status_code == 422
    assert site.send("post", f"{GOOD}/issues/99/comments", {"body": "x"}).status_code == 404
    assert site.send("post", f"{GOOD}/pulls", None).status_code == 422
    assert site.send("post", f"{GOOD}/issues", {"title": "T"}, "t-none").status_code == 201
    assert site.send("post", "/repos/numerique/secret/issues", {"title": "T"}, "t-none").status_code == 404


def test_a_request_that_is_lost_on_its_way_back_was_carried_out(site: Site) -> None:
    ours = Writer(site)
    ours.create()
    for kind_, branch in (("lost", "lost"), ("closed", "closed")):
        site.world.faults.append(Fault(kind_, when=is_write))
        with pytest.raises(requests.ConnectionError):
            ours.create(f"refs/heads/{branch}")
    assert "refs/heads/lost" in ours.repo.refs
    assert "refs/heads/closed" not in ours.repo.refs
    assert [entry.what for entry in site.world.log if entry.is_write] == ["createRef", "createRef"]


@pytest.mark.parametrize("carried_out", [False, True])
def test_a_run_that_is_killed_gets_no_answer_any_more(site: Site, carried_out: bool) -> None:
    ours = Writer(site)
    site.world.kill(1, carried_out=carried_out)
    ours.create("refs/heads/first")
    assert site.get(GOOD).status_code == 200
    with pytest.raises(requests.ConnectionError):
        ours.create("refs/heads/second")
    assert ("refs/heads/second" in ours.repo.refs) is carried_out
    with pytest.raises(requests.ConnectionError):
        site.get(GOOD)
    site.world.faults.clear()
    assert site.get(GOOD).status_code == 200


def test_too_much_content_in_a_minute_or_an_hour(site: Site) -> None:
    now = [site.world.clock()]
    site.world.clock = lambda: now[0]
    site.world.limits.writes_minute, site.world.limits.writes_hour = 2, 3
    sent = [site.send("post", f"{GOOD}/issues", {"title": str(number)}) for number in range(3)]
    assert [answer.status_code for answer in sent] == [201, 201, 403]
    assert sent[2].headers["Retry-After"] == "60"
    now[0] += 60
    sent = [site.send("post", f"{GOOD}/issues", {"title": str(number)}) for number in range(2)]
    assert [answer.status_code for answer in sent] == [201, 403]
    assert int(sent[1].headers["Retry-After"]) > 3_000
    assert len(ours_issues(site)) == 3


def ours_issues(site: Site) -> list[Any]:
    found = site.get(f"{GOOD}/issues?state=all")
    return [one for one in found.json() if "pull_request" not in one]
