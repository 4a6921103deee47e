# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what REST says of pull requests, issues and commits to what the life of a request decides on.

The shapes are those of modules/structs. Answers are data of strangers: what has not the form that it must have raises one of
`ospo_policy.forges.changing.ODD`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.forges.changing import number_of, object_id_of, text_of, time_of
from ospo_policy.forges.forgejo.fields import objects
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.ports.requests import Identity, SeenCommit, SeenIssue, SeenRequest, State

COMMITS = 50
"""More commits of a branch than that are not told one by one."""
_DRAFT = LazyRegex(r"(?i)\A\s*(?:wip:|\[wip\])\s*")
"""How a draft is marked, unless an administrator chose other words (WORK_IN_PROGRESS_PREFIXES)."""
DRAFT = "WIP: "
Node = Mapping[str, Any]


def request(node: Node, me: Identity, commits: tuple[SeenCommit, ...] | None, comments: tuple[str, ...]) -> SeenRequest:
    """A pull request as it is, with what was told of it elsewhere."""
    title, head, base = text_of(node["title"]), node["head"], node["base"]
    is_draft = _DRAFT.match(title) is not None
    sha = head.get("sha")
    return SeenRequest(
        number=number_of(node["number"]),
        url=text_of(node["html_url"]),
        state=_state(node),
        by_us=is_me(node.get("user"), me),
        title=_DRAFT.sub("", title) if is_draft else title,
        text=_text(node.get("body")),
        base=text_of(base["ref"]),
        branch=branch_of(node),
        head=object_id_of(sha) if sha else None,
        commits=commits,
        created=time_of(node["created_at"]),
        is_draft=is_draft,
        labels=_labels(node),
        comments=comments,
        # Where it is not mergeable, it may be a draft, or not worked out yet: see `comparing.conflicts`.
        has_conflicts=False if node.get("mergeable") is True else None,
        from_fork=head.get("repo_id") != base.get("repo_id"),
    )


def branch_of(node: Node) -> str:
    """The branch of a pull request: once it is deleted, only the label tells it."""
    head = node["head"]
    return text_of(head.get("label") or head["ref"])


def issue(node: Node, comments: tuple[str, ...], *, confidential: bool) -> SeenIssue:
    """An issue as it is; one is confidential where its whole repository is."""
    return SeenIssue(
        number=number_of(node["number"]),
        url=text_of(node["html_url"]),
        state=_state(node),
        title=text_of(node["title"]),
        text=_text(node.get("body")),
        created=time_of(node["created_at"]),
        labels=_labels(node),
        comments=comments,
        confidential=confidential,
    )


def commits(found: Iterable[Node], me: Identity) -> tuple[SeenCommit, ...] | None:
    """Commits, the newest first; None where they are too many."""
    told = tuple(commit(one, me) for one in found)
    return told if len(told) <= COMMITS else None


def commit(node: Node, me: Identity) -> SeenCommit:
    """A commit, by the addresses that it bears."""
    inside = node["commit"]
    people = [str((inside.get(role) or {}).get("email")).lower() for role in ("author", "committer")]
    return SeenCommit(object_id_of(node["sha"]), _text(inside["message"]), people == [me.email.lower()] * 2)


def comments(found: Iterable[Node], me: Identity) -> tuple[str, ...]:
    """What we said, the oldest first."""
    return tuple(_text(one.get("body")) for one in found if is_me(one.get("user"), me))


def titled(title: str, *, is_draft: bool) -> str:
    """A title as it is sent."""
    return f"{DRAFT}{title}" if is_draft else title


def is_me(user: object, me: Identity) -> bool:
    """Whether somebody is us."""
    name = user.get("login") if isinstance(user, dict) else None
    return isinstance(name, str) and name.lower() == me.login.lower()


def _state(node: Node) -> State:
    if node.get("merged") is True:
        return State.MERGED
    return {"open": State.OPEN, "closed": State.CLOSED}[text_of(node["state"])]


def _text(value: object) -> str:
    return "" if value is None else text_of(value)


def _labels(node: Node) -> frozenset[str]:
    return frozenset(text_of(one["name"]) for one in objects(node.get("labels")))
