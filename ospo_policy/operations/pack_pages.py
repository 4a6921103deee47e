# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a pack, from the pack itself."""

from __future__ import annotations

from ospo_policy import checks, fixes
from ospo_policy.engine.compile import compile_policy
from ospo_policy.engine.load import Loader
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.policy import Rule
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.outputs import pack_page
from ospo_policy.outputs.pack_page import PackFacts, RuleFacts
from ospo_policy.ports.check import CheckExpression, needs_of, tests_of

_RIGHTS = ("", "read", "admin", "owner")


def page(reference: str, say: Catalogue, *, offline: bool = True) -> str:
    """The page of a bundled pack or of a file. Raises `PolicyError`."""
    loader = Loader(PackSources(offline=offline))
    loader.load_all([reference])
    policy, problems = compile_policy(loader.packs, checks.Registry(), fixes.Registry(), (), loader.borrowed)
    problems = [*loader.problems, *loader.without_echoes(problems)]
    if problems:
        raise PolicyError(problems)
    pack = loader.packs[-1]
    used = dict.fromkeys(ref.source for rule in policy.rules for ref in rule.references if ref.source)
    declared = {name: source for one in loader.packs for name, source in one.document.sources.items()}
    sources = tuple(policy.sources[name] for name in dict.fromkeys((*declared, *used)))
    facts = PackFacts(
        pack.document.pack,
        pack.document.version,
        pack.title,
        pack.document.description,
        sources,
        policy.scores,
        tuple(_facts(rule) for rule in policy.rules),
    )
    return pack_page.render(facts, say)


def _facts(rule: Rule) -> RuleFacts:
    check: CheckExpression | None = rule.check  # type: ignore[assignment]
    if check is None:
        return RuleFacts(rule, (), "")
    fields = needs_of(check).fields
    rights = [field.right for name, field in FIELDS.items() if name.removeprefix("repo.") in fields]
    names = tuple(dict.fromkeys(test.type.name for test in tests_of(check)))
    return RuleFacts(rule, names, max(rights, key=_RIGHTS.index, default=""))
