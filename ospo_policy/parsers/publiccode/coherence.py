# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether what a publiccode.yml says can be true of a repository: versions beside tags, addresses beside addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ospo_policy.model.facts import Tag
from ospo_policy.parsers.lazy_regex import LazyRegex

_VERSION = LazyRegex(r"(?:release|version)?[-_/]?v?\.?([0-9]{1,9}(?:\.[0-9]{1,9}){0,3})(?:\+[0-9A-Za-z.-]{1,40})?", 2)
_PRE_RELEASE = LazyRegex(r"v?([0-9]{1,9}(?:\.[0-9]{1,9}){0,3})[-.]?[a-z].{0,60}", 2)
_ADDRESS = LazyRegex(r"(?:[a-z+]+://)?(?:[^@/\s]+@)?([a-z0-9.-]+)(?::[0-9]{1,5}(?=/))?[:/]+(.+)", 2)


class Version(NamedTuple):
    """A version as numbers, zeros at the end left out."""

    numbers: tuple[int, ...]


def stable_version(name: str) -> Version | None:
    """The version that a tag or `softwareVersion` is, None for a pre-release and for what is no version."""
    found = _VERSION.fullmatch(name) if len(name) <= 100 else None
    return _numbers(found[1]) if found is not None else None


def any_version(name: str) -> Version | None:
    """The same, a pre-release by its numbers."""
    found = _PRE_RELEASE.fullmatch(name) if len(name) <= 100 else None
    return stable_version(name) or (_numbers(found[1]) if found is not None else None)


def _numbers(text: str) -> Version:
    numbers = [int(part) for part in text.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return Version(tuple(numbers))


def latest(tags: Iterable[Tag]) -> Tag | None:
    """The tag of the highest stable version; None where no tag is one."""
    stable = [(version, tag) for tag in tags if (version := stable_version(tag.name)) is not None]
    return max(stable, key=lambda pair: pair[0].numbers)[1] if stable else None


def is_behind(stated: str, tags: tuple[Tag, ...]) -> Tag | None:
    """The tag that a stated version is behind of; None where it is not, or cannot be compared.

    Where a project changed how it counts (2024.1, then 1.0), the later tag is the newer version.
    """
    version, newest = any_version(stated), latest(tags)
    if version is None or newest is None:
        return None
    highest = stable_version(newest.name)
    if highest is None or version.numbers >= highest.numbers:
        return None
    own = next((tag for tag in tags if stable_version(tag.name) == version), None)
    if own is not None and own.date is not None and newest.date is not None and own.date > newest.date:
        return None
    return newest


class Address(NamedTuple):
    """Where a repository is: its host, the path of its owner, its name; all in small letters."""

    host: str
    owner: str
    name: str


def address(url: str) -> Address | None:
    """The place that a URL of a repository names, however it is written; None for what is none."""
    found = _ADDRESS.fullmatch(url.strip()) if len(url) <= 500 else None
    if found is None:
        return None
    path = found[2].partition("?")[0].partition("#")[0].strip("/").lower()
    path = path.partition("/-/")[0].partition("/tree/")[0].removesuffix(".git").strip("/")
    owner, _, name = path.rpartition("/")
    return Address(found[1].lower().removeprefix("www."), owner, name) if owner and name else None
