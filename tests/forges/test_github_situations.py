# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there of ours in many repositories, read in bulk; what GitHub does not tell is never taken for absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from ospo_policy.forges.github import further
from ospo_policy.forges.github.identity import Held
from ospo_policy.forges.github.patterns import matches
from ospo_policy.forges.github.refusals import Answer
from ospo_policy.messages import Catalogue
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import Marker, marked
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import (
    Comment,
    Content,
    OpenIssue,
    OpenRequest,
    Push,
    Right,
    SeenBranch,
    Situation,
    State,
)
from tests.forges.github_server import Fault, protections, pulls
from tests.forges.github_server.writing import BRANCHES, Desk, desk

SAY = Catalogue("en")
BRANCH, OTHER = BRANCHES
TEXT = marked("Title", "Text", Marker("request"))
ISSUE = OpenIssue("Title", marked("Title", "Text", Marker("issue")))


@pytest.fixture
def ville() -> Iterator[Desk]:
    with desk() as found:
        found.add()
        yield found


def push(seen: Situation, branch: str = BRANCH, text: str = "MIT\n") -> Push:
    return Push(branch, seen.head or "", None, (Content("Add\n\nOspo-Policy-Content: 1", {"LICENSE": text}),))


def opened(ville: Desk, name: str = "eau", branch: str = BRANCH) -> Situation:
    return ville.does(push(ville.seen(name), branch), OpenRequest(branch, "main", "Title", TEXT), name=name)


def told(ville: Desk, *names: str, token: str = "t-write") -> dict[str, Situation | Message]:
    found = ville.forge(token).situations([ville.listed(name) for name in names], BRANCHES)
    return {listed.name: one for listed, one in found}


def text(found: Situation | Message) -> str:
    assert isinstance(found, Message), found
    assert Catalogue("fr").text(found)
    return SAY.text(found)


def test_a_repository_where_nothing_is(ville: Desk) -> None:
    seen = ville.seen()
    assert (seen.base, seen.head) == ("main", ville.people.repo("ville/eau").head)
    assert (seen.branches, seen.requests, seen.issues, seen.has_fork, seen.problem) == ({}, (), (), False, None)


STATES: dict[str, Callable[[Desk], object]] = {
    "open": lambda _: None,
    "merged": lambda ville: ville.people.merge("ville/eau", 1),
    "squashed": lambda ville: ville.people.merge("ville/eau", 1, squash=True),
    "closed": lambda ville: ville.people.close("ville/eau", 1),
    "reopened": lambda ville: (ville.people.close("ville/eau", 1), ville.people.reopen("ville/eau", 1)),
}


@pytest.mark.parametrize("how", STATES)
def test_a_request_in_every_state(ville: Desk, how: str) -> None:
    before = opened(ville).requests[0]
    STATES[how](ville)
    (found,) = ville.seen().requests
    states = {"merged": State.MERGED, "squashed": State.MERGED, "closed": State.CLOSED}
    assert found.state is states.get(how, State.OPEN)
    assert found._replace(state=before.state, has_conflicts=before.has_conflicts) == before


def test_a_branch_that_github_deletes_on_merge_is_free_again(ville: Desk) -> None:
    ville.people.repo("ville/eau").fields["deleteBranchOnMerge"] = True
    head = opened(ville).requests[0].head
    ville.people.merge("ville/eau", 1)
    seen = ville.seen()
    assert seen.branches == {}
    assert seen.requests[0].head == head


def test_commits_of_people_are_told_from_ours(ville: Desk) -> None:
    opened(ville)
    ville.people.push("ville/eau", BRANCH, {"a": "b"}, "Mine")
    ville.people.push("ville/eau", BRANCH, {"a": "c"}, "On the site", by="GitHub <noreply@github.com>")
    seen = ville.seen()
    commits = seen.requests[0].commits
    assert commits == seen.branches[BRANCH].commits
    assert commits
    assert [(one.message.partition("\n")[0], one.by_us) for one in commits] == [
        ("On the site", False), ("Mine", False), ("Add", True),
    ]  # fmt: skip


def test_more_commits_than_are_told_are_unknown(ville: Desk) -> None:
    opened(ville)
    for number in range(20):
        ville.people.push("ville/eau", BRANCH, {"a": str(number)})
    seen = ville.seen()
    assert seen.requests[0].commits is None
    assert seen.branches[BRANCH].commits is None
    assert seen.branches[BRANCH].head == seen.requests[0].head


def test_comments_labels_and_conflicts(ville: Desk) -> None:
    opened(ville)
    ville.people.comment("ville/eau", 1, "Why?")
    ville.people.label("ville/eau", 1, "no-ospo-policy")
    ville.does(Comment(1, "So."))
    ville.people.push("ville/eau", "main", {"LICENSE": "Other\n"})
    found = ville.seen().requests[0]
    assert (found.comments, found.labels, found.has_conflicts) == (("So.",), {"no-ospo-policy"}, True)
    ville.world.is_slow_to_merge = True
    assert ville.seen().requests[0].has_conflicts is None


def test_requests_of_both_names_the_newest_first(ville: Desk) -> None:
    opened(ville)
    ville.people.close("ville/eau", 1)
    ville.pauses.append(60)
    opened(ville, branch=OTHER)
    assert [(one.number, one.branch) for one in ville.seen().requests] == [(2, OTHER), (1, BRANCH)]


def strangers(ville: Desk, count: int) -> None:
    """People open requests from branches of their forks that bear our name."""
    repo = ville.people.repo("ville/eau")
    theirs = ville.people.push("ville/eau", "x", {"x": "y"})
    for number in range(count):
        fork = ville.world.repository(f"u{number}/eau", isFork=True, parent="ville/eau")
        fork.move(BRANCH, theirs)
        ville.pauses.append(1)
        mine = pulls.start(ville.world, repo, f"u{number}", "Mine", "x")
        pulls.open_pull(ville.world, repo, (fork, BRANCH), "main", mine)


def test_strangers_may_use_our_branchs_name_in_their_forks_without_hiding_ours(ville: Desk) -> None:
    opened(ville)
    strangers(ville, 130)
    seen = ville.seen()
    assert [one.number for one in seen.requests if one.by_us] == [1]
    assert len(seen.requests) == 131


def test_where_there_are_too_many_we_say_so_rather_than_open_a_second_one(
    ville: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(ville)
    strangers(ville, 12)
    monkeypatch.setattr(further, "MAX_PAGES", 0)
    ville.add("a")
    found = told(ville, "eau", "a")
    assert "so that ours cannot be told" in text(found["eau"])
    assert isinstance(found["a"], Situation)


def test_issues_of_ours_by_their_mark_however_many_the_account_has(ville: Desk) -> None:
    ville.does(ISSUE)
    hub, seen = ville.forge(), ville.seen()
    for number in range(12):
        ville.pauses.append(1)
        seen = hub.perform(ville.listed(), seen, OpenIssue(f"My own {number}", "No mark"))
    ville.world.token("t-bob", "bob", ville="write")
    ville.does(ISSUE, forge=ville.forge("t-bob"))
    ville.people.close_issue("ville/eau", 1)
    (found,) = ville.seen().issues
    assert (found.number, found.state, found.text.startswith("Text")) == (1, State.CLOSED, True)


RIGHTS: dict[str, set[Right]] = {
    "t-none": {Right.REQUEST, Right.ISSUE, Right.WORKFLOWS, Right.FORK},
    "t-read": {Right.REQUEST, Right.ISSUE, Right.WORKFLOWS, Right.FORK},
    "t-triage": {Right.REQUEST, Right.ISSUE, Right.WORKFLOWS, Right.FORK},
    "t-write": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.WORKFLOWS, Right.FORK},
    "t-admin": set(Right),
    "classic": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.FORK},
    "public": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.FORK},
    "workflow": {Right.PUSH, Right.REQUEST, Right.ISSUE, Right.WORKFLOWS, Right.FORK},
    "reader": set(),
}


@pytest.mark.parametrize("token", RIGHTS)
def test_rights(ville: Desk, token: str) -> None:
    scopes = {"classic": "repo", "public": "public_repo", "workflow": "repo workflow", "reader": "read:org"}
    if token in scopes:
        ville.world.token(token, scopes=scopes[token], ville="write")
    assert ville.seen(forge=ville.forge(token)).rights == RIGHTS[token]


def test_rights_in_a_private_repository_and_without_issues_or_forks(ville: Desk) -> None:
    ville.add("secret", isPrivate=True, hasIssuesEnabled=False, forkingAllowed=False)
    ville.world.token("public", scopes="public_repo", ville="write")
    assert ville.seen("secret", forge=ville.forge("public")).rights == frozenset()
    assert ville.seen("secret").rights == {Right.PUSH, Right.REQUEST, Right.WORKFLOWS}


PROBLEMS: dict[str, tuple[dict[str, Any], Message]] = {
    "archived": ({"isArchived": True}, Message("github.write.archived")),
    "disabled": ({"isDisabled": True}, message("disabled.repository", id="gh:ville/other")),
    "locked": ({"isLocked": True}, Message("github.write.locked")),
    "mirror": ({"isMirror": True}, Message("github.write.mirror")),
    "empty": ({"files": None}, message("empty.repository", id="gh:ville/other")),
}


@pytest.mark.parametrize("what", PROBLEMS)
def test_why_nothing_can_be_written(ville: Desk, what: str) -> None:
    ville.add("other", **PROBLEMS[what][0])
    found = ville.seen("other").problem
    assert found == PROBLEMS[what][1]
    assert text(found)


RULES = [{"type": "PULL_REQUEST"}]


def ruleset(include: list[str], *, exclude: list[str] | None = None, rules: Any = RULES, **more: Any) -> dict[str, Any]:
    named = {"include": include, "exclude": exclude or []}
    return {
        "databaseId": 1,
        "name": "R",
        "enforcement": "ACTIVE",
        "conditions": {"refName": named},
        "rules": rules,
    } | more


BLOCKED: list[tuple[dict[str, Any], set[str]]] = [
    ({"rulesets": [ruleset(["~ALL"])]}, {BRANCH, OTHER}),
    ({"rulesets": [ruleset(["~DEFAULT_BRANCH"])]}, set()),
    ({"rulesets": [ruleset(["refs/heads/*"])]}, set()),
    ({"rulesets": [ruleset(["refs/heads/**/*"])]}, {BRANCH, OTHER}),
    ({"rulesets": [ruleset(["refs/heads/ospo-policy/*"], exclude=["refs/heads/*/conformance"])]}, {OTHER}),
    ({"rulesets": [ruleset(["~ALL"], enforcement="EVALUATE")]}, set()),
    ({"rulesets": [ruleset(["~ALL"], rules=[{"type": "DELETION"}, {"type": "REQUIRED_SIGNATURES"}])]}, set()),
    ({"rulesets": [ruleset(["~ALL"], rules=[{"type": "CREATION"}])]}, {BRANCH, OTHER}),
    ({"branchProtectionRules": [{"pattern": "ospo-policy/*", "restrictsPushes": True}]}, set()),
    ({"branchProtectionRules": [{"pattern": "*/conformance", "restrictsPushes": True, "isAdminEnforced": True}]}, {BRANCH}),
    ({"branchProtectionRules": [{"pattern": "ospo-policy/*", "isAdminEnforced": True}]}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("given", "blocked"), BLOCKED)
def test_names_that_a_protection_blocks(ville: Desk, given: dict[str, Any], blocked: set[str]) -> None:
    ville.people.repo("ville/eau").fields |= given
    seen = ville.seen(forge=ville.forge("t-admin"))
    assert seen.branches == {name: SeenBranch(None, (), is_blocked=True) for name in blocked}


def test_a_branch_that_is_there_tells_itself_that_we_may_not_push(ville: Desk) -> None:
    opened(ville)
    rule = {"pattern": "ospo-policy/*", "restrictsPushes": True}
    ville.people.repo("ville/eau").fields["branchProtectionRules"] = [rule]
    assert ville.seen().branches[BRANCH].is_blocked
    assert not ville.seen(forge=ville.forge("t-admin")).branches[BRANCH].is_blocked


PATTERNS = [
    ("*", "a", True), ("*", "a/b", False), ("**/*", "a", True), ("**/*", "a/b/c", True), ("qa/*", "qa/foo", True),
    ("qa/*", "qa/foo/bar", False), ("qa/**/*", "qa/foo/bar", True), ("qa/**/*", "qa/foo", True), ("**", "a/b", False),
    ("a/**/b", "a/b", True), ("a/**/b", "a/x/y/b", True), ("a/**/b", "a/x/y/c", False), ("*release*", "beta-release", True),
    ("a?c", "abc", True), ("a?c", "a/c", False), ("main", "main", True), ("main", "Main", False), ("", "main", False),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "name", "fits"), PATTERNS)
def test_patterns_are_githubs(pattern: str, name: str, fits: bool) -> None:
    assert matches(pattern, name) is fits
    assert protections.means(pattern, name) is fits


def test_no_pattern_takes_long() -> None:
    assert not matches("/".join(["**"] * 300 + ["x*y*z*"]), "/".join(["a"] * 120))
    assert not matches("*a" * 400, "a" * 250 + "b")
    assert not matches("*" * 100_000, "a")


def test_settings_that_come_with_the_rest(ville: Desk) -> None:
    names = ("description", "homepage", "topics", "has_issues", "sign_off_required", "delete_branch_on_merge",
             "dependency_alerts", "branch_protection", "required_approvals", "required_checks", "visibility")  # fmt: skip
    fields = ville.people.repo("ville/eau").fields
    fields |= {"description": "Water", "topics": ["a", "b"], "hasVulnerabilityAlertsEnabled": True}
    checks = {"__typename": "RequiredStatusChecksParameters", "requiredStatusChecks": [{"context": "ci"}]}
    rules = [{"type": "DELETION"}, {"type": "REQUIRED_STATUS_CHECKS", "parameters": checks}]
    fields["rulesets"] = [ruleset(["~DEFAULT_BRANCH"], rules=rules)]
    told = ville.seen(forge=ville.forge("t-admin"), settings=names).settings
    assert told == {
        "description": "Water", "homepage": "", "topics": ["a", "b"], "has_issues": True, "sign_off_required": False,
        "delete_branch_on_merge": False, "dependency_alerts": True, "branch_protection": False, "required_approvals": 0,
        "required_checks": ["ci"],
    }  # fmt: skip
    rules += [{"type": "NON_FAST_FORWARD"}, {"type": "PULL_REQUEST"}]
    seen = ville.seen(settings=("branch_protection", "dependency_alerts"))
    assert seen.settings == {"branch_protection": True}


def test_fifty_repositories_are_one_request_and_each_owner_has_its_own(ville: Desk) -> None:
    names = [f"r{number:03}" for number in range(120)]
    for name in names:
        ville.add(name)
    since = len(ville.world.log)
    found = told(ville, *names)
    assert list(found) == names
    assert all(isinstance(one, Situation) for one in found.values())
    assert [entry.path for entry in ville.world.log[since:]] == ["/user"] + ["/graphql"] * 3
    assert sum(entry.points for entry in ville.world.log[since:]) < 120


def test_administrators_and_those_who_may_not_push_cost_one_request_more_for_fifty(ville: Desk) -> None:
    for name in ("a", "b", "c"):
        ville.add(name)
    for token in ("t-admin", "t-read"):
        since = len(ville.world.log)
        told(ville, "a", "b", "c", token=token)
        assert len(ville.world.log[since:]) == 3


def test_too_much_at_once_is_asked_for_in_halves(ville: Desk) -> None:
    names = [f"r{number}" for number in range(8)]
    for name in names:
        ville.add(name)
    opened(ville, "r5")
    for kind in ("504", "resource-limits"):
        slow = Fault(kind, "/graphql", times=0, when=lambda asked: asked.nodes > 3 * 700)
        ville.world.faults = [slow]
        found = told(ville, *names)
        assert list(found) == names
        there = found["r5"]
        assert isinstance(there, Situation)
        assert len(there.requests) == 1


def test_one_repository_that_cannot_be_told_stops_no_other(ville: Desk) -> None:
    for name in ("a", "b", "c"):
        ville.add(name)
    listed = [ville.listed("a"), ville.listed("b")._replace(native_id="R_gone"), ville.listed("c")]
    listed.append(ville.listed("a")._replace(id="x", problem=Message("github.hidden")))
    found = [one for _, one in ville.forge().situations(listed, BRANCHES)]
    assert [isinstance(one, Situation) for one in found] == [True, False, True, False]
    assert text(found[1]) == text(found[3]) == "GitHub lists a repository that the token may not read."


@pytest.mark.parametrize("field", ["ref", "pullRequests", "issues", "defaultBranchRef"])
def test_what_an_error_left_null_is_not_taken_for_absent(ville: Desk, field: str) -> None:
    opened(ville)
    ville.add("a")
    ville.world.rights_needed["Repository", field] = "admin"
    ville.world.hidden.clear()
    found = told(ville, "eau", "a")
    for one in found.values():
        assert "Nothing is done, so that nothing is done twice." in text(one)


def test_where_rulesets_and_comparisons_are_not_told_the_rest_is(ville: Desk) -> None:
    opened(ville)
    ville.world.rights_needed["Repository", "rulesets"] = "admin"
    ville.world.rights_needed["Ref", "compare"] = "admin"
    seen = ville.seen()
    assert len(seen.requests) == 1
    assert seen.branches[BRANCH].commits is None  # not told, and so nobody's to push over


HOSTILE: list[Any] = [
    None, 7, "x", [], {"nodes": None}, {"nodes": []}, {"nodes": [None]}, {"nodes": [{}]}, {"nodes": [[]]},
    {"nodes": [{"id": 1, "nameWithOwner": "../x"}]}, {"nodes": [{"id": "x", "defaultBranchRef": {"target": {"oid": "z"}}}]},
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE)
def test_answers_without_the_form_of_one(ville: Desk, data: Any) -> None:
    hub = ville.forge()
    listed = ville.listed()
    hub.identity()

    class Answering:
        """A transport that answers with anything."""

        held = Held()
        host = "github.example"

        def graphql(self, *_: object) -> Any:
            return Answer(data if isinstance(data, dict) else {"nodes": data})

        def for_owner(self, _owner: str) -> Any:
            return self

        def not_understood(self) -> ForgeUnavailableError:
            return ForgeUnavailableError(message("github.not-understood", host=self.host))

    hub._transport = Answering()  # type: ignore[assignment]
    with suppress(ForgeUnavailableError):
        ((_, found),) = hub.situations([listed], BRANCHES)
        assert text(found)


def test_names_that_control_a_terminal_do_nothing(ville: Desk) -> None:
    opened(ville)
    ville.people.edit("ville/eau", 1, title="\x1b[31m", body="x" * 70_000)
    found = ville.seen().requests[0]
    assert (found.title, len(found.text)) == ("\x1b[31m", 70_000)
