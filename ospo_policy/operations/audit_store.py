# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an audit remembers in the store: findings that still hold, Git objects, names, and where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from ospo_policy import __version__
from ospo_policy.engine.baseline import mark, shrunk
from ospo_policy.model.facts import Repository
from ospo_policy.model.inventory import Place
from ospo_policy.model.message import Message, message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit_keeper import Audited
from ospo_policy.operations.inventory_selection import renamed_from
from ospo_policy.operations.waivers import Waiving
from ospo_policy.ports.forges import Listed, ObjectCache, Usage
from ospo_policy.store.audits import AuditRun
from ospo_policy.store.codec import digest_of
from ospo_policy.store.facts import NO_HEAD, OF_AUDIT
from ospo_policy.store.store import Store
from ospo_policy.store.values import KnownRepository, Recorded, Unchanged

SECONDS_OF_A_DAY = 86_400


class Kept:
    """An audit in the store, as `ospo_policy.operations.audit_keeper.Keeper`."""

    is_lasting = True

    def __init__(self, store: Store, run: AuditRun, policy_digest: str, now: int, waiving: Waiving) -> None:
        self.run = run
        self.carried = 0
        self._store = store
        self._policy = policy_digest
        self._now = now
        self._waiving = waiving
        self._baseline = store.baseline.all()
        self._defaults: dict[str, str] = {}
        self._done = run.done_ids()
        known = list(store.repositories())
        self._names = {_key(one): one.id for one in known}
        self._there = {_key(one) for one in known if one.gone_since is None}

    @property
    def objects(self) -> ObjectCache:
        """Those of the store."""
        return self._store.objects

    def unchanged(self, batch: Sequence[Listed]) -> frozenset[tuple[str, str]]:
        """Those that this audit did before it was interrupted, and those that are as an earlier one found them."""
        before = [(one.id, renamed_from(one, self._names)) for one in batch]
        self._tell([message("audit.renamed", before=old, id=new) for new, old in before if old is not None])
        new = [one for one in batch if _key(one) not in self._done]
        carried = self.run.carry_over([Unchanged(one, self._facts(one), self._policy) for one in new])
        done = self._done & {_key(one) for one in batch}
        self.carried += len(carried) + len(done)
        return carried | done

    def keep(self, audited: Sequence[Audited]) -> None:
        """Record them, for good; what is repaired leaves the baseline."""
        marked = [(one.listed, self._marked(one)) for one in audited]
        self._shrink(audited)
        self.run.record_all([Recorded(listed, report, self._facts(listed), self._policy) for listed, report in marked])

    def remember(self, listed: Listed, facts: Repository) -> None:
        """Keep all that is known of it, in place of what an earlier audit asked for."""
        self._store.facts.keep(listed._replace(head=listed.head or NO_HEAD), OF_AUDIT, facts)

    def _marked(self, audited: Audited) -> RepositoryReport | Message:
        """The report of a repository, with the failures marked that are known."""
        known = self._baseline.get(_key(audited.listed), {})
        return audited.report if isinstance(audited.report, Message) else mark(audited.report, known)

    def _shrink(self, audited: Sequence[Audited]) -> None:
        changed = {}
        for one in audited:
            before = self._baseline.get(_key(one.listed))
            if before and not isinstance(one.report, Message) and (left := shrunk(one.report, before)) != before:
                changed[_key(one.listed)] = left
        if changed:
            self._store.baseline.put(changed)
            self._baseline |= changed

    def drop(self, some: AbstractSet[tuple[str, str]]) -> None:
        """Take them out of this audit."""
        self.run.drop(some)

    def inherits(self, defaults: Listed, *, is_read: bool = True) -> None:
        """Findings hold only as long as what is inherited is as it was."""
        told = f"{defaults.native_id} {defaults.head}"
        self._defaults[f"{defaults.forge}:{defaults.owner}"] = told if is_read else ""

    def listed(self, place: Place, found: Sequence[Listed]) -> None:
        """Note who is there, and tell who is gone."""
        if place.owner is None:
            return
        here = {_key(one) for one in found}
        below = f"{place.forge}:{place.owner}/".casefold()
        gone = (self._names[one] for one in sorted(self._there - here))
        self._tell([message("audit.gone", id=id_) for id_ in gone if id_.casefold().startswith(below)])
        self.run.listed(place.forge, place.owner, found)

    def _tell(self, notices: Sequence[Message]) -> None:
        """Keep what the next audit would not find out again."""
        if notices:
            self.run.tell(notices)

    def _facts(self, listed: Listed) -> str:
        """What decides beside the files and the policy: what the listing told, what is waived, what is known to fail.

        And the day: ages are counted to it, waivers begin and end, levels hold from one on.
        """
        inherited = self._defaults.get(f"{listed.forge}:{listed.owner}", "")
        told = (self._now // SECONDS_OF_A_DAY, listed.id, dict(listed.fields), repr(listed.more), inherited)
        excepted = (self._waiving.key(listed.id), self._baseline.get(_key(listed)) or {})
        return digest_of(*told, *excepted) if any(excepted) else digest_of(*told)


def _key(listed: Listed | KnownRepository) -> tuple[str, str]:
    return (listed.forge, listed.native_id)


def begin(store: Store, policies: Policies, places: Iterable[Place], now: int, *, resume: bool) -> Kept:
    """A new audit, or the interrupted one if it was of the same places under the same policy. Raises `StoreError`."""
    packs, policy_digest = policies.all_packs, policies.digest
    options: dict[str, object] = {"places": tuple(one.id for one in places)}
    if policies.waiving.in_effect:
        options["waivers"] = policies.waiving.in_effect
    last = store.last_unfinished() if resume else None
    if last is not None and last.policy_digest == policy_digest and dict(last.options) == options:
        return Kept(store, store.resume(last.id), policy_digest, now, policies.waiving)
    run = store.start_audit(__version__, policy_digest, packs, options)
    return Kept(store, run, policy_digest, now, policies.waiving)


def finish(kept: Kept, usage: Mapping[str, Usage], notices: Iterable[Message], *, is_cut: bool) -> None:
    """The audit is complete; or cut, to be resumed."""
    if is_cut:
        kept.run.interrupt(usage, notices)
    else:
        kept.run.finish(usage, notices)
