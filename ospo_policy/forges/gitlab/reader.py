# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A GitLab as a forge: the port `ospo_policy.ports.forges.Forge`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ospo_policy.forges.allowance import Allowance
from ospo_policy.forges.gitlab.activity import Active, read_activity
from ospo_policy.forges.gitlab.blobs import BlobReader
from ospo_policy.forges.gitlab.bulk import Bulk
from ospo_policy.forges.gitlab.details import Details
from ospo_policy.forges.gitlab.graph import Graph
from ospo_policy.forges.gitlab.inherited import Inherited
from ospo_policy.forges.gitlab.listing import Listing
from ospo_policy.forges.gitlab.transport import RefusedError, Token, Transport
from ospo_policy.forges.gitlab.trees import Listings, Ways, read_sizes, read_trees
from ospo_policy.forges.selected import Blob, Selected, choose, contents, heads
from ospo_policy.model.facts import NOT_ASKED, Known, Repository, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import AnswerMemory, KnownTree, Listed, ObjectCache, Usage

TOGETHER = 50
"""Repositories collected at a time: what is held in memory."""
NOTHING = KnownTree(())


class GitLabForge:
    """A GitLab, signed in with a token or not at all."""

    def __init__(
        self,
        name: str,
        url: str,
        token: Token | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        ca_file: str | None = None,
        allowance: Allowance | None = None,
    ) -> None:
        self._transport = Transport(url, token, sleep=sleep, ca_file=ca_file, allowance=allowance)
        self._graph = Graph(self._transport)
        self._bulk = Bulk(self._graph)
        self._listing = Listing(self._transport, self._graph, name)
        self._inherited = Inherited(self._transport, self._listing.project, self._facts)

    def remember(self, answers: AnswerMemory) -> None:
        """Ask on condition where REST is asked."""
        self._transport.conditions.memory = answers

    @property
    def usage(self) -> Usage:
        """What was spent so far."""
        return self._transport.usage

    def owners(self) -> Iterable[str]:
        """Every top-level group that may be seen."""
        return self._listing.owners()

    @property
    def notices(self) -> tuple[Message, ...]:
        """Whether GraphQL was refused."""
        return () if self._listing.has_graphql else (message("gitlab.without-graphql", url=self._transport.url),)

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:
        """The projects of a group with all below it, or of a user."""
        self._inherited.roots.append(owner)
        return self._listing.repositories(owner, needs)

    def inherited(
        self, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository]]:
        """The description templates that projects have from their groups and the instance."""
        if needs.listing:
            yield from self._inherited.of(repositories, needs, cache, now)

    def _facts(self, listed: Listed, needs: Needs, cache: ObjectCache, now: int) -> Repository | Message:
        ((_, found),) = self._collect([listed], needs, cache, now)
        return found

    def collect(
        self, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository | Message]]:
        """The facts of several projects, in their order, or why one could not be read."""
        for at in range(0, len(repositories), TOGETHER):
            yield from self._collect(repositories[at : at + TOGETHER], needs, cache, now)

    def _collect(
        self, some: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository | Message]]:
        readable = [listed for listed in some if listed.problem is None and listed.head]
        trees, graph = self._trees(readable, needs, cache)
        files, blobs = self._files(readable, trees, graph, needs, cache)
        bulk = None if graph is None else self._bulk
        active = read_activity(bulk, [one.listed for one in files.values()], needs.fields, now)
        for listed in some:
            found = trees.found.get(listed.native_id)
            if listed.problem is not None or found is None:
                yield listed, listed.problem or message("empty.repository", id=listed.id)
            elif isinstance(found, Message):
                yield listed, found
            else:
                details = Details(self._transport, listed, active.get(listed.native_id, Active()), now)
                yield listed, _repository(files[listed.native_id], blobs, details, needs, now)

    def _trees(self, readable: Sequence[Listed], needs: Needs, cache: ObjectCache) -> tuple[Listings, Graph | None]:
        """The listings that the needs want, and how the rest is asked: without GraphQL where it is refused."""
        graph = self._graph if self._listing.has_graphql else None
        if not needs.listing:
            return Listings({listed.native_id: NOTHING for listed in readable}), graph
        try:
            trees = read_trees(Ways(graph, self._bulk, self._transport), readable, needs, cache)
            if needs.sizes and graph is not None:
                read_sizes(graph, {listed.native_id: listed for listed in readable}, trees, cache)
        except RefusedError:
            self._listing.has_graphql, graph = False, None
            trees = read_trees(Ways(None, self._bulk, self._transport), readable, needs, cache)
        return trees, graph

    def _files(
        self, readable: Sequence[Listed], trees: Listings, graph: Graph | None, needs: Needs, cache: ObjectCache
    ) -> tuple[dict[str, Selected], dict[str, Blob | Message]]:
        """The files that the needs want, read; all of a project is listed whose links lead out of the folders that were."""
        read = BlobReader(self._transport, graph, cache).read
        files: dict[str, Selected] = {}
        blobs: dict[str, Blob | Message] = {}
        left = list(readable)
        while left:
            for listed in left:
                number, tree = listed.native_id, trees.found[listed.native_id]
                files.pop(number, None)
                if not isinstance(tree, Message):
                    files[number] = choose(listed, tree, needs, of_folders=number in trees.of_folders)
            while wanted := [one for chosen in files.values() for one in chosen.wanted(blobs)]:
                blobs |= read(wanted)
            left = [one.listed for one in files.values() if one.leads_beyond(blobs)]
            if left:
                whole, _ = self._trees(left, needs._replace(tree=True), cache)
                trees.found.update(whole.found)
                trees = trees._replace(of_folders=trees.of_folders - whole.found.keys())
        return files, blobs


def _repository(
    chosen: Selected, blobs: Mapping[str, Blob | Message], details: Details, needs: Needs, now: int
) -> Repository:
    listed = chosen.listed
    return Repository(
        id=listed.id,
        name=listed.name,
        commit=Known(listed.head or ""),
        tree=Known(chosen.tree) if needs.listing else NOT_ASKED,
        contents=contents(chosen, blobs),
        heads=heads(chosen, blobs),
        fields={**listed.fields, **details.fields(needs.fields)},
        history=details.history(needs.history),
        now=now,
        reuse=Unseen(message("unseen.no-files-for-reuse")) if needs.reuse else NOT_ASKED,
    )
