# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only module that meets python-gitlab: requests, patience, and errors put into our words.

What GitLab says in an error is other people's text and may repeat what was sent: only statuses are
passed on. No redirection is followed, since the token would go along.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from ospo_policy.forges.allowance import Allowance
from ospo_policy.forges.bodies import first_bytes
from ospo_policy.forges.changing import MOST_SAID, Sent
from ospo_policy.forges.conditional import Conditions
from ospo_policy.forges.connections import connection_error
from ospo_policy.forges.gitlab.answers import Page, RefusedError, Token, TooHeavyError, next_of
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Usage

TIMEOUT_SECONDS = 60
TRIES = 5
MAX_WAIT_SECONDS = 900
MAX_ANSWER_BYTES = 1 << 26
SLOW = frozenset({408, 500, 502, 503, 504})
"""Statuses of a server that could not do it now, or not all at once."""

ONCE = ("/repository/tree", "/repository/blobs/", "since=")
"""In addresses of what is kept elsewhere, and of what is asked of another moment each time."""
SETTLED = r"/projects/[0-9]+/repository/commits/[0-9a-f]{40,64}\?"
"""Addresses of objects of Git, which never change. A branch may have any name, and is no such object."""
LOST = 0
"""Stands for the status of an answer that never came."""


class Transport:
    """Requests to one GitLab, one after the other."""

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
        from gitlab import Gitlab

        self.url = url.rstrip("/")
        # A job's token counts for few addresses, not for GraphQL nor lists; elsewhere GitLab takes it for nobody's
        # (https://docs.gitlab.com/ci/jobs/ci_job_token/#job-token-access).
        self.is_of_job = token is not None and token.kind == "job"
        self.is_signed_in = token is not None and not self.is_of_job
        session = requests.Session()
        session.max_redirects = 0
        self._gitlab = Gitlab(
            self.url,
            private_token=token.value if token and token.kind == "private" else None,
            oauth_token=token.value if token and token.kind == "oauth" else None,
            job_token=token.value if token and token.kind == "job" else None,
            timeout=TIMEOUT_SECONDS,
            ssl_verify=ca_file or True,
            user_agent="ospo-policy",
            session=session,
        )
        self._sleep = sleep
        self._allowance = allowance or Allowance()
        self._has_answered, self._is_lost = False, False
        # Tokens of jobs and of OAuth are others the next time.
        identity = (token.value if token.kind == "private" else None) if token else ""
        self.conditions = Conditions(self.url, identity, ONCE, SETTLED)
        self.usage = Usage()

    def graphql(self, document: str, variables: Mapping[str, object]) -> Mapping[str, Any]:
        """The whole answer to a GraphQL document: `data` and `errors`."""
        body = {"query": document, "variables": dict(variables)}
        answer = self._json(self._request("post", f"{self.url}/api/graphql", {}, body)[0])
        if not isinstance(answer, dict):
            raise RefusedError(message("gitlab.not-understood", url=self.url))
        return answer

    def points(self, score: int) -> None:
        """Count what a document cost."""
        self.usage = self.usage._replace(points=self.usage.points + score)

    def get(self, path: str, **query: str) -> Any:
        """What REST answers at a path below `/api/v4`."""
        return self._json(self._request("get", path, query, None)[0])

    def page(self, path: str, query: Mapping[str, str]) -> Page:
        """A page of a list. Of the link to the next one, only its parameters are taken."""
        data, headers = self._request("get", path, query, None)
        items = self._json(data)
        if not isinstance(items, list):
            raise RefusedError(message("gitlab.not-understood", url=self.url))
        return Page(items, next_of(headers.get("Link", "")))

    def pages(self, path: str, most: int, **query: str) -> list[Any]:
        """The items of all pages, up to `most` pages."""
        found: list[Any] = []
        wanted: Mapping[str, str] | None = {**query, "per_page": "100"}
        while wanted is not None and most > 0:
            some = self.page(path, wanted)
            found += some.items
            wanted, most = some.next, most - 1
        return found

    def raw(self, path: str, limit: int) -> tuple[bytes, bool]:
        """The first bytes of a file, and whether there are more."""
        data, _ = self._request("get", path, {}, None, limit=limit + 1)
        return data[:limit], len(data) > limit

    def send(self, verb: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Sent:
        """One request that changes something, sent once: see `ospo_policy.forges.changing`."""
        self._allowance.before(self.usage, self.url)
        try:
            status, data, told = self._once(verb, path, {}, body, None, headers or {})
        except (RefusedError, TooHeavyError) as error:
            raise ForgeUnavailableError(error.reason) from None
        self.usage = self.usage._replace(requests=self.usage.requests + 1, bytes=self.usage.bytes + len(data))
        if status == 401:
            raise ForgeUnavailableError(message("gitlab.bad-token", url=self.url), Message("gitlab.write.token.hint"))
        return Sent(status, data, told)

    def _json(self, data: bytes) -> Any:
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise RefusedError(message("gitlab.not-understood", url=self.url)) from None

    def _request(
        self, verb: str, path: str, query: Mapping[str, str], body: dict[str, Any] | None, limit: int | None = None
    ) -> tuple[bytes, Mapping[str, str]]:
        """An answer's bytes and headers, with patience for a busy server."""
        status, wait = 0, 1.0
        condition = self.conditions.on(f"{path}?{urlencode(query)}" if body is None and limit is None else None)
        if condition.settled is not None:
            return condition.settled.body, condition.settled.headers
        tries = 1 if self._is_lost else TRIES  # one that is gone may come back, and is not waited for again
        for attempt in range(tries):
            self._allowance.before(self.usage, self.url)
            status, data, headers = self._once(verb, path, query, body, limit, condition.headers)
            self.usage = self.usage._replace(requests=self.usage.requests + 1, bytes=self.usage.bytes + len(data))
            self._is_lost = self._is_lost and status == LOST
            status, data, headers = condition.answered(status, data, headers)
            if 200 <= status < 300:
                return data, headers
            if status not in (LOST, 429) and status not in SLOW:
                raise self._refusal(status)
            # A document that is too much stays too much: once again, then the caller asks for less.
            if attempt + 1 == tries or (body is not None and status in SLOW and attempt == 1):
                break
            asked = headers.get("Retry-After", "")
            pause = float(asked) if asked.isascii() and asked.isdigit() else wait
            if pause > MAX_WAIT_SECONDS:
                break
            self._sleep(pause)
            wait *= 2
        if status == LOST:
            self._is_lost = True
            raise ForgeUnavailableError(message("gitlab.unreachable", url=self.url), message("gitlab.unreachable.hint"))
        if status == 429:
            raise ForgeUnavailableError(message("gitlab.too-many", url=self.url), message("gitlab.too-many.hint"))
        raise TooHeavyError(message("gitlab.server-error", url=self.url, status=status))

    def _once(
        self, verb: str, path: str, query: Mapping[str, str], body: object, limit: int | None,
        extra: Mapping[str, str],
    ) -> tuple[int, bytes, Mapping[str, str]]:  # fmt: skip
        """One request: status, bytes, headers."""
        import requests
        from gitlab.exceptions import GitlabError

        seen: list[Any] = []
        # python-gitlab's exceptions hold no headers: they are taken as the answer comes in.
        hooks = self._gitlab.session.hooks["response"]
        hooks[:] = [lambda response, *_args, **_more: seen.append(response)]
        try:
            response = self._gitlab.http_request(
                verb,
                path,
                query_data=dict(query),
                post_data=body,  # type: ignore[arg-type] # any JSON
                streamed=True,
                obey_rate_limit=False,
                extra_headers=dict(extra),
            )
            with response:
                return response.status_code, self._read(response, limit), self._told(response.headers)
        except GitlabError as error:
            last = seen[-1] if seen else None
            said = error.response_body if isinstance(error.response_body, bytes) else b""
            return (0, b"", {}) if last is None else (last.status_code, said[:MOST_SAID], self._told(last.headers))
        except requests.Timeout:
            return 504 if self._has_answered else LOST, b"", {}
        except requests.TooManyRedirects:
            raise RefusedError(message("gitlab.moved", url=self.url), 301) from None
        except requests.RequestException as error:
            hopeless = None if self._has_answered else connection_error(error, self.url)
            if hopeless is not None:
                raise hopeless from None
            return LOST, b"", {}

    def _told(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        """The headers of an answer, its limits noted."""
        self._has_answered = True
        self._allowance.note(headers, "ratelimit-")
        return headers

    def _read(self, response: Any, limit: int | None) -> bytes:
        """The answer's bytes: up to `limit`; without one, all, unless they are far too many."""
        most = MAX_ANSWER_BYTES if limit is None else limit
        data = first_bytes(response, most)
        if limit is None and len(data) >= most:
            raise TooHeavyError(message("gitlab.answer-too-long", url=self.url))
        return data

    def _refusal(self, status: int) -> Exception:
        """What a refusal means. A token that is not accepted is refused everywhere."""
        if status == 401 and self.is_signed_in:
            return ForgeUnavailableError(message("gitlab.bad-token", url=self.url), message("gitlab.bad-token.hint"))
        known = {401: "gitlab.sign-in", 403: "gitlab.forbidden", 404: "gitlab.not-found"}
        return RefusedError(message(known.get(status, "gitlab.refused"), url=self.url, status=status), status)


__all__: Sequence[str] = ["Page", "RefusedError", "Token", "TooHeavyError", "Transport"]
