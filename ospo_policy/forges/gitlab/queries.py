# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL documents, put together from parts that each need owns.

A part names the fields that it stands on, as GitLab names them: where a server does not know one
(an older version, another edition), the part is left out and what it would have told stays unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

MAX_CHARACTERS = 10_000
"""Longer documents are refused (GitLab's GraphQL limits)."""
PAGE = 50
TREE_PAGE = 100


class Part(NamedTuple):
    """A piece of the listing: what it tells (`facts`), where it stands, its words."""

    facts: frozenset[str]
    stands_on: frozenset[str]
    text: str
    place: str = "project"


def _part(facts: str, stands_on: str, text: str, place: str = "project") -> Part:
    return Part(frozenset(facts.split()), frozenset(stands_on.split()), text, place)


_RULES = "branchRules(first: 50) {{ nodes {{ name isProtected branchProtection {{ allowForcePush }}{more} }} }}"
_ON_RULES = "Project.branchRules BranchRule.isProtected BranchRule.branchProtection BranchProtection.allowForcePush"
_APPROVALS = " approvalRules(first: 20) { nodes { approvalsRequired } }"
_RELEASES = "tagName releasedAt upcomingRelease"

PARTS = (
    _part("description", "Project.description", "description"),
    _part("topics", "Project.topics", "topics"),
    _part("visibility", "Project.visibility", "visibility"),
    _part("fork", "Project.isForked", "isForked"),
    _part("has_issues", "Project.issuesEnabled", "issuesEnabled"),
    _part("required_checks", "Project.onlyAllowMergeIfPipelineSucceeds", "onlyAllowMergeIfPipelineSucceeds"),
    _part("branch_protected force_push_blocked", _ON_RULES, _RULES.format(more="")),
    _part("required_approvals", f"{_ON_RULES} BranchRule.approvalRules", _RULES.format(more=_APPROVALS)),
    # Whether it makes sense to ask REST for what maintainers are told.
    _part(
        "branch_protected force_push_blocked sign_off_required",
        "Project.userPermissions",
        "userPermissions { adminProject }",
    ),
    _part("sign_off_required", "Project.pushRules", "pushRules { rejectUnsignedCommits }"),
    _part("sign_off_required", "Project.pushRules PushRules.rejectNonDcoCommits", "pushRules { rejectNonDcoCommits }"),
    _part("releases_in_six_months", "Project.releases", f"releases(first: 100) {{ nodes {{ {_RELEASES} }} }}"),
    _part(
        "releases release_assets releases_with_notes_percent",
        "Project.releases ReleaseAssets.links",
        f"releases(first: 100) {{ nodes {{ {_RELEASES} description assets {{ links(first: 50) {{ nodes {{ name }} }} }} }} }}",
    ),
    _part("last_commit", "Commit.committedDate", "committedDate", "commit"),
    _part("org.description", "Group.description", "description", "group"),
    _part("org.name", "Group.name", "name", "group"),
    _part("org.has_avatar", "Group.avatarUrl", "avatarUrl", "group"),
    _part("org.two_factor_required", "Group.requireTwoFactorAuthentication", "requireTwoFactorAuthentication", "group"),
    _part(
        "org.owners",
        "Group.groupMembers",
        "groupMembers(first: 100, accessLevels: [OWNER], relations: [DIRECT, INHERITED]) { nodes { id } }",
        "group",
    ),
)


def chosen(wanted: frozenset[str], lacking: frozenset[str]) -> tuple[Part, ...]:
    """The parts that tell something wanted and that the server knows. One with more takes the place of one with less."""
    parts = _known(PARTS, wanted, lacking)
    return tuple(part for part in parts if not any(part.stands_on < other.stands_on for other in parts))


def _known(parts: Iterable[Part], wanted: frozenset[str], lacking: frozenset[str]) -> list[Part]:
    """Those that tell something wanted and lack nothing; a field counts as lacking where an argument of it does."""

    def lacks(name: str) -> bool:
        return name in lacking or f"*.{name.partition('.')[2]}" in lacking

    return [part for part in parts if part.facts & wanted and not any(map(lacks, part.stands_on))]


def _words(parts: Iterable[Part], place: str) -> str:
    return " ".join(part.text for part in parts if part.place == place)


def about(wanted: frozenset[str], lacking: frozenset[str]) -> str:
    """The words of a project's node that tell some facts, as far as the server knows them."""
    return _words(chosen(wanted, lacking), "project")


def _complexity(lacking: frozenset[str]) -> str:
    return "" if "Query.queryComplexity" in lacking else "queryComplexity { score limit } "


def listing(wanted: frozenset[str], lacking: frozenset[str]) -> str:
    """A page of the projects of a group with all below it, or of a user."""
    parts = chosen(wanted, lacking)
    return (
        "query($owner: ID!, $first: Int!, $after: String) { "
        + _complexity(lacking)
        + "namespace(fullPath: $owner) { projects(includeSubgroups: true, first: $first, after: $after) { "
        "pageInfo { hasNextPage endCursor } nodes { id fullPath webUrl archived "
        + _words(parts, "project")
        + " repository { rootRef tree { lastCommit { sha "
        + _words(parts, "commit")
        + " } } } } } } }"
    )


def organisation(wanted: frozenset[str], lacking: frozenset[str]) -> str:
    """The group itself; nothing for a user."""
    words = _words(chosen(wanted, lacking), "group")
    return f"query($owner: ID!) {{ {_complexity(lacking)}group(fullPath: $owner) {{ id {words} }} }}"


class Question(NamedTuple):
    """What is asked of one project: inside `repository`, with `#` where its number goes, its variables, its cost."""

    project: str
    inside: str
    variables: Mapping[str, tuple[str, object]]
    cost: int

    @property
    def kind(self) -> str:
        """What is asked: questions of one kind are as much dearer or cheaper than estimated."""
        return self.inside.partition("(")[0]


def together(questions: Sequence[Question], lacking: frozenset[str]) -> tuple[str, dict[str, object]]:
    """Questions to several projects in one document, and its variables."""
    types: list[str] = []
    values: dict[str, object] = {}
    words: list[str] = []
    for number, question in enumerate(questions):
        for name, (type_, value) in {"f": ("ID!", question.project), **question.variables}.items():
            types.append(f"${name}{number}: {type_}")
            values[f"{name}{number}"] = value
        inside = question.inside.replace("#", str(number))
        words.append(f"p{number}: project(fullPath: $f{number}) {{ repository {{ {inside} }} }}")
    return f"query({', '.join(types)}) {{ {_complexity(lacking)}{' '.join(words)} }}", values


def many(inside: str, declared: str, lacking: frozenset[str]) -> str:
    """The same of many projects, by the variable `ids`; `declared` are the other variables, with their types."""
    return (
        f"query($ids: [ID!]!, $first: Int!{declared}) {{ {_complexity(lacking)}"
        f"projects(ids: $ids, first: $first) {{ nodes {{ id {inside} }} }} }}"
    )


def _listed(after: str = "") -> str:
    """A page of files, with Git's ids."""
    return f"blobs(first: {TREE_PAGE}{after}) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ path sha mode }} }}"


_SUBMODULES = f"submodules(first: {TREE_PAGE}) {{ pageInfo {{ hasNextPage }} nodes {{ path sha }} }}"
FIRST_PAGE = f"repository {{ tree(recursive: true) {{ lastCommit {{ sha }} b0: {_listed()} {_SUBMODULES} }} }}"
"""The first page of the whole listing of a default branch, and its head."""


_NOTES = "notes(first: 20) { nodes { createdAt system systemNoteIconName author { username } } }"
_ISSUES = (
    "issuesEnabled issues(first: 30, createdAfter: $quarter) "
    f"{{ nodes {{ createdAt closedAt author {{ username }} {_NOTES} }} }}"
)
_MERGED = (
    "mergeRequestsEnabled mergeRequests(first: 20, state: merged) { nodes { createdAt author { username } "
    f"approvedBy(first: 5) {{ nodes {{ username }} }} {_NOTES} }} }}"
)
_COMMITS = (
    'repository { commits(ref: "HEAD", committedAfter: $half, first: 100) '
    "{ pageInfo { hasNextPage } nodes { authorEmail } } }"
)
ACTIVITY = (
    _part("issue_reaction_days", "Project.issues Project.issuesEnabled", _ISSUES),
    _part("review_days reviewed_percent", "Project.mergeRequests MergeRequest.approvedBy", _MERGED),
    _part("commits_in_six_months authors_of_half_the_commits", "Repository.commits", _COMMITS),
)
"""What is asked of projects that are read anew, since times `half` a year and a `quarter` ago."""


OPTIONAL = frozenset(
    {"Query.queryComplexity", "RepositoryBlob.base64EncodedBlob"}.union(
        *(part.stands_on | {f"*.{name.partition('.')[2]}" for name in part.stands_on} for part in (*PARTS, *ACTIVITY))
    )
)
"""The fields that documents can do without."""


def activity(wanted: frozenset[str], lacking: frozenset[str]) -> str:
    """What is told of activity that is wanted and that the server knows; "" where there is none."""
    return _words(_known(ACTIVITY, wanted, lacking), "project")


def tree(project: str, commit: str, cursors: Sequence[str | None], *, submodules: bool) -> Question:
    """Pages of the whole listing of a commit, several at once where their cursors are known."""
    variables: dict[str, tuple[str, object]] = {"r": ("String", commit)}
    words = []
    for at, cursor in enumerate(cursors):
        after = ""
        if cursor is not None:
            variables[f"c{at}_"] = ("String", cursor)
            after = f", after: $c{at}_#"
        words.append(f"b{at}: {_listed(after)}")
    if submodules:
        words.append(_SUBMODULES)
    inside = f"tree(recursive: true, ref: $r#) {{ {' '.join(words)} }}"
    return Question(project, inside, variables, 4 + 9 * len(cursors) + 7 * submodules)


def folders(project: str, commit: str, paths: Sequence[str]) -> Question:
    """What some folders of a commit hold, folders in them too."""
    variables: dict[str, tuple[str, object]] = {"r": ("String", commit)}
    words = []
    for at, path in enumerate(paths):
        variables[f"p{at}_"] = ("String", path)
        kinds = (("blobs", "name sha mode"), ("trees", "name sha"), ("submodules", "name sha"))
        held = " ".join(
            f"{kind}(first: {TREE_PAGE}) {{ pageInfo {{ hasNextPage }} nodes {{ {told} }} }}" for kind, told in kinds
        )
        words.append(f"t{at}: tree(path: $p{at}_#, ref: $r#) {{ {held} }}")
    return Question(project, " ".join(words), variables, 2 + 24 * len(paths))


TEXT, BYTES = "size rawTextBlob", "base64EncodedBlob"


def blobs(project: str, commit: str, paths: Sequence[str], told: str = "size") -> Question:
    """Files of a commit: their sizes, `TEXT` or `BYTES`."""
    variables = {"r": ("String", commit), "p": ("[String!]!", list(paths))}
    fields = f"path oid {told}"
    inside = f"blobs(paths: $p#, ref: $r#, first: {len(paths)}) {{ nodes {{ {fields} }} }}"
    own = len(paths) + 3 + len(fields.split())
    return Question(project, inside, variables, 2 + own + own * len(paths) // 100)
