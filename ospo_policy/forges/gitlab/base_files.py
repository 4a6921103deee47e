# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of some files a commit holds: by one question of GraphQL, or by the listings of their folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from ospo_policy.forges.changing import object_id_of, text_of
from ospo_policy.forges.gitlab import write_queries
from ospo_policy.forges.gitlab.asking import read, told
from ospo_policy.forges.gitlab.bulk import Bulk
from ospo_policy.forges.gitlab.graph import Graph
from ospo_policy.forges.gitlab.told import Node, nodes
from ospo_policy.forges.gitlab.transport import RefusedError, Transport
from ospo_policy.model.message import message
from ospo_policy.ports.forges import ForgeUnavailableError, Listed

MAX_PATHS = 40
"""Paths of one question: each adds to its complexity."""
MAX_PAGES = 20
"""Pages of a folder, of a hundred each."""


class BaseFile(NamedTuple):
    """A file's Git id and mode."""

    oid: str
    mode: str


class BaseFiles:
    """Asks one server."""

    def __init__(self, transport: Transport, graph: Graph) -> None:
        self._transport, self._bulk = transport, Bulk(graph)

    def at(self, listed: Listed, commit: str, paths: Sequence[str]) -> dict[str, BaseFile]:
        """The files that are there, of some paths. Raises `ForgeUnavailableError` and `MovedError`."""
        found: dict[str, BaseFile] = {}
        for at in range(0, len(paths), MAX_PATHS):
            some = paths[at : at + MAX_PATHS]
            found |= read(self._transport, lambda some=some: told(lambda: self._some(listed, commit, some)))  # type: ignore[misc]
        return found

    def _some(self, listed: Listed, commit: str, paths: Sequence[str]) -> dict[str, BaseFile]:
        found = self._by_graphql(listed, commit, paths)
        return self._by_folder(listed, commit, paths) if found is None else found

    def _by_graphql(self, listed: Listed, commit: str, paths: Sequence[str]) -> dict[str, BaseFile] | None:
        """None where the server does not tell of several files at once (GitLab 18.4.2 to 18.5), or not at all."""
        variables: Mapping[str, tuple[str, object]] = {
            "paths": ("[String!]!", list(paths)),
            "commit": ("String", commit),
        }
        for _, answer in self._bulk.ask([listed.native_id], lambda _lacking: write_queries.files(paths), variables):
            inside = answer.node.get("repository")
            blobs = inside.get("blobs") if isinstance(inside, dict) else None
            if isinstance(blobs, dict) and not answer.failed:
                return dict(_files(nodes(blobs), frozenset(paths), "oid"))
        return None

    def _by_folder(self, listed: Listed, commit: str, paths: Sequence[str]) -> dict[str, BaseFile]:
        found: dict[str, BaseFile] = {}
        for folder in sorted({path.rpartition("/")[0] for path in paths}):
            found |= dict(_files(self._folder(listed, commit, folder), frozenset(paths), "id"))
        return found

    def _folder(self, listed: Listed, commit: str, folder: str) -> Iterator[Node]:
        path = f"/projects/{quote(listed.native_id, safe='')}/repository/tree"
        wanted: Mapping[str, str] | None = {"ref": commit, "per_page": "100", **({"path": folder} if folder else {})}
        for _ in range(MAX_PAGES):
            try:
                page = self._transport.page(path, wanted or {})
            except RefusedError as error:
                if error.status == 404 and folder:  # no such folder
                    return
                raise
            yield from (one for one in page.items if isinstance(one, dict))
            wanted = page.next
            if wanted is None:
                return
        raise ForgeUnavailableError(message("write.too-much", count=MAX_PAGES * 100))


def _files(found: Sequence[Node] | Iterator[Node], wanted: frozenset[str], key: str) -> Iterator[tuple[str, BaseFile]]:
    for one in found:
        path = one.get("path")
        if isinstance(path, str) and path in wanted:
            yield path, BaseFile(object_id_of(one[key]), text_of(one["mode"]))
