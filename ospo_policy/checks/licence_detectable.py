# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.detectable`: the forge shows the licence on the repository's page.

Why: people and search pages read the licence there. How it is decided: forges compare the licence file at the root with
the texts of https://choosealicense.com and want it 98 % alike, in English, one licence in one file. Other licences are
shown as "other", and a repository with `LICENSES/` alone may be shown as having none.
"""

from typing import NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, Pass, Verdict
from ospo_policy.ports.check import CheckType

ALIKE = 0.98


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts."""
    return licences.NEEDS


def evaluate(_params: Params, repository: Repository) -> Verdict:
    """Pass at a root file with one licence that forges know, as it stands in their list."""
    from ospo_policy.parsers.licences.judgement import DETECTED

    looked = licences.look(repository)
    if not isinstance(looked, licences.Licences):
        return looked
    if all("/" in path for path in looked.paths):
        return Fail(message("licence.not-at-root", files=common.some(looked.paths)), looked.places, looked.evidence)
    if not looked.recognised:
        return licences.unrecognised(looked)
    for held in looked.recognised:
        texts = [match for match in held.found.matches if not match.is_notice]
        if len(texts) == 1 and texts[0].id in DETECTED and texts[0].language == "en" and texts[0].confidence >= ALIKE:
            return Pass(
                message("licence.is-detectable", id=texts[0].id, file=held.path), looked.places, looked.evidence
            )
    first = looked.recognised[0]
    if not any(not match.is_notice for match in first.found.matches):
        return Fail(message("licence.notice-only", file=first.path, id=first.ids[0]), looked.places, looked.evidence)
    return Fail(
        message("licence.not-detectable", file=first.path, spdx=first.found.expression), looked.places, looked.evidence
    )


CHECK = CheckType("licence.detectable", Params, needs, evaluate)
