# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the places that name a repository's licences can all be right."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from ospo_policy.model.location import Location
from ospo_policy.parsers.licences.catalogue import family


class Place(NamedTuple):
    """One that names licences: its ids, in what it says, where."""

    path: str
    line: int
    column: int
    said: str
    ids: frozenset[str]
    scope: str = ""
    is_default: bool = False

    @property
    def where(self) -> str:
        """The file and the line, as text."""
        return str(Location(self.path, self.line)) if self.line else self.path


def conflict(texts: tuple[Place, ...], said: tuple[Place, ...]) -> tuple[Place, Place] | None:
    """Two places that cannot both be right, the one to believe first."""
    declared = [one for one in said if posixpath.basename(one.path).lower().startswith("readme")]
    known = frozenset().union(*(one.ids for one in texts))
    for one in said:
        others = known.union(*(other.ids for other in declared if other.path != one.path or other.scope))
        if texts and not _agree(one.ids, others):
            return _nearest(texts, one), one
    for number, one in enumerate(said):
        for other in said[number + 1 :]:
            if not texts and not _meet(one, other):
                return (other, one) if one.is_default else (one, other)
            if _variants_differ(one, other):
                return one, other
    return None


def _nearest(texts: tuple[Place, ...], one: Place) -> Place:
    """The text to name: beside the statement, else at the root."""
    folder = posixpath.dirname(one.path)
    return min(texts, key=lambda text: (posixpath.dirname(text.path) != folder, "/" in text.path))


def _meet(one: Place, other: Place) -> bool:
    if one.path == other.path or (one.scope and other.scope and one.scope != other.scope):
        return True
    return _agree(one.ids, other.ids)


def _agree(ids: frozenset[str], others: frozenset[str]) -> bool:
    return bool({family(id_) for id_ in ids} & {family(id_) for id_ in others})


def _variants_differ(one: Place, other: Place) -> bool:
    """Whether one says "only" and the other "or later" of the same licence."""
    if one.path == other.path or one.scope != other.scope or len(one.ids) > 1 or len(other.ids) > 1:
        return False
    (mine,), (yours,) = one.ids, other.ids
    return mine != yours and family(mine) == family(yours) and mine != family(mine) and yours != family(yours)
