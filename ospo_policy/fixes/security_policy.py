# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`security-policy`: a security policy that is there tells what it lacks: where to report, how soon one is answered, not in public.

The address and the delay are the organisation's (values `security-contact`, `security-delay`); on GitHub the page for private reports
serves too, where the forge tells that it is switched on. A promise that nobody made is never written: where the value is missing,
nothing is proposed, and what has to be decided is told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import Whole, edited, field, first_whole, language_of, value
from ospo_policy.fixes.documents import Document, document, with_body, with_section
from ospo_policy.fixes.markup import Block, paragraph
from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.heading_sets import fold
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

_IN_PUBLIC = re.compile(
    r"(?i)\b(?:open|fil|post|creat|submit|rais|ouvr|cré|dépos|apr|segnal|erstell|öffn)\w{0,5}\b[^.\n]{0,40}\b(?:issue|ticket|anomalie)s?\b"
)
"""A policy that sends people to the tracker: to say beside it that nobody should go there would be no help."""


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
    found = first_whole(broken.facts, ("security",))
    doc = document(found.path, found.text) if isinstance(found, Whole) else found
    if isinstance(doc, Message):
        return Unable(doc)
    say = Catalogue(language_of(doc.text, broken.context))
    said = _lacking(params, doc, broken, say)
    if isinstance(said, Message):
        return Unable(said)
    titles = {fold(Catalogue(language)("fix.security.title")) for language in LANGUAGES}
    there = next((heading for heading in doc.headings if fold(heading.text) in titles), None)
    if there is not None:
        after = with_body(doc, there, said)
    else:
        after = with_section(doc, say("fix.security.title"), said, "security")
    return Unable(after) if isinstance(after, Message) else edited(broken, {doc.path: after})


def _lacking(params: Params, doc: Document, broken: Broken, say: Catalogue) -> list[Block] | Message:
    """What is asked and the policy does not tell; or why that cannot be told for the team."""
    from ospo_policy.parsers import security_words as words

    told = words.without_comments(doc.text)
    said: list[Block] = []
    is_private = words.private(told) is not None
    public = None if is_private else _IN_PUBLIC.search(told)
    if public is not None:
        return message("fix.security.in-public", path=doc.path, said=" ".join(public[0].split()))
    if params.private and not is_private:
        said.append(paragraph(say("fix.section.security.private")))
    if params.address and words.address(told) is None:
        address = _address(broken)
        if isinstance(address, Message):
            return address
        said.append(paragraph(say("fix.section.security.known", address=address)))
    if params.delay and words.delay(told) is None:
        delay = value(broken.context, "security_delay")
        if not delay:
            return message("fix.security.no-delay", path=doc.path)
        said.append(paragraph(say("fix.security.delay", delay=delay)))
    return said or message("fix.nothing-left")


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
