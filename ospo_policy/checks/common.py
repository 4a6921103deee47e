# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What checks on files share: which files a rule means, and what could not be seen of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ospo_policy.model import verdict
from ospo_policy.model.facts import Content, Known, Repository, Tree, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob
from ospo_policy.model.verdict import Fail, NotApplicable, Unknown, Verdict
from ospo_policy.parsers import structured
from ospo_policy.parsers.selection import select_all


class Files(NamedTuple):
    """The files that a rule means. `missed` says why there may be more, if so."""

    paths: tuple[str, ...]
    missed: Message | None


class Texts(NamedTuple):
    """The texts of the files that a rule means, and why some could not be read (to the end)."""

    read: tuple[Content, ...]
    unread: tuple[Message, ...]


def selectors(kinds: Iterable[FileKind], any_of: Iterable[Glob]) -> frozenset[str]:
    """The selectors of a check's `kinds` and `any_of`."""
    return frozenset((*kinds, *any_of))


def tree_of(repository: Repository) -> Tree:
    """The listing. The engine answers `unknown` itself where a needed tree was not seen."""
    tree = repository.tree
    assert not isinstance(tree, Unseen)
    return tree.value


def find(repository: Repository, wanted: Iterable[str]) -> Files:
    """The files that the selectors name, best first."""
    tree = tree_of(repository)
    return Files(select_all(tree, wanted), tree.incomplete)


def read(repository: Repository, paths: Iterable[str]) -> Texts:
    """The texts at `paths`, as far as they could be read."""
    known: list[Content] = []
    unread: list[Message] = []
    for path in paths:
        match repository.contents.get(path, Unseen(message("unseen.not-read", path=path))):
            case Known(content):
                known.append(content)
                if content.truncated:
                    unread.append(message("unseen.truncated", path=path))
            case Unseen(reason):
                unread.append(reason)
    return Texts(tuple(known), tuple(unread))


class NamesFiles(Protocol):
    """The parameters of a check that looks at the texts of files."""

    @property
    def kinds(self) -> tuple[FileKind, ...]:
        """Kinds of community file."""

    @property
    def any_of(self) -> tuple[Glob, ...]:
        """Globs of paths."""


class Meant(NamedTuple):
    """Which files a check looks at whose parameters do not name them."""

    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()


class Looked(NamedTuple):
    """The texts that a check means: at least one file is there. `missed` says what was not seen."""

    paths: tuple[str, ...]
    texts: tuple[Content, ...]
    missed: Message | None

    def unknown(self) -> Unknown:
        """The verdict where what was not seen could decide."""
        return Unknown(self.missed or message("unseen.not-read", path=self.paths[0]), places(self.paths))


def text_needs(params: NamesFiles) -> Needs:
    """The texts of the files that the parameters name."""
    return Needs(contents=selectors(params.kinds, params.any_of))


def look(params: NamesFiles, repository: Repository, absent: str = "not-applicable") -> Looked | Verdict:
    """The texts of the files that the parameters name; or the verdict where there are no such files.

    `absent` says what that means: `fail` or `not-applicable`.
    """
    files = find(repository, (*params.kinds, *params.any_of))
    if files.paths:
        texts = read(repository, files.paths)
        missed = texts.unread[0] if texts.unread else files.missed
        return Looked(files.paths, texts.read, missed)
    if files.missed is not None:
        return Unknown(files.missed)
    named = label(params.kinds, params.any_of)
    if absent == "fail":
        return Fail(message("file.absent", files=named))
    return NotApplicable(message("files.none", files=named))


def label(kinds: Iterable[FileKind], any_of: Iterable[Glob]) -> Message:
    """What a rule's files are called in a message: "a README, docs/*.md"."""
    names: list[object] = [Message(f"file-kind.{kind}") for kind in kinds]
    return message("files.label", names=Alternatives((*names, *any_of)))


def no_files(kinds: tuple[FileKind, ...], any_of: tuple[Glob, ...]) -> Message | None:
    """What is wrong with a check that names no files."""
    return None if kinds or any_of else message("check.names-no-files")


MAX_LOCATIONS = verdict.MAX_LOCATIONS
SHOWN = 3


def places(paths: Iterable[str]) -> tuple[Location, ...]:
    """The locations of files, as many as a report can use."""
    return tuple(Location(path) for path in list(paths)[:MAX_LOCATIONS])


def some(items: tuple[object, ...]) -> tuple[object, ...]:
    """The first few of many, and how many more there are, as an enumeration."""
    rest = len(items) - SHOWN
    return items if rest <= 1 else (*items[:SHOWN], message("files.more", count=rest))


def length(text: str) -> int:
    """How many characters a text says something with: runs of white space count as one."""
    return len(" ".join(text.split()))


def mistakes(path: str, found: Sequence[tuple[Location, Message]]) -> Fail:
    """The failure of a file in which something is wrong at several places: the first few are told."""
    said: list[object] = [
        message("metadata.at", line=place.line, what=what) if place.line else what for place, what in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        said.append(message("metadata.more", count=len(found) - SHOWN))
    told = message("metadata.mistakes", path=path, count=len(found), mistakes=tuple(said))
    return Fail(told, tuple(place for place, _ in found[:MAX_LOCATIONS]))


def data_of(content: Content) -> structured.Data | Fail | Unknown:
    """What a file in YAML, JSON or TOML holds; a fail where it is not valid, unknown where it is too large to tell."""
    try:
        return structured.read(content.path, content.text)
    except structured.NotReadableError as error:
        place = Location(content.path, error.line, error.column)
        return Fail(message("value.not-valid", place=str(place), format=error.format), (place,))
    except structured.TooLargeError:
        return Unknown(message("value.too-large", path=content.path), (Location(content.path),))
