# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads organisations on GitHub: a listing of fifty repositories a request, then whole trees and unseen blobs only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.github import blobs as blob_reader
from ospo_policy.forges.github import fields, queries
from ospo_policy.forges.github.transport import Answer, TooMuchError, Transport
from ospo_policy.forges.selected import Blob, Selected, choose, contents, heads
from ospo_policy.model.facts import NOT_ASKED, Entry, EntryKind, Fact, History, Known, Repository, Tag, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError, KnownTree, Listed, ObjectCache, Usage

PAGE = 50
_NO_COMMIT = Message("git.no-commit")


class _More(NamedTuple):
    """What the listing told and the facts want: the history, and the owner's and the repository's real names."""

    tags: Fact[tuple[Tag, ...]]
    last_commit: Fact[int]
    owner: str
    name: str


class GitHubForge:
    """A GitHub, as `ospo_policy.ports.forges.Forge`; `name` is the organisation file's name for it."""

    def __init__(self, name: str, transport: Transport, now: int) -> None:
        self.name = name
        self._transport = transport
        self._now = now
        self._page = PAGE
        self._of_owner: dict[str, Transport] = {}

    @property
    def usage(self) -> Usage:
        """What was spent so far."""
        return self._transport.usage

    def owners(self) -> Iterable[str]:
        """Every organisation of the instance."""
        since = 0
        while True:
            status, found = self._transport.rest(f"/organizations?per_page=100&since={since}")
            if status != 200 or not isinstance(found, list):
                raise ForgeUnavailableError(message("github.no-organisations", host=self._transport.host))
            if not found:
                return
            yield from (str(one["login"]) for one in found)
            since = int(found[-1]["id"])

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:
        """The repositories of an organisation or a user, by name."""
        of_owner = self._owner_fields(owner, needs)
        query, after = queries.inventory(needs), None
        while True:
            answer = self._listing(query, owner, after)
            found = answer.data.get("repositoryOwner")
            if found is None:
                raise ForgeUnavailableError(
                    message("github.no-owner", owner=owner, host=self._transport.host), Message("github.no-owner.hint")
                )
            listing = found["repositories"]
            for number, node in enumerate(listing["nodes"]):
                yield self._listed(node, owner, needs, _refused(answer, number), of_owner)
            if not listing["pageInfo"]["hasNextPage"]:
                return
            after = listing["pageInfo"]["endCursor"]

    def collect(
        self,
        repositories: Sequence[Listed],
        needs: Needs,
        cache: ObjectCache,
        now: int,
    ) -> Iterator[tuple[Listed, Repository | Message]]:
        """The facts of each repository: its tree, the texts that are wanted, and what the listing told."""
        trees = {listed.id: self._tree(listed, needs, cache) for listed in repositories}
        files = {
            listed.id: choose(listed, tree, needs)
            for listed in repositories
            if not isinstance(tree := trees[listed.id], Message)
        }
        blobs: dict[str, Blob | Message] = {}
        while wanted := [one for chosen in files.values() for one in chosen.wanted(blobs)]:
            blobs |= blob_reader.read(self._at(repositories[0].owner), wanted, cache)
        for listed in repositories:
            tree = trees[listed.id]
            yield listed, tree if isinstance(tree, Message) else _facts(files[listed.id], blobs, needs, now)

    def _at(self, owner: str) -> Transport:
        """The transport for an owner."""
        if owner not in self._of_owner:
            self._of_owner[owner] = self._transport.for_owner(owner)
        return self._of_owner[owner]

    def _listing(self, query: str, owner: str, after: str | None) -> Answer:
        """One page; half as large each time GitHub could not answer so much."""
        while True:
            variables = {"owner": owner, "first": self._page, "after": after} | _since(query, self._now)
            try:
                return self._at(owner).graphql(query, variables)
            except TooMuchError:
                if self._page == 1:
                    raise ForgeUnavailableError(message("github.too-slow", host=self._transport.host)) from None
                self._page = max(1, self._page // 2)

    def _owner_fields(self, owner: str, needs: Needs) -> Mapping[str, Fact[object]]:
        query = queries.owner(needs)
        if query is None:
            return {}
        try:
            answer = self._at(owner).graphql(query, {"owner": owner})
        except TooMuchError:
            return {}
        keys = {str(step) for error in answer.errors for step in error.get("path") or ()}
        errors = frozenset(name for name, part in queries.OWNER_PARTS.items() if part.partition("(")[0] in keys)
        return fields.owner_fields(answer.data.get("repositoryOwner"), needs.fields, errors)

    def _listed(
        self,
        node: Mapping[str, Any] | None,
        owner: str,
        needs: Needs,
        errors: frozenset[str],
        of_owner: Mapping[str, Fact[object]],
    ) -> Listed:
        if node is None:
            reason = message("github.hidden")
            return Listed(f"{self.name}:{owner}/?", self.name, owner, "?", "", f"{owner}/?", None, {}, reason)
        ref = node.get("defaultBranchRef") or {}
        target = ref.get("target") or {}
        committed = fields.time_of(target, "committedDate")
        login, name = node["owner"]["login"], node["name"]
        return Listed(
            id=f"{self.name}:{login}/{name}",
            forge=self.name,
            owner=login,
            name=name,
            url=node["url"],
            native_id=str(node["id"]),
            head=target.get("oid"),
            fields={
                "disabled": Known(bool(node.get("isDisabled"))),
                **fields.repository_fields(node, needs.fields, errors, self._now),
                **of_owner,
            },
            problem=_problem(node, target),
            more=_More(
                tags=Known(fields.tags(node)) if "tags" in needs.history else NOT_ASKED,
                last_commit=Unseen(_NO_COMMIT) if committed is None else Known(committed),
                owner=login,
                name=name,
            ),
        )

    def _tree(self, listed: Listed, needs: Needs, cache: ObjectCache) -> KnownTree | Message:
        """The whole listing of the head, from the cache or with one request."""
        if not _wants_files(needs):
            return KnownTree(())
        assert listed.head is not None
        known = cache.tree(listed.head)
        if known is not None:
            return known
        status, found = self._at(listed.owner).rest(
            f"/repos/{listed.owner}/{listed.name}/git/trees/{listed.head}?recursive=1"
        )
        if status != 200 or not isinstance(found, dict) or not isinstance(found.get("tree"), list):
            return message("github.no-tree", status=status)
        entries = tuple(entry for one in found["tree"] if (entry := _entry(one)) is not None)
        known = KnownTree(entries, bool(found.get("truncated")))
        cache.keep_tree(listed.head, known)
        return known


def _facts(chosen: Selected, blobs: Mapping[str, Blob | Message], needs: Needs, now: int) -> Repository:
    listed = chosen.listed
    more, head = listed.more, listed.head
    assert isinstance(more, _More)
    return Repository(
        id=listed.id,
        name=listed.name,
        commit=Unseen(_NO_COMMIT) if head is None else Known(head),
        tree=Known(chosen.tree) if _wants_files(needs) else NOT_ASKED,
        contents=contents(chosen, blobs),
        heads=heads(chosen, blobs),
        fields=listed.fields,
        history=History(more.tags, more.last_commit, Unseen(Message("unseen.sign-off-by-clone"))),
        now=now,
        reuse=Unseen(Message("unseen.no-files-for-reuse")) if needs.reuse else NOT_ASKED,
    )


def _wants_files(needs: Needs) -> bool:
    return bool(needs.tree or needs.contents or needs.heads)


def _problem(node: Mapping[str, Any], target: Mapping[str, Any]) -> Message | None:
    if node.get("isDisabled"):
        return message("github.disabled")
    if node.get("isEmpty") or not target.get("oid"):
        return message("empty.repository", id=node["nameWithOwner"])
    return None


def _entry(one: Mapping[str, Any]) -> tuple[Entry, str] | None:
    """A path of GitHub's listing; folders are left out, as in Git."""
    kinds = {"blob": EntryKind.FILE, "commit": EntryKind.SUBMODULE}
    kind = EntryKind.SYMLINK if one.get("mode") == "120000" else kinds.get(str(one.get("type")))
    if kind is None or not isinstance(one.get("path"), str):
        return None
    return Entry(one["path"], kind, one.get("size")), str(one.get("sha", ""))


def _refused(answer: Answer, number: int) -> frozenset[str]:
    """The facts of the n-th repository that GitHub would not tell, by the keys that its errors name."""
    keys = {
        str(step) for error in answer.errors for path in [error.get("path") or ()] if number in path for step in path
    }
    parts = {**queries.PARTS, **queries.REF_PARTS, **queries.COMMIT_PARTS}
    return frozenset(name for name, text in parts.items() if any(key in text for key in keys if len(key) > 3))


def _since(query: str, now: int) -> dict[str, object]:
    """The variables for activity, where the document wants them."""
    found: dict[str, object] = {}
    for name, seconds in (("since", fields.SIX_MONTHS), ("sinceTime", fields.SIX_MONTHS // 2)):
        if f"${name}:" in query:
            found[name] = dt.datetime.fromtimestamp(now - seconds, dt.UTC).isoformat()
    return found
