# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`tracker-link`: the README, or the contribution guide, leads to the issues and to the proposed changes.

A sentence with both links, at the end of the section on help or contributions, else in a section of its own. Only where the forge
tells that issues are switched on: a link that leads nowhere helps nobody. Source: Standard for Public Code, "Make contributing easy".
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import edited, field, first_whole, language_of
from ospo_policy.fixes.documents import document, with_body, with_section
from ospo_policy.fixes.markup import paragraph
from ospo_policy.messages import Catalogue
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

KINDS = ("readme", "contributing")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The README and the contribution guide; where the repository is."""
    return Needs(tree=True, contents=frozenset(KINDS), fields=frozenset({"url", "has_issues"}))


def repair(_params: Params, broken: Broken) -> Outcome:
    """The README, or else the contribution guide, with the links."""
    found = first_whole(broken.facts, KINDS)
    if isinstance(found, Message):
        return Unable(found)
    links = project.links(broken.facts, broken.context.forge)
    if links is None:
        return Unable(message("fix.no-address"))
    if field(broken.facts, "has_issues") is not True:
        return Unable(message("fix.tracker.off"))
    if links.issues in found.text:
        return Unable(message("fix.nothing-left"))
    doc = document(found.path, found.text)
    if isinstance(doc, Message):
        return Unable(doc)
    say = Catalogue(language_of(found.text, broken.context))
    said = [paragraph(say("fix.tracker.links", issues=links.issues, requests=links.requests))]
    there = doc.find("support") or doc.find("contributing") or doc.find("contact")
    if there is not None:
        after = with_body(doc, there, said)
    else:
        after = with_section(doc, say("fix.section.support.title"), said, "support")
    return Unable(after) if isinstance(after, Message) else edited(broken, {found.path: after})


FIX = FixType("tracker-link", Params, needs, repair, safety=Safety.SAFE)
