# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a change of policy does, for people: the sums, each rule that finds something else, and what `plan` would make of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ospo_policy.engine.impact import Change, Impact, RuleImpact, Side
from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.message import Message, message
from ospo_policy.model.report import Status
from ospo_policy.outputs import Style
from ospo_policy.outputs.terminal import DIM, GREEN, RED, YELLOW, painted

MOST_IDS = 8
SIGNS = {Change.NEW: "+", Change.REMOVED: "-", Change.CHANGED: "~", Change.SAME: " "}
KINDS = ("failing", "passing", "unknown")


def render(impact: Impact, say: Catalogue, style: Style) -> str:
    """The impact as text, ended by a line feed."""
    writer = _Writer(style)
    for line in heading(impact, say):
        writer.line(line)
    writer.line(newly(impact, say, MOST_IDS), RED if impact.newly_failing else GREEN)
    writer.lines.append("")
    told = [one for one in impact.rules if one.tells]
    for one in told:
        writer.line(f"{SIGNS[one.change]} {rule(one, say)}", _colour(one), hang="    ")
        for kind in KINDS:
            ids: tuple[str, ...] = getattr(one, kind)
            if ids:
                writer.line(say(f"impact.ids.{kind}", ids=few(ids, say, MOST_IDS)), DIM, indent="    ", hang="      ")
    if not told:
        writer.line(say("impact.no-rule"))
    writer.lines.append("")
    for line in asked(impact, say):
        writer.line(line)
    if impact.unread:
        writer.line(say("impact.unread", count=len(impact.unread)) + ":", YELLOW)
        for unread in impact.unread:
            writer.line(f"? {harmless(unread.id)}: {say.text(unread.reason)}", YELLOW, indent="  ", hang="    ")
    return "\n".join(writer.lines) + "\n"


def heading(impact: Impact, say: Catalogue) -> Iterator[str]:
    """What is compared, and how many repositories fail."""
    yield say("impact.heading", count=impact.repositories, since=impact.since, date=impact.date)
    yield from (say.text(notice) for notice in impact.notices)
    old, new = (tuple(pack.name for pack in packs) for packs in (impact.old, impact.new))
    if old and old != new:
        yield say("impact.packs", old=old, new=new)
    yield say("impact.failing", before=impact.failing[0], after=impact.failing[1])


def newly(impact: Impact, say: Catalogue, most: int) -> str:
    """Which repositories fail something new."""
    ids = impact.newly_failing
    return say("impact.newly", count=len(ids), ids=few(ids, say, most)) if ids else say("impact.newly-none")


def asked(impact: Impact, say: Catalogue) -> Iterator[str]:
    """What becomes of requests and issues."""
    parts = tuple(
        say(f"plan.total.{kind}-{what}", count=count)
        for kind, some in (("request", impact.requests), ("issue", impact.issues))
        for what, count in some._asdict().items()
        if count
    )
    yield say("impact.requests", parts=parts) if parts else say("impact.requests-same")
    yield say("impact.caveat")


def rule(one: RuleImpact, say: Catalogue) -> str:
    """A rule in a sentence."""
    key = "rewritten" if one.keys else one.change.value
    return say(f"impact.rule.{key}", rule=one.rule, level=level(one), counts=_counts(one), keys=one.keys)


def level(one: RuleImpact) -> Message:
    """The level of a rule, or both."""
    sides = [side for side in (one.before, one.after) if side is not None]
    levels = [Message(f"level.{side.level.value}") for side in sides]
    return levels[0] if levels[0] == levels[-1] else message("impact.level", old=levels[0], new=levels[-1])


def few(ids: Sequence[str], say: Catalogue, most: int) -> tuple[str, ...]:
    """Some ids, and how many more there are."""
    shown = tuple(harmless(one) for one in ids[:most])
    return (*shown, say("impact.more", count=len(ids) - most)) if len(ids) > most else shown


def _counts(one: RuleImpact) -> Message:
    if one.before is None or one.after is None:
        side = one.before or one.after
        assert side is not None
        return message("impact.counts", **{name: side.count(status) for name, status in _NAMES.items()})
    return message("impact.moves", **{name: _move(one.before, one.after, status) for name, status in _NAMES.items()})


_NAMES = {"passed": Status.PASS, "failed": Status.FAIL, "unknown": Status.UNKNOWN}


def _move(before: Side, after: Side, status: Status) -> object:
    was, now = before.count(status), after.count(status)
    return now if was == now else message("impact.move", before=was, after=now)


def _colour(one: RuleImpact) -> str:
    return RED if one.failing else YELLOW if one.unknown else GREEN if one.passing else ""


class _Writer:
    """Puts lines together in a style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.lines: list[str] = []

    def line(self, text: str, colour: str = "", *, indent: str = "", hang: str = "") -> None:
        """A paragraph, wrapped."""
        found = textwrap.wrap(
            harmless(text), self.style.width, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False
        )
        for one in found or [""]:
            self.lines.append(painted(one, colour, self.style))
