# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`publiccode-migrate`: an older publiccode.yml, or one in the French dialect, becomes one of the current version.

As `ospo-policy publiccode migrate` does it: in the text itself, so that comments and order stay; what a person must decide is left, and
told. Proposed only where the result has no more errors than before.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes.common import edited, first_whole
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The file."""
    return Needs(tree=True, contents=frozenset({"publiccode"}))


def repair(_params: Params, broken: Broken) -> Outcome:
    """The file for the current version of the standard."""
    from ospo_policy.parsers.publiccode.migrate import migrate

    found = first_whole(broken.facts, ("publiccode",))
    if isinstance(found, Message):
        return Unable(found)
    done = migrate(found.text, found.path)
    if done is None:
        return Unable(message("fix.not-readable", path=found.path))
    if not done.is_better:
        return Unable(message("fix.publiccode.worse", path=found.path))
    wrong = next((problem for problem in done.after.errors if not problem.is_dialect), None)
    if wrong is not None:
        place = f"{found.path}:{wrong.location.line}"
        return Unable(message("fix.publiccode.wrong", place=place, what=wrong.message))
    if done.text == found.text:
        return Unable(done.left[0] if done.left else message("fix.publiccode.current", path=found.path))
    return edited(broken, {found.path: done.text}, advice=done.left)


FIX = FixType("publiccode-migrate", Params, needs, repair, safety=Safety.SAFE)
