# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Audit every repository of several owners, on several forges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.model.message import Message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.operations.assignment import Policies, profile_of
from ospo_policy.ports.forges import Forge, ForgeUnavailableError, KnownTree, Listed, ObjectCache

BATCH = 50
"""Repositories whose facts are asked for, and held, at a time."""


class Target(NamedTuple):
    """An owner to audit on a forge; None stands for every owner of the instance."""

    forge: str
    owner: str | None = None


class Audited(NamedTuple):
    """One repository: its report, or why there is none; and what was to be told of it."""

    listed: Listed
    report: RepositoryReport | Message
    notices: tuple[Message, ...] = ()


class Unlisted(NamedTuple):
    """An owner whose repositories could not be listed, and why."""

    target: Target
    reason: Message


class Memory:
    """Git objects kept for the length of a run, as `ospo_policy.ports.forges.ObjectCache`."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}
        self._trees: dict[str, KnownTree] = {}

    def blobs(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents that are known."""
        return {oid: self._blobs[oid] for oid in oids if oid in self._blobs}

    def keep_blobs(self, contents: Mapping[str, bytes]) -> None:
        """Keep contents."""
        self._blobs.update(contents)

    def tree(self, commit: str) -> KnownTree | None:
        """The listing of a commit."""
        return self._trees.get(commit)

    def keep_tree(self, commit: str, tree: KnownTree) -> None:
        """Keep a listing."""
        self._trees[commit] = tree


def audit(
    targets: Iterable[Target], forges: Mapping[str, Forge], policies: Policies, cache: ObjectCache, now: int
) -> Iterator[Audited | Unlisted]:
    """Every repository of the targets, each once, evaluated. One that cannot be read never stops the run."""
    needs = policies.needs
    seen: set[tuple[str, str]] = set()
    for target in targets:
        forge = forges[target.forge]
        try:
            for owner in forge.owners() if target.owner is None else (target.owner,):
                listing = (one for one in forge.repositories(owner, needs) if (one.forge, one.native_id) not in seen)
                for batch in _batches(listing):
                    seen |= {(one.forge, one.native_id) for one in batch}
                    yield from _evaluated(forge, batch, policies, cache, now)
        except ForgeUnavailableError as error:
            yield Unlisted(target, error.message)


def _evaluated(
    forge: Forge, batch: list[Listed], policies: Policies, cache: ObjectCache, now: int
) -> Iterator[Audited]:
    for listed in batch:
        if listed.problem is not None:
            yield Audited(listed, listed.problem)
    readable = [listed for listed in batch if listed.problem is None]
    for listed, facts in forge.collect(readable, policies.needs, cache, now):
        if isinstance(facts, Message):
            yield Audited(listed, facts)
            continue
        known = facts._replace(profile=profile_of(facts))
        policy, notices = policies.of(known)
        yield Audited(listed, evaluate(policy, known), notices)


def _batches(listing: Iterable[Listed]) -> Iterator[list[Listed]]:
    some = iter(listing)
    while batch := list(islice(some, BATCH)):
        yield batch
