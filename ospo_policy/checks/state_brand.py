# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`state-brand`: a repository that holds the French State's brand says that reusers may not use it.

Why: the font Marianne, the logo and the design system (DSFR) are reserved to the State's services, whatever the licence of the
code; who takes up the code must know to replace them. "Le contenu de ce dépôt est placé sous licence MIT License, à
l'exception de la fonte Marianne" (GouvernementFR/dsfr, LICENSE.md; the conditions are in doc/legal/cgu.md). How it is
decided: copies of the font, the logo or the design system, or a dependency on it, ask for a sentence in the README, the
licence, the notice, the contribution guide or REUSE.toml. It stays unknown when one of these was not read.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.state_brand import FILES, MANIFESTS
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

DOCUMENTS = tuple(FileKind(kind) for kind in ("readme", "licence", "notice", "contributing", "reuse"))
_OTHERS = frozenset(("node_modules",))


class Params(NamedTuple):
    """Whether a dependency on the design system counts, beside copies."""

    dependency: bool = True


def needs(params: Params) -> Needs:
    """The listing, the documents, and the manifests where they count."""
    return Needs(tree=True, contents=frozenset((*DOCUMENTS, *(MANIFESTS if params.dependency else ()))))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail where the brand is there and nothing says so."""
    from ospo_policy.parsers.state_brand import notice

    seen, unread = _traces(params, repository)
    if not seen:
        if unread is not None:
            return Unknown(unread)
        return NotApplicable(message("state-brand.none"))
    files = common.find(repository, DOCUMENTS)
    texts = common.read(repository, files.paths)
    for content in texts.read:
        at = notice(content.text)
        if at is not None:
            place = Location(content.path, *line_and_column(content.text, at))
            return Pass(message("state-brand.said", place=str(place)), (place,))
    missed = texts.unread[0] if texts.unread else files.missed
    if missed is not None:
        return Unknown(missed)
    shown = common.some(tuple(str(place) for place in seen))
    return Fail(message("state-brand.silent", count=len(seen), places=shown), seen[: common.MAX_LOCATIONS])


def _traces(params: Params, repository: Repository) -> tuple[tuple[Location, ...], Message | None]:
    """Where the brand is; and why there may be more, if so."""
    from ospo_policy.parsers.state_brand import dependency

    files = common.find(repository, FILES)
    found = [Location(path) for path in files.paths if not _OTHERS & set(path.split("/"))]
    if not params.dependency:
        return tuple(found), files.missed
    manifests = tuple(path for path in common.find(repository, MANIFESTS).paths if not _OTHERS & set(path.split("/")))
    texts = common.read(repository, manifests)
    for content in texts.read:
        at = dependency(content.text)
        if at is not None:
            found.append(Location(content.path, *line_and_column(content.text, at)))
    return tuple(found), texts.unread[0] if texts.unread else files.missed


CHECK = CheckType("state-brand", Params, needs, evaluate)
