# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which forges and owners are looked at: what lists say, and what becomes of it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message
from ospo_policy.model.organisation import ForgeType, InventoryEntry

SOFTWARE = ("github", "gitlab", "forgejo", "gitea", "gogs", "sourcehut", "bitbucket")
"""The software that a list may name. What of it can be read is `ForgeType`."""


class ListFormat(Enum):
    """The formats of lists that can be imported."""

    CODEGOUVFR = "codegouvfr"
    CSV = "csv"
    PUBLISHERS = "publishers"


class Ignored(NamedTuple):
    """That a list says not to look at something: since when (an ISO date, or "" where none is told), and where it says so."""

    since: str
    at: Position


class Source(NamedTuple):
    """An entry of a list: an owner of a forge, or with `owner` None the whole forge.

    `host` is in lower case, with its port where it has one of its own; `software` is None where nothing tells it.
    `include` and `exclude` are globs on `owner/name`.
    """

    host: str
    software: str | None
    owner: str | None
    at: Position
    pso_id: str | None = None
    name: str | None = None
    floss_policy: str | None = None
    ospo_url: str | None = None
    ignored: Ignored | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    scheme: str = "https"

    @property
    def url(self) -> str:
        """The address of the forge."""
        return f"{self.scheme}://{self.host}"

    @property
    def type(self) -> ForgeType | None:
        """The forge as one that can be read, None if it cannot."""
        return ForgeType(self.software) if self.software in READABLE else None


READABLE = tuple(one.value for one in ForgeType if one is not ForgeType.LOCAL)


class Inventory(NamedTuple):
    """A list as read: its entries, and all that is wrong with it. What could be understood is there."""

    format: ListFormat
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()


class Place(NamedTuple):
    """A part of an inventory that is to be read: an owner of a forge, or with `owner` None the whole forge.

    `forge` is its name in the organisation's file, or the host of one that only a list names. `entry` is the
    entry of the organisation's file, and `number` which one it is, from 1; `source` is the entry of the list that it
    came from. `ignored` holds owners within this place that a list says not to look at.
    """

    forge: str
    type: ForgeType
    host: str
    url: str
    owner: str | None
    entry: InventoryEntry
    number: int
    source: Source | None = None
    ignored: tuple[tuple[str, Ignored], ...] = ()

    @property
    def id(self) -> str:
        """What reports call it: like a repository's id, without its name."""
        return f"{self.forge}:{self.owner or '*'}"


class LeftOut(NamedTuple):
    """A part of an inventory that is not read, and why; `is_failure` where it is wanted and cannot be."""

    host: str
    owner: str | None
    reason: Message
    number: int
    at: Position
    is_failure: bool = False


class Resolved(NamedTuple):
    """An organisation's inventory, from files alone."""

    places: tuple[Place, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()


class Row(NamedTuple):
    """A repository that a forge listed, or a place that could not be listed (`id` is then ""): why it is not read, or None.

    `is_failure` says that it is wanted, and cannot be read.
    """

    place: Place
    id: str
    url: str
    reason: Message | None = None
    is_failure: bool = False
