# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""CITATION.cff files, judged by the rules of the Citation File Format 1.2.0, without network.

`citation_format` has the keys, and their source. Licence ids are those of SPDX's list as of today, which is longer than the list of 2021
that the schema repeats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Position
from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.model.nodes import Document, ListNode, MapNode, Node, ScalarNode, plain
from ospo_policy.parsers.citation_format import ENTITY, FORMS, IDENTIFIER, PERSON, REFERENCE, REQUIRED, ROOT, WORDS
from ospo_policy.parsers.nearest import nearest

VERSION = "1.2.0"
OLDER = frozenset(("1.0.0", "1.0.1", "1.0.2", "1.0.3", "1.1.0"))
MAX_PROBLEMS = 50
_MONTHS = frozenset(str(month) for month in range(1, 13))


_LISTS = {"people": "agent", "texts": "text", "identifiers": "identifier_map", "references": "reference",
          "languages": "language"}  # fmt: skip


def validate(document: Document, file: str) -> tuple[Problem, ...]:
    """What is wrong with a file, in its order; nothing for one that is valid."""
    reader = _Reader()
    if document.syntax_errors or (document.root is None and document.problems):
        return document.problems
    if not isinstance(document.root, MapNode):
        where = document.root.position if document.root else Position(file, 1, 1)
        return (Problem(where, Message("cff.not-a-mapping")),)
    version = document.root.values.get("cff-version")
    if isinstance(version, ScalarNode) and version.raw in OLDER:
        return (Problem(version.position, message("cff.older", found=version.raw)),)
    reader.mapping(document.root, "root", ROOT)
    problems = sorted((*document.problems, *reader.problems), key=lambda problem: problem.position)
    return tuple(problems[:MAX_PROBLEMS])


class _Reader:
    """Walks the nodes and notes what is wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def say(self, node: Node | Position, key: str, /, **arguments: object) -> None:
        """Note a problem at a node."""
        where = node if isinstance(node, Position) else node.position
        self.problems.append(Problem(where, Message(f"cff.{key}", arguments)))

    def mapping(self, node: Node, name: str, table: Mapping[str, str]) -> None:
        """A mapping of one of the tables."""
        if not isinstance(node, MapNode):
            self.say(node, f"not-{name}")
            return
        for key in REQUIRED[name]:
            if key not in node.values:
                self.say(node, f"missing-{key}" if name == "root" else "missing", key=key)
        for key, value in node.values.items():
            if len(self.problems) >= MAX_PROBLEMS:
                return
            if key in table:
                self.value(value, key, table[key])
            else:
                near = nearest(key, [known for known in table if known not in node.values])
                self.say(node.keys[key], "unknown-key-near" if near else "unknown-key", key=key, near=near or "")

    def value(self, node: Node, key: str, kind: str) -> None:
        """The value of a key, by its kind."""
        if kind in _LISTS:
            self.items(node, key, _LISTS[kind])
        elif kind == "licence":
            self.licences(node, key)
        elif kind == "agent":
            self.agent(node)
        elif kind == "identifier_map":
            self.identifier(node)
        elif kind == "entity":
            self.mapping(node, "entity", ENTITY)
        elif kind == "reference":
            self.mapping(node, "reference", REFERENCE)
        elif not isinstance(node, ScalarNode):
            self.say(node, "not-text", key=key)
        elif node.value is None or (isinstance(node.value, str) and not node.value):
            self.say(node, "empty", key=key)
        else:
            self.scalar(node, key, kind)

    def items(self, node: Node, key: str, kind: str) -> None:
        """A list: not empty, nothing twice, every item right."""
        if not isinstance(node, ListNode):
            self.say(node, "not-a-list", key=key)
            return
        if not node.items:
            self.say(node, "empty", key=key)
        seen: set[str] = set()
        for item in node.items:
            said = repr(plain(item))
            if said in seen:
                self.say(item, "twice", key=key)
            seen.add(said)
            self.value(item, key, kind)

    def agent(self, node: Node) -> None:
        """A person, or an organisation, which has a `name`."""
        if isinstance(node, MapNode) and not node.values:
            self.say(node, "nobody")
        elif isinstance(node, MapNode) and "name" in node.values:
            personal = next((key for key in node.values if key in PERSON and key not in ENTITY), None)
            if personal is None:
                self.mapping(node, "entity", ENTITY)
            else:
                self.say(node.keys[personal], "person-and-entity", key=personal)
        else:
            self.mapping(node, "person", PERSON)

    def identifier(self, node: Node) -> None:
        """An identifier, whose `type` says what form its `value` has."""
        self.mapping(node, "identifier", IDENTIFIER)
        if isinstance(node, MapNode):
            type_, value = node.values.get("type"), node.values.get("value")
            if isinstance(type_, ScalarNode) and type_.raw in ("doi", "url", "swh") and isinstance(value, ScalarNode):
                self.form(value, "value", type_.raw)

    def licences(self, node: Node, key: str) -> None:
        """One SPDX id, or a list of which any may be chosen."""
        if isinstance(node, ListNode):
            self.items(node, key, "licence")
        elif not isinstance(node, ScalarNode) or not isinstance(node.value, str):
            self.say(node, "not-text", key=key)
        else:
            self.licence(node, node.value)

    def licence(self, node: ScalarNode, said: str) -> None:
        """An id of SPDX's list, in its case."""
        from ospo_policy.parsers.licences import catalogue, names

        known = catalogue.info(said)
        if known is not None and known.id == said:
            return
        meant = known.id if known else names.from_words(said) or ""
        if " OR " in meant or " AND " in meant:
            self.say(node, "licence-expression", said=said)
            return
        near = meant or nearest(said, catalogue.ids()) or ""
        self.say(node, "licence-near" if near else "licence", said=said, near=near)

    def scalar(self, node: ScalarNode, key: str, kind: str) -> None:
        """A single value that is not empty."""
        is_number = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
        if is_number and (kind == "number_or_text" or (kind == "integer_or_text" and isinstance(node.value, int))):
            return
        if kind == "month":
            if node.raw.lstrip("0") not in _MONTHS:
                self.say(node, "month", found=node.raw)
        elif kind == "version":
            if node.value != VERSION:
                self.say(node, "version", found=node.raw)
        elif not isinstance(node.value, str):
            self.say(node, "needs-quotes", key=key, found=node.raw)
        elif kind in WORDS:
            self.word(node, key, node.value, WORDS[kind])
        elif kind in FORMS:
            self.form(node, key, kind)

    def word(self, node: ScalarNode, key: str, said: str, words: tuple[str, ...]) -> None:
        """A value that must be one of some words."""
        if said in words:
            return
        near = nearest(said, words)
        if near is None and len(words) < 8:
            self.say(node, "not-among", key=key, found=said, words=Alternatives(words))
        else:
            self.say(node, "word-near" if near else "word", key=key, found=said, near=near or "")

    def form(self, node: ScalarNode, key: str, kind: str) -> None:
        """A value that must have a form: a date, a DOI, an address."""
        if FORMS[kind].fullmatch(node.raw) is None or not _MORE.get(kind, bool)(node.raw):
            self.say(node, f"form-{kind}", key=key, found=node.raw)


def _is_day(said: str) -> bool:
    """Whether the day exists."""
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


_MORE: dict[str, Callable[[str], bool]] = {"date": _is_day}

_SAMPLES = {
    "title": ("my research software", "my research tool", "my software", "name of your software"),
    "doi": tuple(f"10.5281/zenodo.{'1234567'[:length]}" for length in (4, 5, 6, 7)),
    "orcid": ("https://orcid.org/0000-0000-0000-0000",),
}
_NOBODY = frozenset((("lisa", "mona"), ("bot", "hew"), ("doe", "jane"), ("doe", "john"), ("real person", "one truly"),
                     ("last name", "first name")))  # fmt: skip


def placeholders(root: Node | None) -> tuple[Problem, ...]:
    """What the template of a forge or a generator has put there, and nobody replaced."""
    found: list[Problem] = []
    for node in (root, *_people(root)):
        if not isinstance(node, MapNode):
            continue
        for key, samples in _SAMPLES.items():
            value = node.values.get(key)
            if isinstance(value, ScalarNode) and value.raw.strip().lower() in samples:
                found.append(Problem(value.position, message("cff.placeholder", key=key, found=value.raw)))
        named = [node.values.get(key) for key in ("family-names", "given-names")]
        names = tuple(part.raw.strip().lower() for part in named if isinstance(part, ScalarNode))
        if names in _NOBODY:
            found.append(Problem(node.position, message("cff.placeholder", key="authors", found=" ".join(names[::-1]))))
    return tuple(found[:MAX_PROBLEMS])


def _people(root: Node | None) -> tuple[Node, ...]:
    """The authors."""
    people = root.values.get("authors") if isinstance(root, MapNode) else None
    return people.items if isinstance(people, ListNode) else ()
