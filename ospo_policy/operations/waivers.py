# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The waivers that hold: those of the organisation's file, and those that a repository asks for, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ospo_policy.engine import waiver_notices
from ospo_policy.engine.days import today
from ospo_policy.engine.waive import Waivers, is_in_effect, shown, used, waive
from ospo_policy.engine.waivers_file import read_asks, read_waivers
from ospo_policy.model.errors import PolicyError, Problem
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import Rule, Waivable
from ospo_policy.model.report import RepositoryReport
from ospo_policy.model.waivers import Waiver
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation
from ospo_policy.parsers.publiccode.coherence import address
from ospo_policy.ports.packs import PackUnavailableError

DEFAULT_FILE = "waivers.yml"
_PUBLIC = {ForgeType.GITHUB: "github.com", ForgeType.GITLAB: "gitlab.com"}
"""Where a forge is whose address is not told."""


def load(organisation: Organisation, reader: PackSources) -> Waivers:
    """The organisation's waivers; none where its file names no file of waivers. Raises `PolicyError`."""
    named = organisation.document.waivers
    if named is None:
        return Waivers()
    at = organisation.root.values["waivers"].position
    if not named.endswith((".yml", ".yaml")):
        raise PolicyError([Problem(at, message("waivers.not-yaml", found=named), Message("waivers.not-yaml.hint"))])
    # A reader of its own: what was read by the other one is part of what decides of all repositories.
    own = reader.anew()
    try:
        source = own.read(named, organisation.path)
        reader.own_paths += own.own_paths
    except PackUnavailableError as error:
        what = message("waivers.unreadable", path=named, why=error.message)
        raise PolicyError([Problem(at, what, Message("waivers.unreadable.hint"))]) from None
    found, problems = read_waivers(source.document, DEFAULT_FILE)
    if problems:
        raise PolicyError(problems)
    # Called as the organisation's file calls it, wherever that lies: reports of it are the same everywhere.
    entries = tuple(one._replace(at=one.at._replace(file=named)) for one in found.entries)
    return found._replace(entries=entries)


def names_of(id_: str, url: str | None, organisation: Organisation | None) -> tuple[str, ...]:
    """What waivers may call a repository: its id, its path, and where it was cloned from.

    `github:owner/name` for a forge of the organisation's file by its name there, or by its host.
    """
    names = [id_, id_.partition(":")[2]]
    place = address(url) if url else None
    if place is not None:
        path = f"{place.owner}/{place.name}"
        forges = organisation.document.forges if organisation is not None else {}
        hosts = {name: _host(forge.url, forge.type) for name, forge in forges.items()}
        own = [name for name, host in hosts.items() if host == place.host]
        public = [type_.value for type_, host in _PUBLIC.items() if host == place.host]
        names += [path, *(f"{forge}:{path}" for forge in (*own, *public, place.host))]
    return tuple(dict.fromkeys(names))


def _host(url: str | None, type_: ForgeType) -> str | None:
    return url.partition("://")[2].partition("/")[0].partition(":")[0].lower() if url else _PUBLIC.get(type_)


class Judged(NamedTuple):
    """A report with what is waived, and what a team should know of it."""

    report: RepositoryReport
    of_repository: tuple[Message, ...] = ()
    of_asks: tuple[Message, ...] = ()


class Waiving:
    """The organisation's waivers on a day, applied to repositories one by one."""

    def __init__(self, waivers: Waivers, day: dt.date) -> None:
        self.waivers = waivers
        self.day = day
        self._of: dict[tuple[str, ...], tuple[Waiver, ...]] = {}
        """The waivers of each repository by its names: an audit asks for them several times."""

    def of(self, names: Sequence[str]) -> tuple[Waiver, ...]:
        """The organisation's waivers of a repository."""
        key = tuple(names)
        if key not in self._of:
            self._of[key] = self.waivers.of(key) if self.waivers.entries else ()
        return self._of[key]

    def judge(
        self, report: RepositoryReport, rules: Sequence[Rule], names: Sequence[str], own: tuple[str, str] | None
    ) -> Judged:
        """The report of a repository with what is waived; `own` is the text of its own file, and its name."""
        asked = read_asks(*own) if own is not None else ()
        approved = self.of(names)
        found = waive(report, rules, approved, asked, self.day)
        return Judged(
            found,
            waiver_notices.of_repository(found, approved, self.waivers.notice_days, self.day),
            waiver_notices.of_asks(found, asked, rules, self.day),
        )

    def key(self, id_: str) -> tuple[tuple[str | None, ...], ...]:
        """What changes with the waivers that hold for a repository today, of those that the organisation approved."""
        some = self.of(names_of(id_, None, None))
        return tuple((one.rule, *shown(one)) for one in some if is_in_effect(one, self.day))

    @property
    def in_effect(self) -> tuple[tuple[str | tuple[str, ...] | None, ...], ...]:
        """The organisation's waivers that hold today."""
        some = (one for one in self.waivers.entries if is_in_effect(one, self.day))
        return tuple((one.rule, tuple(one.repositories), *shown(one)) for one in some)

    def used(self, report: RepositoryReport) -> frozenset[str]:
        """The places of the waivers that cover a failure of a repository."""
        return used(self.of(names_of(report.id, None, None)), report, self.day)

    def review(self, rules: Mapping[str, Waivable], covering: Collection[str] | None) -> list[Problem]:
        """What the organisation has to look after; see `ospo_policy.engine.waiver_notices.review`."""
        return waiver_notices.review(self.waivers, rules, self.day, covering)


def waiving(organisation: Organisation | None, reader: PackSources, now: int) -> Waiving:
    """The waivers of an organisation, if there is one. Raises `PolicyError`."""
    return Waiving(load(organisation, reader) if organisation is not None else Waivers(), today(now))


def notices(problems: Iterable[Problem]) -> tuple[Message, ...]:
    """What the organisation has to look after, as notices of a report."""
    return tuple(message("waiver.notice", at=str(one.position), what=one.message) for one in problems)
