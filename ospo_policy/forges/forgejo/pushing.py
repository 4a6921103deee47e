# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes our branch hold our commits through Git's own push, which moves a branch in one step, and only from where it was seen.

Forgejo's API can do neither: it commits on top of a branch, and never over one (services/repository/files). So all commits are made
here and sent in one pack; whatever somebody else has pushed meanwhile, the server refuses ours. A branch is deleted in the same
way. Commits are not signed by the instance then, as those of its API may be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.changing import ODD, Changer, NotDoneError, UnsureError, object_id_of, text_of
from ospo_policy.forges.forgejo import rest, situations
from ospo_policy.forges.forgejo.fields import objects
from ospo_policy.forges.forgejo.transport import RefusedError, Transport
from ospo_policy.forges.git_objects import (
    TREE,
    NewTrees,
    OddTreeError,
    TreeEntry,
    commit_of,
    push_body,
    refusal_of,
)
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Listed
from ospo_policy.ports.requests import DeleteBranch, Identity, MovedError, Push, SeenCommit, StepRefusedError

PAGE = 1_000
MAX_PAGES = 50
_MOVED = ("fetch first", "stale", "reference already exists", "cannot lock", "failed to update", "non-fast-forward")


class Pusher:
    """Works on the branches of one repository."""

    def __init__(
        self, changer: Changer, transport: Transport, listed: Listed, me: Identity, clock: Callable[[], float]
    ) -> None:
        self._changer, self._transport, self._me, self._clock = changer, transport, me, clock
        self._at = rest.place(listed.owner, listed.name)
        owner, name = (quote(one, safe="") for one in (listed.owner, listed.name))
        self._git = f"/{owner}/{name}.git/git-receive-pack"

    def push(self, step: Push) -> tuple[SeenCommit, ...]:
        """The commits of the branch then, the newest first. Raises `StepRefusedError` and `MovedError`."""
        trees, head, made = self._commits(step)
        if head == step.onto:
            raise MovedError(Message("write.nothing-to-change"))
        body = push_body(step.branch, step.expected, head, trees.objects, step.onto)
        self._send(step.branch, body, step.expected, head)
        return tuple(reversed(made))

    def delete(self, step: DeleteBranch) -> None:
        """Delete a branch that stands where it was seen."""
        body = push_body(step.branch, step.expected, None, {}, step.expected)
        self._send(step.branch, body, step.expected, None)

    def _commits(self, step: Push) -> tuple[NewTrees, str, Sequence[SeenCommit]]:
        moment = int(self._clock())
        trees = NewTrees(_Listings(self._transport, self._at, step.onto).of, step.onto)
        try:
            tree, head, made = self._root(step.onto), step.onto, []
            for content in step.commits:
                new = trees.changed(tree, content.files)
                if new != tree:
                    tree, head = new, trees.add(commit_of(new, head, self._me, moment, content.message))
                    made.append(SeenCommit(head, content.message, by_us=True))
        except OddTreeError:
            raise StepRefusedError(Message("write.odd-tree")) from None
        except RefusedError as error:
            raise ForgeUnavailableError(error.reason) from None
        except ODD:
            raise ForgeUnavailableError(self._transport.not_understood().reason) from None
        return trees, head, made

    def _root(self, commit: str) -> str:
        """The tree of a commit."""
        try:
            told = self._transport.get(
                f"{self._at}/git/commits/{commit}", stat="false", verification="false", files="false"
            )
        except RefusedError as error:
            if error.status in (404, 422):
                raise MovedError(message("write.no-commit", commit=commit[:12])) from None
            raise
        return object_id_of(told["commit"]["tree"]["sha"])

    def _send(self, branch: str, body: bytes, before: str | None, after: str | None) -> None:
        def attempt() -> bool:
            sent = self._changer.sent("post", self._git, body)
            try:
                refusal = refusal_of(sent.body, branch)
            except ValueError:
                raise UnsureError from None
            if refusal is not None:
                raise NotDoneError(200, refusal)
            return True

        try:
            self._changer.surely(attempt, lambda: self._is_at(branch, before, after))
        except NotDoneError as error:
            raise self._refused(branch, error, before, after) from None

    def _is_at(self, branch: str, before: str | None, after: str | None) -> bool | None:
        """Whether a branch has moved as it was to; None where it has not moved at all."""
        tip = self._tip(branch)
        if tip == after:
            return True
        if tip != before:
            raise MovedError(message("write.branch-moved", branch=branch))
        return None

    def _tip(self, branch: str) -> str | None:
        try:
            return situations.tip_of(self._transport, self._at, branch)
        except RefusedError as error:
            raise ForgeUnavailableError(error.reason) from None
        except ODD:
            raise ForgeUnavailableError(self._transport.not_understood().reason) from None

    def _refused(
        self, branch: str, error: NotDoneError, before: str | None, after: str | None
    ) -> StepRefusedError | MovedError:
        if error.speaks_of(*_MOVED) or self._tip(branch) not in (before, after):
            return MovedError(message("write.branch-moved", branch=branch))
        if error.status == 200 and error.speaks_of("hook declined", "protected", "prohibited", "deny"):
            return StepRefusedError(message("write.protected", branch=branch), Message("write.protected.hint"), branch)
        if error.is_right:
            return StepRefusedError(Message("forgejo.write.no-git"), Message("forgejo.write.token.hint"))
        reason = message("write.no-push", branch=branch, status=error.status)
        return StepRefusedError(reason, Message("forgejo.write.no-push.hint"))


class _Listings:
    """What the trees of a commit hold: all at once where they are few, else folder by folder."""

    def __init__(self, transport: Transport, at: str, commit: str) -> None:
        self._transport, self._at, self._commit = transport, at, commit
        self._known: dict[str, list[TreeEntry]] | None = None

    def of(self, tree: str) -> Sequence[TreeEntry]:
        """The entries of a folder. Raises `RefusedError`."""
        if self._known is None:
            self._known = self._all(tree)
        if tree not in self._known:
            self._known[tree] = [_entry(one, str(one["path"])) for one in self._pages(tree)]
        return self._known[tree]

    def _all(self, root: str) -> dict[str, list[TreeEntry]]:
        """The first page of the whole listing, if that is all."""
        path = f"{self._at}/git/trees/{self._commit}"
        page = self._transport.get(path, recursive="true", per_page=str(PAGE), page="1")
        found = objects(page.get("tree"))
        if page.get("truncated") is True or len(found) != page.get("total_count", len(found)):
            return {}
        trees: dict[str, str] = {"": root}
        trees |= {text_of(one["path"]): object_id_of(one["sha"]) for one in found if one.get("type") == "tree"}
        known: dict[str, list[TreeEntry]] = {oid: [] for oid in trees.values()}
        filled = set[str]()
        for folder, oid in trees.items():
            if oid not in filled:  # the same folder may stand at several places
                filled.add(oid)
                inside = [one for one in found if text_of(one["path"]).rpartition("/")[0] == folder]
                known[oid] = [_entry(one, text_of(one["path"]).rpartition("/")[2]) for one in inside]
        return known

    def _pages(self, tree: str) -> list[Any]:
        found: list[Any] = []
        for number in range(1, MAX_PAGES + 1):
            page = self._transport.get(f"{self._at}/git/trees/{tree}", per_page=str(PAGE), page=str(number))
            found += objects(page.get("tree"))
            if page.get("truncated") is not True:
                return found
        raise self._transport.not_understood()


def _entry(one: Any, name: str) -> TreeEntry:
    mode = text_of(one["mode"]).lstrip("0")
    return TreeEntry(TREE if one.get("type") == "tree" else mode, name, object_id_of(one["sha"]))
