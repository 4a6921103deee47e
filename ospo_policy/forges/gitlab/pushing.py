# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes our branch hold our commits, by GitLab's commits API: a commit a request, each with all its files.

A new branch is only made where there is none: GitLab refuses a commit on top of another one (`start_sha`) to a branch that
exists, unless it is forced. A branch of ours is forced, since GitLab has no other way to put it on a new base, and only if it
still stands where it was seen a request before. GitLab has no lease on a branch (`last_commit_id` speaks of a file on the commit
that we start from, which never changes): what somebody pushes in the moment between that look and the commit, a fraction of a
second, leaves the branch. Whoever pushed it still has it, and the project's activity shows its id. Further commits of ours are
put on top of what is there, never forced.

Commits are made by our account, and signed where the instance signs what it commits
(https://docs.gitlab.com/user/project/repository/signed_commits/web_commits/).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from ospo_policy.forges.changing import ODD, Changer, NotDoneError, object_id_of, text_of
from ospo_policy.forges.gitlab import rest_seen, seen
from ospo_policy.forges.gitlab.base_files import BaseFile, BaseFiles
from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.forges.selected import object_id
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Listed
from ospo_policy.ports.requests import Content, DeleteBranch, MovedError, Push, SeenCommit, StepRefusedError

_PLAIN = ("100644", "100755")


class Tip(NamedTuple):
    """The newest commit of a branch: its id, its message, its parents, and when its author made it."""

    oid: str
    message: str
    parents: tuple[str, ...]
    authored: str
    node: Mapping[str, Any]


class Pusher:
    """Works on the branches of one project."""

    def __init__(self, changer: Changer, transport: Transport, files: BaseFiles, listed: Listed, me: Me) -> None:
        self._changer, self._transport, self._listed, self._me = changer, transport, listed, me
        self._files = files
        self._path = f"/projects/{quote(listed.native_id, safe='')}/repository"

    def push(self, step: Push) -> tuple[SeenCommit, ...]:
        """The commits of the branch then, the newest first. Raises `StepRefusedError` and `MovedError`."""
        bodies = self._bodies(step)
        made: list[Tip] = []
        for body in bodies:
            if made:
                made.append(self._commit(step, body, made[-1].oid, made[-1].oid))
                continue
            start = {"start_sha": step.onto} | ({"force": True} if step.expected is not None else {})
            made.append(self._commit(step, {**body, **start}, step.expected, step.onto))
        # Made just now, whomever the instance names as their committer.
        return tuple(seen.commit(one.node, self._me)._replace(by_us=True) for one in reversed(made))

    def delete(self, step: DeleteBranch) -> None:
        """Delete a branch that stands where it was seen; GitLab is told to leave one whose newest commit is newer."""
        path = f"{self._path}/branches/{quote(step.branch, safe='')}"

        def attempt() -> bool:
            tip = self.tip(step.branch)
            if tip is None:
                return True
            if tip.oid != step.expected:
                raise MovedError(message("write.branch-moved", branch=step.branch))
            self._changer.change("delete", path, None, _unless_newer(tip.authored))
            return True

        try:
            self._changer.surely(attempt, lambda: None)
        except NotDoneError as error:
            if error.status == 404:
                return
            if error.status == 412:
                raise MovedError(message("write.branch-moved", branch=step.branch)) from None
            raise StepRefusedError(
                message("write.no-deletion", branch=step.branch, status=error.status), Message("write.no-push.hint")
            ) from None

    def tip(self, branch: str) -> Tip | None:
        """Where a branch stands; None where there is none."""
        try:
            told = rest_seen.branch(self._transport, self._listed, branch)
        except (RefusedError, TooHeavyError) as error:
            raise ForgeUnavailableError(error.reason) from None
        return None if told is None else self._tip(told.get("commit"))

    def _tip(self, told: Any) -> Tip:
        try:
            node = seen.commit_of_rest(told)
            parents = tuple(object_id_of(one) for one in told["parent_ids"])
            authored = str(told.get("authored_date", ""))[:64]
            return Tip(object_id_of(node["sha"]), text_of(node["message"]), parents, authored, node)
        except ODD:
            raise ForgeUnavailableError(message("gitlab.not-understood", url=self._transport.url)) from None

    def _commit(self, step: Push, body: Mapping[str, object], before: str | None, parent: str) -> Tip:
        """One commit on top of `parent`, on a branch that stands at `before`."""

        def attempt() -> Tip:
            if step.expected is not None and before == step.expected:
                self._expect(step)
            return self._tip(self._changer.change("post", f"{self._path}/commits", body))

        def look() -> Tip | None:
            tip = self.tip(step.branch)
            if (
                tip is not None
                and tip.message.rstrip() == str(body["commit_message"]).rstrip()
                and tip.parents == (parent,)
            ):
                return tip
            if (tip.oid if tip is not None else None) != before:
                raise MovedError(message("write.branch-moved", branch=step.branch))
            return None

        try:
            tip = self._changer.surely(attempt, look)
        except NotDoneError as error:
            raise self._refused(step, error, before) from None
        if tip.parents != (parent,):
            raise MovedError(message("write.branch-moved", branch=step.branch))
        return tip

    def _expect(self, step: Push) -> None:
        """Raise `MovedError` unless the branch stands where it was seen."""
        tip = self.tip(step.branch)
        if tip is None or tip.oid != step.expected:
            raise MovedError(message("write.branch-moved", branch=step.branch))

    def _refused(self, step: Push, error: NotDoneError, before: str | None) -> StepRefusedError | MovedError:
        """Why a commit is refused: the branch was moved, is protected, or a rule forbids the push."""
        tip = self.tip(step.branch)
        if (tip.oid if tip is not None else None) != before:
            return MovedError(message("write.branch-moved", branch=step.branch))
        if error.speaks_of("start_sha"):
            return MovedError(message("write.no-commit", commit=step.onto[:12]))
        if error.speaks_of("insufficient_scope"):
            return StepRefusedError(Message("gitlab.write.scope"), Message("gitlab.write.token.hint"))
        if error.status == 403 or error.speaks_of("not allowed to", "protected branch", "force push"):
            return StepRefusedError(
                message("write.protected", branch=step.branch), Message("write.protected.hint"), step.branch
            )
        if error.status == 404:
            return StepRefusedError(Message("write.hidden"), Message("gitlab.write.no-push.hint"))
        reason = message("write.no-push", branch=step.branch, status=error.status)
        return StepRefusedError(reason, Message("gitlab.write.no-push.hint"))

    def _bodies(self, step: Push) -> list[dict[str, object]]:
        """What to send for each commit that changes something."""
        paths = sorted({path for one in step.commits for path in one.files})
        there = self._files.at(self._listed, step.onto, paths)
        for path, one in there.items():
            if one.mode not in _PLAIN:
                raise StepRefusedError(message("write.odd-file", path=path))
        bodies = []
        for content in step.commits:
            actions = _actions(content, there)
            if actions:
                bodies.append({
                    "branch": step.branch, "commit_message": content.message, "actions": actions, "stats": False,
                })  # fmt: skip
        if not bodies:
            raise MovedError(Message("write.nothing-to-change"))
        return bodies


def _actions(content: Content, there: dict[str, BaseFile]) -> Sequence[Mapping[str, object]]:
    """What a commit does to each file; `there` is what is there before, and after."""
    actions: list[Mapping[str, object]] = []
    for path in sorted(content.files):
        text, known = content.files[path], there.get(path)
        if text is None:
            if known is not None:
                del there[path]
                actions.append({"action": "delete", "file_path": path})
            continue
        data = text.encode("utf-8", "surrogateescape")
        oid = object_id(data, known.oid if known is not None else "0" * 40)
        if known is not None and known.oid == oid:
            continue
        there[path] = BaseFile(oid, known.mode if known is not None else "100644")
        verb = "create" if known is None else "update"
        actions.append({"action": verb, "file_path": path, "content": b64encode(data).decode(), "encoding": "base64"})
    return actions


def _unless_newer(authored: str) -> Mapping[str, str]:
    """A header by which GitLab leaves a branch whose newest commit is newer than this (lib/api/helpers.rb)."""
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(authored).astimezone(UTC)
    except ValueError:
        return {}
    return {"If-Unmodified-Since": format_datetime(moment, usegmt=True)}
