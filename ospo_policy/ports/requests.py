# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the writing side of a forge is to `plan` and `apply`: what is there of ours, and single steps that change it.

The life of a request is decided in one place for all forges (`ospo_policy.engine.lifecycle`), from what an adapter tells. An
adapter carries out one step at a time, tells what is there then, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

from ospo_policy.model.message import Message
from ospo_policy.ports.forges import Listed, Usage

TRAILER = "Ospo-Policy-Content"
"""The trailer of our commits: a digest of what the branch was to hold (`ospo_policy.model.change.files_digest`)."""


class Identity(NamedTuple):
    """Who we are on a forge: the account's name there, and the name and address that its commits bear."""

    login: str
    name: str
    email: str


class State(Enum):
    """The state of a request or an issue."""

    OPEN = "open"
    MERGED = "merged"
    CLOSED = "closed"


class SeenCommit(NamedTuple):
    """A commit of a branch; `by_us` if both its author and its committer are our identity (or the forge for it)."""

    oid: str
    message: str
    by_us: bool


class SeenBranch(NamedTuple):
    """One of our branches: its commits that the base does not hold, the newest first; None where they are too many to tell.

    `is_blocked` says that its name is caught by a protection that forbids us to push.
    """

    head: str | None
    commits: tuple[SeenCommit, ...] | None = ()
    is_blocked: bool = False


class SeenRequest(NamedTuple):
    """A request whose branch bears one of our names.

    `head` is the branch's newest commit as the request holds it; `commits` as in `SeenBranch`. `comments` are the texts
    of our own comments. `has_conflicts` is None where the forge does not tell. Moments are in seconds since 1970.
    """

    number: int
    url: str
    state: State
    by_us: bool
    title: str
    text: str
    base: str
    branch: str
    head: str | None
    commits: tuple[SeenCommit, ...] | None
    created: int
    is_draft: bool = False
    labels: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()
    has_conflicts: bool | None = None
    from_fork: bool = False


class SeenIssue(NamedTuple):
    """An issue that we opened."""

    number: int
    url: str
    state: State
    title: str
    text: str
    created: int
    labels: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()
    confidential: bool = False


class Right(Enum):
    """What our identity may do in a repository."""

    PUSH = "push"
    REQUEST = "request"
    ISSUE = "issue"
    SETTINGS = "settings"
    WORKFLOWS = "workflows"
    FORK = "fork"


class Situation(NamedTuple):
    """What is there in a repository: its base, and all that is ours, newest first.

    `branches` holds our branches by name, in the fork where `has_fork`; a name that is free is absent. `problem` says
    why nothing can be written (archived, disabled, empty, locked), if so. `rights` are those that the forge tells, or that
    nothing speaks against.
    """

    base: str
    head: str | None
    rights: frozenset[Right]
    branches: Mapping[str, SeenBranch] = {}
    requests: tuple[SeenRequest, ...] = ()
    issues: tuple[SeenIssue, ...] = ()
    has_fork: bool = False
    problem: Message | None = None
    settings: Mapping[str, object] = {}
    """Settings as they are now, of those that steps may change, where the forge tells them with the rest."""


class Content(NamedTuple):
    """One commit to make: its message, and the whole text of each file that it changes; None removes it."""

    message: str
    files: Mapping[str, str | None]


class Push(NamedTuple):
    """Make `branch` hold the commits on top of `onto`, and nothing else.

    `expected` is where the branch must stand now; None: it must not be there. Never done otherwise.
    """

    branch: str
    onto: str
    expected: str | None
    commits: tuple[Content, ...]
    in_fork: bool = False


class MakeFork(NamedTuple):
    """Fork the repository, or find our fork of it."""


class DeleteBranch(NamedTuple):
    """Delete a branch of ours, which must stand at `expected`."""

    branch: str
    expected: str
    in_fork: bool = False


class OpenRequest(NamedTuple):
    """Open a request; `reviewers` are accounts to ask, of which those that may not be asked are left out."""

    branch: str
    base: str
    title: str
    text: str
    is_draft: bool = False
    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    in_fork: bool = False


class EditRequest(NamedTuple):
    """Change a request: title, text, and base branch."""

    number: int
    title: str
    text: str
    base: str


class CloseRequest(NamedTuple):
    """Close a request, with its text as it is to be then, in one step."""

    number: int
    text: str


class Comment(NamedTuple):
    """Say something on a request or an issue."""

    number: int
    text: str
    on_issue: bool = False


class OpenIssue(NamedTuple):
    """Open an issue."""

    title: str
    text: str
    labels: tuple[str, ...] = ()
    confidential: bool = False


class EditIssue(NamedTuple):
    """Change an issue's title and text; `state` opens or closes it in the same step, `confidential` hides it where that can be."""

    number: int
    title: str
    text: str
    state: State = State.OPEN
    confidential: bool = False


class ChangeSetting(NamedTuple):
    """Change a setting of the repository, by the name that rules give it."""

    name: str
    value: object


Step: TypeAlias = (
    Push
    | MakeFork
    | DeleteBranch
    | OpenRequest
    | EditRequest
    | CloseRequest
    | Comment
    | OpenIssue
    | EditIssue
    | ChangeSetting
)


class StepRefusedError(Exception):
    """The forge does not let us do a step here: why, and what would help. Other repositories are not concerned.

    `blocks` names a branch that may not be pushed to, where that is the reason: another name may do.
    """

    def __init__(self, reason: Message, hint: Message | None = None, blocks: str | None = None) -> None:
        super().__init__(reason.key)
        self.reason = reason
        self.hint = hint
        self.blocks = blocks


class MovedError(Exception):
    """What a step rests on is no longer so (a branch moved, a request was opened by another run): look again."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.key)
        self.reason = reason


class RequestForge(Protocol):
    """The writing side of a forge, signed in. Every method may raise `ospo_policy.ports.forges.ForgeUnavailableError`."""

    @property
    def usage(self) -> Usage:
        """What was spent so far."""

    @property
    def writes(self) -> int:
        """How many requests that change something were sent so far."""

    def identity(self) -> Identity:
        """Who we are. Asked once."""

    def situations(
        self, repositories: Sequence[Listed], branches: Sequence[str], settings: Iterable[str] = ()
    ) -> Iterator[tuple[Listed, Situation | Message]]:
        """What is there in several repositories, in their order, in bulk; or why it cannot be told.

        `branches` are the names that ours may bear. Requests are those from such a branch, in any state, and issues
        those that we opened, some ten of each, the newest first.
        """

    def perform(self, listed: Listed, situation: Situation, step: Step) -> Situation:
        """Carry out a step; what is there then, from the forge's answer.

        A step that is done already (a retried request, another run) is a success, once that was seen. Raises
        `StepRefusedError` and `MovedError`.
        """
