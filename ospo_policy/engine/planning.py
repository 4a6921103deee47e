# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the repairs of a repository, and what is there of ours, to what should be there: one request, settings, one issue.

Pure: `apply` carries out exactly what comes out of here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from ospo_policy.engine.issue_life import issue_step
from ospo_policy.engine.lifecycle import action_of, setting_step
from ospo_policy.engine.request_life import request_step
from ospo_policy.engine.wanted import Action, Answered, Manners, Settled, Wanted, WantedIssue, WantedRequest, Words
from ospo_policy.model.change import Repair, Unrepaired, files_digest, final_files
from ospo_policy.model.message import Message
from ospo_policy.model.organisation import Commits, ForgeType, Remediation, WithoutRight
from ospo_policy.model.policy import RemediationMode, Safety
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.requests import Content, Right, Situation, State, Step


class Subject(NamedTuple):
    """The repository that a part of a plan is about. `head` is the commit that was looked at."""

    id: str
    forge: str
    forge_type: ForgeType
    native_id: str
    owner: str
    name: str
    url: str
    head: str
    language: str

    @property
    def path(self) -> str:
        """`owner/name`."""
        return f"{self.owner}/{self.name}" if self.owner else self.name


class Texts(Protocol):
    """Puts a request, an issue, and what we say beside them into a language; whatever comes from a repository is harmless in it."""

    def request(self, subject: Subject, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        """The title and the text of a request."""

    def issue(self, subject: Subject, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        """The title and the text of an issue."""

    def commit(self, subject: Subject, repairs: tuple[Repair, ...]) -> str:
        """The message of a commit, signed off."""

    def words(self, subject: Subject, *, of_issue: bool) -> Words:
        """What we say when we close it, and when people have taken it over."""


class Part(NamedTuple):
    """What becomes of a request, of settings, or of an issue, as things are now."""

    action: Action
    reason: Message | None = None
    url: str = ""


class Entry(NamedTuple):
    """The part of a plan that is about one repository. `held` says why something new waits for a later run."""

    subject: Subject
    wanted: Wanted
    repairs: tuple[Repair, ...]
    unrepaired: tuple[Unrepaired, ...]
    refused: tuple[str, ...]
    request: Part
    settings: Part
    issue: Part
    held: Message | None = None

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        """Its three parts."""
        return self.request, self.settings, self.issue

    @property
    def opens(self) -> bool:
        """Whether it brings people something new."""
        return Action.OPEN in (self.request.action, self.issue.action) or self.settings.action is Action.UPDATE

    @property
    def writes(self) -> bool:
        """Whether anything is to be done."""
        doing = (Action.OPEN, Action.UPDATE, Action.CLOSE, Action.TIDY)
        said = any(part.action is Action.LEAVE and part.reason is None for part in self.parts)
        return said or any(part.action in doing for part in self.parts)


class Options(NamedTuple):
    """How an organisation remedies, and the names of our branch by preference."""

    remediation: Remediation
    manners: Manners


def options_of(remediation: Remediation) -> Options:
    """The options of an organisation. Beside its branch's name, others that a protection of that one does not catch."""
    name = remediation.branch
    flat = name.replace("/", "-")
    branches = tuple(dict.fromkeys((name, flat, f"publication/{flat}")))
    forks = remediation.without_right is WithoutRight.FORK
    return Options(remediation, Manners(branches, remediation.opt_out_label, forks))


def entry_of(
    subject: Subject,
    seen: Situation,
    repairs: tuple[Repair, ...],
    unrepaired: tuple[Unrepaired, ...],
    refused: Iterable[str],
    unsure: frozenset[str],
    options: Options,
    texts: Texts,
    reviewers: tuple[str, ...] = (),
    *,
    opted_out: bool = False,
) -> Entry:  # fmt: skip
    """What should be in a repository, and what that comes to as things are there."""
    secret = tuple(one for one in repairs if one.confidential and subject.forge_type is not ForgeType.GITLAB)
    if secret:  # only GitLab has issues that the public cannot read
        unrepaired += tuple(Unrepaired(one.rule, one.level, Message("repair.confidential")) for one in secret)
        repairs = tuple(one for one in repairs if one not in secret)
    requested, settings, told = sorted_out(repairs, seen, options.remediation)
    wanted = Wanted(
        seen.base,
        subject.head,
        request=_request(subject, requested, options.remediation, texts, reviewers) if requested else None,
        issue=_issue(subject, told, options.remediation, texts) if told else None,
        settings=settings,
        unsure=unsure,
        opted_out=opted_out,
        request_words=texts.words(subject, of_issue=False),
        issue_words=texts.words(subject, of_issue=True),
        answered=Answered(
            frozenset(one.number for one in seen.requests if one.state is not State.OPEN),
            frozenset(one.number for one in seen.issues if one.state is not State.OPEN),
        ),
    )
    steps: tuple[Step | Settled, ...] = (
        request_step(wanted, seen, options.manners), setting_step(wanted, seen, options.manners), issue_step(wanted, seen, options.manners),
    )  # fmt: skip
    request, setting, issue = (_part(step, seen) for step in steps)
    return Entry(subject, wanted, repairs, unrepaired, tuple(sorted(refused)), request, setting, issue)


def sorted_out(
    repairs: tuple[Repair, ...], seen: Situation, remediation: Remediation
) -> tuple[tuple[Repair, ...], Mapping[str, object], tuple[Repair, ...]]:
    """Which repairs make the request, which settings are changed at once, and which repairs an issue tells of."""
    may_request = Right.PUSH in seen.rights or remediation.without_right is not WithoutRight.ISSUE
    may_set = remediation.settings and Right.SETTINGS in seen.rights
    requested: list[Repair] = []
    told: list[Repair] = []
    settings: dict[str, object] = {}
    for repair in repairs:
        if repair.files and repair.mode is RemediationMode.REQUEST and may_request:
            requested.append(repair)
        elif repair.settings and repair.mode is RemediationMode.REQUEST and may_set:
            settings.update((change.name, change.after) for change in repair.settings)
        else:
            told.append(repair)
    return tuple(requested), settings, tuple(told)


def _request(
    subject: Subject, repairs: tuple[Repair, ...], remediation: Remediation, texts: Texts, reviewers: tuple[str, ...]
) -> WantedRequest:
    files = {path: change.after for path, change in final_files(repairs).items()}
    title, text = texts.request(subject, repairs)
    if remediation.commits is Commits.RULE:
        contents = tuple(
            Content(texts.commit(subject, (one,)), {change.path: change.after for change in one.files})
            for one in repairs
        )
    else:
        contents = (Content(texts.commit(subject, repairs), files),)
    return WantedRequest(
        contents=contents,
        digest=files_digest(files),
        title=title,
        text=text,
        asks=asks_of(repairs),
        is_draft=remediation.draft and any(one.safety is Safety.REVIEW for one in repairs),
        labels=remediation.labels,
        reviewers=reviewers,
    )


def _issue(subject: Subject, repairs: tuple[Repair, ...], remediation: Remediation, texts: Texts) -> WantedIssue:
    title, text = texts.issue(subject, repairs)
    confidential = any(one.confidential for one in repairs)
    return WantedIssue(title, text, asks_of(repairs), remediation.labels, confidential)


def asks_of(repairs: Iterable[Repair]) -> Mapping[str, Ask]:
    """In which state each rule is asked for."""
    return {
        one.rule: Ask(major(one.pack_version), max((use.version for use in one.uses), default=0)) for one in repairs
    }


def major(version: str) -> int:
    """The major number of a version, 0 for what is none."""
    first = version.partition(".")[0]
    return int(first) if first.isascii() and first.isdigit() else 0


def _part(step: Step | Settled, seen: Situation) -> Part:
    if isinstance(step, Settled):
        return Part(step.action, step.reason, step.url)
    return Part(action_of(step, seen))
