# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitLab's transport is given and gives: tokens, pages, and refusals in our words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qs, urlsplit

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


def next_of(link: str) -> Mapping[str, str] | None:
    """The parameters of the next page's address, in a header `Link`."""
    for part in link.split(","):
        address, _, about = part.partition(";")
        if 'rel="next"' in about:
            query = parse_qs(urlsplit(address.strip(" <>")).query)
            return {name: values[-1] for name, values in query.items()}
    return None
