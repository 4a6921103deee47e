# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An audit while it runs: each repository is recorded as soon as it is done, and for good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeAlias

from sqlalchemy import Connection, Row, delete, func, select, tuple_, update

from ospo_policy.model.errors import StoreError
from ospo_policy.model.message import Message
from ospo_policy.model.report import RepositoryReport
from ospo_policy.ports.forges import Listed, Usage
from ospo_policy.store.codec import dumps, loads
from ospo_policy.store.database import CHUNK, Database, chunks, insert_or_update
from ospo_policy.store.results import Results
from ospo_policy.store.tables import audit_repositories as done
from ospo_policy.store.tables import audits, repositories
from ospo_policy.store.values import AuditState, Recorded, Unchanged


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

    def carry_over(self, some: Collection[Unchanged]) -> frozenset[tuple[str, str]]:
        """Record what earlier audits found of those repositories of which it holds still, without reading it.

        Gives the forge and the native id of each that was recorded; the others are to be evaluated. Raises `StoreError`.
        """
        with self._database.writing() as connection:
            found = earlier(connection, some)
            same = [one for one in some if _key(one) in found]
            self._see(connection, [one.listed for one in same])
            rows = [
                {
                    **_described(one.listed, self.id, one.facts_digest, one.policy_digest),
                    "commit": found[_key(one)].commit,
                    "result": found[_key(one)].result,
                    "reason": None,
                }
                for one in same
            ]
            self._write(connection, rows)
        return frozenset((one.listed.forge, one.listed.native_id) for one in same)

    def drop(self, some: Iterable[tuple[str, str]]) -> None:
        """Take repositories, by forge and native id, out of this audit. Raises `StoreError`."""
        columns = tuple_(done.c.forge, done.c.native_id)
        with self._database.writing() as connection:
            for keys in chunks(sorted(some), CHUNK // 2):  # each is two values
                connection.execute(delete(done).where(done.c.audit == self.id, columns.in_(keys)))

    def done_ids(self) -> frozenset[tuple[str, str]]:
        """Forge and native id of each repository that was read; those that were not may be tried again."""
        wanted = select(done.c.forge, done.c.native_id).where(done.c.audit == self.id, done.c.result.is_not(None))
        with self._database.reading() as connection:
            return frozenset((row.forge, row.native_id) for row in connection.execute(wanted))

    def finish(self, usage: Mapping[str, Usage] | None = None, notices: Iterable[Message] = ()) -> None:
        """The audit is complete; `usage` by forge is added to that of earlier, interrupted parts. Raises `StoreError`."""
        self._end(AuditState.FINISHED, usage, notices)

    def interrupt(self, usage: Mapping[str, Usage] | None = None, notices: Iterable[Message] = ()) -> None:
        """The audit stops here, to be resumed. Raises `StoreError`."""
        self._end(AuditState.INTERRUPTED, usage, notices)

    def tell(self, notices: Iterable[Message]) -> None:
        """Keep notices that are told once, before what they tell of is recorded. Raises `StoreError`."""
        with self._database.writing() as connection:
            self._tell(connection, notices)

    def _tell(self, connection: Connection, notices: Iterable[Message]) -> None:
        """Add notices to those that are kept, each once."""
        this = audits.c.id == self.id
        before = loads(connection.execute(select(audits.c.notices).where(this)).scalar_one())
        said = dict.fromkeys([*map(dumps, before), *map(dumps, notices)])
        connection.execute(update(audits).where(this).values(notices=dumps(tuple(map(loads, said)))))

    def _end(self, state: AuditState, usage: Mapping[str, Usage] | None, notices: Iterable[Message]) -> None:
        with self._database.writing() as connection:
            row = connection.execute(select(audits).where(audits.c.id == self.id)).one()
            spent = dict(loads(row.usage))
            for forge, more in (usage or {}).items():
                spent[forge] = tuple(map(sum, zip(spent.get(forge, Usage()), more, strict=True)))
            self._tell(connection, notices)
            values = {
                "state": state.value,
                "finished": self._now if state is AuditState.FINISHED else None,
                "usage": dumps(spent),
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


_Key: TypeAlias = tuple[str | None, ...]


def earlier(connection: Connection, some: Iterable[Unchanged]) -> dict[_Key, Row[Any]]:
    """The last time that each repository was read at its head, with these facts, under this policy, if it was."""
    wanted = {_key(one) for one in some if one.listed.head}
    found: dict[_Key, Row[Any]] = {}
    columns = [done.c[name] for name in ("forge", "native_id", "head", "facts_digest", "policy_digest")]
    for keys in chunks(sorted({key[:3] for key in wanted}), CHUNK // 3):  # each is three values
        last = select(func.max(done.c.id)).where(tuple_(*columns[:3]).in_(keys), done.c.result.is_not(None))
        rows = select(*columns, done.c.name, done.c.commit, done.c.result).where(done.c.id.in_(last.group_by(*columns)))
        found |= {tuple(row[:5]): row for row in connection.execute(rows) if tuple(row[:5]) in wanted}
    return found


def _key(one: Unchanged) -> _Key:
    return (one.listed.forge, one.listed.native_id, one.listed.head, one.facts_digest, one.policy_digest)


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
