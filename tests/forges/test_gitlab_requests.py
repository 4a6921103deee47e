# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Single steps on the test GitLab: what they do, that nobody's work is lost, and what is said when they are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ospo_policy.forges.gitlab.quick_actions import as_meant, without_commands
from ospo_policy.forges.gitlab.requests import GitLabRequests
from ospo_policy.forges.gitlab.transport import Transport
from ospo_policy.parsers.request_marker import Marker, marked
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
    Right,
    Situation,
    Step,
    StepRefusedError,
)
from tests.forges.gitlab_server.desk import (
    BRANCH,
    BRANCHES,
    SAY,
    TEXT,
    TRAILERS,
    Desk,
    content,
    opening,
    push,
    reason,
    texts,
)
from tests.forges.gitlab_server.life import Request
from tests.forges.gitlab_server.server import Fault, GitLab, serving
from tests.forges.gitlab_server.world import EXECUTABLE, Protection
from tests.lifecycle.gitlab_place import US


@pytest.fixture(scope="module")
def server() -> Iterator[GitLab]:
    with serving() as running:
        yield running


@pytest.fixture
def lab(server: GitLab) -> Desk:
    return Desk(server)


def test_who_we_are_is_asked_once(lab: Desk) -> None:
    forge = lab.forge()
    assert forge.identity() == forge.identity() == Identity("ospo", "OSPO", US.email)
    assert [one.path for one in lab.server.log] == ["/api/v4/user"]


def test_without_a_token_or_with_a_wrong_one_nothing_is_written(lab: Desk) -> None:
    anonymous = GitLabRequests("lab", Transport(lab.server.url, None))
    with pytest.raises(ForgeUnavailableError) as error:
        anonymous.identity()
    assert reason(error) == f"{lab.server.url} takes no changes without a token."
    with pytest.raises(ForgeUnavailableError) as error:
        lab.forge("stolen-secret").identity()
    assert "stolen-secret" not in f"{reason(error)} {error.value.__dict__}"


def test_a_branch_holds_all_files_and_nothing_else(lab: Desk) -> None:
    people = lab.add()
    many = content("Many", run__sh="#!/bin/sh\necho\n", SECURITY__md="Écrivez.\n", README__md=None)
    after = lab.does(push(many, content("More", NEW="new\n", SECURITY__md="Mieux.\n")))
    assert texts(people) == {
        "run.sh": "#!/bin/sh\necho\n", "SECURITY.md": "Mieux.\n", "link": "run.sh", "docs/a.md": "a\n", "NEW": "new\n",
    }  # fmt: skip
    assert people.life.git.files(people.life.git.refs[BRANCH])["run.sh"].mode == EXECUTABLE
    there = after.branches[BRANCH]
    assert there == lab.seen().branches[BRANCH]
    assert [one.message.partition("\n")[0] for one in there.commits or ()] == ["More", "Many"]
    assert all(one.by_us for one in there.commits or ())
    assert [one.path.rpartition("/")[2] for one in lab.server.written] == ["commits"] * 2


def test_only_what_changes_is_committed(lab: Desk) -> None:
    lab.add()
    same = content("Nothing", README__md="# Eau\n", GONE=None)
    after = lab.does(push(same, content("Half", README__md="# Eau\n", LICENSE="MIT\n")))
    assert [one.message.partition("\n")[0] for one in after.branches[BRANCH].commits or ()] == ["Half"]
    with pytest.raises(MovedError) as error:
        lab.does(push(same, branch=BRANCHES[1]))
    assert reason(error) == "All that was to be changed is in the repository already. Plan again."


@pytest.mark.parametrize(
    # GraphQL tells no folder, and GitLab itself refuses to write there.
    ("how", "path"),
    [("graphql", "link"), ("rest", "link"), ("rest", "docs"), ("one path", "link"), ("one path", "docs")],
)
def test_what_is_no_text_file_is_left_alone(lab: Desk, path: str, how: str) -> None:
    people = lab.add()
    lab.server.graphql, lab.server.one_path = how != "rest", how == "one path"
    with pytest.raises(StepRefusedError) as error:
        lab.does(push(Content("x" + TRAILERS, {path: "text", "docs/a.md": "b"})))
    assert reason(error) == f"{path} is not a plain text file in this repository, so nothing is written there."
    assert BRANCH not in people.life.git.refs


def test_a_branch_is_put_on_the_new_base_in_one_step(lab: Desk) -> None:
    people = lab.add()
    seen = lab.does(push(), opening())
    people.commit({"SECURITY.md": "Somebody else's\n", "NEW": "new\n"})
    assert lab.seen().requests[0].has_conflicts is True
    before = len(lab.server.written)
    after = lab.does(push(expected=seen.requests[0].head))
    assert texts(people)["SECURITY.md"] == "Write to us.\n"
    assert texts(people)["NEW"] == "new\n"
    assert len(lab.server.written) - before == 1
    again = lab.seen()
    assert again.requests[0].has_conflicts is False
    assert again.requests[0]._replace(has_conflicts=None) == after.requests[0]


@pytest.mark.parametrize("step", [lambda seen: push(expected=seen), lambda seen: DeleteBranch(BRANCH, seen)])
def test_what_somebody_pushed_stays(lab: Desk, step: Callable[[str], Any]) -> None:
    people = lab.add()
    seen = lab.does(push(), opening())
    theirs = people.commit({"SECURITY.md": "Ours.\n"}, BRANCH)
    with pytest.raises(MovedError) as error:
        lab.does(step(seen.requests[0].head or ""))
    assert reason(error).startswith(f"The branch {BRANCH} has moved since it was looked at")
    assert people.life.git.refs[BRANCH] == theirs


def test_a_branch_that_somebody_made_is_theirs(lab: Desk) -> None:
    people = lab.add()
    seen = lab.seen()
    theirs = people.commit({"x": "y"}, BRANCH, seen.head or "")
    with pytest.raises(MovedError):
        lab.forge().perform(lab.listed(), seen, push()(seen))
    assert people.life.git.refs[BRANCH] == theirs


def test_a_further_commit_of_ours_goes_on_top_of_what_somebody_pushed_between(lab: Desk) -> None:
    """Nothing is lost; and it is told, so that the next look sees that people have taken it over."""
    people = lab.add()
    lab.seen()
    forge, listed, seen = lab.forge(), lab.listed(), lab.seen()
    once = iter([True])

    def meddle(seconds: float) -> None:
        lab.clock.pauses.append(seconds)
        if BRANCH in people.life.git.refs and next(once, False):
            people.commit({"theirs": "x"}, BRANCH)

    forge._pace._sleep = meddle  # people push while we wait for our turn
    with pytest.raises(MovedError):
        forge.perform(listed, seen, push(content("One", a="1\n"), content("Two", b="2\n"))(seen))
    assert {"a", "b", "theirs"} <= texts(people).keys()


def test_a_branch_with_a_newer_commit_is_not_deleted_even_if_it_comes_between(lab: Desk) -> None:
    people = lab.add()
    seen = lab.does(push())
    forge, listed = lab.forge(), lab.listed()
    forge._pace._sleep = lab.clock.pauses.append
    head = seen.branches[BRANCH].head or ""
    real = forge._changer.change

    def late(*words: Any) -> Any:
        people.commit({"theirs": "x"}, BRANCH)
        return real(*words)

    forge._changer.change = late  # type: ignore[method-assign]
    with pytest.raises(MovedError):
        forge.perform(listed, seen, DeleteBranch(BRANCH, head))
    assert "theirs" in texts(people)


def test_a_deletion_twice(lab: Desk) -> None:
    people = lab.add()
    seen = lab.does(push())
    head = seen.branches[BRANCH].head or ""
    after = lab.does(DeleteBranch(BRANCH, head), DeleteBranch(BRANCH, head))
    assert after.branches == {}
    assert BRANCH not in people.life.git.refs


def test_a_base_that_was_rewritten(lab: Desk) -> None:
    lab.add()
    with pytest.raises(MovedError) as error:
        lab.does(Push(BRANCH, "1" * 40, None, (content(LICENSE="x"),)))
    assert reason(error).startswith("The commit 111111111111 is not in the repository any more")


def test_a_request_bears_all_that_it_should(lab: Desk) -> None:
    people = lab.add()
    after = lab.does(
        push(),
        opening(is_draft=True, labels=("ospo", "a, b"), reviewers=("@ada", "ville/team", "ospo", "nobody", "eve")),
    )
    found = after.requests[0]
    made = people.open()
    assert made.title == "Draft: Practices"
    assert made.removes_branch
    assert made.reviewers == [7, 9]
    assert found == lab.seen().requests[0]._replace(has_conflicts=found.has_conflicts)
    assert (found.title, found.is_draft, found.base, found.by_us, found.text) == ("Practices", True, "main", True, TEXT)
    assert found.labels == {"ospo"}
    assert found.commits == after.branches[BRANCH].commits


@pytest.mark.parametrize("draft", [True, False])
def test_an_edit_keeps_what_people_made_of_it(lab: Desk, draft: bool) -> None:
    people = lab.add()
    lab.does(push(), opening(is_draft=not draft))
    people.open().title = "[Draft] Practices" if draft else "Practices"  # somebody marked it, or took the mark off
    people.commit({"x": "y"}, "trunk", people.life.git.refs["main"])
    after = lab.does(EditRequest(1, "Better practices", "New", "trunk"))
    assert people.open().title == ("Draft: Better practices" if draft else "Better practices")
    assert (after.requests[0].title, after.requests[0].base) == ("Better practices", "trunk")


def test_what_somebody_changed_meanwhile_is_theirs(lab: Desk) -> None:
    people = lab.add()
    issue = OpenIssue("A licence", TEXT)
    seen = lab.does(push(), opening(), issue)
    people.open().description = "Ours"
    people.issue().title = "Ours"
    for step in (EditRequest(1, "New", "New", "main"), CloseRequest(1, "Closed"), EditIssue(1, "New", "New")):
        with pytest.raises(MovedError) as error:
            lab.forge().perform(lab.listed(), seen, step)
        assert "since it was looked at" in reason(error)
    people.close(people.issue())
    people.merge(people.open())
    for step in (EditRequest(1, "New", "New", "main"), CloseRequest(1, "Closed"), EditIssue(1, "New", "New")):
        with pytest.raises(MovedError):
            lab.forge().perform(lab.listed(), seen, step)
    assert people.life.requests[0].description == "Ours"


def test_a_request_from_our_branch_that_somebody_else_opened(lab: Desk) -> None:
    people = lab.add()
    seen = lab.does(push())
    theirs = Request(
        1, "ada", "Mine", "", lab.world.moment(), source=BRANCH, target="main", source_project=people.project.id
    )
    people.life.requests.append(theirs)
    with pytest.raises(StepRefusedError) as error:
        lab.forge().perform(lab.listed(), seen, opening())
    assert reason(error) == f"Somebody else has opened a request from the branch {BRANCH}. It is left as it is."


COMMANDS = "Dear team,\n/close\n/label ~bad\n  /assign @ada\n\\/close\n/docs/file @x\nnot /close\n```\n/close\n```\n/confidential"


def test_texts_command_nothing_and_are_seen_as_meant(lab: Desk) -> None:
    people = lab.add()
    seen = lab.does(push(), opening(text=COMMANDS), OpenIssue("A", COMMANDS), Comment(1, COMMANDS))
    assert people.open().state == people.issue().state == "opened"
    assert not people.issue().confidential
    now = lab.seen()
    assert now.requests[0].text == seen.requests[0].text == COMMANDS
    assert now.requests[0].comments == (COMMANDS,)
    assert "\n\\/close\n" in people.open().description
    lab.does(EditRequest(1, "New", f"{COMMANDS}\n/merge", "main"), CloseRequest(1, f"{COMMANDS}\n/title x"))
    assert lab.seen().requests[0].text == f"{COMMANDS}\n/title x"
    assert people.life.requests[0].title == "New"


@pytest.mark.parametrize("text", ["", "/", "/a", "\\/a", "\\\\/a b", "x\n /b\n\t/c\r\n", "/é", "//a", "/close it"])
def test_what_is_escaped_comes_back(text: str) -> None:
    assert as_meant(without_commands(text)) == text


def test_issues_are_hidden_and_never_shown_again(lab: Desk) -> None:
    people = lab.add()
    lab.does(OpenIssue("A key", TEXT, confidential=True))
    assert people.issue().confidential
    lab.does(EditIssue(1, "Two keys", TEXT))
    assert people.issue().confidential
    assert lab.seen().issues[0].confidential
    other = marked("Other", "Other", Marker("issue"))
    lab.does(OpenIssue("Other", other), EditIssue(2, "Other", other, confidential=True))
    assert all(one.confidential for one in people.life.issues)


def test_an_issue_that_another_run_opened_is_found(lab: Desk) -> None:
    people = lab.add()
    seen = lab.seen()
    lab.does(OpenIssue("A licence", TEXT))
    after = lab.forge().perform(lab.listed(), seen, OpenIssue("A licence", TEXT))
    assert [one.number for one in after.issues] == [1]
    assert len(people.life.issues) == 1


def test_forks_are_not_made(lab: Desk) -> None:
    lab.add()
    with pytest.raises(StepRefusedError) as error:
        lab.does(MakeFork())
    assert reason(error) == "Requests from a fork are opened on GitHub only."
    assert Right.FORK not in lab.seen().rights


REFUSED: dict[str, tuple[str, Callable[[Situation], Step], str]] = {
    "push": ("read", push(), "A protection forbids us to push to the branch"),
    "scope": ("scopeless", push(), "The token may read, but not write."),
    "request": ("read", lambda _: opening(), "The forge does not accept the request (status 403)."),
    "edit": ("scopeless", lambda _: EditRequest(1, "New", "New", "main"), "The forge does not accept the request (status 403)."),
    "issue": ("scopeless", lambda _: OpenIssue("A", "B"), "The forge does not accept the issue (status 403)."),
    "comment": ("scopeless", lambda _: Comment(1, "x"), "The forge does not accept a comment on 1 (status 403)."),
    "setting": ("developer", lambda _: ChangeSetting("description", "x"), "The forge does not accept the change of `description`"),
    "title": ("write", lambda _: OpenIssue("x" * 256, "B"), "The forge does not accept the issue (status 400)."),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_missing_right_is_named_with_what_would_help(lab: Desk, what: str) -> None:
    lab.add()
    token, step, said = REFUSED[what]
    if what == "edit":
        lab.does(push(), opening())
    elif what == "request":
        lab.does(push())
    seen = lab.seen()
    with pytest.raises(StepRefusedError) as error:
        lab.forge(token).perform(lab.listed(), seen, step(seen))
    assert reason(error).startswith(said)
    assert error.value.hint or what in ("comment", "title")
    assert "glpat" not in f"{error.value.__dict__}"


def test_a_protection_that_a_developer_cannot_see_names_the_branch(lab: Desk) -> None:
    people = lab.add()
    people.protect("ospo-policy/*")
    with pytest.raises(StepRefusedError) as error:
        lab.does(push(), token="developer")
    assert error.value.blocks == BRANCH
    people.project.protections = [Protection("ospo-policy/*", push=30)]
    seen = lab.does(push(), token="developer")
    with pytest.raises(StepRefusedError) as error:
        lab.does(push(content(SECURITY__md="x\n"), expected=seen.branches[BRANCH].head), token="developer")
    assert error.value.blocks == BRANCH
    with pytest.raises(StepRefusedError) as error:
        lab.does(DeleteBranch(BRANCH, seen.branches[BRANCH].head or ""), token="developer")
    assert reason(error) == f"The branch {BRANCH} could not be deleted (status 405)."


def test_too_soon_is_waited_for_and_sent_again(lab: Desk) -> None:
    people = lab.add()
    lab.seen()
    lab.server.faults = [Fault(429, writes=True, retry_after="33"), Fault(429, writes=True)]
    lab.does(push())
    assert BRANCH in people.life.git.refs
    assert {33.0, 60.0} <= set(lab.clock.pauses)
    lab.server.faults = [Fault(429, writes=True, times=99)]
    with pytest.raises(ForgeUnavailableError) as error:
        lab.does(opening())
    assert reason(error) == f"{lab.server.url} asks us to wait longer than a run can."


@pytest.mark.parametrize("status", [0, 500, 502, 503, 504])
def test_what_fails_for_ever_ends_with_its_reason(lab: Desk, status: int) -> None:
    lab.add()
    lab.server.faults = [Fault(status, writes=True, times=99, body=b"<html>glpat-write")]
    with pytest.raises(ForgeUnavailableError) as error:
        lab.does(push())
    assert reason(error) == f"{lab.server.url} does not tell what became of a change, again and again."
    assert "glpat" not in f"{error.value.__dict__}{error.value.message!r}"


def test_writes_are_a_second_apart(lab: Desk) -> None:
    lab.add()
    forge, listed = lab.forge(), lab.listed()
    ((_, seen),) = forge.situations([listed], BRANCHES)
    assert isinstance(seen, Situation)
    for step in (push()(seen), opening(), Comment(1, "x")):
        seen = forge.perform(listed, seen, step)
    assert forge.writes == 3
    assert lab.clock.pauses == [1.0, 1.0]
    assert forge.usage.requests == len(lab.server.log)


def test_projects_are_whatever_they_are_called(lab: Desk) -> None:
    """Steps go by the number of a project, which a change of name leaves."""
    people = lab.add()
    listed, seen = lab.listed(), lab.seen()
    people.project.path = "ville/autre-nom"
    after = lab.forge().perform(listed, seen, push()(seen))
    assert after.branches[BRANCH].head == people.life.git.refs[BRANCH]


def test_a_push_that_a_rule_of_the_project_forbids(lab: Desk) -> None:
    lab.add()
    said = {"message": "Commit message does not follow the pattern '^JIRA-[0-9]+' glpat-write"}
    lab.server.faults = [Fault(400, where="/commits", writes=True, body=said)]
    with pytest.raises(StepRefusedError) as error:
        lab.does(push())
    assert reason(error) == f"The forge does not accept a push to the branch {BRANCH} (status 400)."
    assert error.value.blocks is None
    assert error.value.hint is not None
    assert "push rules" in SAY.text(error.value.hint)


def test_a_project_that_is_gone_between(lab: Desk) -> None:
    people = lab.add()
    seen = lab.does(push(), opening(), OpenIssue("A", TEXT))
    people.project.deleted = True
    steps: tuple[Step, ...] = (
        push(expected=seen.requests[0].head)(seen), EditRequest(1, "New", "New", "main"), EditIssue(1, "New", "New"),
        CloseRequest(1, "New"),
    )  # fmt: skip
    for step in steps:
        with pytest.raises((MovedError, StepRefusedError)) as error:
            lab.forge().perform(lab.listed_as(people), seen, step)
        assert reason(error)


def test_two_runs_at_once_open_one_request(lab: Desk) -> None:
    people = lab.add()
    seen = lab.does(push())
    first = lab.forge().perform(lab.listed(), seen, opening())
    second = lab.forge().perform(lab.listed(), seen, opening())
    assert [one.number for one in second.requests] == [one.number for one in first.requests] == [1]
    assert len(people.life.requests) == 1


@pytest.mark.parametrize("status", [403, 404, 503])
def test_files_that_are_not_told_end_it(lab: Desk, status: int) -> None:
    lab.add()
    seen = lab.seen()
    lab.server.faults = [Fault(status, where="/graphql", times=99), Fault(status, where="/repository/tree", times=99)]
    with pytest.raises((ForgeUnavailableError, MovedError)) as error:
        lab.forge().perform(lab.listed(), seen, push()(seen))
    assert reason(error)
    assert lab.server.written == []


def test_reviewers_that_cannot_be_looked_up_are_left_out(lab: Desk) -> None:
    people = lab.add()
    lab.server.faults = [Fault(403, where="/users", times=9)]
    lab.does(push(), opening(reviewers=("ada",)))
    assert people.open().reviewers == []


def test_a_redirect_is_not_followed_with_the_token(lab: Desk) -> None:
    lab.add()
    seen = lab.seen()
    lab.server.faults = [Fault(307, writes=True, times=9)]
    with pytest.raises((ForgeUnavailableError, StepRefusedError)):
        lab.forge().perform(lab.listed(), seen, push()(seen))
    assert len(lab.server.written) == 1
