# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks a GitLab, and what may be answered: a page, a refusal, or that it is too much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from ospo_policy.model.message import Message


class Token(NamedTuple):
    """A secret and how GitLab wants it: a token of a person or group, of a CI job, or of OAuth."""

    value: str
    kind: Literal["private", "job", "oauth"] = "private"

    def __repr__(self) -> str:
        return f"Token(kind={self.kind!r})"


class RefusedError(Exception):
    """GitLab does not answer this: why, and with which status."""

    def __init__(self, reason: Message, status: int = 0) -> None:
        super().__init__(reason.key)
        self.reason = reason
        self.status = status


class TooHeavyError(Exception):
    """The server did not finish: asked for less, it may."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.key)
        self.reason = reason


class Page(NamedTuple):
    """A page of REST, and what to ask for the next one, if any."""

    items: list[Any]
    next: Mapping[str, str] | None
