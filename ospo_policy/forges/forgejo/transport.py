# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests to one Forgejo or Gitea: patience, limits, and errors put into our words.

What the server says in an error is other people's text and may repeat what was sent: only statuses are
passed on. No redirection is followed, since the token would go along.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ospo_policy.forges.allowance import Allowance
from ospo_policy.forges.bodies import first_bytes
from ospo_policy.forges.changing import MOST_SAID, Sent
from ospo_policy.forges.conditional import Conditions
from ospo_policy.forges.connections import connection_error
from ospo_policy.forges.forgejo.answers import RefusedError, Token, has_more, signed, without_user
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Usage

TIMEOUT_SECONDS = 60
TRIES = 5
MAX_WAIT_SECONDS = 900
MAX_ANSWER_BYTES = 1 << 26
PAGE = 50
"""Items of a page: the most that servers give unless their administrator changed it (MAX_RESPONSE_ITEMS)."""
MAX_PAGES = 2_000
SLOW = frozenset({408, 500, 502, 503, 504})
"""Statuses of a server that could not do it now."""
NO_ANSWER = 0
ONCE = ("/git/trees/", "/git/blobs", "/raw/", "since=")
"""In addresses of what is kept elsewhere, and of what is asked of another moment each time."""
SETTLED = r"/repos/[^/]+/[^/]+/git/commits/[0-9a-f]{40,64}\?"
"""Addresses of objects of Git, which never change. A branch may have any name, and is no such object."""
GIT_TYPE = "application/x-git-receive-pack-request"
MOVED = frozenset({301, 302, 303, 307, 308})


class _Answer(NamedTuple):
    status: int
    data: bytes = b""
    headers: Mapping[str, str] = {}


class Transport:
    """Requests to one server, one after the other."""

    def __init__(
        self,
        url: str,
        token: Token | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        ca_file: str | None = None,
        allowance: Allowance | None = None,
    ) -> None:
        import requests

        self.url = without_user(url)
        self.is_signed_in = token is not None
        self._session = requests.Session()
        self._token = token
        # Set even without a token: otherwise requests would take a password from ~/.netrc.
        self._session.auth = lambda request: signed(request, token)
        self._verify: str | bool = ca_file or True
        self._sleep = sleep
        self._allowance = allowance or Allowance()
        self._has_answered = False
        self.conditions = Conditions(self.url, token.value if token else "", ONCE, SETTLED)
        self.usage = Usage()

    def get(self, path: str, **query: str) -> dict[str, Any]:
        """The object that is at a path below `/api/v1`."""
        found = self._json(self._request(path, query, None).data)
        if not isinstance(found, dict):
            raise self.not_understood()
        return found

    def array(self, path: str, **query: str) -> list[Any]:
        """The list that is at a path, which has no pages."""
        return self._list(self._request(path, query, None))

    def items(self, path: str, most: int = MAX_PAGES, **query: str) -> Iterator[dict[str, Any]]:
        """The objects of all pages, up to `most` pages."""
        for some, _ in self._pages(path, most, query):
            yield from (one for one in some if isinstance(one, dict))

    def some(self, path: str, most: int, **query: str) -> tuple[list[dict[str, Any]], bool]:
        """The objects of up to `most` pages, and whether these are all."""
        pages = list(self._pages(path, most, query))
        found = [one for some, _ in pages for one in some if isinstance(one, dict)]
        return found, len(pages) < most or not pages[-1][1]

    def _pages(self, path: str, most: int, query: Mapping[str, str]) -> Iterator[tuple[list[Any], bool]]:
        """Each page, and whether another one follows."""
        seen, before = 0, None
        for number in range(1, most + 1):
            answer = self._request(path, {**query, "page": str(number), "limit": str(PAGE)}, None)
            some = self._list(answer)
            if not some or some == before:
                return
            seen, before = seen + len(some), some
            more = has_more(answer.headers, seen)
            yield some, more
            if not more:
                return

    def raw(self, path: str, limit: int, **query: str) -> tuple[bytes, bool]:
        """The first bytes of a file, and whether there are more."""
        data = self._request(path, query, limit + 1).data
        return data[:limit], len(data) > limit

    def send(self, verb: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Sent:
        """One request that changes something, sent once: see `ospo_policy.forges.changing`.

        Bytes are a push of Git's, to a path of the site; all else is JSON, to a path below `/api/v1`.
        """
        self._allowance.before(self.usage, self.url)
        try:
            answer = self._once(path, {}, None, headers or {}, verb, body)
        except RefusedError as error:
            raise ForgeUnavailableError(error.reason) from None
        used = self.usage
        self.usage = used._replace(requests=used.requests + 1, bytes=used.bytes + len(answer.data))
        if answer.status == 401:
            raise ForgeUnavailableError(message("forgejo.bad-token", url=self.url), Message("forgejo.write.token.hint"))
        return Sent(*answer)

    def _json(self, data: bytes) -> Any:
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise self.not_understood() from None

    def _list(self, answer: _Answer) -> list[Any]:
        found = self._json(answer.data)
        if found is None:  # Go writes an empty list so
            return []
        if not isinstance(found, list):
            raise self.not_understood()
        return found

    def not_understood(self) -> RefusedError:
        """What an answer is that is none."""
        return RefusedError(message("forgejo.not-understood", url=self.url))

    def _request(self, path: str, query: Mapping[str, str], limit: int | None) -> _Answer:
        """An answer, with patience for a busy server."""
        answer, wait = _Answer(0), 1.0
        condition = self.conditions.on(f"{path}?{urlencode(query)}" if limit is None else None)
        if condition.settled is not None:
            return _Answer(*condition.settled)
        for attempt in range(TRIES):
            self._allowance.before(self.usage, self.url)
            answer = self._once(path, query, limit, condition.headers)
            used = self.usage
            self.usage = used._replace(requests=used.requests + 1, bytes=used.bytes + len(answer.data))
            answer = _Answer(*condition.answered(*answer))
            if 200 <= answer.status < 300:
                return answer
            if answer.status not in (NO_ANSWER, 429) and answer.status not in SLOW:
                raise self._refusal(answer.status)
            asked = answer.headers.get("Retry-After", "")
            pause = float(asked) if asked.isascii() and asked.isdecimal() else wait
            if attempt + 1 == TRIES or pause > MAX_WAIT_SECONDS:
                break
            self._sleep(pause)
            wait *= 2
        if answer.status == NO_ANSWER:
            raise self._unreachable()
        if answer.status == 429:
            raise ForgeUnavailableError(message("forgejo.too-many", url=self.url), message("forgejo.too-many.hint"))
        raise RefusedError(message("forgejo.server-error", url=self.url, status=answer.status), answer.status)

    def _once(
        self, path: str, query: Mapping[str, str], limit: int | None, headers: Mapping[str, str], verb: str = "get",
        body: object = None,
    ) -> _Answer:  # fmt: skip
        """One request. Raises `ForgeUnavailableError` where there is no server."""
        import requests

        try:
            response = self._session.request(
                verb, params=dict(query), timeout=TIMEOUT_SECONDS, verify=self._verify, allow_redirects=False, stream=True,
                **self._addressed(path, body, headers),
            )  # fmt: skip
            self._has_answered = True
            self._allowance.note(response.headers, "ratelimit-")
            with response:
                if response.status_code < 300:
                    data = self._read(response, limit)
                else:  # what is said to a change is looked into
                    data = b"" if verb == "get" else self._read(response, MOST_SAID)
                return _Answer(response.status_code, data, response.headers)
        except (
            requests.ReadTimeout,
            requests.exceptions.ChunkedEncodingError,
            requests.exceptions.ContentDecodingError,
        ):
            if not self._has_answered:
                raise self._unreachable() from None
            return _Answer(504)
        except requests.RequestException as error:
            if self._has_answered:  # a connection that was kept may end at any time
                return _Answer(NO_ANSWER)
            raise (connection_error(error, self.url) or self._unreachable()) from None

    def _addressed(self, path: str, body: object, headers: Mapping[str, str]) -> dict[str, Any]:
        """Where a request goes, and with what."""
        if isinstance(body, bytes):  # Git's own protocol takes a token for a password
            user = ("ospo-policy", self._token.value) if self._token is not None else None
            return {
                "url": f"{self.url}{path}",
                "data": body,
                "headers": {"Content-Type": GIT_TYPE, **headers},
                "auth": user,
            }
        return {"url": f"{self.url}/api/v1{path}", "headers": dict(headers), "json": body}

    def _unreachable(self) -> ForgeUnavailableError:
        return ForgeUnavailableError(message("forgejo.unreachable", url=self.url), message("forgejo.unreachable.hint"))

    def _read(self, response: Any, limit: int | None) -> bytes:
        """The answer's bytes: up to `limit`; without one, all, unless they are far too many."""
        most = MAX_ANSWER_BYTES if limit is None else limit
        data = first_bytes(response, most)
        if limit is None and len(data) >= most:
            raise RefusedError(message("forgejo.answer-too-long", url=self.url))
        return data

    def _refusal(self, status: int) -> Exception:
        """What a refusal means. A token that is not accepted is refused everywhere."""
        if status == 401 and self.is_signed_in:
            return ForgeUnavailableError(message("forgejo.bad-token", url=self.url), message("forgejo.bad-token.hint"))
        known = {401: "forgejo.sign-in", 403: "forgejo.forbidden", 404: "forgejo.not-found"}
        key = "forgejo.moved" if status in MOVED else known.get(status, "forgejo.refused")
        return RefusedError(message(key, url=self.url, status=status), status)


__all__ = ["MOVED", "RefusedError", "Token", "Transport"]
