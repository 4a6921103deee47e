# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads organisations on GitHub: a listing of fifty repositories a request, then whole trees and unseen blobs only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from ospo_policy.forges.github import blobs as blob_reader
from ospo_policy.forges.github import fields, rest_owner, told
from ospo_policy.forges.github.listing import Found, Listing, Pager, owner_facts
from ospo_policy.forges.github.refusals import GraphQLRefusedError
from ospo_policy.forges.github.rest_listing import RestListing
from ospo_policy.forges.github.settings import Settings
from ospo_policy.forges.github.transport import Transport
from ospo_policy.forges.github.trees import Paths, TreeReader
from ospo_policy.forges.mirrors import source_fields
from ospo_policy.forges.selected import Blob, Selected, choose, contents, heads
from ospo_policy.model.facts import NOT_ASKED, Fact, History, Known, Repository, Tag, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import AnswerMemory, ForgeUnavailableError, Listed, ObjectCache, Usage

_NO_COMMIT = Message("git.no-commit")


class GitHubForge:
    """A GitHub, as `ospo_policy.ports.forges.Forge`; `name` is the organisation file's name for it."""

    def __init__(self, name: str, transport: Transport, now: int) -> None:
        self.name = name
        self._transport = transport
        self._now = now
        self._pager = Pager()
        self._of_owner: dict[str, Transport] = {}
        self._trees = TreeReader()
        self._closed: set[str] = set()
        """Owners of which nothing is answered through GraphQL."""

    def remember(self, answers: AnswerMemory) -> None:
        """Ask on condition where REST is asked."""
        self._transport.conditions.memory = answers

    @property
    def usage(self) -> Usage:
        """What was spent so far."""
        return self._transport.usage

    @property
    def notices(self) -> tuple[Message, ...]:
        """For which owners GraphQL was refused."""
        host, owners = self._transport.host, tuple(sorted(self._closed))
        return (message("github.without-graphql", host=host, owners=owners),) if owners else ()

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
        if owner not in self._closed:
            try:
                of_owner = owner_facts(transport, owner, needs)
                pages = iter(Listing(transport, owner, needs, self._now, self._pager))
                first = next(pages, None)
            except GraphQLRefusedError:
                self._closed.add(owner)
            else:
                found = pages if first is None else chain((first,), pages)
                yield from self._all(transport, owner, needs, of_owner, found)
                return
        of_owner = rest_owner.owner_facts(transport, owner, needs)
        yield from self._all(transport, owner, needs, of_owner, RestListing(transport, owner, needs, self._now))

    def _all(
        self,
        transport: Transport,
        owner: str,
        needs: Needs,
        of_owner: Mapping[str, Fact[object]],
        listing: Iterable[Found],
    ) -> Iterator[Listed]:
        """The repositories of a listing, with the settings that only REST tells."""
        settings = Settings(transport, owner, needs)
        of_owner = {**of_owner, **settings.of_owner(of_owner)}
        for number, found in enumerate(listing, 1):
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
        blobs: dict[str, Blob | Message] = {}
        files: dict[str, Selected | Message] = {one.id: one.problem for one in repositories if one.problem is not None}
        for owner in dict.fromkeys(listed.owner for listed in repositories):
            readable = [one for one in repositories if one.owner == owner and one.problem is None]
            listings = self._trees.read(self._at(owner), readable, needs, cache, has_graphql=owner not in self._closed)
            for one in readable:
                found = listings[one.id]
                files[one.id] = found if isinstance(found, Message) else _chosen(one, found, needs)
            self._read(owner, files, needs, cache, blobs)
        for listed in repositories:
            chosen = files[listed.id]
            yield listed, chosen if isinstance(chosen, Message) else _facts(chosen, blobs, needs, now)

    def _read(
        self,
        owner: str,
        files: dict[str, Selected | Message],
        needs: Needs,
        cache: ObjectCache,
        blobs: dict[str, Blob | Message],
    ) -> None:
        """Read the files of an owner's repositories; list all of one whose links lead out of the folders that were."""
        transport, has_graphql = self._at(owner), owner not in self._closed
        chosen = [one for one in files.values() if isinstance(one, Selected) and one.listed.owner == owner]
        while chosen:
            while wanted := [file for one in chosen for file in one.wanted(blobs)]:
                blobs |= blob_reader.read(transport, wanted, cache, has_graphql=has_graphql)
            beyond = [one.listed for one in chosen if one.leads_beyond(blobs)]
            chosen = []
            for listed in beyond:
                whole = self._trees.whole(transport, listed, needs, cache)
                again = files[listed.id] = whole if isinstance(whole, Message) else _chosen(listed, whole, needs)
                chosen += [again] if isinstance(again, Selected) else []

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
        facts |= {name: Unseen(why) for name, why in found.unseen.items() if name in needs.fields}
        return Listed(
            id=f"{self.name}:{login}/{name}",
            forge=self.name,
            owner=login,
            name=name,
            url=told.text_of(node["url"]),
            native_id=told.text_of(node["id"]),
            head=told.object_id_of(target.get("oid")),
            fields=told.typed({**facts, **of_owner})
            | source_fields(node.get("mirrorUrl"), is_mirror=node.get("isMirror") is True),
            problem=_problem(found, f"{self.name}:{login}/{name}", target),
            more=told.More(
                tags=_tags(found, needs),
                last_commit=Unseen(_NO_COMMIT) if committed is None else Known(committed),
                number=number if isinstance(number, int) else None,
            ),
        )


def _chosen(listed: Listed, paths: Paths, needs: Needs) -> Selected:
    return choose(listed, paths.tree, needs, of_folders=paths.of_folders)


def _facts(chosen: Selected, blobs: Mapping[str, Blob | Message], needs: Needs, now: int) -> Repository:
    listed = chosen.listed
    more, head = listed.more, listed.head
    assert isinstance(more, told.More)
    return Repository(
        id=listed.id,
        name=listed.name,
        commit=Unseen(_NO_COMMIT) if head is None else Known(head),
        tree=Known(chosen.tree) if needs.listing else NOT_ASKED,
        contents=contents(chosen, blobs),
        heads=heads(chosen, blobs),
        fields=listed.fields,
        history=History(more.tags, more.last_commit, Unseen(Message("unseen.sign-off-by-clone"))),
        now=now,
        reuse=Unseen(Message("unseen.no-files-for-reuse")) if needs.reuse else NOT_ASKED,
    )


def _tags(found: Found, needs: Needs) -> Fact[tuple[Tag, ...]]:
    if "tags" not in needs.history:
        return NOT_ASKED
    why = found.unseen.get("tags")
    return Known(fields.tags(found.node or {})) if why is None else Unseen(why)


def _problem(found: Found, id_: str, target: Mapping[str, Any]) -> Message | None:
    node = found.node or {}
    if node.get("isDisabled"):
        return message("disabled.repository", id=id_)
    if found.is_lost and not node.get("isEmpty"):
        return message("github.hidden")
    return None if target.get("oid") else message("empty.repository", id=id_)


def _is_owner(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("login"), str) and isinstance(one.get("id"), int)
