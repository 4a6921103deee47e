# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.consistent`: the licence texts, manifests, metadata and README all speak of the same licence.

Why: whoever reuses the code goes by the place that they read first. How it is decided: a place conflicts when none of the
licences that it names is in a licence text or among those that the README declares (a dual licence, or another one for
the documentation, is no conflict). "Only" in one place and "or later" in another conflict; the bare text of the GPL does
with neither. A file named after one licence that holds another conflicts too. Of SPDX headers, which cost reading every
source file (`headers`), the one that most files have is compared. What could not be seen stays unknown.
"""

import posixpath
from typing import NamedTuple

from ospo_policy.checks import common, licence_filename, licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.licence import LicenceStatement
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Glob
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.licences.agreement import Place, conflict
from ospo_policy.parsers.regex import compile_glob
from ospo_policy.parsers.selection import SOURCE_FILES
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Places whose statements are not compared; whether the SPDX headers of source files are."""

    ignore: tuple[Glob, ...] = ()
    headers: bool = False


def needs(params: Params) -> Needs:
    """The licence texts and the files that state a licence; the first bytes of source files where headers count."""
    return licences.STATEMENTS | Needs(heads=frozenset({SOURCE_FILES} if params.headers else ()))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at the first place that no other can agree with."""
    looked = licences.look(repository, main=False)
    stated = licences.stated(repository)
    texts, missed = _texts(looked)
    own = tuple(one for one in stated.statements if not _has_its_own(one.path, repository))
    said = _places((*own, *(licences.commonest_header(repository) if params.headers else ())), params)
    named = licence_filename.evaluate(licence_filename.Params(), repository)
    evidence = {"licences": [{"path": one.where, "said": one.said, "spdx": sorted(one.ids)} for one in (*texts, *said)]}
    if isinstance(named, Fail):
        return named._replace(evidence=evidence)
    found = conflict(texts, said) if texts and missed is None else conflict((), said)
    if found is not None:
        first, second = found
        key = "licence.conflict-default" if second.is_default else "licence.conflict"
        places = tuple(Location(one.path, one.line or None, one.column or None) for one in (second, first))
        told = message(key, here=second.where, said=second.said, there=first.where, other=first.said)
        return Fail(told, places, evidence)
    if missed is not None or stated.missed is not None:
        reason = missed or stated.missed
        assert reason is not None
        return Unknown(reason, evidence=evidence)
    if len({one.path for one in (*texts, *said)}) < 2:
        return NotApplicable(message("licence.said-once" if texts or said else "licence.said-nowhere"))
    return Pass(message("licence.consistent", count=len(texts) + len(said)), evidence=evidence)


def _has_its_own(path: str, repository: Repository) -> bool:
    """Whether a part of the repository has its own licence text beside its manifest."""
    folder = posixpath.dirname(path)
    start = f"{folder}/"
    return bool(folder) and any(
        other.startswith(start) and other[len(start) :].lower().startswith(("licen", "copying"))
        for other in common.tree_of(repository).paths
    )


def _texts(looked: licences.Licences | Verdict) -> tuple[tuple[Place, ...], Message | None]:
    """The licence texts; and why they may not be all, if so."""
    if isinstance(looked, Unknown):
        return (), looked.message
    if not isinstance(looked, licences.Licences):
        return (), None
    found = tuple(Place(held.path, 0, 0, held.found.expression, frozenset(held.ids)) for held in looked.recognised)
    return found, looked.missed or (licences.unrecognised(looked).message if looked.unknown else None)


def _places(statements: tuple[LicenceStatement, ...], params: Params) -> tuple[Place, ...]:
    from ospo_policy.parsers.licences import expressions

    ignored = [compile_glob(glob) for glob in params.ignore]
    found: list[Place] = []
    for one in statements:
        if not one.expression or one.scope == "part" or any(glob.select((one.path,)) for glob in ignored):
            continue
        ids = frozenset(expressions.ids(one.expression))
        found.append(Place(one.path, one.line, one.column, one.said, ids, one.scope, is_default=one.is_default))
    return tuple(found)


CHECK = CheckType("licence.consistent", Params, needs, evaluate)
