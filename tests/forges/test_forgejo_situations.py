# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there of ours on the test Forgejo, in bulk, its settings, what it costs, and nonsense in its answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ospo_policy.engine.lifecycle import next_step
from ospo_policy.engine.wanted import Manners, Settled, Wanted, WantedRequest
from ospo_policy.forges.forgejo import our_things, seen
from ospo_policy.model.change import files_digest
from ospo_policy.model.message import Message
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    Content,
    DeleteBranch,
    EditIssue,
    EditRequest,
    MovedError,
    OpenIssue,
    Right,
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
from tests.forges.gitlab_server.desk import BRANCH, BRANCHES, DIRE, SAY, TEXT, TRAILERS, content, push, reason


@pytest.fixture(scope="module")
def server() -> Iterator[Forgejo]:
    with serving() as running:
        yield running


@pytest.fixture
def code(server: Forgejo) -> Desk:
    return Desk(server)


PROBLEMS: dict[str, tuple[Callable[[People], object], str]] = {
    "archived": (lambda one: one.repo.about.update(archived=True), "The repository is archived"),
    "mirror": (lambda one: one.repo.about.update(mirror=True), "The repository is a mirror"),
    "empty": (lambda one: one.life.git.refs.clear(), "holds no file"),
    "no base": (lambda one: one.repo.about.update(default_branch="gone"), "holds no file"),
}


@pytest.mark.parametrize("what", PROBLEMS)
def test_why_nothing_can_be_written(code: Desk, what: str) -> None:
    people = code.add()
    code.does(push(), opening())
    change, said = PROBLEMS[what]
    change(people)
    problem = code.seen().problem
    assert problem is not None
    assert said in SAY.text(problem)
    assert DIRE.text(problem)


RIGHTS = {
    "write": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.SETTINGS, Right.WORKFLOWS},
    "developer": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.WORKFLOWS},
    "read": {Right.REQUEST, Right.ISSUE, Right.WORKFLOWS},
}


@pytest.mark.parametrize("token", RIGHTS)
def test_what_we_may_do(code: Desk, token: str) -> None:
    people = code.add()
    assert code.seen(token=token).rights == RIGHTS[token]
    people.repo.about["has_issues"] = False
    assert code.seen(token=token).rights == RIGHTS[token] - {Right.ISSUE}
    people.repo.about |= {"has_issues": True, "has_pull_requests": False}
    assert code.seen(token=token).rights == RIGHTS[token] - {Right.REQUEST}


def test_a_repository_that_is_not_shown_or_has_another_name(code: Desk) -> None:
    code.add()
    moved = code.add("new-name")
    moved.repo.old_names.append("old-name")
    gone, odd = code.listed()._replace(name="gone"), code.listed()._replace(name="..")
    old = code.listed("new-name")._replace(id="code:ville/old-name", name="old-name")
    asked = [gone._replace(id="1"), odd._replace(id="2"), old, code.listed()]
    first, second, third, fourth = (one for _, one in code.forge().situations(asked, BRANCHES))
    assert (first, second) == (Message("write.hidden"), Message("write.hidden"))
    assert isinstance(third, Message)
    assert third.key == "forgejo.renamed"
    assert isinstance(fourth, Situation)


@pytest.mark.parametrize("old", [True, False])
def test_strangers_hide_nothing_of_ours(code: Desk, old: bool) -> None:
    """Servers that do not know whose requests are asked for tell everybody's."""
    people = code.add()
    code.does(push(), opening(), Comment(1, "Ours"))
    people.life.things[0].comments += [("eve", "Theirs")] * 60
    for number in range(120):
        people.life.things.append(Thing(2 + number, "eve", "Spam", TEXT, code.world.moment(), head=BRANCH, base="main"))
        people.life.things.append(Thing(500 + number, "eve", "Spam", TEXT, code.world.moment()))
    code.server.old = old
    now = code.seen()
    assert [one.number for one in now.requests] == [1]
    assert now.requests[0].comments == ("Ours",)
    assert now.issues == ()


CONFLICTS: dict[str, tuple[dict[str, str | None], bool, bool, bool, bool | None]] = {
    # What the base changes, whether ours is a draft, whether the server is still checking or old: whether they conflict.
    "the base stands still": ({}, False, False, False, False),
    "another file": ({"docs/a.md": "b\n"}, False, False, False, False),
    "another file, not checked yet": ({"docs/a.md": "b\n"}, False, True, False, False),
    "the base stands still, not checked yet": ({}, False, True, False, False),
    "another file, of a draft": ({"docs/a.md": "b\n"}, True, False, False, False),
    "the same file": ({"SECURITY.md": "Theirs.\n"}, False, False, False, True),
    "the same file, of a draft": ({"SECURITY.md": "Theirs.\n"}, True, False, False, True),
    "the same file, of a server that tells no files": ({"SECURITY.md": "Theirs.\n"}, False, False, True, None),
}


@pytest.mark.parametrize("what", CONFLICTS)
def test_a_request_that_is_not_mergeable_need_not_conflict(code: Desk, what: str) -> None:
    theirs, draft, code.server.is_checking, code.server.old, conflicts = CONFLICTS[what]
    people = code.add()
    code.does(push(), opening(is_draft=draft))
    if theirs:
        people.commit(theirs)
    assert code.seen().requests[0].has_conflicts is conflicts


def test_a_merge_into_the_base_is_told_by_its_commits(code: Desk) -> None:
    people = code.add()
    code.does(push(), opening())
    people.commit({"SECURITY.md": "Theirs.\n"}, "feature", start=people.life.git.refs["main"])
    pull = Thing(9, "ada", "Mine", "", code.world.moment(), head="feature", base="main")
    people.life.things.append(pull)
    people.merge(pull)
    assert code.seen().requests[0].has_conflicts is True


def test_what_is_mergeable_costs_no_further_comparison(code: Desk) -> None:
    code.add()
    code.does(push(), opening())
    code.server.log.clear()
    code.seen()
    assert sum("/compare/" in str(one) for one in code.server.log) == 1


def test_a_request_whose_branch_is_gone_is_found_by_its_label(code: Desk) -> None:
    people = code.add()
    code.does(push(), opening())
    people.merge(people.open(), squash=True)
    (one,) = code.seen().requests
    assert (one.state, one.branch) == (State.MERGED, BRANCH)
    assert len(one.commits or ()) == 1


def test_a_repository_with_very_many_branches(code: Desk) -> None:
    people = code.add()
    for number in range(150):
        people.life.git.refs[f"a{number}"] = people.life.git.refs["main"]
    before = code.does(push()).branches
    assert code.seen().branches == before
    assert people.life.git.refs[BRANCH] == before[BRANCH].head


def test_more_commits_than_are_told_are_nobodys(code: Desk) -> None:
    people = code.add()
    head = people.life.git.refs["main"]
    for number in range(seen.COMMITS + 2):
        head = people.commit({"n": str(number)}, BRANCH, head)
    assert code.seen().branches[BRANCH] == SeenBranch(head, None)


def wanted(files: dict[str, str | None]) -> WantedRequest:
    return WantedRequest(
        (Content("Add" + TRAILERS.partition("Ospo")[0].rstrip() + "\n", files),), files_digest(files), "Practices",
        "Dear team.", {"security": Ask(1)}, labels=("ospo",), reviewers=("ada", "eve"),
    )  # fmt: skip


def test_what_it_costs(code: Desk) -> None:
    """Six requests at most for a repository with a request opened, and a single one for one without, to see its branches."""
    names = [f"p{number:02}" for number in range(20)]
    for name in names:
        code.add(name, {"README.md": "x", "docs/b.md": "b"}).life.labels[1] = "ospo"
    how = Manners(BRANCHES)
    forge, listed = code.forge(), [code.listed(name) for name in names]
    forge.identity()
    start = len(code.server.log)
    found = dict(zip(names, (one for _, one in forge.situations(listed, BRANCHES, ("description",))), strict=True))
    assert len(code.server.log) - start == len(names) + 2
    for name in names[:5]:
        before, now = len(code.server.log), found[name]
        assert isinstance(now, Situation)
        want = Wanted("main", now.head or "", wanted({"SECURITY.md": "Write.\n", "docs/a.md": "a\n"}))
        while not isinstance(step := next_step(want, now, how), Settled):
            now = forge.perform(code.listed(name), now, step)
        assert len(code.server.log) - before <= 6
    before, writes = len(code.server.log), len(code.server.written)
    again = dict(zip(names, (one for _, one in code.forge().situations(listed, BRANCHES)), strict=True))
    assert len(code.server.log) - before == 3 + len(names) + 5 * 3
    for name in names:
        now = again[name]
        assert isinstance(now, Situation)
        request = wanted({"SECURITY.md": "Write.\n", "docs/a.md": "a\n"}) if name in names[:5] else None
        assert isinstance(next_step(Wanted("main", now.head or "", request), now, how), Settled)
    assert len(code.server.written) == writes


@pytest.mark.parametrize(
    "fault", [Fault(500, where="/issues/search", times=99), Fault(404, where="/orgs/ville/repos", times=99)]
)
def test_many_are_seen_as_one_is(code: Desk, fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether by lists of the owner, or one by one where these are refused."""
    names = [f"p{number}" for number in range(our_things.FEW + 2)]
    for name in names:
        code.add(name)
    for name in names[::2]:
        code.does(push(), opening(), Comment(1, "x"), OpenIssue("A", TEXT), name=name)
    alone = [code.seen(name) for name in names]
    listed = [code.listed(name) for name in names]
    assert [one for _, one in code.forge().situations(listed, BRANCHES)] == alone
    code.server.faults = [fault]
    assert [one for _, one in code.forge().situations(listed, BRANCHES)] == alone
    code.server.faults = []
    monkeypatch.setattr(our_things, "MAX_PAGES", 1)
    code.server.max_items = 2
    together = [one for _, one in code.forge().situations(listed, BRANCHES)]
    assert together == alone


SETTINGS: list[tuple[str, object, Callable[[People], object], object]] = [
    ("description", "Water", lambda one: one.repo.about["description"], "Water"),
    ("homepage", "https://eau.example", lambda one: one.repo.about["website"], "https://eau.example"),
    ("topics", ("water", "open"), lambda one: one.life.topics, ["water", "open"]),
    ("has_issues", True, lambda one: one.repo.about["has_issues"], True),
    ("delete_branch_on_merge", True, lambda one: one.repo.about["default_delete_branch_after_merge"], True),
    ("required_approvals", 2, lambda one: [(rule.name, rule.push, rule.approvals) for rule in one.life.rules], [("main", True, 2)]),
    ("branch_protection", True, lambda one: [(rule.name, rule.push) for rule in one.life.rules], [("main", False)]),
    ("force_push_blocked", True, lambda one: [(rule.name, rule.push) for rule in one.life.rules], [("main", True)]),
]  # fmt: skip


@pytest.mark.parametrize("lost", [None, True, False])
@pytest.mark.parametrize(("name", "value", "read", "after"), SETTINGS, ids=[one[0] for one in SETTINGS])
def test_settings_are_changed_once(
    code: Desk, name: str, value: object, read: Callable[[People], object], after: object, lost: bool | None
) -> None:
    people = code.add(about={"has_issues": False})
    code.server.faults = [] if lost is None else [Fault(0, writes=True, done=lost)]
    assert code.does(ChangeSetting(name, value)).settings == {name: value}
    assert read(people) == after
    written = len(code.server.written)
    code.does(ChangeSetting(name, value))
    told = code.seen(settings=(name,)).settings
    assert name not in told or told[name] == (list(value) if isinstance(value, tuple) else value)
    assert len(code.server.written) == written


def test_protections_are_only_ever_made_stronger(code: Desk) -> None:
    people = code.add()
    people.life.rules = [BranchRule("ma*", push=False, approvals=3, force_push=True), BranchRule("other", push=True)]
    code.does(ChangeSetting("branch_protection", True), ChangeSetting("required_approvals", 2))
    assert people.life.rules[0] == BranchRule("ma*", push=False, approvals=3, force_push=False)
    assert people.life.rules[1] == BranchRule("other", push=True)
    code.does(ChangeSetting("required_approvals", 4))
    assert people.life.rules[0].approvals == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [("private_vulnerability_reporting", True), ("secret_scanning", True), ("push_protection", True), ("dependency_alerts", True),
     ("workflow_permissions", "read"), ("visibility", "public"), ("two_factor_required", True), ("required_checks", True),
     ("sign_off_required", True), ("nonsense", 1), ("has_issues", False), ("branch_protection", False), ("description", 7)],
)  # fmt: skip
def test_settings_that_no_tool_changes_say_so(code: Desk, name: str, value: object) -> None:
    code.add()
    with pytest.raises(StepRefusedError) as error:
        code.does(ChangeSetting(name, value))
    assert name in reason(error)
    assert code.server.written == []


PULL = {"number": 1, "html_url": "u", "title": "t", "body": "b", "state": "open", "created_at": "2026-01-01T00:00:00Z",
        "user": {"login": "ospo"}, "head": {"label": BRANCH, "ref": BRANCH, "sha": "a" * 40, "repo_id": 1},
        "base": {"ref": "main", "repo_id": 1}, "pull_request": {}}  # fmt: skip
TIP = {"name": "main", "commit": {"id": "a" * 40}}
STRANGE: list[Any] = [
    b"", b"<html>", b"\xff", b"[" * 100_000, {}, [], [[]], "x", 7, None, [None, 3], [{**PULL, "number": "1"}], [{**PULL, "title": 3}],
    [{**PULL, "head": 3}], [{**PULL, "head": {"label": BRANCH, "sha": "../x"}}], [{**PULL, "state": "strange"}],
    [{**PULL, "created_at": "yesterday"}], [{**PULL, "labels": [{"name": 3}]}], [{**PULL, "user": {"login": []}}], {**PULL, "head": 3},
    [{**TIP, "commit": 3}], [{**TIP, "commit": {"id": "x"}}], [{**TIP, "name": 3}], {"default_branch": 3}, {"default_branch": "main"},
    {"total_commits": "x", "commits": 3}, {"commit": {"tree": {"sha": "x"}}}, {"commit": {"tree": {"sha": "a" * 40}}, "tree": [3]},
    {"tree": [{"path": "x", "mode": "9", "sha": "a" * 40, "type": "blob"}], "commit": {"tree": {"sha": "a" * 40}}},
    {"tree": [{"path": 3}], "commit": {"tree": {"sha": "a" * 40}}}, {"message": "\x1b[31m" + "x" * 10_000},
]  # fmt: skip
STEPS: dict[str, Callable[[Situation], Step]] = {
    "push": push(), "request": lambda _: opening(labels=("x",), reviewers=("ada",)),
    "edit": lambda _: EditRequest(1, "New", "New", "main"), "close": lambda _: CloseRequest(1, "x"),
    "issue": lambda _: OpenIssue("A", "B", ("x",)), "comment": lambda _: Comment(1, "x"), "issue edit": lambda _: EditIssue(2, "A", "C"),
    "description": lambda _: ChangeSetting("description", "x"), "topics": lambda _: ChangeSetting("topics", ["x"]),
    "protection": lambda _: ChangeSetting("branch_protection", True), "delete": lambda _: DeleteBranch(BRANCH, "b" * 40),
    "confidential": lambda _: OpenIssue("A", "B", confidential=True),
}  # fmt: skip


def sent(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.mark.parametrize("writes", [True, False])
@pytest.mark.parametrize("name", STEPS)
def test_strange_answers_end_in_an_error_of_ours_that_tells_nothing_wild(code: Desk, name: str, writes: bool) -> None:
    code.add()
    now = code.does(push(), opening(), OpenIssue("A", TEXT))
    code.add("other")
    for body in STRANGE:
        forge = code.forge()
        forge.identity()
        code.server.faults = [Fault(200, body=sent(body), times=99, writes=writes)]
        where, there = (
            (code.listed("other"), now._replace(branches={}, requests=())) if name == "push" else (code.listed(), now)
        )
        try:
            forge.perform(where, there, STEPS[name](there))
        except (ForgeUnavailableError, StepRefusedError, MovedError) as error:
            what = getattr(error, "reason", None) or getattr(error, "message", None)
            assert isinstance(what, Message)
            assert "\x1b" not in SAY.text(what)
            assert len(SAY.text(what)) < 400
        code.server.faults = []


@pytest.mark.parametrize("body", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.parametrize("where", ["/repos/", "/branches", "/issues", "/pulls", "/compare", "/comments"])
def test_strange_answers_are_untold_and_never_taken_for_nothing(code: Desk, body: Any, where: str) -> None:
    code.add()
    code.does(push(content(SECURITY__md="x\n")), opening(), Comment(1, "Ours"))
    forge = code.forge()
    forge.identity()
    code.server.faults = [Fault(200, where=where, body=sent(body), times=99)]
    ((_, found),) = forge.situations([code.listed()], BRANCHES)
    if isinstance(found, Message):
        assert SAY.text(found)
    elif where == "/repos/":
        assert found.problem is not None
    else:
        is_list = body in ([], None, [[]], [None, 3]) or (
            isinstance(body, list) and body[0].get("user") == {"login": []}
        )
        assert is_list or found.requests or where == "/issues" or found.problem
