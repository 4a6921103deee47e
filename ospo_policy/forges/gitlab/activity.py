# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people did lately in projects: asked of many at once, with bounds for each, and only where a rule needs it.

Who they are is compared and counted, and not kept. Of issues, the latest thirty of the last three months count; of
merged requests, the latest twenty; of what was said in one, the first twenty notes, in which GitLab also notes approvals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from ospo_policy.forges.gitlab import queries
from ospo_policy.forges.gitlab.bulk import Bulk, Told
from ospo_policy.forges.gitlab.told import Node, moment, nodes, unseen
from ospo_policy.forges.people import DAY, QUARTER, SIX_MONTHS, iso
from ospo_policy.model.facts import Fact, Known
from ospo_policy.ports.forges import Listed

COMMITS = frozenset({"commits_in_six_months", "authors_of_half_the_commits"})
ISSUES = frozenset({"issue_reaction_days"})
REVIEWS = frozenset({"review_days", "reviewed_percent"})


class Active(NamedTuple):
    """What was told of one project: facts, and authors of commits where they were all told."""

    facts: Mapping[str, Fact[object]] = {}
    authors: Counter[str] | None = None


def read_activity(
    bulk: Bulk | None, repositories: Sequence[Listed], wanted: frozenset[str], now: int
) -> dict[str, Active]:
    """By native id. Without GraphQL, what would take a request for each issue is unseen."""
    asked = wanted & (COMMITS | ISSUES | REVIEWS)
    if not asked or not repositories:
        return {}
    not_told = Active({name: unseen("not-collected", name) for name in asked - COMMITS})
    found = {listed.native_id: not_told for listed in repositories}
    if bulk is None:
        return found
    variables = {"quarter": ("Time", iso(now - QUARTER)), "half": ("Time", iso(now - SIX_MONTHS))}
    for number, told in bulk.ask(list(found), lambda lacking: queries.activity(asked, lacking), variables):
        facts = {name: _fact(name, told, now) for name in asked - COMMITS}
        found[number] = Active(facts, _authors(told) if COMMITS & asked else None)
    return found


def _fact(name: str, told: Told, now: int) -> Fact[object]:
    """One fact. A list is empty too where it is not shown, so that it counts only if it is."""
    source, shown, count = _FACTS[name]
    if source not in told.node:
        return unseen("not-offered", name)
    if source in told.failed:
        return unseen("failed", name)
    if told.node.get(shown) is not True or not isinstance(told.node[source], dict):
        return unseen("rights", name)
    value = count(nodes(told.node[source]), now)
    return unseen("no-reviews", name) if value is None else Known(value)


def _reaction_days(issues: Sequence[Node], now: int) -> int:
    """The middle number of days until somebody else answered, or it was closed; an open silence lasts until today."""
    days: list[int] = []
    for issue in issues:
        made = moment(issue.get("createdAt"))
        ends = [*_answers(issue), moment(issue.get("closedAt"))]
        if made is not None:
            days.append((min((at for at in ends if at is not None), default=now) - made) // DAY)
    return int(median(days)) if days else 0


def _review_days(merged: Sequence[Node], _now: int) -> int | None:
    """The middle number of days until somebody else approved a request, or said something."""
    days: list[int] = []
    for one in merged:
        made, at = moment(one.get("createdAt")), min(_answers(one), default=None)
        if made is not None and at is not None:
            days.append((at - made) // DAY)
    return int(median(days)) if days else None


def _reviewed(merged: Sequence[Node], _now: int) -> int:
    """Of a hundred merged requests, how many somebody else approved or said something about."""
    return 100 * sum(_is_reviewed(one) for one in merged) // len(merged) if merged else 100


def _is_reviewed(request: Node) -> bool:
    approved = {one.get("username") for one in nodes(request.get("approvedBy"))} - {_author(request)}
    return bool(approved) or any(True for _ in _answers(request))


def _answers(item: Node) -> Iterator[int]:
    """When others than its author said something, or approved."""
    by = _author(item)
    for note in nodes(item.get("notes")):
        said = note.get("system") is False or note.get("systemNoteIconName") == "approval"
        at = moment(note.get("createdAt"))
        if said and at is not None and _author(note) != by:
            yield at


def _author(item: Node) -> object:
    author = item.get("author")
    return author.get("username") if isinstance(author, dict) else None


def _authors(told: Told) -> Counter[str] | None:
    """How many commits each author made; None where not all of them were told."""
    repository = told.node.get("repository")
    commits = repository.get("commits") if isinstance(repository, dict) else None
    info = commits.get("pageInfo") if isinstance(commits, dict) else None
    if "repository" in told.failed or not isinstance(info, dict) or info.get("hasNextPage") is not False:
        return None
    return Counter(str(one.get("authorEmail")).lower() for one in nodes(commits))


_FACTS: Mapping[str, tuple[str, str, Callable[[Sequence[Node], int], Any]]] = {
    "issue_reaction_days": ("issues", "issuesEnabled", _reaction_days),
    "review_days": ("mergeRequests", "mergeRequestsEnabled", _review_days),
    "reviewed_percent": ("mergeRequests", "mergeRequestsEnabled", _reviewed),
}
"""Each fact's field, the field that says whether it is shown to the token, and what counts."""
