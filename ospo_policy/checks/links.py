# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`links`: the links inside the repository lead somewhere.

Why: a reader who follows a link to nowhere does not come back. How it is decided, without network:
relative links and images must name a file or a folder of the tree, and anchors a heading or an id
of the Markdown document that they point into. Addresses of the web are not looked at. It stays
unknown when the listing is incomplete and something seems missing, when a document was not read, and
when a document is itself a link to another, since forges differ on where its links start from.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, EntryKind, Known, Repository, Tree
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.links import Target, fold_anchor, is_forge_anchor, own_anchors, resolve
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Which documents, and which targets are not looked at."""

    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    ignore: tuple[Glob, ...] = ()


def needs(params: Params) -> Needs:
    """The documents; every path, since they name some."""
    return common.text_needs(params)._replace(tree=True)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each link that leads nowhere."""
    looked = common.look(params, repository)
    if not isinstance(looked, common.Looked):
        return looked
    places = _Places(params, repository)
    broken = [found for content in looked.texts for found in places.broken(content)]
    sure = [found for found in broken if found.is_sure]
    if sure:
        shown = tuple(f"{found.target} ({found.place})" for found in sure)
        what = message("links.broken", count=len(sure), targets=common.some(shown))
        return Fail(what, tuple(found.place for found in sure[: common.MAX_LOCATIONS]))
    if looked.missed is not None:
        return looked.unknown()
    if broken:
        place = broken[0].place
        return Unknown(message("links.through-link", path=place.path, target=broken[0].target), (place,))
    return Pass(message("links.good", files=common.some(looked.paths)), common.places(looked.paths))


class _Broken(NamedTuple):
    """A link that seems to lead nowhere; `is_sure` if nothing unseen could change that."""

    place: Location
    target: str
    is_sure: bool


class _Places:
    """What links can lead to in this repository."""

    def __init__(self, params: Params, repository: Repository) -> None:
        self.ignore = params.ignore
        self.tree: Tree = common.tree_of(repository)
        self.contents = repository.contents
        self.folders: set[str] | None = None
        self.anchors: dict[str, frozenset[str]] = {}

    def broken(self, content: Content) -> list[_Broken]:
        """The links of a document that lead nowhere."""
        from ospo_policy.parsers.outline import outline

        found: list[_Broken] = []
        is_linked = self.is_through_link(content.path)
        for link in outline(content.path, content.text).links:
            place = Location(content.path, link.line)
            try:
                target = None if self.is_ignored(link.target) else resolve(content.path, link.target)
            except ValueError:
                found.append(_Broken(place, link.target, not is_linked))
                continue
            if target is not None and not self.leads(content.path, target):
                is_whole = self.tree.incomplete is None or target.path in self.tree
                found.append(_Broken(place, link.target, not target.path or (is_whole and not is_linked)))
        return found

    def is_ignored(self, path: str) -> bool:
        """Whether the rule leaves out a path, or a target as it is written."""
        from ospo_policy.parsers.regex import compile_glob

        return any(compile_glob(pattern).matches(path) for pattern in self.ignore)

    def leads(self, document: str, target: Target) -> bool:
        """Whether a target is there, as far as can be told."""
        path = target.path or document
        if self.is_ignored(path):
            return True
        if path not in self.tree and path != ".":
            return self.is_folder(path) or self.is_through_link(path)
        if not target.anchor or is_forge_anchor(target.anchor):
            return True
        anchors = self.anchors_of(path)
        return anchors is None or fold_anchor(target.anchor) in anchors

    def is_folder(self, path: str) -> bool:
        """Whether files lie below a path."""
        if self.folders is None:
            self.folders = set()
            for file in self.tree.paths:
                folder = file.rpartition("/")[0]
                while folder and folder not in self.folders:
                    self.folders.add(folder)
                    folder = folder.rpartition("/")[0]
        return path in self.folders

    def is_through_link(self, path: str) -> bool:
        """Whether a path leads through a submodule or a linked folder, whose files are not listed."""
        while path:
            entry = self.tree.get(path)
            if entry is not None and entry.kind is not EntryKind.FILE:
                return True
            path = path.rpartition("/")[0]
        return False

    def anchors_of(self, path: str) -> frozenset[str] | None:
        """The anchors of a Markdown document that was read; None where they are not known."""
        from ospo_policy.parsers.outline import is_markdown, outline

        content = self.contents.get(path)
        if not isinstance(content, Known) or content.value.truncated or not is_markdown(path):
            return None
        if path not in self.anchors:
            found = outline(path, content.value.text).anchors
            known = (*found, *own_anchors(content.value.text))
            self.anchors[path] = frozenset(fold_anchor(anchor) for anchor in known)
        return self.anchors[path]


def wrong(params: Params) -> Message | None:
    """The check must name documents."""
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("links", Params, needs, evaluate, wrong)
