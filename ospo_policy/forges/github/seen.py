# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what GraphQL says of requests, issues and branches to what the life of a request decides on.

Answers are data of strangers: what has not the form that it must have raises `TypeError`, `ValueError` or `KeyError`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from ospo_policy.forges.github.told import object_id_of, text_of
from ospo_policy.forges.github.write_queries import COMMITS
from ospo_policy.ports.requests import Identity, SeenBranch, SeenCommit, SeenIssue, SeenRequest, State

Node = Mapping[str, Any]
_STATES = {"OPEN": State.OPEN, "MERGED": State.MERGED, "CLOSED": State.CLOSED}
_CONFLICTS = {"MERGEABLE": False, "CONFLICTING": True}
WEB = "web-flow"
"""The account that commits what was made on GitHub itself, in the name of its author, and signs it."""
WEB_EMAIL = "noreply@github.com"


def request(node: Node, me: Identity) -> SeenRequest:
    """A request as it is."""
    commits = node["commits"]
    return SeenRequest(
        number=number_of(node["number"]),
        url=text_of(node["url"]),
        state=_STATES[node["state"]],
        by_us=node["viewerDidAuthor"] is True,
        title=text_of(node["title"]),
        text=text_of(node["body"]),
        base=text_of(node["baseRefName"]),
        branch=text_of(node["headRefName"]),
        head=object_id_of(node.get("headRefOid")),
        commits=_commits([one["commit"] for one in commits["nodes"]], number_of(commits["totalCount"]), me),
        created=time_of(node["createdAt"]),
        is_draft=node.get("isDraft") is True,
        labels=_labels(node),
        comments=our_comments(node),
        has_conflicts=_CONFLICTS.get(str(node.get("mergeable"))),
        from_fork=node.get("isCrossRepository") is True,
    )


def issue(node: Node, *, confidential: bool) -> SeenIssue:
    """An issue as it is; one is confidential where its whole repository is."""
    return SeenIssue(
        number=number_of(node["number"]),
        url=text_of(node["url"]),
        state=_STATES[node["state"]],
        title=text_of(node["title"]),
        text=text_of(node["body"]),
        created=time_of(node["createdAt"]),
        labels=_labels(node),
        comments=our_comments(node),
        confidential=confidential,
    )


def branch(ref: Node | None, compared: Node | None, me: Identity, *, is_caught: bool) -> SeenBranch | None:
    """A branch as it is; None where its name is free to use."""
    if ref is None:
        return SeenBranch(None, (), is_blocked=True) if is_caught else None
    rule = ref.get("refUpdateRule")
    commits = None
    if compared is not None:
        commits = _commits(compared["commits"]["nodes"], number_of(compared["aheadBy"]), me)
    forbidden = isinstance(rule, dict) and rule.get("viewerCanPush") is False
    return SeenBranch(object_id_of(ref["target"]["oid"]), commits, is_caught or forbidden)


def our_comments(node: Node) -> tuple[str, ...]:
    """What we said, the oldest first."""
    return tuple(text_of(one["body"]) for one in node["comments"]["nodes"] if one and one["viewerDidAuthor"] is True)


def number_of(value: object) -> int:
    """A number that is one."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("no number")
    return value


def time_of(value: object) -> int:
    """A moment as GitHub writes it, in seconds since 1970."""
    return int(dt.datetime.fromisoformat(text_of(value)).timestamp())


def _commits(nodes: Sequence[Node], count: int, me: Identity) -> tuple[SeenCommit, ...] | None:
    """The commits, the newest first; None where there are more than were told."""
    if count > COMMITS or count != len(nodes):
        return None
    return tuple(_commit(one, me) for one in reversed(nodes))


def _commit(node: Node, me: Identity) -> SeenCommit:
    author, committer = node.get("author") or {}, node.get("committer") or {}
    by_us = _is_us(author, me) and (_is_us(committer, me) or _is_web(committer))
    oid = object_id_of(node["oid"])
    if oid is None:
        raise ValueError("no commit")
    return SeenCommit(oid, text_of(node["message"]), by_us)


def _is_us(actor: Node, me: Identity) -> bool:
    """By the account that GitHub finds for the address, or by the address: GraphQL tells no account of a bot."""
    user = actor.get("user")
    known = isinstance(user, dict) and same_login(user.get("login"), me.login)
    return known or str(actor.get("email")).lower() == me.email.lower()


def _is_web(actor: Node) -> bool:
    user = actor.get("user")
    return user["login"] == WEB if isinstance(user, dict) else actor.get("email") == WEB_EMAIL


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same, but for line ends and the space at the ends, which GitHub changes."""
    first, second = (
        [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")] for text in (one, other)
    )
    return first == second


def same_login(one: object, other: str) -> bool:
    """Whether two names of accounts are the same."""
    return isinstance(one, str) and one.lower() == other.lower()


def _labels(node: Node) -> frozenset[str]:
    return frozenset(text_of(one["name"]) for one in (node.get("labels") or {}).get("nodes") or () if one)
