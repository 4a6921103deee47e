# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on practices decide; what the pages of packs say."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "page.use": "Version {version}. Use it with `ospo-policy check --pack {pack}`, or name it under `packs`.",
    "page.sources": "Sources",
    "page.source": "{name}, version {version} (of {date})",
    "page.scores": "Scores",
    "page.score.points": "{title}: {count} points, for {names}",
    "page.score.levels": "{title}: {names}",
    "page.rules": "Rules",
    "page.column.rule": "Rule",
    "page.column.level": "Level",
    "page.column.title": "Requirement",
    "page.column.decided": "Decided from",
    "page.decided.checkout": "the repository",
    "page.decided.read": "the forge, with the right to read",
    "page.decided.admin": "the forge, as administrator of the repository",
    "page.decided.owner": "the forge, as owner of the organisation",
    "page.decided.attested": "a person's declaration",
    "page.decided.or-attested": "{where}, or a declaration",
    "page.level": "Level: {level}.",
    "page.level-for": "For profile {profile}: {level}.",
    "page.profiles": "For profiles {profiles} only.",
    "page.when": "Where `{condition}`.",
    "page.how-decided": "Decided from {where}.",
    "page.repair": "What to do: {how}",
    "page.fix.template": "There is a template: {what}.",
    "page.fix.edit": "The tool can propose the edit: {what}.",
    "page.fix.setting": "It is a setting of the forge: {what}.",
    "page.fix.issue": "It takes a person's decision.",
    "page.reference": "Source: {name}",
    "page.controls": "Controls: {controls}.",
    "cli.policy.page.help": "Write the page of a pack, in Markdown: each rule with its level, reason, decision, source and repair.",
    "cli.policy.page.short": "Write the page of a pack.",
    "level.must": "must",
    "level.should": "should",
    "level.may": "may",
    "page.index": "Each page tells every rule: its level, its reason, how it is decided, its source with the sentence that it rests on, and what to do. The pages are made from the packs.",
}
