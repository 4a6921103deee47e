# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Audit every repository of several owners, on several forges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from ospo_policy.engine.defaults import NAME
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.inventory import Place, Row
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.report import RepositoryReport
from ospo_policy.operations.assignment import Policies, profile_of
from ospo_policy.operations.inventory_selection import Met, is_failure, listing, needs_of, select
from ospo_policy.ports.forges import Forge, ForgeUnavailableError, Inheriting, KnownTree, Listed, ObjectCache

BATCH = 50
"""Repositories whose facts are asked for, and held, at a time."""


class Audited(NamedTuple):
    """One repository: its report, or why there is none; and what was to be told of it."""

    listed: Listed
    report: RepositoryReport | Message
    notices: tuple[Message, ...] = ()


class Keeper(Protocol):
    """What an audit remembers of earlier ones, and leaves to later ones."""

    @property
    def objects(self) -> ObjectCache:
        """Git objects that were read before."""

    def unchanged(self, batch: Sequence[Listed]) -> frozenset[tuple[str, str]]:
        """Forge and native id of those whose earlier findings still hold, and are taken over."""

    def keep(self, audited: Sequence[Audited]) -> None:
        """Repositories that are done."""

    def inherits(self, defaults: Listed) -> None:
        """The repositories of its owner inherit community files from this one, as it is now."""

    def listed(self, place: Place, found: Sequence[Listed]) -> None:
        """The whole listing of a place."""


class Memory:
    """Keeps Git objects for the length of a run, and nothing else: a `Keeper` and its `ObjectCache`."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    @property
    def objects(self) -> ObjectCache:
        """Itself."""
        return self

    def unchanged(self, batch: Sequence[Listed]) -> frozenset[tuple[str, str]]:  # noqa: ARG002 - the port's signature
        """None: nothing is known of earlier audits."""
        return frozenset()

    def keep(self, audited: Sequence[Audited]) -> None:
        """Nothing is kept."""

    def inherits(self, defaults: Listed) -> None:
        """Nothing is kept."""

    def listed(self, place: Place, found: Sequence[Listed]) -> None:
        """Nothing is kept."""

    def blobs(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents that are known."""
        return {oid: self._blobs[oid] for oid in oids if oid in self._blobs}

    def keep_blobs(self, contents: Mapping[str, bytes]) -> None:
        """Keep short contents, such as licences, which many repositories share."""
        if len(self._blobs) < MAX_REMEMBERED:
            self._blobs.update({oid: data for oid, data in contents.items() if len(data) <= MAX_REMEMBERED_BYTES})

    def tree(self, commit: str) -> KnownTree | None:  # noqa: ARG002 - the port's signature
        """None: a run reads each commit once."""
        return None

    def keep_tree(self, commit: str, tree: KnownTree) -> None:
        """Not kept."""


MAX_REMEMBERED = 5_000
MAX_REMEMBERED_BYTES = 1 << 14
"""Together they bound the memory of a run that has no store, at 80 MB and in practice far less."""


def audit(
    places: Iterable[Place], forges: Mapping[str, Forge], policies: Policies, keeper: Keeper, now: int
) -> Iterator[Audited | Row]:
    """Every repository of the places, each once, evaluated; a row for each that is not read, or place that cannot be.

    One that cannot be read never stops the run. Of those that the keeper takes over, nothing is given.
    """
    met = Met()
    for place in places:
        forge = forges.get(place.forge)
        if forge is None:
            yield Row(place, "", place.url, message("inventory.no-forge", forge=place.forge), is_failure=True)
            continue
        found: list[Listed] = []
        defaults = _Defaults(forge, place, policies, keeper, now)
        try:
            for batch in _batches(listing(forge, place, policies.needs | needs_of(place))):
                found += (one._replace(fields={}, more=None) for one in batch)
                chosen: list[Listed] = []
                for one in batch:
                    reason = select(one, place, met)
                    if reason is None:
                        met.add(one)
                        chosen.append(one)
                    elif is_failure(reason, one):
                        keeper.keep([Audited(one, reason)])
                        yield Audited(one, reason)
                    else:
                        yield Row(place, one.id, one.url, reason)
                defaults.look_for(batch)
                yield from _evaluated(forge, chosen, defaults, policies, keeper, now)
        except ForgeUnavailableError as error:
            reason = error.message
            if error.hint is not None:
                reason = message("audit.unlisted", what=error.message, hint=error.hint)
            yield Row(place, "", place.url, reason, is_failure=True)
        else:
            keeper.listed(place, found)


class _Defaults:
    """The community files that an owner's repositories inherit, on the forges that have such."""

    def __init__(self, forge: Forge, place: Place, policies: Policies, keeper: Keeper, now: int) -> None:
        self._forge, self._policies, self._keeper, self._now = forge, policies, keeper, now
        self._has_such = place.type in (ForgeType.GITHUB, ForgeType.LOCAL)
        """Whether they stand in a repository with a set name."""
        self._facts: dict[str, Repository] = {}

    def look_for(self, batch: Sequence[Listed]) -> None:
        """Take an owner's defaults from the batch where they stand: the first, as repositories are listed by name.

        Or ask the forge for them.
        """
        if isinstance(self._forge, Inheriting):
            needs, objects = self._policies.needs, self._keeper.objects
            for one, handed_on in self._forge.inherited(batch, needs, objects, self._now):
                self._facts[one.owner] = handed_on
                self._keeper.inherits(one)
        for one in batch if self._has_such else ():
            hidden = one.fields.get("visibility") in (Known("private"), Known("internal"))
            if one.name == NAME and one.problem is None and not hidden:
                needs = self._policies.needs
                for _, facts in self._forge.collect([one], needs, self._keeper.objects, self._now):
                    if isinstance(facts, Repository):
                        self._facts[one.owner] = facts
                        self._keeper.inherits(one)

    def facts(self, listed: Listed) -> Repository | None:
        """The facts of a repository that others inherit from, which were read already."""
        return self._facts.get(listed.owner) if self._has_such and listed.name == NAME else None

    def of(self, listed: Listed) -> Repository | None:
        """What a repository inherits from."""
        return None if self._has_such and listed.name == NAME else self._facts.get(listed.owner)


def _evaluated(
    forge: Forge, chosen: Sequence[Listed], defaults: _Defaults, policies: Policies, keeper: Keeper, now: int
) -> Iterator[Audited]:
    """The repositories that are not taken over, evaluated."""
    same = keeper.unchanged(chosen)
    wanted = [one for one in chosen if (one.forge, one.native_id) not in same]
    unread = [one for one in wanted if defaults.facts(one) is None]
    collected = iter(forge.collect(unread, policies.needs, keeper.objects, now) if unread else ())
    done: list[Audited] = []
    for listed in wanted:
        facts = defaults.facts(listed) or next(collected)[1]
        if isinstance(facts, Message):
            done.append(Audited(listed, facts))
        else:
            known = facts._replace(profile=profile_of(facts), defaults=defaults.of(listed))
            policy, notices = policies.of(known)
            done.append(Audited(listed, evaluate(policy, known), notices))
    keeper.keep(done)
    yield from done


def _batches(some: Iterable[Listed]) -> Iterator[list[Listed]]:
    left = iter(some)
    while batch := list(islice(left, BATCH)):
        yield batch
