# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as Markdown: for the pull request that changes a policy, or for an issue that announces what comes."""

from __future__ import annotations

import re

from ospo_policy.engine.plan import Plan
from ospo_policy.engine.planning import Entry
from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.change import final_files
from ospo_policy.model.message import message
from ospo_policy.model.policy import Reference
from ospo_policy.outputs import Style
from ospo_policy.outputs.common import web_address
from ospo_policy.outputs.diff import unified
from ospo_policy.outputs.plan import MOST_SOURCES, alike, files_of, parts_told, risks, totals, what_becomes

MAX_ENTRIES = 200
MAX_CHARACTERS = 60_000
"""A forge takes 65,536 characters in a text (https://docs.github.com/en/graphql/reference/objects#pullrequest)."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~@&])")


def render(plan: Plan, say: Catalogue, _style: Style) -> str:
    """The plan as Markdown, ended by a line feed, no longer than a forge takes."""
    parts = [f"# {say('plan.title')}", "", *(f"- {escaped(line)}" for line in totals(plan, say)), ""]
    shown = 0
    common = alike(plan, say)
    for rule, why in common:
        told = say("plan.unrepaired-alike", count=common[rule, why], rule=rule, why=message("plan.as-told", what=why))
        parts.append(f"- {escaped(told)}")
    parts += [""] if common else []
    length = sum(map(len, parts))
    for entry in plan.entries[:MAX_ENTRIES]:
        text = "\n".join(_entry(entry, say, frozenset(common)))
        if length + len(text) > MAX_CHARACTERS:
            break
        parts.append(text)
        length += len(text)
        shown += 1
    if shown < len(plan.entries):
        parts.append(say("plan.more", count=len(plan.entries) - shown))
    if plan.unread:
        parts += [f"## {say('plan.unread', count=len(plan.unread))}", ""]
        parts += [f"- {code(one.id)}: {escaped(say.text(one.reason))}" for one in plan.unread[:MAX_ENTRIES]]
    return "\n".join(parts).rstrip("\n") + "\n"


def _entry(entry: Entry, say: Catalogue, common: frozenset[tuple[str, str]]) -> list[str]:
    lines = [f"## {code(entry.subject.id)}", ""]
    if entry.held is not None:
        lines.append(f"- {escaped(say('plan.held', why=entry.held))}")
    lines += [f"- **{escaped(what_becomes(kind, part, say))}**" for kind, part in parts_told(entry)]
    for repair in entry.repairs:
        files = ", ".join(f"{sign} {code(path)}" for sign, path in files_of(repair))
        title = escaped(
            say("plan.rule", title=repair.title, rule=repair.rule, level=say(f"level.{repair.level.value}"))
        )
        notes = "".join(f" {escaped(note)}" for note in risks(repair, say))
        lines.append(f"  - {title}{' ' if files else ''}{files}{notes}")
        sources = [_source(one, say) for one in repair.references[:MOST_SOURCES]]
        lines += [f"    {say('report.source')} {'; '.join(sources)}"] if sources else []
    alone = (one for one in entry.unrepaired if (one.rule, say.text(one.reason)) not in common)
    lines += [f"  - {escaped(say('plan.unrepaired', rule=one.rule, why=one.reason))}" for one in alone]
    if entry.refused:
        lines.append(f"  - {escaped(say('plan.refused', rules=entry.refused))}")
    diff = unified(final_files(entry.repairs))
    if diff:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", diff)), default=0))
        shown = harmless(diff[:8_000], keep_lines=True)
        lines += [
            "",
            f"<details><summary>{say('plan.diff')}</summary>",
            "",
            f"{fence}diff",
            shown,
            fence,
            "",
            "</details>",
        ]
    return [*lines, ""]


def _source(reference: Reference, say: Catalogue) -> str:
    """Where a practice comes from, as a link where it has an address."""
    title = escaped(say.local(reference.title))
    address = web_address(reference.url)
    return title if address is None else f"[{title}](<{address}>)"


def escaped(text: str) -> str:
    """A text that is no markup, and mentions nobody, wherever it comes from."""
    return _SPECIAL.sub(r"\\\1", " ".join(harmless(text).split()))


def code(text: str) -> str:
    """A name as code, whatever it holds."""
    shown = harmless(text).replace("\n", " ")
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"
