# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The writing side of a folder of repositories: our branch in each, and a book of requests (see `request_book`).

A person takes a request by merging its branch, and refuses it by deleting the branch. Nothing is ever checked out, and a
work tree is left as it lies.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from ospo_policy.forges.local import request_book
from ospo_policy.forges.local.git import Git, GitError, encode_path
from ospo_policy.forges.local.request_book import Line
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed, Usage
from ospo_policy.ports.requests import (
    CloseRequest,
    Comment,
    Content,
    DeleteBranch,
    EditIssue,
    EditRequest,
    Identity,
    MovedError,
    OpenIssue,
    OpenRequest,
    Push,
    Right,
    SeenBranch,
    SeenCommit,
    SeenIssue,
    SeenRequest,
    Situation,
    State,
    Step,
    StepRefusedError,
)

US = Identity("ospo-policy", "ospo-policy", "ospo-policy@localhost")
RIGHTS = frozenset({Right.PUSH, Right.REQUEST, Right.ISSUE, Right.WORKFLOWS})
MAX_COMMITS = 50


class LocalRequests:
    """A folder of repositories, as `ospo_policy.ports.requests.RequestForge`."""

    usage = Usage()

    def __init__(self, folder: str, now: int) -> None:
        self.folder = os.path.abspath(folder)
        self._now = now
        self.writes = 0

    def identity(self) -> Identity:
        """Who commits here."""
        return US

    def situations(
        self, repositories: Sequence[Listed], branches: Sequence[str], settings: Iterable[str] = ()
    ) -> Iterator[tuple[Listed, Situation | Message]]:
        """What is there in each."""
        del settings  # a folder has none
        for listed in repositories:
            yield listed, self._situation(self._git(listed), branches)

    def perform(self, listed: Listed, situation: Situation, step: Step) -> Situation:
        """Carry out a step, and look again."""
        git = self._git(listed)
        try:
            self._perform(git, step)
        except GitError as error:
            raise MovedError(message("git.failed", folder=listed.url, detail=str(error))) from None
        branches = {*situation.branches, *([step.branch] if isinstance(step, Push | OpenRequest) else [])}
        found = self._situation(git, sorted(branches | {one.branch for one in situation.requests}))
        assert isinstance(found, Situation)
        return found

    def _git(self, listed: Listed) -> Git:
        moment = f"{self._now} +0000"
        return Git(
            listed.url,
            {
                "GIT_AUTHOR_NAME": US.name, "GIT_AUTHOR_EMAIL": US.email, "GIT_AUTHOR_DATE": moment,
                "GIT_COMMITTER_NAME": US.name, "GIT_COMMITTER_EMAIL": US.email, "GIT_COMMITTER_DATE": moment,
            },
        )  # fmt: skip

    def _situation(self, git: Git, branches: Sequence[str]) -> Situation | Message:
        if not self._is_repository(git.folder):
            return Situation("", None, frozenset(), problem=message("requests.no-git", folder=git.folder))
        try:
            base = git.run("symbolic-ref", "--quiet", "--short", "HEAD").decode().strip()
            head = _commit(git, f"refs/heads/{base}")
            if head is None:
                return Situation(base, None, frozenset(), problem=message("empty.repository", id=git.folder))
            current = "" if _is_bare(git) else base
            seen = {name: _branch(git, name, head, is_current=name == current) for name in branches}
            book = request_book.read(git)
        except GitError as error:
            return message("git.failed", folder=git.folder, detail=str(error))
        lines = tuple(reversed(book.lines))
        return Situation(
            base,
            head,
            RIGHTS,
            branches={name: one for name, one in seen.items() if one is not None},
            requests=tuple(_request(git, one, head) for one in lines if one.branch),
            issues=tuple(_issue(one) for one in lines if not one.branch),
        )

    def _is_repository(self, folder: str) -> bool:
        return os.path.exists(os.path.join(folder, ".git")) or os.path.isfile(os.path.join(folder, "HEAD"))

    def _perform(self, git: Git, step: Step) -> None:
        match step:
            case Push():
                _settle(git)
                _push(git, step, self._now)
            case DeleteBranch(branch, expected):
                git.run("update-ref", "-d", f"refs/heads/{branch}", expected)
            case OpenRequest() | OpenIssue():
                self._open(git, step)
            case EditRequest(number, title, text, base):
                self._edit(git, number, title=title, text=text, base=base)
            case CloseRequest(number, text):
                self._edit(git, number, text=text, state=State.CLOSED)
            case EditIssue(number, title, text, state, confidential):
                self._edit(git, number, title=title, text=text, state=state, confidential=confidential)
            case Comment(number, text):
                line = request_book.read(git).line(number)
                self._edit(git, number, comments=(*(line.comments if line else ()), text))
            case _:
                raise StepRefusedError(Message("requests.folder-only"), Message("requests.folder-only.hint"))
        self.writes += 1

    def _open(self, git: Git, step: OpenRequest | OpenIssue) -> None:
        book = request_book.read(git)
        if isinstance(step, OpenIssue):
            line = Line(
                book.next_number, State.OPEN, step.title, step.text, self._now,
                labels=step.labels, confidential=step.confidential,
            )  # fmt: skip
        else:
            head, base = _commit(git, f"refs/heads/{step.branch}") or "", _commit(git, f"refs/heads/{step.base}") or ""
            there = (
                one for one in book.lines if one.state is State.OPEN and one.branch == step.branch and one.head == head
            )
            if any(there):
                return
            onto = git.run("merge-base", head, base).decode().strip()
            line = Line(
                book.next_number, State.OPEN, step.title, step.text, self._now, step.base, step.branch, head, onto,
                step.is_draft, step.labels,
            )  # fmt: skip
        request_book.write(git, book.with_line(line))

    def _edit(self, git: Git, number: int, **changes: object) -> None:
        book = request_book.read(git)
        line = book.line(number)
        if line is None:
            raise MovedError(Message("request.gone"))
        request_book.write(git, book.with_line(line._replace(**changes)))  # type: ignore[arg-type]


def _settle(git: Git) -> None:
    """Write down what became of requests, before a branch of the same name hides it."""
    base = git.run("rev-parse", "--verify", "HEAD").decode().strip()
    book = before = request_book.read(git)
    for line in book.lines:
        if line.branch and line.state is State.OPEN:
            book = book.with_line(
                line._replace(state=_state(git, line, _commit(git, f"refs/heads/{line.branch}"), base))
            )
    if book != before:
        request_book.write(git, book)


def _state(git: Git, line: Line, now: str | None, base: str) -> State:
    """What became of a request: merged, if the base holds it; closed, if somebody deleted its branch."""
    if line.state is not State.OPEN:
        return line.state
    if _is_merged(git, line, now, base):
        return State.MERGED
    return State.CLOSED if now is None else State.OPEN


def _push(git: Git, step: Push, now: int) -> None:
    """Make the commits apart from the branch, then move the branch at once, if it is where it was seen."""
    feed: list[bytes] = []
    temporary = f"refs/ospo-policy/new/{step.branch}"
    for number, content in enumerate(step.commits):
        feed.append(_fast_import(git, content, temporary, None if number else step.onto, step.onto, now))
    git.run("fast-import", "--quiet", "--force", "--done", feed=b"".join(feed) + b"done\n")
    new = git.run("rev-parse", "--verify", temporary).decode().strip()
    try:
        git.run("update-ref", f"refs/heads/{step.branch}", new, step.expected or "0" * len(new))
    finally:
        git.run("update-ref", "-d", temporary)
    _follow(git, step, new)


def _follow(git: Git, step: Push, new: str) -> None:
    """The open request of a branch goes with it, as on a forge."""
    book = request_book.read(git)
    for line in book.lines:
        if line.branch == step.branch and line.state is State.OPEN and line.head == step.expected:
            request_book.write(git, book.with_line(line._replace(head=new, onto=step.onto)))
            return


def _fast_import(git: Git, content: Content, reference: str, parent: str | None, onto: str, now: int) -> bytes:
    """A commit as `git fast-import` takes it; a file keeps the mode that it had. Without a parent, it follows the last one."""
    text = content.message.encode()
    who = f"{US.name} <{US.email}> {now} +0000\n".encode()
    parts = [
        b"commit %s\n" % reference.encode(),
        b"author " + who,
        b"committer " + who,
        b"data %d\n" % len(text),
        text,
        b"\n",
    ]
    if parent is not None:
        parts.append(b"from %s\n" % parent.encode())
    for path in sorted(content.files):
        after = content.files[path]
        if after is None:
            parts.append(b"D %s\n" % _quoted(path))
        else:
            data = after.encode("utf-8")
            parts.append(
                b"M %s inline %s\ndata %d\n" % (_mode(git, onto, path), _quoted(path), len(data)) + data + b"\n"
            )
    return b"".join(parts) + b"\n"


def _mode(git: Git, onto: str, path: str) -> bytes:
    listed = git.run("ls-tree", "-z", "--full-tree", onto, "--", path)
    mode = listed.split(b" ", 1)[0]
    return mode if mode in (b"100644", b"100755") else b"100644"


def _quoted(path: str) -> bytes:
    return b'"' + encode_path(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _commit(git: Git, reference: str) -> str | None:
    try:
        return git.run("rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}").decode().strip()
    except GitError:
        return None


def _is_bare(git: Git) -> bool:
    return git.run("rev-parse", "--is-bare-repository").strip() == b"true"


def _branch(git: Git, name: str, base: str, *, is_current: bool) -> SeenBranch | None:
    head = _commit(git, f"refs/heads/{name}")
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


def _request(git: Git, line: Line, base: str) -> SeenRequest:
    now = _commit(git, f"refs/heads/{line.branch}")
    state = _state(git, line, now, base)
    head = now if state is State.OPEN else line.head
    since = base if state is State.OPEN else line.onto
    known = head is not None and _commit(git, head) is not None
    return SeenRequest(
        line.number, f"{git.folder}#{line.number}", state, True, line.title, line.text, line.base, line.branch, head,
        _commits(git, since, head) if known and head else None,
        line.created, line.is_draft, frozenset(line.labels), line.comments, _has_conflicts(git, head, base, state),
    )  # fmt: skip


def _is_merged(git: Git, line: Line, now: str | None, base: str) -> bool:
    """Whether the base holds the branch's commits, or (squashed) the same files as it."""
    head = now or line.head
    if _commit(git, head) is None:
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


def _issue(line: Line) -> SeenIssue:
    return SeenIssue(
        line.number, f"#{line.number}", line.state, line.title, line.text, line.created, frozenset(line.labels),
        line.comments, line.confidential,
    )  # fmt: skip
