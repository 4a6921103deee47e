# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How two commits stand to one another, by Forgejo's comparison, and whether a request conflicts with its base.

Of a pull request Forgejo tells whether it is `mergeable`. One that is not may conflict, be a draft, or not have been looked at yet
(`Mergeable` of models/issues/pull.go), so that the files that both sides have changed since they parted decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ospo_policy.forges.changing import object_id_of, text_of
from ospo_policy.forges.forgejo import seen
from ospo_policy.forges.forgejo.fields import objects
from ospo_policy.forges.forgejo.transport import Transport

Node = Mapping[str, Any]


def between(transport: Transport, at: str, base: str | None, head: str) -> list[Node] | None:
    """The commits of one that another does not hold, the newest first; None where they are too many. Raises `RefusedError`."""
    if head == base:
        return []
    told = transport.get(f"{at}/compare/{base}...{head}")
    total = told.get("total_commits")
    if isinstance(total, int) and total > seen.COMMITS:
        return None
    return objects(told["commits"])


def conflicts(transport: Transport, at: str, ours: Sequence[Node] | None, base: str) -> bool | None:
    """Whether the base has changed a file of ours since our commits were made; None where that is not told."""
    if not ours:
        return None
    parents = [object_id_of(one["sha"]) for one in objects(ours[-1].get("parents"))]
    if len(parents) != 1:
        return None
    theirs = between(transport, at, parents[0], base)
    files = [None if side is None else _files(side) for side in (ours, theirs)]
    return None if files[0] is None or files[1] is None else bool(files[0] & files[1])


def _files(commits: Sequence[Node]) -> frozenset[str] | None:
    """The files that commits change, merges aside, whose commits are told too; None of a server that does not tell them."""
    found = set[str]()
    for one in commits:
        if one.get("files") is None and len(objects(one.get("parents"))) < 2:
            return None
        found |= {text_of(file["filename"]) for file in objects(one.get("files"))}
    return frozenset(found)
