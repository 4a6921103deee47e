# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.unmodified`: the licence text is the official one, and nothing in the file adds to it.

Why: a changed licence is another licence, that nobody knows and that may not be free. How it is decided: word by word;
layout, titles, holders and what SPDX's templates call omittable or replaceable do not count. Terms beside the licence
(a preamble that excludes the logos, say) fail too: they belong in the README. Unrecognised texts stay unknown.
"""

from typing import NamedTuple

from ospo_policy.checks import licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, Pass, Verdict
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts."""
    return licences.NEEDS


def evaluate(_params: Params, repository: Repository) -> Verdict:
    """Fail at the first text that is changed or added to."""
    looked = licences.look(repository, main=False)
    if not isinstance(looked, licences.Licences):
        return looked
    for held in looked.recognised:
        for match in held.found.matches:
            if match.modified:
                place = Location(held.path, match.first_line)
                return Fail(message("licence.is-changed", file=held.path, id=match.id), (place,), looked.evidence)
        if held.found.additional:
            place = Location(held.path, held.found.additional_line)
            spdx = held.found.expression
            return Fail(message("licence.is-added-to", place=str(place), spdx=spdx), (place,), looked.evidence)
    if not looked.recognised or looked.missed is not None:
        return licences.unrecognised(looked)
    return Pass(message("licence.is-unchanged", count=len(looked.recognised)), looked.places, looked.evidence)


CHECK = CheckType("licence.unmodified", Params, needs, evaluate)
