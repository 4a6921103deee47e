# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our issue, and what we say on issues and merge requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.engine.our_texts import same_text
from ospo_policy.forges.changing import Changer, NotDoneError
from ospo_policy.forges.gitlab import rest_seen, seen
from ospo_policy.forges.gitlab.asking import read, told
from ospo_policy.forges.gitlab.quick_actions import without_commands
from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.transport import Transport
from ospo_policy.forges.stepping import expect_issue
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import Comment, EditIssue, OpenIssue, SeenIssue, State, StepRefusedError

_LATEST = 20


class Issues:
    """Works on the issues of one project."""

    def __init__(self, changer: Changer, transport: Transport, listed: Listed, me: Me) -> None:
        self._changer, self._transport, self._listed, self._me = changer, transport, listed, me
        self._place = f"/projects/{quote(listed.native_id, safe='')}"
        self._path = f"{self._place}/issues"

    def open(self, step: OpenIssue, known: frozenset[int]) -> SeenIssue:
        """Open an issue, or find the one that another run opened: `known` are the numbers of those that were seen."""
        body = {
            "title": step.title,
            "description": without_commands(step.text),
            "labels": ",".join(label for label in step.labels if "," not in label),
            "confidential": step.confidential,
        }
        query = {"author_id": str(self._me.number), "scope": "all", "state": "all", "order_by": "created_at",
                 "sort": "desc", "per_page": str(_LATEST)}  # fmt: skip

        def look() -> SeenIssue | None:
            page = told(lambda: self._transport.page(self._path, query))
            found = (self._read(one, ()) for one in rest_seen.objects(page.items))
            return next((one for one in found if one.number not in known and same_text(one.text, step.text)), None)

        def attempt() -> SeenIssue:
            return self._read(self._changer.change("post", self._path, body), ())

        try:
            return look() or self._changer.surely(attempt, look)
        except NotDoneError as error:
            raise _refused(error) from None

    def edit(self, step: EditIssue, before: SeenIssue | None) -> SeenIssue:
        """Change an issue, if nobody else has since it was seen. What is confidential stays so."""
        comments = before.comments if before is not None else ()
        now = self._read(told(lambda: self._transport.get(f"{self._path}/{step.number}")), comments)
        hides = step.confidential and not now.confidential
        if now.state is step.state and now.title == step.title and same_text(now.text, step.text) and not hides:
            return now
        expect_issue(step.number, now, before)
        body: dict[str, object] = {"title": step.title, "description": without_commands(step.text)}
        body |= {"confidential": True} if hides else {}
        if step.state is not now.state:
            body["state_event"] = "reopen" if step.state is State.OPEN else "close"
        try:
            return self._read(self._changer.same("put", f"{self._path}/{step.number}", body), comments)
        except NotDoneError as error:
            raise _refused(error) from None

    def comment(self, step: Comment) -> str:
        """Say something once; what was said."""
        kind = "issues" if step.on_issue else "merge_requests"
        path = f"{self._place}/{kind}/{step.number}/notes"

        def attempt() -> str:
            self._changer.change("post", path, {"body": without_commands(step.text)})
            return step.text

        def look() -> str | None:
            said = told(lambda: rest_seen.our_notes(self._transport, self._listed, kind, str(step.number), self._me))
            return step.text if any(same_text(one, step.text) for one in said) else None

        try:
            return self._changer.surely(attempt, look)
        except NotDoneError as error:
            raise StepRefusedError(message("write.no-comment", number=step.number, status=error.status)) from None

    def _read(self, node: Mapping[str, Any], comments: tuple[str, ...]) -> SeenIssue:
        return read(self._transport, lambda: seen.issue(seen.of_rest(node), comments))


def _refused(error: NotDoneError) -> StepRefusedError:
    hint = Message("gitlab.write.no-issue.hint") if error.is_right else None
    return StepRefusedError(message("write.no-issue", status=error.status), hint)
