# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks on licences share: the licence files of a repository, and which licence each is."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.licence import LicenceStatement, LicenceText, TextKind
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import NotApplicable, Unknown, Verdict
from ospo_policy.parsers.licences import kept
from ospo_policy.parsers.selection import LICENCE_STATEMENTS, SOURCE_FILES

TEXTS, BINARIES = "licence", "licence-binary"
NEEDS = Needs(contents=frozenset({TEXTS}))
STATEMENTS = Needs(tree=True, contents=frozenset({TEXTS, LICENCE_STATEMENTS}))


def metadata_needs(kind: FileKind, aspects: Collection[str]) -> Needs:
    """A file of metadata; the licence texts and the tags where these aspects of it are compared."""
    wanted = Needs(contents=frozenset({kind}))
    if "licence" in aspects:
        wanted |= NEEDS
    return wanted | Needs(history=frozenset({"tags"} if "version" in aspects else ()))


class Held(NamedTuple):
    """A licence file and what it holds."""

    path: str
    found: LicenceText
    text: str

    @property
    def is_custom(self) -> bool:
        """Whether its name says that it is a licence of one's own, in REUSE's words."""
        return posixpath.basename(self.path).startswith("LicenseRef-")

    @property
    def ids(self) -> tuple[str, ...]:
        """The licences that it holds, without exceptions."""
        return tuple(match.id for match in self.found.matches if not match.is_exception)


class Licences(NamedTuple):
    """The licence files that count, and what could not be seen."""

    files: tuple[Held, ...]
    paths: tuple[str, ...]
    missed: Message | None

    @property
    def recognised(self) -> tuple[Held, ...]:
        """Those in which a licence was recognised."""
        return tuple(held for held in self.files if held.found.kind is TextKind.LICENCE)

    @property
    def unknown(self) -> tuple[Held, ...]:
        """Those that may be licences, but that were not recognised; without those that say to be one's own."""
        return tuple(held for held in self.files if held.found.kind is TextKind.UNKNOWN and not held.is_custom)

    @property
    def places(self) -> tuple[Location, ...]:
        """Where they stand."""
        return common.places(self.paths)

    @property
    def evidence(self) -> dict[str, object]:
        """What was found, for reports."""
        return {"licences": [{"path": held.path, "spdx": held.found.expression or None} for held in self.files]}


def look(repository: Repository, *, main: bool = True) -> Licences | Verdict:
    """The licence files; or the verdict where there is none.

    With `main`, those at the root if there are any, else those of `LICENSES/`; texts of single files
    (`LICENSES/` beside a root licence) are left out.
    """
    files = common.find(repository, (TEXTS,))
    if not files.paths:
        if files.missed is not None:
            return Unknown(files.missed)
        return NotApplicable(message("licence.no-text"))
    paths = files.paths
    if main:
        root = tuple(path for path in paths if "/" not in path)
        paths = root or paths
    texts = common.read(repository, paths)
    held = tuple(
        Held(content.path, kept.identified(content.text, content.path), content.text) for content in texts.read
    )
    missed = texts.unread[0] if texts.unread else files.missed
    return Licences(held, paths, missed)


class Stated(NamedTuple):
    """What the repository says of its licence elsewhere than in the text, and what could not be seen."""

    statements: tuple[LicenceStatement, ...]
    missed: Message | None


def stated(repository: Repository) -> Stated:
    """What manifests, metadata and READMEs say."""
    files = common.find(repository, (LICENCE_STATEMENTS,))
    texts = common.read(repository, files.paths)
    found = tuple(one for content in texts.read for one in kept.stated(content.path, content.text))
    return Stated(found, texts.unread[0] if texts.unread else files.missed)


def commonest_header(repository: Repository) -> tuple[LicenceStatement, ...]:
    """The SPDX header that most source files have, as the first of them says it; nothing where none has one."""
    from ospo_policy.parsers.licences.statements import headers

    first: dict[str, LicenceStatement] = {}
    counts: dict[str, int] = {}
    for path in common.find(repository, (SOURCE_FILES,)).paths:
        head = repository.heads.get(path)
        if isinstance(head, Known) and b"SPDX" in head.value:
            for one in headers(path, head.value.decode("utf-8", "replace"))[:1]:
                first.setdefault(one.expression, one)
                counts[one.expression] = counts.get(one.expression, 0) + 1
    counts.pop("", None)
    return (first[max(counts, key=counts.__getitem__)],) if counts else ()


def stated_for(repository: Repository, scope: str) -> tuple[str, ...]:
    """The licences that are stated for one scope (code, documentation, data) alone; none where that is not told apart."""
    from ospo_policy.parsers.licences import expressions

    said = [one.expression for one in stated(repository).statements if one.scope == scope]
    return tuple(dict.fromkeys(id_ for expression in said for id_ in expressions.ids(expression)))


def variants_stated(repository: Repository) -> dict[str, str]:
    """Each family to the variant that is stated of it, where all places that state one say the same."""
    from ospo_policy.parsers.licences import catalogue, expressions

    said: dict[str, set[str]] = {}
    for one in stated(repository).statements:
        for id_ in expressions.ids(one.expression):
            family = catalogue.family(id_)
            if family != id_:
                said.setdefault(family, set()).add(id_)
    return {family: variants.pop() for family, variants in said.items() if len(variants) == 1}


def unrecognised(licences: Licences) -> Unknown:
    """The verdict where no licence could be recognised."""
    if licences.missed is not None:
        return Unknown(licences.missed, licences.places)
    nearest = next((held.found.nearest for held in licences.files if held.found.nearest), "")
    names = common.some(licences.paths)
    if nearest:
        return Unknown(message("licence.most-like", files=names, id=nearest), licences.places, licences.evidence)
    return Unknown(message("licence.unrecognised", files=names), licences.places, licences.evidence)


class Compared(NamedTuple):
    """What is wrong with a statement beside the licence texts, if anything; or why that cannot be told."""

    wrong: Message | None
    missed: Message | None


def compared(repository: Repository, said: Sequence[LicenceStatement]) -> Compared:
    """Whether what a file states, as a choice, names a licence that the texts hold; nothing where there is no text."""
    from ospo_policy.parsers.licences import expressions
    from ospo_policy.parsers.licences.agreement import Place, conflict

    ids = frozenset(id_ for one in said for id_ in expressions.ids(one.expression))
    looked = look(repository, main=False)
    if not ids or not isinstance(looked, Licences):
        return Compared(None, looked.message if ids and isinstance(looked, Unknown) else None)
    texts = tuple(Place(held.path, 0, 0, held.found.expression, frozenset(held.ids)) for held in looked.recognised)
    missed = looked.missed or (unrecognised(looked).message if looked.unknown else None)
    named = Place(said[0].path, said[0].line, said[0].column, ", ".join(one.said for one in said), ids)
    found = conflict(texts, (named,)) if texts else None
    if found is None or missed is not None:
        return Compared(None, missed)
    text, _ = found
    told = message("metadata.other-licence", here=named.where, said=named.said, there=text.where, other=text.said)
    return Compared(told, None)
