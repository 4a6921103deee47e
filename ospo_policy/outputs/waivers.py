# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation's waivers as a list: where each stands today, of what, until when, by whom and why."""

from __future__ import annotations

import datetime as dt

from ospo_policy.engine.waive import Waivers, state
from ospo_policy.messages import Catalogue
from ospo_policy.model.waivers import Waiver


def as_text(waivers: Waivers, day: dt.date, say: Catalogue) -> str:
    """The list, ended by a line feed."""
    if not waivers.entries:
        return say("waiver.none") + "\n"
    return "".join(_lines(one, waivers.notice_days, day, say) for one in waivers.entries)


def _lines(waiver: Waiver, notice_days: int, day: dt.date, say: Catalogue) -> str:
    stands = say(f"waiver.state.{state(waiver, day, notice_days).value}")
    about = {"rule": waiver.rule, "repositories": waiver.repositories}
    lines = [
        say("waiver.line", state=stands, span=_span(waiver, say), **about),
        "  " + say("report.waiver.reason", reason=waiver.reason),
        "  " + say("waiver.line.who", approver=waiver.approver, owner=waiver.owner),
    ]
    if waiver.ticket:
        lines.append("  " + say("waiver.line.ticket", ticket=waiver.ticket))
    return "\n".join([*lines, f"  {say.shown(str(waiver.at))}"]) + "\n"


def _span(waiver: Waiver, say: Catalogue) -> str:
    if waiver.end is None:
        if waiver.start is None:
            return say("report.waiver.endless")
        return say("waiver.span.from", start=waiver.start)
    if waiver.start is None:
        return say("report.waiver.until", end=waiver.end)
    return say("waiver.span", start=waiver.start, end=waiver.end)
