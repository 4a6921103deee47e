# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what GraphQL says of merge requests, issues and commits to what the life of a request decides on; REST in the same shape.

Answers are data of strangers: what has not the form that it must have raises one of `ospo_policy.forges.changing.ODD`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.changing import number_of, object_id_of, text_of, time_of
from ospo_policy.forges.gitlab.quick_actions import as_meant
from ospo_policy.forges.gitlab.told import Node, nodes
from ospo_policy.forges.gitlab.write_queries import COMMITS
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.ports.requests import Identity, SeenCommit, SeenIssue, SeenRequest, State

LOCKED = "locked"
_STATES = {"opened": State.OPEN, "merged": State.MERGED, "closed": State.CLOSED, LOCKED: State.OPEN}
"""A request is locked while it is being merged."""
_DRAFT = LazyRegex(r"(?i)\A\s*(?:draft:|\[draft\]|\(draft\))\s*")
"""How GitLab marks a draft (app/models/merge_request.rb, `DRAFT_REGEX`)."""
DRAFT = "Draft: "
_NOBODY = frozenset({"noreply", "donotreply", "gitlab", "git"})
_UNSURE = frozenset({"UNCHECKED", "CHECKING", "PREPARING", "CANNOT_BE_MERGED_RECHECK"})
"""States in which GitLab has not worked out yet whether there are conflicts."""


class Me(NamedTuple):
    """Who we are: our account's number beside its names, and GitLab's own host."""

    identity: Identity
    number: int
    host: str


def request(node: Node, me: Me, commits: tuple[SeenCommit, ...] | None, comments: tuple[str, ...]) -> SeenRequest:
    """A merge request as it is, with what was told of it elsewhere."""
    title, is_draft = text_of(node["title"]), node.get("draft") is True
    head = node.get("diffHeadSha")
    return SeenRequest(
        number=_number(node["iid"]),
        url=text_of(node["webUrl"]),
        state=_STATES[text_of(node["state"])],
        by_us=is_me(node.get("author"), me),
        title=_DRAFT.sub("", title) if is_draft else title,
        text=as_meant(_text(node.get("description"))),
        base=text_of(node["targetBranch"]),
        branch=text_of(node["sourceBranch"]),
        head=object_id_of(head) if head is not None else None,
        commits=commits,
        created=time_of(node["createdAt"]),
        is_draft=is_draft,
        labels=_labels(node),
        comments=comments,
        has_conflicts=_conflicts(node),
        from_fork=node.get("sourceProjectId") != node.get("targetProjectId"),
    )


def issue(node: Node, comments: tuple[str, ...]) -> SeenIssue:
    """An issue as it is."""
    return SeenIssue(
        number=_number(node["iid"]),
        url=text_of(node["webUrl"]),
        state=_STATES[text_of(node["state"])],
        title=text_of(node["title"]),
        text=as_meant(_text(node.get("description"))),
        created=time_of(node["createdAt"]),
        labels=_labels(node),
        comments=comments,
        confidential=node.get("confidential") is True,
    )


def commits(found: Sequence[Node], me: Me) -> tuple[SeenCommit, ...] | None:
    """Commits, the newest first; None where there are more than are asked for."""
    return tuple(commit(one, me) for one in found) if len(found) <= COMMITS else None


def commit(node: Node, me: Me) -> SeenCommit:
    """A commit. Where GitLab signs what it commits for us, it is the committer itself, under an address of the instance."""
    author, committer = (_text(node.get(name)).lower() for name in ("authorEmail", "committerEmail"))
    ours = me.identity.email.lower()
    by_us = author == ours and (committer == ours or _is_instance(committer, me.host))
    return SeenCommit(object_id_of(node["sha"]), _text(node["message"]), by_us)


def _is_instance(address: str, host: str) -> bool:
    """Whether an address is nobody's at the host or its domain, as administrators are told to choose it.

    https://docs.gitlab.com/administration/gitaly/configure_gitaly/#configure-commit-signing-for-gitlab-ui-commits
    """
    name, _, domain = address.rpartition("@")
    return name.replace("-", "") in _NOBODY and bool(domain) and f".{host}".endswith(f".{domain}") and "." in domain


def comments(notes: Sequence[Node], me: Me) -> tuple[str, ...]:
    """What we said, of notes in any order."""
    said = (one for one in notes if one.get("system") is not True and is_me(one.get("author"), me))
    return tuple(as_meant(_text(one.get("body"))) for one in said)


def titled(title: str, *, is_draft: bool) -> str:
    """A title as it is sent."""
    return f"{DRAFT}{title}" if is_draft else title


def is_me(author: object, me: Me) -> bool:
    """Whether somebody is us."""
    name = author.get("username") if isinstance(author, dict) else None
    return isinstance(name, str) and name.lower() == me.identity.login.lower()


def of_rest(thing: Mapping[str, Any]) -> dict[str, Any]:
    """A merge request or an issue of REST as GraphQL would tell it."""
    labels = thing.get("labels")
    status = thing.get("merge_status")
    return {
        "iid": thing.get("iid"),
        "webUrl": thing.get("web_url"),
        "state": thing.get("state"),
        "title": thing.get("title"),
        "description": thing.get("description"),
        "createdAt": thing.get("created_at"),
        "author": thing.get("author"),
        "labels": {"nodes": [{"title": one} for one in labels] if isinstance(labels, list) else []},
        "draft": thing.get("draft", thing.get("work_in_progress")),
        "targetBranch": thing.get("target_branch"),
        "sourceBranch": thing.get("source_branch"),
        "diffHeadSha": thing.get("sha"),
        "conflicts": thing.get("has_conflicts"),
        "mergeStatusEnum": status.upper() if isinstance(status, str) else None,
        "sourceProjectId": thing.get("source_project_id"),
        "targetProjectId": thing.get("target_project_id"),
        "confidential": thing.get("confidential"),
    }


def commit_of_rest(one: Mapping[str, Any]) -> dict[str, Any]:
    """A commit of REST as GraphQL would tell it."""
    return {
        "sha": one.get("id"),
        "message": one.get("message"),
        "authorEmail": one.get("author_email"),
        "committerEmail": one.get("committer_email"),
    }


def _conflicts(node: Node) -> bool | None:
    told = node.get("conflicts")
    if not isinstance(told, bool) or node.get("mergeStatusEnum") in _UNSURE:
        return None
    return told if "mergeStatusEnum" in node or told else None


def _number(value: object) -> int:
    """A number within a project, which GraphQL tells as a text."""
    return number_of(int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else value)


def _text(value: object) -> str:
    return "" if value is None else text_of(value)


def _labels(node: Node) -> frozenset[str]:
    return frozenset(text_of(one["title"]) for one in nodes(node.get("labels")))
