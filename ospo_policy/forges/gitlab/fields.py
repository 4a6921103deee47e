# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitLab tells of a project or group, as the documented facts (`ospo_policy.model.fields`).

A project is read in the shape that GraphQL gives it, whichever way it came. What is null for want of a right,
stands beside an error, or is not offered by this version or edition, is unseen, each with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ospo_policy.forges.gitlab import branch_rules
from ospo_policy.forges.gitlab.told import Node, maintains, moment, nodes, unseen
from ospo_policy.forges.mirrors import source_fields
from ospo_policy.model.facts import Fact, Known

NO_SUCH = frozenset(
    {"homepage", "private_vulnerability_reporting", "security_advisories", "workflow_permissions", "secret_scanning",
     "push_protection", "dependency_alerts", "org.email", "org.domain_verified", "org.default_permission"}
)  # fmt: skip
"""Settings that GitLab does not have, or not with this meaning."""
NEVER = frozenset({"template", "has_discussions"})
"""What no project of GitLab is or has: a template is a choice of its group, and there are no discussions."""


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
        elif name == "sign_off_required":
            facts |= _sign_off(node, failed)
        elif name in NEVER:
            facts[name] = Known(False)
        elif name in NO_SUCH:
            facts[name] = unseen("no-such", name)
        elif name == "branch_deletion_blocked":
            # GitLab never deletes a default branch, protected or not.
            facts[name] = Known(True) if branch else unseen("failed", name)
    if "mirror" in facts:
        facts |= source_fields(node.get("importUrl"), is_mirror=node.get("mirror") is True)
    return facts


def _sign_off(node: Node, failed: frozenset[str]) -> dict[str, Fact[object]]:
    """Whether a push rule asks for it; nothing where REST may tell more."""
    name, told = "sign_off_required", node.get("pushRules")
    if "pushRules" not in node:  # a paid feature
        return {name: unseen("not-offered", name)}
    if "pushRules" in failed:
        return {name: unseen("failed", name)}
    asked = told.get("rejectNonDcoCommits", None) if isinstance(told, dict) else False
    if isinstance(asked, bool):  # without a rule, nothing is asked for
        return {name: Known(asked)}
    return {name: unseen("rights", name)} if maintains(node) is False else {}


def releases(node: Node) -> tuple[tuple[str, int | None], ...] | None:
    """The tags and dates of published releases; None where they are not told."""
    told = node.get("releases")
    if not isinstance(told, dict):
        return None
    return tuple((str(one.get("tagName")), moment(one.get("releasedAt"))) for one in _published(told))


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
    "branch_protected": ("branchRules", branch_rules.protected),
    "force_push_blocked": ("branchRules", branch_rules.force),
    "required_approvals": ("branchRules", branch_rules.approvals),
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
