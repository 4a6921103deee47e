# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`openness-badge`: the README states by a badge how open the code is to contributions, as code.gouv.fr proposes.

Why: a reader sees at once whether contributions are wished for (A, contributif), handled (B, ouvert), or neither (C, publié). How
it is decided: the badge of shields.io in the README, in each form that is in use; one shown as code is an example. Several that
differ say nothing, unless one stands alone at the top. It stays unknown when the README was not read. Source:
codegouvfr/documentation, index.org, "Quels degrés d'ouverture pour les codes sources ?".
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Alternatives, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import Fail, Pass, Verdict
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

README = FileKind("readme")


class Params(NamedTuple):
    """Which degrees are accepted, and what it means that there is no README."""

    degrees: tuple[Literal["A", "B", "C"], ...] = ("A", "B", "C")
    absent: Literal["not-applicable", "fail"] = "fail"


def needs(_params: Params) -> Needs:
    """The README."""
    return Needs(contents=frozenset({README}))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first README with the badge of an accepted degree."""
    looked = common.look(common.Meant((README,)), repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    from ospo_policy.parsers.openness import badges, degree

    several: list[Location] = []
    for content in looked.texts:
        found = badges(content.text, content.path)
        stated = degree(content.text, content.path)
        if stated is not None:
            at = next(at for at, letter in found if letter == stated)
            place = Location(content.path, *line_and_column(content.text, at))
            if stated in params.degrees:
                return Pass(
                    message("openness-badge.good", degree=stated, place=str(place)), (place,), {"degree": stated}
                )
            wanted = Alternatives(params.degrees)
            return Fail(message("openness-badge.other", degree=stated, place=str(place), wanted=wanted), (place,))
        several += [Location(content.path, *line_and_column(content.text, at)) for at, _ in found]
    if looked.missed is not None:
        return looked.unknown()
    if several:
        return Fail(message("openness-badge.several", path=several[0].path), tuple(several[: common.MAX_LOCATIONS]))
    return Fail(message("openness-badge.none", path=looked.paths[0]), common.places(looked.paths))


CHECK = CheckType("openness-badge", Params, needs, evaluate)
