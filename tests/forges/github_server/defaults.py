# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a new repository and a new organisation have on GitHub, and which fields need more than the right to read."""

from __future__ import annotations

from typing import Any

REPOSITORY: dict[str, Any] = {
    "isPrivate": False,
    "isArchived": False,
    "isDisabled": False,
    "isFork": False,
    "isTemplate": False,
    "isMirror": False,
    "isLocked": False,
    "hasIssuesEnabled": True,
    "hasWikiEnabled": True,
    "hasProjectsEnabled": True,
    "hasDiscussionsEnabled": False,
    "isBlankIssuesEnabled": True,
    "isInOrganization": True,
    "mergeCommitAllowed": True,
    "squashMergeAllowed": True,
    "rebaseMergeAllowed": True,
    "autoMergeAllowed": False,
    "allowUpdateBranch": False,
    "deleteBranchOnMerge": False,
    "webCommitSignoffRequired": False,
    "forkingAllowed": True,
    "mergeCommitTitle": "MERGE_MESSAGE",
    "mergeCommitMessage": "PR_TITLE",
    "squashMergeCommitTitle": "COMMIT_OR_PR_TITLE",
    "squashMergeCommitMessage": "COMMIT_MESSAGES",
    # In REST only.
    "private_vulnerability_reporting": False,
    "security_and_analysis": {
        "secret_scanning": {"status": "disabled"},
        "secret_scanning_push_protection": {"status": "disabled"},
        "dependabot_security_updates": {"status": "disabled"},
    },
    "default_workflow_permissions": "read",
    "can_approve_pull_request_reviews": False,
    "pages": False,
}

ORGANISATION: dict[str, Any] = {
    "isVerified": False,
    "webCommitSignoffRequired": False,
    "requiresTwoFactorAuthentication": False,
    "membersCanForkPrivateRepositories": False,
    # In REST only.
    "default_repository_permission": "read",
    "members_can_create_repositories": True,
    "members_can_create_public_repositories": True,
    "members_can_create_private_repositories": True,
    "members_can_create_internal_repositories": False,
    "members_can_create_pages": True,
}

RIGHTS_NEEDED: dict[tuple[str, str], str] = {
    ("Repository", "hasVulnerabilityAlertsEnabled"): "admin",
    ("Repository", "vulnerabilityAlerts"): "admin",
    ("Repository", "branchProtectionRules"): "admin",
    ("Repository", "deployKeys"): "admin",
    ("Repository", "collaborators"): "write",
    ("Ref", "branchProtectionRule"): "admin",
    ("RepositoryRuleset", "bypassActors"): "admin",
    ("Organization", "requiresTwoFactorAuthentication"): "owner",
    ("Organization", "membersCanForkPrivateRepositories"): "owner",
    ("Organization", "samlIdentityProvider"): "owner",
    ("Organization", "ipAllowListEnabledSetting"): "owner",
    ("Organization", "notificationDeliveryRestrictionEnabledSetting"): "owner",
    ("Organization", "organizationBillingEmail"): "owner",
    ("Organization", "domains"): "owner",
    ("Organization", "rulesets"): "owner",
    ("Organization", "ruleset"): "owner",
}
"""Type and field to the right that it wants. GitHub does not document this: a test may change `world.rights_needed`."""

HIDDEN = (
    ("Ref", "branchProtectionRule"),
    ("Repository", "branchProtectionRules"),
    ("Repository", "hasVulnerabilityAlertsEnabled"),
)
"""What classic tokens (those with scopes) without the right see as null, empty or false, without any error.

The first is what ossf/scorecard (clients/githubrepo/branches.go) relies on; the others are taken to be alike.
"""

ORG = frozenset(("read:org", "write:org", "admin:org"))
SCOPES_NEEDED: dict[tuple[str, str], frozenset[str]] = {
    ("Organization", "membersWithRole"): ORG,
    ("Organization", "teams"): ORG,
    ("Organization", "requiresTwoFactorAuthentication"): ORG,
    ("Organization", "samlIdentityProvider"): frozenset(("admin:org",)),
    ("User", "email"): frozenset(("user:email", "read:user", "user")),
}
"""Type and field to the scopes of classic tokens, one of which it wants: a part of what GitHub keeps."""
