# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nonsense in GitLab's answers to what writes, and to what looks before: an error of ours, and never taken for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ospo_policy.model.message import Message
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    EditIssue,
    EditRequest,
    MovedError,
    OpenIssue,
    Situation,
    Step,
    StepRefusedError,
)
from tests.forges.gitlab_server.desk import (
    BRANCH,
    BRANCHES,
    SAY,
    TEXT,
    Desk,
    opening,
    push,
)
from tests.forges.gitlab_server.server import Fault, GitLab, serving


@pytest.fixture(scope="module")
def server() -> Iterator[GitLab]:
    with serving() as running:
        yield running


@pytest.fixture
def lab(server: GitLab) -> Desk:
    return Desk(server)


DEEP: Any = None


for _ in range(500):
    DEEP = [DEEP]


PROJECT = {
    "id": "gid://gitlab/Project/1000",
    "repository": {"rootRef": "main", "tree": {"lastCommit": {"sha": "a" * 40}}},
}


THING = {"iid": "1", "webUrl": "u", "state": "opened", "title": "t", "description": "d", "createdAt": "2026-01-01T00:00:00Z",
         "author": {"username": "ospo"}, "sourceBranch": BRANCH, "targetBranch": "main"}  # fmt: skip


def told(**more: Any) -> Any:
    node = {**PROJECT, "mergeRequests": {"nodes": []}, "issues": {"nodes": []}, **more}
    return {"data": {"projects": {"nodes": [node]}}}


STRANGE: list[Any] = [
    b"", b"<html>", b"\xff", b"[" * 100_000, {}, [], [[]], "x", 7, None, DEEP, {"data": None}, {"data": {"projects": 3}},
    {"data": {"projects": {"nodes": [None, 3, {"id": []}]}}}, told(repository=3), told(repository={"rootRef": []}),
    told(repository={"rootRef": "main", "tree": {"lastCommit": {"sha": "../x"}}}), told(mergeRequests=3),
    told(mergeRequests={"nodes": [{}]}), told(mergeRequests={"nodes": [{**THING, "iid": "-1"}]}),
    told(mergeRequests={"nodes": [{**THING, "state": "strange"}]}), told(mergeRequests={"nodes": [{**THING, "title": ["x"]}]}),
    told(mergeRequests={"nodes": [{**THING, "createdAt": "yesterday"}]}), told(mergeRequests={"nodes": [{**THING, "iid": 10**30}]}),
    told(mergeRequests={"nodes": [{**THING, "notes": {"nodes": [{"body": [], "author": {"username": "ospo"}}]}}]}),
    told(mergeRequests={"nodes": [{**THING, "commits": {"nodes": [{"sha": 3}]}, "notes": {"nodes": []}}]}),
    told(issues={"nodes": [{**THING, "labels": {"nodes": [{"title": 3}]}}]}), told(issues=None), told(branchRules="x"),
    {"id": "../x", "iid": [], "message": ["\x1b[31m"], "parent_ids": 3}, {"id": "a" * 40, "message": "x", "parent_ids": []},
    [{"username": "ada", "id": "x"}], {"iid": 1, "title": None}, {"commit": 3},
    {"message": "\x1b[31m" + "x" * 10_000},
]  # fmt: skip


STEPS: dict[str, Callable[[Situation], Step]] = {
    "push": push(), "request": lambda _: opening(reviewers=("ada",)), "edit": lambda _: EditRequest(1, "New", "New", "main"),
    "close": lambda _: CloseRequest(1, "x"), "issue": lambda _: OpenIssue("A", "B"), "comment": lambda _: Comment(1, "x"),
    "issue edit": lambda _: EditIssue(1, "A", "C"), "description": lambda _: ChangeSetting("description", "x"),
    "protection": lambda _: ChangeSetting("branch_protection", True), "approvals": lambda _: ChangeSetting("required_approvals", 1),
    "sign-off": lambda _: ChangeSetting("sign_off_required", True),
}  # fmt: skip


@pytest.mark.parametrize("writes", [True, False])
@pytest.mark.parametrize("name", STEPS)
def test_strange_answers_end_in_an_error_of_ours_that_tells_nothing_wild(lab: Desk, name: str, writes: bool) -> None:
    lab.add()
    seen = lab.does(push(), opening(), OpenIssue("A", TEXT))
    lab.add("other")
    for body in STRANGE:
        lab.server.faults = [Fault(200, body=body, times=99, writes=writes, where="" if writes else "/projects/")]
        forge = lab.forge()
        where, now = (
            (lab.listed("other"), seen._replace(branches={}, requests=())) if name == "push" else (lab.listed(), seen)
        )
        try:
            forge.perform(where, now, STEPS[name](now))
        except (ForgeUnavailableError, StepRefusedError, MovedError) as error:
            what = getattr(error, "reason", None) or getattr(error, "message", None)
            assert isinstance(what, Message)
            assert "\x1b" not in SAY.text(what)
            assert len(SAY.text(what)) < 400


@pytest.mark.parametrize("body", STRANGE, ids=range(len(STRANGE)))
def test_strange_answers_are_untold_and_never_taken_for_nothing(lab: Desk, body: Any) -> None:
    lab.add()
    lab.does(push(), opening())
    forge = lab.forge()
    forge.identity()
    lab.server.faults = [Fault(200, where="/api/graphql", body=body, times=9)]
    ((_, found),) = forge.situations([lab.listed()], BRANCHES)
    if isinstance(found, Situation):  # as REST tells it, or as nothing else may
        assert found.problem is not None or len(found.requests) == 1 or body == told(branchRules="x")
    lab.server.graphql = False
    lab.server.faults = [Fault(200, where="/projects/", body=body, times=99)]
    ((_, found),) = lab.forge().situations([lab.listed()], BRANCHES)
    assert isinstance(found, Message) or found.problem is not None


def test_an_error_beside_the_data_is_no_absence(lab: Desk) -> None:
    lab.add()
    lab.does(push(), opening())
    for field in ("mergeRequests", "issues", "repository"):
        body = told(**{field: None}) | {"errors": [{"message": "x", "path": ["projects", "nodes", 0, field]}]}
        forge = lab.forge()
        forge.identity()
        lab.server.faults = [Fault(200, where="/api/graphql", body=body)]
        ((_, found),) = forge.situations([lab.listed()], BRANCHES)
        assert found == Message("write.untold")
