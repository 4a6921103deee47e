# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.holder`: a licence that has a line for the copyright holder names one.

Why: only the holder can grant a licence, and whoever wants to ask must know whom. How it is decided: for the licences whose
text has such a line (MIT, BSD, ISC and their like), a line beside the text names somebody, and no placeholder of the
template (`<copyright holders>`, `[fullname]`) is left. A year alone is no holder. Other licences are not concerned.
"""

from typing import NamedTuple

from ospo_policy.checks import licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Verdict
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts."""
    return licences.NEEDS


def evaluate(_params: Params, repository: Repository) -> Verdict:
    """Pass at a holder; fail at a placeholder or an empty line."""
    from ospo_policy.parsers.licences.holders import WITH_HOLDER, holders

    looked = licences.look(repository)
    if not isinstance(looked, licences.Licences):
        return looked
    if not looked.recognised:
        return licences.unrecognised(looked)
    concerned = [held for held in looked.recognised if set(held.ids) & WITH_HOLDER and "/" not in held.path]
    for held in concerned:
        found = holders(held.text)
        wrong = next((holder for holder in found if holder.name == ""), None)
        if wrong is not None and not any(holder.name for holder in found):
            place = Location(held.path, wrong.line)
            return Fail(message("licence.holder-empty", place=str(place), said=wrong.said), (place,), looked.evidence)
        if not found:
            said = message("licence.holder-absent", file=held.path, id=held.ids[0])
            return Fail(said, (Location(held.path, 1),), looked.evidence)
    if not concerned:
        return NotApplicable(message("licence.no-holder-line"))
    names = tuple(dict.fromkeys(holder.name for held in concerned for holder in holders(held.text) if holder.name))
    return Pass(message("licence.holder", names=names[:3]), looked.places, looked.evidence)


CHECK = CheckType("licence.holder", Params, needs, evaluate)
