# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Explain a practice, or the whole policy that holds for a repository, with where each part is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.engine.compile import Policy, unknown_rules
from ospo_policy.engine.resources import bundled_packs, template
from ospo_policy.model import nodes
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.nodes import ListNode, MapNode, ScalarNode
from ospo_policy.model.policy import Fix, Rule
from ospo_policy.operations.check import Request, prepare
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.parsers.binding import python_name
from ospo_policy.ports.check import AllOf, AnyOf, CheckExpression, Not, Test, tests_of

KEYS = (
    "level",
    "levels",
    "title",
    "check",
    "when",
    "profiles",
    "why",
    "how",
    "references",
    "controls",
    "fix",
    "attest",
    "waivable",
    "from",
)


class Explained(NamedTuple):
    """A rule, put so that it can be shown: plain values, and where each was set."""

    rule: Rule
    checks: tuple[str, ...]
    """The names of the checks that it uses, each once."""
    values: Mapping[str, object]
    template: str | None
    """The path of a starting text, if the tool has one."""


def policy_for(request: Request) -> Policy:
    """The policy that a check with the same options would use. Raises `OspoPolicyError`."""
    return prepare(request).policy


def policy_of_packs(packs: Iterable[str], *, offline: bool) -> Policy:
    """The policy of the named packs, or of all bundled ones. Raises `PolicyError`."""
    names = tuple(packs) or tuple(bundled_packs())
    return load_policy([Wanted(name) for name in names], PackSources(offline=offline))


def explain_rule(rule_id: str, policy: Policy, language: str) -> Explained:
    """One rule of the policy. Raises `UsageError` for one that it does not have."""
    for rule in policy.rules:
        if rule.id == rule_id:
            return explained(rule, language)
    for name, near in unknown_rules([rule_id], policy):
        hint = message("bind.did-you-mean", name=near) if near else Message("rule.unknown.hint")
        raise UsageError(message("rule.unknown", rule=name), hint)
    raise UsageError(message("rule.is-off", rule=rule_id, at=policy.switched_off[rule_id]))


def explained(rule: Rule, language: str) -> Explained:
    """A rule, put so that it can be shown in a language."""
    check: CheckExpression | None = rule.check  # type: ignore[assignment]
    values = {key: getattr(rule, python_name(Rule, key)) for key in KEYS if key in rule.origin}
    if check is not None:
        values["check"] = as_written(check)
    names = tuple(dict.fromkeys(test.type.name for test in tests_of(check))) if check is not None else ()
    if "fix" in values:
        values["fix"] = fix_as_written(rule)
    starting = rule.fix.template if rule.fix else None
    shown = {key: plain(value, language) for key, value in values.items()}
    return Explained(rule, names, shown, template(starting, language) if starting else None)


def as_written(expression: CheckExpression) -> dict[str, object]:
    """A check expression as it would be written in YAML, defaults left out."""
    match expression:
        case Test(kind, params):
            defaults = kind.params._field_defaults
            given = {
                name.rstrip("_"): plain(value, "en")
                for name, value in params._asdict().items()
                if name not in defaults or defaults[name] != value
            }
            return {kind.name: given}
        case AnyOf(parts):
            return {"any": [as_written(part) for part in parts]}
        case AllOf(parts):
            return {"all": [as_written(part) for part in parts]}
        case Not(part):
            return {"not": as_written(part)}


def fix_as_written(rule: Rule) -> dict[str, object]:
    """A fix as it would be written in YAML."""
    fix = rule.fix or Fix()
    given = {
        key: plain(value, "en")
        for key, value in fix._asdict().items()
        if key not in rule.repairs and value != Fix._field_defaults[key]
    }
    written = {
        key: nodes.plain(node)
        for key, node in rule.repairs.items()
        if isinstance(node, (ScalarNode, ListNode, MapNode))
    }
    return given | written


def plain(value: object, language: str) -> object:
    """A typed value as plain data: words for enums, one language of a text."""
    match value:
        case LocalText():
            return value.get(language)
        case Enum():
            return value.value
        case tuple() if hasattr(value, "_asdict"):
            fields: dict[str, object] = value._asdict()
            return {k: plain(v, language) for k, v in fields.items() if v is not None}
        case tuple() | list():
            return [plain(item, language) for item in value]
        case Mapping():
            return {key: plain(item, language) for key, item in value.items()}
    return value
