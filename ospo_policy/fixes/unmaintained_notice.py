# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`unmaintained-notice`: the README says at its top that the code is no longer maintained.

Only where the last commit is more than a year old and nothing says so yet. Whether it is true only the team knows, so that it always
wants a person's eye: what is asked for is an answer, and closing the request is one. Source: codegouvfr/documentation, "Puis-je
publier un code que je ne maintiens plus ?".
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from ospo_policy.fixes.common import edited, first_whole, language_of
from ospo_policy.fixes.documents import below_title, document
from ospo_policy.fixes.markup import inline
from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.facts import Known
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Natural, Safety
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

DAY = 86_400


class Params(NamedTuple):
    """After how many days without a commit."""

    days: Natural = Natural(365)


def needs(_params: Params) -> Needs:
    """The README and the date of the last commit."""
    return Needs(tree=True, contents=frozenset({"readme"}), history=frozenset({"last_commit"}))


def repair(params: Params, broken: Broken) -> Outcome:
    """The README with the notice."""
    found = first_whole(broken.facts, ("readme",))
    if isinstance(found, Message):
        return Unable(found)
    last = broken.facts.history.last_commit
    if not isinstance(last, Known):
        return Unable(last.reason)
    if broken.facts.now - last.value <= params.days * DAY:
        return Unable(message("fix.unmaintained.active"))
    doc = document(found.path, found.text)
    if isinstance(doc, Message):
        return Unable(doc)
    if any(Catalogue(language)("fix.unmaintained.sign") in found.text for language in LANGUAGES):
        return Unable(message("fix.nothing-left"))
    say = Catalogue(language_of(found.text, broken.context))
    said = inline(say("fix.unmaintained.notice", year=datetime.fromtimestamp(last.value, UTC).year), doc.markup)
    start = {"markdown": "> ", "restructured_text": ".. note::\n\n   ", "asciidoc": "NOTE: ", "org": "#+begin_quote\n"}[
        doc.markup
    ]
    end = "\n#+end_quote" if doc.markup == "org" else ""
    after = below_title(doc, (start + said + end).split("\n"))
    return Unable(after) if isinstance(after, Message) else edited(broken, {found.path: after}, safety=Safety.REVIEW)


FIX = FixType("unmaintained-notice", Params, needs, repair)
