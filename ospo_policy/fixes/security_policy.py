# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`security-policy`: a security policy that is there tells what it lacks: where to report, how soon one is answered, not in public.

The address and the delay are the organisation's (values `security-contact`, `security-delay`); on GitHub the page for private reports
serves too, where the forge tells that it is switched on. A promise that nobody made is never written: where the value is missing,
nothing is proposed, and what has to be decided is told.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import edited, field, first_whole, language_of, value
from ospo_policy.fixes.documents import document, with_body, with_section
from ospo_policy.fixes.markup import Block, paragraph
from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.heading_sets import fold
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable


class Params(NamedTuple):
    """What the policy must tell."""

    address: bool = True
    delay: bool = False
    private: bool = False


def needs(_params: Params) -> Needs:
    """The policy, and whether the forge takes private reports."""
    return Needs(
        tree=True, contents=frozenset({"security"}), fields=frozenset({"url", "private_vulnerability_reporting"})
    )


def repair(params: Params, broken: Broken) -> Outcome:
    """The policy with what it lacks, in the section on reports."""
    from ospo_policy.parsers import security_words as words

    found = first_whole(broken.facts, ("security",))
    if isinstance(found, Message):
        return Unable(found)
    doc = document(found.path, found.text)
    if isinstance(doc, Message):
        return Unable(doc)
    told = words.without_comments(found.text)
    say = Catalogue(language_of(found.text, broken.context))
    said: list[Block] = []
    if params.private and words.private(told) is None:
        said.append(paragraph(say("fix.section.security.private")))
    if params.address and words.address(told) is None:
        address = _address(broken)
        if isinstance(address, Message):
            return Unable(address)
        said.append(paragraph(say("fix.section.security.known", address=address)))
    if params.delay and words.delay(told) is None:
        delay = value(broken.context, "security_delay")
        if not delay:
            return Unable(message("fix.security.no-delay", path=found.path))
        said.append(paragraph(say("fix.security.delay", delay=delay)))
    if not said:
        return Unable(message("fix.nothing-left"))
    titles = {fold(Catalogue(language)("fix.security.title")) for language in LANGUAGES}
    there = next((heading for heading in doc.headings if fold(heading.text) in titles), None)
    if there is not None:
        after = with_body(doc, there, said)
    else:
        after = with_section(doc, say("fix.security.title"), said, "security")
    return Unable(after) if isinstance(after, Message) else edited(broken, {found.path: after})


def _address(broken: Broken) -> str | Message:
    """Where a vulnerability is reported in private; or what has to be decided."""
    given = value(broken.context, "security_contact")
    if given:
        return given
    links = project.links(broken.facts, broken.context.forge)
    if links is not None and links.advisories and field(broken.facts, "private_vulnerability_reporting") is True:
        return links.advisories
    return message("fix.security.no-address")


FIX = FixType("security-policy", Params, needs, repair)
