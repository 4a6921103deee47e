# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a rule is repaired: by its template, its edits, its setting, its advice, in this order, as far as each can be worked out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import groupby
from typing import Protocol

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import verdict_of
from ospo_policy.engine.fix_syntax import remedies, repair_needs
from ospo_policy.engine.overlay import with_changes
from ospo_policy.engine.repair import Fixer
from ospo_policy.fixes import Registry
from ospo_policy.fixes.template import located
from ospo_policy.fixes.templates import Folder
from ospo_policy.messages import LANGUAGES
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.organisation import ForgeType, OrganisationInfo, Remediation
from ospo_policy.model.policy import FixKind, Rule, Safety
from ospo_policy.model.verdict import Fail, Pass
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.templates import folders
from ospo_policy.parsers.publiccode.readme import language as language_of
from ospo_policy.parsers.selection import select
from ospo_policy.ports.fix import Broken, Changes, FixContext, Outcome, Remedy, Unable

REGISTRY = Registry()
OWN_NEEDS = Needs(tree=True, contents=frozenset({"readme", "codeowners"}), oids=True)
"""What every plan looks at: whose language the README is in, who owns the files, and Git's ids of them."""


def fix_needs(policy: Policy) -> Needs:
    """What is wanted to repair what may fail, beside what rules look at."""
    return OWN_NEEDS | union(repair_needs(rule, REGISTRY) for rule in policy.rules if rule.fix is not None)


def repair(rule: Rule, broken: Broken) -> Outcome:
    """What would put a rule right: the first remedy that can be worked out; edits together, until the rule is met.

    Edits that do not suffice, and leave nothing for people to fill in, give way to what comes after them.
    """
    why: Message | None = None
    for is_edit, some in groupby(remedies(rule, REGISTRY), key=lambda one: one.type.name in REGISTRY.edits):
        these = list(some)
        outcome = _edited(rule, broken, these) if is_edit else _first(broken, these)
        if isinstance(outcome, Changes):
            return outcome
        why = why or outcome.reason
    return Unable(why or Message("repair.none"))


def _first(broken: Broken, some: list[Remedy]) -> Outcome:
    """The first of several remedies that can be worked out."""
    why: Message | None = None
    for remedy in some:
        outcome = remedy.type.repair(remedy.params, broken)
        if isinstance(outcome, Changes):
            return outcome._replace(usual=remedy.type.safety)
        why = why or outcome.reason
    return Unable(why or Message("repair.none"))


def _edited(rule: Rule, broken: Broken, edits: list[Remedy]) -> Outcome:
    """Several edits, each on what those before it left, until the rule is met."""
    why: Message | None = None
    done: Changes | None = None
    facts = broken.facts
    for remedy in edits:
        outcome = remedy.type.repair(remedy.params, broken._replace(facts=facts))
        if isinstance(outcome, Unable):
            why = why or outcome.reason
            continue
        outcome = outcome._replace(usual=remedy.type.safety)
        done = outcome if done is None else _together(done, outcome)
        facts = with_changes(facts, outcome.files, outcome.fields)
        if isinstance(verdict_of(rule, facts), Pass):
            return done
    if done is None:
        return Unable(why or Message("repair.none"))
    verdict = verdict_of(rule, facts)
    return (
        Unable(message("repair.not-enough", what=verdict.message))
        if isinstance(verdict, Fail) and not done.gaps
        else done
    )


def _together(first: Changes, then: Changes) -> Changes:
    """Two changes as one; the later one was worked out on what the first left."""
    again = set(then.files)
    return Changes(
        files={**first.files, **then.files},
        settings={**first.settings, **then.settings},
        fields={**first.fields, **then.fields},
        advice=(*first.advice, *then.advice),
        gaps=(*(gap for gap in first.gaps if gap.path not in again), *then.gaps),
        uses=(*first.uses, *then.uses),
        until_filled=(*first.until_filled, *then.until_filled),
        safety=_careful(first.safety, then.safety),
        usual=_careful(first.usual, then.usual) or Safety.REVIEW,
    )


def _careful(first: Safety | None, then: Safety | None) -> Safety | None:
    """The more careful of two; None where neither says anything."""
    return Safety.REVIEW if Safety.REVIEW in (first, then) else first or then


def upgrade(rule: Rule, broken: Broken) -> Outcome:
    """A later version of the template that a rule's file was written from."""
    template = next((one for one in remedies(rule, REGISTRY) if one.type.name == "template"), None)
    return template.type.repair(template.params, broken) if template is not None else Unable(Message("repair.none"))


def template_version(rule: Rule, context: FixContext) -> int:
    """The version of the template that a rule names, 0 where it names none that is written."""
    if rule.fix is None or rule.fix.template is None or rule.fix.kind is FixKind.ISSUE:
        return 0
    found = located(rule.fix.template, context)
    return found.version if found is not None else 0


FIXER = Fixer(repair, upgrade)


class Memory(Protocol):
    """What was written before, by what the store remembers."""

    def written(self, digest: str) -> str | None:
        """What we wrote once, by its digest."""


class Templates:
    """The starting texts of an organisation, and of the tool: `ospo_policy.ports.fix.TemplateSource`."""

    def __init__(self, own: str | None) -> None:
        self._folders: tuple[tuple[str, Folder], ...] = folders(own)
        self._read: dict[str, str | None] = {}
        self.own = own
        self.memory: Memory | None = None

    @classmethod
    def of(cls, organisation: Organisation | None, remediation: Remediation) -> Templates:
        """Those of an organisation's file; its folder is named from where the file lies. Raises `UsageError`."""
        if remediation.templates is None:
            return cls(None)
        here = os.path.dirname(organisation.path) if organisation is not None else "."
        return cls(os.path.join(here, remediation.templates))

    def read(self, path: str) -> str | None:
        """The text at a path, of the organisation's folder first."""
        if path not in self._read:
            texts = (read(path) for _, read in self._folders)
            self._read[path] = next((text for text in texts if text is not None), None)
        return self._read[path]

    def written(self, digest: str) -> str | None:
        """What we wrote once, if it is remembered."""
        return self.memory.written(digest) if self.memory is not None else None


def given_values(info: OrganisationInfo | None, remediation: Remediation, language: str) -> Mapping[str, object]:
    """What an organisation gives, in a language, as edits look it up."""
    values: dict[str, object] = {
        str(name).replace("-", "_"): text.get(language) for name, text in remediation.values.items()
    }
    if info is not None:
        values |= {
            "organisation": {"name": info.name.get(language), "contact": info.contact or ""},
            "contact": info.contact or "",
        }
    return values


def readme_language(facts: Repository) -> str:
    """The language that the README is in, as far as there are texts in it; empty where that is not sure."""
    paths = select(facts.tree.value, "readme") if isinstance(facts.tree, Known) else ()
    for path in paths[:1]:
        fact = facts.contents.get(path)
        found = language_of(fact.value.text) if isinstance(fact, Known) else ""
        if found in LANGUAGES:
            return found
    return ""


def context_for(
    forge: ForgeType, language: str, info: OrganisationInfo | None, remediation: Remediation, templates: Templates
) -> FixContext:
    """What fixes know beside the repository."""
    given: Mapping[str, LocalText] = {str(name): text for name, text in remediation.values.items()}
    return FixContext(forge, language, given_values(info, remediation, language), templates, info, given)


__all__ = ["FIXER", "Remedy", "Templates", "context_for", "fix_needs", "readme_language", "template_version"]
