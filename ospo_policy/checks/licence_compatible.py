# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.compatible`: the licences of components and of vendored code fit the repository's own.

Why: whoever distributes the whole has to keep every licence in it. How it is decided: by a documented matrix
(`parsers.licences.compatibility`), for the components whose licence a lock file states (package-lock.json, composer.lock;
those for development only do not count) and the licence texts in folders of vendored code. A component whose licence
takes the whole over (GPL in an MIT project) passes with advice unless `takes_over: fail`. What the matrix does not tell is
unknown. This is no advice of a lawyer.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.licences import kept
from ospo_policy.parsers.licences.components import LOCKS, Component, components
from ospo_policy.ports.check import CheckType

_FOLDERS = ("vendor", "vendors", "third_party", "third-party", "thirdparty", "3rdparty", "externals")
_VENDORED = frozenset(
    f"{start}{folder}/**/{name}" for start in ("", "*/") for folder in _FOLDERS for name in ("LICEN[CS]E*", "COPYING*")
)
_LOCKS = frozenset((*LOCKS, *(f"*/{name}" for name in LOCKS)))


class Params(NamedTuple):
    """Whether a component under whose licence the whole is to be distributed fails; components that do not count."""

    takes_over: Literal["advise", "fail"] = "advise"
    ignore: tuple[str, ...] = ()


def needs(_params: Params) -> Needs:
    """The licence texts, what states the variant, lock files and the texts of vendored code."""
    return licences.STATEMENTS | Needs(contents=_LOCKS | _VENDORED)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at components that cannot be part of the work."""
    looked = licences.look(repository)
    if not isinstance(looked, licences.Licences):
        return looked
    files = common.find(repository, (*_LOCKS, *_VENDORED))
    texts = common.read(repository, files.paths)
    parts = [
        one for content in texts.read for one in _parts(content.path, content.text) if one.name not in params.ignore
    ]
    if not looked.recognised:
        return licences.unrecognised(looked)
    if not parts and not texts.unread:
        return NotApplicable(message("licence.no-components"))
    return _judged(params, parts, looked, repository, bool(texts.unread or files.missed or looked.missed))


def _parts(path: str, text: str) -> tuple[Component, ...]:
    if path.endswith((".json", ".lock")):
        return components(path, text)
    spdx = kept.identified(text, path).expression
    return (Component(path, path.rpartition("/")[0], spdx, spdx),) if spdx else ()


def _judged(
    params: Params, parts: list[Component], looked: licences.Licences, repository: Repository, incomplete: bool
) -> Verdict:
    from ospo_policy.parsers.licences.compatibility import Fit, fit
    from ospo_policy.parsers.licences.expressions import parse

    stated = licences.variants_stated(repository)
    own = " OR ".join(dict.fromkeys(stated.get(id_, id_) for held in looked.recognised for id_ in held.ids))
    found: dict[Fit, list[Component]] = {kind: [] for kind in Fit}
    known: dict[str, Fit] = {}
    for one in parts:
        if one.expression not in known:
            known[one.expression] = fit(parse(one.expression), parse(own)) if one.expression else Fit.UNKNOWN
        found[known[one.expression]].append(one)
    evidence = {"licence": own, "components": {kind.value: len(some) for kind, some in found.items()}}
    for kind, key, fails in (
        (Fit.CONFLICTS, "licence.conflicting-components", True),
        (Fit.TAKES_OVER, "licence.stronger-components", params.takes_over == "fail"),
    ):
        if found[kind] and fails:
            return Fail(message(key, names=_named(found[kind]), id=own), _places(found[kind]), evidence)
    if found[Fit.UNKNOWN] or incomplete:
        names = _named(found[Fit.UNKNOWN]) or ("?",)
        return Unknown(
            message("licence.unknown-components", names=names, id=own), _places(found[Fit.UNKNOWN]), evidence
        )
    if found[Fit.TAKES_OVER]:
        said = message("licence.stronger-components", names=_named(found[Fit.TAKES_OVER]), id=own)
        return Pass(said, _places(found[Fit.TAKES_OVER]), evidence)
    return Pass(message("licence.compatible", count=len(parts), id=own), evidence=evidence)


def _named(parts: list[Component]) -> tuple[object, ...]:
    return common.some(tuple(dict.fromkeys(f"{one.name} ({one.said})" for one in parts)))


def _places(parts: list[Component]) -> tuple[Location, ...]:
    return common.places(dict.fromkeys(one.path for one in parts))


CHECK = CheckType("licence.compatible", Params, needs, evaluate)
