# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.present`: the text of a licence is in the repository, at the root or in `LICENSES/`.

Why: without it nobody may use the code. How it is decided: a file with a licence's usual name is there, and it is not
empty, a list of other people's licences, or a document that only a word processor opens. It stays unknown when the
text could not be read, or when there is only a PDF.
"""

from typing import NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.licence import TextKind
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts, and those in a format that is none of text."""
    return licences.NEEDS | Needs(paths=frozenset({licences.BINARIES}))


def evaluate(_params: Params, repository: Repository) -> Verdict:
    """Pass at the first file that is a licence's, or may be."""
    looked = licences.look(repository, main=False)
    if isinstance(looked, NotApplicable):
        binaries = common.find(repository, (licences.BINARIES,)).paths
        if binaries:
            return Unknown(message("licence.only-binary", files=common.some(binaries)), common.places(binaries))
        return Fail(message("licence.absent"))
    if not isinstance(looked, licences.Licences):
        return looked
    texts = [held for held in looked.files if held.found.kind is not TextKind.NONE]
    if texts:
        found = tuple(held.path for held in texts)
        return Pass(message("licence.present", files=common.some(found)), common.places(found), looked.evidence)
    if looked.missed is not None:
        return Unknown(looked.missed, looked.places)
    if any(held.text.strip() for held in looked.files):
        return Fail(message("licence.no-licence-in", files=common.some(looked.paths)), looked.places)
    return Fail(message("licence.empty", files=common.some(looked.paths)), looked.places)


CHECK = CheckType("licence.present", Params, needs, evaluate)
