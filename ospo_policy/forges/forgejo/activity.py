# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people did lately in a repository: requests for each, bounded, and only where a rule needs it.

Who they are is compared and counted, and not kept. Of issues, the latest of three months count, thirty at most; of
merged requests the latest ten, with a request for the reviews of each; of commits, five hundred at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from ospo_policy.forges.forgejo.fields import Node, moment, unseen
from ospo_policy.forges.forgejo.transport import RefusedError, Transport
from ospo_policy.forges.people import DAY, QUARTER, SIX_MONTHS, carriers, iso
from ospo_policy.model.facts import Fact, Known, Unseen

MAX_ISSUES = 30
MAX_COMMENT_PAGES = 6
MAX_MERGED = 10
MAX_COMMIT_PAGES = 10
COMMITS = frozenset({"commits_in_six_months", "authors_of_half_the_commits"})
REVIEWS = frozenset({"review_days", "reviewed_percent"})
FACTS = COMMITS | REVIEWS | {"issue_reaction_days"}
REVIEWED = frozenset({"APPROVED", "COMMENT", "REQUEST_CHANGES"})
"""States of a review that somebody gave (modules/structs/pull_review.go)."""


def read_activity(
    transport: Transport, at: str, head: str, wanted: frozenset[str], now: int
) -> dict[str, Fact[object]]:
    """The wanted facts of the repository at a path, each known or unseen."""
    facts: dict[str, Fact[object]] = {}
    for names, read in ((COMMITS, _commits), (REVIEWS, _reviews), (frozenset({"issue_reaction_days"}), _reactions)):
        asked = names & wanted
        if asked:
            try:
                told = read(transport, at, head, now)
            except RefusedError as error:
                told = dict.fromkeys(asked, Unseen(error.reason))
            facts |= {name: told[name] for name in asked}
    return facts


def _commits(transport: Transport, at: str, head: str, now: int) -> dict[str, Fact[object]]:
    """How many commits there were in six months, and by how few people half of them."""
    since = now - SIX_MONTHS
    query = {"sha": head, "since": iso(since), "stat": "false", "verification": "false", "files": "false"}
    authors: Counter[str] = Counter()
    old = 0
    for one in transport.items(f"{at}/commits", MAX_COMMIT_PAGES, **query):
        made, author = _made(one)
        if made is not None and made < since:  # older servers do not know `since`, and tell the latest first
            old += 1
            if old > MAX_OLD:
                break
        elif made is not None:
            old = 0
            authors[author] += 1
    few = carriers(authors)
    return {"commits_in_six_months": Known(authors.total()), "authors_of_half_the_commits": Known(few)}


MAX_OLD = 50
"""Old commits in a row after which no newer one is expected: dates need not be in order."""


def _made(commit: Node) -> tuple[int | None, str]:
    """When a commit was made, and its author's address."""
    about = commit.get("commit")
    committer, author = (about.get("committer"), about.get("author")) if isinstance(about, dict) else (None, None)
    made = moment(committer.get("date")) if isinstance(committer, dict) else None
    return made, str(author.get("email")).lower() if isinstance(author, dict) else ""


def _reactions(transport: Transport, at: str, _head: str, now: int) -> dict[str, Fact[object]]:
    """After how many days, in the middle, an issue had an answer of somebody else, or was closed."""
    name, since = "issue_reaction_days", now - QUARTER
    issues = [
        one
        for one in transport.items(f"{at}/issues", 1, state="all", type="issues", since=iso(since))
        if (moment(one.get("created_at")) or 0) >= since and not isinstance(one.get("pull_request"), dict)
    ][:MAX_ISSUES]
    answers: Sequence[Node] = ()
    if any(one.get("comments") for one in issues):
        answers, is_all = transport.some(f"{at}/issues/comments", MAX_COMMENT_PAGES, since=iso(since))
        if not is_all:
            return {name: unseen("too-much", name)}
    days = [_days(issue, answers, now) for issue in issues]
    return {name: Known(int(median(days)) if days else 0)}


def _days(issue: Node, answers: Iterable[Node], now: int) -> int:
    """Until an issue was answered or closed; an open silence lasts until today."""
    made, by = moment(issue.get("created_at")) or now, _login(issue)
    number = f"/{issue.get('number')}"
    ends = [moment(one.get("created_at")) for one in answers if _about(one).endswith(number) and _login(one) != by]
    return (min((at for at in (*ends, moment(issue.get("closed_at"))) if at is not None), default=now) - made) // DAY


def _about(comment: Node) -> str:
    return str(comment.get("issue_url") or "")


def _reviews(transport: Transport, at: str, _head: str, now: int) -> dict[str, Fact[object]]:
    """How many of the latest merged requests somebody else reviewed, and after how many days."""
    del now
    pulls = transport.items(f"{at}/pulls", 1, state="closed", sort="recentupdate")
    merged = [one for one in pulls if one.get("merged") is True and isinstance(one.get("number"), int)][:MAX_MERGED]
    days: list[int] = []
    reviewed = 0
    for one in merged:
        given = list(_given(one, transport.items(f"{at}/pulls/{one['number']}/reviews", 1)))
        made, first = moment(one.get("created_at")), min((when for when in given if when is not None), default=None)
        reviewed += bool(given)
        days += [(first - made) // DAY] if made is not None and first is not None else []
    return {
        "reviewed_percent": Known(100 * reviewed // len(merged) if merged else 100),
        "review_days": Known(int(median(days))) if days else unseen("no-reviews", "review_days"),
    }


def _given(request: Node, reviews: Iterable[Node]) -> Iterator[int | None]:
    """When others than its author reviewed a request."""
    for one in reviews:
        if one.get("state") in REVIEWED and _login(one) != _login(request):
            yield moment(one.get("submitted_at"))


def _login(item: Mapping[str, object]) -> object:
    user = item.get("user")
    return user.get("login") if isinstance(user, dict) else None
