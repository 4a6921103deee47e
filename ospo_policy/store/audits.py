# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An audit while it runs: each repository is recorded as soon as it is done, and for good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Row, and_, bindparam, select, update

from ospo_policy.model.errors import StoreError
from ospo_policy.model.message import Message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.ports.forges import Listed, Usage
from ospo_policy.store.codec import dumps, loads
from ospo_policy.store.database import Database, chunks, insert_or_update
from ospo_policy.store.results import Results
from ospo_policy.store.tables import audit_repositories as done
from ospo_policy.store.tables import audits, repositories
from ospo_policy.store.values import AuditState, Recorded


class AuditRun:
    """An audit that goes on: a context manager that marks it interrupted unless it was finished.

    What a method has returned from is in the database, and stays there whatever happens to the process.
    """

    def __init__(self, database: Database, results: Results, audit: int, now: int) -> None:
        self.id = audit
        self._database = database
        self._results = results
        self._now = now
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_over:
            return
        try:
            self.interrupt()
        except StoreError:
            if error is None:  # else that one has been told, and this one follows from it
                raise

    def listed(self, forge: str, owner: str, found: Sequence[Listed]) -> None:
        """The whole listing of an owner: who was there before and is in it no more is gone. Raises `StoreError`."""
        with self._database.writing() as connection:
            self._see(connection, found)
            here = (repositories.c.forge == forge, repositories.c.gone_since.is_(None))
            theirs = repositories.c.owner.startswith(f"{owner}/", autoescape=True) | (repositories.c.owner == owner)
            before = connection.execute(select(repositories.c.native_id).where(*here, theirs)).scalars()
            gone = sorted(set(before) - {one.native_id for one in found})
            for some in chunks(gone):
                chosen = update(repositories).where(*here, repositories.c.native_id.in_(some))
                connection.execute(chosen.values(gone_since=self._now))

    def record(
        self, listed: Listed, outcome: RepositoryReport | Message, facts_digest: str = "", policy_digest: str = ""
    ) -> None:
        """Record one repository; see `Recorded`. Raises `StoreError`."""
        self.record_all([Recorded(listed, outcome, facts_digest, policy_digest)])

    def record_all(self, some: Collection[Recorded]) -> None:
        """Record several repositories, all or none; one that was recorded before is replaced. Raises `StoreError`."""
        with self._database.writing() as connection:
            self._see(connection, [one.listed for one in some])
            self._write(connection, [self._row(connection, one) for one in some])

    def carry_over(self, listed: Listed, facts_digest: str, policy_digest: str) -> bool:
        """Record what an earlier audit found, if it holds still, without reading it. Raises `StoreError`."""
        with self._database.reading() as connection:
            row = earlier(connection, listed, facts_digest, policy_digest)
        if row is None:
            return False
        own = _described(listed, self.id, facts_digest, policy_digest)
        with self._database.writing() as connection:
            row = earlier(connection, listed, facts_digest, policy_digest)  # it may have been pruned
            if row is None:
                return False
            self._see(connection, [listed])
            self._write(connection, [{**own, "commit": row.commit, "result": row.result, "reason": None}])
        return True

    def done_ids(self) -> frozenset[tuple[str, str]]:
        """Forge and native id of each repository that was read; those that were not may be tried again."""
        wanted = select(done.c.forge, done.c.native_id).where(done.c.audit == self.id, done.c.result.is_not(None))
        with self._database.reading() as connection:
            return frozenset((row.forge, row.native_id) for row in connection.execute(wanted))

    def finish(self, usage: Mapping[str, Usage] | None = None, notices: Iterable[Message] = ()) -> None:
        """The audit is complete; `usage` by forge is added to that of earlier, interrupted parts. Raises `StoreError`."""
        self._end(AuditState.FINISHED, usage, notices)

    def interrupt(self, usage: Mapping[str, Usage] | None = None) -> None:
        """The audit stops here, to be resumed. Raises `StoreError`."""
        self._end(AuditState.INTERRUPTED, usage, ())

    def _end(self, state: AuditState, usage: Mapping[str, Usage] | None, notices: Iterable[Message]) -> None:
        with self._database.writing() as connection:
            row = connection.execute(select(audits).where(audits.c.id == self.id)).one()
            spent = dict(loads(row.usage))
            for forge, more in (usage or {}).items():
                spent[forge] = tuple(map(sum, zip(spent.get(forge, Usage()), more, strict=True)))
            said = tuple(dict.fromkeys([*map(dumps, loads(row.notices)), *map(dumps, notices)]))
            values = {
                "state": state.value,
                "finished": self._now if state is AuditState.FINISHED else None,
                "usage": dumps(spent),
                "notices": dumps(tuple(map(loads, said))),
            }
            connection.execute(update(audits).where(audits.c.id == self.id).values(values))
        self._is_over = True

    def _see(self, connection: Connection, found: Iterable[Listed]) -> None:
        """Note that repositories are there, by what they are called now."""
        told = ("id", "owner", "name", "url")
        rows = [
            {
                **{name: getattr(one, name) for name in ("forge", "native_id", *told)},
                "first_seen": self._now,
                "last_seen": self._now,
                "gone_since": None,
            }
            for one in found
        ]
        insert_or_update(connection, repositories, rows, ("forge", "native_id"), (*told, "last_seen", "gone_since"))

    def _row(self, connection: Connection, one: Recorded) -> dict[str, Any]:
        row = _described(one.listed, self.id, one.facts_digest, one.policy_digest)
        if isinstance(one.outcome, Message):
            return {**row, "commit": None, "result": None, "reason": dumps(one.outcome)}
        result = self._results.keep(connection, one.outcome)
        return {**row, "name": one.outcome.id, "commit": one.outcome.commit, "result": result, "reason": None}

    def _write(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        keys = ("audit", "forge", "native_id")
        changes = ("name", "head", "commit", "facts_digest", "policy_digest", "result", "reason")
        insert_or_update(connection, done, rows, keys, changes)


def earlier(connection: Connection, listed: Listed, facts_digest: str, policy_digest: str) -> Row[Any, Any, Any] | None:
    """The last time that a repository was read at this head, with these facts, under this policy."""
    if listed.head is None:
        return None
    values = {
        "forge": listed.forge,
        "native_id": listed.native_id,
        "head": listed.head,
        "facts_digest": facts_digest,
        "policy_digest": policy_digest,
    }
    return connection.execute(_EARLIER, values).first()


_EARLIER = (
    select(done.c.name, done.c.commit, done.c.result)
    .where(
        and_(
            *(done.c[name] == bindparam(name) for name in ("forge", "native_id", "head")),
            *(done.c[name] == bindparam(name) for name in ("facts_digest", "policy_digest")),
            done.c.result.is_not(None),
        )
    )
    .order_by(done.c.id.desc())
    .limit(1)
)


def _described(listed: Listed, audit: int, facts_digest: str, policy_digest: str) -> dict[str, Any]:
    return {
        "audit": audit,
        "forge": listed.forge,
        "native_id": listed.native_id,
        "name": listed.id,
        "head": listed.head,
        "facts_digest": facts_digest,
        "policy_digest": policy_digest,
    }
