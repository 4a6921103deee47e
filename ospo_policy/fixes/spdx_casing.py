# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`spdx-casing`: licences are named by their SPDX ids, written as SPDX writes them, in fields and in file names of LICENSES/.

An id in another case, a name that means one licence alone (`Apache 2`), an id that SPDX replaced (`GPL-3.0+`). An id that leaves
open whether later versions hold (`GPL-3.0`) is changed only where all other places say which is meant. What names no licence of
SPDX is left to people. Where it is changed: manifests, publiccode.yml, CITATION.cff, REUSE.toml; what stands in a header of a source
file is not (`reuse annotate` does that).
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from ospo_policy.fixes import licences
from ospo_policy.fixes.common import edited, find
from ospo_policy.fixes.licences import Renamed, Stated, ids_of, precise, renamed, replaced
from ospo_policy.model.facts import Repository
from ospo_policy.model.licence import LicenceStatement, StatementSource
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.licences import catalogue, expressions, kept
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

FIELDS = frozenset(
    ("package.json", "composer.json", "cargo.toml", "deno.json", "jsr.json", "mix.exs", "pyproject.toml")
)
SOURCES = (StatementSource.PUBLICCODE, StatementSource.CITATION, StatementSource.REUSE)
_ENDING = re.compile(r"(?i)\.(?:txt|md|markdown|rst|html?|license|text)$")
_WORD = re.compile(r"[\w.+:-]+")
_PREFIX = re.compile(r"(?i)^licen[cs]e[._-]")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts and the files that state a licence."""
    return licences.NEEDS


def repair(_params: Params, broken: Broken) -> Outcome:
    """Each file with its ids as SPDX writes them, and licence texts under their ids."""
    facts = broken.facts
    moved = renamed(facts, tuple(_moves(facts)))
    if isinstance(moved, Message):
        return Unable(moved)
    files = dict(moved)
    for one in licences.stated(facts):
        text = files.get(one.file.path) or one.file.text
        files[one.file.path] = _rewritten(one, text, facts)
    return edited(broken, files)


def _moves(facts: Repository) -> list[Renamed]:
    """The texts of LICENSES/ whose name is an id in another case, or an id after `LICENSE.`."""
    found: list[Renamed] = []
    for path in find(facts, (licences.TEXTS,)):
        folder, name = posixpath.split(path)
        stem = _ENDING.sub("", name)
        bare = _PREFIX.sub("", stem)
        right = (
            catalogue.canonical(stem)
            or catalogue.exception(stem)
            or catalogue.canonical(bare)
            or catalogue.exception(bare)
        )
        if folder == "LICENSES" and right is not None and right != stem:
            found.append(Renamed(path, f"LICENSES/{right}{name[len(stem) :] or '.txt'}"))
    return found


def _rewritten(one: Stated, text: str, facts: Repository) -> str:
    """A file's text with its ids put right, as far as they can be, from the last to the first."""
    name = posixpath.basename(one.file.path).lower()
    for statement in reversed(one.statements):
        if (
            (statement.source not in SOURCES and name not in FIELDS)
            or "::" in statement.said
            or len(statement.said) > 120
        ):
            continue
        right = _right(statement, facts)
        after = replaced(text, statement, right) if right is not None and right != statement.said else None
        if after is not None and _says(one.file.path, after, right or "", statement):
            text = after
    return text


def _says(path: str, text: str, right: str, before: LicenceStatement) -> bool:
    """Whether a file, read again, states at a place what was put there."""
    return any(now.said == right and now.line == before.line for now in kept.stated(path, text))


def _right(statement: LicenceStatement, facts: Repository) -> str | None:
    """What is to stand in a field; None where that is not certain."""
    said = statement.said
    is_expression = expressions.canonical_expression(said) is not None
    spdx = _WORD.sub(lambda found: _cased(found[0]), said) if is_expression else statement.expression
    if not spdx:
        return None
    for id_ in dict.fromkeys(ids_of(spdx)):
        info = catalogue.info(id_)
        if info is None or not info.deprecated:
            continue
        base = id_.removesuffix("+")
        if base != id_ and catalogue.variants(base):
            current: str | Message = f"{base}-or-later"
        elif catalogue.variants(id_):
            current = precise(id_, facts)
        else:
            continue
        if isinstance(current, Message):
            if not is_expression:
                return None  # a name without a version's "only" or "or later" becomes no id at all
            continue
        spdx = current.join(re.split(rf"(?<![\w.+-]){re.escape(id_)}(?![\w.+-])", spdx))
    return spdx


def _cased(word: str) -> str:
    """A word of an expression in its right case."""
    operator = word.upper()
    return (
        operator
        if operator in ("AND", "OR", "WITH")
        else catalogue.canonical(word) or catalogue.exception(word) or word
    )


FIX = FixType("spdx-casing", Params, needs, repair, safety=Safety.SAFE)
