# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a mirror is answered: at the repository that it copies, if the inventory holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ospo_policy.engine.planning import Entry, Part, Subject
from ospo_policy.engine.wanted import Action, Wanted
from ospo_policy.forges.mirrors import MIRROR_OF, plain
from ospo_policy.model.facts import Known
from ospo_policy.model.inventory import Row
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed

PROBLEMS = ("github.write.mirror", "write.mirror")
"""The problem of a mirror, as the writing sides tell it."""
COPY = "inventory.skip.mirror"
"""The reason of a repository that is the same project as another one of the inventory."""


class Mirrors:
    """What a plan's run has seen of mirrors and of repositories that are none, by their addresses."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._read: dict[str, str] = {}

    def note(self, listed: Listed) -> None:
        """Remember where a repository is, or what it is a mirror of."""
        here, source = plain(listed.url), listed.fields.get(MIRROR_OF)
        if listed.fields.get("mirror") != Known(True) and here is not None:
            self._read.setdefault(here, listed.id)
        elif isinstance(source, Known):
            self._sources[listed.id] = str(source.value)

    def told(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries, each mirror's with where it is answered: to be asked for once all is read."""
        return [skipped(one.subject, self._answered(one.subject.id)) if _is_mirror(one) else one for one in entries]

    def _answered(self, id_: str) -> Message:
        source = self._sources.get(id_)
        if source is None:
            return Message("mirror.untold")
        there = self._read.get(source)
        return message("mirror.elsewhere", url=source) if there is None else message("mirror.answered", id=there)


def copies(rows: Iterable[Row], language: str) -> Iterable[Entry]:
    """Entries for repositories that are not read, since they are copies of others, which are asked instead."""
    for row in rows:
        owner, _, name = row.id.partition(":")[2].rpartition("/")
        subject = Subject(row.id, row.place.forge, row.place.type, "", owner, name, row.url, "", language)
        origin = row.reason.arguments["id"] if row.reason is not None else ""
        yield skipped(subject, message("mirror.copy", id=origin))


def skipped(subject: Subject, why: Message) -> Entry:
    """A repository for which nothing is done, and why: what it lacks is told of the one that it copies."""
    nothing = Part(Action.NOTHING)
    return Entry(subject, Wanted("", subject.head), (), (), (), Part(Action.SKIP, why), nothing, nothing)


def _is_mirror(entry: Entry) -> bool:
    return entry.request.reason is not None and entry.request.reason.key in PROBLEMS
