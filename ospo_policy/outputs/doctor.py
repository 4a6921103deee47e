# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was looked at before a run, as text and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from itertools import groupby

from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.checkup import Area, Health, Sign
from ospo_policy.outputs import Style
from ospo_policy.outputs.terminal import BOLD, DIM, GREEN, RED, YELLOW, painted

SCHEMA_VERSION = "1"
_MARKS = {Health.GOOD: ("✓", "+"), Health.WARNING: ("!", "!"), Health.PROBLEM: ("✗", "x"), Health.UNKNOWN: ("?", "?")}
_COLOURS = {Health.GOOD: GREEN, Health.WARNING: YELLOW, Health.PROBLEM: RED, Health.UNKNOWN: YELLOW}


def worst(signs: Sequence[Sign]) -> Health:
    """What matters most of all that was looked at: a problem, then what could not be told."""
    found = {sign.health for sign in signs}
    order = (Health.PROBLEM, Health.UNKNOWN, Health.WARNING)
    return next((health for health in order if health in found), Health.GOOD)


def text(signs: Sequence[Sign], say: Catalogue, style: Style) -> str:
    """The signs by area, what to do below each, and what it comes to; ended by a line feed."""
    lines: list[str] = []
    order = list(Area)
    for area, some in groupby(sorted(signs, key=lambda sign: order.index(sign.area)), key=lambda sign: sign.area):
        heading = painted(say(f"doctor.area.{area.value}"), BOLD, style)
        lines += ["", heading] if lines else [heading]
        for sign in some:
            mark = painted(_MARKS[sign.health][not style.unicode], _COLOURS[sign.health], style)
            about = f"{harmless(sign.about)}: " if sign.about else ""
            lines += _wrapped(f"{about}{say.text(sign.what)}", f"  {mark} ", style)
            if sign.todo is not None:
                lines += [painted(line, DIM, style) for line in _wrapped(say.text(sign.todo), "    ", style)]
    health = worst(signs)
    count = sum(sign.health is health for sign in signs)
    lines += ["", painted(say(f"doctor.sum.{health.value}", count=count), BOLD, style)]
    return "\n".join(lines) + "\n"


def document(signs: Sequence[Sign], say: Catalogue, version: str) -> str:
    """The signs as JSON: an object, `schema_version` first; ended by a line feed."""
    found = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": version},
        "language": say.language,
        "health": worst(signs).value,
        "signs": [
            {
                "area": sign.area.value,
                "health": sign.health.value,
                "about": sign.about or None,
                "what": say.text(sign.what),
                "what_to_do": None if sign.todo is None else say.text(sign.todo),
                "rules": list(sign.rules),
            }
            for sign in signs
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _wrapped(text_: str, begin: str, style: Style) -> list[str]:
    found = textwrap.wrap(text_, max(30, style.width - 4), break_long_words=False, break_on_hyphens=False)
    return [(begin if number == 0 else "    ") + line for number, line in enumerate(found)]
