# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of one repository at one commit, whatever forge it comes from.

Each fact is `Known(value)` or `Unseen(reason)`: what could not be read is never taken for absent.
Readers (`ospo_policy.forges`) fill a `Repository` with exactly the facts that a policy needs.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from ospo_policy.model.message import Message

T = TypeVar("T")


class Known(NamedTuple, Generic[T]):
    """A fact that was seen."""

    value: T


class Unseen(NamedTuple):
    """A fact that could not be seen: why, and what would let it be seen."""

    reason: Message


Fact: TypeAlias = Known[T] | Unseen


class EntryKind(Enum):
    """What an entry of the tree is, in Git's terms."""

    FILE = "file"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"


class Entry(NamedTuple):
    """One path of the tree. `size` is in bytes, `oid` Git's id of the file; None where not asked for, or not told."""

    path: str
    kind: EntryKind = EntryKind.FILE
    size: int | None = None
    oid: str | None = None


class Tree:
    """The listing of a repository: every path, and whether the listing is complete.

    Folders are not listed, as in Git; `incomplete` says why paths may be missing, if so. `only` holds the
    selectors whose paths alone were asked for (`Needs.selectors`), where that is not every path.
    """

    __slots__ = ("_entries", "incomplete", "only", "selected")

    def __init__(
        self, entries: Iterable[Entry], incomplete: Message | None = None, only: frozenset[str] | None = None
    ) -> None:
        self._entries = {entry.path: entry for entry in entries}
        self.incomplete = incomplete
        self.only = only
        self.selected: dict[str, tuple[str, ...]] = {}
        """What each selector gave (`ospo_policy.parsers.selection`), kept: many rules ask alike."""

    def __contains__(self, path: object) -> bool:
        return path in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, path: str) -> Entry | None:
        """The entry at `path`, exactly, or None."""
        return self._entries.get(path)

    @property
    def paths(self) -> Iterable[str]:
        """Every path, in the reader's order."""
        return self._entries.keys()

    @property
    def entries(self) -> Iterable[Entry]:
        """Every entry, in the reader's order."""
        return self._entries.values()


class Content(NamedTuple):
    """A file's text, decoded, its lines ended by a line feed; `truncated` if only its begin was read."""

    path: str
    text: str
    truncated: bool = False


class Tag(NamedTuple):
    """A tag of the repository; `date` in seconds since 1970, None for a tag without one.

    `signed` is None where the reader could not see it.
    """

    name: str
    date: int | None
    signed: bool | None


class History(NamedTuple):
    """What Git's history tells, each part known or unseen.

    `last_commit` is in seconds since 1970; `sign_off` is (commits with Signed-off-by by their
    author or committer, commits looked at), merges left out.
    """

    tags: Fact[tuple[Tag, ...]]
    last_commit: Fact[int]
    sign_off: Fact[tuple[int, int]]


class ReuseReport(NamedTuple):
    """What the REUSE tool says of a repository: counts of files, and paths and licence ids that it finds fault with."""

    is_compliant: bool
    files: int
    with_copyright: int
    with_licence: int
    without_copyright: tuple[str, ...] = ()
    without_licence: tuple[str, ...] = ()
    bad_ids: tuple[str, ...] = ()
    deprecated_ids: tuple[str, ...] = ()
    missing_texts: tuple[str, ...] = ()
    unused_texts: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The files without a licence or without a copyright holder, each once."""
        return tuple(dict.fromkeys((*self.without_licence, *self.without_copyright)))


NOT_ASKED: Unseen = Unseen(Message("unseen.not-asked"))


class Repository(NamedTuple):
    """The facts of one repository at one commit.

    `contents` and `heads` (the first bytes of a file) hold the paths that the needs selected;
    `fields` holds forge metadata by name (`ospo_policy.model.fields`). `now` is the moment that
    ages are counted to, in seconds since 1970.
    """

    id: str
    name: str
    commit: Fact[str]
    tree: Fact[Tree]
    contents: Mapping[str, Fact[Content]]
    heads: Mapping[str, Fact[bytes]]
    fields: Mapping[str, Fact[object]]
    history: History
    profile: str = ""
    now: int = 0
    reuse: Fact[ReuseReport] = NOT_ASKED
    defaults: "Repository | None" = None
    """The repository whose community files hold where this one has none (`<owner>/.github`)."""
