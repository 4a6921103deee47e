# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a change of policy does, as JSON; object at the top, `schema_version` first. Its shape is fixed by schemas/impact.schema.json."""

from __future__ import annotations

import json

from ospo_policy.engine.impact import Impact, RuleImpact, Side
from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Status
from ospo_policy.outputs import Style

SCHEMA_VERSION = "1"


def render(impact: Impact, say: Catalogue, _style: Style) -> str:
    """The impact as JSON, ended by a line feed."""
    return json.dumps(document(impact, say), ensure_ascii=False, indent=2) + "\n"


def document(impact: Impact, say: Catalogue) -> dict[str, object]:
    """The impact as plain values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": impact.tool_version},
        "date": impact.date,
        "language": say.language,
        "since": impact.since,
        "packs": {
            name: [{"id": pack.id, "version": pack.version} for pack in packs]
            for name, packs in (("before", impact.old), ("after", impact.new))
        },
        "summary": {
            "repositories": impact.repositories,
            "failing_before": impact.failing[0],
            "failing_after": impact.failing[1],
            "newly_failing": len(impact.newly_failing),
            "unread": len(impact.unread),
        },
        "newly_failing": list(impact.newly_failing),
        "requests": impact.requests._asdict(),
        "issues": impact.issues._asdict(),
        "rules": [_rule(one, say) for one in impact.rules],
        "unread": [{"id": one.id, "reason": say.text(one.reason)} for one in impact.unread],
        "notices": [say.text(one) for one in impact.notices],
    }


def _rule(one: RuleImpact, say: Catalogue) -> dict[str, object]:
    return {
        "rule": one.rule,
        "title": say.local(one.title),
        "change": one.change.value,
        "keys": list(one.keys),
        "before": _side(one.before),
        "after": _side(one.after),
        "newly_failing": list(one.failing),
        "newly_passing": list(one.passing),
        "newly_unknown": list(one.unknown),
    }


def _side(side: Side | None) -> dict[str, object] | None:
    return (
        None if side is None else {"level": side.level.value, **{status.value: side.count(status) for status in Status}}
    )
