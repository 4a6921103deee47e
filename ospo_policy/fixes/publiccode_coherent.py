# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`publiccode-coherent`: publiccode.yml says what the repository beside it says.

`softwareVersion` and `releaseDate` become those of the latest stable tag, where they are behind it; `url` becomes the address of the
repository, unless it may be a fork or a mirror; `developmentStatus` becomes `obsolete` where the repository is archived. Each as
the check `publiccode.coherent` judges it. A licence, a contract, a missing picture are left to people.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import edited, field, first_whole
from ospo_policy.model.facts import Known, Repository, Tag
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers import yaml_edit
from ospo_policy.parsers.publiccode import coherence
from ospo_policy.parsers.yaml_edit import EditError
from ospo_policy.parsers.yaml_quote import quoted
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

GRACE_DAYS = 30


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The file, the tags, and what the forge tells of the repository."""
    fields = frozenset({"url", "fork", "mirror", "archived"})
    return Needs(tree=True, contents=frozenset({"publiccode"}), fields=fields, history=frozenset({"tags"}))


def repair(_params: Params, broken: Broken) -> Outcome:
    """The file with what is known put right."""
    found = first_whole(broken.facts, ("publiccode",))
    if isinstance(found, Message):
        return Unable(found)
    text = found.text
    try:
        for key, value in (*_version(text, broken.facts), *_url(text, broken.facts), *_status(text, broken.facts)):
            text = yaml_edit.replace_value(text, (key,), quoted(value))
    except EditError:
        return Unable(message("fix.not-readable", path=found.path))
    return edited(broken, {found.path: text})


def _said(text: str, key: str) -> str:
    span = yaml_edit.find(text, (key,))
    return span.text if span is not None and span.kind == "scalar" else ""


def _version(text: str, facts: Repository) -> Iterator[tuple[str, str]]:
    """The version and the date of the latest stable tag, where the file is behind it."""
    tags = facts.history.tags
    newest = coherence.latest(tags.value) if isinstance(tags, Known) else None
    if newest is None or not isinstance(tags, Known):
        return
    said = _said(text, "softwareVersion")
    behind = coherence.is_behind(said, tags.value) if said else None
    if behind is not None:
        yield "softwareVersion", behind.name.lstrip("vV")
    day, released = _day(_said(text, "releaseDate")), _day_of(newest)
    if day is not None and released is not None and (released - day).days > GRACE_DAYS:
        yield "releaseDate", released.isoformat()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day_of(tag: Tag) -> date | None:
    return datetime.fromtimestamp(tag.date, UTC).date() if tag.date is not None else None


def _url(text: str, facts: Repository) -> Iterator[tuple[str, str]]:
    """The address of the repository; a fork and a mirror keep that of their origin."""
    said, home = coherence.address(_said(text, "url")), project.url(facts)
    here = coherence.address(home)
    if said is None or here is None or said == here:
        return
    if field(facts, "fork") is False and field(facts, "mirror") is False:
        yield "url", home


def _status(text: str, facts: Repository) -> Iterator[tuple[str, str]]:
    """`obsolete` for what is archived."""
    said = _said(text, "developmentStatus")
    if said and said != "obsolete" and field(facts, "archived") is True:
        yield "developmentStatus", "obsolete"


FIX = FixType("publiccode-coherent", Params, needs, repair)
