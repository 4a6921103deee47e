# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of a repository on the test GitHub: changed if they must, never loosened, refused with what people can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ospo_policy.forges.github.setting_steps import BY_PEOPLE
from ospo_policy.messages import Catalogue
from ospo_policy.ports.requests import ChangeSetting, StepRefusedError
from tests.forges.github_server.writing import Desk, desk

SAY = Catalogue("en")
ALL = (
    "description", "homepage", "topics", "has_issues", "sign_off_required", "delete_branch_on_merge", "dependency_alerts",
    "branch_protection", "branch_protected", "branch_deletion_blocked", "force_push_blocked", "required_approvals",
    "required_checks",
)  # fmt: skip


@pytest.fixture
def ville() -> Iterator[Desk]:
    with desk() as found:
        found.add()
        yield found


def change(ville: Desk, name: str, value: object, *, told: bool = True) -> int:
    """Change a setting; how often that wrote."""
    hub = ville.forge("t-admin")
    seen = ville.seen(forge=hub, settings=ALL if told else ())
    since = len(ville.writes())
    after = hub.perform(ville.listed(), seen, ChangeSetting(name, value))
    assert after.settings[name] == value
    return len(ville.writes()) - since


def refused(ville: Desk, name: str, value: object, token: str = "t-admin") -> tuple[str, str]:
    """What is said of a setting that is not changed, and what would help."""
    hub = ville.forge(token)
    seen = ville.seen(forge=hub)
    with pytest.raises(StepRefusedError) as error:
        hub.perform(ville.listed(), seen, ChangeSetting(name, value))
    parts = (error.value.reason, error.value.hint)
    assert all(Catalogue("fr").text(part) for part in parts if part)
    return SAY.text(error.value.reason), SAY.text(error.value.hint) if error.value.hint else ""


CHANGES: dict[str, tuple[object, str, object]] = {
    "description": ("Water of the town", "description", "Water of the town"),
    "homepage": ("https://example.org", "homepageUrl", "https://example.org"),
    "topics": (["water", "town"], "topics", ["water", "town"]),
    "has_issues": (False, "hasIssuesEnabled", False),
    "sign_off_required": (True, "webCommitSignoffRequired", True),
    "delete_branch_on_merge": (True, "deleteBranchOnMerge", True),
    "private_vulnerability_reporting": (True, "private_vulnerability_reporting", True),
    "dependency_alerts": (True, "hasVulnerabilityAlertsEnabled", True),
    "workflow_permissions": ("write", "default_workflow_permissions", "write"),
}


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("name", CHANGES)
def test_a_setting_is_changed_once(ville: Desk, name: str, told: bool) -> None:
    value, field, then = CHANGES[name]
    assert change(ville, name, value, told=told) == 1
    assert ville.people.repo("ville/eau").fields[field] == then
    assert change(ville, name, value, told=told) == 0


@pytest.mark.parametrize("name", ["secret_scanning", "push_protection"])
def test_analyses_are_switched_on_and_others_left(ville: Desk, name: str) -> None:
    assert change(ville, name, value=True) == 1
    analysis = ville.people.repo("ville/eau").fields["security_and_analysis"]
    keys = {"secret_scanning": "secret_scanning", "push_protection": "secret_scanning_push_protection"}
    assert [key for key, one in analysis.items() if one["status"] == "enabled"] == [keys[name]]
    assert change(ville, name, value=True) == 0


def test_topics_in_another_order_are_the_same(ville: Desk) -> None:
    ville.people.repo("ville/eau").fields["topics"] = ["b", "a"]
    assert change(ville, "topics", ["a", "b"]) == 0


def rules(ville: Desk) -> list[dict[str, Any]]:
    ours = [one for one in ville.people.repo("ville/eau").fields.get("rulesets", ()) if one["name"] == "ospo-policy"]
    assert all(one["conditions"]["refName"] == {"include": ["~DEFAULT_BRANCH"], "exclude": []} for one in ours)
    assert all(one["enforcement"] == "ACTIVE" for one in ours)
    assert len(ours) < 2
    return ours[0]["rules"] if ours else []


PROTECTIONS: list[tuple[str, object, list[str]]] = [
    ("branch_protection", True, ["DELETION", "NON_FAST_FORWARD", "PULL_REQUEST"]),
    ("branch_deletion_blocked", True, ["DELETION"]),
    ("force_push_blocked", True, ["NON_FAST_FORWARD"]),
    ("branch_protected", True, ["PULL_REQUEST"]),
    ("required_approvals", 2, ["PULL_REQUEST"]),
    ("required_checks", ["ci"], ["REQUIRED_STATUS_CHECKS"]),
]


@pytest.mark.parametrize(("name", "value", "types"), PROTECTIONS)
def test_a_protection_is_a_ruleset_of_ours_and_told_by_github_then(
    ville: Desk, name: str, value: object, types: list[str]
) -> None:
    assert change(ville, name, value) == 1
    assert [rule["type"] for rule in rules(ville)] == types
    assert ville.seen(forge=ville.forge("t-admin"), settings=(name,)).settings == {name: value}
    assert change(ville, name, value) == 0
    assert change(ville, name, value, told=False) == 0


def test_protections_add_up_in_one_ruleset_and_none_is_loosened(ville: Desk) -> None:
    for name, value in (("branch_protected", True), ("required_approvals", 2), ("branch_protection", True)):
        change(ville, name, value)
    change(ville, "required_checks", ["ci", "lint"])
    change(ville, "required_checks", ["ci", "docs"])
    assert change(ville, "required_approvals", 1) == 0
    assert change(ville, "required_approvals", 1, told=False) == 0
    found = {rule["type"]: rule.get("parameters", {}) for rule in rules(ville)}
    assert found.keys() == {"PULL_REQUEST", "DELETION", "NON_FAST_FORWARD", "REQUIRED_STATUS_CHECKS"}
    assert found["PULL_REQUEST"]["requiredApprovingReviewCount"] == 2
    checks = [one["context"] for one in found["REQUIRED_STATUS_CHECKS"]["requiredStatusChecks"]]
    assert checks == ["ci", "lint", "docs"]


def test_what_protects_the_branch_already_is_left_alone(ville: Desk) -> None:
    theirs = {"databaseId": 5, "name": "Theirs", "enforcement": "ACTIVE", "target": "BRANCH", "rules": [{"type": "DELETION"}],
              "conditions": {"refName": {"include": ["~ALL"], "exclude": []}}}  # fmt: skip
    ville.people.repo("ville/eau").fields["rulesets"] = [theirs.copy()]
    change(ville, "branch_protection", value=True)
    assert ville.people.repo("ville/eau").fields["rulesets"][0] == theirs


def test_our_ruleset_that_people_switched_off_is_switched_on_again_when_asked(ville: Desk) -> None:
    change(ville, "branch_protection", value=True)
    ville.people.repo("ville/eau").fields["rulesets"][0]["enforcement"] = "DISABLED"
    assert change(ville, "branch_protection", value=True) == 1
    assert rules(ville)


@pytest.mark.parametrize("name", sorted(BY_PEOPLE))
def test_what_only_people_change(ville: Desk, name: str) -> None:
    said, hint = refused(ville, name, value=True)
    assert said.startswith(f"`{name}` is not changed by a tool")
    assert hint
    assert ville.writes() == []


REFUSED: list[tuple[str, object, str]] = [
    ("required_checks", 1, "Nobody said which checks must pass before a merge."),
    ("required_checks", [], "`required_checks` cannot be set to “[]”"),
    ("required_approvals", 0, "`required_approvals` cannot be set to “0”"),
    ("required_approvals", True, "`required_approvals` cannot be set to “True”"),
    (
        "branch_protection",
        False,
        "`branch_protection` cannot be set to “False”; protections are only ever switched on.",
    ),
    ("private_vulnerability_reporting", False, "`private_vulnerability_reporting` cannot be set to “False”"),
    ("description", 7, "`description` cannot be set to “7”"),
    ("topics", "water", "`topics` cannot be set to “water”"),
    ("workflow_permissions", "admin", "`workflow_permissions` cannot be set to “admin”"),
    ("colour", "blue", "`colour` is no setting that can be changed on GitHub by a token of a repository."),
]


@pytest.mark.parametrize(("name", "value", "said"), REFUSED)
def test_values_that_a_setting_cannot_have(ville: Desk, name: str, value: object, said: str) -> None:
    assert refused(ville, name, value)[0].startswith(said)
    assert ville.writes() == []


@pytest.mark.parametrize("name", [*CHANGES, "secret_scanning", "branch_protection"])
def test_a_missing_right_is_named(ville: Desk, name: str) -> None:
    value = CHANGES[name][0] if name in CHANGES else True
    said, hint = refused(ville, name, value, "t-write")
    assert said.startswith(f"GitHub does not accept the change of `{name}`: Resource not accessible by")
    assert hint.startswith("It takes an administrator's right on this repository")


def test_a_plan_of_github_that_has_no_rulesets(ville: Desk) -> None:
    ville.add("secret", isPrivate=True)
    hub = ville.forge("t-admin")
    seen = ville.seen("secret", forge=hub)
    for name in ("branch_protection", "secret_scanning"):
        with pytest.raises(StepRefusedError) as error:
            hub.perform(ville.listed("secret"), seen, ChangeSetting(name, value=True))
        assert f"GitHub does not accept the change of `{name}`: " in SAY.text(error.value.reason)
