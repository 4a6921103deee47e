# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coverage of frameworks, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Framework


def as_text(frameworks: Iterable[Framework], say: Catalogue) -> str:
    """Each framework with how many of its controls are met, then each control in a line."""
    out: list[str] = []
    for one in frameworks:
        title = say(f"framework.{one.name}") if say.has(f"framework.{one.name}") else one.name
        out += [say("control.framework", title=title, met=one.met, total=len(one.controls)), ""]
        width = max(len(control.id) for control in one.controls)
        for control in one.controls:
            counts = say("control.counts", met=control.met, failed=control.failed, unknown=control.unknown)
            out.append(f"  {say.shown(control.id):<{width}}  {counts}  {say.shown(', '.join(control.rules))}")
        out.append("")
    return "\n".join(out or [say("control.none"), ""])


def as_json(frameworks: Iterable[Framework], say: Catalogue) -> str:
    """The same for other programs."""
    found = [
        {
            "framework": one.name,
            "title": say(f"framework.{one.name}") if say.has(f"framework.{one.name}") else one.name,
            "met": one.met,
            "controls": [
                {
                    "id": control.id,
                    "met": control.met,
                    "failed": control.failed,
                    "unknown": control.unknown,
                    "rules": list(control.rules),
                }
                for control in one.controls
            ],
        }
        for one in frameworks
    ]
    return json.dumps({"schema_version": "1", "frameworks": found}, ensure_ascii=False, indent=2) + "\n"
