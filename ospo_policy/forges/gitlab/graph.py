# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks by GraphQL, and learns what the server knows and bears."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.gitlab import queries
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.model.message import Message, message

LIMIT, ANONYMOUS_LIMIT = 250, 200
"""Complexity that one document may have, unless the server says another one."""
MOST_TOGETHER = 40
NOT_IMPLEMENTED = 501
BASE = 3.0
"""What `queryComplexity` itself costs."""
LEAST_FACTOR = 0.5


class TooComplexError(Exception):
    """The server finds a document too complex or too long."""


class Answered(NamedTuple):
    """What was asked, and the answer inside `repository`, or why there is none."""

    question: queries.Question
    found: Mapping[str, Any] | Message
    has_errors: bool = False


class Graph:
    """One server's GraphQL: which of its fields are lacking, and how much it takes at once."""

    def __init__(self, transport: Transport, optional: frozenset[str] = queries.OPTIONAL) -> None:
        self.transport, self._optional = transport, optional
        self.lacking: frozenset[str] = frozenset()
        self._limit = LIMIT if transport.is_signed_in else ANONYMOUS_LIMIT
        self._factors: dict[str, float] = {}
        self._score = 0
        self._most = MOST_TOGETHER
        self.one_path = False
        self.has_base64 = True

    def ask(
        self, build: Callable[[frozenset[str]], tuple[str, Mapping[str, object]]]
    ) -> tuple[Mapping[str, Any], list[Any]]:
        """The data and errors of a document, built without the fields that the server turns out not to know."""
        while True:
            document, variables = build(self.lacking)
            if len(document) > queries.MAX_CHARACTERS:
                raise TooComplexError
            answer = self.transport.graphql(document, variables)
            errors = answer.get("errors")
            errors = errors if isinstance(errors, list) else []
            unknown = _unknown_fields(errors) - self.lacking
            if unknown & self._optional:
                self.lacking |= unknown & self._optional
                continue
            if unknown:  # nothing goes without these: as if there were no GraphQL
                raise RefusedError(message("gitlab.not-understood", url=self.transport.url), NOT_IMPLEMENTED)
            data = answer.get("data")
            if isinstance(data, dict):
                self._learn(data)
                return data, errors
            said = " ".join(str(error.get("message")) for error in errors if isinstance(error, dict))
            if "exceeds max complexity" in said or "too large" in said:
                raise TooComplexError
            raise RefusedError(message("gitlab.not-understood", url=self.transport.url))

    def _learn(self, data: Mapping[str, Any]) -> None:
        about = data.get("queryComplexity")
        score = about.get("score") if isinstance(about, dict) else None
        limit = about.get("limit") if isinstance(about, dict) else None
        if isinstance(limit, int) and limit > 0:
            self._limit = limit
        self._score = score if isinstance(score, int) and score > 0 else 0
        self.transport.points(self._score)

    def all(self, questions: Sequence[queries.Question]) -> Iterator[Answered]:
        """Each question answered, several in one document as far as the server bears it."""
        waiting = list(questions)
        most = self._most
        while waiting:
            some = self._next(waiting)[:most]
            try:
                data, errors = self.ask(lambda lacking, some=some: queries.together(some, lacking))  # type: ignore[misc]
            except TooComplexError:
                if len(some) == 1:
                    yield Answered(waiting.pop(0), message("gitlab.too-complex", url=self.transport.url), True)
                self._factors[some[0].kind] = 1.3 * max(self._factors.get(some[0].kind, 1.0), LEAST_FACTOR)
                most = max(1, len(some) // 2)
                continue
            except TooHeavyError as error:
                if len(some) == 1:
                    yield Answered(waiting.pop(0), error.reason, True)
                self._most = max(1, len(some) // 2)
                continue
            del waiting[: len(some)]
            most = self._most
            if self._score:
                factor = (self._score - BASE) / sum(question.cost for question in some)
                self._factors[some[0].kind] = max(factor, LEAST_FACTOR)
            failed = [path[0] for path in paths_of(errors)]
            for number, question in enumerate(some):
                yield self._answered(question, data.get(f"p{number}"), has_errors=f"p{number}" in failed)

    def _answered(self, question: queries.Question, project: object, *, has_errors: bool) -> Answered:
        inside = project.get("repository") if isinstance(project, dict) else None
        if isinstance(inside, dict):
            return Answered(question, inside, has_errors)
        return Answered(question, message("gitlab.no-repository", id=question.project), has_errors)

    def _next(self, waiting: Sequence[queries.Question]) -> list[queries.Question]:
        """As many of the questions as fit into one document; at least one."""
        cost, factor = BASE, self._factors.get(waiting[0].kind, 1.0)
        some: list[queries.Question] = []
        for question in waiting[: self._most]:
            cost += question.cost * factor
            if some and cost > self._limit * 0.98:
                break
            some.append(question)
        while len(some) > 1 and len(queries.together(some, self.lacking)[0]) > queries.MAX_CHARACTERS:
            some = some[: len(some) // 2]
        return some


def paths_of(errors: Sequence[object]) -> list[list[Any]]:
    """Where in the answer each error stands, as far as it is told."""
    paths = (error.get("path") for error in errors if isinstance(error, dict))
    return [path for path in paths if isinstance(path, list) and path]


def _unknown_fields(errors: Sequence[object]) -> frozenset[str]:
    """The fields, as `Type.field`, that a server says it does not have; `*.field` where it lacks an argument of it."""
    found = set()
    for error in errors:
        more = error.get("extensions") if isinstance(error, dict) else None
        if isinstance(more, dict) and more.get("code") == "undefinedField":
            found.add(f"{more.get('typeName')}.{more.get('fieldName')}")
        elif isinstance(more, dict) and more.get("code") == "argumentNotAccepted":
            found.add(f"*.{more.get('name')}")
    return frozenset(found)
