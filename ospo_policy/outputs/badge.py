# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A badge for a README, as an image (SVG) that needs nothing else: no font, no script, no address.

| what was found | colour |
| --- | --- |
| something that must be so is not met | red |
| something that should be so is not met, or was known before not to be (a baseline) | amber |
| what could be told is met | green |
| nothing could be told | grey |

It counts rules: those that are met, of those that could be told. A failure that is known stays one that is not met. What could not be told, what is waived and what does
not apply count neither way, and the badge's title names them. Of several repositories it counts those in which all that
must be so is met. White on each colour has a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Report, Status
from ospo_policy.outputs.common import is_single
from ospo_policy.outputs.counts import Counts, counts_of

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

RED, AMBER, GREEN, GREY = "#b3261e", "#8f5b00", "#2d7238", "#5c5f66"
LABEL_COLOUR = "#3f4247"
HEIGHT, PAD = 20, 6
_NARROW, _WIDE = frozenset("fijlrtI.,:;'\u2019!|()[] \u00a0\u202f"), frozenset("mwMW@%…")


class Badge(NamedTuple):
    """What a badge says: left, right, its colour as `#rrggbb`, and the whole in a sentence."""

    label: str
    message: str
    colour: str
    title: str


def badge_of(report: Report, say: Catalogue) -> Badge:
    """The badge of a report."""
    found = counts_of(report)
    must = any(line.failed[0] for line in found.lines)
    should = any(line.failed[1] or any(line.known_at[:2]) for line in found.lines)
    counts = found.counts
    met, judged = counts[Status.PASS], counts[Status.PASS] + counts[Status.FAIL]
    label = say("format.badge.label")
    if not judged:
        message, colour = say("format.badge.unknown"), GREY
    else:
        colour = RED if must else AMBER if should else GREEN
        if is_single(report):
            message = say("format.badge.rules", met=met, total=judged)
        else:
            well = sum(line.is_sound for line in found.lines)
            message = say("format.badge.repositories", met=well, total=len(found.lines) + len(report.unread))
    return Badge(label, message, colour, say("format.about", name=label, what=_tally(found, say) or message))


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The badge as SVG, ended by a line feed."""
    badge = badge_of(report, catalogue)
    left, right = (_width(text) + 2 * PAD for text in (badge.label, badge.message))
    title = quoteattr(f"{badge.label}: {badge.message}")
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" role="img" '
        f'aria-label={title} xml:lang="{catalogue.language}">\n'
        f"<title>{escape(badge.title)}</title>\n"
        f'<rect width="{left + right}" height="{HEIGHT}" rx="3" fill="{LABEL_COLOUR}"/>\n'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" fill="{badge.colour}"/>\n'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">\n'
        f"{_words(badge.label, left / 2, left)}{_words(badge.message, left + right / 2, right)}</g>\n</svg>\n"
    )


def _words(text: str, middle: float, width: int) -> str:
    return f'<text x="{middle:g}" y="14" textLength="{width - 2 * PAD}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>\n'


def _width(text: str) -> int:
    """About the pixels of a text in Verdana at 11; the image then stretches it to exactly so many."""
    return round(sum(4.2 if char in _NARROW else 10.5 if char in _WIDE else 7 for char in text))


def _tally(found: Counts, say: Catalogue) -> str:
    counts = {status.value: count for status, count in found.counts.items()}
    counts |= {name: sum(getattr(line, name) for line in found.lines) for name in ("early", "known")}
    counts["fail"] -= counts["early"] + counts["known"]
    order = ("pass", "fail", "early", "known", "error", "unknown", "waived", "not-applicable")
    parts = tuple(say(f"report.tally.{name}", count=counts[name]) for name in order if counts[name])
    return say("report.tally", parts=parts) if parts else ""
