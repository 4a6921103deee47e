# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields of Git's objects, and the expressions that name them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.forges.github_server.accounts import user_of
from tests.forges.github_server.git_objects import header, message, person
from tests.forges.github_server.nodes import Context, EntryNode, ObjectNode, make_id
from tests.forges.github_server.world import Repo, moment

Function = Callable[[Any, Context, Mapping[str, Any]], Any]
OID = re.compile(r"[0-9a-f]{40}")


def revision(repo: Repo, expression: str) -> str | None:
    """The object that `REVISION` or `REVISION:path` names, or None."""
    name, colon, path = expression.partition(":")
    name = repo.branch if name == "HEAD" else name
    places = (name, f"refs/heads/{name}", f"refs/tags/{name}")
    oid = next((repo.refs[place] for place in places if place in repo.refs), None)
    if oid is None and OID.fullmatch(name) and name in repo.oids:
        oid = name
    if oid is None or not colon:
        return oid
    tree = repo.store.peel(oid, "tree")
    found = repo.store.at(tree, path.encode()) if tree else None
    return found.oid if found else None


def is_binary(data: bytes) -> bool:
    """GitHub's own test (Linguist's, by charlock_holmes) comes to this for most files: a NUL near the beginning."""
    return b"\0" in data[:8000]


def blob_text(node: ObjectNode, context: Context) -> str | None:
    """The text, cut where GitHub cuts it."""
    data = node.found.data
    return None if is_binary(data) else data[: context.world.blob_text_limit].decode("utf-8", "replace")


def entries(node: ObjectNode, _context: Context, _arguments: Mapping[str, Any]) -> list[EntryNode]:
    return [EntryNode(node.repo, entry, entry.name) for entry in node.repo.store.entries(node.found.oid)]


def entry_size(node: EntryNode, _context: Context, _arguments: Mapping[str, Any]) -> int:
    found = node.repo.store.get(node.entry.oid) if node.entry.kind == "blob" else None
    return len(found.data) if found else 0


def actor(role: str) -> Function:
    """Who wrote, committed or tagged."""

    def function(node: ObjectNode, context: Context, _arguments: Mapping[str, Any]) -> dict[str, Any]:
        name, email, date = person(node.found, role)
        return {"name": name, "email": email, "date": moment(date), "user": user_of(context.world, email)}

    return function


def date_of(role: str) -> Function:
    """When."""
    return lambda node, _context, _arguments: moment(person(node.found, role)[2])


def signature(node: ObjectNode, _context: Context, _arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """GitHub tells of a commit's signature, not of a tag's."""
    if not header(node.found, "gpgsig"):
        return None
    kind = "SshSignature" if "SSH" in header(node.found, "gpgsig") else "GpgSignature"
    return {"__typename": kind, "isValid": True, "state": "VALID", "email": person(node.found, "committer")[1]}


def parents(node: ObjectNode, _context: Context, _arguments: Mapping[str, Any]) -> list[ObjectNode]:
    lines = node.found.data.partition(b"\n\n")[0].decode("utf-8", "replace").split("\n")
    oids = [line[7:] for line in lines if line.startswith("parent ")]
    return [ObjectNode(node.repo, found) for oid in oids if (found := node.repo.store.get(oid))]


def history(node: ObjectNode, context: Context, _arguments: Mapping[str, Any]) -> list[ObjectNode]:
    """Commits from this one on, newest first."""
    queue, seen = [node], dict[str, ObjectNode]()
    while queue:
        found = queue.pop(0)
        if found.found.oid not in seen:
            seen[found.found.oid] = found
            queue += parents(found, context, {})
    return sorted(seen.values(), key=lambda some: -person(some.found, "committer")[2])


def child(name: str, kind: str) -> Function:
    """The object that a header names."""

    def function(node: ObjectNode, _context: Context, _arguments: Mapping[str, Any]) -> ObjectNode:
        assert node.found.kind == kind
        return ObjectNode(node.repo, node.repo.store[header(node.found, name)])

    return function


def file(node: ObjectNode, _context: Context, arguments: Mapping[str, Any]) -> EntryNode | None:
    """What stands at a path of a commit."""
    path = arguments["path"].encode()
    found = node.repo.store.at(header(node.found, "tree"), path)
    return EntryNode(node.repo, found, path) if found else None


def entry_object(node: EntryNode, _context: Context, _arguments: Mapping[str, Any]) -> ObjectNode | None:
    found = node.repo.store.get(node.entry.oid)
    return ObjectNode(node.repo, found) if found else None


def git_fields(kind: str) -> dict[tuple[str, str], Function]:
    """What all Git objects have in common."""
    return {
        (kind, "id"): lambda node, _c, _a: make_id(kind, f"{node.repo.number}:{node.found.oid}"),
        (kind, "oid"): lambda node, _c, _a: node.found.oid,
        (kind, "abbreviatedOid"): lambda node, _c, _a: node.found.oid[:7],
        (kind, "commitUrl"): lambda node, c, _a: f"{c.base}/{node.repo.full_name}/commit/{node.found.oid}",
        (kind, "repository"): lambda node, _c, _a: node.repo,
    }


def decoded(name: bytes) -> str:
    """A path as JSON can hold it."""
    return name.decode("utf-8", "replace")


FIELDS: dict[tuple[str, str], Function] = {
    **git_fields("Blob"),
    **git_fields("Tree"),
    **git_fields("Commit"),
    **git_fields("Tag"),
    ("Blob", "byteSize"): lambda node, _c, _a: len(node.found.data),
    ("Blob", "isBinary"): lambda node, _c, _a: is_binary(node.found.data),
    ("Blob", "isTruncated"): lambda node, c, _a: len(node.found.data) > c.world.blob_text_limit,
    ("Blob", "text"): lambda node, c, _a: blob_text(node, c),
    ("Tree", "entries"): entries,
    ("TreeEntry", "name"): lambda node, _c, _a: decoded(node.entry.name),
    ("TreeEntry", "nameRaw"): lambda node, _c, _a: base64.b64encode(node.entry.name).decode(),
    ("TreeEntry", "path"): lambda node, _c, _a: decoded(node.path),
    ("TreeEntry", "pathRaw"): lambda node, _c, _a: base64.b64encode(node.path).decode(),
    ("TreeEntry", "mode"): lambda node, _c, _a: int(node.entry.mode, 8),
    ("TreeEntry", "type"): lambda node, _c, _a: node.entry.kind,
    ("TreeEntry", "oid"): lambda node, _c, _a: node.entry.oid,
    ("TreeEntry", "size"): entry_size,
    ("TreeEntry", "object"): entry_object,
    ("Commit", "url"): lambda node, c, _a: f"{c.base}/{node.repo.full_name}/commit/{node.found.oid}",
    ("Commit", "message"): lambda node, _c, _a: message(node.found),
    ("Commit", "messageHeadline"): lambda node, _c, _a: message(node.found).partition("\n")[0],
    ("Commit", "messageBody"): lambda node, _c, _a: message(node.found).partition("\n")[2].strip("\n"),
    ("Commit", "author"): actor("author"),
    ("Commit", "committer"): actor("committer"),
    ("Commit", "authoredDate"): date_of("author"),
    ("Commit", "committedDate"): date_of("committer"),
    ("Commit", "signature"): signature,
    ("Commit", "parents"): parents,
    ("Commit", "history"): history,
    ("Commit", "file"): file,
    ("Commit", "tree"): child("tree", "commit"),
    ("Tag", "name"): lambda node, _c, _a: header(node.found, "tag"),
    ("Tag", "message"): lambda node, _c, _a: message(node.found),
    ("Tag", "tagger"): actor("tagger"),
    ("Tag", "target"): child("object", "tag"),
}
