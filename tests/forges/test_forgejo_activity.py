# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activity on Forgejo and Gitea: how soon people answer, who reviews, who commits; with bounds, and only where it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Unseen
from ospo_policy.model.needs import Needs
from tests.forges.forgejo_server.server import Fault, Forgejo
from tests.forges.forgejo_server.world import Repo
from tests.forges.test_conditional import Answers
from tests.forges.test_forgejo import SAY, forge, known, only, server, simple

__all__ = ["server"]
ISSUES = Needs(fields=frozenset({"issue_reaction_days"}))
REVIEWS = Needs(fields=frozenset({"review_days", "reviewed_percent"}))
COMMITS = Needs(fields=frozenset({"commits_in_six_months", "authors_of_half_the_commits"}))


@pytest.fixture
def repo(tmp_path: Path, server: Forgejo) -> Iterator[Repo]:
    return simple(tmp_path, server)  # type: ignore[return-value]


def at(day: int, month: int = 11) -> str:
    return f"2026-{month:02}-{day:02}T12:00:00Z"


def issue(number: int, day: int, **more: Any) -> dict[str, Any]:
    return {"number": number, "created_at": at(day), "updated_at": at(21), "closed_at": None, "comments": 1,
            "user": {"login": "ada"}, **more}  # fmt: skip


def comment(number: int, day: int, by: str) -> dict[str, Any]:
    return {"issue_url": f"http://x/dorf/eau/issues/{number}", "created_at": at(day), "user": {"login": by}}


@pytest.mark.parametrize(
    ("issues", "comments", "days"),
    [
        ([], [], 0),
        ([issue(1, 1)], [comment(1, 3, "bob")], 2),
        ([issue(1, 1)], [comment(1, 2, "ada"), comment(1, 9, "bob")], 8),  # what its author adds is no answer
        ([issue(1, 1)], [comment(11, 2, "bob"), comment(1, 9, "bob")], 8),  # another issue's
        ([issue(1, 1, closed_at=at(5), comments=0)], [], 4),
        ([issue(1, 3, comments=0)], [], 19),
        ([issue(1, 1), issue(2, 1), issue(3, 3)], [comment(1, 2, "bob"), comment(2, 4, "bob")], 3),
        ([issue(1, 1, created_at=at(1, 1))], [], 0),
        ([issue(1, 1, pull_request={})], [], 0),
    ],
)
def test_how_soon_issues_are_answered(
    server: Forgejo, repo: Repo, issues: list[Any], comments: list[Any], days: int
) -> None:
    repo.issues, repo.comments = issues, comments
    assert known(only(server, ISSUES)) == {"issue_reaction_days": days}


def test_issues_that_are_switched_off_are_not_taken_for_answered(server: Forgejo, repo: Repo) -> None:
    repo.about["has_issues"] = False
    assert isinstance(only(server, ISSUES).fields["issue_reaction_days"], Unseen)


@pytest.mark.parametrize("headers", [frozenset({"link"}), frozenset({"total"}), frozenset[str]()])
def test_more_comments_than_are_read_make_it_unseen(server: Forgejo, repo: Repo, headers: frozenset[str]) -> None:
    server.headers = headers
    repo.issues = [issue(1, 1)]
    repo.comments = [comment(1, 3, "bob")] * 249
    for number in range(249):
        repo.comments[number] = {**repo.comments[number], "id": number}
    assert known(only(server, ISSUES)) == {"issue_reaction_days": 2}
    repo.comments += [{**comment(1, 4, "bob"), "id": 1_000 + number} for number in range(60)]
    server.log.clear()
    told = only(server, ISSUES).fields["issue_reaction_days"]
    assert isinstance(told, Unseen)
    assert "too much" in SAY.text(told.reason)
    assert Catalogue("fr").text(told.reason)
    assert sum("/issues/comments" in one for one in server.log) == 6


def pull(number: int, day: int, **more: Any) -> dict[str, Any]:
    return {"number": number, "merged": True, "created_at": at(day), "user": {"login": "ada"}, **more}


def review(day: int, by: str, state: str = "APPROVED") -> dict[str, Any]:
    return {"state": state, "submitted_at": at(day), "user": {"login": by}}


@pytest.mark.parametrize(
    ("pulls", "reviews", "expected"),
    [
        ([pull(1, 1)], {1: [review(3, "bob")]}, {"review_days": 2, "reviewed_percent": 100}),
        ([pull(1, 1)], {1: [review(2, "ada", "COMMENT"), review(5, "bob", "REQUEST_CHANGES")]},
         {"review_days": 4, "reviewed_percent": 100}),
        ([pull(1, 1)], {1: [review(2, "bob", "REQUEST_REVIEW"), review(2, "bob", "PENDING")]}, {"reviewed_percent": 0}),
        ([pull(1, 1), pull(2, 2), pull(3, 2, merged=False)], {1: [review(3, "bob")]}, {"review_days": 2, "reviewed_percent": 50}),
        ([], {}, {"reviewed_percent": 100}),
    ],
)  # fmt: skip
def test_who_reviews(
    server: Forgejo, repo: Repo, pulls: list[Any], reviews: dict[int, list[Any]], expected: dict[str, int]
) -> None:
    repo.pulls, repo.reviews = pulls, reviews
    found = only(server, REVIEWS)
    assert known(found) == expected
    hidden = found.fields["review_days"]
    assert isinstance(hidden, Known) or "nobody else reviewed" in SAY.text(hidden.reason)


def test_reviews_of_the_latest_requests_alone_are_asked_for(server: Forgejo, repo: Repo) -> None:
    repo.pulls = [pull(number, 1) for number in range(40)]
    only(server, REVIEWS)
    assert sum("/reviews" in one for one in server.log) == 10


def commit(date: str, by: str) -> dict[str, Any]:
    return {"commit": {"committer": {"date": date, "email": "bot@x.org"}, "author": {"email": by}}}


@pytest.mark.parametrize("old", [False, True])
def test_who_commits(server: Forgejo, repo: Repo, old: bool) -> None:
    server.old = old
    people = ["ada@x.org", "Ada@x.org", "bob@x.org", "eve@x.org"]
    repo.commits = [commit(at(1, month), by) for month, by in zip((11, 10, 9, 8), people, strict=True)]
    repo.commits += [commit(at(1, 1), "old@x.org")] * 400
    found = only(server, COMMITS)
    assert known(found) == {"commits_in_six_months": 4, "authors_of_half_the_commits": 1}
    assert sum("/commits?" in one for one in server.log) <= 2
    assert "x.org" not in str(found)


def test_what_is_refused_is_unseen_and_the_rest_is_told(server: Forgejo, repo: Repo) -> None:
    repo.commits = [commit(at(1), "ada@x.org")]
    for where in ("/issues", "/pulls"):
        server.faults.append(Fault(403, where, times=99))
    found = only(server, Needs(fields=ISSUES.fields | REVIEWS.fields | COMMITS.fields))
    assert known(found) == {"commits_in_six_months": 1, "authors_of_half_the_commits": 1}
    assert not any("own words" in str(fact) for fact in found.fields.values())


def test_activity_is_asked_for_only_where_a_rule_needs_it(server: Forgejo, repo: Repo) -> None:
    del repo
    only(server, Needs(tree=True))
    assert not any(
        word in one for one in server.log for word in ("/issues", "/pulls", "/commits?", "/tags", "/releases")
    )


def test_releases_and_tags_are_counted_once(server: Forgejo, repo: Repo, tmp_path: Path) -> None:
    del repo, tmp_path
    (one,) = server.world.repos
    one.releases = [{"tag_name": "v2", "published_at": at(2)}, {"tag_name": "v1", "published_at": at(1, 1)}]
    one.__dict__["tags"] = [("v3", "c", "c", at(3)), ("v2", "a", "b", at(2)), ("v0", "d", "d", at(1, 2))]
    found = only(server, Needs(fields=frozenset({"releases_in_six_months"}), history=frozenset({"tags"})))
    assert known(found) == {"releases_in_six_months": 2}
    assert sum("/tags" in asked for asked in server.log) == 1


def test_a_plain_tag_is_not_signed_and_of_others_it_is_not_told(server: Forgejo, repo: Repo) -> None:
    sha, other = "a" * 40, "b" * 40
    repo.__dict__["tags"] = [("plain", sha, sha, at(3)), ("annotated", other, sha, at(2)), ("odd", "x", "x", at(1))]
    tags = only(server, Needs(history=frozenset({"tags"}))).history.tags
    assert isinstance(tags, Known)
    assert [(tag.name, tag.signed) for tag in tags.value] == [("odd", None), ("annotated", None), ("plain", False)]


def test_a_branch_named_like_an_object_is_asked_for_each_time(server: Forgejo, repo: Repo) -> None:
    name = "git/commits/" + "a" * 40
    repo.about["default_branch"] = name
    answers = Answers()
    for _ in range(2):
        code = forge(server)
        code.remember(answers)
        assert [one.head for one in code.repositories("ville", Needs())] == [repo.head]
        repo.__dict__["head"] = "c" * 40
    assert sum("/branches/" in one for one in server.log) == 2
