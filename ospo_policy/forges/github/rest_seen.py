# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what REST says of one request or issue, in the answer to a change of it, to what the life of a request decides on.

REST tells neither its commits nor its comments: those stay as they were seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ospo_policy.forges.github.seen import number_of, same_login, time_of
from ospo_policy.forges.github.told import object_id_of, text_of
from ospo_policy.ports.requests import Identity, SeenBranch, SeenIssue, SeenRequest, State

Node = Mapping[str, Any]
_CONFLICTS = {True: False, False: True}


def request(node: Node, me: Identity, before: SeenRequest | None, branch: SeenBranch | None) -> SeenRequest:
    """A request as it is now. Raises `TypeError`, `ValueError` and `KeyError` for what has not the form of one."""
    state = State.OPEN if node["state"] == "open" else State.CLOSED
    head = object_id_of(node["head"]["sha"])
    known = before.commits if before is not None and before.head == head else None
    if branch is not None and branch.head == head:
        known = branch.commits
    return SeenRequest(
        number=number_of(node["number"]),
        url=text_of(node["html_url"]),
        state=State.MERGED if node.get("merged_at") else state,
        by_us=same_login(node["user"]["login"], me.login),
        title=text_of(node["title"]),
        text=text_of(node.get("body") or ""),
        base=text_of(node["base"]["ref"]),
        branch=text_of(node["head"]["ref"]),
        head=head,
        commits=known,
        created=time_of(node["created_at"]),
        is_draft=node.get("draft") is True,
        labels=labels(node.get("labels")),
        comments=before.comments if before is not None else (),
        has_conflicts=_CONFLICTS.get(node.get("mergeable")),  # type: ignore[arg-type]
        from_fork=_repository(node["head"]) != _repository(node["base"]),
    )


def issue(node: Node, before: SeenIssue | None, *, confidential: bool) -> SeenIssue:
    """An issue as it is now. Raises as `request` does."""
    return SeenIssue(
        number=number_of(node["number"]),
        url=text_of(node["html_url"]),
        state=State.OPEN if node["state"] == "open" else State.CLOSED,
        title=text_of(node["title"]),
        text=text_of(node.get("body") or ""),
        created=time_of(node["created_at"]),
        labels=labels(node.get("labels")),
        comments=before.comments if before is not None else (),
        confidential=confidential,
    )


def labels(nodes: object) -> frozenset[str]:
    """The names of labels; of an issue, GitHub may tell names alone."""
    named = (one.get("name") if isinstance(one, dict) else one for one in nodes) if isinstance(nodes, list) else ()
    return frozenset(name for name in named if isinstance(name, str))


def _repository(node: Node) -> object:
    repository = node.get("repo")
    return repository.get("full_name") if isinstance(repository, dict) else None
