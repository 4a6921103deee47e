# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`dco`: the contribution guide asks for a sign-off (Developer Certificate of Origin, https://developercertificate.org).

A section of a few lines: why, how (`git commit --signoff`), and that contributors keep their rights. It is put into the guide; into
the README where that has a section on contributions and there is no guide. Where an agreement (CLA) is asked for, nothing is
proposed: which of the two holds is the team's to decide.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes.common import Whole, find, first_whole
from ospo_policy.fixes.documents import document
from ospo_policy.fixes.section import NEEDS, added
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

KINDS = ("contributing", "readme")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The contribution guide and the README."""
    return NEEDS | Needs(contents=frozenset(KINDS))


def repair(_params: Params, broken: Broken) -> Outcome:
    """The contribution guide, or the README, with a section on sign-offs."""
    from ospo_policy.parsers.contribution_terms import asks_agreement, asks_dco

    kind = "contributing" if find(broken.facts, ("contributing",)) else "readme"
    found = first_whole(broken.facts, (kind,))
    if isinstance(found, Message):
        return Unable(found)
    if asks_agreement(found.text) is not None:
        return Unable(message("fix.dco.agreement", path=found.path))
    if asks_dco(found.text) is not None:
        return Unable(message("fix.nothing-left"))
    if kind == "readme" and not _has_contributing(found):
        return Unable(message("fix.no-file", files=Message("file-kind.contributing")))
    return added("sign-off", found, broken)


def _has_contributing(found: Whole) -> bool:
    doc = document(found.path, found.text)
    return not isinstance(doc, Message) and doc.find("contributing") is not None


FIX = FixType("dco", Params, needs, repair)
