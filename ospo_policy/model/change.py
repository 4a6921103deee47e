# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would be changed in a repository: repairs of failing rules, and all of them together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import FixKind, Level, Reference, RemediationMode, Safety


class FileChange(NamedTuple):
    """A file as it would be: `after` is its whole text, None where it is removed.

    `before` is what was there, and `before_oid` Git's id of that; both None where there was nothing.
    """

    path: str
    before: str | None
    after: str | None
    before_oid: str | None = None


class SettingChange(NamedTuple):
    """A setting of the repository on its forge, by the name that rules give it; `before` is None where it was not seen."""

    name: str
    before: object
    after: object


class Gap(NamedTuple):
    """A place in a file that a person must fill in: `what` is the text of the mark."""

    path: str
    line: int
    what: str


class TemplateUse(NamedTuple):
    """Which template a file was written from: its version (a major one makes a refused file be offered again),
    and the digest of what was written, so that a file that people changed is told from one that they did not.
    """

    path: str
    template: str
    language: str
    version: int
    digest: str
    text: str = ""
    """What was written, before people change it: the base of a later three-way merge."""


class Repair(NamedTuple):
    """What would put one failing rule right.

    `files` are what this repair changes after those before it; `advice` is what only people can do.
    """

    rule: str
    pack: str
    pack_version: str
    level: Level
    title: LocalText
    found: Message
    kind: FixKind
    safety: Safety
    mode: RemediationMode
    files: tuple[FileChange, ...] = ()
    settings: tuple[SettingChange, ...] = ()
    gaps: tuple[Gap, ...] = ()
    uses: tuple[TemplateUse, ...] = ()
    advice: tuple[Message, ...] = ()
    why: LocalText | None = None
    how: LocalText | None = None
    references: tuple[Reference, ...] = ()
    confidential: bool = False
    also: tuple[str, ...] = ()
    """Other failing rules that these changes put right, too."""


class Unrepaired(NamedTuple):
    """A failing rule for which nothing can be proposed, and why."""

    rule: str
    level: Level
    reason: Message


class Proposal(NamedTuple):
    """Everything that would be changed in one repository, worked out at commit `head` of branch `base`.

    `unsure` are rules whose outcome is not known now: what was asked for them before is left as it is.
    """

    repository: str
    forge: str
    forge_type: ForgeType
    native_id: str
    owner: str
    name: str
    url: str
    base: str
    head: str
    language: str
    repairs: tuple[Repair, ...]
    unrepaired: tuple[Unrepaired, ...] = ()
    unsure: frozenset[str] = frozenset()
    opted_out: bool = False
    """Whether the repository's own file asks for no requests."""


def final_files(repairs: Iterable[Repair]) -> Mapping[str, FileChange]:
    """Each changed file as it is after all repairs, by path, in the order of paths."""
    found: dict[str, FileChange] = {}
    for repair in repairs:
        for change in repair.files:
            first = found.get(change.path, change)
            found[change.path] = change._replace(before=first.before, before_oid=first.before_oid)
    return {path: found[path] for path in sorted(found) if found[path].before != found[path].after}


def files_digest(files: Mapping[str, str | None]) -> str:
    """What tells one set of file contents from another, whatever their order: 64 hexadecimal digits."""
    told = hashlib.sha256()
    for path in sorted(files):
        text = files[path]
        for part in (path, "-" if text is None else "+" + text):
            data = part.encode("utf-8", "surrogatepass")
            told.update(b"%d:" % len(data) + data)
    return told.hexdigest()
