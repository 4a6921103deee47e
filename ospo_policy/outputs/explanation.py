# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `explain` prints: a practice in words, or a whole policy with where each value was set."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.policy import Rule, WaivedBy

if TYPE_CHECKING:
    from ospo_policy.outputs import Style


def practice(
    rule: Rule,
    checks: Iterable[str],
    values: Mapping[str, object],
    starting_text: str | None,
    say: Catalogue,
    style: Style,
) -> str:
    """One rule: what it asks, why, how it is decided, where it comes from, what to do."""
    out: list[str] = [
        f"{say.local(rule.title)} [{rule.id}]",
        say(f"explain.level.{rule.level.value}", pack=rule.pack),
    ]
    out += _reach(rule, say)
    if rule.why:
        out += ["", say("report.why"), *_indented(say.local(rule.why), style)]
    out += _decision(rule, checks, values, say, style)
    if rule.how:
        out += ["", say("report.how"), *_indented(say.local(rule.how), style)]
    if starting_text and rule.fix is not None:
        out += _indented(say("explain.template", name=rule.fix.template or "", path=starting_text), style)
    if rule.references:
        out += ["", say("explain.sources")]
        for reference in rule.references:
            out += _indented(f"{say.local(reference.title)} {reference.url or ''}".strip(), style)
    if rule.controls:
        out += ["", say("explain.controls", controls=rule.controls)]
    out += ["", say("explain.set-at")]
    out += [f"  {key}: {say.shown(place)}" for key, place in rule.origin.items()]
    return "\n".join(out) + "\n"


def _reach(rule: Rule, say: Catalogue) -> list[str]:
    """For which repositories a rule is, from when on, and who can make an exception from it."""
    out: list[str] = []
    if rule.profiles:
        out.append(say("explain.profiles", profiles=rule.profiles))
    if rule.when:
        out.append(say("explain.when", condition=rule.when))
    return out + limits(rule, say)


def limits(rule: Rule, say: Catalogue) -> list[str]:
    """From when on a rule counts, and who can make an exception from it, where that is not the usual."""
    out: list[str] = []
    if rule.from_:
        out.append(say("explain.from", date=rule.from_))
    if rule.waivable.by is not WaivedBy.ORGANISATION:
        out.append(say(f"explain.waivable.{rule.waivable.by.value}"))
    return out if rule.waivable.end else [*out, say("explain.waivable.no-end")]


def _decision(
    rule: Rule, checks: Iterable[str], values: Mapping[str, object], say: Catalogue, style: Style
) -> list[str]:
    """How a rule is decided: by which checks, written how, and whether a person may declare it."""
    out = ["", say("explain.decided")]
    for name in checks:
        out += _indented(f"{name}: {say(f'check.{name}.how')}", style)
    if "check" in values:
        out += ["", *("    " + line for line in _yaml({"check": values["check"]}).splitlines())]
    if rule.attest is not None:
        out += _indented(say("explain.attest", rule=rule.id, days=rule.attest.max_age), style)
    return out


def provenance(
    rules: Iterable[tuple[Rule, Mapping[str, object]]],
    switched_off: Mapping[str, str],
    say: Catalogue,
) -> str:
    """A whole policy: each rule's resolved values, each with the place that set it."""
    out: list[str] = []
    for rule, values in rules:
        out.append(f"{rule.id}:")
        for key, value in values.items():
            lines = _yaml({key: value}).splitlines()
            place = say.shown(rule.origin[key])
            out.append(f"  {lines[0]}  # {place}" if len(lines) == 1 else f"  # {place}")
            out += [f"  {line}" for line in lines] if len(lines) > 1 else []
        out.append("")
    for rule_id, place in switched_off.items():
        out.append(f"{rule_id}: off  # {say.shown(place)}")
    return "\n".join(out).rstrip("\n") + "\n"


def rule_list(rules: Iterable[Rule], say: Catalogue) -> str:
    """Every rule in one line: id, level, title."""
    lines = [f"{rule.id}  {rule.level.value}  {say.local(rule.title)}" for rule in rules]
    return "\n".join(lines) + "\n"


def _indented(text: str, style: Style) -> list[str]:
    return textwrap.wrap(
        text,
        width=max(40, style.width),
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _yaml(value: Any) -> str:
    """Plain values as YAML."""
    import yaml

    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    return harmless(text, keep_lines=True)
