# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`publiccode.coherent`: what publiccode.yml says is true of the repository beside it.

Why: catalogues show what it says for years, and whoever chooses software goes by it. How it is decided: each aspect alone,
and those that can be judged must hold: the licence is in a licence text; `softwareVersion` is not behind the latest stable
tag, nor `releaseDate` more than 30 days before it; a contract is still running; obsolete software is archived, and archived
software obsolete; logo and screenshots are there; `url` is this repository (a fork or a mirror keeps its origin's). It is
unknown when what was seen is coherent and an aspect that the file speaks of could not be seen.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from ospo_policy.checks import common, publiccode_aspects
from ospo_policy.checks.publiccode import FILE, find
from ospo_policy.checks.publiccode_aspects import Judged, Stated
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.nodes import MapNode
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.yaml_source import read
from ospo_policy.ports.check import CheckType

Aspect = Literal["url", "licence", "version", "contractors", "status", "assets"]

_ASPECTS: dict[str, Callable[[Stated, Repository], Judged | None]] = {
    "url": publiccode_aspects.url,
    "licence": publiccode_aspects.licence,
    "version": publiccode_aspects.version,
    "contractors": publiccode_aspects.contractors,
    "status": publiccode_aspects.status,
    "assets": publiccode_aspects.assets,
}
_NEEDS = {
    "url": Needs(fields=frozenset({"url", "fork", "mirror"})),
    "licence": publiccode_aspects.LICENCE_NEEDS,
    "version": Needs(history=frozenset({"tags"})),
    "status": Needs(fields=frozenset({"archived"})),
}


class Params(NamedTuple):
    """Which aspects are compared, and what a missing file means."""

    aspects: tuple[Aspect, ...] = ("url", "licence", "version", "contractors", "status", "assets")
    absent: Literal["not-applicable", "fail"] = "not-applicable"


def needs(params: Params) -> Needs:
    """The file, and what its aspects are compared with."""
    wanted = FILE
    for aspect in params.aspects:
        wanted |= _NEEDS.get(aspect, Needs())
    return wanted


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail where an aspect is wrong; pass where one is right and none unseen."""
    content = find(repository, params.absent)
    if not isinstance(content, Content):
        return content
    root = read(content.text, content.path).root
    if not isinstance(root, MapNode):
        return NotApplicable(message("publiccode.not-comparable", path=content.path))
    stated = Stated(content.path, root)
    judged = {aspect: found for aspect in params.aspects if (found := _ASPECTS[aspect](stated, repository)) is not None}
    wrong = [(what, place) for found in judged.values() for what, place in found.wrong]
    evidence: dict[str, object] = {
        aspect: "fail" if found.wrong else "unknown" if found.unseen else "pass" for aspect, found in judged.items()
    }
    if wrong:
        shown = tuple(what for what, _ in wrong[: common.SHOWN])
        what = message("publiccode.incoherent", path=content.path, count=len(wrong), problems=shown)
        return Fail(what, tuple(place for _, place in wrong[: common.MAX_LOCATIONS]), evidence)
    unseen = next((found.unseen for found in judged.values() if found.unseen is not None), None)
    if unseen is not None:
        return Unknown(unseen, common.places((content.path,)), evidence)
    if not judged:
        return NotApplicable(message("publiccode.nothing-to-compare", path=content.path))
    names = tuple(message(f"publiccode.aspect.{aspect}") for aspect in judged)
    return Pass(
        message("publiccode.coherent", path=content.path, aspects=names), common.places((content.path,)), evidence
    )


CHECK = CheckType("publiccode.coherent", Params, needs, evaluate)
