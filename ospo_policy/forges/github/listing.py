# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of an owner's repositories, and the owner: in smaller pages, or without what GitHub refuses, as need be.

GitHub answers a field that may not be null, and that the token may not see, with nothing of its repository; a scope
that a classic token lacks, with nothing at all. So the page is asked for again without that part, which then is
unseen. What only administrators see is asked for by itself, of the repositories that the token administers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ospo_policy.forges.github import answers, fields, queries
from ospo_policy.forges.github.refusals import Answer, TooMuchError, WordsRefusedError
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.facts import Fact
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError

PAGE = 50
GOOD_PAGES = 8
"""Pages after which a larger one is tried again."""
TRIES_OF_ONE = 3
Node = Mapping[str, Any]


class Found(NamedTuple):
    """A repository of a page: what GitHub tells of it, None if nothing, and the facts that it would not tell.

    `is_lost` where an error has left nothing of the repository or of its default branch; `unseen` names facts that
    are not told for a reason of their own.
    """

    node: Node | None
    refused: frozenset[str]
    is_lost: bool = False
    unseen: Mapping[str, Message] = {}


class Pager:
    """The size of pages, shared by all owners: halved when GitHub cannot answer so much, doubled after a while."""

    def __init__(self) -> None:
        self.size = PAGE
        self._good = self._failures = 0

    def failed(self, error: TooMuchError) -> None:
        """Raises `ForgeUnavailableError` where no smaller page is left to try."""
        self._good = 0
        self._failures = self._failures + 1 if self.size == 1 else 0
        if self._failures >= TRIES_OF_ONE:
            raise error.reason
        self.size = max(1, self.size // 2)

    def worked(self) -> None:
        """Count a page that came."""
        self._failures, self._good = 0, self._good + 1
        if self._good >= GOOD_PAGES:
            self._good, self.size = 0, min(PAGE, 2 * self.size)


class Listing:
    """The listing of one owner."""

    def __init__(self, transport: Transport, owner: str, needs: Needs, now: int, pager: Pager) -> None:
        self._transport, self._owner, self._needs, self._now, self._pager = transport, owner, needs, now, pager
        self._without: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Found]:
        after = None
        while True:
            answer = self._page(after)
            listing = answer.data["repositoryOwner"]["repositories"]
            lost = self._lost(answer)
            found = [Found(node, self._refused(answer, at), at in lost) for at, node in enumerate(listing["nodes"])]
            yield from self._administered(found)
            if not listing["pageInfo"].get("hasNextPage"):
                return
            before, after = after, listing["pageInfo"].get("endCursor")
            if after in (None, before):
                raise self._transport.not_understood()

    def _page(self, after: str | None) -> Answer:
        """One page that tells something of each repository, if leaving out parts can bring that about."""
        while True:
            needs = self._needs._replace(fields=self._needs.fields - self._without)
            query = queries.inventory(needs, administered=bool(queries.ADMIN & self._needs.fields))
            variables = {"owner": self._owner, "first": self._pager.size, "after": after} | _since(query, self._now)
            try:
                answer = self._transport.graphql(query, variables)
            except TooMuchError as error:
                self._pager.failed(error)
                continue
            except WordsRefusedError as error:
                self._leave_out(queries.with_words(error.words), error.reason)
                continue
            self._pager.worked()
            found = answer.data.get("repositoryOwner")
            if not isinstance(found, dict):
                raise self._no_owner(answer)
            if not _is_page(found.get("repositories")):
                raise self._no_owner(answer) if answer.errors else self._transport.not_understood()
            refused = frozenset(name for at in self._lost(answer) for name in self._refused(answer, at)) - self._without
            if not refused & needs.fields:
                return answer
            self._without |= refused

    def _leave_out(self, facts: frozenset[str], reason: ForgeUnavailableError) -> None:
        if not facts & self._needs.fields - self._without:
            raise reason
        self._without |= facts

    def _no_owner(self, answer: Answer) -> ForgeUnavailableError:
        host = self._transport.host
        said = [str(error.get("message", ""))[: answers.MOST_SAID] for error in answer.errors]
        if said and all(answers.kind(error) != "NOT_FOUND" for error in answer.errors):
            return ForgeUnavailableError(message("github.refused", host=host, status=200, said=said[0]))
        return ForgeUnavailableError(
            message("github.no-owner", owner=self._owner, host=host), Message("github.no-owner.hint")
        )

    def _refused(self, answer: Answer, number: int) -> frozenset[str]:
        """The facts of the n-th repository of a page that GitHub would not tell."""
        below = [_below(steps[1:]) for steps in map(_from_node, answer.errors) if steps[:1] == (number,)]
        return self._without.union(*below)

    def _lost(self, answer: Answer) -> frozenset[int]:
        """The places of repositories of which, or of whose default branch, an error has left nothing."""
        nodes = answer.data["repositoryOwner"]["repositories"]["nodes"]
        faulty = {steps[0] for steps in map(_from_node, answer.errors) if steps}
        return frozenset(
            at
            for at, node in enumerate(nodes)
            if node is None or (at in faulty and not (node.get("defaultBranchRef") or {}).get("target"))
        )

    def _administered(self, found: list[Found]) -> Iterable[Found]:
        """With what only administrators see, where it had to be left out of the page."""
        facts = self._without & queries.ADMIN & self._needs.fields
        ids = [one.node["id"] for one in found if one.node and one.node.get("viewerCanAdminister")]
        if not facts or not ids:
            return found
        try:
            answer = self._transport.graphql(queries.for_administrators(facts), {"ids": ids})
        except (TooMuchError, WordsRefusedError):
            return found
        told = {node["id"]: node for node in answer.data.get("nodes") or () if node}
        return [
            one._replace(node={**told[one.node["id"]], **one.node}, refused=one.refused - facts) if one.node and one.node["id"] in told else one
            for one in found
        ]  # fmt: skip


def owner_facts(transport: Transport, owner: str, needs: Needs) -> Mapping[str, Fact[object]]:
    """What the needs want of an owner."""
    without: frozenset[str] = frozenset()
    node, failures = None, 0
    while query := queries.owner(needs._replace(fields=needs.fields - without)) or (without and queries.owner(_NAME)):
        try:
            answer = transport.graphql(query, {"owner": owner})
        except TooMuchError:
            failures += 1
            if failures == TRIES_OF_ONE:
                break
            continue
        except WordsRefusedError as error:
            refused = queries.with_words(error.words) - without
            if not refused & needs.fields:
                break
        else:
            found = answer.data.get("repositoryOwner")
            node = found if isinstance(found, dict) else None
            refused = frozenset(name for one in answer.errors for name in _below(answers.steps(one)[1:]))
            if node is not None or not (refused - without) & needs.fields:
                without |= refused
                break
        without |= refused
    return fields.owner_fields(node, needs.fields, without)


_NAME = Needs(fields=frozenset({"org.name"}))


def _is_page(listing: object) -> bool:
    """Whether a listing has the form of one."""
    return (
        isinstance(listing, dict)
        and isinstance(listing.get("pageInfo"), dict)
        and isinstance(listing.get("nodes"), list)
        and all(node is None or isinstance(node, dict) for node in listing["nodes"])
    )


def _from_node(error: Mapping[str, Any]) -> tuple[str | int, ...]:
    """The steps to what an error concerns, from the place of its repository in the page on."""
    steps = answers.steps(error)
    return steps[steps.index("nodes") + 1 :] if "nodes" in steps else ()


def _below(steps: Iterable[str | int]) -> frozenset[str]:
    """The facts that the steps below a repository or an owner lead to."""
    key = next((step for step in steps if step not in ("defaultBranchRef", "target")), "")
    return queries.answered_under(str(key))


def _since(query: str, now: int) -> dict[str, object]:
    """The variables for activity, where the document wants them."""
    found: dict[str, object] = {}
    for name, seconds in (("since", fields.SIX_MONTHS), ("sinceTime", fields.SIX_MONTHS // 2)):
        if f"${name}:" in query:
            found[name] = dt.datetime.fromtimestamp(now - seconds, dt.UTC).isoformat()
    return found
