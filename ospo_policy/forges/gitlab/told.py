# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pieces of what GitLab tells: nodes, times, and what is not told with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ospo_policy.model.facts import Unseen
from ospo_policy.model.message import message

Node = Mapping[str, Any]


class More(NamedTuple):
    """What is wanted again when facts are collected: when the head was made, and the releases, where they were told."""

    committed: int | None = None
    releases: tuple[tuple[str, int | None], ...] | None = None
    """Each release's tag and date."""


def unseen(why: str, name: str) -> Unseen:
    """A field that is not known, for a reason of the catalogue."""
    shown = name if name.startswith("org.") else f"repo.{name}"
    return Unseen(message(f"unseen.gitlab.{why}", name=shown))


def maintains(node: Node) -> bool | None:
    """Whether the token has the rights of a maintainer of a project; None where that is not told."""
    told = node.get("userPermissions")
    value = told.get("adminProject") if isinstance(told, dict) else None
    return value if isinstance(value, bool) else None


def moment(value: object) -> int | None:
    """A time as GitLab writes it, in seconds since 1970."""
    try:
        return int(datetime.fromisoformat(value).timestamp()) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def nodes(connection: object) -> list[Node]:
    """The nodes of a connection that are there."""
    found = connection.get("nodes") if isinstance(connection, dict) else None
    return [node for node in found if isinstance(node, dict)] if isinstance(found, list) else []
