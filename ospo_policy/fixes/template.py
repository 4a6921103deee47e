# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a missing file from a starting text, or offer a later version of one that was written so before.

What is there and not from us is never written over. A file that bears our stamp gets the later version by a three-way merge, if
it merges cleanly; else it is left as people made it.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes import merge, stamp
from ospo_policy.fixes.render import Rendered, render
from ospo_policy.fixes.templates import Template, find
from ospo_policy.fixes.values import NEEDS, Sources, missing, values_for
from ospo_policy.model.change import Gap, TemplateUse
from ospo_policy.model.facts import Content, Known, Repository
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.community_files import find_all
from ospo_policy.parsers.selection import select
from ospo_policy.ports.fix import Broken, Changes, FixContext, FixType, Outcome, Unable


class Params(NamedTuple):
    """Which template."""

    name: str


def needs(_params: Params) -> Needs:
    """What the values of templates come from."""
    return NEEDS


def located(name: str, context: FixContext, licence: str = "") -> Template | None:
    """The template of that name, in the language and for the forge."""
    return find(name, context.language, context.forge, (("", context.templates.read),), licence)


def repair(params: Params, broken: Broken) -> Outcome:
    """The file, with what is known filled in and marks where it is not."""
    context, facts = broken.context, broken.facts
    values = values_for(facts, Sources(context.organisation, context.given), context.language, context.forge)
    template = located(params.name, context, str(values["licence"]))
    if template is None:
        return Unable(message("fix.no-template", name=params.name, forge=context.forge.value))
    absent = missing(template, values)
    if absent:
        return Unable(message("fix.template-wants", name=params.name, values=absent))
    other = _elsewhere(template.path, facts)
    if other is not None:
        return Unable(message("fix.elsewhere", path=other))
    rendered = render(template, values)
    there = _there(template.path, facts)
    if isinstance(there, Message):
        return Unable(there)
    known = stamp.read(there) if there is not None else None
    base = context.templates.written(known.stamp.digest) if known is not None else None
    found = merge.offer(template, rendered, there, base)
    if found.text is None:
        return Unable(message(_STAYS[found.outcome], path=template.path))
    return _changes(template, rendered, found)


def _elsewhere(path: str, facts: Repository) -> str | None:
    """A file of the same kind in another place or format, beside which a second one would only confuse."""
    if not isinstance(facts.tree, Known) or facts.tree.value.get(path) is not None:
        return None
    mine = [kind for kind in SINGLE if path in find_all((path,)).get(kind, ())]
    return next((other for kind in mine for other in select(facts.tree.value, kind)), None)


SINGLE = ("readme", "contributing", "code-of-conduct", "security", "support", "governance", "maintainers", "changelog",
          "roadmap", "codeowners", "publiccode")  # fmt: skip
"""The kinds of files of which a repository has one."""

_STAYS = {
    merge.Outcome.CURRENT: "fix.file-current",
    merge.Outcome.THEIRS: "fix.file-theirs",
    merge.Outcome.UNKNOWN_BASE: "fix.file-unknown-base",
    merge.Outcome.CONFLICT: "fix.file-conflict",
}
"""Why a file stays as it is."""


def _there(path: str, facts: Repository) -> str | Message | None:
    """The file that is there now, None where there is none; or why it cannot be told."""
    if not isinstance(facts.tree, Known):
        return facts.tree.reason
    if facts.tree.value.get(path) is None:
        return None
    fact = facts.contents.get(path)
    content: Content | None = fact.value if isinstance(fact, Known) else None
    return message("repair.unread", path=path) if content is None else content.text


def _changes(template: Template, rendered: Rendered, found: merge.Offer) -> Changes:
    use = TemplateUse(
        template.path, template.id, template.language, template.version, stamp.digest(rendered.text), rendered.text
    )
    reviewed = bool(rendered.gaps) or found.outcome is merge.Outcome.MERGED
    return Changes(
        files={template.path: found.text},
        gaps=tuple(Gap(template.path, gap.line, gap.text) for gap in rendered.gaps),
        uses=(use,),
        until_filled=template.until_filled if rendered.gaps else (),
        safety=Safety.REVIEW if reviewed else None,
    )


FIX = FixType("template", Params, needs, repair)
