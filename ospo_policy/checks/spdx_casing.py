# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`spdx.casing`: licences are named by their SPDX ids, as SPDX writes them (`etalab-2.0`, `AGPL-3.0-or-later`).

Why: tools compare ids letter by letter, and ids without "only" or "or later" are deprecated. How it is decided: in the
fields that hold SPDX ids (manifests of npm, Composer, Cargo and Python, publiccode.yml, CITATION.cff, REUSE.toml) and in
file names of LICENSES/. Names that are no id (`AGPL-v3`) fail with the id that is meant, where it can be told.
Sources: https://spdx.org/licenses/ , https://reuse.software/spec-3.3/
"""

import posixpath
import re
from typing import NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.licence import LicenceStatement, StatementSource
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType

_SPDX_MANIFESTS = frozenset(("package.json", "composer.json", "cargo.toml", "deno.json", "jsr.json", "mix.exs"))
_SOURCES = (StatementSource.PUBLICCODE, StatementSource.CITATION, StatementSource.REUSE)
_WORDS = frozenset(("unlicensed", "proprietary", "none", "noassertion"))


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts' names, and the files that state a licence."""
    return licences.STATEMENTS


class _Wrong(NamedTuple):
    place: Location
    said: Message


def evaluate(_params: Params, repository: Repository) -> Verdict:
    """Fail with every id that SPDX writes otherwise."""
    stated = licences.stated(repository)
    fields = [one for one in stated.statements if _holds_ids(one)]
    paths = [path for path in common.find(repository, (licences.TEXTS,)).paths if path.startswith("LICENSES/")]
    wrong = [w for one in fields if (w := _field(one)) is not None]
    wrong += [w for path in paths if (w := _file(path)) is not None]
    if wrong:
        said = common.some(tuple(w.said for w in wrong))
        return Fail(message("spdx.wrong", ids=said), tuple(w.place for w in wrong)[: common.MAX_LOCATIONS])
    if stated.missed is not None:
        return Unknown(stated.missed)
    if not fields and not paths:
        return NotApplicable(message("spdx.none"))
    old = next((one for one in fields if _is_deprecated(one.said)), None)
    if old is not None:
        place = Location(old.path, old.line, old.column)
        return Pass(message("spdx.deprecated", said=old.said, place=str(place), id=_whole(old.expression)), (place,))
    return Pass(message("spdx.right", count=len(fields) + len(paths)))


def _holds_ids(one: LicenceStatement) -> bool:
    name = posixpath.basename(one.path).lower()
    if one.said.lower() in _WORDS or one.said.upper().startswith("SEE LICEN") or len(one.said) > 120:
        return False
    if name == "pyproject.toml":  # classifiers are PyPI's names; long texts are texts
        return "::" not in one.said
    return one.source in _SOURCES or name in _SPDX_MANIFESTS


def _field(one: LicenceStatement) -> _Wrong | None:
    from ospo_policy.parsers.licences import expressions

    place = Location(one.path, one.line, one.column)
    spdx = expressions.canonical_expression(one.said)
    if spdx is None:
        if one.expression:
            return _Wrong(place, message("spdx.no-id", said=one.said, place=str(place), id=_whole(one.expression)))
        return _Wrong(place, message("spdx.unknown", said=one.said, place=str(place)))
    if sorted(_ids(spdx)) != sorted(_ids(one.said)):
        return _Wrong(place, message("spdx.written", said=one.said, place=str(place), id=_whole(spdx)))
    return None


def _is_deprecated(said: str) -> bool:
    from ospo_policy.parsers.licences import catalogue

    return any((info := catalogue.info(id_)) is not None and info.deprecated for id_ in _ids(said))


_ID = re.compile(r"[\w.+:-]+")


def _ids(said: str) -> list[str]:
    return [word for word in _ID.findall(said) if word.upper() not in ("AND", "OR", "WITH")]


def _whole(id_: str) -> str:
    """An id to write: of a family, the variants that there are."""
    from ospo_policy.parsers.licences import catalogue

    return " / ".join(catalogue.variants(id_)) or id_


_ENDING = re.compile(r"(?i)\.(?:txt|md|markdown|rst|html?|license|text)$")


def _file(path: str) -> _Wrong | None:
    from ospo_policy.parsers.licences import catalogue

    name = _ENDING.sub("", posixpath.basename(path))
    right = catalogue.canonical(name) or catalogue.exception(name)
    if right == name or name.lower() in ("readme", ".gitkeep", ""):
        return None
    if right is not None:
        return _Wrong(Location(path), message("spdx.written", said=name, place=path, id=right))
    bare = catalogue.canonical(re.sub(r"(?i)^licen[cs]e[._-]", "", name))
    if bare is not None:
        return _Wrong(Location(path), message("spdx.no-id", said=name, place=path, id=bare))
    return _Wrong(Location(path), message("spdx.unknown", said=name, place=path))


CHECK = CheckType("spdx.casing", Params, needs, evaluate)
