# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Single steps on the test GitHub: what they do, that they are done once whatever happens on the way, and what they cost."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ospo_policy.forges.github.identity import App
from ospo_policy.messages import Catalogue
from ospo_policy.model.message import Message
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
    MakeFork,
    MovedError,
    OpenIssue,
    OpenRequest,
    Push,
    Situation,
    State,
    Step,
    StepRefusedError,
)
from tests.forges.github_server import Fault, File
from tests.forges.github_server.faults import is_write
from tests.forges.github_server.git_graph import flat
from tests.forges.github_server.git_objects import header, person
from tests.forges.github_server.writing import BRANCHES, Desk, desk, digest

SAY = Catalogue("en")
BRANCH = BRANCHES[0]
LICENCE = "MIT License\n\nCopyright (c) 2026 Ville\n"
TRAILERS = "\n\nSigned-off-by: Ada Exemple <1+ada@users.noreply.github.com>\nOspo-Policy-Content: 1\n"
TEXT = marked("A licence", "Dear team,\n\nhere is a licence.", Marker("issue"))


@pytest.fixture
def ville() -> Iterator[Desk]:
    with desk() as found:
        found.add()
        yield found


def commit(message: str = "Add a licence", **files: str | None) -> Content:
    named = {path.replace("__", "."): text for path, text in files.items()} or {"LICENSE": LICENCE}
    return Content(message + TRAILERS, named)


def push(seen: Situation, *contents: Content, **more: Any) -> Push:
    assert seen.head
    return Push(BRANCH, seen.head, more.pop("expected", None), contents or (commit(),), **more)


def opening(**more: Any) -> OpenRequest:
    return OpenRequest(BRANCH, "main", more.pop("title", "A licence"), TEXT, **more)


def opened(ville: Desk, **more: Any) -> Situation:
    """With our request open."""
    seen = ville.does(push(ville.seen()), opening(**more))
    return ville.seen() if seen else seen


def content(ville: Desk, branch: str = BRANCH, name: str = "ville/eau") -> dict[str, str]:
    repo = ville.people.repo(name)
    files = flat(repo.store, repo.refs[f"refs/heads/{branch}"])
    return {path.decode(): repo.store[oid].data.decode() for path, (_, oid) in files.items()}


def reason(error: pytest.ExceptionInfo[Any]) -> str:
    hint: Message | None = getattr(error.value, "hint", None)
    assert all(Catalogue("fr").text(one) for one in (error.value.reason, hint) if one)
    return SAY.text(error.value.reason)


def test_who_we_are_is_asked_once(ville: Desk) -> None:
    hub = ville.forge()
    assert hub.identity() is hub.identity()
    number = ville.world.owners["ada"].number
    assert hub.identity() == ("ada", "Ada Exemple", f"{number}+ada@users.noreply.127.0.0.1")
    assert [entry.path for entry in ville.world.log] == ["/user"]


def test_a_new_branch_holds_signed_commits_of_ours_and_nothing_else(ville: Desk) -> None:
    seen = ville.seen()
    after = ville.does(push(seen, commit(), commit("Say more", README__md="# Eau\n\nMore.\n", src__main__py=None)))
    repo = ville.people.repo("ville/eau")
    assert content(ville) == {"LICENSE": LICENCE, "README.md": "# Eau\n\nMore.\n", "src/main.py": "print(1)\n"}
    there = after.branches[BRANCH]
    assert there.commits
    assert there.head == repo.refs[f"refs/heads/{BRANCH}"]
    assert [one.message.partition("\n")[0] for one in there.commits] == ["Say more", "Add a licence"]
    for one in there.commits:
        found = repo.store[one.oid]
        assert header(found, "gpgsig")
        assert person(found, "author")[:2] == ville.forge().identity()[1:]
        assert person(found, "committer")[0] == "GitHub"
    assert ville.seen().branches[BRANCH] == there


def test_paths_below_folders_and_files_that_go(ville: Desk) -> None:
    files = {".github/CODEOWNERS": "* @ville/team\n", "src/main.py": None}
    ville.does(push(ville.seen(), Content("Owners" + TRAILERS, files)))
    assert content(ville) == {"README.md": "# Eau\n", ".github/CODEOWNERS": "* @ville/team\n"}


def test_only_what_changes_is_committed(ville: Desk) -> None:
    same = commit("Nothing", README__md="# Eau\n")
    after = ville.does(push(ville.seen(), same, commit("Half", README__md="# Eau\n", LICENSE=LICENCE)))
    commits = after.branches[BRANCH].commits
    assert commits
    assert [one.message.partition("\n")[0] for one in commits] == ["Half"]
    written = [entry.what for entry in ville.writes()]
    assert written == ["createRef", "createCommitOnBranch"]


def test_nothing_is_left_where_nothing_changes(ville: Desk) -> None:
    with pytest.raises(MovedError) as error:
        ville.does(push(ville.seen(), commit("Nothing", README__md="# Eau\n")))
    assert reason(error) == "All that was to be changed is in the repository already. Plan again."
    assert ville.seen().branches == {}


def test_an_executable_file_stays_one_and_a_link_is_left_alone(ville: Desk) -> None:
    ville.add("outils", {"run.sh": File(b"#!/bin/sh\n", "100755"), "link": File(b"run.sh", "120000")})
    seen = ville.seen("outils")
    change = Content("Echo" + TRAILERS, {"run.sh": "#!/bin/sh\necho\n"})
    ville.does(push(seen, change), name="outils")
    repo = ville.people.repo("ville/outils")
    assert flat(repo.store, repo.refs[f"refs/heads/{BRANCH}"])[b"run.sh"][0] == "100755"
    second = Push(BRANCHES[1], seen.head or "", None, (Content("Link" + TRAILERS, {"link": "text\n"}),))
    with pytest.raises(StepRefusedError) as error:
        ville.does(second, name="outils")
    assert reason(error) == "link is not a plain text file in this repository, so nothing is written there."
    assert BRANCHES[1] not in ville.seen("outils").branches


def test_a_branch_that_holds_nothing_yet_is_filled(ville: Desk) -> None:
    seen = ville.seen()
    ville.people.repo("ville/eau").move(BRANCH, seen.head)  # a run was killed after it had made the branch
    assert ville.seen().branches[BRANCH].commits == ()
    ville.does(push(seen, expected=seen.head))
    assert content(ville)["LICENSE"] == LICENCE


def test_a_branch_of_ours_without_a_request_moves_to_the_new_base_and_its_commits_are_signed(ville: Desk) -> None:
    after = ville.does(push(ville.seen()))
    ville.people.push("ville/eau", "main", {"NEW": "new\n"})
    head = after.branches[BRANCH].head
    ville.does(push(ville.seen(), expected=head))
    assert content(ville) == content(ville, "main") | {"LICENSE": LICENCE}
    repo = ville.people.repo("ville/eau")
    assert header(repo.store[repo.refs[f"refs/heads/{BRANCH}"]], "gpgsig")


def test_a_branch_with_a_request_is_rebuilt_in_one_step_so_that_github_does_not_close_it(ville: Desk) -> None:
    seen = opened(ville)
    ville.people.push("ville/eau", "main", {"LICENSE": "Something else\n"})
    now = ville.seen()
    assert now.requests[0].has_conflicts is True
    since = len(ville.world.log)
    after = ville.does(
        push(now, commit("Again"), commit("More", README__md="# Eau\n\nMore.\n"), expected=seen.requests[0].head)
    )
    assert content(ville) == content(ville, "main") | {"LICENSE": LICENCE, "README.md": "# Eau\n\nMore.\n"}
    again = ville.seen()
    assert again.requests[0].state is State.OPEN
    assert again.requests[0].has_conflicts is False
    assert again.requests[0]._replace(has_conflicts=None) == after.requests[0]
    assert [entry.what or entry.path.rpartition("/")[2] for entry in ville.writes(since)] == [
        "trees", "commits", "trees", "commits", "updateRefs",
    ]  # fmt: skip


def test_nobodys_commit_is_ever_lost(ville: Desk) -> None:
    seen = opened(ville)
    theirs = ville.people.push("ville/eau", BRANCH, {"LICENSE": "Ours\n"})
    with pytest.raises(MovedError) as error:
        ville.does(push(seen, commit("Again", LICENSE="x\n"), expected=seen.requests[0].head))
    assert reason(error).startswith(f"The branch {BRANCH} has moved since it was looked at")
    with pytest.raises(MovedError):
        ville.does(DeleteBranch(BRANCH, seen.requests[0].head or ""))
    assert ville.people.repo("ville/eau").refs[f"refs/heads/{BRANCH}"] == theirs


def test_a_branch_that_somebody_else_made_meanwhile_is_theirs(ville: Desk) -> None:
    seen = ville.seen()
    theirs = ville.people.push("ville/eau", BRANCH, {"a": "b"})
    with pytest.raises(MovedError):
        ville.does(push(seen))
    assert ville.people.repo("ville/eau").refs[f"refs/heads/{BRANCH}"] == theirs


def test_two_runs_at_once_make_one_branch_and_one_request(ville: Desk) -> None:
    first, second = ville.forge(), ville.forge()
    one, other = ville.seen(forge=first), ville.seen(forge=second)
    listed = ville.listed()
    one = first.perform(listed, one, push(one))
    with pytest.raises(MovedError):  # the commits of the first run stand there by now
        second.perform(listed, other, push(other))
    one = first.perform(listed, one, opening())
    again = second.perform(listed, one._replace(requests=()), opening())
    assert again.requests[0].number == one.requests[0].number
    assert len(digest(ville.world)["ville/eau"]["requests"]) == 1


def test_a_base_that_is_gone(ville: Desk) -> None:
    with pytest.raises(StepRefusedError):
        ville.does(Push(BRANCH, "1" * 40, None, (commit(),)))
    ville.people.repo("ville/eau").move(BRANCH, ville.seen().head)
    with pytest.raises(MovedError) as error:
        ville.does(Push(BRANCH, "1" * 40, ville.seen().head, (commit(),)))
    assert reason(error).startswith("The commit 111111111111 is not in the repository any more")


def test_a_request_bears_all_that_it_should(ville: Desk) -> None:
    ville.people.repo("ville/eau").fields["collaborators"] = ["bob", "team"]
    after = ville.does(
        push(ville.seen()),
        opening(is_draft=True, labels=("ospo", "licence"), reviewers=("@bob", "stranger", "ada", "ville/team")),
    )
    found = after.requests[0]
    assert (found.state, found.by_us, found.is_draft, found.base, found.branch) == (
        State.OPEN,
        True,
        True,
        "main",
        BRANCH,
    )
    assert found.labels == {"ospo", "licence"}
    assert found.commits == after.branches[BRANCH].commits
    assert found.text == TEXT
    assert ville.people.pull("ville/eau", 1)["reviewers"] == ["bob"]
    assert ville.seen().requests == (found,)


def test_where_there_are_no_drafts_the_request_is_opened_all_the_same(ville: Desk) -> None:
    ville.add("secret", isPrivate=True, noDrafts=True)
    after = ville.does(push(ville.seen("secret")), opening(is_draft=True), name="secret")
    assert after.requests[0].is_draft is False


def test_a_branch_that_github_does_not_know_yet(ville: Desk) -> None:
    after = ville.does(push(ville.seen()))
    ref = f"refs/heads/{BRANCH}"
    oid = ville.people.repo("ville/eau").refs.pop(ref)
    hub = ville.forge()
    ville.pauses.clear()
    ville.world.sleep = lambda _seconds: None

    def appears(_path: str) -> float:
        if sum(entry.path.endswith("/pulls") for entry in ville.world.log) == 2:
            ville.people.repo("ville/eau").refs[ref] = oid
        return 0.0

    ville.world.latency = appears
    assert hub.perform(ville.listed(), after, opening()).requests[0].number == 1


def test_a_request_of_somebody_else_from_our_branch_is_theirs(ville: Desk) -> None:
    ville.does(push(ville.seen()))
    ville.world.token("t-bob", "bob", ville="write")
    ville.does(opening(title="Mine"), forge=ville.forge("t-bob"))
    with pytest.raises(MovedError) as error:
        ville.does(opening())
    assert reason(error) == f"Somebody else has opened a request from the branch {BRANCH}. It is left as it is."


def test_nothing_between_branch_and_base(ville: Desk) -> None:
    ville.people.repo("ville/eau").move(BRANCH, ville.seen().head)
    with pytest.raises(MovedError) as error:
        ville.does(opening())
    assert "there is nothing to ask for" in reason(error)


def test_title_text_and_base_change_in_one_step(ville: Desk) -> None:
    opened(ville)
    ville.people.push("ville/eau", "stable", {"x": "y"})
    since = len(ville.writes())
    after = ville.does(EditRequest(1, "New", "New text\n", "stable"))
    assert after.requests[0][4:7] == ("New", "New text\n", "stable")
    assert ville.seen().requests[0][4:7] == ("New", "New text\n", "stable")
    assert len(ville.writes()) == since + 1
    ville.does(EditRequest(1, "New", "New text\r\n", "stable"))
    assert len(ville.writes()) == since + 1


CHANGED_MEANWHILE: dict[str, Callable[[Desk], object]] = {
    "edited": lambda ville: ville.people.edit("ville/eau", 1, body="My own words"),
    "title": lambda ville: ville.people.edit("ville/eau", 1, title="My own words"),
    "closed": lambda ville: ville.people.close("ville/eau", 1),
    "merged": lambda ville: ville.people.merge("ville/eau", 1),
}


@pytest.mark.parametrize("how", CHANGED_MEANWHILE)
@pytest.mark.parametrize("step", [EditRequest(1, "New", "New", "main"), CloseRequest(1, "Closed")])
def test_what_people_did_since_we_looked_is_theirs(ville: Desk, how: str, step: Step) -> None:
    seen = opened(ville)
    CHANGED_MEANWHILE[how](ville)
    before = digest(ville.world)
    hub = ville.forge()
    with pytest.raises(MovedError) as error:
        hub.perform(ville.listed(), seen, step)
    assert reason(error).startswith("Somebody has changed, closed or merged the request 1")
    assert digest(ville.world) == before


def test_a_request_that_people_pushed_to_is_not_closed(ville: Desk) -> None:
    seen = opened(ville)
    ville.people.push("ville/eau", BRANCH, {"x": "y"})
    with pytest.raises(MovedError):
        ville.forge().perform(ville.listed(), seen, CloseRequest(1, "Closed"))
    assert ville.seen().requests[0].state is State.OPEN


def test_a_request_closes_with_its_text_in_one_request_then_its_branch_goes(ville: Desk) -> None:
    seen = opened(ville)
    since = len(ville.writes())
    after = ville.does(CloseRequest(1, "Closed by us\n"))
    assert len(ville.writes()) == since + 1
    assert (after.requests[0].state, after.requests[0].text) == (State.CLOSED, "Closed by us\n")
    assert after.requests[0].commits == seen.requests[0].commits
    after = ville.does(DeleteBranch(BRANCH, seen.requests[0].head or ""))
    assert after.branches == {}
    assert ville.seen().branches == {}
    ville.does(DeleteBranch(BRANCH, seen.requests[0].head or ""))


def test_we_say_a_thing_once(ville: Desk) -> None:
    opened(ville)
    after = ville.does(Comment(1, "Thank you.\n"), Comment(1, "Thank you."))
    assert after.requests[0].comments == ("Thank you.\n",)
    assert ville.seen().requests[0].comments == ("Thank you.\n",)
    assert len(ville.people.pull("ville/eau", 1)["comments"]) == 1


ISSUE = OpenIssue("A licence is missing", TEXT, ("ospo",))


def test_an_issue_is_opened_changed_and_closed_with_its_text(ville: Desk) -> None:
    after = ville.does(ISSUE)
    assert (after.issues[0].number, after.issues[0].labels) == (1, {"ospo"})
    assert ville.does(EditIssue(1, "Still missing", TEXT)).issues[0].title == "Still missing"
    after = ville.does(EditIssue(1, "Found", TEXT, State.CLOSED), Comment(1, "Well done.", on_issue=True))
    assert (after.issues[0].state, after.issues[0].title, after.issues[0].comments) == (
        State.CLOSED,
        "Found",
        ("Well done.",),
    )
    after = ville.does(EditIssue(1, "Again", TEXT))
    assert ville.seen().issues == after.issues
    assert after.issues[0].state is State.OPEN


def test_an_issue_that_another_run_opened_meanwhile_is_found(ville: Desk) -> None:
    first, second = ville.forge(), ville.forge()
    one, other = ville.seen(forge=first), ville.seen(forge=second)
    first.perform(ville.listed(), one, ISSUE)
    later = OpenIssue("Another title", marked("Another title", "Another text", Marker("issue")))
    assert second.perform(ville.listed(), other, later).issues[0].title == ISSUE.title
    assert len(digest(ville.world)["ville/eau"]["issues"]) == 1


def test_an_issue_that_people_changed_is_theirs(ville: Desk) -> None:
    hub = ville.forge()
    seen = ville.does(ISSUE, forge=hub)
    ville.people.close_issue("ville/eau", 1)
    with pytest.raises(MovedError) as error:
        hub.perform(ville.listed(), seen, EditIssue(1, "New", TEXT))
    assert reason(error).startswith("Somebody has changed, closed or opened the issue 1")


def test_nothing_confidential_is_said_in_public(ville: Desk) -> None:
    with pytest.raises(StepRefusedError) as error:
        ville.does(OpenIssue("A key has leaked", "Where", confidential=True))
    assert "GitHub shows every issue of a public repository to everyone" in reason(error)
    assert ville.writes() == []
    ville.does(ISSUE)
    with pytest.raises(StepRefusedError):
        ville.does(EditIssue(1, "A key has leaked", "Where", confidential=True))
    ville.add("secret", isPrivate=True)
    leaked = OpenIssue("A key has leaked", TEXT, confidential=True)
    after = ville.does(leaked, EditIssue(1, "Two keys", TEXT, confidential=True), name="secret")
    assert after.issues == ville.seen("secret").issues
    assert after.issues[0].confidential


def test_issues_that_are_switched_off(ville: Desk) -> None:
    ville.add("sans", hasIssuesEnabled=False)
    with pytest.raises(StepRefusedError) as error:
        ville.does(ISSUE, name="sans")
    assert reason(error) == "Issues are switched off in this repository."


def test_a_fork_where_we_may_not_push(ville: Desk) -> None:
    ville.world.looks_until_forked = 3
    hub = ville.forge("t-read")
    seen = ville.does(MakeFork(), forge=hub)
    assert seen.has_fork
    assert len([seconds for seconds in ville.pauses if seconds > 1]) == 2
    listed = ville.listed()
    for step in (push(seen, in_fork=True), opening(in_fork=True, labels=("ospo",), reviewers=("bob",))):
        seen = hub.perform(listed, seen, step)
    assert (seen.requests[0].from_fork, seen.requests[0].by_us, seen.requests[0].labels) == (True, True, frozenset())
    assert ville.people.pull("ville/eau", 1)["maintainerCanModify"] is True
    assert content(ville, name="ada/eau")["LICENSE"] == LICENCE
    now = ville.seen(forge=ville.forge("t-read"))
    assert now == seen._replace(settings={})
    assert len(ville.people.repo("ville/eau").refs) == 1
    after = hub.perform(listed, now, CloseRequest(1, "Closed"))
    head = after.requests[0].head or ""
    assert hub.perform(listed, after, DeleteBranch(BRANCH, head, in_fork=True)).branches == {}
    assert BRANCH not in str(ville.people.repo("ada/eau").refs)


def test_a_fork_is_not_made_twice_and_may_bear_another_name(ville: Desk) -> None:
    ville.world.repository("ada/eau", {"README.md": "Another thing"})
    hub = ville.forge("t-read")
    ville.does(MakeFork(), forge=hub)
    ville.does(MakeFork(), forge=hub)
    names = [repo.full_name for repo in ville.world.by_number.values() if repo.fields.get("parent")]
    assert names == ["ada/eau-1"]
    assert ville.seen(forge=ville.forge("t-read")).has_fork


def test_a_fork_that_never_comes_is_given_up_after_five_minutes(ville: Desk) -> None:
    ville.world.looks_until_forked = 1_000
    with pytest.raises(StepRefusedError) as error:
        ville.does(MakeFork(), forge=ville.forge("t-read"))
    assert reason(error) == "GitHub has not finished our fork within five minutes."
    assert 300 <= sum(ville.pauses) <= 310


WORKFLOW = Content("Check" + TRAILERS, {".github/workflows/check.yml": "on: push\n", "LICENSE": LICENCE})


@pytest.mark.parametrize("token", ["classic", "fine"])
def test_workflows_take_a_right_of_their_own(ville: Desk, token: str) -> None:
    ville.world.token("classic", scopes="repo", ville="write")
    ville.world.token("fine", permissions={"contents": "write", "pull_requests": "write"}, ville="write")
    with pytest.raises(StepRefusedError) as error:
        ville.does(push(ville.seen(), WORKFLOW), forge=ville.forge(token))
    assert (
        reason(error) == "The change touches `.github/workflows`, which takes a right of its own that we do not have."
    )
    assert ville.seen().branches == {}
    # The scopes of a classic token are told beforehand, so that nothing is begun.
    assert bool(ville.writes()) == (token == "fine")
    ville.world.token("both", scopes="repo workflow", ville="write")
    ville.does(push(ville.seen(), WORKFLOW), forge=ville.forge("both"))
    assert content(ville)["LICENSE"] == LICENCE


def test_a_rebuilt_branch_too_wants_the_right_to_change_workflows(ville: Desk) -> None:
    seen = opened(ville)
    ville.world.token("fine", permissions={"contents": "write", "pull_requests": "write"}, ville="write")
    with pytest.raises(StepRefusedError) as error:
        ville.does(push(seen, WORKFLOW, expected=seen.requests[0].head), forge=ville.forge("fine"))
    assert "takes a right of its own" in reason(error)
    assert ville.seen().requests == seen.requests


RULESET: dict[str, Any] = {
    "databaseId": 7, "name": "All", "enforcement": "ACTIVE", "conditions": {"refName": {"include": ["~ALL"], "exclude": []}},
}  # fmt: skip


@pytest.mark.parametrize(
    "protection",
    [{"rulesets": [RULESET | {"rules": [{"type": "CREATION"}]}]},
     {"rulesets": [RULESET | {"rules": [{"type": "PULL_REQUEST"}]}]},
     {"branchProtectionRules": [{"pattern": "ospo-policy/*", "blocksCreations": True}]},
     {"branchProtectionRules": [{"pattern": "ospo-policy/*", "requiresApprovingReviews": True, "allowsDeletions": True}]}],
)  # fmt: skip
def test_a_protection_names_the_branch_that_it_blocks_and_nothing_stays_behind(
    ville: Desk, protection: dict[str, Any]
) -> None:
    ville.people.repo("ville/eau").fields |= protection
    with pytest.raises(StepRefusedError) as error:
        ville.does(push(ville.seen()))
    assert reason(error).startswith(f"A protection forbids to push to the branch {BRANCH}: ")
    assert error.value.blocks == BRANCH
    assert f"refs/heads/{BRANCH}" not in ville.people.repo("ville/eau").refs


REFUSED: dict[str, tuple[Callable[[Situation], Step], str]] = {
    "push": (push, "GitHub does not accept a push to the branch"),
    "request": (lambda _: opening(), "GitHub does not accept the request: "),
    "edit": (lambda _: EditRequest(1, "New", "New", "main"), "GitHub does not accept the request: "),
    "issue": (lambda _: ISSUE, "GitHub does not accept the issue: "),
    "comment": (lambda _: Comment(1, "x"), "GitHub does not accept a comment on 1: "),
    "setting": (lambda _: ChangeSetting("description", "x"), "GitHub does not accept the change of `description`: "),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_missing_right_is_named_with_what_would_help(ville: Desk, what: str) -> None:
    ville.does(push(ville.seen()))
    if what in ("edit", "comment"):
        ville.does(opening())
    else:
        ville.people.delete_branch("ville/eau", BRANCH)
    if what == "request":
        ville.does(push(ville.seen()))
    seen = ville.seen()
    before = digest(ville.world)
    ville.world.token("none", permissions={"contents": "read"}, ville="write")
    step, words = REFUSED[what]
    with pytest.raises(StepRefusedError) as error:
        ville.forge("none").perform(ville.listed(), seen, step(seen))
    assert reason(error).startswith(words)
    assert error.value.hint or what == "comment"
    assert digest(ville.world) == before


def test_an_archived_repository_says_so(ville: Desk) -> None:
    seen = ville.seen()
    ville.people.repo("ville/eau").fields["isArchived"] = True
    with pytest.raises(StepRefusedError) as error:
        ville.forge().perform(ville.listed(), seen, push(seen))
    assert "Repository was archived so is read-only." in reason(error)


class Case(NamedTuple):
    """Steps from a state."""

    before: tuple[Callable[[Situation], Step], ...]
    steps: tuple[Callable[[Situation], Step], ...]


def _head(seen: Situation) -> str:
    return seen.requests[0].head or ""


OPEN: tuple[Callable[[Situation], Step], ...] = (push, lambda _: opening(labels=("ospo",)))
CASES = {
    "open": Case((), OPEN),
    "two commits": Case((), (lambda seen: push(seen, commit(), commit("More", a="b\n")),)),
    "rebuild": Case(OPEN, (lambda seen: push(seen, commit(LICENSE="x\n"), expected=_head(seen)),)),
    "edit": Case(OPEN, (lambda _: EditRequest(1, "New", "New", "main"),)),
    "close": Case(
        OPEN,
        (lambda _: CloseRequest(1, "Closed"), lambda _: Comment(1, "Bye"), lambda seen: DeleteBranch(BRANCH, _head(seen))),
    ),
    "issue": Case((), (lambda _: ISSUE, lambda _: Comment(1, "Please", on_issue=True))),
    "issue closed": Case((lambda _: ISSUE,), (lambda _: EditIssue(1, "Done", TEXT, State.CLOSED),)),
    "settings": Case(
        (),
        (lambda _: ChangeSetting("description", "Water"), lambda _: ChangeSetting("topics", ["water"]),
         lambda _: ChangeSetting("branch_protection", True), lambda _: ChangeSetting("required_approvals", 1)),
    ),
}  # fmt: skip


def run(ville: Desk, case: Case, faults: list[Fault]) -> tuple[int, Situation]:
    """Do what a case does, with faults; how often it wrote, and what it says is there."""
    ville.add()
    hub, listed = ville.forge("t-admin"), ville.listed()
    seen = ville.seen(forge=hub)
    for before in case.before:
        seen = hub.perform(listed, seen, before(seen))
    since = len(ville.world.log)
    ville.world.faults = list(faults)
    for step in case.steps:
        seen = hub.perform(listed, seen, step(seen))
    ville.world.faults = []
    return len(ville.writes(since)), seen


@pytest.mark.parametrize("name", CASES)
def test_each_write_may_fail_once_before_or_after_it_was_carried_out(name: str) -> None:
    with desk() as ville:
        count, _ = run(ville, CASES[name], [])
        clean = digest(ville.world)
    for kind in ("closed", "lost", "502"):
        for number in range(count):
            with desk() as ville:
                _, told = run(ville, CASES[name], [Fault(kind, after=number, when=is_write)])
                assert digest(ville.world) == clean, (kind, number)
                seen = ville.seen(forge=ville.forge("t-admin"), settings=tuple(told.settings))
                assert seen.branches == told.branches
                assert _known(seen) == _known(told)


def _known(seen: Situation) -> Any:
    """What does not depend on when it was asked."""
    return [one._replace(has_conflicts=None) for one in seen.requests], seen.issues, seen.settings


@pytest.mark.parametrize("name", ["open", "rebuild", "close", "issue"])
def test_what_fails_for_ever_ends_with_its_reason_and_no_secret(name: str) -> None:
    with desk() as ville:
        count, _ = run(ville, CASES[name], [])
    for number in range(count):
        with desk() as ville, pytest.raises(ForgeUnavailableError) as error:
            run(ville, CASES[name], [Fault("closed", times=0, after=number, when=is_write)])
        assert "does not tell what became of a change" in SAY.text(error.value.message)
        assert "t-admin" not in repr(error.value.__dict__)


DEEP: Any = None
for _ in range(500):
    DEEP = [DEEP]
STRANGE: list[Any] = [
    {}, [], [[]], "x", 7, DEEP, {"data": None}, {"data": {}}, {"data": {"createRef": {"ref": {"target": 7}}}},
    {"data": {"createCommitOnBranch": {"commit": {"oid": "../x"}}}}, {"errors": [7, {"message": ["x"]}]},
    {"errors": [{"type": "FORBIDDEN", "message": "\x1b[31m" + "x" * 10_000}], "data": {"createRef": None}},
    {"sha": "z", "object": {"sha": 7}}, {"number": "1", "user": {"login": []}, "head": 7}, [{"user": None}],
    {"full_name": "../../x", "node_id": 7}, {"login": "ada", "id": "x"},
]  # fmt: skip
"""What a strange server may answer with status 200."""


@pytest.mark.parametrize("name", [*CASES, "fork"])
@pytest.mark.parametrize("writes", [True, False])
def test_strange_answers_end_in_an_error_of_ours_that_tells_nothing_wild(name: str, writes: bool) -> None:
    case = CASES.get(name) or Case((), (lambda _: MakeFork(),))
    with desk() as ville:
        ville.add()
        hub, listed = ville.forge("t-admin" if name != "fork" else "t-read"), ville.listed()
        seen = ville.seen(forge=hub)
        for before in case.before:
            seen = hub.perform(listed, seen, before(seen))
        for body in STRANGE:
            ville.world.faults = [Fault("body", times=0, when=lambda asked: asked.is_write is writes, body=body)]
            now = seen
            for step in case.steps:
                try:
                    now = hub.perform(listed, now, step(now))
                except (ForgeUnavailableError, StepRefusedError, MovedError) as error:
                    told = getattr(error, "reason", None) or getattr(error, "message", None)
                    assert isinstance(told, Message)
                    assert "\x1b" not in SAY.text(told)
                    assert len(SAY.text(told)) < 500
                    break


def test_an_identity_that_makes_no_sense(ville: Desk) -> None:
    for body in STRANGE:
        ville.world.faults = [Fault("body", times=0, body=body)]
        with pytest.raises(ForgeUnavailableError):
            ville.forge().identity()


def test_limits_are_waited_for_and_what_they_refused_is_sent_again(ville: Desk) -> None:
    seen = ville.seen()
    for number, kind in enumerate(("403-secondary", "429-secondary", "rate-limited")):
        ville.world.faults.append(Fault(kind, when=is_write, times=3 - number))
    ville.world.faults[1] = ville.world.faults[1]._replace(path="/repos")
    hub = ville.forge()
    for step in (push(seen), opening()):
        seen = hub.perform(ville.listed(), seen, step)
    assert content(ville)["LICENSE"] == LICENCE
    assert len(digest(ville.world)["ville/eau"]["requests"]) == 1
    assert sum(ville.pauses) >= 5 * 60


def test_limits_that_are_never_lifted_end_the_run(ville: Desk) -> None:
    seen = ville.seen()
    ville.world.faults = [Fault("429-secondary", times=0, when=is_write)]
    with pytest.raises(ForgeUnavailableError) as error:
        ville.forge().perform(ville.listed(), seen, push(seen))
    assert SAY.text(error.value.message).endswith(
        "limits what we write again and again. Run it again later: what is done is found then."
    )
    assert sum(ville.pauses) >= 10 * 60  # longer each time, as GitHub asks


def test_githubs_own_limits_of_writing_are_never_met(ville: Desk) -> None:
    ville.world.limits.writes_minute, ville.world.limits.writes_hour = 80, 500
    hub, listed = ville.forge(), ville.listed()
    seen = ville.seen(forge=hub)
    for number in range(460):
        seen = hub.perform(listed, seen, Comment(1, str(number))) if number else ville.does(ISSUE, forge=hub)
    moments = [entry.at for entry in ville.writes()]
    assert all(second - first >= 1 for first, second in itertools.pairwise(moments))
    assert {entry.status for entry in ville.writes()} == {201}
    assert moments[-1] - moments[0] > 3_600
    assert hub.writes == 460


def test_an_hour_that_an_earlier_run_used_up_is_waited_for(ville: Desk) -> None:
    """A new process does not know what was sent before it: GitHub says so, and it goes on in the next hour by itself."""
    seen = ville.seen()
    ville.world.limits.writes_hour = 500
    for _ in range(498):
        assert ville.world.meters.wait_for_writing("t-write") == 0
    hub = ville.forge()
    for step in (push(seen), opening()):
        seen = hub.perform(ville.listed(), seen, step)
    assert len(digest(ville.world)["ville/eau"]["requests"]) == 1
    assert 3_500 < sum(ville.pauses) < 3_800


def test_what_a_request_costs(ville: Desk) -> None:
    names = [f"r{number:02}" for number in range(50)]
    for name in names:
        ville.add(name, collaborators=["bob"])
    hub = ville.forge()
    since = len(ville.world.log)
    seen = {one.name: found for one, found in hub.situations([ville.listed(name) for name in names], BRANCHES)}
    for name in names[:10]:
        found = seen[name]
        assert isinstance(found, Situation)
        for step in (push(found), opening(labels=("ospo", "licence"), reviewers=("bob",))):
            found = hub.perform(ville.listed(name), found, step)
    entries = ville.world.log[since:]
    assert len(entries) <= 6 * 10
    shared = [entry for entry in entries if entry.path in ("/user", "/graphql") and not entry.is_write]
    assert len(shared) == 2  # who we are, and fifty repositories
    assert len(entries) - len(shared) == 5 * 10
    assert hub.usage.requests == len(ville.world.log)
    assert hub.writes == 5 * 10


def test_a_second_look_writes_nothing(ville: Desk) -> None:
    opened(ville)
    ville.does(ISSUE)
    since = len(ville.writes())
    steps = (EditRequest(1, "A licence", TEXT, "main"), EditIssue(2, ISSUE.title, TEXT))
    ville.does(
        *steps, ChangeSetting("has_issues", value=True), ChangeSetting("topics", []), forge=ville.forge("t-admin")
    )
    assert len(ville.writes()) == since


def test_as_an_app_commits_are_signed_in_a_rebuilt_branch_too(ville: Desk) -> None:
    key = rsa.generate_private_key(65537, 2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    public = (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )
    ville.world.app(7, public, ville="write")
    ville.world.clock = time.time  # by which PyGithub signs
    hub = ville.forge(App(7, private))
    assert hub.identity().login == "app-7[bot]"
    seen = ville.does(push(ville.seen(forge=hub)), opening(labels=("ospo",)), forge=hub)
    seen = hub.perform(ville.listed(), seen, push(seen, commit(LICENSE="x\n"), expected=seen.requests[0].head))
    now = ville.seen(forge=hub)
    assert now.requests[0].by_us
    assert now.requests[0].commits == seen.requests[0].commits
    repo = ville.people.repo("ville/eau")
    found = repo.store[now.requests[0].head or ""]
    assert header(found, "gpgsig")
    assert person(found, "author")[:2] == ("app-7[bot]", hub.identity().email)
    assert sum(entry.path.endswith("/access_tokens") for entry in ville.world.log) == 1
