# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what GitHub says of a repository to the documented facts. A null beside an error is unseen, never absent."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import Any

from ospo_policy.forges.github.queries import COMMIT_PARTS, OWNER_PARTS, PARTS, REF_PARTS
from ospo_policy.forges.github.told import refused
from ospo_policy.model.facts import Fact, Known, Tag, Unseen
from ospo_policy.model.message import message

Node = Mapping[str, Any]
SIX_MONTHS = 183 * 86_400
NOTES = 10
"""Characters from which the text of a release says what changed."""


def repository_fields(node: Node, wanted: Iterable[str], errors: frozenset[str], now: int) -> dict[str, Fact[object]]:
    """The facts of a repository that are wanted. `errors` names the keys that GitHub would not answer."""
    found: dict[str, Fact[object]] = {
        "owner": Known(node["owner"]["login"]),
        "fork": Known(bool(node.get("isFork"))),
        "mirror": Known(bool(node.get("isMirror"))),
        "archived": Known(bool(node.get("isArchived"))),
        "template": Known(bool(node.get("isTemplate"))),
        "visibility": Known(str(node.get("visibility", "")).lower()),
        "default_branch": Known((node.get("defaultBranchRef") or {}).get("name", "")),
        "url": Known(node["url"]),
    }
    ref = node.get("defaultBranchRef") or {}
    for name in set(wanted) - found.keys():
        if name in PARTS and name in _OF_REPOSITORY:
            found[name] = _known(name, _OF_REPOSITORY[name], node, errors, now)
        elif name in REF_PARTS and name in _OF_REF:
            found[name] = _known(name, _OF_REF[name], ref, errors, now)
        elif name in COMMIT_PARTS:
            found[name] = _known(name, _OF_COMMIT[name], ref.get("target") or {}, errors, now)
        elif not name.startswith("org."):
            found[name] = refused(name)
    return found


def owner_fields(node: Node | None, wanted: Iterable[str], errors: frozenset[str]) -> dict[str, Fact[object]]:
    """The facts of an owner that are wanted; all unseen where GitHub gave nothing of it."""
    asked = [name for name in wanted if name.startswith("org.") and name != "org.in_inventory"]
    if node is None:
        return {name: refused(name) for name in asked}
    is_organisation = node.get("__typename") == "Organization"
    found: dict[str, Fact[object]] = {
        "org.name": Known(str(node.get("login", ""))),
        "org.is_organisation": Known(is_organisation),
    }
    for name in set(asked) - found.keys():
        if not is_organisation:
            found[name] = Unseen(message("unseen.github.user", name=name))
        else:
            found[name] = _known(name, _OF_OWNER[name], node, errors, 0) if name in OWNER_PARTS else refused(name)
    return found


def tags(node: Node) -> tuple[Tag, ...]:
    """The latest tags, oldest first, as Git's own history gives them; signatures are not told."""
    found = [Tag(str(one["name"]), tag_time(one), None) for one in (node.get("tags") or {}).get("nodes") or ()]
    return tuple(reversed(found))


def tag_time(node: Node) -> int | None:
    """When a tag was made, or else its commit."""
    target = node.get("target") or {}
    return time_of(target.get("tagger") or {}, "date") or time_of(target, "committedDate")


def _known(
    name: str, read: Callable[[Node, int], object], node: Node, errors: frozenset[str], now: int
) -> Fact[object]:
    """What a reader finds, unless GitHub refused a part of it or left it out."""
    if name in errors:
        return refused(name)
    try:
        value = read(node, now)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return refused(name)
    return refused(name) if value is None else Known(value)


def time_of(node: Node, key: str) -> int | None:
    """A time as GitHub writes it, in seconds since 1970; None where there is none."""
    text = node.get(key)
    if not isinstance(text, str):
        return None
    try:
        return int(dt.datetime.fromisoformat(text).timestamp())
    except (ValueError, OverflowError):
        return None


def _rules(ref: Node, kind: str) -> list[Node]:
    return [one for one in (ref.get("rules") or {}).get("nodes") or () if one.get("type") == kind]


def _is_protected(ref: Node, _now: int) -> bool:
    """Whether changes must come by a request, by a rule of the branch or by a ruleset."""
    return ref.get("refUpdateRule") is not None or bool(_rules(ref, "PULL_REQUEST"))


def _no_deletion(ref: Node, _now: int) -> bool:
    rule = ref.get("refUpdateRule")
    return bool(_rules(ref, "DELETION")) or (rule is not None and not rule["allowsDeletions"])


def _no_force(ref: Node, _now: int) -> bool:
    rule = ref.get("refUpdateRule")
    return bool(_rules(ref, "NON_FAST_FORWARD")) or (rule is not None and not rule["allowsForcePushes"])


def _approvals(ref: Node, _now: int) -> int:
    rule = ref.get("refUpdateRule") or {}
    wanted = [rule.get("requiredApprovingReviewCount") or 0]
    wanted += [
        (one.get("parameters") or {}).get("requiredApprovingReviewCount") or 0 for one in _rules(ref, "PULL_REQUEST")
    ]
    return max(wanted)


def check_names(ref: Node) -> set[str]:
    """The checks that must pass before a merge into a branch."""
    rule = ref.get("refUpdateRule") or {}
    names = {context for context in rule.get("requiredStatusCheckContexts") or () if context}
    for one in _rules(ref, "REQUIRED_STATUS_CHECKS"):
        names |= {check["context"] for check in (one.get("parameters") or {}).get("requiredStatusChecks") or ()}
    return names


def _release_nodes(node: Node) -> list[Node]:
    return [one for one in node["releases"]["nodes"] if one]


def _with_notes(node: Node, _now: int) -> int:
    found = _release_nodes(node)
    said = sum(len((one.get("description") or "").strip()) >= NOTES for one in found)
    return 100 * said // len(found) if found else 100


def _assets(node: Node, _now: int) -> list[str]:
    found = _release_nodes(node)
    return [asset["name"] for asset in found[0]["releaseAssets"]["nodes"]] if found else []


def _recent_releases(node: Node, now: int) -> int:
    return sum((time_of(one, "publishedAt") or 0) > now - SIX_MONTHS for one in _release_nodes(node))


def _authors(target: Node, _now: int) -> int:
    """The smallest number of people who made half of the commits: the bus factor of openCode's badge."""
    people = Counter(
        (one["author"].get("user") or {}).get("login") or one["author"].get("email") or "?"
        for one in target["recent"]["nodes"]
    )
    half, count = sum(people.values()) / 2, 0
    for number, (_, commits) in enumerate(people.most_common(), 1):
        count += commits
        if count >= half:
            return number
    return 0


def _reviewed(node: Node, _now: int) -> int:
    found = [one for one in node["merged"]["nodes"] if one]
    return 100 * sum(bool(one["reviews"]["nodes"]) for one in found) // len(found) if found else 100


def _review_days(node: Node, _now: int) -> int | None:
    days = [
        ((time_of(one["reviews"]["nodes"][0], "createdAt") or 0) - (time_of(one, "createdAt") or 0)) // 86_400
        for one in node["merged"]["nodes"]
        if one and one["reviews"]["nodes"]
    ]
    return int(median(days)) if days else None


def _reaction_days(node: Node, now: int) -> int:
    """The middle number of days until somebody else answered, or it was closed; an open silence lasts until today."""
    days: list[int] = []
    for issue in node["recentIssues"]["nodes"]:
        by = (issue.get("author") or {}).get("login")
        answers = [
            time_of(one, "createdAt")
            for one in issue["comments"]["nodes"]
            if (one.get("author") or {}).get("login") != by
        ]
        times = [at for at in (*answers, time_of(issue, "closedAt")) if at is not None]
        days.append((min(times, default=now) - (time_of(issue, "createdAt") or now)) // 86_400)
    return int(median(days)) if days else 0


def _owners(node: Node, _now: int) -> int | None:
    """Strangers are shown public members only; of more than a hundred members, the first hundred do not tell."""
    members = node["membersWithRole"]
    sees_all = (node["viewerIsAMember"] or node["viewerCanAdminister"]) and members["totalCount"] <= len(
        members["edges"]
    )
    return sum(edge["role"] == "ADMIN" for edge in members["edges"]) or None if sees_all else None


_Read = Callable[[Node, int], object]
_OF_REPOSITORY: dict[str, _Read] = {
    "description": lambda node, _: node["description"] or "",
    "homepage": lambda node, _: node["homepageUrl"] or "",
    "topics": lambda node, _: [one["topic"]["name"] for one in node["repositoryTopics"]["nodes"]],
    "has_issues": lambda node, _: node["hasIssuesEnabled"],
    "has_discussions": lambda node, _: node["hasDiscussionsEnabled"],
    "sign_off_required": lambda node, _: node["webCommitSignoffRequired"],
    "dependency_alerts": lambda node, _: node["hasVulnerabilityAlertsEnabled"] if node["viewerCanAdminister"] else None,
    "releases": lambda node, _: node["releases"]["totalCount"],
    "release_assets": _assets,
    "releases_with_notes_percent": _with_notes,
    "releases_in_six_months": _recent_releases,
    "reviewed_percent": _reviewed,
    "review_days": _review_days,
    "issue_reaction_days": _reaction_days,
}
_OF_REF: dict[str, _Read] = {
    "branch_protected": _is_protected,
    "branch_deletion_blocked": _no_deletion,
    "force_push_blocked": _no_force,
    "required_approvals": _approvals,
    "required_checks": lambda ref, _: len(check_names(ref)),
}
_OF_COMMIT: dict[str, _Read] = {
    "commits_in_six_months": lambda target, _: target["recent"]["totalCount"],
    "authors_of_half_the_commits": _authors,
}
_OF_OWNER: dict[str, _Read] = {
    "org.description": lambda node, _: node["description"] or "",
    "org.email": lambda node, _: node["email"] or "",
    "org.has_avatar": lambda node, _: bool(node["avatarUrl"]),
    "org.domain_verified": lambda node, _: node["isVerified"],
    "org.owners": _owners,
    "org.two_factor_required": lambda node, _: node["requiresTwoFactorAuthentication"],
}
