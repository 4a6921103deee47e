# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that change something on GitHub: in their turn, and never sent again before it was seen what became of the first.

What GitHub refuses for a limit was not carried out, and is sent again after the wait. Where no answer came, nobody knows: the
caller looks (`surely`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ospo_policy.forges.github import answers
from ospo_policy.forges.github.transport import SECONDARY_WAIT, TRIES, Transport
from ospo_policy.forges.pace import Pace
from ospo_policy.model.message import message
from ospo_policy.ports.forges import ForgeUnavailableError

T = TypeVar("T")
RIGHT = frozenset({"FORBIDDEN", "INSUFFICIENT_SCOPES"})
"""What GraphQL calls a missing right."""


class UnsureError(Exception):
    """No answer tells whether a change was made."""

    def __init__(self, reason: ForgeUnavailableError) -> None:
        super().__init__(reason.message.key)
        self.reason = reason


class RefusedError(Exception):
    """GitHub does not make a change: the status of REST (200 for GraphQL), GraphQL's word for it, and what it says, bounded."""

    def __init__(self, status: int, kind: str, said: str) -> None:
        super().__init__(f"{status} {kind}")
        self.status, self.kind, self.said = status, kind, said

    @property
    def is_right(self) -> bool:
        """Whether a right is missing. To a token that may see nothing of a thing, REST says that it is not there."""
        return self.status in (403, 404) or self.kind in RIGHT

    def speaks_of(self, *words: str) -> bool:
        """Whether GitHub's sentence has one of these in it."""
        return any(word in self.said.lower() for word in words)


class Writer:
    """Makes changes as one identity; the pace is that of the account, whatever the owner."""

    def __init__(self, transport: Transport, pace: Pace) -> None:
        self.transport, self._pace = transport, pace

    def rest(self, verb: str, path: str, body: object = None) -> Any:
        """A change by REST: the JSON of the answer. Raises `RefusedError`, `UnsureError` and `ForgeUnavailableError`."""
        sent = self._sent(verb, path, body)
        document = answers.json_value(sent.body)
        if sent.status >= 500 or (sent.status < 300 and sent.body and document is None):
            raise UnsureError(self.transport.refused(sent))
        if sent.status >= 300:
            raise RefusedError(sent.status, "", _said(sent.body))
        return document

    def mutate(self, query: str, variables: Mapping[str, object]) -> Mapping[str, Any]:
        """A change by GraphQL: its data. Raises as `rest` does."""
        sent = self._sent("POST", None, {"query": query, "variables": variables})
        document = answers.json_object(sent.body)
        errors = answers.errors(document)
        if answers.is_too_much(sent.status, document, map(answers.kind, errors)):
            raise UnsureError(self.transport.refused(sent))
        data = document.get("data")
        if errors or not isinstance(data, dict):
            kind = answers.kind(errors[0]) if errors else ""
            raise RefusedError(sent.status, kind, _said(sent.body))
        return data

    def surely(self, attempt: Callable[[], T], look: Callable[[], T | None]) -> T:
        """What an attempt gives. Where no answer came, what a look finds done; if it finds nothing, one more attempt."""
        for _ in range(TRIES):
            try:
                return attempt()
            except UnsureError as error:
                self.transport.failed(error.reason)
            found = look()
            if found is not None:
                return found
        raise ForgeUnavailableError(message("github.write.unsure", host=self.transport.host))

    def _sent(self, verb: str, path: str | None, body: object) -> answers.Sent:
        """The answer to one request, sent again for as long as GitHub says that it is too soon."""
        for times in range(TRIES):
            self._pace.take()
            sent = self.transport.send(verb, path, body)
            if isinstance(sent, ForgeUnavailableError):
                raise UnsureError(sent)
            document = answers.json_object(sent.body) if path is None else {}
            if answers.is_limit(sent) or answers.is_limit_of_graphql(document):
                self.transport.wait(sent)
                if times:
                    self.transport.sleep(SECONDARY_WAIT * times)
                continue
            if sent.status == 401:
                raise self.transport.refused(sent)
            return sent
        raise ForgeUnavailableError(message("github.write.limited", host=self.transport.host))


def _said(body: str) -> str:
    """GitHub's words on a refusal: its sentence, and the first of those on single fields, which tells more."""
    first = answers.said(body)
    details = answers.json_object(body).get("errors")
    for one in details if isinstance(details, list) else ():
        told = one if isinstance(one, dict) else {"message": one}
        more = told.get("message") or f"{told.get('field')} {told.get('code')}"
        if isinstance(more, str) and more not in first:
            return f"{first}: {more}"[: answers.MOST_SAID]
    return first
