# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence-filename`: a file that is named after a licence bears the name of the licence that it holds.

`LICENSES/MIT.txt` that holds the Apache licence becomes `LICENSES/Apache-2.0.txt`; `LICENSE-MIT` at the root, `LICENSE-APACHE-2.0`
in the same way. Only where the text is recognised as one licence alone and the name is free; files that name it by its path are changed with it. Where
all other places speak of the licence in the name, it is the text that is wrong, and that is told. It always wants a person's eye.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from ospo_policy.fixes import licences
from ospo_policy.fixes.common import Whole, edited, texts
from ospo_policy.fixes.licences import Renamed, precise, renamed, stated
from ospo_policy.model.facts import Repository
from ospo_policy.model.licence import TextKind
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.licences import catalogue, expressions, kept
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

_ENDING = re.compile(r"(?i)\.(?:txt|md|markdown|rst|html?|adoc|org)$")
_PREFIX = re.compile(r"(?i)^(?:licen[cs]e|copying)[-_.]")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts, and the files that may name them."""
    return licences.NEEDS


def repair(_params: Params, broken: Broken) -> Outcome:
    """The files under the names of their licences."""
    moves: list[Renamed] = []
    for one in texts(broken.facts, (licences.TEXTS,)):
        new = _new_name(one, broken.facts)
        if isinstance(new, Message):
            return Unable(new)
        if new != one.path:
            moves.append(Renamed(one.path, new))
    files = renamed(broken.facts, tuple(moves))
    return Unable(files) if isinstance(files, Message) else edited(broken, files, safety=Safety.REVIEW)


def _new_name(one: Whole, facts: Repository) -> str | Message:
    """The path that a licence file should have; its own where that is right, or names no licence."""
    folder, name = posixpath.split(one.path)
    stem = _ENDING.sub("", name)
    prefix = found[0] if (found := _PREFIX.match(stem)) else ""
    bare = stem[len(prefix) :]
    named = catalogue.canonical(bare) or catalogue.exception(bare)
    held = kept.identified(one.text, one.path)
    if named is None or bare.startswith("LicenseRef-") or held.kind is not TextKind.LICENCE:
        return one.path
    ids = {match.id for match in held.matches}
    if catalogue.family(named) in ids | {catalogue.family(id_) for id_ in ids} or named in ids:
        return one.path
    if len(ids) != 1:
        return message("fix.licence.not-one", path=one.path)
    (spdx,) = ids
    said = {
        catalogue.family(id_)
        for file in stated(facts)
        for st in file.statements
        for id_ in expressions.ids(st.expression)
    }
    if catalogue.family(named) in said and catalogue.family(spdx) not in said:
        return message("fix.licence.text-differs", path=one.path, id=named, spdx=spdx)
    right = precise(spdx, facts)
    if isinstance(right, Message):
        return right
    return posixpath.join(folder, f"{prefix}{right}{name[len(stem) :]}")


FIX = FixType("licence-filename", Params, needs, repair)
