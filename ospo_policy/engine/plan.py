# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan: the changes worked out for an inventory, as one value that is shown, kept in a file, and carried out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.engine.planning import Entry
from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import PackInfo, RemediationMode
from ospo_policy.model.report import Unread


class ForgeAt(NamedTuple):
    """A forge of a plan: its type, and where it is."""

    type: ForgeType
    url: str


class Plan(NamedTuple):
    """The changes that were worked out. `examined` counts the repositories looked at, `entries` are those with something to say."""

    date: str
    tool_version: str
    policy_digest: str
    packs: tuple[PackInfo, ...]
    organisation: LocalText | None
    mode: RemediationMode
    forges: Mapping[str, ForgeAt]
    examined: int
    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...] = ()
    notices: tuple[Message, ...] = ()
    too_many: Message | None = None
    """Why a person has to agree before it is carried out."""
