# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What fixes share: the whole text of a file or why it cannot be changed, what the forge tells, what the organisation gave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy.model.change import Gap
from ospo_policy.model.facts import EntryKind, Known, Repository, Tree, Unseen
from ospo_policy.model.message import Alternatives, LocalText, Message, message
from ospo_policy.parsers.selection import is_kind, select_all
from ospo_policy.ports.fix import Broken, Changes, FixContext, Unable

LONGEST = 1_000_000
"""Characters of a file that is changed, at most."""
LANGUAGES = ("en", "fr")
"""The languages that texts are written in; others are taken for English."""
_GAP = re.compile(r"\[(?:to complete|à compléter)[ \u00a0]?:[^\[\]\n]{1,300}\]")


class Whole(NamedTuple):
    """A file and its whole text, lines ended by a line feed."""

    path: str
    text: str


def tree_of(facts: Repository) -> Tree | None:
    """The listing, None where it was not seen."""
    return facts.tree.value if isinstance(facts.tree, Known) else None


def find(facts: Repository, selectors: Iterable[str]) -> tuple[str, ...]:
    """The files that the selectors name, best first; none where the listing was not seen."""
    tree = tree_of(facts)
    return select_all(tree, selectors) if tree is not None else ()


def whole(facts: Repository, path: str) -> Whole | Message:
    """A file of the listing that can be changed; or why it cannot."""
    tree = tree_of(facts)
    entry = tree.get(path) if tree is not None else None
    if entry is None:
        return message("fix.no-such-file", path=path)
    if entry.kind is not EntryKind.FILE:
        return message("fix.is-link", path=path)
    match facts.contents.get(path, Unseen(message("unseen.not-read", path=path))):
        case Known(content):
            if content.truncated or len(content.text) > LONGEST:
                return message("fix.too-long", path=path)
            if "\ufffd" in content.text:
                return message("fix.odd-characters", path=path)
            return Whole(path, content.text)
        case Unseen(reason):
            return reason


def first_whole(facts: Repository, selectors: Iterable[str]) -> Whole | Message:
    """The best file that the selectors name; or why it cannot be changed, or that there is none."""
    wanted = tuple(selectors)
    found = find(facts, wanted)
    return whole(facts, found[0]) if found else message("fix.no-file", files=label(wanted))


def texts(facts: Repository, selectors: Iterable[str]) -> tuple[Whole, ...]:
    """The files that the selectors name and that can be changed."""
    found = (whole(facts, path) for path in find(facts, selectors))
    return tuple(one for one in found if isinstance(one, Whole))


def label(selectors: Iterable[str]) -> Message:
    """What files are called in a message: "a README, docs/*.md"."""
    names = (Message(f"file-kind.{one}") if is_kind(one) else one for one in selectors)
    return message("files.label", names=Alternatives(tuple(names)))


def field(facts: Repository, name: str) -> object:
    """What the forge tells of the repository, None where it was not seen."""
    fact = facts.fields.get(name)
    return fact.value if isinstance(fact, Known) else None


def text_field(facts: Repository, name: str) -> str:
    """The same as a text without line breaks, "" where there is none."""
    value = field(facts, name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def value(context: FixContext, *names: str) -> str:
    """What the organisation gave under the first of these names that says something, "" where none does.

    `organisation.name` is a key of a mapping; `security_contact` may be given as `security-contact`.
    """
    for name in names:
        found: object = context.values
        for key in name.split("."):
            found = found.get(key, found.get(key.replace("_", "-"))) if isinstance(found, Mapping) else None
        text = found.get(context.language) if isinstance(found, LocalText) else found
        if isinstance(text, (str, int)) and not isinstance(text, bool) and str(text).strip():
            return " ".join(str(text).split())
    return ""


def language_of(text: str, context: FixContext) -> str:
    """The language to write in: the document's own if we have it, else the one that is asked for, else English."""
    from ospo_policy.parsers.publiccode.readme import LONGEST as READ
    from ospo_policy.parsers.publiccode.readme import language

    for found in (language(text[:READ]), context.language.partition("-")[0].lower()):
        if found in LANGUAGES:
            return found
    return LANGUAGES[0]


def gaps(path: str, before: str, after: str) -> tuple[Gap, ...]:
    """The marks of what a person must fill in that the new text has and the old one had not."""
    known = [found[0] for found in _GAP.finditer(before)]
    new: list[Gap] = []
    for number, line in enumerate(after.split("\n"), 1):
        for found in _GAP.finditer(line):
            if found[0] in known:
                known.remove(found[0])
            else:
                new.append(Gap(path, number, found[0]))
    return tuple(new)


def edited(broken: Broken, files: Mapping[str, str | None], **more: object) -> Changes | Unable:
    """Changes of files, with the gaps that they leave; `Unable` where nothing would change."""
    facts = broken.facts
    changed: dict[str, str | None] = {}
    marks: list[Gap] = []
    for path in sorted(files):
        after, was = files[path], whole(facts, path)
        before = was.text if isinstance(was, Whole) else None
        if after != before:
            changed[path] = after
            marks += gaps(path, before or "", after) if after is not None else ()
    if not changed:
        return Unable(message("fix.nothing-left"))
    return Changes(files=changed, gaps=tuple(marks), **more)  # type: ignore[arg-type]
