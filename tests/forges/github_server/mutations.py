# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mutations of GraphQL: a branch, a signed commit on it, and references that move all or none."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any

from tests.forges.github_server import protections, pulls
from tests.forges.github_server.accounts import WEB, may_change_workflows, must, person
from tests.forges.github_server.git_graph import flat, history, write_flat
from tests.forges.github_server.git_objects import FILE
from tests.forges.github_server.limits import refusal
from tests.forges.github_server.nodes import Context, ObjectNode, RefNode, read_id
from tests.forges.github_server.refusals import Refusal
from tests.forges.github_server.world import Repo, Token, World

Function = Callable[[Any, Context, Mapping[str, Any]], Any]
NONE = "0" * 40
SIGNED = "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----"
"""A signature in form only."""


def create_ref(world: World, token: Token | None, given: Mapping[str, Any], _base: str) -> dict[str, Any]:
    repo, name = _repo(world, given["repositoryId"]), given["name"]
    may = must(world, token, repo, "contents")
    if not name.startswith("refs/heads/"):
        raise Refusal(422, "UNPROCESSABLE", f'"{name}" is not a valid ref name.')
    if name in repo.refs:
        raise Refusal(422, "UNPROCESSABLE", f'A ref named "{name}" already exists in the repository.')
    commit = repo.store.get(given["oid"])
    if commit is None or commit.kind != "commit":
        raise Refusal(422, "NOT_FOUND", f"Could not resolve to an object with the oid of '{given['oid']}'.")
    _set(world, may, repo, {name: given["oid"]})
    return {"ref": RefNode(repo, name, given["oid"])}


def create_commit(world: World, token: Token | None, given: Mapping[str, Any], base: str) -> dict[str, Any]:
    """Files become plain ones; the author is the token's account, the committer GitHub, which signs."""
    repo = world.find(given["branch"]["repositoryNameWithOwner"])
    if repo is None:
        raise Refusal(404, "NOT_FOUND", "Could not resolve to a Repository.")
    may = must(world, token, repo, "contents")
    name = f"refs/heads/{given['branch']['branchName'].removeprefix('refs/heads/')}"
    head = repo.refs.get(name)
    if head is None:
        raise Refusal(404, "NOT_FOUND", f"No ref with the name {name}.")
    expected = given["expectedHeadOid"]
    if head != expected:
        text = f'Expected branch to point to "{expected}" but it did not. Pull and try again.'
        raise Refusal(409, "STALE_DATA", text)
    files = _changed(world, may, repo, head, given.get("fileChanges") or {})
    told = given["message"]
    text = told["headline"] + (f"\n\n{told['body']}" if told.get("body") else "")
    oid = _commit(world, repo, write_flat(repo.store, files), head, text, (person(world, may.login, base), WEB))
    _set(world, may, repo, {name: oid})
    return {"commit": ObjectNode(repo, repo.store[oid]), "ref": RefNode(repo, name, oid)}


def _changed(
    world: World, token: Token, repo: Repo, head: str, changes: Mapping[str, Any]
) -> dict[bytes, tuple[str, str]]:
    files = flat(repo.store, head)
    for one in changes.get("deletions") or ():
        if files.pop(one["path"].encode(), None) is None:
            raise Refusal(
                422, "UNPROCESSABLE", f"A path was requested for deletion which does not exist: {one['path']}"
            )
    for one in changes.get("additions") or ():
        try:
            data = base64.b64decode(one["contents"], validate=True)
        except binascii.Error:
            raise Refusal(422, "UNPROCESSABLE", "contents is no base 64") from None
        files[one["path"].encode()] = (FILE, repo.store.write("blob", data))
    paths = [one["path"] for key in ("additions", "deletions") for one in changes.get(key) or ()]
    workflows(token, paths)
    return files


def workflows(token: Token, paths: list[str]) -> None:
    """Refuse changes of workflows to those who have not the right of its own for it."""
    if any(path.startswith(".github/workflows/") for path in paths) and not may_change_workflows(token):
        if token.scopes is None:
            raise Refusal(403, "FORBIDDEN", "Resource not accessible by integration")
        text = f"refusing to allow an OAuth App to create or update workflow `{paths[0]}` without `workflow` scope"
        raise Refusal(404, "UNPROCESSABLE", text)


def _commit(world: World, repo: Repo, tree: str, parent: str, text: str, people: tuple[str, str]) -> str:
    now = int(world.now())
    lines = [
        f"tree {tree}",
        f"parent {parent}",
        f"author {people[0]} {now} +0000",
        f"committer {people[1]} {now} +0000",
    ]
    lines.append("gpgsig " + SIGNED.replace("\n", "\n "))
    return repo.store.write("commit", ("\n".join(lines) + f"\n\n{text}").encode())


def update_refs(world: World, token: Token | None, given: Mapping[str, Any], _base: str) -> dict[str, Any]:
    repo = _repo(world, given["repositoryId"])
    may = must(world, token, repo, "contents")
    wanted: dict[str, str | None] = {}
    for one in given["refUpdates"]:
        now, after = repo.refs.get(one["name"], NONE), one["afterOid"]
        before = one.get("beforeOid")
        if before is not None and before != now:
            raise Refusal(422, "UNPROCESSABLE", f"Reference cannot be updated: {one['name']} is at {now[:7]}")
        if after not in (NONE, now) and now != NONE and not one.get("force") and now not in history(repo.store, after):
            raise Refusal(422, "UNPROCESSABLE", "Update is not a fast forward")
        wanted[one["name"]] = None if after == NONE else after
    _set(world, may, repo, wanted)
    return {"clientMutationId": given.get("clientMutationId")}


def _set(world: World, token: Token, repo: Repo, wanted: Mapping[str, str | None]) -> None:
    """Move references, all or none."""
    for name, oid in wanted.items():
        now = repo.refs.get(name)
        kinds = {"CREATION"} if now is None else {"DELETION"} if oid is None else {"UPDATE"}
        if now is not None and oid is not None and now not in history(repo.store, oid):
            kinds.add("NON_FAST_FORWARD")
        if oid is None and name == f"refs/heads/{repo.branch}":
            raise Refusal(422, "UNPROCESSABLE", "refusing to delete the current branch")
        protections.check(world, token, repo, name.removeprefix("refs/heads/"), kinds)
    for name, oid in wanted.items():
        repo.move(name.removeprefix("refs/heads/"), oid)
    for name in wanted:
        pulls.after_push(world, repo, name.removeprefix("refs/heads/"))


def _repo(world: World, given: str) -> Repo:
    kind, number = read_id(given)
    found = world.by_number.get(int(number)) if kind == "Repository" and number.isdigit() else None
    if found is None:
        raise Refusal(404, "NOT_FOUND", f"Could not resolve to a node with the global id of '{given}'")
    return found


def mutation(function: Callable[..., dict[str, Any]]) -> Function:
    """A mutation as a resolver, its refusal as GraphQL writes it."""

    def resolved(_source: object, context: Context, arguments: Mapping[str, Any]) -> Any:
        try:
            return function(context.world, context.token, arguments["input"], context.base)
        except Refusal as error:
            raise refusal(error.kind, error.message) from None

    return resolved


FIELDS: dict[tuple[str, str], Function] = {
    ("Mutation", "createRef"): mutation(create_ref),
    ("Mutation", "createCommitOnBranch"): mutation(create_commit),
    ("Mutation", "updateRefs"): mutation(update_refs),
}
