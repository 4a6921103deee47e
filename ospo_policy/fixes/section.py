# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`section`: a document gets a section that it lacks.

Where it stands: before the sections that usually come later, at the end else. How it looks: as the sections beside it. What it
says: what the repository, its forge and the organisation's values tell (commands that follow from the manifests, links to files
that are there); a mark `[to complete: ...]` where only people know. A section that is there and says nothing gets the same text;
one that says something is left as it is. Never the team's promise: nothing is said in its name that it did not say.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import Whole, edited, first_whole, language_of
from ospo_policy.fixes.documents import Document, document, with_body, with_section
from ospo_policy.fixes.section_texts import LIKE, Writer
from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.parsers.heading_sets import fold
from ospo_policy.parsers.outline import Heading
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

About = Literal[
    "objectives", "install", "usage", "requirements", "status", "structure", "tests", "support", "contact", "security",
    "contributing", "maintainers", "licence", "languages", "containers", "sign-off",
]  # fmt: skip
NEEDS = project.NEEDS | Needs(
    contents=frozenset({"licence"}),
    fields=frozenset({"has_issues", "private_vulnerability_reporting", "archived"}),
)


class Params(NamedTuple):
    """What the section is about, and in which document it is to stand."""

    about: About
    kinds: tuple[FileKind, ...] = (FileKind("readme"),)


def needs(params: Params) -> Needs:
    """The document, and what is told of the project."""
    return NEEDS | Needs(contents=frozenset(params.kinds))


def repair(params: Params, broken: Broken) -> Outcome:
    """The first document of the kinds with the section."""
    found = first_whole(broken.facts, params.kinds)
    return Unable(found) if isinstance(found, Message) else added(params.about, found, broken)


def added(about: str, found: Whole, broken: Broken) -> Outcome:
    """A document with a section more."""
    doc = document(found.path, found.text)
    if isinstance(doc, Message):
        return Unable(doc)
    write = Writer(broken, language_of(found.text, broken.context), found.path, found.text)
    there = _there(doc, about)
    if there is None:
        after = with_section(doc, write.title(about), write.blocks(about), LIKE.get(about, about))
    elif _is_empty(doc, there):
        after = with_body(doc, there, write.blocks(about))
    else:
        after = found.text
    return Unable(after) if isinstance(after, Message) else edited(broken, {found.path: after})


def _there(doc: Document, about: str) -> Heading | None:
    """The section that is there already."""
    if about not in LIKE:
        return doc.find(about)
    titles = {fold(Catalogue(language)(f"fix.section.{about}.title")) for language in LANGUAGES}
    return next((heading for heading in doc.headings if fold(heading.text) in titles), None)


def _is_empty(doc: Document, heading: Heading) -> bool:
    """Whether nothing stands below a heading, be it in sections further down."""
    later = (doc.start(h) for h in doc.headings if h.line > heading.line and h.level <= heading.level)
    return not any(line.strip() for line in doc.lines[doc.end(heading) : min(later, default=len(doc.lines))])


FIX = FixType("section", Params, needs, repair)
