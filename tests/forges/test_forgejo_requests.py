# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Single steps on the test Forgejo: what they do, that nobody's work is lost, and what is said when they are refused."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.forges.forgejo.requests import ForgejoRequests
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    Content,
    DeleteBranch,
    EditIssue,
    EditRequest,
    Identity,
    MakeFork,
    MovedError,
    OpenIssue,
    Push,
    SeenBranch,
    Situation,
    State,
    Step,
    StepRefusedError,
)
from tests.forges.forgejo_server.desk import Desk, opening
from tests.forges.forgejo_server.life import BranchRule, Thing
from tests.forges.forgejo_server.people import People
from tests.forges.forgejo_server.server import Fault, Forgejo, serving
from tests.forges.gitlab_server.desk import BRANCH, BRANCHES, TEXT, TRAILERS, content, push, reason
from tests.forges.gitlab_server.world import EXECUTABLE


@pytest.fixture(scope="module")
def server() -> Iterator[Forgejo]:
    with serving() as running:
        yield running


@pytest.fixture
def code(server: Forgejo) -> Desk:
    return Desk(server)


def texts(people: People, branch: str = BRANCH) -> dict[str, str]:
    files = people.life.git.files(people.life.git.refs[branch])
    return {path: file.data.decode() for path, file in files.items()}


def test_who_we_are_is_asked_once(code: Desk) -> None:
    forge = code.forge()
    assert forge.identity() == forge.identity() == Identity("ospo", "OSPO", "ospo@example.org")
    assert code.server.log == ["/api/v1/user"]


def test_without_a_token_or_with_a_wrong_one_nothing_is_written(code: Desk) -> None:
    with pytest.raises(ForgeUnavailableError) as error:
        ForgejoRequests("code", Transport(code.server.url, None)).identity()
    assert reason(error) == f"{code.server.url} takes no changes without a token."
    with pytest.raises(ForgeUnavailableError) as error:
        code.forge("stolen-secret").identity()
    assert "stolen-secret" not in f"{reason(error)} {error.value.__dict__}"


@pytest.mark.parametrize("page", [1_000, 3])
def test_a_branch_holds_all_files_and_nothing_else_in_one_push(code: Desk, page: int) -> None:
    people = code.add()
    code.server.tree_page = page  # a large repository is listed folder by folder
    many = content("Many", run__sh="#!/bin/sh\necho\n", SECURITY__md="Écrivez.\n", README__md=None)
    deep = Content("More" + TRAILERS, {"docs/deep/c.md": "c\n", "new/d.md": "d\n", "SECURITY.md": "Mieux.\n"})
    after = code.does(push(many, deep))
    assert texts(people) == {
        "run.sh": "#!/bin/sh\necho\n", "SECURITY.md": "Mieux.\n", "link": "run.sh", "docs/a.md": "a\n", "docs/deep/b.md": "b\n",
        "docs/deep/c.md": "c\n", "new/d.md": "d\n",
    }  # fmt: skip
    assert people.life.git.files(people.life.git.refs[BRANCH])["run.sh"].mode == EXECUTABLE
    there = after.branches[BRANCH]
    assert there == code.seen().branches[BRANCH]
    assert [one.message.partition("\n")[0] for one in there.commits or ()] == ["More", "Many"]
    assert [path for _, path in code.server.written] == ["/ville/eau.git/git-receive-pack"]


def test_only_what_changes_is_committed(code: Desk) -> None:
    code.add()
    same = content("Nothing", README__md="# Eau\n", GONE=None)
    after = code.does(push(same, content("Half", README__md="# Eau\n", LICENSE="MIT\n")))
    assert [one.message.partition("\n")[0] for one in after.branches[BRANCH].commits or ()] == ["Half"]
    with pytest.raises(MovedError) as error:
        code.does(push(same, branch=BRANCHES[1]))
    assert reason(error) == "All that was to be changed is in the repository already. Plan again."


@pytest.mark.parametrize("path", ["link", "docs", "README.md/x"])
def test_what_is_no_text_file_is_left_alone(code: Desk, path: str) -> None:
    people = code.add()
    with pytest.raises(StepRefusedError) as error:
        code.does(push(Content("x" + TRAILERS, {path: "text", "docs/a.md": "b"})))
    assert "is not a plain text file in this repository" in reason(error)
    assert BRANCH not in people.life.git.refs


@pytest.mark.parametrize("page", [1_000, 3])
def test_no_file_is_lost_to_a_listing_that_lacks_one(code: Desk, page: int) -> None:
    people = code.add()
    code.server.tree_page = page
    tree = people.life.git.read(people.life.git.refs["main"]).tree
    real = people.life.git.entries
    people.life.git.entries = lambda oid: real(oid)[1:] if oid == tree else real(oid)  # type: ignore[method-assign]
    with pytest.raises(StepRefusedError) as error:
        code.does(push())
    assert reason(error).endswith("Nothing is written, so that no file is lost.")
    assert code.server.written == []


def test_a_branch_is_put_on_the_new_base_in_one_step(code: Desk) -> None:
    people = code.add()
    seen = code.does(push(), opening())
    people.commit({"SECURITY.md": "Somebody else's\n", "NEW": "new\n"})
    before = len(code.server.written)
    after = code.does(push(expected=seen.requests[0].head))
    assert texts(people)["SECURITY.md"] == "Write to us.\n"
    assert texts(people)["NEW"] == "new\n"
    assert len(code.server.written) - before == 1
    again = code.seen()
    assert again.requests[0].has_conflicts is False
    assert again.requests[0].state is State.OPEN
    assert again.requests[0]._replace(has_conflicts=None) == after.requests[0]


@pytest.mark.parametrize("step", [lambda seen: push(expected=seen), lambda seen: DeleteBranch(BRANCH, seen)])
def test_what_somebody_pushed_stays_whenever_it_came(code: Desk, step: Callable[[str], Any]) -> None:
    """The server compares, so that there is no moment in which a commit could be lost."""
    people = code.add()
    seen = code.does(push(), opening())
    theirs = people.commit({"SECURITY.md": "Ours.\n"}, BRANCH)
    made = step(seen.requests[0].head or "")
    with pytest.raises(MovedError) as error:
        code.forge().perform(code.listed(), seen, made(seen) if callable(made) else made)
    assert reason(error).startswith(f"The branch {BRANCH} has moved since it was looked at")
    assert people.life.git.refs[BRANCH] == theirs
    assert people.open().head == BRANCH


def test_a_branch_that_somebody_made_is_theirs(code: Desk) -> None:
    people = code.add()
    seen = code.seen()
    theirs = people.commit({"x": "y"}, BRANCH, seen.head or "")
    with pytest.raises(MovedError):
        code.forge().perform(code.listed(), seen, push()(seen))
    assert people.life.git.refs[BRANCH] == theirs


def test_a_deletion_twice(code: Desk) -> None:
    people = code.add()
    seen = code.does(push())
    head = seen.branches[BRANCH].head or ""
    assert code.does(DeleteBranch(BRANCH, head)).branches == {}
    assert BRANCH not in people.life.git.refs
    code.server.faults = [Fault(0, writes=True, done=True)]
    seen = code.does(push())
    head = seen.branches[BRANCH].head or ""
    code.server.faults = [Fault(0, writes=True, done=True)]
    assert code.does(DeleteBranch(BRANCH, head)).branches == {}


def test_a_base_that_was_rewritten(code: Desk) -> None:
    code.add()
    with pytest.raises(MovedError) as error:
        code.does(Push(BRANCH, "1" * 40, None, (content(LICENSE="x"),)))
    assert reason(error).startswith("The commit 111111111111 is not in the repository any more")


def test_a_request_bears_all_that_it_should(code: Desk) -> None:
    people = code.add()
    people.life.labels[7] = "known"
    labels, people_asked = ("known", "new"), ("@ada", "ville/team", "ospo", "nobody", "eve")
    after = code.does(push(), opening(is_draft=True, labels=labels, reviewers=people_asked))
    found, made = after.requests[0], people.open()
    assert (made.title, made.reviewers) == ("WIP: Practices", ["ada", "eve"])
    assert found == code.seen().requests[0]._replace(has_conflicts=found.has_conflicts)
    assert (found.title, found.is_draft, found.base, found.by_us, found.text) == ("Practices", True, "main", True, TEXT)
    assert found.labels == {"known", "new"}
    assert len(people.life.labels) == 2
    assert found.commits == after.branches[BRANCH].commits


def test_labels_that_we_may_not_make_are_no_reason_to_fail(code: Desk) -> None:
    people = code.add()
    code.server.faults = [Fault(403, where="/labels", times=9)]
    assert code.does(push(), opening(labels=("new",))).requests[0].labels == frozenset()
    assert people.open().title == "Practices"


@pytest.mark.parametrize("draft", [True, False])
def test_an_edit_keeps_what_people_made_of_it(code: Desk, draft: bool) -> None:
    people = code.add()
    code.does(push(), opening(is_draft=not draft))
    people.open().title = "[WIP] Practices" if draft else "Practices"
    people.commit({"x": "y"}, "trunk", people.life.git.refs["main"])
    after = code.does(EditRequest(1, "Better practices", "New", "trunk"))
    assert people.open().title == ("WIP: Better practices" if draft else "Better practices")
    assert (after.requests[0].title, after.requests[0].base) == ("Better practices", "trunk")


def test_what_somebody_changed_meanwhile_is_theirs(code: Desk) -> None:
    people = code.add()
    seen = code.does(push(), opening(), OpenIssue("A licence", TEXT))
    people.open().body = "Ours"
    people.issue().title = "Ours"
    steps: tuple[Step, ...] = (EditRequest(1, "New", "New", "main"), CloseRequest(1, "x"), EditIssue(2, "New", "New"))
    for step in steps:
        with pytest.raises(MovedError) as error:
            code.forge().perform(code.listed(), seen, step)
        assert "since it was looked at" in reason(error)
    people.merge(people.open())
    for step in steps[:2]:
        with pytest.raises(MovedError):
            code.forge().perform(code.listed(), seen, step)
    assert people.life.things[0].body == "Ours"


def test_a_request_from_our_branch_that_somebody_else_opened(code: Desk) -> None:
    people = code.add()
    seen = code.does(push())
    people.life.things.append(Thing(1, "ada", "Mine", "", code.world.moment(), head=BRANCH, base="main"))
    with pytest.raises(StepRefusedError) as error:
        code.forge().perform(code.listed(), seen, opening())
    assert reason(error) == f"Somebody else has opened a request from the branch {BRANCH}. It is left as it is."


def test_an_issue_that_another_run_opened_is_found(code: Desk) -> None:
    people = code.add()
    seen = code.seen()
    code.does(OpenIssue("A licence", TEXT))
    after = code.forge().perform(code.listed(), seen, OpenIssue("A licence", TEXT))
    assert [one.number for one in after.issues] == [1]
    assert len(people.life.issues()) == 1


def test_nothing_confidential_is_said_in_public(code: Desk) -> None:
    people = code.add()
    leaked = OpenIssue("A key", TEXT, confidential=True)
    with pytest.raises(StepRefusedError) as error:
        code.does(leaked)
    assert "Forgejo shows every issue of a public repository to everyone" in reason(error)
    assert people.life.things == code.server.written == []
    private = code.add("secret", private=True)
    after = code.does(leaked, EditIssue(1, "Two keys", TEXT, confidential=True), name="secret")
    assert after.issues == code.seen("secret").issues
    assert after.issues[0].confidential
    assert private.issue().title == "Two keys"


def test_forks_are_not_made(code: Desk) -> None:
    code.add()
    with pytest.raises(StepRefusedError) as error:
        code.does(MakeFork())
    assert reason(error) == "Requests from a fork are opened on GitHub only."


REFUSED: dict[str, tuple[str, Callable[[Situation], Step], str]] = {
    "push": ("read", push(), "The forge takes no push of Git's over HTTP from our account"),
    "scope": ("scopeless", push(), "The forge takes no push of Git's over HTTP from our account"),
    "request": ("scopeless", lambda _: opening(), "The forge does not accept the request (status 403)."),
    "edit": ("scopeless", lambda _: EditRequest(1, "New", "New", "main"), "The forge does not accept the request (status 403)."),
    "issue": ("scopeless", lambda _: OpenIssue("A", "B"), "The forge does not accept the issue (status 403)."),
    "comment": ("scopeless", lambda _: Comment(1, "x"), "The forge does not accept a comment on 1 (status 403)."),
    "setting": ("developer", lambda _: ChangeSetting("description", "x"), "The forge does not accept the change of `description`"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_missing_right_is_named_with_what_would_help(code: Desk, what: str) -> None:
    code.add()
    token, step, said = REFUSED[what]
    if what == "edit":
        code.does(push(), opening())
    elif what == "request":
        code.does(push())
    seen = code.seen()
    with pytest.raises(StepRefusedError) as error:
        code.forge(token).perform(code.listed(), seen, step(seen))
    assert reason(error).startswith(said)
    assert error.value.hint or what == "comment"
    assert "t-scope" not in f"{error.value.__dict__}"


def test_a_site_that_takes_no_git_over_http_says_so(code: Desk) -> None:
    code.add()
    code.server.http_git = False
    with pytest.raises(StepRefusedError) as error:
        code.does(push())
    assert reason(error).startswith("The forge takes no push of Git's over HTTP")


@pytest.mark.parametrize(("pattern", "caught"), [("ospo-policy/*", True), ("**", True), ("*", False), ("main", False)])
def test_a_protection_names_the_branch_that_it_blocks(code: Desk, pattern: str, caught: bool) -> None:
    people = code.add()
    people.protect(pattern)
    if not caught:
        code.does(push())
        return
    with pytest.raises(StepRefusedError) as error:
        code.does(push())
    assert reason(error) == f"A protection forbids us to push to the branch {BRANCH}."
    assert error.value.blocks == BRANCH
    people.life.rules = []
    seen = code.does(push())
    people.life.rules = [BranchRule(pattern, push=True)]
    there = code.seen().branches[BRANCH]
    assert there == SeenBranch(seen.branches[BRANCH].head, seen.branches[BRANCH].commits, is_blocked=True)


def test_too_soon_is_waited_for_and_sent_again(code: Desk) -> None:
    people = code.add()
    code.server.faults = [Fault(429, writes=True, retry_after="33"), Fault(429, writes=True)]
    code.does(push())
    assert BRANCH in people.life.git.refs
    assert {33.0, 60.0} <= set(code.clock.pauses)


@pytest.mark.parametrize("status", [0, 500, 502, 503])
def test_what_fails_for_ever_ends_with_its_reason(code: Desk, status: int) -> None:
    code.add()
    code.server.faults = [Fault(status, writes=True, times=99)]
    for step in (push(), lambda _: OpenIssue("A", "B")):
        with pytest.raises(ForgeUnavailableError) as error:
            code.does(step)
        assert reason(error) == f"{code.server.url} does not tell what became of a change, again and again."
        assert "t-write" not in f"{error.value.__dict__}{error.value.message!r}"


@pytest.mark.parametrize("body", [b"", b"<html>", b"0000", b"000eunpack ok\n0000", b"\xff" * 99, b"{}"])
def test_an_answer_to_a_push_that_is_none_is_looked_into(code: Desk, body: bytes) -> None:
    """A proxy may have spoken: the branch tells."""
    people = code.add()
    code.server.faults = [Fault(200, where="git-receive-pack", body=body, done=True)]
    code.does(push())
    assert BRANCH in people.life.git.refs
    assert len(code.server.written) == 1


def test_git_itself_takes_our_push(code: Desk, tmp_path: Path) -> None:
    """The very bytes that were sent, given to a real repository with the same base."""
    people = code.add()
    sent: list[bytes] = []
    real = people.life.git.receive

    def keep(body: bytes, forbidden: Any) -> Any:
        sent.append(body)
        return real(body, forbidden)

    people.life.git.receive = keep  # type: ignore[method-assign]
    git, base = people.life.git, people.life.git.refs["main"]
    code.does(push(content("One", a="1\n"), content("Two", docs__x="2\n")))

    def run(*words: str, feed: bytes = b"") -> bytes:
        return subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, input=feed).stdout

    run("init", "-q", "--bare", "--initial-branch=main")
    for oid, thing in git.objects.items():
        if oid in {one for _, entry in git.walk(git.read(base).tree) for one in [entry.oid]} | {
            base,
            git.read(base).tree,
        }:
            assert run("hash-object", "-w", "--stdin", "-t", thing.kind, feed=thing.data).decode().strip() == oid
    run("update-ref", "refs/heads/main", base)
    assert b"ok refs/heads/ospo-policy/publication" in run("receive-pack", "--stateless-rpc", ".", feed=sent[0])
    run("fsck", "--strict")
    assert run("rev-parse", BRANCH).decode().strip() == git.refs[BRANCH]
