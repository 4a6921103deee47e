# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL that asks what is there of ours in a project, and the settings that steps may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ospo_policy.forges.gitlab import queries

REQUESTS, ISSUES, NOTES, COMMITS = 10, 10, 30, 50
"""How many of each are asked for: of one more commit, so that more of them are told from as many."""
_NOTES = f"notes(first: {NOTES}) {{ pageInfo {{ hasNextPage }} nodes {{ body system author {{ username }} }} }}"
_THING = (
    "iid webUrl state title description createdAt author { username } "
    f"labels(first: 50) {{ nodes {{ title }} }} {_NOTES}"
)
_COMMITS = f"commits(first: {COMMITS + 1}) {{ nodes {{ sha message authorEmail committerEmail }} }}"
_STATUS, _RULES = "mergeStatusEnum", "branchRules(first: 50) { nodes { name isProtected } }"
_NEEDED: Mapping[str, tuple[str, ...]] = {
    _COMMITS: ("MergeRequest.commits", "Commit.authorEmail", "Commit.committerEmail"),
    _STATUS: ("MergeRequest.mergeStatusEnum",),
    _RULES: ("Project.branchRules", "BranchRule.isProtected"),
}
"""What a server may lack of these; without them it tells less, and REST more."""
OPTIONAL = queries.OPTIONAL | {name for names in _NEEDED.values() for name in names}
SETTINGS = frozenset(
    {"description", "topics", "has_issues", "required_checks", "branch_protected", "force_push_blocked", "required_approvals",
     "sign_off_required"}
)  # fmt: skip
"""Settings that GraphQL tells, by the names that rules give them."""


def situation(branches: Sequence[str], settings: frozenset[str], lacking: frozenset[str]) -> str:
    """What is asked of each project, with the variables of `variables`."""

    def known(text: str) -> str:
        return "" if lacking & set(_NEEDED[text]) else text

    trees = " ".join(
        f"b{number}: tree(ref: $ref{number}) {{ lastCommit {{ sha }} }}" for number, _ in enumerate(branches)
    )
    requests = (
        f"mergeRequests(sourceBranches: $sources, authorUsername: $me, first: {REQUESTS}) {{ nodes {{ {_THING} draft "
        "targetBranch sourceBranch diffHeadSha conflicts sourceProjectId targetProjectId "
        f"{known(_STATUS)} {known(_COMMITS)} }} }}"
    )
    issues = (
        f"issues(authorUsername: $me, first: {ISSUES}) {{ pageInfo {{ hasNextPage }} "
        f"nodes {{ {_THING} confidential }} }}"
    )
    rights = "pushCode createMergeRequestFrom createMergeRequestIn createIssue adminProject"
    return (
        f"fullPath archived issuesEnabled mergeRequestsEnabled userPermissions {{ {rights} }} {known(_RULES)} "
        f"repository {{ rootRef tree {{ lastCommit {{ sha }} }} {trees} }} {requests} {issues} "
        + queries.about(settings & SETTINGS, lacking)
    )


def variables(branches: Sequence[str], me: str) -> dict[str, tuple[str, object]]:
    """The variables of `situation`, with their types."""
    refs = {f"ref{number}": ("String", f"refs/heads/{name}") for number, name in enumerate(branches)}
    return {**refs, "sources": ("[String!]", list(branches)), "me": ("String", me)}


def files(paths: Sequence[str]) -> str:
    """What there is at some paths of a commit, by the variables `paths` and `commit`."""
    return f"repository {{ blobs(paths: $paths, ref: $commit, first: {len(paths)}) {{ nodes {{ path oid mode }} }} }}"
