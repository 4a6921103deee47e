# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our issue on GitHub, and what we say on issues and requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.github import rest_seen, seen, write_queries
from ospo_policy.forges.github.refusals import TooMuchError, WordsRefusedError
from ospo_policy.forges.github.seen import same_text
from ospo_policy.forges.github.situations import ODD, Place
from ospo_policy.forges.github.writing import RefusedError, Writer
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import marker_of
from ospo_policy.ports.requests import (
    Comment,
    EditIssue,
    Identity,
    MovedError,
    OpenIssue,
    SeenIssue,
    State,
    StepRefusedError,
)


class Issues:
    """Works on the issues of one repository."""

    def __init__(self, writer: Writer, place: Place, me: Identity) -> None:
        self._writer, self._place, self._me = writer, place, me
        self._path = place.home.path

    def open(self, step: OpenIssue, known: frozenset[int]) -> SeenIssue:
        """Open an issue, or find one that we opened meanwhile: `known` are the numbers of those that were seen."""
        self._may_say(confidential=step.confidential)
        body = {"title": step.title, "body": step.text, "labels": list(step.labels)}
        try:
            told = self._alike(step, known) or self._writer.surely(
                lambda: self._writer.rest("POST", f"{self._path}/issues", body), lambda: self._alike(step, known)
            )
            return self._read(told, None)
        except RefusedError as error:
            raise _refused(error) from None
        except ODD:
            raise self._writer.transport.not_understood() from None

    def _alike(self, step: OpenIssue, known: frozenset[int]) -> Mapping[str, Any] | None:
        """An issue of ours that was not seen before and is the same, or is open and of the same kind: another run's."""
        query = f"state=all&sort=created&direction=desc&per_page=100&creator={quote(self._me.login)}"
        status, found = self._writer.transport.rest(f"{self._path}/issues?{query}")
        wanted = marker_of(step.text)
        for one in found if status == 200 and isinstance(found, list) else ():
            text, marker = one.get("body") or "", marker_of(one.get("body") or "")
            same_kind = marker is not None and wanted is not None and marker.kind == wanted.kind
            is_alike = same_text(text, step.text) or (same_kind and one.get("state") == "open")
            if "pull_request" not in one and one["number"] not in known and is_alike:
                alike: Mapping[str, Any] = one
                return alike
        return None

    def edit(self, step: EditIssue, before: SeenIssue | None) -> SeenIssue:
        """Change an issue, if nobody else has since it was seen."""
        self._may_say(confidential=step.confidential)
        now = self._now(step.number, before)
        if now.state is step.state and now.title == step.title and same_text(now.text, step.text):
            return now
        as_seen = before is not None and now.state is before.state and now.title == before.title
        if before is None or not as_seen or not same_text(now.text, before.text):
            raise MovedError(message("github.write.issue-changed", number=step.number))
        change: dict[str, object] = {"title": step.title, "body": step.text}
        if step.state is not now.state:
            is_closed = step.state is not State.OPEN
            change |= {"state": "closed" if is_closed else "open"} | (
                {"state_reason": "completed"} if is_closed else {}
            )
        try:
            place = f"{self._path}/issues/{step.number}"
            told = self._writer.surely(lambda: self._writer.rest("PATCH", place, change), lambda: None)
            return self._read(told, now)
        except RefusedError as error:
            raise _refused(error) from None
        except ODD:
            raise self._writer.transport.not_understood() from None

    def comment(self, step: Comment) -> str:
        """Say something once; what was said, as GitHub has it."""
        place = f"{self._path}/issues/{step.number}/comments"

        def say() -> str:
            self._writer.rest("POST", place, {"body": step.text})
            return step.text

        def look() -> str | None:
            return step.text if any(same_text(one, step.text) for one in self._said(step.number)) else None

        try:
            return self._writer.surely(say, look)
        except RefusedError as error:
            reason = message("github.write.no-comment", number=step.number, said=error.said)
            raise StepRefusedError(reason) from None

    def _may_say(self, *, confidential: bool) -> None:
        """GitHub hides no issue of a public repository."""
        if confidential and self._place.is_public:
            hint = Message("github.write.confidential.hint")
            raise StepRefusedError(Message("github.write.confidential"), hint)

    def _read(self, node: Any, before: SeenIssue | None) -> SeenIssue:
        return rest_seen.issue(node, before, confidential=not self._place.is_public)

    def _said(self, number: int) -> tuple[str, ...]:
        """Our newest comments."""
        variables = {"owner": self._place.home.owner, "name": self._place.home.name, "number": number}
        try:
            answer = self._writer.transport.graphql(write_queries.comments(), variables)
            return seen.our_comments(answer.data["repository"]["issueOrPullRequest"])
        except (TooMuchError, WordsRefusedError) as error:
            raise error.reason from None
        except ODD:
            raise self._writer.transport.not_understood() from None

    def _now(self, number: int, before: SeenIssue | None) -> SeenIssue:
        status, found = self._writer.transport.rest(f"{self._path}/issues/{number}")
        if status in (404, 410):
            raise MovedError(message("github.write.issue-gone", number=number))
        try:
            return self._read(found, before)
        except ODD:
            raise self._writer.transport.not_understood() from None


def _refused(error: RefusedError) -> StepRefusedError:
    if error.status == 410:
        return StepRefusedError(Message("github.write.no-issues"))
    hint = Message("github.write.no-issue.hint") if error.is_right else None
    return StepRefusedError(message("github.write.no-issue", said=error.said), hint)
