# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings as they are, of those that GraphQL tells with the rest; what it does not tell is looked up before it is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.forges.github import fields
from ospo_policy.forges.github.told import typed
from ospo_policy.forges.github.write_queries import ADMIN_SETTINGS, REF_SETTINGS, SETTINGS
from ospo_policy.model.facts import Known

Node = Mapping[str, Any]
_DELETES = "delete_branch_on_merge"
_PROTECTION, _CHECKS = "branch_protection", "required_checks"
_BLOCKED = ("branch_protected", "branch_deletion_blocked", "force_push_blocked")


def of(node: Node, more: Node, wanted: Iterable[str]) -> dict[str, object]:
    """The settings that were told, by the names that rules give them."""
    asked = frozenset(wanted)
    facts = (asked & (SETTINGS.keys() | ADMIN_SETTINGS.keys() | REF_SETTINGS)) - {_DELETES, _PROTECTION, _CHECKS}
    facts |= frozenset(_BLOCKED) if _PROTECTION in asked else frozenset()
    told = typed(fields.repository_fields({**_BARE, **more, **node}, facts, frozenset(), 0))
    found: dict[str, object] = {name: fact.value for name in sorted(facts) if isinstance(fact := told.get(name), Known)}
    if _PROTECTION in asked and all(name in found for name in _BLOCKED):
        found[_PROTECTION] = all(found[name] is True for name in _BLOCKED)
    if _CHECKS in asked:
        found[_CHECKS] = sorted(fields.check_names(node.get("defaultBranchRef") or {}))
    if _DELETES in asked and isinstance(node.get("deleteBranchOnMerge"), bool):
        found[_DELETES] = node["deleteBranchOnMerge"]
    return {name: value for name, value in found.items() if name in asked}


_BARE: Node = {"owner": {"login": ""}, "url": ""}
"""What every repository has for the facts, and no setting needs."""
