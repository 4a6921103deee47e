# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An audit as it was recorded, read a few repositories at a time: memory does not grow with their number."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, tuple_

from ospo_policy.model.message import Message
from ospo_policy.model.report import Report, RepositoryReport
from ospo_policy.ports.forges import Listed, Usage
from ospo_policy.store.codec import CodecError, loads
from ospo_policy.store.database import Database
from ospo_policy.store.results import Results
from ospo_policy.store.tables import audit_repositories as done
from ospo_policy.store.tables import audits
from ospo_policy.store.values import AuditInfo, AuditState

PAGE = 100
"""Repositories that are read at once."""


class StoredReport:
    """The report of an audit. Repositories come in the order of their ids, however the audit went."""

    def __init__(self, database: Database, results: Results, info: AuditInfo) -> None:
        self.info = info
        self._database = database
        self._results = results

    def head(self) -> Report:
        """The report without repositories."""
        date = time.strftime("%Y-%m-%d", time.gmtime(self.info.started))
        return Report(self.info.tool_version, date, self.info.packs, (), self.info.notices)

    def report(self) -> Report:
        """The whole report at once. Raises `StoreError`."""
        return self.head()._replace(repositories=tuple(self.repositories()))

    def repositories(self) -> Iterator[RepositoryReport]:
        """The repositories that were read, exactly as they were recorded. Raises `StoreError`."""
        for rows, reports in self._pages(done.c.result.is_not(None)):
            assert len(rows) == len(reports)
            yield from reports

    def keyed(self) -> Iterator[tuple[tuple[str, str], RepositoryReport]]:
        """The same, each with the forge and the native id of the repository. Raises `StoreError`."""
        for rows, reports in self._pages(done.c.result.is_not(None)):
            yield from zip(((row.forge, row.native_id) for row in rows), reports, strict=True)

    def heads(self) -> Iterator[Listed]:
        """The repositories that were read, as they were called, each at its head. Raises `StoreError`."""
        for rows, _ in self._pages(done.c.result.is_not(None)):
            yield from (Listed(row.name, row.forge, "", "", "", row.native_id, row.head, {}) for row in rows)

    def unread(self) -> Iterator[tuple[str, Message]]:
        """The repositories that could not be read, by id, and why. Raises `StoreError`."""
        for rows, _ in self._pages(done.c.reason.is_not(None)):
            for row in rows:
                with self._database.translated():
                    reason = loads(row.reason)
                yield row.name, reason

    def _pages(self, wanted: ColumnElement[bool]) -> Iterator[tuple[list[Row[Any]], list[RepositoryReport]]]:
        place = tuple_(done.c.name, done.c.id)
        pages = select(done).where(done.c.audit == self.info.id, wanted).order_by(done.c.name, done.c.id).limit(PAGE)
        page = pages
        while True:
            with self._database.reading() as connection:
                rows = list(connection.execute(page))
                reports = self._results.load(connection, [row for row in rows if row.result is not None])
            yield rows, reports
            if len(rows) < PAGE:
                return
            page = pages.where(place > tuple_(rows[-1].name, rows[-1].id))


def infos(connection: Connection, audit: int | None = None) -> list[AuditInfo]:
    """All audits, the newest first, or the one with that id. Raises `CodecError`."""
    per_audit = (
        select(done.c.audit, func.count(done.c.result).label("read"), func.count(done.c.reason).label("unread"))
        .group_by(done.c.audit)
        .subquery()
    )
    wanted = select(audits, per_audit.c.read, per_audit.c.unread).outerjoin(per_audit, per_audit.c.audit == audits.c.id)
    if audit is not None:
        wanted = wanted.where(audits.c.id == audit)
    rows = list(connection.execute(wanted.order_by(audits.c.id.desc())))
    try:
        return [_info(row) for row in rows]
    except (AttributeError, TypeError, ValueError) as error:
        raise CodecError(type(error).__name__) from None


def _info(row: Row[Any]) -> AuditInfo:
    return AuditInfo(
        id=row.id,
        started=row.started,
        finished=row.finished,
        state=AuditState(row.state),
        tool_version=row.tool_version,
        policy_digest=row.policy_digest,
        packs=loads(row.packs),
        notices=loads(row.notices),
        options=loads(row.options),
        usage={forge: Usage(*spent) for forge, spent in loads(row.usage).items()},
        read=row.read or 0,
        unread=row.unread or 0,
    )
