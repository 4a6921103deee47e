# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Owners, repositories and Git's objects as REST writes them."""

from __future__ import annotations

import base64
from typing import Any

from tests.forges.github_server.fields_repository import visibility
from tests.forges.github_server.git_objects import TreeEntry, header, message, person
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.world import RIGHTS, Owner, Repo, Token, World, moment

MAX_CONTENTS = 1024 * 1024
"""Larger files have no content in /contents, only in /git/blobs."""
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
    "mirror_url": "mirrorUrl",
    "size": "diskUsage",
    "stargazers_count": "stargazerCount",
    "forks_count": "forkCount",
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
    }


def organisation_json(world: World, token: Token | None, owner: Owner, base: str) -> dict[str, Any]:
    """An organisation on its own; owners of it see its settings."""
    fields = owner.fields
    shown = owner_json(owner, base) | {
        "url": f"{base}/orgs/{owner.login}",
        "name": fields.get("name"),
        "description": fields.get("description"),
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
        **{name: fields.get(key) for name, key in SETTINGS.items()},
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


def blob_json(repo: Repo, oid: str, base: str) -> dict[str, Any]:
    """A blob, always in base 64."""
    data = repo.store[oid].data
    return {
        "sha": oid,
        "size": len(data),
        "url": f"{base}/repos/{repo.full_name}/git/blobs/{oid}",
        "content": base64.encodebytes(data).decode(),
        "encoding": "base64",
    }


def tree_json(world: World, repo: Repo, oid: str, base: str, *, recursive: bool) -> dict[str, Any]:
    """A folder or all below it, cut at the server's limit."""
    listing = list(repo.store.walk(oid)) if recursive else [(e.name, e) for e in repo.store.entries(oid)]
    kept = listing[: world.tree_limit]
    return {
        "sha": oid,
        "url": f"{base}/repos/{repo.full_name}/git/trees/{oid}",
        "tree": [_entry(repo, path, entry, base) for path, entry in kept],
        "truncated": len(listing) > len(kept),
    }


def _entry(repo: Repo, path: bytes, entry: TreeEntry, base: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "path": path.decode("utf-8", "replace"),
        "mode": entry.mode.zfill(6),
        "type": entry.kind,
        "sha": entry.oid,
    }
    if entry.kind == "blob":
        shown["size"] = len(repo.store[entry.oid].data)
    if entry.kind != "commit":
        shown["url"] = f"{base}/repos/{repo.full_name}/git/{entry.kind}s/{entry.oid}"
    return shown


def contents_json(repo: Repo, path: str, entry: TreeEntry, base: str) -> Any:
    """A file with its content, or the listing of a folder."""
    if entry.kind == "tree":
        prefix = f"{path}/" if path else ""
        listed = repo.store.entries(entry.oid)
        return [_content(repo, prefix + e.name.decode("utf-8", "replace"), e, base) for e in listed]
    shown = _content(repo, path, entry, base)
    if entry.kind == "blob":
        data = repo.store[entry.oid].data
        is_whole = len(data) <= MAX_CONTENTS
        shown["content"] = base64.encodebytes(data).decode() if is_whole else ""
        shown["encoding"] = "base64" if is_whole else "none"
    return shown


def _content(repo: Repo, path: str, entry: TreeEntry, base: str) -> dict[str, Any]:
    kinds = {"tree": "dir", "commit": "submodule"}
    return {
        "type": kinds.get(entry.kind, "symlink" if entry.mode == "120000" else "file"),
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": entry.oid,
        "size": len(repo.store[entry.oid].data) if entry.kind == "blob" else 0,
        "url": f"{base}/repos/{repo.full_name}/contents/{path}?ref={repo.branch}",
        "html_url": f"{base}/{repo.full_name}/blob/{repo.branch}/{path}",
        "git_url": f"{base}/repos/{repo.full_name}/git/blobs/{entry.oid}",
        "download_url": f"{base}/raw/{repo.full_name}/{repo.branch}/{path}",
    }


def tag_json(repo: Repo, oid: str, base: str) -> dict[str, Any]:
    """An annotated tag, with what GitHub says of its signature."""
    found = repo.store[oid]
    name, email, date = person(found, "tagger")
    is_signed = "-----BEGIN " in message(found)
    return {
        "sha": oid,
        "tag": header(found, "tag"),
        "message": message(found),
        "tagger": {"name": name, "email": email, "date": moment(date)},
        "object": {"sha": header(found, "object"), "type": header(found, "type"), "url": base},
        "verification": {"verified": is_signed, "reason": "valid" if is_signed else "unsigned"},
    }
