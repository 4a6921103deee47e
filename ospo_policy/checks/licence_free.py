# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.free`: the licence is free, as the Open Source Initiative or the Free Software Foundation see it.

Why: only then may everybody use, study, change and share the work. How it is decided: each licence text is identified;
open licences for data and documents (Licence Ouverte, ODbL, Creative Commons BY and BY-SA) count too. A text that is
not recognised with confidence stays unknown; a licence that is known and not free fails.
"""

from typing import NamedTuple

from ospo_policy.checks import licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, Pass, Verdict
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """`also`: further ids that count as free."""

    also: tuple[str, ...] = ()


def needs(_params: Params) -> Needs:
    """The licence texts."""
    return licences.NEEDS


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at a licence that is not free; pass when every recognised one is."""
    from ospo_policy.parsers.licences.judgement import is_free

    looked = licences.look(repository)
    if not isinstance(looked, licences.Licences):
        return looked
    ids = tuple(dict.fromkeys(id_ for held in looked.recognised for id_ in held.ids))
    judged = {id_: is_free(id_, frozenset(params.also)) for id_ in ids}
    bad = tuple(id_ for id_, free in judged.items() if free is False)
    if bad:
        return Fail(message("licence.not-free", ids=bad), looked.places, looked.evidence)
    if not ids or looked.unknown or looked.missed is not None:
        return licences.unrecognised(looked._replace(files=looked.unknown or looked.files))
    return Pass(message("licence.is-free", ids=ids), looked.places, looked.evidence)


CHECK = CheckType("licence.free", Params, needs, evaluate)
