# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitLab tells of a project or group, as the documented facts (`ospo_policy.model.fields`).

A project is read in the shape that GraphQL gives it, whichever way it came. What is null for want of a right,
stands beside an error, or is not offered by this version or edition, is unseen, each with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from ospo_policy.model.facts import Fact, Known, Unseen
from ospo_policy.model.message import message

NO_SUCH = frozenset(
    {"homepage", "private_vulnerability_reporting", "security_advisories", "workflow_permissions", "secret_scanning",
     "push_protection", "dependency_alerts", "org.email", "org.domain_verified", "org.default_permission"}
)  # fmt: skip
"""Settings that GitLab does not have, or not with this meaning."""
NOT_COLLECTED = frozenset({"issue_reaction_days", "review_days", "reviewed_percent"})
"""What would take many requests for each project."""
NEVER = frozenset({"template", "has_discussions"})
"""What no project of GitLab is or has: a template is a choice of its group, and there are no discussions."""

Node = Mapping[str, Any]


def unseen(why: str, name: str) -> Unseen:
    """A field that is not known, for a reason of the catalogue."""
    shown = name if name.startswith("org.") else f"repo.{name}"
    return Unseen(message(f"unseen.gitlab.{why}", name=shown))


def project_fields(
    node: Node, wanted: Iterable[str], branch: str | None, failed: frozenset[str]
) -> dict[str, Fact[object]]:
    """The wanted facts of a project that its node tells; `failed` names the fields that an error speaks of."""
    facts: dict[str, Fact[object]] = {}
    for name in wanted:
        if name in _PROJECT:
            source, read = _PROJECT[name]
            if source not in node:
                facts[name] = unseen("not-offered", name)
            elif source in failed:
                facts[name] = unseen("failed", name)
            else:
                facts[name] = read(node[source], name, branch or "")
        elif name in NEVER:
            facts[name] = Known(False)
        elif name in NO_SUCH:
            facts[name] = unseen("no-such", name)
        elif name in NOT_COLLECTED:
            facts[name] = unseen("not-collected", name)
        elif name == "branch_deletion_blocked":
            # GitLab never deletes a default branch, protected or not.
            facts[name] = Known(True) if branch else unseen("failed", name)
    return facts


def group_fields(group: Node | None, owner: str, wanted: Iterable[str]) -> dict[str, Fact[object]]:
    """The wanted facts of an owner; None is a user."""
    facts: dict[str, Fact[object]] = {}
    for name in wanted:
        if name == "org.is_organisation":
            facts[name] = Known(group is not None)
        elif name in NO_SUCH and name.startswith("org."):
            facts[name] = unseen("no-such", name)
        elif name in _GROUP:
            source, read = _GROUP[name]
            if group is None:
                facts[name] = Known(owner) if name == "org.name" else unseen("user", name)
            else:
                facts[name] = read(group[source], name, owner) if source in group else unseen("not-offered", name)
    return facts


def moment(value: object) -> int | None:
    """A time as GitLab writes it, in seconds since 1970."""
    try:
        return int(datetime.fromisoformat(value).timestamp()) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def nodes(connection: object) -> list[Node]:
    """The nodes of a connection that are there."""
    found = connection.get("nodes") if isinstance(connection, dict) else None
    return [node for node in found if isinstance(node, dict)] if isinstance(found, list) else []


Read = Callable[[Any, str, str], Fact[object]]


def _text(value: Any, _name: str, _branch: str) -> Fact[object]:
    return Known(value if isinstance(value, str) else "")


def _lower(value: Any, name: str, _branch: str) -> Fact[object]:
    return Known(value.lower()) if isinstance(value, str) else unseen("rights", name)


def _list(value: Any, _name: str, _branch: str) -> Fact[object]:
    return Known([str(one) for one in value] if isinstance(value, list) else [])


def _bool(value: Any, name: str, _branch: str) -> Fact[object]:
    return Known(value) if isinstance(value, bool) else unseen("rights", name)


def _there(value: Any, _name: str, _branch: str) -> Fact[object]:
    return Known(isinstance(value, str) and bool(value))


def _count(value: Any, name: str, _branch: str) -> Fact[object]:
    return Known(len(nodes(value))) if isinstance(value, dict) else unseen("rights", name)


def _checks(value: Any, name: str, _branch: str) -> Fact[object]:
    """One check is required where merging waits for the pipeline."""
    return Known(int(value)) if isinstance(value, bool) else unseen("rights", name)


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


def _protected(value: Any, name: str, branch: str) -> Fact[object]:
    if not isinstance(value, dict):
        return unseen("rights", name)
    return Known(any(rule.get("isProtected") is True for rule in _rules(value, branch)))


def _force(value: Any, name: str, branch: str) -> Fact[object]:
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


def _approvals(value: Any, name: str, branch: str) -> Fact[object]:
    """How many approvals some rule for the branch wants: each rule wants its own."""
    if not isinstance(value, dict):
        return unseen("rights", name)
    rules = [
        rule for rule in nodes(value) if matches(str(rule.get("name")), branch) or rule.get("name") in _EVERY_BRANCH
    ]
    if any("approvalRules" not in rule or rule["approvalRules"] is None for rule in rules):
        return unseen("not-offered", name)
    wanted = [one.get("approvalsRequired") for rule in rules for one in nodes(rule["approvalRules"])]
    return Known(max((one for one in wanted if isinstance(one, int)), default=0))


def _published(value: Any) -> list[Node]:
    return [one for one in nodes(value) if one.get("upcomingRelease") is not True]


def _releases(value: Any, name: str, _branch: str) -> Fact[object]:
    """How many there are; counting stops at a hundred."""
    return Known(len(_published(value))) if isinstance(value, dict) else unseen("rights", name)


def _assets(value: Any, name: str, _branch: str) -> Fact[object]:
    if not isinstance(value, dict):
        return unseen("rights", name)
    latest = next(iter(_published(value)), {})
    assets = latest.get("assets")
    links = nodes(assets.get("links")) if isinstance(assets, dict) else []
    return Known([str(link.get("name")) for link in links])


def _notes(value: Any, name: str, _branch: str) -> Fact[object]:
    if not isinstance(value, dict):
        return unseen("rights", name)
    all_ = _published(value)
    if not all_:
        return unseen("no-releases", name)
    return Known(100 * sum(bool(str(one.get("description") or "").strip()) for one in all_) // len(all_))


_PROJECT: Mapping[str, tuple[str, Read]] = {
    "description": ("description", _text),
    "topics": ("topics", _list),
    "visibility": ("visibility", _lower),
    "archived": ("archived", _bool),
    "fork": ("isForked", _bool),
    "mirror": ("mirror", _bool),
    "has_issues": ("issuesEnabled", _bool),
    "required_checks": ("onlyAllowMergeIfPipelineSucceeds", _checks),
    "branch_protected": ("branchRules", _protected),
    "force_push_blocked": ("branchRules", _force),
    "required_approvals": ("branchRules", _approvals),
    "releases": ("releases", _releases),
    "release_assets": ("releases", _assets),
    "releases_with_notes_percent": ("releases", _notes),
}
_GROUP: Mapping[str, tuple[str, Read]] = {
    "org.name": ("name", _text),
    "org.description": ("description", _text),
    "org.has_avatar": ("avatarUrl", _there),
    "org.two_factor_required": ("requireTwoFactorAuthentication", _bool),
    "org.owners": ("groupMembers", _count),
}
