# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Git's objects and a repository's contents as REST writes them."""

from __future__ import annotations

import base64
from typing import Any

from tests.forges.github_server.git_objects import TreeEntry, header, headers, message, person
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.world import Repo, World, moment

MAX_CONTENTS = 1024 * 1024
"""Larger files have no content in /contents, only in /git/blobs."""


def blob_json(repo: Repo, oid: str, base: str) -> dict[str, Any]:
    """A blob, always in base 64."""
    data = repo.store[oid].data
    return {
        "sha": oid,
        "size": len(data),
        "node_id": make_id("Blob", f"{repo.number}:{oid}"),
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
    addresses = {
        "self": f"{base}/repos/{repo.full_name}/contents/{path}?ref={repo.branch}",
        "git": f"{base}/repos/{repo.full_name}/git/blobs/{entry.oid}",
        "html": f"{base}/{repo.full_name}/blob/{repo.branch}/{path}",
    }
    return {
        "type": kinds.get(entry.kind, "symlink" if entry.mode == "120000" else "file"),
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": entry.oid,
        "size": len(repo.store[entry.oid].data) if entry.kind == "blob" else 0,
        "url": addresses["self"],
        "html_url": addresses["html"],
        "git_url": addresses["git"],
        "_links": addresses,
        "download_url": f"{base}/raw/{repo.full_name}/{repo.branch}/{path}",
    }


def _verification(is_signed: bool) -> dict[str, Any]:
    """What GitHub says of a signature."""
    empty = dict.fromkeys(("signature", "payload", "verified_at"))
    return {"verified": is_signed, "reason": "valid" if is_signed else "unsigned", **empty}


def tag_json(repo: Repo, oid: str, base: str) -> dict[str, Any]:
    """An annotated tag."""
    found = repo.store[oid]
    name, email, date = person(found, "tagger")
    return {
        "sha": oid,
        "node_id": make_id("Tag", f"{repo.number}:{oid}"),
        "url": f"{base}/repos/{repo.full_name}/git/tags/{oid}",
        "tag": header(found, "tag"),
        "message": message(found),
        "tagger": {"name": name, "email": email, "date": moment(date)},
        "object": {"sha": header(found, "object"), "type": header(found, "type"), "url": base},
        "verification": _verification("-----BEGIN " in message(found)),
    }


def commit_json(repo: Repo, oid: str, base: str) -> dict[str, Any]:
    """A commit as Git has it."""
    found, start = repo.store[oid], f"{base}/repos/{repo.full_name}"
    who = {}
    for role in ("author", "committer"):
        name, email, date = person(found, role)
        who[role] = {"name": name, "email": email, "date": moment(date)}
    tree = header(found, "tree")
    parents = [line[7:] for line in headers(found) if line.startswith("parent ")]
    html = f"{base}/{repo.full_name}/commit"
    return {
        "sha": oid,
        "node_id": make_id("Commit", f"{repo.number}:{oid}"),
        "url": f"{start}/git/commits/{oid}",
        "html_url": f"{html}/{oid}",
        "message": message(found),
        "tree": {"sha": tree, "url": f"{start}/git/trees/{tree}"},
        "parents": [{"sha": p, "url": f"{start}/git/commits/{p}", "html_url": f"{html}/{p}"} for p in parents],
        "verification": _verification(bool(header(found, "gpgsig"))),
        **who,
    }


def branch_json(repo: Repo, name: str, oid: str, base: str) -> dict[str, Any]:
    """A branch with its commit, as the listing of commits has it."""
    start = f"{base}/repos/{repo.full_name}"
    rule = repo.fields.get("refUpdateRule") or repo.fields.get("branchProtectionRule") if name == repo.branch else None
    names = (rule or {}).get("requiredStatusCheckContexts")
    checks = {
        "enforcement_level": "off" if names is None else "non_admins",
        "contexts": names or [],
        "checks": [{"context": one, "app_id": None} for one in names or ()],
    }
    address = f"{start}/branches/{name}"
    return {
        "name": name,
        "commit": commit_in_list(repo, oid, base),
        "_links": {"self": address, "html": f"{base}/{repo.full_name}/tree/{name}"},
        "protected": rule is not None or bool(repo.fields.get("rules")),
        "protection": {"enabled": rule is not None, "required_status_checks": checks},
        "protection_url": f"{address}/protection",
    }


def commit_in_list(repo: Repo, oid: str, base: str) -> dict[str, Any]:
    """A commit, as the listing of commits has it. Nobody has an account by the address of a commit."""
    start, inner = f"{base}/repos/{repo.full_name}", commit_json(repo, oid, base)
    git_commit = {key: inner[key] for key in ("url", "message", "tree", "author", "committer", "verification")}
    return {
        **{key: inner[key] for key in ("sha", "node_id", "html_url", "parents")},
        "url": f"{start}/commits/{oid}",
        "comments_url": f"{start}/commits/{oid}/comments",
        "commit": {**git_commit, "comment_count": 0},
        "author": None,
        "committer": None,
    }
