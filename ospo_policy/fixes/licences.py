# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What fixes of licences share: the one licence of the texts, a statement replaced where it stands, a file given another name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ospo_policy.fixes.common import Whole, find, texts, tree_of, whole
from ospo_policy.model.facts import Repository
from ospo_policy.model.licence import LicenceStatement, TextKind
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.licences import catalogue, expressions, kept
from ospo_policy.parsers.selection import LICENCE_STATEMENTS

TEXTS = "licence"
NEEDS = Needs(tree=True, contents=frozenset({TEXTS, LICENCE_STATEMENTS}))


class Stated(NamedTuple):
    """A file that states a licence, and what it states."""

    file: Whole
    statements: tuple[LicenceStatement, ...]


def stated(facts: Repository) -> tuple[Stated, ...]:
    """What manifests, metadata and READMEs state, of files that can be changed."""
    return tuple(Stated(one, kept.stated(one.path, one.text)) for one in texts(facts, (LICENCE_STATEMENTS,)))


def the_licence(facts: Repository) -> str | Message:
    """The one licence of the texts (at the root if there are any, else in LICENSES), as an SPDX id; or why it is not certain.

    A text of the GPL that does not tell "only" from "or later" is as other places say, where all of them say the same.
    """
    paths = find(facts, (TEXTS,))
    paths = tuple(path for path in paths if "/" not in path) or paths
    if not paths:
        return message("fix.licence.none")
    found: set[str] = set()
    for path in paths:
        text = whole(facts, path)
        if isinstance(text, Message):
            return text
        held = kept.identified(text.text, path)
        if held.kind is not TextKind.LICENCE or len(held.matches) != 1 or held.matches[0].is_exception:
            return message("fix.licence.not-one", path=path)
        found.add(held.matches[0].id)
    if len(found) != 1:
        return message("fix.licence.several", ids=tuple(sorted(found)))
    return precise(found.pop(), facts)


def precise(id_: str, facts: Repository) -> str | Message:
    """An id that tells "only" from "or later", by what all other places say."""
    if not catalogue.variants(id_):
        return id_
    said = {
        other
        for one in stated(facts)
        for statement in one.statements
        for other in expressions.ids(statement.expression)
        if catalogue.family(other) == id_ != other
    }
    if len(said) == 1:
        return said.pop()
    return message("fix.licence.only-or-later", id=id_, variants=catalogue.variants(id_))


def replaced(text: str, one: LicenceStatement, new: str) -> str | None:
    """A text with another licence in place of a statement; None where what is said does not stand at its place as told."""
    lines = text.split("\n")
    place = _place(lines, one)
    if place is None:
        return None
    number, at = place
    lines[number] = lines[number][:at] + new + lines[number][at + len(one.said) :]
    return "\n".join(lines)


def _place(lines: list[str], one: LicenceStatement) -> tuple[int, int] | None:
    """The line and column, from 0, where a statement stands. TOML's reader tells no places: there the line of the key is looked for."""
    number, column = one.line - 1, one.column - 1
    line = lines[number] if number < len(lines) else ""
    at = line.find(one.said, max(0, column))
    if 0 <= at <= column + 2 and ("::" in one.said or "::" not in line):
        return number, at
    if not one.path.lower().endswith(".toml"):
        return None
    said = re.escape(one.said)
    wanted = re.compile(
        rf"[ \t]*licen[cs]e[ \t]*=.*?([\"'])({said})\1" if "::" not in one.said else rf".*?([\"'])({said})\1"
    )
    found = ((n, match.start(2)) for n, text in enumerate(lines) if (match := wanted.match(text)) is not None)
    return next(found, None)


class Renamed(NamedTuple):
    """A file under another name."""

    old: str
    new: str


def renamed(facts: Repository, moves: tuple[Renamed, ...]) -> dict[str, str | None] | Message:
    """The files that change when files are given other names: themselves, and those that name them by their path.

    A message where a name is taken, or a text was not read.
    """
    tree = tree_of(facts)
    files: dict[str, str | None] = {}
    taken = {path.lower() for path in tree.paths} if tree is not None else set[str]()
    for old, new in moves:
        text = whole(facts, old)
        if isinstance(text, Message):
            return text
        if (new.lower() in taken and new.lower() != old.lower()) or new in files:
            return message("fix.name-taken", path=new)
        files |= {old: None, new: text.text}
    for one in texts(facts, (LICENCE_STATEMENTS,)):
        after = one.text
        for old, new in moves:
            after = _named_otherwise(after, old, new)
        if after != one.text and one.path not in files:
            files[one.path] = after
    return files


def _named_otherwise(text: str, old: str, new: str) -> str:
    """A text in which a path is another."""
    pattern = re.compile(rf"(?<![\w./-]){re.escape(old)}(?![\w/-]|\.\w)")
    return new.join(pattern.split(text))


def ids_of(said: str) -> Iterator[str]:
    """The words of an expression that are ids."""
    return (word for word in re.findall(r"[\w.+:-]+", said) if word.upper() not in ("AND", "OR", "WITH"))
