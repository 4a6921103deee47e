# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An audit on one page: what most repositories lack, each repository in a line, what could not be read.

It is made while the audit runs, from one repository at a time, and holds counts only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ospo_policy.messages import Catalogue
from ospo_policy.model.message import Message
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Report
from ospo_policy.outputs import Style
from ospo_policy.outputs.counts import Counts
from ospo_policy.outputs.terminal import BOLD, DIM, GREEN, RED, painted

SHOWN_RULES = 15
SHOWN_REPOSITORIES = 100
"""Lines of each list; what is beyond is counted, and is in the JSON."""
SHOWN_ALIKE = 5
"""Repositories that could not be read for the same reason and are named each."""


class Overview(Counts):
    """Gathers what the page of an audit says."""

    def __init__(self) -> None:
        super().__init__()
        self._unread: list[tuple[str, Message]] = []
        self._left_out: list[tuple[str, Message]] = []

    def add_unread(self, name: str, reason: Message) -> None:
        """Count one that could not be read."""
        self._unread.append((name, reason))

    def add_left_out(self, name: str, reason: Message) -> None:
        """Count one that is left out on purpose."""
        self._left_out.append((name, reason))

    @property
    def repositories(self) -> int:
        """How many were read."""
        return len(self._lines)

    @property
    def is_complete(self) -> bool:
        """Whether all could be read, and there was something to read."""
        return bool(self._lines) and not self._unread

    @property
    def broken(self) -> int:
        """How many checks broke."""
        return sum(line.broken for line in self._lines)

    def fails_at(self, level: Level | None) -> bool:
        """Whether anything fails at a level or above that was not known before."""
        if level is None:
            return False
        return any(any(line.failed[: level.rank + 1]) for line in self._lines)

    def text(self, say: Catalogue, style: Style, notices: Sequence[Message] = ()) -> str:
        """The page, ended by a line feed; with what its reader must know of the audit itself."""
        out = [painted(say("audit.heading", count=len(self._lines)), BOLD, style), ""]
        if not self._lines and not self._unread:
            out += [say("audit.none"), ""]
        out += self._by_rule(say, style)
        out += self._by_repository(say, style)
        if self._unread:
            out += [painted(say("audit.unread", count=len(self._unread)), BOLD, style)]
            out += _few([f"  ? {line}" for line in _by_reason(self._unread, say)], say)
            out.append("")
        if self._left_out:
            out += [painted(say("audit.left-out", count=len(self._left_out)), BOLD, style)]
            left_out = sorted(self._left_out, key=lambda one: one[0])
            out += _few([f"  - {say.shown(name)}: {say.text(reason)}" for name, reason in left_out], say)
            out.append("")
        if notices:
            out += [painted(say("audit.notices", count=len(notices)), BOLD, style)]
            out += [*_few([f"  {say.text(notice)}" for notice in notices], say), ""]
        good = sum(line.is_good for line in self._lines)
        out.append(
            say("audit.sum", good=good, count=len(self._lines), must=sum(bool(x.failed[0]) for x in self._lines))
        )
        return "\n".join(out) + "\n"

    def _by_rule(self, say: Catalogue, style: Style) -> list[str]:
        """The rules that most repositories do not meet, the demanded ones first."""
        failing = [one for one in self.rules if one.failed]
        if not failing:
            return []
        out = [painted(say("audit.by-rule"), BOLD, style)]
        width = max(len(one.rule.rule) for one in failing[:SHOWN_RULES])
        for one in failing[:SHOWN_RULES]:
            counts = say("audit.of", failed=one.failed, count=one.judged)
            known = f" ({say('audit.known', count=one.known)})" if one.known else ""
            level = say(f"level.{one.rule.level.value}")
            out.append(f"  {level:<11} {one.rule.rule:<{width}}  {counts}  {say.local(one.rule.title)}{known}")
        if len(failing) > SHOWN_RULES:
            out.append("  " + say("audit.more-rules", count=len(failing) - SHOWN_RULES))
        return [*out, ""]

    def _by_repository(self, say: Catalogue, style: Style) -> list[str]:
        """Each repository in a line, the one with most to do first."""
        if not self._lines:
            return []
        out = [painted(say("audit.by-repository"), BOLD, style)]
        width = max(len(say.shown(line.id)) for line in self._lines)
        lines: list[str] = []
        for line in self.lines:
            must, should, may = line.failed
            words = say("audit.line", must=must, should=should, may=may - line.early, unknown=line.unknown)
            also = {"report.tally.early": line.early, "audit.known": line.known, "audit.waived": line.waived}
            words = say("report.semicolon").join(
                (words, *(say(key, count=count) for key, count in also.items() if count))
            )
            mark, colour = ("✗", RED) if must else ("~", DIM) if line.known or line.waived else ("✓", GREEN)
            mark = mark if style.unicode else {"✗": "x", "✓": "+"}.get(mark, mark)
            lines.append(painted(f"  {mark} {say.shown(line.id):<{width}}  {words}", colour, style))
        return [*out, *_few(lines, say), ""]


def _by_reason(unread: list[tuple[str, Message]], say: Catalogue) -> list[str]:
    """What could not be read, by name; many for the same reason, as when a forge is gone, in one line."""
    reasons: dict[str, list[str]] = {}
    for name, reason in sorted(unread, key=lambda one: one[0]):
        reasons.setdefault(say.text(reason), []).append(name)
    lines: list[str] = []
    for why, names in reasons.items():
        if len(names) > SHOWN_ALIKE:
            lines.append(say("audit.unread-alike", count=len(names), first=names[0], last=names[-1], reason=why))
        else:
            lines += [f"{say.shown(name)}: {why}" for name in names]
    return lines


def overview_of(report: Report) -> Overview:
    """The page of a report that is there as a whole."""
    overview = Overview()
    for repository in report.repositories:
        overview.add(repository)
    for name, reason in report.unread:
        overview.add_unread(name, reason)
    for name, reason in report.left_out:
        overview.add_left_out(name, reason)
    return overview


def _few(lines: list[str], say: Catalogue) -> list[str]:
    """The first lines, and how many there are beyond, with where to find them."""
    beyond = len(lines) - SHOWN_REPOSITORIES
    return [*lines[:SHOWN_REPOSITORIES], *([f"  {say('audit.beyond-json', count=beyond)}"] if beyond > 0 else [])]
