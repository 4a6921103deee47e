# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a branch's name is caught by a protection that forbids us to push to it.

Patterns are those of Ruby's `File.fnmatch` with `FNM_PATHNAME`: `*` stops at a slash, `**/` does not
(https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository#using-fnmatch-syntax).
"""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence
from typing import Any

MAX_PATTERN = 1_000
FORBIDS = frozenset(
    {"CREATION", "UPDATE", "PULL_REQUEST", "REQUIRED_STATUS_CHECKS", "REQUIRED_DEPLOYMENTS", "MERGE_QUEUE", "LOCK_BRANCH",
     "WORKFLOWS", "REQUIRED_WORKFLOW_STATUS_CHECKS"}
)  # fmt: skip
"""Rules of rulesets under which nothing can be pushed to a branch but by a request of its own."""
_ALL, _DEFAULT = "~ALL", "~DEFAULT_BRANCH"
_CLASSIC = (
    "blocksCreations", "restrictsPushes", "lockBranch", "requiresApprovingReviews", "requiresStatusChecks",
    "requiresDeployments",
)  # fmt: skip


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern means a name."""
    return len(pattern) <= MAX_PATTERN and _fits(pattern.split("/"), name.split("/"))


def _fits(patterns: Sequence[str], parts: Sequence[str]) -> bool:
    """Part by part; `reached` are the numbers of patterns that may have been used up so far, so that time stays bounded."""
    reached = _skipping(patterns, {0})
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        after: set[int] = set()
        for at in reached:
            if at < len(patterns) and patterns[at] == "**" and at < len(patterns) - 1 and not is_last:
                after.add(at)
            if at < len(patterns) and fnmatch.fnmatchcase(part, patterns[at]):
                after.add(at + 1)
        reached = _skipping(patterns, after)
    return len(patterns) in reached


def _skipping(patterns: Sequence[str], reached: set[int]) -> set[int]:
    """With what follows a `**` that stands for no folder at all."""
    found = set(reached)
    for at in range(len(patterns) - 1):
        if at in found and patterns[at] == "**":
            found.add(at + 1)
    return found


def caught(name: str, default: str, rulesets: Sequence[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a ruleset, or a classic rule that administrators must obey too, forbids to push to a branch of that name."""
    return any(_by_ruleset(name, default, one) for one in rulesets) or any(
        one.get("isAdminEnforced")
        and any(one.get(key) for key in _CLASSIC)
        and matches(str(one.get("pattern", "")), name)
        for one in rules
    )


def _by_ruleset(name: str, default: str, ruleset: Mapping[str, Any]) -> bool:
    if ruleset.get("enforcement") != "ACTIVE":
        return False
    kinds = {rule.get("type") for rule in (ruleset.get("rules") or {}).get("nodes") or () if isinstance(rule, dict)}
    named = (ruleset.get("conditions") or {}).get("refName") or {}
    include, exclude = named.get("include") or (), named.get("exclude") or ()
    is_meant = any(_means(one, name, default) for one in include) and not any(
        _means(one, name, default) for one in exclude
    )
    return bool(kinds & FORBIDS) and is_meant


def _means(pattern: object, name: str, default: str) -> bool:
    if pattern in (_ALL, _DEFAULT):
        return pattern == _ALL or name == default
    return isinstance(pattern, str) and matches(pattern, f"refs/heads/{name}")
