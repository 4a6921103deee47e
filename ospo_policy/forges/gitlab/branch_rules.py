# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitLab's rules for branches mean for one branch."""

from __future__ import annotations

from typing import Any

from ospo_policy.forges.gitlab.told import Node, nodes, unseen
from ospo_policy.model.facts import Fact, Known


def matches(pattern: str, branch: str) -> bool:
    """Whether a rule for branches means this one; `*` stands for any characters."""
    first, *others = pattern.split("*")
    if not others:
        return pattern == branch
    *middle, last = others
    if not branch.startswith(first) or len(branch) < len(first) + len(last) or not branch.endswith(last):
        return False
    at, end = len(first), len(branch) - len(last)
    for part in middle:
        found = branch.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _rules(value: Any, branch: str) -> list[Node]:
    return [rule for rule in nodes(value) if matches(str(rule.get("name")), branch)]


def protected(value: Any, name: str, branch: str) -> Fact[object]:
    """Whether any rule protects the branch."""
    if not isinstance(value, dict):
        return unseen("rights", name)
    return Known(any(rule.get("isProtected") is True for rule in _rules(value, branch)))


def force(value: Any, name: str, branch: str) -> Fact[object]:
    """Several rules may mean one branch: the most permissive counts."""
    if not isinstance(value, dict):
        return unseen("rights", name)
    about = [rule.get("branchProtection") for rule in _rules(value, branch) if rule.get("isProtected") is True]
    allowed = [one.get("allowForcePush") if isinstance(one, dict) else None for one in about]
    if any(not isinstance(one, bool) for one in allowed):
        return unseen("rights", name)
    return Known(bool(allowed) and not any(allowed))


_EVERY_BRANCH = ("All branches", "All protected branches")
"""How the rules are named that hold for many branches (app/models/projects/all_branches_rule.rb)."""


def approvals(value: Any, name: str, branch: str) -> Fact[object]:
    """How many approvals some rule for the branch wants: each rule wants its own."""
    if not isinstance(value, dict):
        return unseen("rights", name)
    if value.get("approvals") is False:  # they are not told with the rules, and without any rule there may be some
        return unseen("not-offered", name)
    rules = [
        rule for rule in nodes(value) if matches(str(rule.get("name")), branch) or rule.get("name") in _EVERY_BRANCH
    ]
    if any("approvalRules" not in rule or rule["approvalRules"] is None for rule in rules):
        return unseen("not-offered", name)
    wanted = [one.get("approvalsRequired") for rule in rules for one in nodes(rule["approvalRules"])]
    return Known(max((one for one in wanted if isinstance(one, int)), default=0))
