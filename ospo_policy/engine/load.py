# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read packs and the packs that they extend, into one order: parents first, each pack once.

A pack that two others extend (a diamond) stands once, below both, so that one branch never undoes
what the other changed in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Position
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.model.policy import PackDocument, RemoteFile
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.ports.packs import PackReader, PackReference, PackSource, PackUnavailableError

MAX_EXTENDS_DEPTH = 20
_NAME = re.compile(r"[a-z][a-z0-9-]*")


class LoadedPack(NamedTuple):
    """A pack as read: its document, and the nodes of its rules and parameter values."""

    source: PackSource
    document: PackDocument
    root: MapNode

    @property
    def title(self) -> LocalText:
        """The pack's title, or its id."""
        return self.document.title or LocalText({"en": self.document.pack})


class Loader:
    """Loads packs through a reader; gathers `problems` and, in order, `packs`."""

    def __init__(self, reader: PackReader) -> None:
        self.reader = reader
        self.problems: list[Problem] = []
        self.packs: list[LoadedPack] = []
        self.borrowed: dict[str, LoadedPack] = {}
        """Packs whose rules others take up one by one with `like`, by id; their own rules are not in force."""
        self.syntax_errors = False
        self._borrowing: set[str] = set()
        self._seen: set[str] = set()

    def without_echoes(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems without those that a syntax error may have caused.

        A line that was left out for its syntax may have held what seems to be missing.
        """
        return [p for p in problems if not (self.syntax_errors and _says_missing(p.message))]

    def load_all(self, references: Iterable[PackReference], relative_to: str | None = None) -> None:
        """Load several packs, asked for by a person or by an organisation's file."""
        for reference in references:
            self.load(reference, Position(_shown(reference), 0, 0), relative_to, ())

    def load(
        self,
        reference: PackReference,
        at: Position,
        relative_to: str | None,
        chain: tuple[str, ...],
    ) -> None:
        """Load the pack that is named at `at`; `chain` names the packs that led there."""
        try:
            source = self.reader.read(reference, relative_to)
        except PackUnavailableError as error:
            self.problems.append(Problem(at, error.message, error.hint))
            return
        if source.identity in chain:
            names = " -> ".join((*chain[chain.index(source.identity) :], source.identity))
            self.problems.append(Problem(at, message("extends.cycle", chain=names)))
            return
        if len(chain) >= MAX_EXTENDS_DEPTH:
            names = " -> ".join((*chain, source.identity))
            what = message("extends.too-deep", limit=MAX_EXTENDS_DEPTH, chain=names)
            self.problems.append(Problem(at, what))
            return
        if source.identity not in self._seen:
            self._seen.add(source.identity)
            self._add(source, chain)

    def _add(self, source: PackSource, chain: tuple[str, ...]) -> None:
        """Read a pack's text, then its parents, then put it above them."""
        document = source.document
        binder = Binder()
        pack: Any = MISSING
        if document.root is None and not document.problems:
            binder.problem(Position(source.name, 1, 1), Message("pack.empty"))
        elif document.root is not None:
            pack = binder.bind(document.root, PackDocument, "pack")
        self.syntax_errors = self.syntax_errors or document.syntax_errors
        self.problems += document.problems
        self.problems += self.without_echoes(binder.problems)
        if not isinstance(document.root, MapNode):
            return
        for reference, position in _parents(document.root):
            self.load(reference, position, source.identity, (*chain, source.identity))
        if pack is MISSING:  # go on with what there is: the rules' mistakes are wanted too
            pack = PackDocument(pack=_stem(source.name), version="0")  # type: ignore[arg-type]
        loaded = LoadedPack(source, pack, document.root)
        self.packs.append(loaded)
        self._borrow(loaded)

    def _borrow(self, pack: LoadedPack) -> None:
        """Load the packs that `like` names, and what these name in turn, each once."""
        for name, position in _likes(pack):
            if name in self._borrowing or any(name == loaded.document.pack for loaded in self.packs):
                continue
            self._borrowing.add(name)
            inner = Loader(self.reader)
            inner.borrowed, inner._borrowing = self.borrowed, self._borrowing  # rules may borrow from each other
            inner.load(name, position, pack.source.identity, ())
            self.problems += inner.problems
            self.borrowed |= {loaded.document.pack: loaded for loaded in inner.packs}


def _parents(root: MapNode) -> list[tuple[PackReference, Position]]:
    """The references under `extends`, each with its place; malformed ones were reported."""
    node = root.values.get("extends")
    items: tuple[Node, ...] = node.items if isinstance(node, ListNode) else ()
    found: list[tuple[PackReference, Position]] = []
    for item in items:
        binder = Binder()
        bound = binder.bind(item, str | RemoteFile, "extends")
        if not binder.problems:
            found.append((bound, item.position))
    return found


def _likes(pack: LoadedPack) -> Iterable[tuple[str, Position]]:
    """The packs, other than itself, whose rules a pack takes up by their name, each with the place that says so."""
    rules = mapping_at(pack, "rules")
    for node in rules.values.values() if rules else ():
        like = node.values.get("like") if isinstance(node, MapNode) else None
        name = like.raw.rpartition("/")[0] if isinstance(like, ScalarNode) else ""
        if like is not None and name != pack.document.pack and _NAME.fullmatch(name):
            yield name, like.position


def _says_missing(what: Message) -> bool:
    return what.key in ("bind.missing-key", "rule.incomplete", "check.one-key") or (
        what.arguments.get("found") == Message("kind.nothing")
    )


def _shown(reference: PackReference) -> str:
    return reference if isinstance(reference, str) else reference.url


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def mapping_at(pack: LoadedPack, key: str) -> MapNode | None:
    """The mapping under a top-level key of the pack's file, if there is one."""
    node = pack.root.values.get(key)
    return node if isinstance(node, MapNode) else None
