# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only module that meets PyGithub: authentication and requests, with GitHub's limits obeyed.

PyGithub raises on any error of GraphQL, though the data beside it may be good; retries POST; knows neither
`RATE_LIMITED` with status 200 nor 429 without Retry-After. So its requester is used for authentication, proxies and
connections alone, and waiting and trying again is done here (https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ospo_policy.forges import git_http
from ospo_policy.forges.allowance import Allowance
from ospo_policy.forges.conditional import Conditions
from ospo_policy.forges.connections import connection_error
from ospo_policy.forges.git_listing import GitRefusedError, listing
from ospo_policy.forges.github import addresses, answers
from ospo_policy.forges.github.identity import App, Held, Token, lasting
from ospo_policy.forges.github.refusals import (
    Answer,
    GraphQLRefusedError,
    PartUnavailableError,
    TooMuchError,
    WordsRefusedError,
    is_away,
    no_answer,
    not_accepted,
    refused,
)
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, KnownTree, Usage

TRIES = 5
MAX_WAIT = 3_600
"""Seconds that the run waits for a limit to be lifted; a longer wait ends the owner, and says until when."""
SECONDARY_WAIT = 60
"""Seconds to wait where GitHub names none, as its documentation has it."""
MAX_PAUSE = 30
"""Seconds between two tries at most, where GitHub is out of order."""
HOPELESS = 4 * TRIES
"""Failures one after another from which on nothing more is tried."""
ONCE = ("/git/",)
"""In addresses of what never changes."""


class Transport:
    """Requests to one GitHub, as one identity. `sleep` and `clock` are in seconds."""

    def __init__(
        self,
        identity: Token | App | None,
        url: str = "https://api.github.com",
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
        *,
        ca_file: str | None = None,
        allowance: Allowance | None = None,
    ) -> None:
        import github

        logging.getLogger("github").setLevel(logging.CRITICAL)  # it would log the headers of answers
        self._identity, self._url, self._ca_file = identity, url, ca_file
        self._allowance = allowance or Allowance()
        self.conditions = Conditions(url, lasting(identity), ONCE)
        client = github.Github(
            auth=_auth(identity), base_url=url.rstrip("/"), retry=None, per_page=100, timeout=30, verify=ca_file or True,
            seconds_between_requests=0, seconds_between_writes=0,  # every query is a POST, and writes nothing
        )  # fmt: skip
        self._requester = client.requester
        self.sleep, self.clock = sleep, clock
        self.host = self._requester.hostname_and_port
        self._counts = [0, 0, 0]
        self._failures = 0
        self._is_away = False
        self._left: answers.Left | None = None
        self._installed: dict[str, Transport] = {}
        self._permissions: Mapping[str, str] | None = None

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
        if owner not in self._installed:
            found = (self.rest(f"/{kind}/{owner}/installation") for kind in ("orgs", "users"))
            told = next((told for status, told in found if status == 200 and isinstance(told, dict)), None)
            if told is None:
                hint = Message("github.not-installed.hint")
                raise ForgeUnavailableError(message("github.not-installed", owner=owner), hint)
            self._installed[owner] = self._installation(owner, told)
        return self._installed[owner]

    def _installation(self, owner: str, told: Mapping[str, Any]) -> Transport:
        other = Transport(None, self._url, self.sleep, self.clock, ca_file=self._ca_file)
        other._allowance = self._allowance.of_another()
        auth = _auth(self._identity).get_installation_auth(int(told["id"]), requester=self._requester)
        other._requester = self._requester.withAuth(auth)
        other._counts, other._identity = self._counts, self._identity
        other.conditions = self.conditions.of(owner)
        given = told.get("permissions")
        other._permissions = given if isinstance(given, dict) else None
        return other

    @property
    def held(self) -> Held:
        """What we may do, as far as GitHub has told."""
        told = self._requester.oauth_scopes
        scopes = None if told is None else frozenset(scope for scope in told if scope)
        return Held(scopes, self._permissions, isinstance(self._identity, App))

    def graphql(self, query: str, variables: Mapping[str, object]) -> Answer:
        """Ask. Raises `TooMuchError`, `WordsRefusedError` and `ForgeUnavailableError`."""
        for _ in range(TRIES):
            sent = self.send("POST", None, {"query": query, "variables": variables})
            if isinstance(sent, ForgeUnavailableError):
                raise TooMuchError(self.failed(sent))
            document = answers.json_object(sent.body)
            errors = answers.errors(document)
            kinds = {answers.kind(error) for error in errors}
            if answers.is_limit(sent) or answers.is_limit_of_graphql(document):
                self.wait(sent)
                continue
            if answers.is_too_much(sent.status, document, kinds):
                raise TooMuchError(self.failed(self.refused(sent)))
            self._failures = 0
            if kinds & answers.REFUSED_WHOLE:
                raise WordsRefusedError(answers.refused_words(errors), self.refused(sent))
            if answers.is_closed(sent):
                raise GraphQLRefusedError(self.refused(sent).message)
            if sent.status != 200 or not isinstance(document.get("data"), dict):
                raise self.refused(sent)
            data: dict[str, Any] = document["data"]
            self._counts[1] += answers.cost(data)
            return Answer(data, errors)
        raise ForgeUnavailableError(message("github.limited", host=self.host))

    def rest(self, path: str) -> tuple[int, Any]:
        """GET a path of the REST API: the status and the JSON.

        Raises `ForgeUnavailableError`; `PartUnavailableError` where only this path seems to be out of order.
        """
        reason = ForgeUnavailableError(message("github.limited", host=self.host))
        condition = self.conditions.on(path)
        for _ in range(TRIES):
            sent = self.send("GET", path, None, condition.headers)
            if isinstance(sent, ForgeUnavailableError):
                reason = self.failed(sent)
            elif answers.is_limit(sent):
                self.wait(sent)
            elif sent.status >= 500 or (sent.status == 200 and sent.body and answers.json_value(sent.body) is None):
                reason = self.failed(self.refused(sent))
            elif sent.status == 401:
                raise self.refused(sent)
            else:
                self._failures, self._left = 0, answers.left(sent) or self._left
                body = sent.body.encode("utf-8", "surrogatepass")
                status, body, _ = condition.answered(sent.status, body, sent.headers)
                return status, answers.json_value(body.decode("utf-8", "surrogatepass"))
        raise reason

    def left(self) -> answers.Left | None:
        """What is left of the hour's requests of REST, as the last answer told; None where none has come yet."""
        return self._left

    def tree_by_git(self, owner: str, name: str, commit: str) -> KnownTree:
        """All paths of a commit, through Git's protocol: nothing of an hour's limit. Raises `GitRefusedError`."""
        import github

        try:
            auth = self._requester.auth
            user = None if auth is None else ("x-access-token", auth.token)
        except (github.GithubException, OSError, ValueError):  # the token of an installation had to be renewed
            raise GitRefusedError("token") from None
        self._counts[0] += 1
        pieces = git_http.pack(addresses.clone(self._url, owner, name), commit, user, self._ca_file)
        return listing(commit, self._counted(pieces))

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._counts[2] += len(piece)
            yield piece

    def not_understood(self) -> ForgeUnavailableError:
        """The error for an answer that has not the form of one."""
        return ForgeUnavailableError(message("github.not-understood", host=self.host))

    def failed(self, reason: ForgeUnavailableError) -> ForgeUnavailableError:
        """Count a failure and pause, longer each time. Raises `ForgeUnavailableError` where nothing seems to work."""
        self._failures += 1
        if self._failures >= HOPELESS or (self._counts[0] == 0 and self._is_away and self._failures > 1):
            raise reason
        self.sleep(min(MAX_PAUSE, 2.0 ** (self._failures - 1)))
        return PartUnavailableError(reason.message, reason.hint)

    def send(
        self, verb: str, path: str | None, body: object, extra: Mapping[str, str] | None = None
    ) -> answers.Sent | ForgeUnavailableError:
        """One request to a path of REST, or to GraphQL; never repeated: what came, or why nothing did.

        Where nothing came, it may have been carried out.
        """
        import github
        import jwt
        import requests

        self._allowance.before(self.usage, self.host, "graphql" if path is None else "core")
        try:
            url = path or self._requester.graphql_url
            status, headers, text = self._requester.requestJson(verb, url, headers=dict(extra or {}), input=body)
        except github.GithubException as error:  # it asked for the token of an installation
            if error.status >= 500:
                return self._no_answer(error)
            raise not_accepted(self.host, self._identity) from None
        except (requests.exceptions.InvalidHeader, jwt.PyJWTError):
            raise not_accepted(self.host, self._identity) from None
        except (requests.RequestException, OSError, AssertionError, RuntimeError) as error:
            return self._no_answer(error)
        except ValueError:  # a token that is none, a key that cannot sign
            raise not_accepted(self.host, self._identity) from None
        self._counts[0] += 1
        self._counts[2] += len(text or "")
        told = {str(key).lower(): value for key, value in headers.items()}
        self._allowance.note(told, "x-ratelimit-")
        return answers.Sent(status, told, text or "")

    def refused(self, sent: answers.Sent) -> ForgeUnavailableError:
        """The error for an answer that is none; nothing of what was sent is in it."""
        return not_accepted(self.host, self._identity) if sent.status == 401 else refused(self.host, sent)

    def _no_answer(self, error: Exception) -> ForgeUnavailableError:
        """The error for a connection that failed; addresses in its text are not shown.

        Raises it where trying again would change nothing: the first request shows a wrong certificate or proxy.
        """
        hopeless = connection_error(error, self.host)
        if hopeless is not None and not self._counts[0]:
            raise hopeless from None
        self._is_away = is_away(error)
        return hopeless or no_answer(self.host, error)

    def wait(self, sent: answers.Sent) -> None:
        """Wait as long as GitHub says. Raises `ForgeUnavailableError` where that is too long."""
        seconds = answers.pause(sent, self.clock(), SECONDARY_WAIT)
        if seconds > MAX_WAIT:
            minutes = int(seconds / 60)
            raise ForgeUnavailableError(message("github.limit-too-long", host=self.host, minutes=minutes))
        self.sleep(seconds)


def _auth(identity: Token | App | None) -> Any:
    """PyGithub's form of an identity."""
    import github

    match identity:
        case Token(token):
            return github.Auth.Token(token)
        case App(number, key):
            return github.Auth.AppAuth(number, key)
    return None


__all__ = ["Answer", "App", "PartUnavailableError", "Token", "TooMuchError", "Transport", "WordsRefusedError"]
