# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of an audit that is in the store, on any day: its repositories are read when they are gone through."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.report import Report, RepositoryReport, Unread
from ospo_policy.store import open_store
from ospo_policy.store.store import Store
from ospo_policy.store.values import AuditInfo, AuditState


class StoredRepositories(Collection[RepositoryReport]):
    """The repositories that an audit read, from the store, a few at a time, as often as they are wanted."""

    def __init__(self, where: str, audit: int, count: int, now: int) -> None:
        self._where, self._audit, self._count, self._now = where, audit, count, now

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[RepositoryReport]:
        with open_store(self._where, self._now, create=False) as store:
            yield from store.report(self._audit).repositories()

    def __contains__(self, one: object) -> bool:
        return any(one == repository for repository in self)


def stored_report(where: str, audit: int | None, now: int) -> Report:
    """The report of an audit, by its number, or of the last one that was finished, else the last one.

    Raises `UsageError` where there is none, `StoreError`.
    """
    with open_store(where, now, create=False) as store:
        chosen = chosen_audit(store, audit)
        stored = store.report(chosen.id)
        unread = tuple(Unread(name, reason) for name, reason in stored.unread())
        notices = stored.info.notices
        if chosen.state is not AuditState.FINISHED:
            notices = (message("report.unfinished", number=chosen.id), *notices)
        repositories = StoredRepositories(where, chosen.id, chosen.read, now)
        return stored.head()._replace(repositories=repositories, unread=unread, notices=notices)


def chosen_audit(store: Store, number: int | None = None) -> AuditInfo:
    """An audit by its number, or the last one that was finished, else the last one. Raises `UsageError`, `StoreError`."""
    chosen = _chosen(store.audits(), number)
    if chosen is None:
        raise UsageError(message("report.no-audit", where=store.name), Message("report.no-audit.hint"))
    return chosen


def _chosen(audits: list[AuditInfo], number: int | None) -> AuditInfo | None:
    if number is not None:
        return next((one for one in audits if one.id == number), None)
    finished = (one for one in audits if one.state is AuditState.FINISHED)
    return next(finished, None) or next(iter(audits), None)
