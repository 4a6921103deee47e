# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Forgejo and Gitea tell of a repository or its owner, as the documented facts (`ospo_policy.model.fields`).

The names are those of the API's own structures (go-gitea/gitea modules/structs; Forgejo has the same). What a
version does not tell, or not to this token, is unseen, each with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ospo_policy.forges.mirrors import source_fields
from ospo_policy.forges.people import SIX_MONTHS
from ospo_policy.model.facts import Fact, Known, Tag, Unseen
from ospo_policy.model.message import message

NO_SUCH = frozenset(
    {"workflow_permissions", "secret_scanning", "push_protection", "dependency_alerts", "sign_off_required",
     "private_vulnerability_reporting", "security_advisories", "org.has_avatar", "org.domain_verified", "org.default_permission", "org.two_factor_required"}
)  # fmt: skip
"""Settings that Forgejo does not have, or not with this meaning: an avatar is drawn where none was chosen."""
OF_RELEASES = frozenset({"release_assets", "releases_with_notes_percent", "releases_in_six_months"})

Node = Mapping[str, Any]


def unseen(why: str, name: str) -> Unseen:
    """A field that is not known, for a reason of the catalogue."""
    shown = name if name.startswith("org.") else f"repo.{name}"
    return Unseen(message(f"unseen.forgejo.{why}", name=shown))


def repository_fields(node: Node, branch: Node | None, wanted: Iterable[str]) -> dict[str, Fact[object]]:
    """The wanted facts that the listing and the default branch tell."""
    facts: dict[str, Fact[object]] = {}
    for name in wanted:
        if name in _REPOSITORY:
            source, read = _REPOSITORY[name]
            facts[name] = read(node[source], name, node) if source in node else unseen("not-offered", name)
        elif name in _BRANCH:
            facts[name] = unseen("no-branch", name) if branch is None else _of_branch(branch, name)
        elif name == "has_discussions":
            facts[name] = Known(False)
        elif name == "branch_deletion_blocked":
            # A default branch is never deleted, protected or not (routers/private/hook_pre_receive.go).
            facts[name] = Known(True) if branch is not None else unseen("no-branch", name)
        elif name in NO_SUCH and not name.startswith("org."):
            facts[name] = unseen("no-such", name)
    if "mirror" in facts:
        facts |= source_fields(node.get("original_url"), is_mirror=node.get("mirror") is True)
    return facts


def owner_fields(organisation: Node | None, owner: str, wanted: Iterable[str]) -> dict[str, Fact[object]]:
    """The wanted facts of an owner; None is a user."""
    facts: dict[str, Fact[object]] = {}
    for name in wanted:
        if name == "org.is_organisation":
            facts[name] = Known(organisation is not None)
        elif name in NO_SUCH and name.startswith("org."):
            facts[name] = unseen("no-such", name)
        elif name == "org.name":
            facts[name] = Known(str((organisation or {}).get("full_name") or owner))
        elif name in _OWNER:
            facts[name] = unseen("user", name) if organisation is None else _of_owner(organisation, name)
    return facts


def release_fields(
    releases: Sequence[Node], tags: Fact[tuple[Tag, ...]], wanted: Iterable[str], now: int
) -> dict[str, Fact[object]]:
    """What the latest releases tell, the latest first; drafts are left out. A release and its tag count once."""
    published = [one for one in releases if one.get("draft") is not True]
    assets = published[0].get("assets") if published else None
    with_notes = sum(bool(str(one.get("body") or "").strip()) for one in published)
    dated = [(str(one.get("tag_name")), moment(one.get("published_at"))) for one in published]
    if isinstance(tags, Known):
        dated += [(tag.name, tag.date) for tag in tags.value]
    recent = len({name for name, date in dated if date is not None and 0 <= now - date <= SIX_MONTHS})
    told: dict[str, Fact[object]] = {
        "release_assets": Known([str(one.get("name")) for one in objects(assets)]),
        "releases_with_notes_percent": Known(100 * with_notes // len(published))
        if published
        else unseen("no-releases", "releases_with_notes_percent"),
        "releases_in_six_months": Known(recent) if isinstance(tags, Known) else tags,
    }
    return {name: told[name] for name in wanted if name in told}


def is_protected(branch: object) -> bool | None:
    """Whether a rule protects the branch; None where it is not told."""
    told = branch.get("protected") if isinstance(branch, dict) else None
    return told if isinstance(told, bool) else None


def force_push(branch: Node, rules: Sequence[Node]) -> Fact[object]:
    """Whether nobody may force a push: the rule that holds is named to administrators.

    Servers that have no such setting (Forgejo, and older versions of Gitea) never let anybody on a protected branch.
    """
    name = branch.get("effective_branch_protection_name")
    rule = next((one for one in rules if name and name in (one.get("rule_name"), one.get("branch_name"))), None)
    if rule is None:
        return unseen("rights", "force_push_blocked")
    return Known(rule.get("enable_force_push") is not True)


def moment(value: object) -> int | None:
    """A time as Go writes it, in seconds since 1970; None where there is none, which Go writes as the year 1."""
    try:
        found = int(datetime.fromisoformat(value).timestamp()) if isinstance(value, str) else 0
    except (ValueError, OverflowError):
        return None
    return found if found > 0 else None


def objects(found: object) -> list[Node]:
    """The objects of a list."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


Read = Callable[[Any, str, Node], Fact[object]]


def _text(value: Any, name: str, _node: Node) -> Fact[object]:
    return Known(value) if isinstance(value, str) else unseen("not-offered", name)


def _bool(value: Any, name: str, _node: Node) -> Fact[object]:
    return Known(value) if isinstance(value, bool) else unseen("not-offered", name)


def _count(value: Any, name: str, _node: Node) -> Fact[object]:
    return Known(value) if isinstance(value, int) and not isinstance(value, bool) else unseen("not-offered", name)


def _list(value: Any, _name: str, _node: Node) -> Fact[object]:
    return Known([str(one) for one in value] if isinstance(value, list) else [])


def _visibility(private: Any, name: str, node: Node) -> Fact[object]:
    """An organisation that is not public hides its repositories as well."""
    if not isinstance(private, bool):
        return unseen("not-offered", name)
    owner = node.get("owner")
    of_owner = owner.get("visibility") if isinstance(owner, dict) else None
    if private or of_owner == "private":
        return Known("private")
    return Known("internal" if node.get("internal") is True or of_owner == "limited" else "public")


def _of_branch(branch: Node, name: str) -> Fact[object]:
    """What a branch tells of the rule that protects it, to anyone who reads."""
    if name == "required_checks":
        contexts = branch.get("status_check_contexts")
        if not isinstance(branch.get("enable_status_check"), bool):
            return unseen("not-offered", name)
        return Known(len(contexts) if branch["enable_status_check"] and isinstance(contexts, list) else 0)
    source, read = _BRANCH[name]
    return read(branch.get(source), name, branch)


def _of_owner(organisation: Node, name: str) -> Fact[object]:
    source, read = _OWNER[name]
    return read(organisation[source], name, organisation) if source in organisation else unseen("not-offered", name)


def _owners(value: Any, name: str, _node: Node) -> Fact[object]:
    return Known(value) if isinstance(value, int) else unseen("rights", name)


_REPOSITORY: Mapping[str, tuple[str, Read]] = {
    "description": ("description", _text),
    "homepage": ("website", _text),
    "topics": ("topics", _list),
    "visibility": ("private", _visibility),
    "default_branch": ("default_branch", _text),
    "fork": ("fork", _bool),
    "mirror": ("mirror", _bool),
    "archived": ("archived", _bool),
    "template": ("template", _bool),
    "has_issues": ("has_issues", _bool),
    "releases": ("release_counter", _count),
}
_BRANCH: Mapping[str, tuple[str, Read]] = {
    "branch_protected": ("protected", _bool),
    "required_approvals": ("required_approvals", _count),
    "required_checks": ("status_check_contexts", _count),
}
_OWNER: Mapping[str, tuple[str, Read]] = {
    "org.description": ("description", _text),
    "org.email": ("email", _text),
    "org.owners": ("owners", _owners),
}
