# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a change of policy does, as Markdown: for a comment on the request that changes the policy."""

from __future__ import annotations

from ospo_policy.engine.impact import Impact, RuleImpact
from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Status
from ospo_policy.outputs import Style
from ospo_policy.outputs.impact import KINDS, asked, few, heading, level, newly
from ospo_policy.outputs.markup import code, words

MOST_IDS = 30
MAX_CHARACTERS = 60_000
"""A forge takes 65,536 characters in a text (https://docs.github.com/en/graphql/reference/objects#issuecomment)."""
COLUMNS = ("rule", "level", "change", "passed", "failed", "unknown")
STATUSES = (Status.PASS, Status.FAIL, Status.UNKNOWN)


def render(impact: Impact, say: Catalogue, _style: Style) -> str:
    """The impact as Markdown, ended by a line feed, no longer than a forge takes."""
    lines = [f"## {say('impact.title')}", ""]
    lines += [f"{words(line)}\n" for line in heading(impact, say)]
    lines += [f"**{words(newly(impact, say, MOST_IDS))}**", ""]
    told = [one for one in impact.rules if one.tells]
    if told:
        lines.append("| " + " | ".join(say(f"impact.column.{name}") for name in COLUMNS) + " |")
        lines.append("| --- | --- | --- | ---: | ---: | ---: |")
        lines += [_row(one, say) for one in told] + [""]
    else:
        lines += [words(say("impact.no-rule")), ""]
    lines += [f"{words(line)}\n" for line in asked(impact, say)]
    text = "\n".join(lines)
    for part in (*(_ids(one, say) for one in told), _unread(impact, say)):
        if part and len(text) + len(part) < MAX_CHARACTERS:
            text += f"\n{part}"
    return text[:MAX_CHARACTERS].rstrip("\n") + "\n"


def _row(one: RuleImpact, say: Catalogue) -> str:
    key = "rewritten" if one.keys else one.change.value
    cells = [code(one.rule), words(say.text(level(one))), words(say(f"impact.change.{key}", keys=one.keys))]
    for status in STATUSES:
        counts = [side.count(status) for side in (one.before, one.after) if side is not None]
        cells.append(" → ".join(map(str, dict.fromkeys(counts))))
    return "| " + " | ".join(cells) + " |"


def _ids(one: RuleImpact, say: Catalogue) -> str:
    """Which repositories a rule judges otherwise, folded away."""
    lists = [
        f"- {words(say(f'impact.ids.{kind}', ids=few(ids, say, MOST_IDS)))}"
        for kind in KINDS
        if (ids := getattr(one, kind))
    ]
    if not lists:
        return ""
    return "\n".join([f"<details><summary>{code(one.rule)}</summary>", "", *lists, "", "</details>", ""])


def _unread(impact: Impact, say: Catalogue) -> str:
    if not impact.unread:
        return ""
    title = say("impact.unread", count=len(impact.unread))
    lines = [f"- {code(one.id)}: {words(say.text(one.reason))}" for one in impact.unread[:MOST_IDS]]
    return "\n".join([f"<details><summary>{title}</summary>", "", *lines, "", "</details>", ""])
