# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which contexts hold text that anybody can write, and which events bring them.

Sources: GitHub, "Script injections" (contexts that end with body, default_branch, email, head_ref,
label, message, name, page_name, ref, title); GitHub Security Lab, "Untrusted input"; rhysd/actionlint
expr_insecure.go; zizmorcore/zizmor context-capabilities.csv. What only people who may write to the
repository can set (tags, releases, inputs of a dispatch) is not among them.
"""

from __future__ import annotations

from collections.abc import Collection

from ospo_policy.parsers.workflows.expressions import WHOLE, Path

_PULL_REQUEST = "pull_request pull_request_target pull_request_review pull_request_review_comment"
_ISSUE = "issues issue_comment"
_COMMENT = "issue_comment pull_request_review_comment commit_comment discussion_comment"
_DISCUSSION = "discussion discussion_comment"

# Context, `*` for any part: the events that bring it.
_TABLE: dict[str, str] = {
    "github.head_ref": _PULL_REQUEST,
    "github.event.pull_request.title": _PULL_REQUEST,
    "github.event.pull_request.body": _PULL_REQUEST,
    "github.event.pull_request.head.ref": _PULL_REQUEST,
    "github.event.pull_request.head.label": _PULL_REQUEST,
    "github.event.pull_request.head.repo.default_branch": _PULL_REQUEST,
    "github.event.pull_request.head.repo.description": _PULL_REQUEST,
    "github.event.pull_request.head.repo.homepage": _PULL_REQUEST,
    "github.event.issue.title": _ISSUE,
    "github.event.issue.body": _ISSUE,
    "github.event.comment.body": _COMMENT,
    "github.event.review.body": "pull_request_review",
    "github.event.review_comment.body": "pull_request_review_comment",
    "github.event.discussion.title": _DISCUSSION,
    "github.event.discussion.body": _DISCUSSION,
    "github.event.answer.body": "discussion",
    "github.event.changes.title.from": f"{_PULL_REQUEST} {_ISSUE} {_DISCUSSION}",
    "github.event.changes.body.from": f"{_PULL_REQUEST} {_ISSUE} {_DISCUSSION}",
    "github.event.pages.*.page_name": "gollum",
    "github.event.pages.*.title": "gollum",
    "github.event.commits.*.message": "push",
    "github.event.commits.*.author.email": "push",
    "github.event.commits.*.author.name": "push",
    "github.event.head_commit.message": "push",
    "github.event.head_commit.author.email": "push",
    "github.event.head_commit.author.name": "push",
    "github.event.workflow_run.head_branch": "workflow_run",
    "github.event.workflow_run.display_title": "workflow_run",
    "github.event.workflow_run.head_commit.message": "workflow_run",
    "github.event.workflow_run.head_commit.author.email": "workflow_run",
    "github.event.workflow_run.head_commit.author.name": "workflow_run",
    "github.event.workflow_run.head_repository.description": "workflow_run",
    "github.event.workflow_run.pull_requests.*.head.ref": "workflow_run",
}
_PATTERNS = tuple((tuple(context.split(".")), frozenset(events.split())) for context, events in _TABLE.items())

ANY_EVENT = frozenset(("workflow_call",))
"""Triggers under which any event can be the cause: the caller's."""
FORKS = frozenset(("pull_request_target", "workflow_run", "issue_comment"))
"""Triggers with the rights of the repository that a stranger's contribution sets off."""
CONTRIBUTIONS = frozenset((*FORKS, *_PULL_REQUEST.split()))
"""Triggers that a stranger's contribution sets off, whatever the rights."""
_HEAD = tuple(
    tuple(context.split("."))
    for context in (
        "github.head_ref",
        "github.event.pull_request.head.ref",
        "github.event.pull_request.head.sha",
        "github.event.pull_request.head.label",
        "github.event.pull_request.head.repo.full_name",
        "github.event.pull_request.head.repo.clone_url",
        "github.event.pull_request.merge_commit_sha",
        "github.event.workflow_run.head_sha",
        "github.event.workflow_run.head_branch",
        "github.event.workflow_run.head_commit.id",
        "github.event.workflow_run.head_repository.full_name",
        "github.event.workflow_run.pull_requests.*.head.ref",
        "github.event.workflow_run.pull_requests.*.head.sha",
    )
)


def is_untrusted(path: Path, events: Collection[str] | None) -> bool:
    """Whether a context holds text that anybody can write, under some of these events (None: any)."""
    return any(
        _matches(path, pattern) and (events is None or not carriers.isdisjoint(events))
        for pattern, carriers in _PATTERNS
    )


def is_head(path: Path) -> bool:
    """Whether a context tells where the code of a pull request is."""
    return any(_matches(path, pattern) for pattern in _HEAD)


def _matches(path: Path, pattern: Path) -> bool:
    """Whether what a context gives has what the pattern names."""
    if path and path[-1] == WHOLE:
        path = path[:-1]
        pattern = pattern[: len(path)]
    return len(path) == len(pattern) and all(
        have == want or "*" in (have, want) for have, want in zip(path, pattern, strict=True)
    )
