# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan for people: for each repository what would be changed and why, what waits, what is left to people; then the totals."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from ospo_policy.engine.plan import Plan
from ospo_policy.engine.planning import Entry, Part
from ospo_policy.engine.wanted import Action
from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.change import Repair, final_files
from ospo_policy.model.message import Message, message
from ospo_policy.outputs import Style
from ospo_policy.outputs.diff import unified
from ospo_policy.outputs.terminal import BOLD, DIM, GREEN, YELLOW, painted, painted_diff

MOST_SOURCES = 3
MOST_ALIKE = 3
"""What is not repaired in more repositories than these, for the same reason, is told once for all."""
QUIET = (Action.NOTHING, Action.KEEP)
TOTALS = (
    "request-open",
    "request-update",
    "request-close",
    "issue-open",
    "issue-update",
    "issue-close",
    "settings",
    "held",
    "left",
)
"""What is counted, in the order in which it is told."""


def render(plan: Plan, say: Catalogue, style: Style) -> str:
    """The plan as text, ended by a line feed; with the changes themselves where the style is verbose."""
    common = alike(plan, say)
    writer = _Writer(say, style, frozenset(common))
    writer.line(
        say("plan.heading", date=plan.date, count=plan.examined, packs=tuple(pack.name for pack in plan.packs)), BOLD
    )
    writer.lines.append("")
    for entry in plan.entries:
        writer.entry(entry)
    for rule, why in common:
        writer.line(
            say("plan.unrepaired-alike", count=common[rule, why], rule=rule, why=message("plan.as-told", what=why)), DIM
        )
    if common:
        writer.lines.append("")
    writer.totals(plan)
    return "\n".join(writer.lines).rstrip("\n") + "\n"


def summary(plan: Plan) -> Counter[str]:
    """How many requests, issues and repositories there are of each outcome, by the names that the totals use."""
    counts: Counter[str] = Counter()
    for entry in plan.entries:
        if entry.held is not None:
            counts["held"] += 1
            continue
        for kind, part in (("request", entry.request), ("issue", entry.issue)):
            if part.action in (Action.OPEN, Action.UPDATE, Action.CLOSE):
                counts[f"{kind}-{part.action.value}"] += 1
        counts["settings"] += len(entry.wanted.settings) if entry.settings.action is Action.UPDATE else 0
        skipped = [part for part in entry.parts if part.action in (Action.SKIP, Action.LEAVE, Action.REFUSED)]
        counts["left"] += bool(skipped)
    return counts


def alike(plan: Plan, say: Catalogue) -> dict[tuple[str, str], int]:
    """What is not repaired for the same reason in many repositories, which is told once: rule and reason to how many, by rule."""
    every = Counter((one.rule, say.text(one.reason)) for entry in plan.entries for one in entry.unrepaired)
    return {pair: count for pair, count in sorted(every.items()) if count > MOST_ALIKE}


def totals(plan: Plan, say: Catalogue) -> Iterator[str]:
    """What it comes to, a line each."""
    counts = summary(plan)
    told = [say(f"plan.total.{name}", count=counts[name]) for name in TOTALS if counts[name]]
    yield say("plan.totals", parts=tuple(told)) if told else say("plan.nothing")
    if plan.unread:
        yield say("plan.unread", count=len(plan.unread))
    if plan.too_many is not None:
        yield say.text(plan.too_many)


def what_becomes(kind: str, part: Part, say: Catalogue) -> str:
    """A request, the settings or an issue in a sentence: "Open a request"."""
    told = say(f"plan.{kind}.{part.action.value}")
    return f"{told} {say.text(part.reason)}" if part.reason is not None and part.action not in QUIET else told


def files_of(repair: Repair) -> Iterable[tuple[str, str]]:
    """Each changed file with a sign: made, changed, removed."""
    for change in repair.files:
        sign = "+" if change.before is None else "-" if change.after is None else "~"
        yield sign, harmless(change.path)


def parts_told(entry: Entry) -> Iterator[tuple[str, Part]]:
    """The parts of a repository that there is something to tell of; what holds for all of it is told once."""
    for kind, part in (("request", entry.request), ("settings", entry.settings), ("issue", entry.issue)):
        is_told = kind != "request" and part.action is Action.SKIP and part[:2] == entry.request[:2]
        if part.action is not Action.NOTHING and not is_told:
            yield kind, part


def risks(repair: Repair, say: Catalogue) -> list[str]:
    """Whether a person should look at what is written, and how much is left to fill in."""
    notes = [say(f"plan.safety.{repair.safety.value}")] if repair.files else []
    return [*notes, say("plan.gaps", count=len(repair.gaps))] if repair.gaps else notes


class _Writer:
    """Puts lines together in a language and a style."""

    def __init__(self, say: Catalogue, style: Style, common: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.say, self.style, self.common = say, style, common
        self.lines: list[str] = []

    def line(self, text: str, colour: str = "", indent: str = "") -> None:
        """A paragraph, wrapped."""
        for line in textwrap.wrap(
            text, self.style.width, initial_indent=indent, subsequent_indent=" " * len(indent) + "  "
        ) or [""]:
            self.lines.append(painted(line, colour, self.style))

    def entry(self, entry: Entry) -> None:
        """One repository."""
        self.line(harmless(entry.subject.id), BOLD)
        if entry.held is not None:
            self.line(self.say("plan.held", why=entry.held), YELLOW, "  ")
        for kind, part in parts_told(entry):
            self.line(what_becomes(kind, part, self.say), _colour(part), "  ")
        for repair in entry.repairs:
            self._repair(repair)
        if entry.refused:
            self.line(self.say("plan.refused", rules=entry.refused), DIM, "    ")
        for one in entry.unrepaired:
            if (one.rule, self.say.text(one.reason)) in self.common:
                continue
            self.line(self.say("plan.unrepaired", rule=one.rule, why=one.reason), DIM, "    ")
        if self.style.verbose:
            self._diff(entry)
        self.lines.append("")

    def _repair(self, repair: Repair) -> None:
        for sign, path in files_of(repair):
            self.lines.append(f"    {sign} {path}")
        for setting in repair.settings:
            self.line(self.say("plan.setting", name=setting.name, value=shown_value(setting.after)), "", "    = ")
        why = self.say("plan.rule", title=repair.title, rule=repair.rule, level=Message(f"level.{repair.level.value}"))
        # What people have to decide has neither a file nor a setting above it.
        self.line(
            " ".join([why, *risks(repair, self.say)]), "", "      " if repair.files or repair.settings else "    ! "
        )
        for source in repair.references[:MOST_SOURCES] if self.style.verbose else ():
            told = self.say.local(source.title)
            self.line(f"{self.say('report.source')} {told} {source.url or ''}".rstrip(), DIM, "      ")

    def _diff(self, entry: Entry) -> None:
        for line in unified(final_files(entry.repairs)).splitlines():
            self.lines.append(f"      {painted_diff(harmless(line), self.style)}")

    def totals(self, plan: Plan) -> None:
        """What it comes to."""
        for unread in plan.unread:
            self.line(f"? {harmless(unread.id)}: {self.say.text(unread.reason)}")
        for notice in plan.notices:
            self.line(self.say.text(notice), DIM)
        for line in totals(plan, self.say):
            self.line(line, BOLD)
        self.line(self.say(f"plan.mode.{plan.mode.value}"), DIM)


def _colour(part: Part) -> str:
    doing = {Action.OPEN: GREEN, Action.UPDATE: GREEN, Action.CLOSE: YELLOW, Action.LEAVE: YELLOW}
    return doing.get(part.action, DIM)


def shown_value(value: object) -> str:
    """A setting's value in words."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
