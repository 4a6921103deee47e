# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads organisations on GitHub: a listing of fifty repositories a request, then whole trees and unseen blobs only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.github import blobs as blob_reader
from ospo_policy.forges.github import fields, told
from ospo_policy.forges.github.listing import Found, Listing, Pager, owner_facts
from ospo_policy.forges.github.settings import Settings
from ospo_policy.forges.github.transport import PartUnavailableError, Transport
from ospo_policy.forges.selected import Blob, Selected, choose, contents, heads
from ospo_policy.model.facts import NOT_ASKED, Entry, EntryKind, Fact, History, Known, Repository, Tag, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import AnswerMemory, ForgeUnavailableError, KnownTree, Listed, ObjectCache, Usage

_NO_COMMIT = Message("git.no-commit")


class _More(NamedTuple):
    """What the listing told and `collect` wants: the history, and the number, which survives a change of name."""

    tags: Fact[tuple[Tag, ...]]
    last_commit: Fact[int]
    number: int | None


class GitHubForge:
    """A GitHub, as `ospo_policy.ports.forges.Forge`; `name` is the organisation file's name for it."""

    def __init__(self, name: str, transport: Transport, now: int) -> None:
        self.name = name
        self._transport = transport
        self._now = now
        self._pager = Pager()
        self._of_owner: dict[str, Transport] = {}

    def remember(self, answers: AnswerMemory) -> None:
        """Ask on condition where REST is asked."""
        self._transport.conditions.memory = answers

    @property
    def usage(self) -> Usage:
        """What was spent so far."""
        return self._transport.usage

    def owners(self) -> Iterable[str]:
        """Every organisation of the instance."""
        since = 0
        while True:
            status, found = self._transport.rest(f"/organizations?per_page=100&since={since}")
            if status != 200 or not isinstance(found, list) or not all(map(_is_owner, found)):
                raise ForgeUnavailableError(message("github.no-organisations", host=self._transport.host))
            if not found:
                return
            yield from (str(one["login"]) for one in found)
            since = max(since + 1, *(one["id"] for one in found))

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:
        """The repositories of an organisation or a user, by name."""
        transport = self._at(owner)
        settings = Settings(transport, owner, needs)
        of_owner = owner_facts(transport, owner, needs)
        of_owner = {**of_owner, **settings.of_owner(of_owner)}
        for number, found in enumerate(Listing(transport, owner, needs, self._now, self._pager), 1):
            try:
                listed = self._listed(found, needs, of_owner)
            except (KeyError, TypeError, ValueError, AttributeError):
                # Nothing was told of it, or nothing that makes sense.
                yield self._hidden(owner, number)
                continue
            readable = found.node if listed.problem is None else None
            yield listed._replace(fields={**listed.fields, **settings.of_repository(readable)}) if readable else listed

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
        for owner in dict.fromkeys(listed.owner for listed in repositories):
            chosen = [one for one in files.values() if one.listed.owner == owner]
            while wanted := [file for one in chosen for file in one.wanted(blobs)]:
                blobs |= blob_reader.read(self._at(owner), wanted, cache)
        for listed in repositories:
            tree = trees[listed.id]
            yield listed, tree if isinstance(tree, Message) else _facts(files[listed.id], blobs, needs, now)

    def _at(self, owner: str) -> Transport:
        """The transport for an owner."""
        if owner not in self._of_owner:
            self._of_owner[owner] = self._transport.for_owner(owner)
        return self._of_owner[owner]

    def _hidden(self, owner: str, number: int) -> Listed:
        """A repository that is known to be there, by its place in the listing."""
        name = f"?{number}"
        id_ = f"{self.name}:{owner}/{name}"
        return Listed(id_, self.name, owner, name, "", f"{owner}/{name}", None, {}, message("github.hidden"))

    def _listed(self, found: Found, needs: Needs, of_owner: Mapping[str, Fact[object]]) -> Listed:
        """Raises `TypeError` and the like where GitHub tells nothing of it."""
        node = found.node
        if node is None:
            raise TypeError
        ref = node.get("defaultBranchRef") or {}
        target = ref.get("target") or {}
        committed = fields.time_of(target, "committedDate")
        login, name = told.name_of(node["owner"]["login"]), told.name_of(node["name"])
        number = node.get("databaseId")
        facts = fields.repository_fields(node, needs.fields, found.refused, self._now)
        return Listed(
            id=f"{self.name}:{login}/{name}",
            forge=self.name,
            owner=login,
            name=name,
            url=told.text_of(node["url"]),
            native_id=told.text_of(node["id"]),
            head=told.object_id_of(target.get("oid")),
            fields=told.typed({**facts, **of_owner}),
            problem=_problem(found, f"{self.name}:{login}/{name}", target),
            more=_More(
                tags=Known(fields.tags(node)) if "tags" in needs.history else NOT_ASKED,
                last_commit=Unseen(_NO_COMMIT) if committed is None else Known(committed),
                number=number if isinstance(number, int) else None,
            ),
        )

    def _tree(self, listed: Listed, needs: Needs, cache: ObjectCache) -> KnownTree | Message:
        """The whole listing of the head, from the cache or with one request."""
        if listed.problem is not None:
            return listed.problem
        if not _wants_files(needs):
            return KnownTree(())
        assert listed.head is not None
        known = cache.tree(listed.head)
        if known is not None:
            return known
        number = listed.more.number if isinstance(listed.more, _More) else None
        # By its number: where a name has changed, GitHub leads on, and PyGithub follows without `recursive`.
        place = f"/repos/{listed.owner}/{listed.name}" if number is None else f"/repositories/{number}"
        try:
            status, found = self._at(listed.owner).rest(f"{place}/git/trees/{listed.head}?recursive=1")
        except PartUnavailableError as error:
            return error.message
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


def _problem(found: Found, id_: str, target: Mapping[str, Any]) -> Message | None:
    node = found.node or {}
    if node.get("isDisabled"):
        return message("github.disabled")
    if found.is_lost and not node.get("isEmpty"):
        return message("github.hidden")
    return None if target.get("oid") else message("empty.repository", id=id_)


def _is_owner(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("login"), str) and isinstance(one.get("id"), int)


def _entry(one: object) -> tuple[Entry, str] | None:
    """A path of GitHub's listing; folders are left out, as in Git."""
    if not isinstance(one, dict):
        return None
    kinds = {"blob": EntryKind.FILE, "commit": EntryKind.SUBMODULE}
    kind = EntryKind.SYMLINK if one.get("mode") == "120000" else kinds.get(str(one.get("type")))
    size = one.get("size")
    if kind is None or not isinstance(one.get("path"), str):
        return None
    return Entry(one["path"], kind, size if isinstance(size, int) else None), str(one.get("sha", ""))
