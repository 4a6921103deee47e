# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""GraphQL documents, built from parts that each need owns, so that nothing is asked that no rule wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ospo_policy.forges.folders import Folder
from ospo_policy.model.needs import Needs

_PROTECTION = """
    refUpdateRule { allowsDeletions allowsForcePushes requiredApprovingReviewCount requiredStatusCheckContexts }
    rules(first: 30) { nodes { type parameters {
      ... on PullRequestParameters { requiredApprovingReviewCount }
      ... on RequiredStatusChecksParameters { requiredStatusChecks { context } } } } }"""
_RELEASES = """releases(first: 10, orderBy: {field: CREATED_AT, direction: DESC}) { totalCount nodes {
      tagName publishedAt description releaseAssets(first: 30) { nodes { name } } } }"""
_TAGS = """tags: refs(refPrefix: "refs/tags/", first: 100, orderBy: {field: TAG_COMMIT_DATE, direction: DESC}) {
      totalCount nodes { name target { __typename ... on Tag { tagger { date } } ... on Commit { committedDate } } } }"""
_RECENT = """... on Commit { recent: history(first: 100, since: $since) { totalCount nodes { author { email user { login } } } } }"""
_REVIEWS = """merged: pullRequests(states: MERGED, first: 20, orderBy: {field: UPDATED_AT, direction: DESC}) {
      nodes { createdAt reviews(first: 1) { nodes { createdAt } } } }"""
_ISSUES = """recentIssues: issues(first: 30, filterBy: {since: $sinceTime}, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes { createdAt author { login } comments(first: 5) { nodes { createdAt author { login } } } closedAt } }"""

PARTS: dict[str, str] = {
    "description": "description",
    "homepage": "homepageUrl",
    "topics": "repositoryTopics(first: 30) { nodes { topic { name } } }",
    "has_issues": "hasIssuesEnabled",
    "has_discussions": "hasDiscussionsEnabled",
    "sign_off_required": "webCommitSignoffRequired",
    "dependency_alerts": "hasVulnerabilityAlertsEnabled",
    "releases": _RELEASES,
    "release_assets": _RELEASES,
    "releases_with_notes_percent": _RELEASES,
    "releases_in_six_months": _RELEASES,
    "reviewed_percent": _REVIEWS,
    "review_days": _REVIEWS,
    "issue_reaction_days": _ISSUES,
}
"""Fact to what it wants of a `Repository`."""
ADMIN = frozenset({"dependency_alerts", "workflow_permissions", "secret_scanning", "push_protection"})
"""What only an administrator sees. Of these, others get an error that leaves nothing of the repository, or `false`."""
REF_PARTS: dict[str, str] = {
    "branch_protected": _PROTECTION,
    "branch_deletion_blocked": _PROTECTION,
    "force_push_blocked": _PROTECTION,
    "required_approvals": _PROTECTION,
    "required_checks": _PROTECTION,
}
"""Fact to what it wants of the default branch's `Ref`."""
COMMIT_PARTS: dict[str, str] = {
    "commits_in_six_months": _RECENT,
    "authors_of_half_the_commits": _RECENT,
}
OWNER_PARTS: dict[str, str] = {
    "org.description": "description",
    "org.email": "email",
    "org.has_avatar": "avatarUrl",
    "org.domain_verified": "isVerified",
    "org.owners": "membersWithRole(first: 100) { totalCount edges { role } } viewerIsAMember viewerCanAdminister",
    "org.two_factor_required": "requiresTwoFactorAuthentication",
}
"""Fact to what it wants of an `Organization`."""
_KEYS: dict[str, tuple[str, ...]] = {_PROTECTION: ("refUpdateRule", "rules"), _RECENT: ("recent",)}
"""Parts whose first word is not the only key that they answer under."""
FOLDER_PARTS = "__typename ... on Tree { entries { nameRaw mode oid size } }"
_BASE = (
    "id databaseId nameWithOwner name url isEmpty isDisabled isLocked isArchived isFork isMirror mirrorUrl isTemplate visibility "
    "owner { __typename login }"
)


def inventory(needs: Needs, *, administered: bool = False) -> str:
    """The document for what the needs want of each repository; with `administered`, whether the token administers it.

    It may want the variables `since` and `sinceTime`, the times from which activity counts.
    """
    parts = _chosen(PARTS, needs) + (["viewerCanAdminister"] if administered else [])
    refs = _chosen(REF_PARTS, needs)
    commits = _chosen(COMMIT_PARTS, needs)
    parts += [_TAGS] if "tags" in needs.history else []
    declared = "".join(
        f", ${name}: {kind}!"
        for name, kind, part in (("since", "GitTimestamp", _RECENT), ("sinceTime", "DateTime", _ISSUES))
        if part in (*parts, *commits)
    )
    return f"""query Inventory($owner: String!, $first: Int!, $after: String{declared}) {{
  rateLimit {{ cost remaining resetAt }}
  repositoryOwner(login: $owner) {{
    login
    repositories(first: $first, after: $after, ownerAffiliations: OWNER, orderBy: {{field: NAME, direction: ASC}}) {{
      totalCount pageInfo {{ hasNextPage endCursor }}
      nodes {{
        {_BASE}
        {" ".join(parts)}
        defaultBranchRef {{ name {" ".join(refs)}
          target {{ oid ... on Commit {{ committedDate }} {" ".join(commits)} }} }}
      }}
    }}
  }}
}}"""


def answered_under(key: str) -> frozenset[str]:
    """The facts whose part is answered under a key of a repository, its default branch or an organisation."""
    every = (*PARTS.items(), *REF_PARTS.items(), *COMMIT_PARTS.items(), *OWNER_PARTS.items())
    return frozenset(name for name, text in every if key in _KEYS.get(text, (re.split(r"\W", text, maxsplit=1)[0],)))


def with_words(words: frozenset[str]) -> frozenset[str]:
    """The facts whose part has one of these words in it."""
    every = (*PARTS.items(), *REF_PARTS.items(), *COMMIT_PARTS.items(), *OWNER_PARTS.items())
    return frozenset(name for name, text in every if words & set(re.findall(r"\w+", text)))


def for_administrators(facts: frozenset[str]) -> str:
    """The document for what administrators see of repositories, by their ids."""
    parts = " ".join(_chosen(PARTS, Needs(fields=facts)))
    return f"""query Administered($ids: [ID!]!) {{
  rateLimit {{ cost remaining resetAt }}
  nodes(ids: $ids) {{ ... on Repository {{ id {parts} }} }}
}}"""


def owner(needs: Needs) -> str | None:
    """The document for what the needs want of an organisation, or None."""
    parts = _chosen(OWNER_PARTS, needs)
    if not parts and not any(name.startswith("org.") for name in needs.fields):
        return None
    return f"""query Owner($owner: String!) {{
  rateLimit {{ cost remaining resetAt }}
  repositoryOwner(login: $owner) {{ __typename login ... on Organization {{ login {" ".join(parts)} }} }}
}}"""


class WantedBlob(NamedTuple):
    """A blob, and a repository that has it."""

    owner: str
    name: str
    oid: str


def blobs(wanted: Sequence[WantedBlob]) -> tuple[str, dict[str, str]]:
    """A document for many blobs by their ids, and its variables. The alias of the n-th blob is `b<n>`."""
    by_repository: dict[tuple[str, str], list[_Object]] = {}
    for number, blob in enumerate(wanted):
        by_repository.setdefault((blob.owner, blob.name), []).append(_Object(f"b{number}", "oid", blob.oid))
    about = [(*place, objects) for place, objects in by_repository.items()]
    return _objects("Blobs", about, "... on Blob { oid byteSize isBinary isTruncated text }")


class WantedFolders(NamedTuple):
    """Folders of a commit, and a repository that has it."""

    owner: str
    name: str
    commit: str
    folders: Sequence[Folder]


def folders(wanted: Sequence[WantedFolders]) -> tuple[str, dict[str, str]]:
    """A document for folders of many repositories. The n-th repository is `r<n>`, the n-th of its folders `f<n>`."""
    about = [
        (
            one.owner,
            one.name,
            [
                _Object(f"f{number}", "oid", folder.oid)
                if folder.oid
                else _Object(f"f{number}", "expression", f"{one.commit}:{folder.path}")
                for number, folder in enumerate(one.folders)
            ],
        )
        for one in wanted
    ]
    return _objects("Folders", about, FOLDER_PARTS)


class _Object(NamedTuple):
    """An object of Git: the alias it is told under, and what names it, an `oid` or an `expression`."""

    alias: str
    by: str
    value: str


def _objects(
    title: str, about: Sequence[tuple[str, str, Sequence[_Object]]], wanted: str
) -> tuple[str, dict[str, str]]:
    """A document for objects of repositories by owner and name, and its variables."""
    variables: dict[str, str] = {}
    declared: list[str] = []
    lines: list[str] = []
    for number, (login, name, objects) in enumerate(about):
        variables |= {f"l{number}": login, f"n{number}": name}
        declared += [f"$l{number}: String!", f"$n{number}: String!"]
        parts = []
        for one in objects:
            variable = f"o{len(variables)}"
            variables[variable] = one.value
            declared.append(f"${variable}: {'GitObjectID' if one.by == 'oid' else 'String'}!")
            parts.append(f"{one.alias}: object({one.by}: ${variable}) {{ ...O }}")
        lines.append(f"  r{number}: repository(owner: $l{number}, name: $n{number}) {{ {' '.join(parts)} }}")
    body = "\n".join(lines)
    text = (
        f"query {title}({', '.join(declared)}) {{\n  rateLimit {{ cost remaining resetAt }}\n{body}\n}}\n"
        f"fragment O on GitObject {{ {wanted} }}"
    )
    return text, variables


def _chosen(parts: dict[str, str], needs: Needs) -> list[str]:
    return list(dict.fromkeys(text for name, text in parts.items() if name in needs.fields))
