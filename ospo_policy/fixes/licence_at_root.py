# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence-at-root`: the text of the licence, which is in LICENSES/ alone, is in a file LICENSE too, where forges look.

Of several texts it is the one that publiccode.yml, the manifests and the README agree on. REUSE passes over a LICENSE at the root.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes import licences
from ospo_policy.fixes.common import edited, find, texts
from ospo_policy.model.licence import TextKind
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.licences import catalogue, expressions, kept
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts and the files that state a licence."""
    return licences.NEEDS


def repair(_params: Params, broken: Broken) -> Outcome:
    """A file LICENSE with the text that holds for the whole."""
    paths = find(broken.facts, (licences.TEXTS,))
    if not paths:
        return Unable(message("fix.licence.none"))
    there = next((path for path in paths if "/" not in path), None)
    if there is not None:
        return Unable(message("fix.licence.at-root-already", path=there))
    held = {one: kept.identified(one.text, one.path) for one in texts(broken.facts, (licences.TEXTS,))}
    whole = {one: found for one, found in held.items() if found.kind is TextKind.LICENCE and len(found.matches) == 1}
    if len(paths) > 1:
        stated = [
            one for file in licences.stated(broken.facts) for one in file.statements if one.expression and not one.scope
        ]
        said = {catalogue.family(id_) for one in stated for id_ in expressions.ids(one.expression)}
        whole = {
            one: found
            for one, found in whole.items()
            if len(said) == 1 and catalogue.family(found.matches[0].id) in said
        }
    if len(whole) != 1:
        return Unable(message("fix.licence.which", files=paths[:5]))
    (one,) = whole
    return edited(broken, {"LICENSE": one.text})


FIX = FixType("licence-at-root", Params, needs, repair, safety=Safety.SAFE)
