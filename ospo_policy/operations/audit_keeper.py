# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an audit remembers of earlier ones and leaves to later ones: of no run but this one, where there is no store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Protocol

from ospo_policy.model.facts import Repository
from ospo_policy.model.inventory import Place
from ospo_policy.model.message import Message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.ports.forges import KnownTree, Listed, ObjectCache


class Audited(NamedTuple):
    """One repository: its report, or why there is none; and what was to be told of it."""

    listed: Listed
    report: RepositoryReport | Message
    notices: tuple[Message, ...] = ()


class Keeper(Protocol):
    """What an audit remembers of earlier ones, and leaves to later ones."""

    is_lasting: bool
    """Whether what is kept can be had from there later."""

    @property
    def objects(self) -> ObjectCache:
        """Git objects that were read before; several threads may use them at a time."""

    def unchanged(self, batch: Sequence[Listed]) -> frozenset[tuple[str, str]]:
        """Forge and native id of those whose earlier findings still hold, and are taken over."""

    def keep(self, audited: Sequence[Audited]) -> None:
        """Repositories that are done."""

    def remember(self, listed: Listed, facts: Repository) -> None:
        """All that is known of a repository, with what it inherits: another policy can be tried on it later."""

    def drop(self, some: AbstractSet[tuple[str, str]]) -> None:
        """Those, by forge and native id, were not wanted after all."""

    def inherits(self, defaults: Listed, *, is_read: bool = True) -> None:
        """The repositories of its owner inherit community files from this one, as it is now; not, if it was not read."""

    def listed(self, place: Place, found: Sequence[Listed]) -> None:
        """The whole listing of a place."""


class Memory:
    """Keeps Git objects for the length of a run, and nothing else: a `Keeper` and its `ObjectCache`."""

    is_lasting = False

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    @property
    def objects(self) -> ObjectCache:
        """Itself."""
        return self

    def unchanged(self, batch: Sequence[Listed]) -> frozenset[tuple[str, str]]:  # noqa: ARG002 - the port's signature
        """None: nothing is known of earlier audits."""
        return frozenset()

    def keep(self, audited: Sequence[Audited]) -> None:
        """Nothing is kept."""

    def remember(self, listed: Listed, facts: Repository) -> None:
        """Nothing is kept."""

    def drop(self, some: AbstractSet[tuple[str, str]]) -> None:
        """Nothing is kept."""

    def inherits(self, defaults: Listed, *, is_read: bool = True) -> None:
        """Nothing is kept."""

    def listed(self, place: Place, found: Sequence[Listed]) -> None:
        """Nothing is kept."""

    def blobs(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents that are known."""
        return {oid: self._blobs[oid] for oid in oids if oid in self._blobs}

    def keep_blobs(self, contents: Mapping[str, bytes]) -> None:
        """Keep short contents, such as licences, which many repositories share."""
        if len(self._blobs) < MAX_REMEMBERED:
            self._blobs.update({oid: data for oid, data in contents.items() if len(data) <= MAX_REMEMBERED_BYTES})

    def tree(self, commit: str) -> KnownTree | None:  # noqa: ARG002 - the port's signature
        """None: a run reads each commit once."""
        return None

    def keep_tree(self, commit: str, tree: KnownTree) -> None:
        """Not kept."""


MAX_REMEMBERED = 5_000
MAX_REMEMBERED_BYTES = 1 << 14
"""Together they bound the memory of a run that has no store, at 80 MB and in practice far less."""
