# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Forgejo or Gitea as a forge: the port `ospo_policy.ports.forges.Forge`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.allowance import Allowance
from ospo_policy.forges.forgejo import rest
from ospo_policy.forges.forgejo.activity import FACTS, read_activity
from ospo_policy.forges.forgejo.blobs import BlobReader
from ospo_policy.forges.forgejo.fields import (
    OF_RELEASES,
    force_push,
    is_protected,
    owner_fields,
    release_fields,
    repository_fields,
    unseen,
)
from ospo_policy.forges.forgejo.transport import MOVED, RefusedError, Token, Transport
from ospo_policy.forges.mirrors import MIRROR_OF
from ospo_policy.forges.selected import Blob, choose, contents, heads
from ospo_policy.model.facts import NOT_ASKED, Fact, History, Known, Repository, Tag, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import AnswerMemory, ForgeUnavailableError, KnownTree, Listed, ObjectCache, Usage

NOTHING = KnownTree(())


class _Head(NamedTuple):
    """The head of the default branch with what is told of the branch, or why it cannot be read."""

    commit: str | None = None
    branch: Mapping[str, Any] | None = None
    problem: Message | None = None


class ForgejoForge:
    """A Forgejo or Gitea, signed in with a token or not at all."""

    def __init__(
        self,
        name: str,
        url: str,
        token: Token | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        ca_file: str | None = None,
        allowance: Allowance | None = None,
    ) -> None:
        self._name = name
        self._transport = Transport(url, token, sleep=sleep, ca_file=ca_file, allowance=allowance)
        self._blobs = BlobReader(self._transport)

    def remember(self, answers: AnswerMemory) -> None:
        """Ask on condition, where the server has words for its answers."""
        self._transport.conditions.memory = answers

    @property
    def usage(self) -> Usage:
        """What was spent so far."""
        return self._transport.usage

    def owners(self) -> Iterable[str]:
        """Every organisation that may be seen."""
        try:
            yield from rest.owners(self._transport)
        except RefusedError as error:
            raise ForgeUnavailableError(error.reason) from None

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:
        """The repositories of an organisation or a user."""
        if not rest.is_name(owner):
            raise self._no_owner(owner)
        try:
            shared = self._organisation(owner, needs.fields)
            seen: set[str] = set()
            for node in rest.repositories(self._transport, owner):
                listed = self._listed(node, needs.fields, shared)
                if listed is not None and listed.native_id not in seen:
                    seen.add(listed.native_id)
                    yield listed
        except RefusedError as error:
            if error.status in (403, 404):
                raise self._no_owner(owner) from None
            raise ForgeUnavailableError(error.reason) from None

    def collect(
        self, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository | Message]]:
        """The facts of several repositories, in their order, or why one could not be read."""
        for listed in repositories:
            try:
                yield listed, self._collect(listed, needs, cache, now)
            except RefusedError as error:
                yield listed, _reason(error, listed.id)

    def _no_owner(self, owner: str) -> ForgeUnavailableError:
        what = message("forgejo.owner-unseen", owner=owner, url=self._transport.url)
        return ForgeUnavailableError(what, message("forgejo.owner-hint"))

    def _organisation(self, owner: str, wanted: frozenset[str]) -> dict[str, Fact[object]]:
        """What is told of the owner itself, asked once."""
        about = frozenset(name for name in wanted if name.startswith("org."))
        if not about:
            return {}
        found = rest.organisation(self._transport, owner, with_owners="org.owners" in about)
        return owner_fields(found, owner, about)

    def _listed(
        self, node: Mapping[str, Any], wanted: frozenset[str], shared: Mapping[str, Fact[object]]
    ) -> Listed | None:
        told, name, number = node.get("owner"), node.get("name"), node.get("id")
        owner = (told.get("login") or told.get("username")) if isinstance(told, dict) else None
        if not isinstance(number, int) or not isinstance(owner, str) or not isinstance(name, str):
            return None
        if not rest.is_name(owner) or not rest.is_name(name):
            return None
        id_ = f"{self._name}:{owner}/{name}"
        url = str(node.get("html_url") or "")
        head = self._head(node, rest.place(owner, name), id_)
        facts: dict[str, Fact[object]] = {"owner": Known(owner), "url": Known(url), **shared}
        facts |= repository_fields(node, head.branch, wanted)
        return Listed(
            id=id_,
            forge=self._name,
            owner=owner,
            name=name,
            url=url,
            native_id=str(number),
            head=head.commit,
            fields={field: fact for field, fact in facts.items() if field in wanted or field == MIRROR_OF},
            problem=head.problem,
            more=head.branch,
        )

    def _head(self, node: Mapping[str, Any], at: str, id_: str) -> _Head:
        """The head of the default branch, which the listing does not tell."""
        branch = node.get("default_branch")
        if node.get("empty") is True or not isinstance(branch, str) or not branch:
            return _Head(problem=message("empty.repository", id=id_))
        try:
            return _Head(*rest.branch(self._transport, at, branch))
        except RefusedError as error:
            return _Head(problem=_reason(error, id_))

    def _collect(self, listed: Listed, needs: Needs, cache: ObjectCache, now: int) -> Repository | Message:
        if listed.problem is not None or listed.head is None:
            return listed.problem or message("empty.repository", id=listed.id)
        at = rest.place(listed.owner, listed.name)
        chosen = choose(listed, self._tree(at, listed.head, cache) if needs.listing else NOTHING, needs)
        wants_tags = "tags" in needs.history or "releases_in_six_months" in needs.fields
        tags = self._tags(at) if wants_tags else NOT_ASKED
        blobs: dict[str, Blob | Message] = {}
        while wanted := list(chosen.wanted(blobs)):
            blobs |= self._blobs.read(at, listed.head, wanted, cache)
        return Repository(
            id=listed.id,
            name=listed.name,
            commit=Known(listed.head),
            tree=Known(chosen.tree) if needs.listing else NOT_ASKED,
            contents=contents(chosen, blobs),
            heads=heads(chosen, blobs),
            fields={**listed.fields, **self._more_fields(listed, at, needs.fields, now, tags)},
            history=self._history(at, listed.head, needs.history, tags),
            now=now,
            reuse=Unseen(message("unseen.no-files-for-reuse")) if needs.reuse else NOT_ASKED,
        )

    def _tree(self, at: str, head: str, cache: ObjectCache) -> KnownTree:
        known = cache.tree(head)
        if known is None:
            known = rest.tree(self._transport, at, head)
            cache.keep_tree(head, known)
        return known

    def _more_fields(
        self, listed: Listed, at: str, wanted: frozenset[str], now: int, tags: Fact[tuple[Tag, ...]]
    ) -> dict[str, Fact[object]]:
        """What takes a request for each repository."""
        facts: dict[str, Fact[object]] = {}
        if "force_push_blocked" in wanted:
            facts["force_push_blocked"] = self._force_push(listed.more, at)
        releases = wanted & OF_RELEASES
        if releases:
            try:
                facts |= release_fields(rest.releases(self._transport, at), tags, releases, now)
            except RefusedError as error:
                facts |= {name: Unseen(error.reason) for name in releases}
        if wanted & FACTS:
            facts |= read_activity(self._transport, at, listed.head or "", wanted, now)
        return facts

    def _force_push(self, branch: object, at: str) -> Fact[object]:
        """Whether a force push is blocked; the rules are told to administrators alone."""
        told = is_protected(branch)
        if told is None or not isinstance(branch, dict):
            return unseen("not-offered", "force_push_blocked")
        if not told:
            return Known(False)
        if not branch.get("effective_branch_protection_name"):  # told to administrators, who alone may ask
            return unseen("rights", "force_push_blocked")
        try:
            return force_push(branch, rest.protections(self._transport, at))
        except RefusedError as error:
            return unseen("rights", "force_push_blocked") if error.status in (401, 403, 404) else Unseen(error.reason)

    def _tags(self, at: str) -> Fact[tuple[Tag, ...]]:
        try:
            return Known(rest.tags(self._transport, at))
        except RefusedError as error:
            return Unseen(error.reason)

    def _history(self, at: str, head: str, wanted: frozenset[str], tags: Fact[tuple[Tag, ...]]) -> History:
        last_commit: Fact[int] = NOT_ASKED
        if "last_commit" in wanted:
            try:
                made = rest.committed(self._transport, at, head)
                last_commit = Unseen(message("unseen.forgejo.last-commit")) if made is None else Known(made)
            except RefusedError as error:
                last_commit = Unseen(error.reason)
        tags = tags if "tags" in wanted else NOT_ASKED
        return History(tags, last_commit, Unseen(message("unseen.forgejo.sign-off")))


def _reason(error: RefusedError, id_: str) -> Message:
    """Why one repository cannot be read: a name that leads elsewhere was changed meanwhile."""
    if error.status in MOVED:
        return message("forgejo.renamed", id=id_)
    return message("forgejo.no-repository", id=id_) if error.status in (403, 404) else error.reason
