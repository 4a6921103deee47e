# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our issue, and what we say on issues and pull requests. Nothing here is confidential but in a private repository."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ospo_policy.engine.our_texts import same_text
from ospo_policy.forges.changing import Changer, NotDoneError
from ospo_policy.forges.forgejo import our_things, rest, seen, situations
from ospo_policy.forges.forgejo.asking import read, told
from ospo_policy.forges.forgejo.labels import Labels
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.forges.stepping import expect_issue
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import (
    Comment,
    EditIssue,
    Identity,
    OpenIssue,
    SeenIssue,
    State,
    StepRefusedError,
)


class Issues:
    """Works on the issues of one repository."""

    def __init__(self, changer: Changer, transport: Transport, listed: Listed, me: Identity) -> None:
        self._changer, self._transport, self._listed, self._me = changer, transport, listed, me
        self._at = rest.place(listed.owner, listed.name)
        self._labels = Labels(changer, transport, listed, self._at)
        self._path = f"{self._at}/issues"

    def open(self, step: OpenIssue, known: frozenset[int]) -> SeenIssue:
        """Open an issue, or find the one that another run opened: `known` are the numbers of those that were seen."""
        is_private = self._may_say(confidential=step.confidential)

        def look() -> SeenIssue | None:
            things = told(lambda: our_things.things_of(self._transport, self._listed, self._me))
            found = (self._read(one, (), is_private) for one in things if not one.get("pull_request"))
            return next((one for one in found if one.number not in known and same_text(one.text, step.text)), None)

        def attempt() -> SeenIssue:
            body = {"title": step.title, "body": step.text, "labels": labels}
            return self._read(self._changer.change("post", self._path, body), (), is_private)

        try:
            there = look()
            if there is not None:
                return there
            labels = self._labels.numbers(step.labels)
            return self._changer.surely(attempt, look)
        except NotDoneError as error:
            raise _refused(error) from None

    def edit(self, step: EditIssue, before: SeenIssue | None) -> SeenIssue:
        """Change an issue, if nobody else has since it was seen."""
        is_private = self._may_say(confidential=step.confidential)
        comments = before.comments if before is not None else ()
        node = told(lambda: self._transport.get(f"{self._path}/{step.number}"))
        now = self._read(node, comments, is_private)
        if now.state is step.state and now.title == step.title and same_text(now.text, step.text):
            return now
        expect_issue(step.number, now, before)
        body = {"title": step.title, "body": step.text}
        body |= {"state": "open" if step.state is State.OPEN else "closed"} if step.state is not now.state else {}
        try:
            return self._read(self._changer.same("patch", f"{self._path}/{step.number}", body), comments, is_private)
        except NotDoneError as error:
            raise _refused(error) from None

    def comment(self, step: Comment) -> str:
        """Say something once; what was said."""

        def attempt() -> str:
            self._changer.change("post", f"{self._path}/{step.number}/comments", {"body": step.text})
            return step.text

        def look() -> str | None:
            said = told(lambda: situations.our_comments(self._transport, self._at, step.number, self._me))
            return step.text if any(same_text(one, step.text) for one in said) else None

        try:
            return self._changer.surely(attempt, look)
        except NotDoneError as error:
            raise StepRefusedError(message("write.no-comment", number=step.number, status=error.status)) from None

    def _may_say(self, *, confidential: bool) -> bool:
        """Whether the repository is private, which is looked up for what is confidential: elsewhere, that is refused."""
        if not confidential:
            return False
        node = told(lambda: self._transport.get(self._at))
        if node.get("private") is not True:
            raise StepRefusedError(Message("forgejo.write.confidential"), Message("forgejo.write.confidential.hint"))
        return True

    def _read(self, node: Mapping[str, Any], comments: tuple[str, ...], is_private: bool) -> SeenIssue:
        return read(self._transport, lambda: seen.issue(node, comments, confidential=is_private))


def _refused(error: NotDoneError) -> StepRefusedError:
    hint = Message("forgejo.write.token.hint") if error.is_right else None
    return StepRefusedError(message("write.no-issue", status=error.status), hint)
