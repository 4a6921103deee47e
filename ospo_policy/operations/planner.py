# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans for a batch of repositories while their facts are at hand: what fails, what would repair it, what is there of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Protocol

from ospo_policy.engine.attestations import OWN_FILE
from ospo_policy.engine.compile import Policy
from ospo_policy.engine.lifecycle import is_refused, refusals
from ospo_policy.engine.planning import Entry, Options, Part, Subject, Texts, entry_of, major, options_of
from ospo_policy.engine.repair import Forms, Repaired, Terms, repairs_of
from ospo_policy.engine.wanted import Action, Wanted
from ospo_policy.messages import LANGUAGES
from ospo_policy.model.errors import PolicyError, UsageError
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.inventory import Row
from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.organisation import ForgeType, OrganisationInfo, Remediation, Reviewers
from ospo_policy.model.policy import RemediationMode
from ospo_policy.model.report import Status, Unread
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.audit_judge import Examined
from ospo_policy.operations.fixing import FIXER, Templates, context_for, readme_language, template_version
from ospo_policy.operations.mirrored import Mirrors, copies
from ospo_policy.operations.policies import Organisation, read_repository_file
from ospo_policy.operations.request_texts import RequestTexts
from ospo_policy.operations.reviewers import reviewers_of
from ospo_policy.operations.writers import Writers
from ospo_policy.parsers.exact_text import Form, form_of
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.fix import FixContext
from ospo_policy.ports.forges import ForgeUnavailableError, Listed
from ospo_policy.ports.requests import Identity, Right, Situation

WORKFLOWS = (".github/workflows/",)
"""Where only an account with a right of its own may write."""
DAY = 86_400


class RefusalMemory(Protocol):
    """What was refused before, by what the store remembers."""

    def refused(self, forge: str, native_id: str) -> Mapping[str, Ask]:
        """The rules that a repository's people refused, and in which state they were asked for."""

    def note(self, forge: str, native_id: str, refused: Mapping[str, Ask], texts: Mapping[str, str]) -> None:
        """Remember what a forge tells of refusals, and what would be written, by digest."""


class NoMemory:
    """Nothing is remembered: the forge alone tells what was refused."""

    def refused(self, forge: str, native_id: str) -> Mapping[str, Ask]:  # noqa: ARG002 - the port's signature
        """Nothing."""
        return {}

    def note(self, forge: str, native_id: str, refused: Mapping[str, Ask], texts: Mapping[str, str]) -> None:
        """Nothing is kept."""


class House(NamedTuple):
    """The organisation's side of every request: who asks, how, and with which texts."""

    name: LocalText | None
    remediation: Remediation
    options: Options
    texts: Texts
    templates: Templates
    locale: str
    info: OrganisationInfo | None = None
    by_assignment: tuple[RemediationMode | None, ...] = ()
    ask_again: bool = False
    only: tuple[str, ...] = ()

    @property
    def has_person(self) -> bool:
        """Whether a team is told whom it can answer."""
        return self.remediation.person is not None or (self.info is not None and bool(self.info.contact))


def house_of(
    organisation: Organisation | None,
    remediation: Remediation,
    identity: Callable[[str], Identity],
    *,
    ask_again: bool,
    only: tuple[str, ...] = (),
) -> House:
    """The house of an organisation's file, or one without a name."""
    info = organisation.document.organisation if organisation is not None else None
    assign = organisation.document.assign if organisation is not None else ()
    templates = Templates.of(organisation, remediation)
    return House(
        name=info.name if info is not None else None,
        remediation=remediation,
        options=options_of(remediation),
        texts=RequestTexts(info, remediation, templates.own, identity),
        templates=templates,
        locale=(info.locale or "") if info is not None else "",
        info=info,
        by_assignment=tuple(one.remediation for one in assign),
        ask_again=ask_again,
        only=only,
    )


class Planner:
    """Gathers the entries of a plan: looks at what an audit reads, some repositories at a time."""

    def __init__(
        self, house: House, policies: Policies, writers: Writers, forges: Mapping[str, ForgeType], now: int
    ) -> None:
        self.house, self.policies, self.writers, self.now = house, policies, writers, now
        self.memory: RefusalMemory = NoMemory()
        self.entries: list[Entry] = []
        self.untold: list[Unread] = []
        self.opened_today = 0
        self._types = forges
        self._mirrors = Mirrors()

    def look(self, examined: Sequence[Examined]) -> None:
        """Plan for some repositories."""
        by_forge: dict[str, list[Examined]] = {}
        for one in examined:
            self._mirrors.note(one.listed)
            by_forge.setdefault(one.listed.forge, []).append(one)
        for forge, some in by_forge.items():
            self._look(forge, some)

    def decided(self, left_out: Iterable[Row]) -> None:
        """All is read. Mirrors, and these that are not read since they are copies of others, are told with where they are answered."""
        self.entries = [*self._mirrors.told(self.entries), *copies(left_out, self.house.locale)]

    def drop(self, left_out: AbstractSet[tuple[str, str]]) -> None:
        """Those are copies of others, which are asked instead."""
        self.entries = [one for one in self.entries if (one.subject.forge, one.subject.native_id) not in left_out]

    def _look(self, forge: str, examined: Sequence[Examined]) -> None:
        by_id = {one.listed.id: one for one in examined}
        done: set[str] = set()
        try:
            for one, seen in self._situations(forge, examined):
                done.add(one.id)
                if isinstance(seen, Message):
                    self._untold(one.id, seen)
                else:
                    self._add(self.entry(by_id[one.id], seen), seen)
        except ForgeUnavailableError as error:
            for id_ in by_id.keys() - done:
                self._untold(id_, error.message)

    def _situations(self, forge: str, examined: Sequence[Examined]) -> Iterable[tuple[Listed, Situation | Message]]:
        """What is there of ours. Where nothing is to be written, a forge that we cannot write to is planned for all the same."""
        listed = [one.listed for one in examined]
        try:
            writer = self.writers.named(forge)
        except UsageError:
            if self.house.remediation.mode is not RemediationMode.REPORT or any(self.house.by_assignment):
                raise
            return [(one, Situation("", one.head or None, frozenset(Right))) for one in listed]
        return writer.situations(listed, self.house.options.manners.branches, _settings(examined))

    def _untold(self, id_: str, reason: Message) -> None:
        self.untold.append(Unread(id_, reason))

    def _add(self, entry: Entry, seen: Situation) -> None:
        start = self.now - self.now % DAY
        today = any(r.by_us and r.created >= start for r in seen.requests) or any(
            i.created >= start for i in seen.issues
        )
        silent = (Action.NOTHING,)
        tells = entry.repairs or entry.unrepaired or entry.refused or any(p.action not in silent for p in entry.parts)
        if seen.problem is not None:
            tells = bool(entry.unrepaired or entry.repairs)
        self.opened_today += today
        if tells:
            self.entries.append(entry)

    def entry(self, one: Examined, seen: Situation) -> Entry:
        """What should be in one repository."""
        listed, facts = one.listed, one.facts
        language = self._language(facts)
        head = facts.commit.value if isinstance(facts.commit, Known) else ""
        type_ = self._types[listed.forge]
        subject = Subject(
            listed.id, listed.forge, type_, listed.native_id, listed.owner, listed.name, listed.url, head, language
        )
        house = self.house
        context = context_for(type_, language, house.info, house.remediation, house.templates)
        refused = self._refused(one, seen, context)
        terms = Terms(
            context,
            self._mode(facts),
            self.house.remediation.level,
            frozenset(refused) | self._not_asked_for(one.policy),
            () if Right.WORKFLOWS in seen.rights else WORKFLOWS,
        )
        found = repairs_of(one.policy, facts, one.report, FIXER, _forms(facts), terms)
        if seen.problem is None and seen.head != head:
            return self._moved(subject, found, refused)
        texts = {use.digest: use.text for repair in found.repairs for use in repair.uses}
        self.memory.note(listed.forge, listed.native_id, refusals(seen), texts)
        unsure = frozenset(f.rule for f in one.report.findings if f.status in (Status.UNKNOWN, Status.ERROR))
        reviewers: tuple[str, ...] = ()
        if self.house.remediation.reviewers is Reviewers.CODEOWNERS:
            reviewers = reviewers_of(facts, found.repairs)
        return entry_of(
            subject, seen, found.repairs, found.unrepaired, refused, unsure, self.house.options, self.house.texts,
            reviewers, opted_out=_opted_out(facts),
        )  # fmt: skip

    def _moved(self, subject: Subject, found: Repaired, refused: frozenset[str]) -> Entry:
        """A repository that moved while it was being read: the next run looks at it as it is then."""
        moved = Part(Action.SKIP, Message("request.moved"))
        nothing = Part(Action.NOTHING)
        wanted = Wanted("", subject.head)
        return Entry(subject, wanted, found.repairs, found.unrepaired, tuple(sorted(refused)), moved, nothing, nothing)

    def _language(self, facts: Repository) -> str:
        """The language of the README where that is sure, else the organisation's."""
        return readme_language(facts) or self.house.locale or LANGUAGES[0]

    def _mode(self, facts: Repository) -> RemediationMode:
        """The mode for a repository: that of the last of its assignments that has one, else the file's."""
        taken = self.policies.taken_by(facts)
        modes = [mode for number in taken if (mode := self.house.by_assignment[number]) is not None]
        return modes[-1] if modes else self.house.remediation.mode

    def _not_asked_for(self, policy: Policy) -> frozenset[str]:
        only = self.house.only
        return frozenset(rule.id for rule in policy.rules if only and rule.id not in only)

    def _refused(self, one: Examined, seen: Situation, context: FixContext) -> frozenset[str]:
        """The failing rules that were refused before, and of which there is nothing newer."""
        if self.house.ask_again:
            return frozenset()
        told = dict(self.memory.refused(one.listed.forge, one.listed.native_id))
        for rule, ask in refusals(seen).items():
            before = told.get(rule, Ask(0, 0))
            told[rule] = Ask(max(ask.pack, before.pack), max(ask.template, before.template))
        if not told:
            return frozenset()
        versions = {pack.id: major(pack.version) for pack in one.policy.packs}
        failing = {finding.rule for finding in one.report.findings if finding.status is Status.FAIL}
        return frozenset(
            rule.id
            for rule in one.policy.rules
            if rule.id in failing
            and rule.fix is not None
            and is_refused(rule.id, Ask(versions.get(rule.pack, 0), template_version(rule, context)), told)
        )


def _settings(examined: Sequence[Examined]) -> list[str]:
    """The settings that some rule would change."""
    fixes = (rule.fix for one in examined for rule in one.policy.rules)
    return sorted({fix.setting for fix in fixes if fix is not None and fix.setting is not None})


def _opted_out(facts: Repository) -> bool:
    fact = facts.contents.get(OWN_FILE)
    if not isinstance(fact, Known):
        return False
    try:
        return not read_repository_file(fact.value.text, OWN_FILE).requests
    except PolicyError:
        return False


def _forms(facts: Repository) -> Forms:
    tree = facts.tree.value if isinstance(facts.tree, Known) else None

    def forms(path: str, text: str) -> Form | None:
        entry = tree.get(path) if tree is not None else None
        if entry is None or entry.oid is None:
            return Form()  # a file that an earlier repair made
        return form_of(text, entry.oid)

    return forms
