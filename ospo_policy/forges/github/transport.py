# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only module that meets PyGithub: authentication and requests, with GitHub's limits obeyed.

PyGithub raises on any error of GraphQL, though the data beside it may be good; retries POST; knows neither
`RATE_LIMITED` with status 200 nor 429 without Retry-After. So its requester is used for authentication, proxies and
connections alone, and waiting and trying again is done here (https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Usage

TRIES = 5
MAX_WAIT = 3_600
"""Seconds that the run waits for a limit to be lifted; a longer wait ends the owner, and says until when."""
SECONDARY_WAIT = 60
"""Seconds to wait where GitHub names none, as its documentation has it."""
_TRANSIENT = frozenset({502, 503, 504})
_SLOW = frozenset({"RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED"})


class Answer(NamedTuple):
    """What GraphQL answered: the data there is, and each error with the path that it concerns."""

    data: Mapping[str, Any]
    errors: tuple[Mapping[str, Any], ...] = ()


class TooMuchError(Exception):
    """GitHub could not answer so much at once: ask for less."""


class Token(NamedTuple):
    """A personal, installation or workflow token."""

    token: str

    def __repr__(self) -> str:
        return "Token(***)"


class App(NamedTuple):
    """A GitHub App: its number and its private key (PEM). It reads an owner as its installation there."""

    id: int
    private_key: str

    def __repr__(self) -> str:
        return f"App({self.id}, ***)"


class Transport:
    """Requests to one GitHub, as one identity. `sleep` and `clock` are in seconds."""

    def __init__(
        self,
        identity: Token | App | None,
        url: str = "https://api.github.com",
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        import github

        logging.getLogger("github").setLevel(logging.CRITICAL)  # it would log the headers of answers
        self._identity, self._url = identity, url
        client = github.Github(
            auth=_auth(identity), base_url=url.rstrip("/"), retry=None, per_page=100, timeout=30,
            seconds_between_requests=0, seconds_between_writes=1,
        )  # fmt: skip
        self._requester = client.requester
        self._sleep, self._clock = sleep, clock
        self.host = self._requester.hostname_and_port
        self._counts = [0, 0, 0]

    @property
    def usage(self) -> Usage:
        """What was spent so far, installations of the App included."""
        return Usage(*self._counts)

    def for_owner(self, owner: str) -> Transport:
        """The transport for an owner: itself, or as the App's installation there, its tokens renewed by PyGithub.

        Raises `ForgeUnavailableError` where the App is not installed.
        """
        if not isinstance(self._identity, App):
            return self
        for kind in ("orgs", "users"):
            status, found = self.rest(f"/{kind}/{owner}/installation")
            if status == 200 and isinstance(found, dict):
                other = Transport(None, self._url, self._sleep, self._clock)
                auth = _auth(self._identity).get_installation_auth(int(found["id"]), requester=self._requester)
                other._requester = self._requester.withAuth(auth)
                other._counts = self._counts
                return other
        raise ForgeUnavailableError(message("github.not-installed", owner=owner), Message("github.not-installed.hint"))

    def graphql(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask. Raises `TooMuchError` and `ForgeUnavailableError`."""
        for _ in range(TRIES):
            status, headers, body = self._send(
                "POST", self._requester.graphql_url, {"query": query, "variables": variables}
            )
            if status in _TRANSIENT:
                raise TooMuchError
            document = _object(body)
            errors = tuple(error for error in document.get("errors") or () if isinstance(error, dict))
            kinds = {str(error.get("type") or error.get("extensions", {}).get("code")) for error in errors}
            if kinds & _SLOW and not document.get("data"):
                raise TooMuchError
            if "RATE_LIMITED" in kinds or status in (403, 429):
                self._wait(status, headers, body)
                continue
            if status != 200 or not isinstance(document.get("data"), dict):
                raise self._refused(status, document)
            data: dict[str, Any] = document["data"]
            cost = (data.get("rateLimit") or {}).get("cost", 0)
            self._counts[1] += int(cost)
            if kinds & _SLOW:
                raise TooMuchError
            return Answer(data, errors)
        raise ForgeUnavailableError(message("github.limited", host=self.host))

    def rest(self, path: str) -> tuple[int, Any]:
        """GET a path of the REST API: the status and the JSON. Raises `ForgeUnavailableError`."""
        for _ in range(TRIES):
            status, headers, body = self._send("GET", path, None)
            if status in _TRANSIENT:
                self._sleep(1)
                continue
            if status == 429 or (status == 403 and _is_limit(headers, body)):
                self._wait(status, headers, body)
                continue
            if status == 401:
                raise self._refused(status, {})
            return status, _any(body)
        raise ForgeUnavailableError(message("github.limited", host=self.host))

    def _send(self, verb: str, url: str, body: object) -> tuple[int, Mapping[str, Any], str]:
        """One request. Raises `ForgeUnavailableError` where there was no answer."""
        import requests

        try:
            status, headers, text = self._requester.requestJson(verb, url, input=body)
        except (requests.RequestException, OSError, AssertionError) as error:
            what = message("github.no-answer", host=self.host, detail=type(error).__name__)
            raise ForgeUnavailableError(what, Message("github.no-answer.hint")) from None
        self._counts[0] += 1
        self._counts[2] += len(text or "")
        return status, {str(key).lower(): value for key, value in headers.items()}, text or ""

    def _wait(self, status: int, headers: Mapping[str, Any], body: str) -> None:
        """Wait as long as GitHub says. Raises `ForgeUnavailableError` where that is too long, or it was no limit."""
        if status == 403 and not _is_limit(headers, body):
            raise self._refused(status, _object(body))
        after = _number(headers.get("retry-after"))
        if after is None and _number(headers.get("x-ratelimit-remaining")) == 0:
            reset = _number(headers.get("x-ratelimit-reset"))
            after = None if reset is None else max(1.0, reset - self._clock() + 1)
        seconds = SECONDARY_WAIT if after is None else after
        if seconds > MAX_WAIT:
            minutes = int(seconds / 60)
            raise ForgeUnavailableError(message("github.limit-too-long", host=self.host, minutes=minutes))
        self._sleep(seconds)

    def _refused(self, status: int, document: Mapping[str, Any]) -> ForgeUnavailableError:
        """The error for an answer that is none; nothing of what was sent is in it."""
        if status == 401 and self._identity is None:
            return ForgeUnavailableError(message("github.no-token", host=self.host), Message("github.no-token.hint"))
        if status == 401:
            return ForgeUnavailableError(message("github.bad-token", host=self.host), Message("github.bad-token.hint"))
        errors = document.get("errors")
        first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else document
        said = str(first.get("message", ""))[:200]
        return ForgeUnavailableError(message("github.refused", host=self.host, status=status, said=said))


def _auth(identity: Token | App | None) -> Any:
    """PyGithub's form of an identity."""
    import github

    match identity:
        case Token(token):
            return github.Auth.Token(token)
        case App(number, key):
            return github.Auth.AppAuth(number, key)
    return None


def _is_limit(headers: Mapping[str, Any], body: str) -> bool:
    """Whether a refusal is a limit, and not a missing right."""
    return (
        "retry-after" in headers
        or _number(headers.get("x-ratelimit-remaining")) == 0
        or "rate limit" in body[:2_000].lower()
    )


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _any(body: str) -> Any:
    try:
        return json.loads(body) if body else None
    except (ValueError, RecursionError):
        return None


def _object(body: str) -> dict[str, Any]:
    value = _any(body)
    return value if isinstance(value, dict) else {}
