# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store: what was read of forges, and every audit with what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Self

from sqlalchemy import insert, select, tuple_, update

from ospo_policy.model.message import Message
from ospo_policy.model.policy import PackInfo
from ospo_policy.model.report import RepositoryReport
from ospo_policy.ports.forges import Listed
from ospo_policy.store.answers import StoredAnswers
from ospo_policy.store.audits import AuditRun, earlier
from ospo_policy.store.baselines import StoredBaseline
from ospo_policy.store.codec import dumps
from ospo_policy.store.database import Database, problem
from ospo_policy.store.facts import StoredFacts
from ospo_policy.store.migrate import migrate
from ospo_policy.store.objects import StoredObjects
from ospo_policy.store.reports import StoredReport, infos
from ospo_policy.store.requests import StoredRequests
from ospo_policy.store.results import Results
from ospo_policy.store.retention import prune
from ospo_policy.store.tables import audits, repositories
from ospo_policy.store.values import AuditInfo, AuditState, KnownRepository, Pruned, Unchanged

SECONDS_OF_A_DAY = 86_400
PAGE = 1000


class Store:
    """An open store: a context manager that closes it. Threads may share it; so may processes share a file."""

    def __init__(self, database: Database, now: int) -> None:
        self._database = database
        self._now = now
        self._results = Results()
        day = now // SECONDS_OF_A_DAY
        self.objects = StoredObjects(database, day)
        """Contents and listings by their ids: the `ObjectCache` of forges."""
        self.facts = StoredFacts(database, self.objects, day)
        """Facts of repositories by head."""
        self.requests = StoredRequests(database, day)
        """What was refused, and what was written."""
        self.answers = StoredAnswers(database, day)
        """Answers that forges may be asked for on condition: their `AnswerMemory`."""
        self.baseline = StoredBaseline(database)
        """The failures that are known, by repository."""

    @classmethod
    def open(cls, where: str, now: int, *, create: bool = True) -> Self:
        """Open the database at a path or an address, made or brought to this version if need be.

        `now` is in seconds since 1970; without `create`, a file must be there. Raises `StoreError`.
        """
        database = Database(where, create=create)
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close it."""
        self._database.close()

    @property
    def name(self) -> str:
        """Its path, or its address without a user or a password."""
        return self._database.name

    def start_audit(
        self,
        tool_version: str,
        policy_digest: str,
        packs: tuple[PackInfo, ...] = (),
        options: Mapping[str, object] | None = None,
        notices: tuple[Message, ...] = (),
    ) -> AuditRun:
        """A new audit, begun now. Raises `StoreError`."""
        row = {
            "started": self._now,
            "state": AuditState.RUNNING.value,
            "tool_version": tool_version,
            "policy_digest": policy_digest,
            "packs": dumps(packs),
            "notices": dumps(notices),
            "options": dumps(dict(options or {})),
            "usage": "{}",
        }
        with self._database.writing() as connection:
            key = connection.execute(insert(audits).values(row)).inserted_primary_key
        assert key is not None
        return AuditRun(self._database, self._results, key[0], self._now)

    def resume(self, audit: int) -> AuditRun:
        """Go on with an audit that was not finished. Raises `StoreError`."""
        with self._database.writing() as connection:
            chosen = update(audits).where(audits.c.id == audit, audits.c.state != AuditState.FINISHED.value)
            found = connection.execute(chosen.values(state=AuditState.RUNNING.value)).rowcount
        if not found:
            raise problem("store.no-audit", self.name, str(audit))
        return AuditRun(self._database, self._results, audit, self._now)

    def audits(self) -> list[AuditInfo]:
        """Every audit that is kept, the newest first. Raises `StoreError`."""
        with self._database.reading() as connection:
            return infos(connection)

    def last_unfinished(self) -> AuditInfo | None:
        """The newest audit, if it was not finished. Raises `StoreError`."""
        newest = next(iter(self.audits()), None)
        return newest if newest is not None and newest.state is not AuditState.FINISHED else None

    def report(self, audit: int) -> StoredReport:
        """What an audit found. Raises `StoreError`."""
        with self._database.reading() as connection:
            found = infos(connection, audit)
        if not found:
            raise problem("store.no-audit", self.name, str(audit))
        return StoredReport(self._database, self._results, found[0])

    def previous(self, listed: Listed, facts_digest: str, policy_digest: str) -> RepositoryReport | None:
        """What was found at this head, with these facts, under this policy, if it was. Raises `StoreError`."""
        with self._database.reading() as connection:
            rows = list(earlier(connection, [Unchanged(listed, facts_digest, policy_digest)]).values())
            if not rows:
                return None
            (report,) = self._results.load(connection, rows)
        return report._replace(id=listed.id)

    def repositories(self) -> Iterator[KnownRepository]:
        """Every repository that listings told of, those that are gone too. Raises `StoreError`."""
        place = tuple_(repositories.c.forge, repositories.c.native_id)
        columns = select(*(repositories.c[name] for name in KnownRepository._fields))
        pages = columns.order_by(repositories.c.forge, repositories.c.native_id).limit(PAGE)
        page = pages
        while True:
            with self._database.reading() as connection:
                found = [KnownRepository(*row) for row in connection.execute(page)]
            yield from found
            if len(found) < PAGE:
                return
            page = pages.where(place > tuple_(found[-1].forge, found[-1].native_id))

    def prune(self, keep_audits: int | None = None, unused_blobs_days: int | None = None) -> Pruned:
        """Remove all but the newest audits, and objects and facts not used for so many days. Raises `StoreError`.

        The newest audit is always kept.
        """
        today = self._now // SECONDS_OF_A_DAY
        oldest = None if unused_blobs_days is None else today - unused_blobs_days
        return prune(self._database, oldest, keep_audits)
