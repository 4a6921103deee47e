# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our merge request: opened, changed and closed. People's changes are looked for just before each, and left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.engine.our_texts import same_text
from ospo_policy.forges.changing import Changer, NotDoneError
from ospo_policy.forges.gitlab import rest_seen, seen
from ospo_policy.forges.gitlab.asking import read, told
from ospo_policy.forges.gitlab.quick_actions import without_commands
from ospo_policy.forges.gitlab.reviewers import Reviewers
from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.transport import Transport
from ospo_policy.forges.stepping import expect_request
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import (
    CloseRequest,
    EditRequest,
    MovedError,
    OpenRequest,
    SeenBranch,
    SeenRequest,
    State,
    StepRefusedError,
)


class Requests:
    """Works on the merge requests of one project."""

    def __init__(self, changer: Changer, transport: Transport, reviewers: Reviewers, listed: Listed, me: Me) -> None:
        self._changer, self._transport, self._listed, self._me = changer, transport, listed, me
        self._reviewers = reviewers
        self._path = f"/projects/{quote(listed.native_id, safe='')}/merge_requests"

    def open(self, step: OpenRequest, branch: SeenBranch | None) -> SeenRequest:
        """Open a request, or find the one that was opened from the branch meanwhile. Labels are made as they are needed."""
        body = {
            "source_branch": step.branch,
            "target_branch": step.base,
            "title": seen.titled(step.title, is_draft=step.is_draft),
            "description": without_commands(step.text),
            "labels": ",".join(label for label in step.labels if "," not in label),
            "remove_source_branch": True,
            "reviewer_ids": self._reviewers.numbers(step.reviewers),
        }

        def attempt() -> Mapping[str, Any]:
            found: Mapping[str, Any] = self._changer.change("post", self._path, body)
            return found

        try:
            node = self._changer.surely(attempt, lambda: self._opened(step.branch))
        except NotDoneError as error:
            if error.status != 409 or (opened := self._opened(step.branch)) is None:
                raise self._refused(error) from None
            node = opened
        commits = branch.commits if branch is not None else None
        return self._read(node, commits, ())

    def edit(self, step: EditRequest, before: SeenRequest | None) -> SeenRequest:
        """Change title, text and base, if nobody else has changed them since they were seen."""
        now = self._now(step.number, before)
        if now.title == step.title and same_text(now.text, step.text) and now.base == step.base:
            return now
        expect_request(step.number, now, before)
        body = {
            "title": seen.titled(step.title, is_draft=now.is_draft),
            "description": without_commands(step.text),
            **({"target_branch": step.base} if step.base != now.base else {}),
        }
        return self._changed(step.number, body, now)

    def close(self, step: CloseRequest, before: SeenRequest | None) -> SeenRequest:
        """Close it with its last text, in one request."""
        now = self._now(step.number, before)
        if now.state is State.CLOSED and same_text(now.text, step.text):
            return now
        expect_request(step.number, now, before)
        return self._changed(step.number, {"description": without_commands(step.text), "state_event": "close"}, now)

    def _opened(self, branch: str) -> Mapping[str, Any] | None:
        """The request that is open from a branch, if it is ours. Forks, whose branches may bear any name, do not count."""

        def found(**query: str) -> list[Any]:
            some = told(lambda: rest_seen.requests_from(self._transport, self._listed, branch, state="opened", **query))
            return [one for one in some if one.get("source_project_id") == one.get("target_project_id")]

        ours = found(author_id=str(self._me.number))
        if not ours and found(per_page="100"):
            raise StepRefusedError(message("write.others-request", branch=branch))
        return ours[0] if ours else None

    def _now(self, number: int, before: SeenRequest | None) -> SeenRequest:
        node = told(lambda: self._transport.get(f"{self._path}/{number}"))
        return self._read(node, before.commits if before else None, before.comments if before else ())

    def _changed(self, number: int, body: object, before: SeenRequest) -> SeenRequest:
        try:
            node = self._changer.same("put", f"{self._path}/{number}", body)
        except NotDoneError as error:
            raise self._refused(error) from None
        return self._read(node, before.commits, before.comments)

    def _read(self, node: Any, commits: Any, comments: tuple[str, ...]) -> SeenRequest:
        return read(self._transport, lambda: seen.request(seen.of_rest(node), self._me, commits, comments))

    def _refused(self, error: NotDoneError) -> StepRefusedError | MovedError:
        if error.speaks_of("does not exist"):
            return MovedError(Message("write.no-branch"))
        hint = Message("gitlab.write.no-request.hint") if error.is_right else None
        return StepRefusedError(message("write.no-request", status=error.status), hint)
