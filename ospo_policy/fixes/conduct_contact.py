# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`conduct-contact`: the contact that was left blank in a code of conduct is the organisation's.

`[INSERT CONTACT METHOD]` and its like become the organisation's value `conduct-contact`, else its contact. Other things that were left
blank stay, and are told. It wants a person's eye: whoever reads that address must know that such letters come.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes.common import edited, first_whole, value
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

_CONTACT = LazyRegex(r"(?i)contact|e-?mail|adresse|address|indirizzo|kontakt|correo")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The code of conduct."""
    return Needs(tree=True, contents=frozenset({"code-of-conduct"}))


def repair(_params: Params, broken: Broken) -> Outcome:
    """The code of conduct with the contact."""
    from ospo_policy.parsers.placeholders import find_placeholders

    found = first_whole(broken.facts, ("code-of-conduct",))
    if isinstance(found, Message):
        return Unable(found)
    blanks = [
        (at, said)
        for at, said in find_placeholders(found.text, is_licence=False, path=found.path)
        if _CONTACT.search(said)
    ]
    if not blanks:
        return Unable(message("fix.nothing-left"))
    contact = value(broken.context, "conduct_contact", "contact", "organisation.contact")
    if not contact:
        return Unable(message("fix.conduct.no-contact", path=found.path, found=blanks[0][1]))
    text = found.text
    for at, said in reversed(blanks):
        text = text[:at] + contact + text[at + len(said) :]
    return edited(broken, {found.path: text}, safety=Safety.REVIEW)


FIX = FixType("conduct-contact", Params, needs, repair)
