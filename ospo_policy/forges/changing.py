# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that change something on a forge: in their turn, and never sent again before it was seen what became of the first.

What a forge refuses for a limit (429) was not carried out, and is sent again after the wait. Where no answer came, or one of a
server in trouble, nobody knows: the caller looks (`surely`). A forge's words are looked into, bounded, and never passed on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

from ospo_policy.forges.pace import Pace
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Usage

T = TypeVar("T")
TRIES = 4
LOST = 0
"""Stands for the status of an answer that never came."""
MOST_SAID = 2_000
MAX_WAIT_SECONDS = 3_660.0
LEAST_WAIT_SECONDS = 5.0


class Sent(NamedTuple):
    """What came back: a status (`LOST` for nothing), bytes and headers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = {}


class Sender(Protocol):
    """What sends: the transport of a forge."""

    url: str
    usage: Usage

    def send(self, verb: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Sent:
        """One request, sent once. Raises `ForgeUnavailableError` where the token is refused altogether."""


class UnsureError(Exception):
    """No answer tells whether a change was made."""


class NotDoneError(Exception):
    """The forge does not make a change: the status, and what it says in small letters, never to be shown."""

    def __init__(self, status: int, said: str = "") -> None:
        super().__init__(str(status))
        self.status, self.said = status, said

    @property
    def is_right(self) -> bool:
        """Whether a right is missing. Of what a token may not see at all, a forge says that it is not there."""
        return self.status in (403, 404)

    def speaks_of(self, *words: str) -> bool:
        """Whether its sentence has one of these in it."""
        return any(word in self.said for word in words)


class Changer:
    """Makes changes on one forge, as one identity."""

    def __init__(self, sender: Sender, pace: Pace, sleep: Callable[[float], None]) -> None:
        self._sender, self._pace, self._sleep = sender, pace, sleep

    def change(self, verb: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Any:
        """The JSON of the answer; None where there is none. Raises `NotDoneError`, `UnsureError` and `ForgeUnavailableError`."""
        sent = self.sent(verb, path, body, headers)
        try:
            return json.loads(sent.body) if sent.body.strip() else None
        except (ValueError, RecursionError):
            raise UnsureError from None  # it may be done, and a proxy spoke

    def sent(self, verb: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Sent:
        """The answer as it is. Raises as `change` does."""
        for _ in range(TRIES):
            self._pace.take()
            sent = self._sender.send(verb, path, body, headers)
            if sent.status == 429:
                self._wait(sent)
                continue
            if sent.status in (LOST, 408) or sent.status >= 500:
                raise UnsureError
            if sent.status >= 300:
                raise NotDoneError(sent.status, sent.body[:MOST_SAID].decode("utf-8", "replace").lower())
            return sent
        raise ForgeUnavailableError(message("write.limited", url=self._sender.url), Message("write.later"))

    def surely(self, attempt: Callable[[], T], look: Callable[[], T | None]) -> T:
        """What an attempt gives. Where no answer came, what a look finds done; if it finds nothing, one more attempt."""
        for number in range(TRIES):
            if number:
                self._sleep(float(number))
            try:
                return attempt()
            except UnsureError:
                found = look()
                if found is not None:
                    return found
        raise ForgeUnavailableError(message("write.unsure", url=self._sender.url), Message("write.later"))

    def same(self, verb: str, path: str, body: object = None) -> Any:
        """A change that is the same however often it is made: it is just sent again."""
        return self.surely(lambda: (self.change(verb, path, body),), lambda: None)[0]

    def _wait(self, sent: Sent) -> None:
        asked = {name.lower(): value for name, value in sent.headers.items()}.get("retry-after", "")
        wait = float(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 60.0
        if wait > MAX_WAIT_SECONDS:
            raise ForgeUnavailableError(message("write.limited", url=self._sender.url), Message("write.later"))
        self._sleep(max(wait, LEAST_WAIT_SECONDS))


ODD = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What an answer raises that has not the form of one."""


def text_of(value: object) -> str:
    """A text that is one."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def number_of(value: object) -> int:
    """A number that is one."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 53:
        raise TypeError("no number")
    return value


def time_of(value: object) -> int:
    """A moment as forges write it, in seconds since 1970."""
    from datetime import datetime

    return int(datetime.fromisoformat(text_of(value)).timestamp())


def object_id_of(value: object) -> str:
    """An id of Git's that is one."""
    text = text_of(value)
    if len(text) not in (40, 64) or not set(text) <= set("0123456789abcdef"):
        raise ValueError("no object id")
    return text
