# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen in a repository of a folder: our branch, its commits, and what became of the requests of the book."""

from __future__ import annotations

from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.forges.local.request_book import Line
from ospo_policy.ports.requests import Identity, SeenBranch, SeenCommit, SeenIssue, SeenRequest, State

US = Identity("ospo-policy", "ospo-policy", "ospo-policy@localhost")
"""Who commits here."""
MAX_COMMITS = 50


def commit(git: Git, reference: str) -> str | None:
    """The commit that a name stands for; None where there is none."""
    try:
        return git.run("rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}").decode().strip()
    except GitError:
        return None


def is_bare(git: Git) -> bool:
    """Whether it has no work tree."""
    return git.run("rev-parse", "--is-bare-repository").strip() == b"true"


def branch(git: Git, name: str, base: str, *, is_current: bool) -> SeenBranch | None:
    """A branch, with the commits that `base` does not hold; None where there is none. The one that is checked out is blocked."""
    head = commit(git, f"refs/heads/{name}")
    if head is None:
        return None
    return SeenBranch(head, _commits(git, base, head), is_blocked=is_current)


def _commits(git: Git, base: str, head: str) -> tuple[SeenCommit, ...] | None:
    """The commits of a branch that the base does not hold, the newest first; None where they are too many."""
    told = git.run("log", f"--max-count={MAX_COMMITS + 1}", "-z", "--format=%H%n%ae%n%ce%n%B", head, f"^{base}", "--")
    found: list[SeenCommit] = []
    for one in told.decode(errors="replace").split("\0"):
        if one.strip():
            oid, author, committer, text = [*one.split("\n", 3), "", "", ""][:4]
            found.append(SeenCommit(oid, text, author == committer == US.email))
    return tuple(found) if len(found) <= MAX_COMMITS else None


def request(git: Git, line: Line, base: str) -> SeenRequest:
    """A request of the book, with what became of it."""
    now = commit(git, f"refs/heads/{line.branch}")
    state = state_of(git, line, now, base)
    head = now if state is State.OPEN else line.head
    since = base if state is State.OPEN else line.onto
    known = head is not None and commit(git, head) is not None
    return SeenRequest(
        line.number, f"{git.folder}#{line.number}", state, True, line.title, line.text, line.base, line.branch, head,
        _commits(git, since, head) if known and head else None,
        line.created, line.is_draft, frozenset(line.labels), line.comments, _has_conflicts(git, head, base, state),
    )  # fmt: skip


def _is_merged(git: Git, line: Line, now: str | None, base: str) -> bool:
    """Whether the base holds the branch's commits, or (squashed) the same files as it."""
    head = now or line.head
    if commit(git, head) is None:
        return False
    try:
        git.run("merge-base", "--is-ancestor", head, base)
    except GitError:
        changed = git.run("diff", "--name-only", "-z", line.onto, head, "--")
        if not changed:
            return False
        paths = [path.decode("utf-8", "surrogateescape") for path in changed.split(b"\0") if path]
        return not git.run("diff", "--name-only", "-z", head, base, "--", *paths) and now is None
    return True


def _has_conflicts(git: Git, head: str | None, base: str, state: State) -> bool | None:
    if state is not State.OPEN or head is None:
        return None
    try:
        git.run("merge-tree", "--write-tree", "--name-only", base, head)
    except GitError as error:
        return None if str(error) else True  # a Git that cannot tell says so
    return False


def issue(line: Line) -> SeenIssue:
    """An issue of the book."""
    return SeenIssue(
        line.number, f"#{line.number}", line.state, line.title, line.text, line.created, frozenset(line.labels),
        line.comments, line.confidential,
    )  # fmt: skip


def state_of(git: Git, line: Line, now: str | None, base: str) -> State:
    """What became of a request: merged, if the base holds it; closed, if somebody deleted its branch."""
    if line.state is not State.OPEN:
        return line.state
    if _is_merged(git, line, now, base):
        return State.MERGED
    return State.CLOSED if now is None else State.OPEN
