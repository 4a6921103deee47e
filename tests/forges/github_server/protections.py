# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What protects a branch: rulesets and classic rules, both by patterns, and what they forbid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.forges.github_server.refusals import Refusal
from tests.forges.github_server.world import RIGHTS, Repo, Token, World

WORDS = {
    "CREATION": "Cannot create ref due to creations being restricted.",
    "UPDATE": "Cannot update this protected ref.",
    "DELETION": "Cannot delete this branch",
    "NON_FAST_FORWARD": "Cannot force-push to this branch",
    "PULL_REQUEST": "Changes must be made through a pull request.",
    "REQUIRED_STATUS_CHECKS": "Required status check is expected.",
}


def means(pattern: str, name: str) -> bool:
    """`File.fnmatch(pattern, name, File::FNM_PATHNAME)` of Ruby, as far as `*`, `**/` and `?` go."""
    words = {"**/": "(?:[^/]+/)*", "*": "[^/]*", "**": "[^/]*", "?": "[^/]"}
    parts = re.split(r"((?:(?<=/)|^)\*\*/|\*\*|\*|\?)", pattern)
    return re.fullmatch("".join(words.get(part, re.escape(part)) for part in parts), name) is not None


def rules_of(repo: Repo, name: str) -> list[Mapping[str, Any]]:
    """The rules of active rulesets that apply to a branch, whether it is there or not."""
    found: list[Mapping[str, Any]] = []
    for ruleset in repo.fields.get("rulesets", ()):
        named = ruleset["conditions"]["refName"]
        included = any(_is_meant(one, repo, name) for one in named["include"])
        excluded = any(_is_meant(one, repo, name) for one in named["exclude"])
        if ruleset["enforcement"] == "ACTIVE" and included and not excluded:
            found += ruleset["rules"]
    return found


def _is_meant(pattern: str, repo: Repo, name: str) -> bool:
    if pattern.startswith("~"):
        return pattern == "~ALL" or name == repo.branch
    return means(pattern, f"refs/heads/{name}")


def classic(repo: Repo, name: str) -> Mapping[str, Any] | None:
    """The classic rule of a branch."""
    return next((one for one in repo.fields.get("branchProtectionRules", ()) if means(one["pattern"], name)), None)


def update_rule(world: World, token: Token | None, repo: Repo, name: str) -> dict[str, Any] | None:
    """What anybody is told of the classic rule of a branch that is there."""
    rule = classic(repo, name)
    if rule is None:
        return None
    return {**rule, "viewerCanPush": not _forbids(world, token, repo, rule)}


def check(world: World, token: Token, repo: Repo, name: str, kinds: set[str]) -> None:
    """Refuse a change of these kinds (`CREATION`, `UPDATE`, `DELETION`, `NON_FAST_FORWARD`) that a protection forbids."""
    broken = [rule["type"] for rule in rules_of(repo, name) if rule["type"] in kinds]
    if kinds & {"UPDATE"}:
        types = {"PULL_REQUEST", "REQUIRED_STATUS_CHECKS"}
        broken += [rule["type"] for rule in rules_of(repo, name) if rule["type"] in types]
    if broken:
        words = " ".join(WORDS.get(kind, kind) for kind in broken)
        raise Refusal(422, "UNPROCESSABLE", f"Repository rule violations found\n\n{words}\n\n")
    rule = classic(repo, name)
    if rule is not None and not _is_exempt(world, token, repo, rule):
        forbidden = {
            "CREATION": rule.get("blocksCreations"),
            "UPDATE": _forbids(world, token, repo, rule),
            "DELETION": not rule.get("allowsDeletions"),
            "NON_FAST_FORWARD": not rule.get("allowsForcePushes"),
        }
        if any(forbidden[kind] for kind in kinds):
            text = f"Protected branch update failed for refs/heads/{name}"
            raise Refusal(422, "BRANCH_PROTECTION_RULE_VIOLATION", text)


def _is_exempt(world: World, token: Token | None, repo: Repo, rule: Mapping[str, Any]) -> bool:
    return world.right(token, repo) >= RIGHTS.index("admin") and not rule.get("isAdminEnforced")


def _forbids(world: World, token: Token | None, repo: Repo, rule: Mapping[str, Any]) -> bool:
    names = ("restrictsPushes", "lockBranch", "requiresApprovingReviews", "requiresStatusChecks")
    return not _is_exempt(world, token, repo, rule) and any(rule.get(name) for name in names)
