# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our pull request: opened, changed and closed. People's changes are looked for just before each, and left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ospo_policy.engine.our_texts import same_text
from ospo_policy.forges.changing import Changer, NotDoneError
from ospo_policy.forges.forgejo import rest, seen
from ospo_policy.forges.forgejo.asking import read, told
from ospo_policy.forges.forgejo.labels import Labels
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.forges.stepping import expect_request
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import (
    CloseRequest,
    EditRequest,
    Identity,
    MovedError,
    OpenRequest,
    SeenBranch,
    SeenCommit,
    SeenRequest,
    State,
    StepRefusedError,
)

MAX_REVIEWERS = 3
MAX_PAGES = 4


class Requests:
    """Works on the pull requests of one repository."""

    def __init__(self, changer: Changer, transport: Transport, listed: Listed, me: Identity) -> None:
        self._changer, self._transport, self._me = changer, transport, me
        at = rest.place(listed.owner, listed.name)
        self._labels = Labels(changer, transport, listed, at)
        self._path = f"{at}/pulls"

    def open(self, step: OpenRequest, branch: SeenBranch | None) -> SeenRequest:
        """Open a request, or find the one that was opened from the branch meanwhile."""
        body = {
            "head": step.branch,
            "base": step.base,
            "title": seen.titled(step.title, is_draft=step.is_draft),
            "body": step.text,
            "labels": self._labels.numbers(step.labels),
        }

        def attempt() -> Mapping[str, Any]:
            found: Mapping[str, Any] = self._changer.change("post", self._path, body)
            return found

        try:
            node = self._changer.surely(attempt, lambda: self._opened(step))
        except NotDoneError as error:
            if error.status != 409 or (opened := self._opened(step)) is None:
                raise self._refused(error) from None
            node = opened
        found = self._read(node, branch.commits if branch is not None else None, ())
        self._ask(found.number, step.reviewers)
        return found._replace(head=branch.head) if branch is not None and branch.head else found

    def edit(self, step: EditRequest, before: SeenRequest | None) -> SeenRequest:
        """Change title, text and base, if nobody else has changed them since they were seen."""
        now = self._now(step.number, before)
        if now.title == step.title and same_text(now.text, step.text) and now.base == step.base:
            return now
        expect_request(step.number, now, before)
        body = {"title": seen.titled(step.title, is_draft=now.is_draft), "body": step.text}
        body |= {"base": step.base} if step.base != now.base else {}
        return self._changed(step.number, body, now)

    def close(self, step: CloseRequest, before: SeenRequest | None) -> SeenRequest:
        """Close it with its last text, in one request."""
        now = self._now(step.number, before)
        if now.state is State.CLOSED and same_text(now.text, step.text):
            return now
        expect_request(step.number, now, before)
        return self._changed(step.number, {"body": step.text, "state": "closed"}, now)

    def _opened(self, step: OpenRequest) -> Mapping[str, Any] | None:
        """The request that is open from a branch to its base, if it is ours."""
        found = told(lambda: list(self._transport.items(self._path, MAX_PAGES, state="open")))
        here = read(
            self._transport,
            lambda: [
                one
                for one in found
                if (seen.branch_of(one), one["base"]["ref"]) == (step.branch, step.base)
                and one["head"].get("repo_id") == one["base"].get("repo_id")
            ],
        )
        ours = [one for one in here if seen.is_me(one.get("user"), self._me)]
        if here and not ours:
            raise StepRefusedError(message("write.others-request", branch=step.branch))
        return ours[0] if ours else None

    def _ask(self, number: int, reviewers: Sequence[str]) -> None:
        """Ask for reviews: of all together, or one by one where all are refused for the sake of one."""
        names = [one.lstrip("@") for one in reviewers if "/" not in one]
        wanted = [one for one in dict.fromkeys(names) if one and one.lower() != self._me.login.lower()][:MAX_REVIEWERS]
        if wanted and not self._asked(number, wanted) and len(wanted) > 1:
            for one in wanted:
                self._asked(number, [one])

    def _asked(self, number: int, names: Sequence[str]) -> bool:
        try:
            self._changer.same("post", f"{self._path}/{number}/requested_reviewers", {"reviewers": list(names)})
        except NotDoneError:
            return False
        return True

    def _now(self, number: int, before: SeenRequest | None) -> SeenRequest:
        node = told(lambda: self._transport.get(f"{self._path}/{number}"))
        return self._read(node, before.commits if before else None, before.comments if before else ())

    def _changed(self, number: int, body: object, before: SeenRequest) -> SeenRequest:
        try:
            node = self._changer.same("patch", f"{self._path}/{number}", body)
        except NotDoneError as error:
            raise self._refused(error) from None
        return self._read(node, before.commits, before.comments)._replace(head=before.head)

    def _read(self, node: Any, commits: tuple[SeenCommit, ...] | None, comments: tuple[str, ...]) -> SeenRequest:
        return read(self._transport, lambda: seen.request(node, self._me, commits, comments))

    def _refused(self, error: NotDoneError) -> StepRefusedError | MovedError:
        if error.speaks_of("no changes between", "not exist", "couldn't be found"):
            return MovedError(Message("write.no-branch"))
        hint = Message("forgejo.write.token.hint") if error.is_right else None
        return StepRefusedError(message("write.no-request", status=error.status), hint)
