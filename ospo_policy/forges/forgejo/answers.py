# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the transport of Forgejo and Gitea is given and gives: tokens, addresses, pages, and refusals in our words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from ospo_policy.model.message import Message


class Token(NamedTuple):
    """An access token of a person, or of a workflow."""

    value: str

    def __repr__(self) -> str:
        return "Token(***)"


class RefusedError(Exception):
    """The server does not answer this: why, and with which status (0 for an answer that is none)."""

    def __init__(self, reason: Message, status: int = 0) -> None:
        super().__init__(reason.key)
        self.reason = reason
        self.status = status


def without_user(url: str) -> str:
    """An address without the name and password that may stand in it: it is shown in messages."""
    parts = urlsplit(url.rstrip("/"))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))


def signed(request: Any, token: Token | None) -> Any:
    """A request of `requests` with the token."""
    if token is not None:
        request.headers["Authorization"] = f"token {token.value}"
    return request


def has_more(headers: Mapping[str, str], seen: int) -> bool:
    """Whether another page follows: by `Link`, by the number of all items, or else until a page is empty."""
    link, total = headers.get("Link", ""), headers.get("X-Total-Count", "")
    if link:
        return 'rel="next"' in link
    return seen < int(total) if total.isascii() and total.isdecimal() and len(total) < 12 else True
