# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""GraphQL documents of the writing side: what is there of ours in many repositories, and the changes that REST lacks.

REST has no commit that GitHub signs for any token, and no reference that moves only from where it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable

from ospo_policy.forges.github import queries

OURS = 5
"""Requests and issues of one repository that are asked for with all others; the rest, where there is any, is asked for alone."""
COMMITS = 20
COMMENTS = 30
PAGE = 100
_NEWEST = "orderBy: {field: CREATED_AT, direction: DESC}"
_COMMIT = """
fragment C on Commit { oid message author { email user { login } } committer { email user { login } } }"""
_TALK = f"""labels(first: 50) {{ nodes {{ name }} }}
  comments(last: {COMMENTS}) {{ nodes {{ viewerDidAuthor body }} }}"""
_REQUEST = f"""
fragment R on PullRequest {{ number url state viewerDidAuthor title body baseRefName headRefName headRefOid createdAt
  isDraft mergeable isCrossRepository {_TALK}
  commits(last: {COMMITS}) {{ totalCount nodes {{ commit {{ ...C }} }} }} }}"""
_ISSUE = f"""
fragment I on Issue {{ number url state viewerDidAuthor title body createdAt {_TALK} }}"""
_COMPARED = f"{{ aheadBy commits(last: {COMMITS}) {{ nodes {{ ...C }} }} }}"
_REF = "{ target { oid } refUpdateRule { viewerCanPush } }"
_RULESETS = """rulesets(first: 20, includeParents: true, targets: [BRANCH]) { nodes { enforcement
      conditions { refName { include exclude } } rules(first: 30) { nodes { type } } } }"""
_BASE = (
    "id nameWithOwner visibility isArchived isDisabled isLocked isMirror isEmpty hasIssuesEnabled forkingAllowed "
    "viewerPermission viewerCanAdminister"
)
PROTECTION = queries.REF_PARTS["branch_protected"]
SETTINGS = {name: queries.PARTS[name] for name in ("description", "homepage", "topics", "has_issues", "sign_off_required")} | {"delete_branch_on_merge": "deleteBranchOnMerge"}  # fmt: skip
"""Setting to what it wants of a `Repository`."""
ADMIN_SETTINGS = {"dependency_alerts": queries.PARTS["dependency_alerts"]}
"""The same, of what only administrators may ask for."""
REF_SETTINGS = frozenset(
    {"branch_protection", "branch_protected", "branch_deletion_blocked", "force_push_blocked", "required_approvals",
     "required_checks"}
)  # fmt: skip
"""Settings that the default branch tells."""
VIEWER = "query Viewer { viewer { login databaseId name } }"


def situations(branches: int, settings: frozenset[str]) -> str:
    """What is there of ours in repositories by their ids. The n-th branch's name is `$n<n>`, its reference `$r<n>`."""
    numbers = range(branches)
    parts = " ".join(SETTINGS[name] for name in sorted(settings & SETTINGS.keys()))
    protection = PROTECTION if settings & REF_SETTINGS else ""
    compared = " ".join(f"c{n}: compare(headRef: $n{n}) {_COMPARED}" for n in numbers)
    refs = " ".join(f"r{n}: ref(qualifiedName: $r{n}) {_REF}" for n in numbers)
    requests = "\n    ".join(f"q{n}: {_requests(f'$n{n}', OURS)}" for n in numbers)
    return f"""query Situations($ids: [ID!]!, $me: String!{_names("n", numbers)}{_names("r", numbers)}) {{
  rateLimit {{ cost remaining resetAt }}
  nodes(ids: $ids) {{ ... on Repository {{ {_BASE} {parts}
    defaultBranchRef {{ name target {{ oid }} {protection} {compared} }}
    {_RULESETS}
    {refs}
    {requests}
    issues(first: {OURS}, filterBy: {{createdBy: $me}}, {_NEWEST}) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ ...I }} }}
  }} }}
}}{_REQUEST}{_ISSUE}{_COMMIT}"""


def forks(branches: int) -> str:
    """Our forks of repositories, and our branches there; `$h<n>` is the n-th branch as `owner:name`."""
    numbers = range(branches)
    compared = " ".join(f"c{n}: compare(headRef: $h{n}) {_COMPARED}" for n in numbers)
    refs = " ".join(f"r{n}: ref(qualifiedName: $r{n}) {_REF}" for n in numbers)
    return f"""query Forks($ids: [ID!]!{_names("h", numbers)}{_names("r", numbers)}) {{
  rateLimit {{ cost remaining resetAt }}
  nodes(ids: $ids) {{ ... on Repository {{ id defaultBranchRef {{ {compared} }}
    forks(first: 1, affiliations: [OWNER]) {{ nodes {{ id nameWithOwner defaultBranchRef {{ name }} {refs} }} }} }} }}
}}{_COMMIT}"""


def protections(settings: frozenset[str]) -> str:
    """What only administrators are told: the protections by pattern, and some settings."""
    parts = " ".join(ADMIN_SETTINGS[name] for name in sorted(settings & ADMIN_SETTINGS.keys()))
    return f"""query Protections($ids: [ID!]!) {{
  rateLimit {{ cost remaining resetAt }}
  nodes(ids: $ids) {{ ... on Repository {{ id viewerCanAdminister {parts}
    branchProtectionRules(first: 50) {{ nodes {{ pattern isAdminEnforced blocksCreations restrictsPushes lockBranch
      requiresApprovingReviews requiresStatusChecks requiresDeployments }} }} }} }}
}}"""


def more_requests() -> str:
    """Further requests from a branch of one repository."""
    return f"""query Requests($id: ID!, $name: String!, $after: String!) {{
  rateLimit {{ cost remaining resetAt }}
  node(id: $id) {{ ... on Repository {{ found: {_requests("$name", PAGE, ", after: $after")} }} }}
}}{_REQUEST}{_COMMIT}"""


def more_issues() -> str:
    """Further issues that we opened in one repository."""
    return f"""query Issues($id: ID!, $me: String!, $after: String!) {{
  rateLimit {{ cost remaining resetAt }}
  node(id: $id) {{ ... on Repository {{ found: issues(first: {PAGE}, after: $after, filterBy: {{createdBy: $me}}, {_NEWEST}) {{
    pageInfo {{ hasNextPage endCursor }} nodes {{ ...I }} }} }} }}
}}{_ISSUE}"""


def comments() -> str:
    """The newest comments of a request or an issue."""
    return f"""query Comments($owner: String!, $name: String!, $number: Int!) {{
  repository(owner: $owner, name: $name) {{ issueOrPullRequest(number: $number) {{
    ... on Issue {{ comments(last: {COMMENTS}) {{ nodes {{ viewerDidAuthor body }} }} }}
    ... on PullRequest {{ comments(last: {COMMENTS}) {{ nodes {{ viewerDidAuthor body }} }} }} }} }}
}}"""


def files(paths: int) -> str:
    """What lies at paths (`$p<n>`) of a commit."""
    numbers = range(paths)
    return f"""query Files($owner: String!, $name: String!, $commit: GitObjectID!{_names("p", numbers)}) {{
  repository(owner: $owner, name: $name) {{ object(oid: $commit) {{ ...F }} }}
}}{_files(numbers)}"""


def create_ref(paths: int) -> str:
    """A new branch at a commit, and what lies at paths (`$p<n>`) there: a request less."""
    numbers = range(paths)
    return f"""mutation CreateRef($input: CreateRefInput!{_names("p", numbers)}) {{
  createRef(input: $input) {{ ref {{ target {{ oid ...F }} }} }}
}}{_files(numbers)}"""


COMMIT = """mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}"""
UPDATE_REFS = """mutation UpdateRefs($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}"""


def _requests(name: str, count: int, after: str = "") -> str:
    return (
        f"pullRequests(headRefName: {name}, first: {count}{after}, {_NEWEST}) "
        "{ pageInfo { hasNextPage endCursor } nodes { ...R } }"
    )


def _files(numbers: Iterable[int]) -> str:
    found = " ".join(f"f{n}: file(path: $p{n}) {{ oid mode }}" for n in numbers)
    return f"\nfragment F on Commit {{ tree {{ oid }} {found} }}"


def _names(letter: str, numbers: Iterable[int]) -> str:
    return "".join(f", ${letter}{n}: String!" for n in numbers)
