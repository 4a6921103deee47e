# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activity on GitLab: how soon people answer, who reviews, who commits; for many projects at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Unseen
from ospo_policy.model.needs import Needs
from tests.forges.gitlab_server.server import GitLab
from tests.forges.test_gitlab import SAY, collect, known, only, server

__all__ = ["server"]
ISSUES = frozenset({"issue_reaction_days"})
REVIEWS = frozenset({"review_days", "reviewed_percent"})
COMMITS = frozenset({"commits_in_six_months", "authors_of_half_the_commits"})
ALL = Needs(fields=ISSUES | REVIEWS | COMMITS)


def person(name: str) -> dict[str, str]:
    return {"username": name}


def note(day: int, by: str, icon: str | None = None) -> dict[str, Any]:
    return {"createdAt": f"2026-11-{day:02}T12:00:00Z", "system": icon is not None, "systemNoteIconName": icon,
            "author": person(by)}  # fmt: skip


def item(day: int, *notes: Mapping[str, Any], approved: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """An issue or a merged request of Ada's."""
    return {"createdAt": f"2026-11-{day:02}T12:00:00Z", "closedAt": None, "author": person("ada"),
            "notes": {"nodes": list(notes)}, "approvedBy": {"nodes": [person(one) for one in approved]}, **more}  # fmt: skip


@pytest.mark.parametrize(
    ("issues", "days"),
    [
        ([], 0),
        ([item(1, note(3, "bob"))], 2),
        ([item(1, note(2, "ada"), note(9, "bob"))], 8),  # what its author adds is no answer
        ([item(1, note(2, "bot", "label"), note(9, "bob"))], 8),  # nor is a label
        ([item(1, closedAt="2026-11-05T12:00:00Z")], 4),
        ([item(3)], 19),  # nobody answered: until now
        ([item(1, note(2, "bob")), item(1, note(4, "bob")), item(3)], 3),  # the middle one
        ([item(1, note(2, "bob"), createdAt="2026-01-01T12:00:00Z")], 0),  # long ago
    ],
)
def test_how_soon_issues_are_answered(server: GitLab, issues: list[dict[str, Any]], days: int) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, asked=issues)
    assert known(only(server, Needs(fields=ISSUES))) == {"issue_reaction_days": days}


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        ([item(1, note(3, "bob"))], {"review_days": 2, "reviewed_percent": 100}),
        ([item(1, note(2, "bob", "approval"), approved=("bob",))], {"review_days": 1, "reviewed_percent": 100}),
        ([item(1, approved=("bob",))], {"reviewed_percent": 100}),  # when is not told
        ([item(1, note(2, "ada", "approval"), approved=("ada",))], {"reviewed_percent": 0}),
        ([item(1, note(2, "bob", "commit"))], {"reviewed_percent": 0}),
        ([item(1, note(5, "bob")), item(2), item(2), item(2)], {"review_days": 4, "reviewed_percent": 25}),
        ([], {"reviewed_percent": 100}),
    ],
)
def test_who_reviews(server: GitLab, merged: list[dict[str, Any]], expected: dict[str, int]) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, merged=merged)
    found = only(server, Needs(fields=REVIEWS))
    assert known(found) == expected
    for fact in found.fields.values():
        if isinstance(fact, Unseen):
            assert "nobody else approved" in SAY.text(fact.reason)
            assert Catalogue("fr").text(fact.reason)


@pytest.mark.parametrize("about", [{"members_only": True}, {"issues": False, "requests": False}])
def test_what_is_not_shown_is_not_taken_for_nothing(server: GitLab, about: dict[str, bool]) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, asked=[item(3)], merged=[item(3)], **about)
    hidden = only(server, Needs(fields=ISSUES | REVIEWS), token=None).fields
    assert all(isinstance(fact, Unseen) and fact.reason.key.endswith("rights") for fact in hidden.values())


def commits(count: int) -> list[dict[str, Any]]:
    return [{"committed_date": "2026-10-01T00:00:00Z", "author_email": f"P{at % 3}@x.org"} for at in range(count)]


@pytest.mark.parametrize(("count", "singly"), [(0, 0), (100, 0), (101, 2), (250, 3)])
def test_who_commits_is_told_at_once_where_that_is_little(server: GitLab, count: int, singly: int) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, commits=commits(count))
    found = known(only(server, Needs(fields=COMMITS)))
    assert found == {"commits_in_six_months": count, "authors_of_half_the_commits": 2 if count else 0}
    assert sum(one.path.endswith("/commits") for one in server.log) == singly


def test_many_projects_take_few_requests_and_no_name_is_kept(server: GitLab) -> None:
    for number in range(60):
        server.world.add(f"ville/p{number}", {"README.md": "x"}, asked=[item(1, note(2, "bob"))],
                         merged=[item(1, note(2, "bob"))], commits=commits(3))  # fmt: skip
    found = collect(server, ALL)
    assert len(server.log) == 4  # two of the listing, two of these
    assert not any(name in str(found) for name in ("ada", "bob", "x.org"))


def test_an_old_server_tells_what_it_knows(server: GitLab) -> None:
    server.old = True
    server.world.add(
        "ville/eau", {"README.md": "x"}, asked=[item(1, note(2, "bob"))], merged=[item(1)], commits=commits(3)
    )
    found = known(only(server, ALL))
    assert found == {"issue_reaction_days": 1, "reviewed_percent": 0, "commits_in_six_months": 3,
                     "authors_of_half_the_commits": 2}  # fmt: skip
    server.lacking = frozenset({"MergeRequest.approvedBy"})
    reviewed = only(server, ALL).fields["reviewed_percent"]
    assert isinstance(reviewed, Unseen)
    assert reviewed.reason.key == "unseen.gitlab.not-offered"


def test_without_graphql_activity_that_would_take_very_many_requests_is_unseen(server: GitLab) -> None:
    server.graphql = False
    server.world.add("ville/eau", {"README.md": "x"}, asked=[item(1)], commits=commits(3))
    found = only(server, ALL)
    assert known(found) == {"commits_in_six_months": 3, "authors_of_half_the_commits": 2}
    hidden = {name for name, fact in found.fields.items() if isinstance(fact, Unseen)}
    assert hidden == ISSUES | REVIEWS
    assert not any(isinstance(found.fields[name], Known) for name in hidden)
