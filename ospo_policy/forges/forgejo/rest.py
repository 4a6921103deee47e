# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The endpoints that are read, below `/api/v1` (Forgejo and Gitea, templates/swagger/v1_json.tmpl)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.forgejo.fields import moment, objects
from ospo_policy.forges.forgejo.transport import RefusedError, Transport
from ospo_policy.model.facts import Entry, EntryKind, Tag
from ospo_policy.ports.forges import KnownTree

MAX_ENTRIES = 200_000
"""Paths read of one listing, folders among them."""
MAX_TREE_PAGES = 2_000
TREE_PAGE = 1_000
"""Paths asked for at a time: the most that servers give (DEFAULT_GIT_TREES_PER_PAGE)."""
MAX_TAG_PAGES = 6
MAX_TEAM_PAGES = 4
_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NAME = re.compile(r"(?!\.{1,2}$)[^/\s\x00-\x1f\x7f\ud800-\udfff]{1,255}")
_KINDS = {"120000": EntryKind.SYMLINK, "160000": EntryKind.SUBMODULE}


def is_name(name: object) -> bool:
    """Whether it can be the name of an owner or a repository: nothing that leads to another path."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def place(owner: str, name: str) -> str:
    """The path of a repository."""
    return f"/repos/{quote(owner, safe='')}/{quote(name, safe='')}"


def below(path: str) -> str | None:
    """A branch or file as a part of an address; None for one that would lead elsewhere."""
    return None if {"", ".", ".."} & set(path.split("/")) else quote(path.encode("utf-8", "surrogatepass"))


def owners(transport: Transport) -> Iterator[str]:
    """Every organisation that may be seen."""
    for one in transport.items("/orgs"):
        name = one.get("name") or one.get("username")
        if isinstance(name, str) and is_name(name):
            yield name


def repositories(transport: Transport, owner: str) -> Iterator[dict[str, Any]]:
    """The repositories of an organisation, or else of a user."""
    name = quote(owner, safe="")
    try:
        yield from transport.items(f"/orgs/{name}/repos")
    except RefusedError as error:
        if error.status != 404:
            raise
        yield from transport.items(f"/users/{name}/repos")


def organisation(transport: Transport, owner: str, *, with_owners: bool) -> dict[str, Any] | None:
    """An organisation, with how many own it if that is told; None for a user."""
    name = quote(owner, safe="")
    try:
        found = transport.get(f"/orgs/{name}")
    except RefusedError as error:
        if error.status == 404:
            return None
        raise
    return {**found, "owners": _owners(transport, name) if with_owners else None}


def _owners(transport: Transport, name: str) -> int | None:
    """How many members the team of the owners has, for those who may know."""
    try:
        teams = [
            one for one in transport.items(f"/orgs/{name}/teams", MAX_TEAM_PAGES) if one.get("permission") == "owner"
        ]
        number = teams[0].get("id") if teams else None
        if not isinstance(number, int):
            return None
        return sum(1 for _ in transport.items(f"/teams/{number}/members", MAX_TEAM_PAGES))
    except RefusedError:
        return None


def branch(transport: Transport, at: str, name: str) -> tuple[str, dict[str, Any]]:
    """The head of a branch, and what is told of the branch. Raises `RefusedError`."""
    path = below(name)
    found = transport.get(f"{at}/branches/{path}") if path is not None else {}
    commit = found.get("commit")
    head = commit.get("id") if isinstance(commit, dict) else None
    if not isinstance(head, str) or not _OID.fullmatch(head):
        raise transport.not_understood()
    return head, found


def protections(transport: Transport, at: str) -> list[Mapping[str, Any]]:
    """The rules for branches, told to administrators."""
    return objects(transport.array(f"{at}/branch_protections"))


def releases(transport: Transport, at: str) -> list[dict[str, Any]]:
    """The latest releases."""
    return list(transport.items(f"{at}/releases", 1, draft="false"))


def committed(transport: Transport, at: str, head: str) -> int | None:
    """When a commit was made: a branch tells only when it was written."""
    found = transport.get(f"{at}/git/commits/{head}", stat="false", verification="false", files="false")
    commit = found.get("commit")
    committer = commit.get("committer") if isinstance(commit, dict) else None
    return moment(committer.get("date")) if isinstance(committer, dict) else None


def tags(transport: Transport, at: str) -> tuple[Tag, ...]:
    """The latest tags, the latest last. A tag's date is that of the tag, or else of its commit."""
    found = []
    for one in transport.items(f"{at}/tags", MAX_TAG_PAGES):
        commit = one.get("commit")
        made = moment(commit.get("created")) if isinstance(commit, dict) else None
        # A plain tag has no object of its own to sign. Of others the API tells no signature: its `verification` is
        # that of the commit (services/convert/convert.go, `ToAnnotatedTag`).
        is_plain = isinstance(commit, dict) and _OID.fullmatch(str(one.get("id"))) and one["id"] == commit.get("sha")
        found.append(Tag(str(one.get("name")), made, signed=False if is_plain else None))
    return tuple(sorted(found, key=lambda tag: tag.date or 0))


def tree(transport: Transport, at: str, head: str) -> KnownTree:
    """The whole listing of a commit. Raises `RefusedError`."""
    entries: list[tuple[Entry, str]] = []
    seen, is_odd = 0, False
    for number in range(1, MAX_TREE_PAGES + 1):
        page = transport.get(f"{at}/git/trees/{head}", recursive="true", per_page=str(TREE_PAGE), page=str(number))
        some, total = page.get("tree"), page.get("total_count")
        if not isinstance(some, list) and (some is not None or not isinstance(total, int)):
            raise transport.not_understood()
        seen += len(some or ())
        for one in some or ():
            entry = _entry(one) if isinstance(one, dict) else None
            is_odd |= entry is None
            entries += [entry] if isinstance(entry, tuple) else []
        if page.get("truncated") is not True:
            return KnownTree(tuple(entries), truncated=is_odd or (isinstance(total, int) and seen < total))
        if not some or seen >= MAX_ENTRIES:
            break
    return KnownTree(tuple(entries), truncated=True)


_FOLDER = "folder"


def _entry(one: Mapping[str, Any]) -> tuple[Entry, str] | str | None:
    """A path of the listing, `_FOLDER` for one, which Git does not list, or None for what is no entry."""
    path, oid, size = one.get("path"), one.get("sha"), one.get("size")
    if one.get("type") == "tree":
        return _FOLDER
    if not isinstance(path, str) or not path or not isinstance(oid, str) or not _OID.fullmatch(oid):
        return None
    kind = _KINDS.get(str(one.get("mode")), EntryKind.FILE)
    told = size if kind is EntryKind.FILE and isinstance(size, int) and size >= 0 else None
    return Entry(path, kind, told), oid
