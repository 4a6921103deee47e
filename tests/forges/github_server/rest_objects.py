# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Owners, repositories and Git's objects as REST writes them."""

from __future__ import annotations

from typing import Any

from tests.forges.github_server import rest_links
from tests.forges.github_server.fields_repository import visibility
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.rest_links import links
from tests.forges.github_server.world import RIGHTS, Owner, Repo, Token, World

SETTINGS = {
    "description": "description",
    "homepage": "homepageUrl",
    "fork": "isFork",
    "archived": "isArchived",
    "disabled": "isDisabled",
    "is_template": "isTemplate",
    "has_issues": "hasIssuesEnabled",
    "has_wiki": "hasWikiEnabled",
    "has_projects": "hasProjectsEnabled",
    "has_discussions": "hasDiscussionsEnabled",
    "allow_forking": "forkingAllowed",
    "web_commit_signoff_required": "webCommitSignoffRequired",
    "created_at": "createdAt",
    "updated_at": "updatedAt",
    "pushed_at": "pushedAt",
}
COUNTS = {
    "size": "diskUsage",
    "stargazers_count": "stargazerCount",
    "watchers_count": "stargazerCount",
    "watchers": "stargazerCount",
    "forks_count": "forkCount",
    "forks": "forkCount",
    "open_issues_count": "openIssueCount",
    "open_issues": "openIssueCount",
    "subscribers_count": "subscriberCount",
    "network_count": "forkCount",
}
ADMIN_SETTINGS = {
    "allow_merge_commit": "mergeCommitAllowed",
    "allow_squash_merge": "squashMergeAllowed",
    "allow_rebase_merge": "rebaseMergeAllowed",
    "allow_auto_merge": "autoMergeAllowed",
    "allow_update_branch": "allowUpdateBranch",
    "delete_branch_on_merge": "deleteBranchOnMerge",
    "security_and_analysis": "security_and_analysis",
}
OWNER_SETTINGS = (
    "default_repository_permission",
    "members_can_create_repositories",
    "members_can_create_public_repositories",
    "members_can_create_private_repositories",
    "members_can_create_internal_repositories",
    "members_can_create_pages",
)


def owner_json(owner: Owner, base: str) -> dict[str, Any]:
    """An owner within another answer."""
    return {
        "login": owner.login,
        "id": owner.number,
        "node_id": make_id(owner.kind, owner.number),
        "type": owner.kind,
        "avatar_url": owner.fields.get("avatarUrl", f"{base}/avatars/u/{owner.number}"),
        "url": f"{base}/users/{owner.login}",
        "html_url": f"{base}/{owner.login}",
        "gravatar_id": "",
        "site_admin": False,
        **links(rest_links.OWNER, f"{base}/users/{owner.login}"),
    }


def organisation_line(owner: Owner, base: str) -> dict[str, Any]:
    """An organisation in a list."""
    start = f"{base}/orgs/{owner.login}"
    more = {"url": start, "description": owner.fields.get("description"), **links(rest_links.ORGANISATION, start)}
    return owner_json(owner, base) | more


def user_json(owner: Owner, base: str) -> dict[str, Any]:
    """A user on its own."""
    names = {"name": "name", "email": "email", "company": "company", "blog": "websiteUrl", "location": "location"}
    return owner_json(owner, base) | {
        **{name: owner.fields.get(key) for name, key in names.items()},
        "blog": owner.fields.get("websiteUrl", ""),
        "bio": None,
        "hireable": None,
        "public_repos": sum(not repo.fields["isPrivate"] for repo in owner.repositories.values()),
        **dict.fromkeys(("followers", "following", "public_gists"), 0),
        "created_at": owner.fields["createdAt"],
        "updated_at": owner.fields["updatedAt"],
    }


def organisation_json(world: World, token: Token | None, owner: Owner, base: str) -> dict[str, Any]:
    """An organisation on its own; owners of it see its settings."""
    fields = owner.fields
    shown = organisation_line(owner, base) | {
        **dict.fromkeys(("followers", "following", "public_gists"), 0),
        "archived_at": fields.get("archivedAt"),
        "name": fields.get("name"),
        "email": fields.get("email"),
        "blog": fields.get("websiteUrl"),
        "location": fields.get("location"),
        "is_verified": fields.get("isVerified", False),
        "public_repos": sum(not repo.fields["isPrivate"] for repo in owner.repositories.values()),
        "created_at": fields["createdAt"],
        "updated_at": fields["updatedAt"],
        "has_organization_projects": True,
        "has_repository_projects": True,
    }
    if world.owner_right(token, owner) >= RIGHTS.index("owner"):
        shown |= {name: fields.get(name) for name in OWNER_SETTINGS}
        shown["two_factor_requirement_enabled"] = fields.get("requiresTwoFactorAuthentication")
        shown["web_commit_signoff_required"] = fields.get("webCommitSignoffRequired")
        shown["members_can_fork_private_repositories"] = fields.get("membersCanForkPrivateRepositories")
    return shown


def repository_json(world: World, token: Token | None, repo: Repo, base: str) -> dict[str, Any]:
    """A repository; those who may write see merge settings, administrators security settings."""
    fields, right = repo.fields, world.right(token, repo)
    shown: dict[str, Any] = {
        "id": repo.number,
        "node_id": make_id("Repository", repo.number),
        "name": repo.name,
        "full_name": repo.full_name,
        "private": fields["isPrivate"],
        "visibility": visibility(repo).lower(),
        "owner": owner_json(repo.owner, base),
        "url": f"{base}/repos/{repo.full_name}",
        "html_url": f"{base}/{repo.full_name}",
        "clone_url": f"{base}/{repo.full_name}.git",
        "default_branch": repo.branch,
        "topics": list(fields.get("topics", ())),
        "has_pages": fields["pages"],
        "license": None,
        "language": max(fields["languages"], key=fields["languages"].get) if fields.get("languages") else None,
        "permissions": {
            name: right >= RIGHTS.index(place)
            for name, place in (("admin", "admin"), ("maintain", "maintain"), ("push", "write"), ("triage", "triage"))
        }
        | {"pull": right > 0},
        "ssh_url": f"git@github.com:{repo.full_name}.git",
        "git_url": f"git://github.com/{repo.full_name}.git",
        "svn_url": f"{base}/{repo.full_name}",
        "has_downloads": True,
        **links(rest_links.REPOSITORY, f"{base}/repos/{repo.full_name}"),
        **{name: fields.get(key) for name, key in SETTINGS.items()},
        **{name: fields.get(key) or 0 for name, key in COUNTS.items()},
        "mirror_url": fields.get("mirrorUrl")
        or (f"https://elsewhere.example/{repo.name}" if fields["isMirror"] else None),
    }
    licence = fields.get("licenseInfo")
    if licence:
        names = {"key": "key", "name": "name", "spdx_id": "spdxId", "url": "url"}
        shown["license"] = {name: licence.get(key) for name, key in names.items()}
    if right >= RIGHTS.index("admin"):
        shown |= {name: fields.get(key) for name, key in ADMIN_SETTINGS.items()}
    if fields.get("parent"):
        parent = world.find(fields["parent"])
        if parent and world.right(token, parent) > 0:
            shown["parent"] = repository_json(world, token, parent, base)
    return shown
