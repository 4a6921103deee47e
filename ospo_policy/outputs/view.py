# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report in words, in the order in which people read it: what the pages in Markdown and HTML have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.outputs.common import (
    LEVELS,
    failures,
    from_when,
    known,
    name_of,
    of_status,
    one_line,
    said,
    since_when,
    waiver_of,
    web_address,
)
from ospo_policy.outputs.counts import Line, RuleCount, ScoreCount

MAX_PLACES = 10
OPEN_SECTIONS = frozenset({"must", "should", "may", "early", "error", "unknown", "known", "waived"})
"""Sections that are worth reading of a repository among many."""
WANTED = frozenset({"must", "should", "may", "early", "error"})
"""Sections of what wants something done, told whole; `early` is what a rule asks for from a later day on."""
FOLDED = frozenset({"pass", "not-applicable"})
"""Sections that are folded up; all others are told in brief."""


class Source(NamedTuple):
    """Where a rule comes from. `url` is an address of the web, if it has one."""

    title: str
    url: str | None


class Shown(NamedTuple):
    """A finding in words, each text on one line."""

    rule: str
    title: str
    message: str
    places: tuple[str, ...]
    more: str
    why: str
    how: str
    sources: tuple[Source, ...]
    via: str
    waiver: str
    since: str
    later: str

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands in brackets behind the title, where a finding is told in brief."""
        return tuple(text for text in (self.via, self.waiver, self.since) if text)


class Section(NamedTuple):
    """Findings that are read together. `id` is a level for failures, `early` or `known`, else a status."""

    id: str
    heading: str
    mark: str
    findings: tuple[Shown, ...]


MARKS = {"error": "!", "early": "✗", "unknown": "?", "known": "✗", "waived": "~", "pass": "✓", "not-applicable": "-"}
_HEADINGS = {
    "error": (Status.ERROR, "report.errors"),
    "early": (None, "report.early"),
    "unknown": (Status.UNKNOWN, "report.unknown"),
    "known": (None, "report.known"),
    "waived": (Status.WAIVED, "format.waived-heading"),
    "pass": (Status.PASS, "report.passed"),
    "not-applicable": (Status.NOT_APPLICABLE, "report.not-applicable"),
}


def sections(repository: RepositoryReport, say: Catalogue) -> list[Section]:
    """The findings of a repository, those first that want something done; no empty section."""
    failing = failures(repository.findings)
    found: list[Section] = []
    for level in LEVELS:
        some = [finding for finding in failing if finding.level is level and not finding.is_early]
        found.append(_section(level.value, f"report.failed.{level.value}", "✗", some, say))
    apart = {"early": [finding for finding in failing if finding.is_early], "known": known(repository.findings)}
    for name, (status, key) in _HEADINGS.items():
        some = apart[name] if status is None else of_status(repository.findings, status)
        found.append(_section(name, key, MARKS[name], some, say))
    return [section for section in found if section.findings]


def _section(name: str, key: str, mark: str, findings: list[Finding], say: Catalogue) -> Section:
    return Section(name, say(key, count=len(findings)), mark, tuple(shown(finding, say) for finding in findings))


def shown(finding: Finding, say: Catalogue) -> Shown:
    """A finding in words."""
    places = tuple(say.shown(str(place)) for place in finding.locations)
    message = said(finding, say)
    if len(places) == 1 and places[0] in message:
        places = ()
    beyond = len(places) - MAX_PLACES
    return Shown(
        rule=say.shown(finding.rule),
        title=one_line(say.local(finding.title)),
        message=message,
        places=places[:MAX_PLACES],
        more=say("report.more", count=beyond) if beyond > 0 else "",
        why=one_line(say.local(finding.why)) if finding.why else "",
        how=one_line(say.local(finding.how)) if finding.how else "",
        sources=tuple(
            dict.fromkeys(Source(one_line(say.local(one.title)), web_address(one.url)) for one in finding.references)
        ),
        via=say(f"format.via.{finding.via}") if finding.via else "",
        waiver=waiver_of(finding, say) or "",
        since=since_when(finding, say),
        later=from_when(finding, say),
    )


def heading(report: Report, say: Catalogue) -> str:
    """The title of a page: what was looked at."""
    if len(report.repositories) == 1 and not report.unread:
        (one,) = report.repositories
        return say("format.heading", name=name_of(one.id))
    return say("format.heading-many", count=len(report.repositories) + len(report.unread))


def with_what(report: Report, say: Catalogue) -> str:
    """When it was looked at, with which packs, by which version."""
    packs = tuple(pack.name for pack in report.packs)
    return say("format.with", date=report.date, packs=packs, version=report.tool_version)


def tally(line: Line, among: Iterable[Line], say: Catalogue) -> list[tuple[str, str, int]]:
    """How many findings of each kind a repository has: (id, what they are called, number).

    What is known before, and what is asked for later, is counted apart where any repository of those `among` which it is
    shown has some.
    """
    *before, lowest = line.failed
    numbers = dict(zip((level.value for level in Level), (*before, lowest - line.early), strict=True))
    some = tuple(among)
    numbers |= {"early": line.early} if any(one.early for one in some) else {}
    numbers |= {"unknown": line.unknown}
    numbers |= {"known": line.known} if any(one.known for one in some) else {}
    numbers |= {"waived": line.waived, "pass": line.met}
    return [(name, say(f"format.column.{name}"), count) for name, count in numbers.items()]


def about_rule(one: RuleCount, say: Catalogue) -> list[str]:
    """How many repositories do not meet a rule, and from when on it is asked for, in sentences."""
    told = [say("format.failed-of", failed=one.failed, count=one.judged)] if one.judged else []
    told += [say("format.known-in", count=one.known)] if one.known else []
    told += [say("format.unknown-in", count=one.unknown)] if one.unknown else []
    if one.rule.upcoming is not None:
        told.append(say(f"report.upcoming.{one.rule.upcoming.level.value}", date=one.rule.upcoming.date))
    return told


def scores(found: dict[str, ScoreCount], say: Catalogue) -> Iterator[tuple[str, list[tuple[str, int]], str]]:
    """Each score over several repositories: its title, (level, repositories that reached it), the average of points."""
    for one in found.values():
        title = one_line(say.local(one.score.title))
        if not one.score.is_levels:
            yield title, [], say("format.score-average", percent=round(100 * one.share), count=one.repositories)
            continue
        names = [say("format.no-level"), *(one_line(say.local(group.title)) for group in one.score.groups)]
        yield title, [(name, one.reached[at]) for at, name in enumerate(names)], ""
