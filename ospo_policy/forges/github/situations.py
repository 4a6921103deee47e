# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there of ours in many repositories: one request for fifty of them, and one more for those that we administer or fork.

What GitHub would not tell is untold, never absent: a branch that is not seen would be made a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.github import answers, seen, settings_now, write_queries
from ospo_policy.forges.github.further import Further
from ospo_policy.forges.github.patterns import caught
from ospo_policy.forges.github.refusals import Answer, TooMuchError, WordsRefusedError
from ospo_policy.forges.github.rights import problem, rights
from ospo_policy.forges.github.told import name_of, object_id_of, text_of
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.ports.forges import ForgeUnavailableError, Listed
from ospo_policy.ports.requests import Identity, Right, SeenBranch, SeenRequest, Situation

BATCH = 50
_COMPARISON = LazyRegex(r"c\d+\Z")
ODD = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What an answer raises that has not the form of one."""
_MAY_BE_NULL = frozenset({"rulesets", "branchProtectionRules", "hasVulnerabilityAlertsEnabled"})
"""Keys whose absence only means that we try and are told: not which of our things are there."""

Node = Mapping[str, Any]


class Home(NamedTuple):
    """Where a repository is: GitHub's id, and its names as they are now."""

    id: str
    owner: str
    name: str

    @property
    def path(self) -> str:
        """Where REST has it."""
        return f"/repos/{self.owner}/{self.name}"


class Place(NamedTuple):
    """What a step needs to know of a repository beyond its situation: where it is and our fork, and who may see it."""

    home: Home
    fork: Home | None = None
    is_public: bool = True


class Found(NamedTuple):
    """A repository as it is now."""

    situation: Situation
    place: Place


class Asked(NamedTuple):
    """What is asked of each repository."""

    branches: tuple[str, ...]
    settings: frozenset[str]


class Situations:
    """Reads as one identity, at one owner."""

    def __init__(self, transport: Transport, me: Identity, asked: Asked) -> None:
        self._transport, self._me, self._asked = transport, me, asked
        self._further = Further(transport, me)

    def read(self, repositories: Sequence[Listed]) -> Mapping[str, Found | Message]:
        """What is there, by `Listed.id`; in halves where all at once was too much."""
        names = dict.fromkeys(("n", "r"), self._asked.branches)
        document = write_queries.situations(len(self._asked.branches), self._asked.settings)
        variables = self._variables(repositories, names) | {"me": self._me.login}
        try:
            answer = self._transport.graphql(document, variables)
        except TooMuchError as error:
            if len(repositories) == 1:
                return {repositories[0].id: error.reason.message}
            half = len(repositories) // 2
            return {**self.read(repositories[:half]), **self.read(repositories[half:])}
        except WordsRefusedError as error:
            raise error.reason from None
        nodes = self._nodes(answer, repositories)
        good = {id_: node for id_, node in nodes.items() if not isinstance(node, Message)}
        more = self._more(good)
        return {
            listed.id: node
            if isinstance(node := nodes[listed.id], Message)
            else self._found(listed, node, more.get(str(node.get("id")), {}))
            for listed in repositories
        }

    def _variables(self, repositories: Sequence[Listed], names: Mapping[str, Sequence[str]]) -> dict[str, object]:
        found: dict[str, object] = {"ids": [listed.native_id for listed in repositories]}
        for letter, values in names.items():
            start = "refs/heads/" if letter == "r" else ""
            found |= {f"{letter}{number}": f"{start}{value}" for number, value in enumerate(values)}
        return found

    def _nodes(self, answer: Answer, repositories: Sequence[Listed]) -> dict[str, Node | Message]:
        """What was told of each, or why not enough was."""
        told = answer.data.get("nodes")
        if not isinstance(told, list) or len(told) != len(repositories):
            raise self._transport.not_understood()
        found: dict[str, Node | Message] = {}
        for number, (listed, node) in enumerate(zip(repositories, told, strict=True)):
            errors = [one for one in answer.errors if answers.steps(one)[:2] == ("nodes", number)]
            wrong = next((one for one in errors if not _is_bearable(answers.steps(one)[2:])), None)
            if isinstance(node, dict) and node and wrong is None:
                found[listed.id] = node
                continue
            is_gone = not errors or any(answers.kind(one) == "NOT_FOUND" for one in errors)
            said = str((wrong or {}).get("message", ""))[: answers.MOST_SAID]
            found[listed.id] = Message("github.hidden") if is_gone else message("github.write.untold", said=said)
        return found

    def _more(self, nodes: Mapping[str, Node]) -> dict[str, Node]:
        """By GitHub's id, what is only asked for where we administer a repository, or may not push to it."""
        held = self._transport.held
        ours = [node["id"] for node in nodes.values() if node.get("viewerCanAdminister") is True]
        theirs = [node["id"] for node in nodes.values() if _needs_fork(rights(node, held))]
        found: dict[str, Node] = {}
        if ours:
            found |= self._also(write_queries.protections(self._asked.settings), {"ids": ours})
        if theirs:
            variables = {"ids": theirs} | {
                f"{letter}{number}": f"{start}{name}"
                for number, name in enumerate(self._asked.branches)
                for letter, start in (("h", f"{self._me.login}:"), ("r", "refs/heads/"))
            }
            found |= self._also(write_queries.forks(len(self._asked.branches)), variables)
        return found

    def _also(self, document: str, variables: Mapping[str, object]) -> dict[str, Node]:
        try:
            answer = self._transport.graphql(document, variables)
        except (TooMuchError, WordsRefusedError):
            return {}
        told = answer.data.get("nodes")
        return {str(node.get("id")): node for node in told or () if isinstance(node, dict)}

    def _found(self, listed: Listed, node: Node, more: Node) -> Found | Message:
        try:
            return self._situation(listed, node, more)
        except ODD:
            return Message("github.write.odd-answer")
        except TooMuchError as error:
            return error.reason.message
        except ForgeUnavailableError as error:
            return error.message

    def _situation(self, listed: Listed, node: Node, more: Node) -> Found:
        given = rights(node, self._transport.held)
        ref = node.get("defaultBranchRef") or {}
        ours = _fork(more)
        fork = None if ours is None else _home(ours)
        situation = Situation(
            base=text_of(ref.get("name", "")),
            head=object_id_of((ref.get("target") or {}).get("oid")),
            rights=given,
            branches=self._branches(node, more),
            requests=self._requests(node),
            issues=self._further.issues(node),
            has_fork=fork is not None,
            problem=problem(node, listed.id),
            settings=settings_now.of(node, more, self._asked.settings),
        )
        return Found(situation, Place(_home(node), fork, node.get("visibility") == "PUBLIC"))

    def _requests(self, node: Node) -> tuple[SeenRequest, ...]:
        """Those from each branch; our own first by age, as others may bear its name in a fork."""
        found = [
            one
            for number, name in enumerate(self._asked.branches)
            for one in self._further.requests(node, number, name)
        ]
        return tuple(sorted(found, key=lambda one: (-one.created, -one.number)))

    def _branches(self, node: Node, more: Node) -> dict[str, SeenBranch]:
        """Our branches; those of our fork where there is one, which nobody else protects."""
        fork, default = _fork(more), node.get("defaultBranchRef") or {}
        where, compared = (node, default) if fork is None else (fork, more.get("defaultBranchRef") or {})
        rulesets, rules = (
            [one for one in (told or {}).get("nodes") or () if one and fork is None]
            for told in (node.get("rulesets"), more.get("branchProtectionRules"))
        )
        found: dict[str, SeenBranch] = {}
        for number, name in enumerate(self._asked.branches):
            is_caught = caught(name, str(default.get("name")), rulesets, rules)
            there = seen.branch(where[f"r{number}"], compared.get(f"c{number}"), self._me, is_caught=is_caught)
            if there is not None:
                found[name] = there
        return found


def _needs_fork(given: frozenset[Right]) -> bool:
    return Right.PUSH not in given and Right.FORK in given


def _fork(more: Node) -> Node | None:
    """Our fork, once it is made: while GitHub makes it, it has no branch."""
    forks = (more.get("forks") or {}).get("nodes") or ()
    return forks[0] if forks and forks[0] and forks[0].get("defaultBranchRef") else None


def _home(node: Node) -> Home:
    owner, _, name = text_of(node["nameWithOwner"]).partition("/")
    return Home(text_of(node["id"]), name_of(owner), name_of(name))


def _is_bearable(steps: Sequence[str | int]) -> bool:
    """Whether what an error left null may be null: the rest holds, with less known beforehand."""
    is_comparison = steps[:1] == ("defaultBranchRef",) and len(steps) > 1 and _COMPARISON.match(str(steps[1]))
    return bool(steps) and (steps[0] in _MAY_BE_NULL or bool(is_comparison))


def batches(repositories: Sequence[Listed]) -> Iterator[Sequence[Listed]]:
    """Lots of neighbours of one owner."""
    start = 0
    for at in range(1, len(repositories) + 1):
        is_last = at == len(repositories)
        if is_last or at - start >= BATCH or repositories[at].owner != repositories[start].owner:
            yield repositories[start:at]
            start = at
