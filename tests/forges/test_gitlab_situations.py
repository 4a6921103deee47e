# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there of ours on the test GitLab, whoever else is there, in bulk and by REST, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate

from ospo_policy.engine.lifecycle import next_step
from ospo_policy.engine.wanted import Manners, Settled, Wanted, WantedRequest
from ospo_policy.forges.gitlab import queries, write_queries
from ospo_policy.forges.gitlab.base_files import MAX_PATHS
from ospo_policy.forges.gitlab.seen import Me, commit
from ospo_policy.model.change import files_digest
from ospo_policy.model.facts import Known
from ospo_policy.model.message import Message
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.requests import (
    Comment,
    Content,
    Identity,
    OpenIssue,
    Right,
    SeenBranch,
    Situation,
)
from tests.forges.gitlab_server.desk import (
    BRANCH,
    BRANCHES,
    DIRE,
    SAY,
    TEXT,
    TRAILERS,
    Desk,
    content,
    opening,
    push,
)
from tests.forges.gitlab_server.graph import LACKING_IN_13, complexity
from tests.forges.gitlab_server.graph import schema as server_schema
from tests.forges.gitlab_server.life import Note, Request, Thing
from tests.forges.gitlab_server.people import People
from tests.forges.gitlab_server.server import GitLab, serving
from tests.support.contracts import CONTRACTS

NOW = frozenset({"PushRules.rejectNonDcoCommits"})
"""What GitLab 18.8 does not know yet."""
OLD = frozenset(f"{name}.{field}" for name, fields in LACKING_IN_13.items() for field in fields)


@pytest.fixture(scope="module")
def server() -> Iterator[GitLab]:
    with serving() as running:
        yield running


@pytest.fixture
def lab(server: GitLab) -> Desk:
    return Desk(server)


def test_strangers_who_give_a_fork_our_branchs_name_hide_nothing(lab: Desk) -> None:
    people = lab.add()
    lab.does(push(), opening())
    for number in range(30):
        about = {"source": BRANCH, "target": "main", "source_project": 1}
        people.life.requests.append(Request(2 + number, "eve", "Spam", "", lab.world.moment(), **about))
    (ours,) = lab.seen().requests
    assert ours.number == 1
    again = lab.does(opening())
    assert [one.number for one in again.requests] == [1]


def test_a_person_who_has_issues_of_their_own(lab: Desk) -> None:
    people = lab.add()
    lab.does(OpenIssue("A licence", TEXT))
    for number in range(120):
        people.life.issues.append(Thing(2 + number, "ospo", f"Mine {number}", "Something", lab.world.moment()))
    assert [one.number for one in lab.seen().issues] == [1]
    assert lab.does(OpenIssue("A licence", "Another")).issues[0].number == 122


def test_a_long_talk_hides_no_word_of_ours(lab: Desk) -> None:
    people = lab.add()
    lab.does(push(), opening())
    for number in range(150):
        people.say(people.open(), f"Word {number}")
    lab.does(Comment(1, "Ours"))
    assert lab.seen().requests[0].comments == ("Ours",)
    before = len(lab.server.written)
    lab.does(Comment(1, "Ours"))
    assert len(lab.server.written) == before


def test_notes_of_gitlab_itself_are_not_ours(lab: Desk) -> None:
    people = lab.add()
    lab.does(push(), opening())
    people.open().notes.append(Note(1, "ospo", "added 1 commit", 1, system=True))
    assert lab.seen().requests[0].comments == ()


PROBLEMS: dict[str, tuple[Callable[[People], object], str]] = {
    "archived": (lambda one: setattr(one.project, "archived", True), "The repository is archived"),
    "empty": (lambda one: one.life.git.refs.clear(), "holds no file"),
    "no code": (lambda one: setattr(one.project, "repository", False), "its repository is switched off"),
    "locked": (lambda one: setattr(one.life.requests[0], "state", "locked"), "GitLab is merging our request just now"),
}


@pytest.mark.parametrize("how", ["graphql", "rest"])
@pytest.mark.parametrize("what", PROBLEMS)
def test_why_nothing_can_be_written(lab: Desk, what: str, how: str) -> None:
    people = lab.add()
    lab.does(push(), opening())
    change, said = PROBLEMS[what]
    change(people)
    lab.server.graphql = how == "graphql"
    if what == "empty":
        people.project.files = {}
    problem = lab.seen().problem
    assert problem is not None
    assert said in SAY.text(problem)
    assert DIRE.text(problem)


def test_a_mirror_is_left_to_its_source(lab: Desk) -> None:
    lab.add(mirror=True)
    lab.server.graphql = False
    assert lab.seen().problem == Message("write.mirror")
    lab.server.graphql = True
    listed = lab.listed()._replace(fields={"mirror": Known(True)})
    ((_, seen),) = lab.forge().situations([listed], BRANCHES)
    assert isinstance(seen, Situation)
    assert seen.problem == Message("write.mirror")


def test_a_project_that_is_not_shown(lab: Desk) -> None:
    lab.add()
    gone = lab.listed()._replace(native_id="999999")
    odd = lab.listed()._replace(problem=Message("write.mirror"))
    ((_, first), (_, second), (_, third)) = lab.forge().situations([gone, odd, lab.listed()], BRANCHES)
    assert (first, second) == (Message("write.hidden"), Message("write.mirror"))
    assert isinstance(third, Situation)


RIGHTS = {
    "write": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.SETTINGS, Right.WORKFLOWS},
    "developer": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.WORKFLOWS},
    "read": {Right.ISSUE, Right.WORKFLOWS},
}


@pytest.mark.parametrize("how", ["graphql", "rest", "old"])
@pytest.mark.parametrize("token", RIGHTS)
def test_what_we_may_do(lab: Desk, token: str, how: str) -> None:
    people = lab.add()
    lab.server.graphql, lab.server.old = how != "rest", how == "old"
    assert lab.seen(token=token).rights == RIGHTS[token]
    people.project.issues = False
    assert lab.seen(token=token).rights == RIGHTS[token] - {Right.ISSUE}
    people.project.issues, people.project.requests = True, False
    assert lab.seen(token=token).rights == RIGHTS[token] - {Right.REQUEST}


@pytest.mark.parametrize("how", ["graphql", "rest", "old"])
def test_a_pattern_that_catches_our_name_is_seen_by_those_who_may(lab: Desk, how: str) -> None:
    people = lab.add()
    people.protect("ospo-policy/*")
    lab.server.graphql, lab.server.old = how != "rest", how == "old"
    assert lab.seen().branches == {BRANCH: SeenBranch(None, (), is_blocked=True)}
    assert lab.seen(token="developer").branches == {}


def test_a_request_that_gitlab_has_not_brought_up_to_date_is_seen_as_its_branch_stands(lab: Desk) -> None:
    people = lab.add()
    before = lab.does(push(), opening())
    request = people.open()
    request.stale = (before.requests[0].head, tuple(one.oid for one in before.requests[0].commits or ()))
    lab.does(push(content(SECURITY__md="Better.\n"), expected=before.requests[0].head))
    (seen,) = lab.seen().requests
    assert seen.head == people.life.git.refs[BRANCH] != before.requests[0].head
    assert [one.oid for one in seen.commits or ()] == [seen.head]
    request.stale, request.unchecked = None, True
    assert lab.seen().requests[0].has_conflicts is None
    del people.life.git.refs[BRANCH]
    assert lab.seen().requests[0].head is None


def test_a_committer_that_is_gitlab_itself(lab: Desk) -> None:
    """Where an instance signs, it is the committer of what it commits for us; people's rebases are theirs."""
    people = lab.add()
    seen = lab.does(push(), opening())
    git = people.life.git
    made = git.read(seen.requests[0].head or "")
    for committer, by_us in (
        (f"noreply@{'127.0.0.1'}", True),
        ("ada@example.org", False),
        ("noreply@gitlab.com", False),
    ):
        files = git.files(made.oid)
        signed = made.committer._replace(email=committer)
        git.refs[BRANCH] = git.commit(files, made.parents, made.message, made.author, made.moment, signed)
        (commit,) = lab.seen().requests[0].commits or ()
        assert commit.by_us is by_us


@pytest.mark.parametrize(
    ("committer", "by_us"),
    [("noreply@gitlab.ville.example", True), ("No-Reply@ville.example", True), ("gitlab@ville.example", True), ("ospo@x", True),
     ("noreply@example", False), ("noreply@other.example", False), ("ada@ville.example", False), ("noreply@le.example", False),
     ("7-ada@users.noreply.gitlab.ville.example", False), ("noreply@", False), ("", False)],
)  # fmt: skip
def test_which_committers_are_the_instance(committer: str, by_us: bool) -> None:
    node = {"sha": "a" * 40, "message": "x", "authorEmail": "OSPO@x", "committerEmail": committer}
    me = Me(Identity("ospo", "OSPO", "ospo@x"), 3, "gitlab.ville.example")
    assert commit(node, me).by_us is by_us
    assert not commit({**node, "authorEmail": "ada@x"}, me).by_us


def test_more_commits_than_are_told_are_nobodys(lab: Desk) -> None:
    people = lab.add()
    head = people.life.git.refs["main"]
    for number in range(write_queries.COMMITS + 2):
        head = people.commit({"n": str(number)}, BRANCH, head)
    assert lab.seen().branches[BRANCH] == SeenBranch(head, None)


def wanted(files: dict[str, str | None]) -> WantedRequest:
    return WantedRequest(
        (Content("Add" + TRAILERS.partition("Ospo")[0].rstrip() + "\n", files),), files_digest(files), "Practices",
        "Dear team.", {"security": Ask(1)}, labels=("ospo",), reviewers=("ada", "eve", "bob"),
    )  # fmt: skip


def test_what_it_costs(lab: Desk) -> None:
    """Six requests at most for a project with a request opened, none for one without, and one for fifty of them."""
    for number in range(60):
        lab.add(f"p{number:02}", {"README.md": "x"})
    names = [f"p{number:02}" for number in range(60)]
    how = Manners(BRANCHES)
    forge, listed = lab.forge(), [lab.listed(name) for name in names]
    forge.identity()
    start = len(lab.server.log)
    seen = dict(zip(names, (one for _, one in forge.situations(listed, BRANCHES, ("description",))), strict=True))
    assert len(lab.server.log) - start == 2
    assert all(one.score < 250 for one in lab.server.log)
    for name in names[:5]:
        before, now = len(lab.server.log), seen[name]
        assert isinstance(now, Situation)
        want = Wanted("main", now.head or "", wanted({"SECURITY.md": "Write.\n", "docs/a.md": "a\n"}))
        while not isinstance(step := next_step(want, now, how), Settled):
            now = forge.perform(lab.listed(name), now, step)
        assert len(lab.server.log) - before <= 6
    for name in names[5:]:
        now = seen[name]
        assert isinstance(now, Situation)
        assert isinstance(next_step(Wanted("main", now.head or ""), now, how), Settled)
        assert not any(f"/projects/{lab.listed(name).native_id}" in one.path for one in lab.server.log)
    before, writes = len(lab.server.log), len(lab.server.written)
    again = dict(zip(names, (one for _, one in lab.forge().situations(listed, BRANCHES)), strict=True))
    assert len(lab.server.log) - before == 3
    for name in names:
        now = again[name]
        assert isinstance(now, Situation)
        request = wanted({"SECURITY.md": "Write.\n", "docs/a.md": "a\n"}) if name in names[:5] else None
        assert isinstance(next_step(Wanted("main", now.head or "", request), now, how), Settled)
    assert len(lab.server.written) == writes


EVERY = frozenset({*write_queries.SETTINGS, "branch_protection"})


def documents(lacking: frozenset[str]) -> Iterator[str]:
    """Every document that writing asks with."""
    for names in ((), BRANCHES, ("a", "b", "c")):
        for settings in (frozenset[str](), EVERY):
            declared = "".join(
                f", ${name}: {type_}" for name, (type_, _) in write_queries.variables(names, "x").items()
            )
            yield queries.many(write_queries.situation(names, settings, lacking), declared, lacking)
    declared = ", $paths: [String!]!, $commit: String"
    yield queries.many(write_queries.files([str(number) for number in range(MAX_PATHS)]), declared, lacking)


@pytest.mark.parametrize(("name", "lacking"), [("gitlab-18", NOW), ("gitlab-13", OLD | NOW), ("", NOW)])
def test_every_document_is_valid_and_light(name: str, lacking: frozenset[str]) -> None:
    path = CONTRACTS / f"{name}.graphql"
    if name and not path.exists():
        pytest.skip("no contracts here")
    schema = build_schema(path.read_text(encoding="utf-8"), assume_valid=True) if name else server_schema()
    for text in documents(lacking):
        document = parse(text)
        assert validate(schema, document) == []
        (operation,) = document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        paths = [str(number) for number in range(MAX_PATHS)]
        assert complexity(operation.selection_set, {"first": 50, "paths": paths}) < 250
        assert len(text) < queries.MAX_CHARACTERS / 4
