# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our request on GitHub: opened once, changed only as we saw it last, closed with its text in one step.

Before a text of ours is changed it is read once more: what people wrote since the bulk read is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.github import rest_seen
from ospo_policy.forges.github.seen import same_login, same_text
from ospo_policy.forges.github.situations import ODD, Place
from ospo_policy.forges.github.writing import RefusedError, Writer
from ospo_policy.model.message import Message, message
from ospo_policy.ports.requests import (
    CloseRequest,
    EditRequest,
    Identity,
    MovedError,
    OpenRequest,
    SeenBranch,
    SeenRequest,
    State,
    StepRefusedError,
)

MAX_REVIEWERS = 5
NEW_BRANCH_TRIES = 4
"""GitHub may not know a branch yet that it has just made: then it calls the head of a request invalid."""


class Requests:
    """Works on the requests of one repository."""

    def __init__(self, writer: Writer, place: Place, me: Identity) -> None:
        self._writer, self._place, self._me = writer, place, me
        self._path = place.home.path

    def open(self, step: OpenRequest, branch: SeenBranch | None) -> SeenRequest:
        """Open a request, or find the one that is open from this branch."""
        node = self._opened(step)
        found = self._read(node, None, branch)
        labels = self._labelled(found.number, [one for one in step.labels if one not in found.labels])
        self._ask(found.number, step.reviewers)
        return found._replace(labels=found.labels | labels)

    def edit(self, step: EditRequest, before: SeenRequest | None) -> SeenRequest:
        """Change a request."""
        now = self._now(step.number, before)
        if now.state is State.OPEN and now.base == step.base and _says(now, step.title, step.text):
            return now
        if now.state is not State.OPEN or before is None or not _says(now, before.title, before.text):
            raise MovedError(message("github.write.request-changed", number=step.number))
        change = {"title": step.title, "body": step.text} | ({} if now.base == step.base else {"base": step.base})
        return self._changed(step.number, change, now)

    def close(self, step: CloseRequest, before: SeenRequest | None) -> SeenRequest:
        """Close a request, with its text."""
        now = self._now(step.number, before)
        if now.state is State.CLOSED and same_text(now.text, step.text):
            return now
        as_seen = before is not None and now.head == before.head and _says(now, before.title, before.text)
        if now.state is not State.OPEN or not as_seen:
            raise MovedError(message("github.write.request-changed", number=step.number))
        return self._changed(step.number, {"state": "closed", "body": step.text}, now)

    def _opened(self, step: OpenRequest) -> Mapping[str, Any]:
        owner = self._place.fork.owner if step.in_fork and self._place.fork else self._place.home.owner
        body: dict[str, object] = {
            "title": step.title,
            "head": f"{owner}:{step.branch}" if step.in_fork else step.branch,
            "base": step.base,
            "body": step.text,
            "draft": step.is_draft,
        }
        body |= {"maintainer_can_modify": True} if step.in_fork else {}
        for tries in range(NEW_BRANCH_TRIES):
            try:
                return self._writer.surely(lambda: self._post(body), lambda: self._open_from(owner, step.branch))
            except RefusedError as error:
                if error.speaks_of("already exists") and (found := self._open_from(owner, step.branch)) is not None:
                    return found
                if error.speaks_of("draft") and body["draft"]:
                    body["draft"] = False
                elif error.speaks_of("head invalid") and tries < NEW_BRANCH_TRIES - 1:
                    self._writer.transport.sleep(2.0**tries)
                else:
                    raise _refused(error) from None
        raise self._writer.transport.not_understood()

    def _post(self, body: object) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._writer.rest("POST", f"{self._path}/pulls", body)
        return found

    def _open_from(self, owner: str, branch: str) -> Mapping[str, Any] | None:
        """The request that is open from a branch, if it is ours."""
        head = quote(f"{owner}:{branch}", safe="")
        status, found = self._writer.transport.rest(f"{self._path}/pulls?state=open&per_page=100&head={head}")
        if status != 200 or not isinstance(found, list):
            raise self._writer.transport.not_understood()
        try:
            ours = [one for one in found if same_login(one["user"]["login"], self._me.login)]
        except ODD:
            raise self._writer.transport.not_understood() from None
        if found and not ours:
            raise MovedError(message("github.write.others-request", branch=branch))
        return ours[0] if ours else None

    def _labelled(self, number: int, labels: Sequence[str]) -> frozenset[str]:
        """Add labels; GitHub makes those that are not there yet, if we may (github/docs#35718). They are never worth a failure."""
        if not labels:
            return frozenset()
        place = f"{self._path}/issues/{number}/labels"
        try:
            told = self._writer.surely(lambda: self._writer.rest("POST", place, {"labels": list(labels)}), lambda: None)
        except RefusedError:
            return frozenset()
        return rest_seen.labels(told)

    def _ask(self, number: int, reviewers: Sequence[str]) -> None:
        """Ask people and teams for a review: together, or one by one where GitHub refuses all for the sake of one."""
        named = [one.lstrip("@") for one in reviewers]
        wanted = list(dict.fromkeys(one for one in named if one and not same_login(one, self._me.login)))[
            :MAX_REVIEWERS
        ]
        if wanted and not self._asked(number, wanted) and len(wanted) > 1:
            for one in wanted:
                self._asked(number, [one])

    def _asked(self, number: int, reviewers: Sequence[str]) -> bool:
        people = [one for one in reviewers if "/" not in one]
        teams = [one.partition("/")[2] for one in reviewers if "/" in one]
        body = {"reviewers": people, "team_reviewers": teams}
        place = f"{self._path}/pulls/{number}/requested_reviewers"
        try:
            self._writer.surely(lambda: self._writer.rest("POST", place, body), lambda: None)
        except RefusedError:
            return False
        return True

    def _now(self, number: int, before: SeenRequest | None) -> SeenRequest:
        status, found = self._writer.transport.rest(f"{self._path}/pulls/{number}")
        if status in (404, 410):
            raise MovedError(message("github.write.request-gone", number=number))
        return self._read(found, before, None)

    def _changed(self, number: int, change: object, before: SeenRequest) -> SeenRequest:
        """Change it; the same change twice is no other change, so it is just sent again."""
        place = f"{self._path}/pulls/{number}"
        try:
            told = self._writer.surely(lambda: self._writer.rest("PATCH", place, change), lambda: None)
        except RefusedError as error:
            raise _refused(error) from None
        return self._read(told, before, None)

    def _read(self, node: object, before: SeenRequest | None, branch: SeenBranch | None) -> SeenRequest:
        try:
            return rest_seen.request(node, self._me, before, branch)  # type: ignore[arg-type]
        except ODD:
            raise self._writer.transport.not_understood() from None


def _says(now: SeenRequest, title: str, text: str) -> bool:
    return now.title.strip() == title.strip() and same_text(now.text, text)


def _refused(error: RefusedError) -> StepRefusedError | MovedError:
    if error.speaks_of("no commits between"):
        return MovedError(Message("github.write.no-difference"))
    hint = Message("github.write.no-request.hint") if error.is_right else None
    return StepRefusedError(message("github.write.no-request", said=error.said), hint)
