# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contents of files by object id: from what is known, by GraphQL in bulk, and one by one where that does not do.

GitLab shows a text as UTF-8, whatever it is stored in, and no binary file at all. So what it shows is taken only if it
has the object id of its file; any other file is asked for in Base64, and where that is not given either, by REST.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ospo_policy.forges.gitlab import queries
from ospo_policy.forges.gitlab.graph import Graph
from ospo_policy.forges.gitlab.told import nodes
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.forges.selected import Blob, Wanted, cut, each_once, known, object_id
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ObjectCache

MAX_SINGLE = 200
"""Files of one repository that are read one by one where GraphQL answers; without GraphQL, any."""
MAX_BASE64_BYTES = 1 << 18
"""Larger ones are read by REST, and of those only the begin."""
MAX_PATHS = 60
"""Paths in one question: each adds to its complexity."""


class BlobReader:
    """Reads contents of one GitLab."""

    def __init__(self, transport: Transport, graph: Graph | None, cache: ObjectCache) -> None:
        self._transport, self._graph, self._cache = transport, graph, cache

    def read(self, wanted: Iterable[Wanted]) -> dict[str, Blob | Message]:
        """The contents by object id, or why there is none; each id is fetched once."""
        needed = each_once(wanted)
        found = known(needed, self._cache)
        found |= {oid: Blob(b"") for oid in needed if oid == object_id(b"", oid)}
        missing = {oid: one for oid, one in needed.items() if oid not in found}
        if self._graph is not None and missing:
            try:
                found |= self._in_bulk(self._graph, missing)
            except RefusedError:  # no longer answered: one by one then
                self._graph = None
        found |= self._singly([one for oid, one in missing.items() if oid not in found])
        return found

    def _in_bulk(self, graph: Graph, missing: Mapping[str, Wanted]) -> dict[str, Blob | Message]:
        """What GraphQL gives as it is stored."""
        kept: dict[str, bytes] = {}
        others: list[Wanted] = []
        for node in self._nodes(graph, list(missing.values()), queries.TEXT):
            oid, text, size = str(node.get("oid")), node.get("rawTextBlob"), str(node.get("size"))
            data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else None
            if oid in missing and data is not None and object_id(data, oid) == oid:
                kept[oid] = data
            elif oid in missing and size.isascii() and size.isdigit() and int(size) <= MAX_BASE64_BYTES:
                others.append(missing[oid])
        if others and graph.has_base64:
            kept |= self._in_base64(graph, others)
        self._cache.keep_blobs(kept)
        return {oid: cut(data, missing[oid].limit) for oid, data in kept.items()}

    def _in_base64(self, graph: Graph, wanted: Sequence[Wanted]) -> dict[str, bytes]:
        """Binary files, and texts in other encodings, where the server gives them so (from 17 on, if switched on)."""
        kept: dict[str, bytes] = {}
        asked = {one.oid for one in wanted}
        try:
            for node in self._nodes(graph, wanted, queries.BYTES):
                oid, encoded = str(node.get("oid")), node.get("base64EncodedBlob")
                data = _decoded(encoded) if isinstance(encoded, str) else None
                if oid in asked and data is not None and object_id(data, oid) == oid:
                    kept[oid] = data
        except RefusedError:
            graph.has_base64 = False
        graph.has_base64 = graph.has_base64 and bool(kept)
        return kept

    def _nodes(self, graph: Graph, wanted: Sequence[Wanted], told: str) -> Iterator[Mapping[str, Any]]:
        """The files as GraphQL shows them."""
        questions = list(_questions(wanted, 1 if graph.one_path else MAX_PATHS, told))
        while questions:
            refused: list[queries.Question] = []
            for answered in graph.all(questions):
                blobs = None if isinstance(answered.found, Message) else answered.found.get("blobs")
                if blobs is None and answered.has_errors and len(_paths(answered.question)) > 1:
                    refused.append(answered.question)  # GitLab 18.4.2 to 18.5: one path only
                yield from nodes(blobs)
            graph.one_path = graph.one_path or bool(refused)
            questions = [single for question in refused for single in _one_by_one(question, told)]

    def _singly(self, wanted: Sequence[Wanted]) -> dict[str, Blob | Message]:
        """Files as they are stored, one request each."""
        found: dict[str, Blob | Message] = {}
        kept: dict[str, bytes] = {}
        left: dict[str, int] = {}
        for one in wanted:
            number = one.listed.native_id
            left[number] = left.get(number, MAX_SINGLE) - 1
            if left[number] < 0 and self._graph is not None:
                found[one.oid] = message("gitlab.too-many-single", limit=MAX_SINGLE)
                continue
            try:
                data, truncated = self._transport.raw(f"/projects/{number}/repository/blobs/{one.oid}/raw", one.limit)
            except (RefusedError, TooHeavyError) as error:
                found[one.oid] = error.reason
                continue
            found[one.oid] = Blob(data, truncated)
            if not truncated and object_id(data, one.oid) == one.oid:
                kept[one.oid] = data
        self._cache.keep_blobs(kept)
        return found


def _questions(wanted: Iterable[Wanted], most: int, told: str) -> Iterator[queries.Question]:
    by_project: dict[str, list[Wanted]] = {}
    for one in wanted:
        by_project.setdefault(one.listed.id, []).append(one)
    for id_, some in by_project.items():
        paths = sorted({one.path for one in some})
        for at in range(0, len(paths), most):
            yield queries.blobs(id_.partition(":")[2], some[0].listed.head or "", paths[at : at + most], told)


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text)
    except ValueError:
        return None


def _paths(question: queries.Question) -> list[str]:
    paths = question.variables["p"][1]
    return paths if isinstance(paths, list) else []


def _one_by_one(question: queries.Question, told: str) -> Iterator[queries.Question]:
    commit = str(question.variables["r"][1])
    return (queries.blobs(question.project, commit, [path], told) for path in _paths(question))
