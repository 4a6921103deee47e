# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Apply: carry a plan out, one step at a time, looking again just before at what each rests on.

It can be killed at any moment and run again: every step is decided from what is there, so that nothing is done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ospo_policy.engine.lifecycle import next_step
from ospo_policy.engine.planning import Entry, Subject
from ospo_policy.engine.request_life import changes_base
from ospo_policy.engine.wanted import Action, Manners, Settled, Wanted
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Listed
from ospo_policy.ports.requests import (
    ChangeSetting,
    CloseRequest,
    Comment,
    EditIssue,
    EditRequest,
    MovedError,
    OpenIssue,
    OpenRequest,
    Push,
    RequestForge,
    SeenBranch,
    Situation,
    State,
    Step,
    StepRefusedError,
)

MAX_STEPS = 60
"""Steps of one repository, beyond which something is wrong that going on would not mend."""
MAX_LOOKS = 4
TOGETHER = 10
"""Repositories whose situation is asked for at a time, just before they are written to."""


class Outcome(NamedTuple):
    """What became of one repository: what was done, in words; why no more, if so; and where to look."""

    subject: Subject
    done: tuple[Message, ...] = ()
    reason: Message | None = None
    url: str = ""
    is_failure: bool = False


WriterOf = Callable[[Subject], RequestForge]
Quiet = Callable[[], Message | None]
"""Why nothing new is opened at this moment, if so."""


def never_quiet() -> Message | None:
    """Something new may be opened at any time."""
    return None


def carry_out(
    entries: Sequence[Entry], writer_of: WriterOf, manners: Manners, quiet: Quiet = never_quiet
) -> Iterator[Outcome]:
    """Each entry's outcome as it comes, in the order of forges and names. One that fails never stops the others.

    `quiet` is asked just before something new is opened: a plan may be hours old by then, and a run may take hours.
    """
    for entry in entries:
        if entry.held is not None and entry.writes:
            yield Outcome(entry.subject, reason=entry.held)
    doing = [entry for entry in entries if entry.writes and entry.held is None]
    for _, of_forge in groupby(doing, key=lambda entry: entry.subject.forge):
        some = list(of_forge)
        for at in range(0, len(some), TOGETHER):
            yield from _together(some[at : at + TOGETHER], writer_of, manners, quiet)


def _together(entries: Sequence[Entry], writer_of: WriterOf, manners: Manners, quiet: Quiet) -> Iterator[Outcome]:
    """A few repositories of one forge: looked at together, then changed one after the other."""
    by_id = {entry.subject.id: entry for entry in entries}
    listed = [_listed(entry.subject) for entry in entries]
    done: set[str] = set()
    try:
        writer = writer_of(entries[0].subject)
        settings = sorted({name for entry in entries for name in entry.wanted.settings})
        for one, seen in list(writer.situations(listed, manners.branches, settings)):
            done.add(one.id)
            entry = by_id[one.id]
            if isinstance(seen, Message):
                yield Outcome(entry.subject, reason=seen, is_failure=True)
            elif entry.opens and (why := quiet()) is not None:
                yield Outcome(entry.subject, reason=why)
            else:
                yield _Repository(entry, one, writer, manners).carry_out(seen)
    except ForgeUnavailableError as error:
        left = [entry for entry in entries if entry.subject.id not in done]
        for entry in left:
            yield Outcome(entry.subject, reason=error.message, is_failure=True)


class _Repository:
    """One repository, while it is being changed."""

    def __init__(self, entry: Entry, listed: Listed, writer: RequestForge, manners: Manners) -> None:
        self.entry, self.listed, self.writer, self.manners = entry, listed, writer, manners
        self.done: list[Message] = []
        self.blocked: set[str] = set()
        self.url = ""

    def carry_out(self, seen: Situation) -> Outcome:
        """Step by step towards what is wanted."""
        want, looks = self.entry.wanted, 0
        for _ in range(MAX_STEPS):
            seen = self._with_blocks(seen)
            step = next_step(want, seen, self.manners)
            if isinstance(step, Settled):
                return self._settled(step)
            if changes_base(step) and seen.head != want.head:
                return self._outcome(Message("request.moved"))
            try:
                seen = self.writer.perform(self.listed, seen, step)
                self._note(step, seen)
            except MovedError as error:
                looks += 1
                found = self._look_again() if looks < MAX_LOOKS else error.reason
                if isinstance(found, Message):
                    return self._outcome(found, is_failure=True)
                seen = found
            except StepRefusedError as error:
                if error.blocks is not None and error.blocks not in self.blocked:
                    self.blocked.add(error.blocks)
                elif isinstance(step, ChangeSetting):
                    self.done.append(message("applied.setting-refused", setting=step.name, why=error.reason))
                    want = _without(want, step.name)
                else:
                    return self._outcome(error.reason, is_failure=True)
            except ForgeUnavailableError as error:
                return self._outcome(error.message, is_failure=True)
        return self._outcome(Message("applied.no-end"), is_failure=True)

    def _with_blocks(self, seen: Situation) -> Situation:
        """What is there, with the branches that could not be pushed to marked as such."""
        branches = dict(seen.branches)
        for name in self.blocked:
            branches[name] = branches.get(name, SeenBranch(None))._replace(is_blocked=True)
        return seen._replace(branches=branches)

    def _look_again(self) -> Situation | Message:
        settings = sorted(self.entry.wanted.settings)
        for _, seen in self.writer.situations([self.listed], self.manners.branches, settings):
            return seen
        return Message("request.gone")

    def _settled(self, settled: Settled) -> Outcome:
        quiet = settled.action in (Action.KEEP, Action.NOTHING)
        return self._outcome(None if quiet else settled.reason, url=settled.url)

    def _outcome(self, reason: Message | None, *, url: str = "", is_failure: bool = False) -> Outcome:
        return Outcome(self.entry.subject, tuple(self.done), reason, url or self.url, is_failure)

    def _note(self, step: Step, seen: Situation) -> None:
        """Tell what was done, in words, and where to see it."""
        what = _said(step)
        if what is not None:
            self.done.append(what)
        opened = next((one.url for one in seen.requests if one.state is State.OPEN), "")
        self.url = opened or self.url or next((one.url for one in seen.issues if one.state is State.OPEN), "")


def _said(step: Step) -> Message | None:
    match step:
        case OpenRequest():
            return Message("applied.opened")
        case Push() | EditRequest():
            return Message("applied.pushed") if isinstance(step, Push) else Message("applied.edited")
        case CloseRequest():
            return Message("applied.closed")
        case Comment():
            return Message("applied.commented")
        case OpenIssue():
            return Message("applied.issue-opened")
        case EditIssue(state=state):
            return Message("applied.issue-edited" if state is State.OPEN else "applied.issue-closed")
        case ChangeSetting(name):
            return message("applied.setting", setting=name)
    return None


def _without(want: Wanted, setting: str) -> Wanted:
    return want._replace(settings={name: value for name, value in want.settings.items() if name != setting})


def _listed(subject: Subject) -> Listed:
    return Listed(
        subject.id, subject.forge, subject.owner, subject.name, subject.url, subject.native_id, subject.head, {}
    )  # fmt: skip
