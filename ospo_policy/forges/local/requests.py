# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The writing side of a folder of repositories: our branch in each, and a book of requests (see `request_book`).

A person takes a request by merging its branch, and refuses it by deleting the branch. Nothing is ever checked out, and a
work tree is left as it lies.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from ospo_policy.forges.local import pushing, request_book, seen
from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.forges.local.request_book import Line
from ospo_policy.forges.local.seen import US
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed, Usage
from ospo_policy.ports.requests import (
    CloseRequest,
    Comment,
    DeleteBranch,
    EditIssue,
    EditRequest,
    Identity,
    MovedError,
    OpenIssue,
    OpenRequest,
    Push,
    Right,
    Situation,
    State,
    Step,
    StepRefusedError,
)

RIGHTS = frozenset({Right.PUSH, Right.REQUEST, Right.ISSUE, Right.WORKFLOWS})


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
            head = seen.commit(git, f"refs/heads/{base}")
            if head is None:
                return Situation(base, None, frozenset(), problem=message("empty.repository", id=git.folder))
            current = "" if seen.is_bare(git) else base
            branched = {name: seen.branch(git, name, head, is_current=name == current) for name in branches}
            book = request_book.read(git)
        except GitError as error:
            return message("git.failed", folder=git.folder, detail=str(error))
        lines = tuple(reversed(book.lines))
        return Situation(
            base,
            head,
            RIGHTS,
            branches={name: one for name, one in branched.items() if one is not None},
            requests=tuple(seen.request(git, one, head) for one in lines if one.branch),
            issues=tuple(seen.issue(one) for one in lines if not one.branch),
        )

    def _is_repository(self, folder: str) -> bool:
        return os.path.exists(os.path.join(folder, ".git")) or os.path.isfile(os.path.join(folder, "HEAD"))

    def _perform(self, git: Git, step: Step) -> None:
        match step:
            case Push():
                pushing.settle(git)
                pushing.push(git, step, self._now)
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
            head, base = (
                seen.commit(git, f"refs/heads/{step.branch}") or "",
                seen.commit(git, f"refs/heads/{step.base}") or "",
            )
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
