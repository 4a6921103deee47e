# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documented facts that conditions (`when`, `where`, the `cel` check) can speak of.

Each is known or unseen like every fact. The catalogue explains each to its reader, under
`field.<name>`.
"""

from typing import Literal, NamedTuple, TypeAlias

from ospo_policy.model.needs import Needs

FieldType: TypeAlias = Literal["string", "bool", "int", "list"]


Right: TypeAlias = Literal["", "read", "admin", "owner"]
"""What answers a fact: nothing but a checkout, a token that may read, an administrator's of the
repository, an owner's of the organisation."""


class Field(NamedTuple):
    """A fact's type in CEL, what a reader must collect for it, and the right that it takes on a forge."""

    type: FieldType
    needs: Needs
    right: Right = ""


def _forge(type_: FieldType, name: str, right: Right = "read") -> Field:
    return Field(type_, Needs(fields=frozenset({name})), right)


NATURE_NEEDS = Needs(
    tree=True,
    contents=frozenset({"publiccode", "package.json", "composer.json", "pyproject.toml"}),
    fields=frozenset({"fork", "mirror", "archived", "template"}),
)

FIELDS: dict[str, Field] = {
    "repo.name": Field("string", Needs()),
    "repo.profile": Field("string", Needs()),
    "repo.nature": Field("list", NATURE_NEEDS),
    "repo.files": Field("int", Needs(tree=True)),
    "repo.tags": Field("int", Needs(history=frozenset({"tags"}))),
    "repo.days_since_last_commit": Field("int", Needs(history=frozenset({"last_commit"}))),
    "repo.days_since_last_tag": Field("int", Needs(history=frozenset({"tags"}))),
    "repo.owner": _forge("string", "owner"),
    "repo.description": _forge("string", "description"),
    "repo.url": _forge("string", "url"),
    "repo.homepage": _forge("string", "homepage"),
    "repo.topics": _forge("list", "topics"),
    "repo.visibility": _forge("string", "visibility"),
    "repo.default_branch": _forge("string", "default_branch"),
    "repo.fork": _forge("bool", "fork"),
    "repo.mirror": _forge("bool", "mirror"),
    "repo.archived": _forge("bool", "archived"),
    "repo.template": _forge("bool", "template"),
    "repo.has_issues": _forge("bool", "has_issues"),
    "repo.has_discussions": _forge("bool", "has_discussions"),
    "repo.branch_protected": _forge("bool", "branch_protected"),
    "repo.branch_deletion_blocked": _forge("bool", "branch_deletion_blocked"),
    "repo.force_push_blocked": _forge("bool", "force_push_blocked"),
    "repo.required_approvals": _forge("int", "required_approvals"),
    "repo.required_checks": _forge("int", "required_checks"),
    "repo.sign_off_required": _forge("bool", "sign_off_required"),
    "repo.private_vulnerability_reporting": _forge("bool", "private_vulnerability_reporting"),
    "repo.security_advisories": _forge("int", "security_advisories"),
    "repo.releases": _forge("int", "releases"),
    "repo.release_assets": _forge("list", "release_assets"),
    "repo.releases_with_notes_percent": _forge("int", "releases_with_notes_percent"),
    "repo.releases_in_six_months": _forge("int", "releases_in_six_months"),
    "repo.commits_in_six_months": _forge("int", "commits_in_six_months"),
    "repo.authors_of_half_the_commits": _forge("int", "authors_of_half_the_commits"),
    "repo.issue_reaction_days": _forge("int", "issue_reaction_days"),
    "repo.review_days": _forge("int", "review_days"),
    "repo.reviewed_percent": _forge("int", "reviewed_percent"),
    "repo.workflow_permissions": _forge("string", "workflow_permissions", "admin"),
    "repo.secret_scanning": _forge("bool", "secret_scanning", "admin"),
    "repo.push_protection": _forge("bool", "push_protection", "admin"),
    "repo.dependency_alerts": _forge("bool", "dependency_alerts", "admin"),
    "org.name": _forge("string", "org.name"),
    "org.is_organisation": _forge("bool", "org.is_organisation"),
    "org.description": _forge("string", "org.description"),
    "org.email": _forge("string", "org.email"),
    "org.has_avatar": _forge("bool", "org.has_avatar"),
    "org.domain_verified": _forge("bool", "org.domain_verified"),
    "org.in_inventory": _forge("bool", "org.in_inventory"),
    "org.owners": _forge("int", "org.owners", "owner"),
    "org.two_factor_required": _forge("bool", "org.two_factor_required", "owner"),
    "org.default_permission": _forge("string", "org.default_permission", "owner"),
}
