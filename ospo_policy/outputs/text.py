# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text for people: quiet when all is well, and for each failure why, from where, and what to do.

Failures come first, by level; then those that are known or waived, in brief; then what could not be told, with what would resolve it; what is
met or does not apply is only counted, unless `verbose`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.model.waivers import Waived
from ospo_policy.outputs.common import from_when, known, since_when, term_of, verdict
from ospo_policy.outputs.terminal import BOLD, DIM, GREEN, painted

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

MAX_LOCATIONS = 10
MARKS = {
    Status.FAIL: ("✗", "x"),
    Status.UNKNOWN: ("?", "?"),
    Status.ERROR: ("!", "!"),
    Status.WAIVED: ("~", "~"),
    Status.PASS: ("✓", "+"),
    Status.NOT_APPLICABLE: ("-", "-"),
}
COLOURS = {Level.MUST: "31", Level.SHOULD: "33", Level.MAY: "36"}


def pieces(report: Report, catalogue: Catalogue, style: Style) -> Iterator[str]:
    """The report as text for a terminal or a log, ended by a line feed."""
    writer = _Writer(catalogue, style)
    for repository in report.repositories:
        writer.repository(repository, report)
    for notice in report.notices:
        writer.paragraph(catalogue.text(notice), "", colour=DIM)
    yield "\n".join(writer.lines).rstrip("\n") + "\n"


class _Writer:
    """Puts lines together in a language and a style."""

    def __init__(self, catalogue: Catalogue, style: Style) -> None:
        self.say = catalogue
        self.style = style
        self.lines: list[str] = []

    def repository(self, repository: RepositoryReport, report: Report) -> None:
        """One repository: its heading, its findings, its tally."""
        packs = tuple(pack.name for pack in report.packs)
        name = repository.id.removeprefix("local:")
        at = (repository.commit or "")[:10]
        key = "report.heading" if at else "report.heading-no-commit"
        self.paragraph(self.say(key, name=name, commit=at, packs=packs), "", colour=BOLD)
        self.lines.append("")
        findings = repository.findings
        for level in Level:
            failing = [f for f in findings if f.counts and f.level is level and not f.is_early]
            self.group(f"report.failed.{level.value}", failing, COLOURS[level])
        self.group("report.errors", _of(findings, Status.ERROR), COLOURS[Level.MUST])
        self.group("report.early", [f for f in findings if f.is_early], COLOURS[Level.MAY])
        self.in_a_line("report.known", known(findings))
        self.short_group("report.waived", _of(findings, Status.WAIVED))
        self.short_group("report.unknown", _of(findings, Status.UNKNOWN))
        if self.style.verbose:
            self.short_group("report.passed", _of(findings, Status.PASS))
            self.short_group("report.not-applicable", _of(findings, Status.NOT_APPLICABLE))
        for score in repository.scores:
            self.paragraph(self.say.text(score.summary()), "", hanging="  ")
        if repository.scores:
            self.lines.append("")
        self.tally(repository)

    def group(self, key: str, findings: list[Finding], colour: str) -> None:
        """Findings that want something done, each told whole."""
        if not findings:
            return
        self.paragraph(self.say(key, count=len(findings)), "", colour=f"{BOLD};{colour}")
        for finding in findings:
            self.finding(finding, colour)
        self.lines.append("")

    def finding(self, finding: Finding, colour: str) -> None:
        """One finding: what is wrong, where, why it matters, what to do, where it is written.

        What would only be nice is told in brief.
        """
        title = self.say.local(finding.title)
        head = f"{self.mark(finding.status)} {title} [{finding.rule}]"
        self.paragraph(head, "  ", colour=colour, hanging="  ")
        self.paragraph(self.say.text(finding.message), "    ")
        later = from_when(finding, self.say)
        if later:
            self.paragraph(later, "    ")
        self.places(finding)
        brief = finding.level is Level.MAY and not self.style.verbose
        if finding.why and not brief:
            self.labelled("report.why", self.say.local(finding.why))
        if finding.how:
            self.labelled("report.how", self.say.local(finding.how))
        for reference in () if brief else finding.references:
            url = f" {self.say.shown(reference.url)}" if reference.url else ""
            self.labelled("report.source", self.say.local(reference.title) + url)

    def places(self, finding: Finding) -> None:
        """Where it was seen, unless the message names that one place."""
        places = [self.say.shown(str(place)) for place in finding.locations]
        if len(places) == 1 and places[0] in self.say.text(finding.message):
            return
        for place in places[:MAX_LOCATIONS]:
            self.lines.append(f"      {place}")
        if len(places) > MAX_LOCATIONS:
            more = self.say("report.more", count=len(places) - MAX_LOCATIONS)
            self.lines.append(f"      {more}")

    def short_group(self, key: str, findings: list[Finding]) -> None:
        """Findings told in one paragraph each."""
        if not findings:
            return
        self.paragraph(self.say(key, count=len(findings)), "", colour=BOLD)
        for finding in findings:
            head = f"{self.mark(finding.status)} {self.say.local(finding.title)} [{finding.rule}]"
            self.paragraph(head, "  ", colour=DIM, hanging="  ")
            self.paragraph(self.say.text(finding.message), "    ", colour=DIM)
            if finding.waiver is not None:
                self.waiver(finding.waiver)
        self.lines.append("")

    def waiver(self, waiver: Waived) -> None:
        """Why a failure is waived, until when, and by whom."""
        self.paragraph(self.say("report.waiver.reason", reason=waiver.reason), "    ", hanging="  ")
        joined = self.say("report.semicolon").join(term_of(waiver, self.say))
        self.paragraph(self.say("report.waiver.term", parts=joined), "    ", hanging="  ")

    def in_a_line(self, key: str, findings: list[Finding]) -> None:
        """Failures that were known before, as briefly as can be."""
        if not findings:
            return
        self.paragraph(self.say(key, count=len(findings)), "", colour=BOLD)
        for finding in findings:
            since = since_when(finding, self.say)
            line = f"{self.mark(finding.status)} {self.say.local(finding.title)} [{finding.rule}], {since}"
            self.paragraph(line, "  ", colour=DIM, hanging="  ")
        self.lines.append("")

    def tally(self, repository: RepositoryReport) -> None:
        """How many of what; kind when nothing is to be done."""
        findings = repository.findings
        counts: dict[str, int] = {status.value: len(_of(findings, status)) for status in Status}
        counts |= {"known": len(known(findings)), "early": sum(finding.is_early for finding in findings)}
        failed = counts["fail"]
        counts["fail"] -= counts["known"] + counts["early"]
        order = ("pass", "fail", "early", "known", "error", "unknown", "waived", "not-applicable")
        parts = [self.say(f"report.tally.{name}", count=counts[name]) for name in order if counts[name]]
        well = verdict(findings)
        if well is not None:
            self.paragraph(self.say(well), "", colour=GREEN)
        self.paragraph(self.say("report.tally", parts=tuple(parts)), "")
        if not self.style.verbose and failed:
            self.paragraph(self.say("report.explain"), "", colour=DIM)

    def labelled(self, key: str, text: str) -> None:
        """A paragraph that begins with a label, its lines below the first word of the text."""
        label = self.say(key)
        self.paragraph(f"{label} {text}", "    ", hanging="  ")

    def paragraph(self, text: str, indent: str, *, colour: str = "", hanging: str = "") -> None:
        """Text wrapped to the width; nothing inside a word or an address is broken."""
        for block in text.splitlines() or [""]:
            lines = textwrap.wrap(
                block,
                width=max(40, self.style.width),
                initial_indent=indent,
                subsequent_indent=indent + hanging,
                break_long_words=False,
                break_on_hyphens=False,
            )
            self.lines += [self.coloured(line, colour) for line in lines or [""]]

    def mark(self, status: Status) -> str:
        """The sign of a status."""
        fancy, plain = MARKS[status]
        return fancy if self.style.unicode else plain

    def coloured(self, line: str, colour: str) -> str:
        """The line in a colour, where colours are shown; ASCII where nothing else is."""
        if not self.style.unicode:
            line = _ascii(line)
        return painted(line, colour, self.style)


def _of(findings: Iterable[Finding], status: Status) -> list[Finding]:
    return [finding for finding in findings if finding.status is status]


_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u00ab": '"',
        "\u00bb": '"',
        "\u201c": '"',
        "\u201d": '"',
        "\u2019": "'",
        "\u2026": "...",
        "\u2014": "-",
        "\u2013": "-",
    }
)


def _ascii(line: str) -> str:
    """The line for a place that shows nothing but ASCII: accents lost, nothing else."""
    import unicodedata

    decomposed = unicodedata.normalize("NFKD", line.translate(_PLAIN))
    return decomposed.encode("ascii", "ignore").decode("ascii")
