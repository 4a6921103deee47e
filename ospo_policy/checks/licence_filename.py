# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.filename`: a file named after a licence (`LICENSES/MIT.txt`, `LICENSE-MIT`) holds that licence.

Why: people and tools go by the name. How it is decided: the SPDX id in the name against the licence that the text is;
names that hold no id (`LICENSE`, `LICENSE.md`) do not count. It stays unknown where the text is not recognised.
"""

import posixpath
import re
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
    """Fail at the first name that is not its text's."""
    looked = licences.look(repository, main=False)
    if not isinstance(looked, licences.Licences):
        return looked
    named = [(held, id_) for held in looked.files if (id_ := _named(held.path)) is not None]
    named = [(held, id_) for held, id_ in named if held.text.strip()]
    if not named:
        return NotApplicable(message("licence.no-named-file"))
    from ospo_policy.parsers.licences.catalogue import family

    for held, id_ in named:
        found = held.found.matches
        if found and not any(family(id_) in {family(match.id), match.id} for match in found):
            place = Location(held.path, found[0].first_line)
            said = message("licence.named-otherwise", file=held.path, id=id_, spdx=held.found.expression)
            return Fail(said, (place,), looked.evidence)
    unread = tuple(held for held, _ in named if not held.found.matches)
    if unread or looked.missed is not None:
        return licences.unrecognised(looked._replace(files=unread or looked.files))
    return Pass(message("licence.named-right", count=len(named)), looked.places, looked.evidence)


_ENDING = re.compile(r"(?i)\.(?:txt|md|markdown|rst|html?|adoc|org)$")
_PREFIX = re.compile(r"(?i)^(?:licen[cs]e|copying)[-_.]")


def _named(path: str) -> str | None:
    """The SPDX id, of a licence or an exception, in a file's name; None if there is none."""
    from ospo_policy.parsers.licences import catalogue

    name = _PREFIX.sub("", _ENDING.sub("", posixpath.basename(path)))
    if name.startswith("LicenseRef-"):
        return None
    return catalogue.canonical(name) or catalogue.exception(name)


CHECK = CheckType("licence.filename", Params, needs, evaluate)
