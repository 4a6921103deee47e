# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the store tells of audits and repositories, as values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import Message
from ospo_policy.model.policy import PackInfo
from ospo_policy.model.report import RepositoryReport
from ospo_policy.ports.forges import Listed, Usage


class AuditState(Enum):
    """How far an audit is. One that was killed stays `running` until it is resumed."""

    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


class AuditInfo(NamedTuple):
    """An audit without what it found: moments in seconds since 1970, repositories read and not read."""

    id: int
    started: int
    finished: int | None
    state: AuditState
    tool_version: str
    policy_digest: str
    packs: tuple[PackInfo, ...]
    notices: tuple[Message, ...]
    options: Mapping[str, object]
    usage: Mapping[str, Usage]
    read: int = 0
    unread: int = 0


class Unchanged(NamedTuple):
    """A repository of which earlier findings may hold: its head, and both digests, are as they were.

    `facts_digest` covers all that decides beside the head and the policy: fields, settings, the day
    that ages are counted to.
    """

    listed: Listed
    facts_digest: str
    policy_digest: str


class Recorded(NamedTuple):
    """A repository to record: its findings, or why it could not be read; the digests are those of `Unchanged`."""

    listed: Listed
    outcome: RepositoryReport | Message
    facts_digest: str = ""
    policy_digest: str = ""


class KnownRepository(NamedTuple):
    """A repository that a listing has told of; `gone_since` if the last listing of its owner did not."""

    forge: str
    native_id: str
    id: str
    owner: str
    name: str
    url: str
    first_seen: int
    last_seen: int
    gone_since: int | None


class Pruned(NamedTuple):
    """How much was removed."""

    audits: int
    results: int
    blobs: int
    trees: int
    facts: int
    answers: int
