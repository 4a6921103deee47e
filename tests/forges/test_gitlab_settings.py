# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings on the test GitLab: changed once, only ever made stronger, and what is said of those that no tool changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ospo_policy.ports.requests import (
    ChangeSetting,
    StepRefusedError,
)
from tests.forges.gitlab_server.desk import (
    Desk,
    reason,
)
from tests.forges.gitlab_server.people import People
from tests.forges.gitlab_server.server import GitLab, serving
from tests.forges.gitlab_server.world import Protection


@pytest.fixture(scope="module")
def server() -> Iterator[GitLab]:
    with serving() as running:
        yield running


@pytest.fixture
def lab(server: GitLab) -> Desk:
    return Desk(server)


SETTINGS: list[tuple[str, object, Callable[[People], object], object]] = [
    ("description", "Water", lambda one: one.project.description, "Water"),
    ("topics", ("water", "open"), lambda one: one.project.topics, ["water", "open"]),
    ("has_issues", True, lambda one: one.project.issues, True),
    ("required_checks", True, lambda one: one.project.pipeline_must_succeed, True),
    ("delete_branch_on_merge", True, lambda one: one.life.deletes_merged, True),
    ("sign_off_required", True, lambda one: one.project.dco, True),
    ("required_approvals", 2, lambda one: [r["approvals_required"] for r in one.life.approval_rules], [2]),
    ("branch_protection", True, lambda one: [(r.name, r.push, r.merge, r.allow_force_push) for r in one.project.protections],
     [("main", 0, 30, False)]),
    ("force_push_blocked", True, lambda one: [(r.name, r.push, r.merge) for r in one.project.protections], [("main", 30, 30)]),
    ("branch_protected", True, lambda one: [r.name for r in one.project.protections], ["main"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "read", "wanted"), SETTINGS, ids=[one[0] for one in SETTINGS])
@pytest.mark.parametrize("how", ["graphql", "rest"])
def test_settings_are_changed_once(
    lab: Desk, name: str, value: object, read: Callable[[People], object], wanted: object, how: str
) -> None:
    people = lab.add(issues=False)
    lab.server.graphql = how == "graphql"
    after = lab.does(ChangeSetting(name, value))
    assert read(people) == wanted
    assert after.settings == {name: value}
    assert len(lab.server.written) == 1
    told = lab.seen(settings=(name,)).settings
    if name in told:
        now = told[name]
        assert (list(now) if isinstance(now, list) else now) == (list(value) if isinstance(value, tuple) else value)
    lab.does(ChangeSetting(name, value))
    assert len(lab.server.written) == 1


def test_protections_are_only_ever_made_stronger(lab: Desk) -> None:
    people = lab.add()
    people.project.protections = [Protection("m*", allow_force_push=True, push=0, merge=50), Protection("other", True)]
    people.life.approval_rules = [
        {"id": 1, "rule_type": "regular", "approvals_required": 3, "protected_branches": []},
        {"id": 2, "rule_type": "any_approver", "approvals_required": 0, "protected_branches": []},
    ]
    lab.does(ChangeSetting("branch_protection", True), ChangeSetting("required_approvals", 2))
    rules = {rule.name: (rule.allow_force_push, rule.push, rule.merge) for rule in people.project.protections}
    assert rules == {"m*": (False, 0, 50), "other": (True, 40, 40)}
    assert [rule["approvals_required"] for rule in people.life.approval_rules] == [3, 0]
    lab.does(ChangeSetting("required_approvals", 4))
    assert [rule["approvals_required"] for rule in people.life.approval_rules] == [3, 4]


@pytest.mark.parametrize("name", ["required_approvals", "sign_off_required"])
def test_what_is_not_paid_for_says_what_to_do_instead(lab: Desk, name: str) -> None:
    lab.add()
    lab.server.paid = False
    with pytest.raises(StepRefusedError) as error:
        lab.does(ChangeSetting(name, 1 if name == "required_approvals" else True))
    assert "takes a paid edition of GitLab" in reason(error)
    assert error.value.hint


@pytest.mark.parametrize(
    ("name", "value"),
    [("homepage", "https://x"), ("private_vulnerability_reporting", True), ("secret_scanning", True), ("push_protection", True),
     ("dependency_alerts", True), ("workflow_permissions", "read"), ("visibility", "public"), ("two_factor_required", True),
     ("default_permission", "read"), ("organisation", {}), ("nonsense", 1), ("has_issues", False), ("branch_protection", False),
     ("description", 7), ("topics", "water"), ("required_approvals", True), ("required_approvals", 0), ("topics", [""])],
)  # fmt: skip
def test_settings_that_no_tool_changes_say_so(lab: Desk, name: str, value: object) -> None:
    lab.add()
    with pytest.raises(StepRefusedError) as error:
        lab.does(ChangeSetting(name, value))
    assert name in reason(error)
    assert lab.server.written == []
