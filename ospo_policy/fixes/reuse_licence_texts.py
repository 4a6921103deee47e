# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`reuse-licence-texts`: a licence that files name, and whose text is at the root alone, has its text in LICENSES/ too.

Only the licences that the REUSE tool misses the text of, and only where a file at the root holds that licence and no other.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes import licences
from ospo_policy.fixes.common import edited, texts
from ospo_policy.model.facts import Unseen
from ospo_policy.model.licence import TextKind
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.licences import catalogue, kept
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts, and what the REUSE tool says."""
    return Needs(tree=True, contents=frozenset({licences.TEXTS}), reuse=True)


def repair(_params: Params, broken: Broken) -> Outcome:
    """The texts that are missing, as far as they are at the root."""
    report = broken.facts.reuse
    if isinstance(report, Unseen):
        return Unable(report.reason)
    held = {}
    for one in texts(broken.facts, (licences.TEXTS,)):
        found = kept.identified(one.text, one.path)
        is_whole = found.kind is TextKind.LICENCE and len(found.matches) == 1 and not found.matches[0].modified
        if "/" not in one.path and is_whole and not found.additional:
            held[catalogue.family(found.matches[0].id)] = one.text
    missing = report.value.missing_texts
    files = {f"LICENSES/{id_}.txt": held[family] for id_ in missing if (family := catalogue.family(id_)) in held}
    if missing and not files:
        return Unable(message("fix.licence.no-such-text", ids=missing[:5]))
    return edited(broken, files)


FIX = FixType("reuse-licence-texts", Params, needs, repair, safety=Safety.SAFE)
