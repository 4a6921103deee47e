# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a pack, in Markdown: each rule with its level, reason, decision, source and repair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ospo_policy.messages import FALLBACK, Catalogue
from ospo_policy.model.message import LocalText
from ospo_policy.model.policy import Fix, FixKind, Rule, Score, Source
from ospo_policy.outputs.explanation import limits


class RuleFacts(NamedTuple):
    """A rule, the names of its checks, and what answers it: "" a checkout, else a right on the forge."""

    rule: Rule
    checks: tuple[str, ...]
    right: str


class PackFacts(NamedTuple):
    """What a page tells of a pack."""

    id: str
    version: str
    title: LocalText
    description: LocalText | None
    sources: Sequence[Source]
    scores: Sequence[Score]
    rules: Sequence[RuleFacts]


def render(pack: PackFacts, say: Catalogue) -> str:
    """The page, ended by a line feed."""
    out = [f"# {say.local(pack.title)}", ""]
    if pack.description:
        out += [say.local(pack.description), ""]
    out += [say("page.use", pack=pack.id, version=pack.version), "", f"## {say('page.sources')}", ""]
    for source in pack.sources:
        name = f"[{say.local(source.title)}]({source.url})" if source.url else say.local(source.title)
        out.append("- " + say("page.source", name=name, version=source.version, date=source.date))
    if pack.scores:
        out += ["", f"## {say('page.scores')}", ""]
        out += [f"- {_score(score, say)}" for score in pack.scores]
    out += ["", f"## {say('page.rules')}", "", *_table(pack.rules, say), ""]
    for facts in pack.rules:
        out += _rule(facts, say)
    return "\n".join(out).rstrip("\n") + "\n"


def _score(score: Score, say: Catalogue) -> str:
    names = tuple(say.local(group.title) for group in score.groups)
    key = "page.score.levels" if score.is_levels else "page.score.points"
    return say(key, title=score.title, count=len(names), names=names)


def _table(rules: Iterable[RuleFacts], say: Catalogue) -> list[str]:
    head = [say("page.column.rule"), say("page.column.level"), say("page.column.title"), say("page.column.decided")]
    rows = [
        [
            f"[{rule.id}](#{_anchor(rule.id)})",
            say(f"level.{rule.level.value}"),
            _cell(say.local(rule.title)),
            _decided(facts, say),
        ]
        for facts in rules
        for rule in [facts.rule]
    ]
    return [_row(head), _row(["---"] * 4), *(_row(row) for row in rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _anchor(rule: str) -> str:
    return rule.replace(".", "")


def _decided(facts: RuleFacts, say: Catalogue) -> str:
    """From what a rule is decided: the repository, the forge, or a person."""
    if not facts.checks:
        return say("page.decided.attested")
    where = say(f"page.decided.{facts.right or 'checkout'}")
    return say("page.decided.or-attested", where=where) if facts.rule.attest is not None else where


def _rule(facts: RuleFacts, say: Catalogue) -> list[str]:
    rule = facts.rule
    out = [f"### {rule.id}", "", f"**{say.local(rule.title)}**", "", " ".join(_reach(rule, say))]
    if rule.why:
        out += ["", say.local(rule.why)]
    out += ["", say("page.how-decided", where=_decided(facts, say))]
    out += [f"- `{name}`: {say(f'check.{name}.about')}" for name in facts.checks]
    if rule.how:
        out += ["", say("page.repair", how=rule.how)]
    if rule.fix is not None:
        out[-1] += "".join(f" {sentence}" for sentence in _fix(rule.fix, say))
    if rule.attest is not None:
        out += ["", say("explain.attest", rule=rule.id, days=rule.attest.max_age)]
    out += _references(rule, say)
    if rule.controls:
        out += ["", say("page.controls", controls=rule.controls)]
    return [*out, ""]


def _fix(fix: Fix, say: Catalogue) -> list[str]:
    """What the tool can do about a rule that is not met: each way in a sentence."""
    names: tuple[str, ...] = fix.edit if isinstance(fix.edit, tuple) else ()
    page = "../fixes.md" if say.language == FALLBACK else f"../fixes.{say.language}.md"
    found: list[str] = []
    if fix.template and fix.kind is not FixKind.ISSUE:
        found.append(say("page.fix.template", what=fix.template))
    if names:
        found.append(say("page.fix.edit", what=tuple(f"[{name}]({page}#{name})" for name in dict.fromkeys(names))))
    if fix.setting:
        found.append(say("page.fix.setting", what=fix.setting))
    return found or [say("page.fix.issue")]


def _reach(rule: Rule, say: Catalogue) -> list[str]:
    """How strongly a rule is meant, for whom, from when on, and who can make an exception from it."""
    out = [say("page.level", level=say(f"level.{rule.level.value}"))]
    out += [
        say("page.level-for", profile=profile, level=say(f"level.{level.value}"))
        for profile, level in rule.levels.items()
    ]
    if rule.profiles:
        out.append(say("page.profiles", profiles=rule.profiles))
    if rule.when:
        out.append(say("page.when", condition=rule.when))
    return out + limits(rule, say)


def _references(rule: Rule, say: Catalogue) -> list[str]:
    """Where the rule comes from, with the sentence that it rests on, in the language that it was written in."""
    out: list[str] = []
    for reference in rule.references:
        title = say.local(reference.title)
        out += ["", say("page.reference", name=f"[{title}]({reference.url})" if reference.url else title)]
        if reference.quote is not None:
            out += ["", *(f"> {line}" for line in say.local(reference.quote).splitlines())]
    return out
