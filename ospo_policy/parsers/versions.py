# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions of releases, as tags and metadata files name them: `v1.2.3`, `1.2`, `2026-01`, `release-3.0.0`.

A version with more after its numbers (`-rc1`, `.dev0`) is no release, and a tag that names a part of a repository
(`core@1.2.0`) says nothing of the whole: both have no numbers here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from ospo_policy.model.facts import Tag
from ospo_policy.parsers.lazy_regex import LazyRegex

_VERSION = LazyRegex(r"(?:v|version|release|rel)?[-_./ ]?([0-9]{1,9}(?:[.-][0-9]{1,9}){0,5})(?:\+[\w.-]{1,40})?")
FIRST_YEAR = 1970
"""A first number from here on is a year, or a day as 20260131: it cannot be compared with one that counts versions."""
SLACK = 1
"""Days that a date may lie before the tag's: the eve of a release, or another time zone."""


class Behind(NamedTuple):
    """The latest release, which a file is behind; its `day`, where the file was compared by days."""

    tag: str
    day: str = ""


def numbers(said: str) -> tuple[int, ...] | None:
    """The numbers of a version, without zeros at its end; None for what is no release."""
    found = _VERSION.fullmatch(said.strip().lower())
    if found is None:
        return None
    parts = [int(part) for part in found[1].replace("-", ".").split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def behind(version: str, released: str, tags: Sequence[Tag]) -> Behind | None:
    """The latest release among the tags, if a file's version (else its day of release) is older than it.

    The latest is the last made, so that a project may begin to count anew.
    """
    releases = [tag for tag in tags if numbers(tag.name) is not None]
    if not releases:
        return None
    last = releases[-1]
    mine, theirs = numbers(version) if version else None, numbers(last.name)
    if mine is not None:
        same_kind = theirs is not None and (mine[0] >= FIRST_YEAR) is (theirs[0] >= FIRST_YEAR)
        return Behind(last.name) if same_kind and theirs is not None and mine < theirs else None
    if version or not released or last.date is None:
        return None
    day = datetime.fromtimestamp(last.date, UTC).date()
    try:
        late = (day - date.fromisoformat(released)).days
    except ValueError:
        return None
    return Behind(last.name, day.isoformat()) if late > SLACK else None
