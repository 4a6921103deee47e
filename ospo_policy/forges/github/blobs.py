# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads blobs by their ids, a hundred a request; those that were read before cost nothing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from ospo_policy.forges.github.queries import WantedBlob, blobs
from ospo_policy.forges.github.transport import TooMuchError, Transport
from ospo_policy.forges.objects import Blob, in_batches
from ospo_policy.ports.forges import Listed, ObjectCache

MOST = 100
MOST_BYTES = 2_000_000
MOST_BINARIES = 50
"""Binary blobs fetched for a batch of repositories, one request each; what is beyond is not seen."""


def read(
    transport: Transport, wanted: Mapping[str, int], at: Mapping[str, Listed], cache: ObjectCache
) -> dict[str, Blob]:
    """The wanted blobs, as far as GitHub gives them. `at` names a repository that has each."""
    known = cache.blobs(list(wanted))
    found = {oid: Blob(data) for oid, data in known.items()}
    missing = {oid: size for oid, size in wanted.items() if oid not in found}
    fresh: dict[str, bytes] = {}
    for batch in in_batches(missing, MOST, MOST_BYTES):
        for oid, blob in _batch(transport, batch, at).items():
            found[oid] = blob
            if blob.data is not None and not blob.truncated:
                fresh[oid] = blob.data
    binaries = [oid for oid in missing if oid in found and found[oid].data is None]
    for oid in binaries[:MOST_BINARIES]:
        data = _binary(transport, at[oid], oid)
        if data is not None:
            found[oid] = Blob(data)
            fresh[oid] = data
    cache.keep_blobs(fresh)
    return found


def _batch(transport: Transport, oids: list[str], at: Mapping[str, Listed]) -> dict[str, Blob]:
    """One request; two of half the size where that was too much."""
    query, variables = blobs([WantedBlob(at[oid].owner, at[oid].name, oid) for oid in oids])
    try:
        answer = transport.graphql(query, variables)
    except TooMuchError:
        if len(oids) == 1:
            return {}
        half = len(oids) // 2
        return _batch(transport, oids[:half], at) | _batch(transport, oids[half:], at)
    found: dict[str, Blob] = {}
    for repository in answer.data.values():
        for alias, blob in (repository or {}).items():
            number = alias[1:]
            if blob and alias.startswith("b") and number.isdigit() and int(number) < len(oids):
                text = blob.get("text")
                data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else None
                found[oids[int(number)]] = Blob(data, bool(blob.get("isTruncated")))
    return found


def _binary(transport: Transport, listed: Listed, oid: str) -> bytes | None:
    """The bytes of a binary blob, by the REST API."""
    status, document = transport.rest(f"/repos/{listed.owner}/{listed.name}/git/blobs/{oid}")
    if status != 200 or not isinstance(document, dict):
        return None
    try:
        return base64.b64decode(document.get("content") or "")
    except (binascii.Error, ValueError):
        return None
