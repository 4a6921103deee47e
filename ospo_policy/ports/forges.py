# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a forge is to the audit: a listing of repositories, and their facts in bulk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from ospo_policy.model.facts import Entry, Fact, Repository
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs


class ForgeUnavailableError(Exception):
    """A forge, or a part of it, cannot be read: `message` says why, `hint` what would help."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.key)
        self.message = message
        self.hint = hint


class BudgetSpentError(ForgeUnavailableError):
    """Nothing more is asked of a forge, so that something of its limits is left to others."""


class Listed(NamedTuple):
    """A repository as the listing of a forge tells it: enough to choose it, and to know whether it moved.

    `id` is `<forge>:<owner>/<name>`, for people and reports; `native_id` is the forge's own, which
    survives a change of name. `head` is the commit of the default branch, None where there is none, "" where
    the listing does not tell it.
    `fields` holds what conditions can speak of (`ospo_policy.model.fields`), each known or unseen; `problem`
    says why the repository cannot be read, if so; `more` is what the adapter wants to find again in `collect`.
    """

    id: str
    forge: str
    owner: str
    name: str
    url: str
    native_id: str
    head: str | None
    fields: Mapping[str, Fact[object]]
    problem: Message | None = None
    more: object = None


class Usage(NamedTuple):
    """What a run has spent on a forge so far: requests of any kind, points of GraphQL, bytes received."""

    requests: int = 0
    points: int = 0
    bytes: int = 0


class KnownTree(NamedTuple):
    """A whole listing of a commit, with the object id of each file; `truncated` if paths are missing."""

    entries: tuple[tuple[Entry, str], ...]
    truncated: bool = False


class ObjectCache(Protocol):
    """Git objects that were read before, by their ids, which never change: texts and listings."""

    def blobs(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents that are known, of those asked for."""

    def keep_blobs(self, contents: Mapping[str, bytes]) -> None:
        """Keep contents."""

    def tree(self, commit: str) -> KnownTree | None:
        """The listing of a commit, if it is known."""

    def keep_tree(self, commit: str, tree: KnownTree) -> None:
        """Keep a listing."""


class Remembered(NamedTuple):
    """An answer as it was: by which words of the forge (`ETag`, `Last-Modified`, "" for none) it is known again.

    `headers` holds those that lead on to further pages.
    """

    etag: str
    modified: str
    body: bytes
    headers: Mapping[str, str] = {}


class AnswerMemory(Protocol):
    """Answers of earlier runs, to ask only for what has changed (RFC 9110, 13.1).

    A key is the digest of forge, identity and address: who sees something else finds nothing.
    """

    def answer(self, key: str) -> Remembered | None:
        """The answer, if it is known."""

    def keep_answer(self, key: str, answer: Remembered) -> None:
        """Keep an answer, in place of an earlier one."""


@runtime_checkable
class Remembering(Protocol):
    """A forge that can ask on condition."""

    def remember(self, answers: AnswerMemory) -> None:
        """Use these answers from now on, and add to them."""


@runtime_checkable
class Inheriting(Protocol):
    """A forge whose repositories inherit files that stand in no repository of their owner's that has a set name."""

    def inherited(
        self, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository]]:
        """What the owners of the repositories hand on, as if it were a repository; nothing of one that hands on nothing.

        Of `Listed`, `owner` says whose it is; native id and head, whether it is as it was.
        """


@runtime_checkable
class Telling(Protocol):
    """A forge that has something to say of how it was read."""

    @property
    def notices(self) -> Sequence[Message]:
        """What is to be told at the end of the run."""


class Forge(Protocol):
    """A forge, signed in. Every method may raise `ForgeUnavailableError`."""

    @property
    def usage(self) -> Usage:
        """What was spent so far."""

    def owners(self) -> Iterable[str]:
        """Every organisation or group of the instance, for `*`."""

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:
        """The repositories of an owner (an organisation, a group with all its subgroups, a user).

        Pages are fetched as they are wanted; what `needs.fields` names and the listing can tell is in `fields`.
        """

    def collect(
        self, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository | Message]]:
        """The facts of several repositories, in their order, or why one could not be read.

        One repository that cannot be read never stops the others. What is in the cache is not fetched.
        """
