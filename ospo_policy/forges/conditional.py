# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests on condition: what was answered before is sent again only if it has changed (RFC 9110, 13.1).

A forge answers 304 then, which on GitHub is free of the limit for the hour
(https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api). Answers are
remembered for one forge, one identity and one address, by a digest of the three: neither the token nor the
address can be read from it, and who sees something else finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from ospo_policy.ports.forges import AnswerMemory, Remembered

MAX_BYTES = 1 << 20
"""Longer answers are not remembered."""
MAX_WORD = 256
"""Characters of the words by which an answer is known again."""
LEADING = ("Link", "X-Total-Count")
"""Headers that lead on to further pages."""
MAX_LEADING = 4_096


class Answered(NamedTuple):
    """Status, body and headers, as if the forge had sent them all."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Conditions:
    """The conditions of one identity's requests to one forge.

    `identity` is what decides on what is seen, such as a token; None for one that does not come again, for which
    nothing is remembered. Nor is it for addresses with one of the words of `once`: they are asked for only once.
    At those that the regular expression `settled` means, what was answered once is never asked for again.
    """

    def __init__(self, url: str, identity: str | None, once: Iterable[str] = (), settled: str = "(?!)") -> None:
        self._scope = None if identity is None else sha256(f"{url}\0{identity}\0".encode("utf-8", "surrogatepass"))
        self._once, self._settled = tuple(once), settled
        self.memory: AnswerMemory | None = None

    def of(self, part: str) -> Conditions:
        """Those of the same identity where it has rights of its own, such as an App in an organisation."""
        identity = None if self._scope is None else f"{self._scope.hexdigest()}\0{part}"
        found = Conditions("", identity, self._once, self._settled)
        found.memory = self.memory
        return found

    def on(self, address: str | None) -> Condition:
        """The condition of a GET; `address` is a path with its query, None for a request that has none."""
        if address is None or self.memory is None or self._scope is None or any(word in address for word in self._once):
            return Condition(None, "")
        key = self._scope.copy()
        key.update(address.encode("utf-8", "surrogatepass"))
        return Condition(self.memory, key.hexdigest(), is_settled=bool(re.match(self._settled, address)))


class Condition:
    """One request's condition."""

    def __init__(self, memory: AnswerMemory | None, key: str, *, is_settled: bool = False) -> None:
        self._memory, self._key, self._is_settled = memory, key, is_settled
        self._known = memory.answer(key) if memory is not None else None

    @property
    def settled(self) -> Answered | None:
        """The answer, where it is known and never changes."""
        return Answered(200, *self._known[2:]) if self._is_settled and self._known is not None else None

    @property
    def headers(self) -> dict[str, str]:
        """What to send along."""
        if self._known is None or self._is_settled:
            return {}
        if self._known.etag:
            return {"If-None-Match": self._known.etag}
        return {"If-Modified-Since": self._known.modified}

    def answered(self, status: int, body: bytes, headers: Mapping[str, str]) -> Answered:
        """What was answered, now or before; a new answer is remembered. `headers` are found in any case of letters."""
        if status == 304 and self._known is not None:
            return Answered(200, self._known.body, self._known.headers)
        told = {name.lower(): str(value) for name, value in headers.items()}
        etag, modified = _word(told.get("etag", "")), _word(told.get("last-modified", ""))
        can_ask = bool(etag or modified or self._is_settled)
        if self._memory is not None and status == 200 and can_ask and len(body) <= MAX_BYTES:
            leading = {name: told[name.lower()] for name in LEADING if name.lower() in told}
            if all(len(value) <= MAX_LEADING for value in leading.values()):
                self._memory.keep_answer(self._key, Remembered(etag, modified, body, leading))
        return Answered(status, body, headers)


def _word(said: str) -> str:
    """A word of the forge that can be sent back; "" for another one."""
    return said if said.isascii() and said.isprintable() and len(said) <= MAX_WORD else ""
