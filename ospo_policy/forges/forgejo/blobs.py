# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contents of files by object id: from what is known, many at a time where the server can, and else one by one.

What comes as a whole is taken only if it has the object id of its file. A server leaves out the content of a large
file (DEFAULT_MAX_BLOB_SIZE): its first bytes are read as they are stored.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ospo_policy.forges.forgejo import rest
from ospo_policy.forges.forgejo.fields import objects
from ospo_policy.forges.forgejo.transport import RefusedError, Transport
from ospo_policy.forges.selected import Blob, Wanted, cut, each_once, known, object_id
from ospo_policy.forges.texts import MAX_TEXT_BYTES
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ObjectCache

MAX_ADDRESS = 1_700
"""Characters of the ids in one address: servers and proxies take about two thousand in all."""
MAX_TOGETHER_BYTES = 1 << 24


class BlobReader:
    """Reads contents of one server's repositories."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._in_bulk: bool | None = None
        """Whether the server gives many files at a time (newer versions of Forgejo; 11 cannot); None as long as it is not known."""

    def read(self, at: str, head: str, wanted: Sequence[Wanted], cache: ObjectCache) -> dict[str, Blob | Message]:
        """The contents of one repository's files by object id, or why there is none; each id is fetched once."""
        needed = each_once(wanted)
        found = known(needed, cache)
        missing = {oid: one for oid, one in needed.items() if oid not in found}
        kept: dict[str, bytes] = {}
        for some in _together(missing):
            kept |= self._bulk(at, some)
        for oid, one in missing.items():
            data = kept[oid] if oid in kept else self._single(at, one)
            if data is None:
                found[oid], data = self._begin(at, head, one)
            else:
                found[oid] = cut(data, one.limit) if isinstance(data, bytes) else data
            if isinstance(data, bytes):
                kept[oid] = data
        cache.keep_blobs(kept)
        return found

    def _bulk(self, at: str, oids: Sequence[str]) -> dict[str, bytes]:
        """The contents of several small files, as far as the server gives them."""
        if self._in_bulk is False or len(oids) < 2:
            return {}
        try:
            answer = self._transport.array(f"{at}/git/blobs", shas=",".join(oids))
        except RefusedError:
            self._in_bulk = self._in_bulk or False  # once it worked, it is tried again
            return {}
        self._in_bulk = True
        asked = frozenset(oids)
        pairs = ((str(one.get("sha")), one) for one in objects(answer))
        return {oid: data for oid, one in pairs if oid in asked and (data := _whole(one, oid)) is not None}

    def _single(self, at: str, one: Wanted) -> bytes | Message | None:
        """A whole file; why there is none; or None where only its begin is to be read."""
        if not _is_small(one):
            return None
        try:
            return _whole(self._transport.get(f"{at}/git/blobs/{one.oid}"), one.oid)
        except RefusedError as error:
            return error.reason

    def _begin(self, at: str, head: str, one: Wanted) -> tuple[Blob | Message, bytes | None]:
        """The first bytes of a file as it is stored, and all of it if that was little."""
        path = rest.below(one.path)
        if path is None:
            return message("unseen.unreadable", path=one.path), None
        try:
            data, truncated = self._transport.raw(f"{at}/raw/{path}", one.limit, ref=head)
        except RefusedError as error:
            return error.reason, None
        if truncated:
            return Blob(data, truncated=True), None
        if object_id(data, one.oid) != one.oid:
            return message("unseen.unreadable", path=one.path), None
        return Blob(data), data


def _is_small(one: Wanted) -> bool:
    return one.size is None or one.size <= MAX_TEXT_BYTES


def _together(missing: Mapping[str, Wanted]) -> Iterator[Sequence[str]]:
    """The ids of small files, as many at a time as fit into an address and an answer."""
    some: list[str] = []
    length = size = 0
    for oid, one in missing.items():
        if one.size is None or not _is_small(one):
            continue
        if some and (length + len(oid) + 3 > MAX_ADDRESS or size + one.size > MAX_TOGETHER_BYTES):
            yield some
            some, length, size = [], 0, 0
        some.append(oid)
        length, size = length + len(oid) + 3, size + one.size
    if some:
        yield some


def _whole(answer: Mapping[str, Any], oid: str) -> bytes | None:
    """The bytes of a file, if they are what has this id."""
    content = answer.get("content")
    try:
        data = base64.b64decode(content) if isinstance(content, str) else b""
    except ValueError:
        return None
    return data if object_id(data, oid) == oid else None
