# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads blobs by their ids, a hundred a request; those that were read before cost nothing.

GitHub shows texts as UTF-8, whatever they are stored in, long ones in part, and no binary file. So a text is taken as
it is only if it has the object id of its file; any other file is read by the REST API, which gives its bytes.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping

from ospo_policy.forges.github.queries import WantedBlob, blobs
from ospo_policy.forges.github.refusals import (
    GraphQLRefusedError,
    PartUnavailableError,
    TooMuchError,
    WordsRefusedError,
)
from ospo_policy.forges.github.transport import Transport
from ospo_policy.forges.selected import Blob, Wanted, cut, each_once, known, object_id
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ObjectCache

MOST = 100
MOST_BYTES = 2_000_000
MAX_SINGLE = 50
"""Files of one repository that are read one by one; what is beyond is not seen."""
MAX_WITHOUT_GRAPHQL = 300
"""The same, where there is no other way."""
MAX_SINGLE_BYTES = 1 << 23
"""A longer file is not read by REST, which only gives whole ones."""


def read(
    transport: Transport, wanted: Iterable[Wanted], cache: ObjectCache, *, has_graphql: bool = True
) -> dict[str, Blob | Message]:
    """The wanted blobs by object id, or why there is none; each is fetched once. Without GraphQL, one by one."""
    needed = each_once(wanted)
    found = known(needed, cache)
    fresh: dict[str, bytes] = {}
    for batch in _batches([one for oid, one in needed.items() if oid not in found] if has_graphql else ()):
        for oid, data, is_whole in _batch(transport, batch):
            limit = needed[oid].limit
            if is_whole and object_id(data, oid) == oid:
                found[oid], fresh[oid] = cut(data, limit), data
            elif not is_whole and (needed[oid].size or 0) > MAX_SINGLE_BYTES:
                found[oid] = Blob(data[:limit], truncated=True)
    most = MAX_SINGLE if has_graphql else MAX_WITHOUT_GRAPHQL
    found |= _singly(transport, [one for oid, one in needed.items() if oid not in found], fresh, most)
    cache.keep_blobs(fresh)
    return found


def _batches(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    """Files in lots of at most so many, and of about so many bytes together."""
    batch: list[Wanted] = []
    size = 0
    for one in wanted:
        if batch and (len(batch) >= MOST or size + (one.size or 0) > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size or 0
    if batch:
        yield batch


def _batch(transport: Transport, wanted: list[Wanted]) -> Iterator[tuple[str, bytes, bool]]:
    """Object id, text as bytes, and whether that is all of it, of each text; two requests where one was too much."""
    query, variables = blobs([WantedBlob(one.listed.owner, one.listed.name, one.oid) for one in wanted])
    try:
        answer = transport.graphql(query, variables)
    except GraphQLRefusedError:
        return
    except (TooMuchError, WordsRefusedError):
        if len(wanted) > 1:
            half = len(wanted) // 2
            yield from _batch(transport, wanted[:half])
            yield from _batch(transport, wanted[half:])
        return
    for repository in answer.data.values():
        for alias, blob in (repository if isinstance(repository, dict) else {}).items():
            number = alias[1:]
            if isinstance(blob, dict) and alias.startswith("b") and number.isdigit() and int(number) < len(wanted):
                text = blob.get("text")
                if isinstance(text, str):
                    yield wanted[int(number)].oid, text.encode("utf-8", "surrogatepass"), not blob.get("isTruncated")


def _singly(
    transport: Transport, wanted: Iterable[Wanted], fresh: dict[str, bytes], most: int
) -> Mapping[str, Blob | Message]:
    """Files as they are stored, one request each, at most so many of a repository."""
    found: dict[str, Blob | Message] = {}
    left: dict[str, int] = {}
    for one in wanted:
        left[one.listed.id] = left.get(one.listed.id, most) - 1
        if left[one.listed.id] < 0:
            found[one.oid] = message("github.too-many-single", limit=most)
        elif (one.size or 0) > MAX_SINGLE_BYTES:
            found[one.oid] = message("unseen.too-large", path=one.path)
        else:
            data = _bytes(transport, one)
            found[one.oid] = message("unseen.unreadable", path=one.path) if data is None else cut(data, one.limit)
            fresh |= {} if data is None else {one.oid: data}
    return found


def _bytes(transport: Transport, one: Wanted) -> bytes | None:
    """The bytes of a file, by the REST API."""
    try:
        status, document = transport.rest(f"/repos/{one.listed.owner}/{one.listed.name}/git/blobs/{one.oid}")
    except PartUnavailableError:
        return None
    if status != 200 or not isinstance(document, dict):
        return None
    try:
        data = base64.b64decode(document.get("content") or "")
        return data if object_id(data, one.oid) == one.oid else None
    except (binascii.Error, ValueError, TypeError):
        return None
