# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests and issues of one repository beyond the first few: strangers may give a branch of a fork our branch's name, and an
account that is a person's has issues of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ospo_policy.forges.github import seen, write_queries
from ospo_policy.forges.github.refusals import TooMuchError, WordsRefusedError
from ospo_policy.forges.github.told import text_of
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import marker_of
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import Identity, SeenIssue, SeenRequest

ENOUGH = 10
MAX_PAGES = 5
"""Further pages, of a hundred each, after which we say that we cannot tell, rather than open a second request."""

Node = Mapping[str, Any]


class Further:
    """Reads on in one repository."""

    def __init__(self, transport: Transport, me: Identity) -> None:
        self._transport, self._me = transport, me

    def requests(self, node: Node, number: int, branch: str) -> tuple[SeenRequest, ...]:
        """The newest requests of ours from a branch, and others that came between. Raises `ForgeUnavailableError`."""
        found: list[SeenRequest] = []
        ask = self._asker(write_queries.more_requests(), {"id": node["id"], "name": branch})
        for one in self._pages(node[f"q{number}"], ask):
            found.append(seen.request(one, self._me))
            if sum(request.by_us for request in found) == ENOUGH:
                break
        return tuple(found)

    def issues(self, node: Node) -> tuple[SeenIssue, ...]:
        """The newest issues that we opened and that bear our mark."""
        found: list[SeenIssue] = []
        ask = self._asker(write_queries.more_issues(), {"id": node["id"], "me": self._me.login})
        for one in self._pages(node["issues"], ask):
            if one["viewerDidAuthor"] is True and marker_of(text_of(one["body"])) is not None:
                found.append(seen.issue(one, confidential=node.get("visibility") != "PUBLIC"))
            if len(found) == ENOUGH:
                break
        return tuple(found)

    def _asker(self, document: str, variables: Mapping[str, object]) -> Callable[[str], Node]:
        def ask(after: str) -> Node:
            try:
                answer = self._transport.graphql(document, {**variables, "after": after})
            except (TooMuchError, WordsRefusedError) as error:
                raise error.reason from None
            if answer.errors:
                raise ForgeUnavailableError(Message("github.write.odd-answer"))
            found: Node = answer.data["node"]["found"]
            return found

        return ask

    def _pages(self, page: Node, ask: Callable[[str], Node]) -> Iterator[Node]:
        for _ in range(MAX_PAGES + 1):
            yield from (one for one in page["nodes"] if one is not None)
            if not page["pageInfo"]["hasNextPage"]:
                return
            page = ask(text_of(page["pageInfo"]["endCursor"]))
        raise ForgeUnavailableError(message("github.write.too-many", count=MAX_PAGES * write_queries.PAGE))
