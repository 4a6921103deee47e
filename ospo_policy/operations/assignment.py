# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which policy holds for a repository: by the organisation's assignments, and by the repository's profile."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ospo_policy import __version__
from ospo_policy.engine import defaults
from ospo_policy.engine.attestations import OWN_FILE
from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.facts import Content, Known, Repository
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.policy import PackInfo, Waivable
from ospo_policy.model.report import RepositoryReport
from ospo_policy.model.repository_file import RepositoryDocument
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import DEFAULT_PACKS, Organisation, Wanted, load_policy, read_repository_file
from ospo_policy.parsers import openness
from ospo_policy.parsers.cel import condition
from ospo_policy.parsers.conditions import decide
from ospo_policy.parsers.selection import select

if TYPE_CHECKING:
    from ospo_policy.operations.waivers import Waiving


class Assigned(NamedTuple):
    """The assignments that hold for a repository, by their index, and those that could not be decided, with why."""

    taken: tuple[int, ...]
    undecided: tuple[tuple[int, Message], ...] = ()


def assigned(organisation: Organisation, facts: Repository) -> Assigned:
    """Which of the organisation's assignments hold. One that cannot be decided is left out, and told."""
    taken: list[int] = []
    undecided: list[tuple[int, Message]] = []
    for index, assignment in enumerate(organisation.document.assign):
        answer: bool | Message = True
        if assignment.where is not None:
            answer = decide(condition(assignment.where), facts)
        if isinstance(answer, Message):
            undecided.append((index, answer))
        elif answer:
            taken.append(index)
    return Assigned(tuple(taken), tuple(undecided))


def policy_of(organisation: Organisation, taken: Iterable[int], reader: PackSources) -> Policy:
    """The policy of some of the organisation's assignments. Raises `PolicyError`."""
    indexes = list(taken)
    assign = organisation.document.assign
    wanted = [Wanted(pack, organisation.path) for index in indexes for pack in assign[index].packs]
    return load_policy(wanted, reader, organisation.settings(indexes))


PROFILE_NEEDS = Needs(contents=frozenset({OWN_FILE, "readme"}))
"""What tells the profile of a repository that is not here: its own file, and the badge of its README."""


def profile_of(facts: Repository) -> str:
    """The profile that a repository declares, in its own file or by its openness badge."""
    own = _content(facts, OWN_FILE)
    if own is not None:
        try:
            declared = read_repository_file(own.text, OWN_FILE)
        except PolicyError:
            declared = RepositoryDocument()
        if declared.profile:
            return declared.profile
    paths = select(facts.tree.value, "readme") if isinstance(facts.tree, Known) else ()
    texts = [content for path in paths if (content := _content(facts, path)) is not None]
    return next((found for text in texts if (found := openness.degree(text.text, text.path)) is not None), "")


def _content(facts: Repository, path: str) -> Content | None:
    fact = facts.contents.get(path)
    return fact.value if isinstance(fact, Known) else None


class Policies:
    """The policies of an audit: those of the assignments, or the packs that were asked for."""

    def __init__(
        self,
        organisation: Organisation | None,
        packs: tuple[str, ...],
        reader: PackSources,
        waiving: Waiving,
        more: Callable[[Policy], Needs] = lambda _policy: Needs(),
    ) -> None:
        """`more` tells what is wanted beside what rules look at, to repair what fails."""
        self._more = more
        self.waiving = waiving
        self._organisation = organisation
        self._reader = reader
        self._compiled: dict[tuple[int, ...], Policy] = {}
        self._used: dict[str, PackInfo] = {}
        named = packs or (() if organisation is not None else DEFAULT_PACKS)
        self._named = load_policy([Wanted(name) for name in named], reader) if named else None

    @cached_property
    def needs(self) -> Needs:
        """Everything that any repository's policy may want, and what tells which one it is."""
        if self._named is not None:
            return self._named.needs | self._more(self._named) | PROFILE_NEEDS | defaults.NEEDS
        assert self._organisation is not None
        assign = self._organisation.document.assign
        policies = [self._policy((index,)) for index in range(len(assign))]
        conditions = [condition(one.where).names for one in assign if one.where is not None]
        told = union(FIELDS[name].needs for names in conditions for name in names)
        return union(policy.needs | self._more(policy) for policy in policies) | PROFILE_NEEDS | defaults.NEEDS | told

    def taken_by(self, facts: Repository) -> tuple[int, ...]:
        """Which of the organisation's assignments hold for a repository, by their index; none where packs were named."""
        return (
            () if self._organisation is None or self._named is not None else assigned(self._organisation, facts).taken
        )

    def of(self, facts: Repository) -> tuple[Policy, tuple[Message, ...]]:
        """The policy of a repository, and what could not be decided about it."""
        policy, notices = self._of(facts)
        self._used |= {pack.id: pack for pack in policy.packs}
        return policy, notices

    def judge(self, facts: Repository) -> tuple[RepositoryReport, tuple[Message, ...]]:
        """What is found of a repository, with what is waived; and what its reader must know."""
        from ospo_policy.operations.waivers import names_of  # not needed by a check, which has no use for its cost

        policy, notices = self.of(facts)
        own = _content(facts, OWN_FILE)
        names = names_of(facts.id, None, None)
        read = (own.text, own.path) if own is not None else None
        judged = self.waiving.judge(evaluate(policy, facts), policy.rules, names, read)
        asked = (message("waiver.of-repository", repository=facts.id, what=what) for what in judged.of_asks)
        return judged.report, (*notices, *asked)

    def _of(self, facts: Repository) -> tuple[Policy, tuple[Message, ...]]:
        if self._named is not None:
            return self._named, ()
        assert self._organisation is not None
        found = assigned(self._organisation, facts)
        notices = tuple(message("notice.undecided", number=index + 1, why=why) for index, why in found.undecided)
        return self._policy(found.taken), notices

    def _policy(self, taken: tuple[int, ...]) -> Policy:
        if taken not in self._compiled:
            assert self._organisation is not None
            self._compiled[taken] = policy_of(self._organisation, taken, self._reader)
        return self._compiled[taken]

    @property
    def all_rules(self) -> dict[str, Waivable]:
        """Every rule that may hold for some repository, with who may waive it."""
        policies = [self._named] if self._named is not None else []
        if self._organisation is not None:
            policies += [self._policy((index,)) for index in range(len(self._organisation.document.assign))]
        return {rule.id: rule.waivable for policy in policies for rule in policy.rules}

    @property
    def all_packs(self) -> tuple[PackInfo, ...]:
        """Every pack that may hold for some repository, each once."""
        if self._named is not None:
            return self._named.packs
        assert self._organisation is not None
        policies = [self._policy((index,)) for index in range(len(self._organisation.document.assign))]
        return tuple({pack.id: pack for policy in policies for pack in policy.packs}.values())

    @property
    def digest(self) -> str:
        """What changes with any text that verdicts come from: the packs, the organisation's file, the tool."""
        _ = self.all_packs  # reads them all
        organisation = self._organisation.text if self._organisation is not None else ""
        texts = [
            __version__,
            organisation,
            *(f"{name} {digest}" for name, digest in sorted(self._reader.digests.items())),
        ]
        return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def packs(self) -> tuple[PackInfo, ...]:
        """Every pack that held for some repository so far, each once, in the order of the policy."""
        return tuple(pack for pack in self.all_packs if pack.id in self._used)


def above(organisation: Policy, own: Policy) -> Policy:
    """The organisation's rules as they are, and what a repository adds to them.

    The two are compiled apart: what a repository's packs say of a rule of the organisation, be it
    through a pack that both extend, has no effect.
    """
    decided = {rule.id for rule in organisation.rules}
    added = tuple(rule for rule in own.rules if rule.id not in decided)
    packs = (*organisation.packs, *(pack for pack in own.packs if pack not in organisation.packs))
    off = {**own.switched_off, **organisation.switched_off}
    off = {name: at for name, at in off.items() if name not in decided | {rule.id for rule in added}}
    named = {score.id for score in organisation.scores}
    scores = (*organisation.scores, *(score for score in own.scores if score.id not in named))
    sources = {**own.sources, **organisation.sources}
    return Policy((*organisation.rules, *added), off, packs, scores, sources)
