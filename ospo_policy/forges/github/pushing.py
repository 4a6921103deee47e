# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our branch on GitHub: made, filled, rebuilt and deleted, each only from where it was seen.

A new branch gets commits that GitHub signs for any token (`createCommitOnBranch`). A branch with an open request is never set back
to its base first, as GitHub would close the request: its commits are built beside it, then the branch is moved in one step
(https://docs.github.com/en/graphql/reference/mutations#updaterefs), and never away from a commit that we did not see.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from ospo_policy.forges.github import write_queries
from ospo_policy.forges.github.push_parts import (
    Base,
    base_of,
    changes,
    commit_input,
    oid_of,
    paths_of,
    touches_workflows,
    tree_entries,
)
from ospo_policy.forges.github.refusals import TooMuchError, WordsRefusedError
from ospo_policy.forges.github.seen import same_text
from ospo_policy.forges.github.situations import ODD, Home
from ospo_policy.forges.github.told import object_id_of
from ospo_policy.forges.github.writing import RefusedError, Writer
from ospo_policy.model.message import Message, message
from ospo_policy.ports.requests import Content, DeleteBranch, MovedError, Push, SeenCommit, StepRefusedError

_NONE = "0" * 40
"""Stands for no commit where a branch is made or deleted."""
_BLOCKS = (
    "rule violation", "protected branch", "protected ref", "through a pull request", "cannot create ref",
    "review is required", "status check",
)  # fmt: skip
"""How GitHub says that a protection forbids it, where it has no word for it."""


class Pusher:
    """Works on the branches of one repository."""

    def __init__(self, writer: Writer, home: Home, origin: Home | None = None) -> None:
        """`origin` is where what `home` is a fork of stands: the fork's own branches may be behind it."""
        self._writer, self._home, self._origin = writer, home, origin or home

    def push(self, step: Push, *, has_request: bool) -> tuple[SeenCommit, ...]:
        """Make the branch hold the commits; those that it holds then, the newest first."""
        onto = self._made(step) if step.expected is None else self._files(step.onto, paths_of(step))
        at = step.expected or step.onto
        try:
            todo = changes(step, onto)
            if onto.is_plain and (at == step.onto or not has_request):
                if at != step.onto:
                    self._move(step.branch, at, step.onto)
                return self._appended(step.branch, step.onto, todo)
            return self._rebuilt(step.branch, at, onto, todo)
        except (StepRefusedError, MovedError):
            if step.expected is None and self.head(step.branch) == step.onto:
                # It holds nothing, and nobody would know why it is there.
                with contextlib.suppress(StepRefusedError, MovedError):
                    self._move(step.branch, step.onto, _NONE)
            raise

    def delete(self, step: DeleteBranch) -> None:
        """Delete the branch, where it stands as expected; one that is gone already is fine."""
        self._move(step.branch, step.expected, _NONE)

    def head(self, branch: str) -> str | None:
        """Where a branch stands now."""
        status, told = self._writer.transport.rest(f"{self._home.path}/git/ref/heads/{quote(branch)}")
        if status == 404:
            return None
        try:
            return object_id_of(told["object"]["sha"])
        except ODD:
            raise self._writer.transport.not_understood() from None

    def _made(self, step: Push) -> Base:
        """Make the branch where the base stands, and learn on the way what lies at our paths."""
        paths = paths_of(step)
        given = {"repositoryId": self._home.id, "name": f"refs/heads/{step.branch}", "oid": step.onto}
        variables = {"input": given, **_numbered(paths)}

        def make() -> Base:
            told = self._writer.mutate(write_queries.create_ref(len(paths)), variables)
            try:
                return base_of(told["createRef"]["ref"]["target"], step.onto, paths)
            except ODD:
                return self._files(step.onto, paths)

        def look() -> Base | None:
            head = self.head(step.branch)
            if head not in (None, step.onto):
                raise MovedError(message("github.write.branch-moved", branch=step.branch))
            return None if head is None else self._files(step.onto, paths)

        try:
            return self._writer.surely(make, look)
        except RefusedError as error:
            found = look()
            if found is None:
                raise _refused(error, step.branch, {}) from None
            return found

    def _files(self, commit: str, paths: Sequence[str]) -> Base:
        """What lies at paths of a commit that we build on."""
        variables = {"owner": self._origin.owner, "name": self._origin.name, "commit": commit, **_numbered(paths)}
        try:
            answer = self._writer.transport.graphql(write_queries.files(len(paths)), variables)
            if not answer.errors:
                return base_of(answer.data["repository"]["object"], commit, paths)
        except (TooMuchError, WordsRefusedError) as error:
            raise error.reason from None
        except ODD:
            pass
        raise MovedError(message("github.write.no-commit", commit=commit[:12]))

    def _appended(self, branch: str, head: str, todo: Sequence[Content]) -> tuple[SeenCommit, ...]:
        """Commit on the branch, one by one."""
        made: list[SeenCommit] = []
        for content in todo:
            head = self._append(branch, head, content)
            made.insert(0, SeenCommit(head, content.message.rstrip(), by_us=True))
        return tuple(made)

    def _append(self, branch: str, head: str, content: Content) -> str:
        given = commit_input(f"{self._home.owner}/{self._home.name}", branch, head, content)

        def append() -> str:
            told = self._writer.mutate(write_queries.COMMIT, {"input": given})
            return oid_of(told["createCommitOnBranch"]["commit"]["oid"])

        def look() -> str | None:
            now = self.head(branch)
            if now == head:
                return None
            if now is not None and self._is(now, head, content.message):
                return now
            raise MovedError(message("github.write.branch-moved", branch=branch))

        try:
            return self._writer.surely(append, look)
        except RefusedError as error:
            found = look()
            if found is None:
                raise _refused(error, branch, content.files) from None
            return found
        except ODD:
            raise self._writer.transport.not_understood() from None

    def _is(self, oid: str, parent: str, text: str) -> bool:
        """Whether a commit is the one that we wanted to make."""
        status, told = self._writer.transport.rest(f"{self._home.path}/git/commits/{oid}")
        try:
            parents = [one["sha"] for one in told["parents"]]
            return status == 200 and parents == [parent] and same_text(str(told["message"]), text)
        except ODD:
            return False

    def _rebuilt(self, branch: str, at: str, onto: Base, todo: Sequence[Content]) -> tuple[SeenCommit, ...]:
        """Build the commits beside the branch, then move it there. What is built and not used, Git forgets."""
        made: list[SeenCommit] = []
        head, tree = onto.oid, onto.tree
        for content in todo:
            try:
                tree = self._object("trees", {"base_tree": tree, "tree": tree_entries(content, onto)})
                head = self._object("commits", {"message": content.message.rstrip(), "tree": tree, "parents": [head]})
            except RefusedError as error:
                raise _refused(error, branch, content.files) from None
            made.insert(0, SeenCommit(head, content.message.rstrip(), by_us=True))
        self._move(branch, at, head)
        return tuple(made)

    def _object(self, kind: str, body: object) -> str:
        def make() -> str:
            return oid_of(self._writer.rest("POST", f"{self._home.path}/git/{kind}", body)["sha"])

        try:
            return self._writer.surely(make, lambda: None)
        except ODD:
            raise self._writer.transport.not_understood() from None

    def _move(self, branch: str, before: str, after: str) -> None:
        """Move the branch, or delete it, if it stands where it was seen."""
        update = {"name": f"refs/heads/{branch}", "beforeOid": before, "afterOid": after, "force": True}
        given = {"repositoryId": self._home.id, "refUpdates": [update]}

        def move() -> bool:
            self._writer.mutate(write_queries.UPDATE_REFS, {"input": given})
            return True

        def look() -> bool | None:
            now = self.head(branch) or _NONE
            if now not in (before, after):
                raise MovedError(message("github.write.branch-moved", branch=branch))
            return True if now == after else None

        try:
            self._writer.surely(move, look)
        except RefusedError as error:
            if look() is None:
                raise _refused(error, branch, {}) from None


def no_workflows() -> StepRefusedError:
    """The refusal of a change that wants a right of its own."""
    return StepRefusedError(Message("github.write.no-workflows"), Message("github.write.no-workflows.hint"))


def _refused(error: RefusedError, branch: str, files: Mapping[str, object]) -> StepRefusedError:
    if touches_workflows(files) and (error.is_right or error.speaks_of("workflow")):
        return no_workflows()
    if error.kind == "BRANCH_PROTECTION_RULE_VIOLATION" or error.speaks_of(*_BLOCKS):
        reason = message("github.write.protected", branch=branch, said=error.said)
        return StepRefusedError(reason, Message("github.write.protected.hint"), blocks=branch)
    hint = Message("github.write.no-push.hint") if error.is_right else None
    return StepRefusedError(message("github.write.no-push", branch=branch, said=error.said), hint)


def _numbered(values: Sequence[str]) -> dict[str, object]:
    return {f"p{number}": value for number, value in enumerate(values)}
