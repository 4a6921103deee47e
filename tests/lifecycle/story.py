# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plays a story of the table at a place, through the same code as `plan` and `apply`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.engine.lifecycle import is_refused, refusals
from ospo_policy.engine.our_texts import has_said
from ospo_policy.engine.planning import Entry, Options, Subject, entry_of, options_of
from ospo_policy.engine.wanted import Words
from ospo_policy.model.change import FileChange, Repair, SettingChange, TemplateUse
from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.organisation import Commits, Remediation, WithoutRight
from ospo_policy.model.policy import FixKind, Level, RemediationMode, Safety
from ospo_policy.operations.apply import Outcome, carry_out
from ospo_policy.operations.expected import writes_of
from ospo_policy.parsers.exact_text import blob_id
from ospo_policy.parsers.request_marker import Ask, unmarked
from ospo_policy.ports.requests import RequestForge, Situation
from tests.lifecycle.place import BRANCH, KilledError, Place, There
from tests.lifecycle.rows import Deed, Row

MAX_DEATHS = 40


class _Texts:
    """Texts that a story can tell apart."""

    def __init__(self, title: str, issue: str) -> None:
        self._title, self._issue = title, issue

    def request(self, subject: Subject, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        return self._title, "This is for you.\n\n" + "\n".join(f"- {one.rule}" for one in repairs)

    def issue(self, subject: Subject, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        return "What only people can decide", self._issue or "\n".join(one.rule for one in repairs)

    def commit(self, subject: Subject, repairs: tuple[Repair, ...]) -> str:
        return f"Add {', '.join(one.rule for one in repairs)}\n\nSigned-off-by: Ada <ada@example.org>\n"

    def words(self, subject: Subject, *, of_issue: bool) -> Words:
        return Words("Thank you: this is done.", "We leave it to you.")


class Story:
    """One story at one place."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.action = ""
        self.writes = self.expected = 0
        self.is_hindered = False

    @property
    def hindered(self) -> int:
        """Further writes that may be tried for nothing: one for each branch's name that cannot be used, and to undo it."""
        return 2 * len(options_of(Remediation()).manners.branches) if self.is_hindered else 0

    def play(self, row: Row) -> None:
        """Play it from its begin to its end."""
        self.begin(row)
        self.end(row)

    def begin(self, row: Row) -> None:
        """Everything before the last run."""
        self.is_hindered = "protect" in row.needs
        for deed in row.deeds[: _last(row)]:
            if "run" in deed:
                self.run(deed)
            else:
                getattr(self.place, deed["person"])(*deed["words"])

    def end(self, row: Row, kill_after: int | None = None, *, loses: bool = False) -> bool:
        """The last run, and what must be so then; where it is killed, it is begun again. Whether it was.

        `loses` says that answers are lost on the way, so that the run may have sent something twice.
        """
        last, *rest = row.deeds[_last(row) :]
        was_killed = loses
        try:
            self.run(last, kill_after)
        except KilledError:
            was_killed = True
            self.run(last)
        for deed in rest:
            self.check(deed["expect"], was_killed=was_killed)
        return was_killed

    def run(self, deed: Deed, kill_after: int | None = None) -> list[Outcome]:
        """One run of plan and apply, as a new process."""
        writer = self.place.writer(deed.get("token", "write"), kill_after)
        options = _options(deed)
        ((_, seen),) = writer.situations(
            [self.place.listed()], options.manners.branches, sorted(deed.get("settings", {}))
        )
        assert isinstance(seen, Situation), seen
        entry = self._entry(deed, seen, options)
        self.action = entry.request.action.value
        self.expected = writes_of(entry)
        outcomes = list(carry_out([entry], lambda _subject: writer, options.manners))
        self.writes = writer.writes
        if kill_after is not None and any(outcome.is_failure for outcome in outcomes):
            raise KilledError  # the forge went silent, as it does to a process that is no more
        assert not any(outcome.is_failure for outcome in outcomes), outcomes
        return outcomes

    def _entry(self, deed: Deed, seen: Situation, options: Options) -> Entry:
        listed = self.place.listed()
        head = self.place.head()
        subject = Subject(
            listed.id,
            listed.forge,
            self.place.forge_type,
            listed.native_id,
            listed.owner,
            listed.name,
            listed.url,
            head,
            "en",
        )
        told = {} if deed.get("ask_again") else refusals(seen)
        repairs = [one for one in self._repairs(deed) if not is_refused(one.rule, _ask(deed), told)]
        unsure = frozenset(("SECURITY.md", "CONTRIBUTING.md")) if deed.get("unsure") else frozenset()
        texts = _Texts(deed.get("title", "Publication practices"), deed.get("issue", ""))
        return entry_of(
            subject, seen, tuple(repairs), (), (), unsure, options, texts, opted_out=deed.get("opted_out", False)
        )

    def _repairs(self, deed: Deed) -> Iterable[Repair]:
        for path, text in (deed["run"] or {}).items():
            before = self.place.read(path)
            if before == text:
                continue
            oid = None if before is None else blob_id(before.encode())
            yield _repair(path, deed, FixKind.TEMPLATE, files=(FileChange(path, before, text, oid),))
        if deed.get("issue"):
            yield _repair("licence", deed, FixKind.ISSUE, advice=(Message("request.nothing"),))
        if deed.get("settings"):
            some = tuple(SettingChange(name, None, value) for name, value in deed["settings"].items())
            yield _repair("description-set", deed, FixKind.SETTING, settings=some)

    def check(self, wanted: Mapping[str, Any], *, was_killed: bool) -> None:
        """Everything that must be so. What one run did is not asked of one that was killed."""
        requests, issues = self.place.requests(), self.place.issues()
        request = requests[-1] if requests else There("", "", "")
        issue = issues[-1] if issues else There("", "", "")
        there: dict[str, Any] = {
            "requests": len(requests),
            "issues": len(issues),
            "state": request.state,
            "files": dict(request.files),
            "title": request.title,
            "base": request.base,
            "draft": request.is_draft,
            "labels": set(request.labels),
            "commits": request.commits,
            "conflicts": request.conflicts,
            "branch": request.branch in self.place.branches(),
            "other_branch": request.branch != BRANCH,
            "said": next((kind for kind in ("closing", "hands-off") if has_said(request.comments, kind)), None),
            "said_times": len(request.comments),
            "issue_state": issue.state,
            "issue_text": unmarked(issue.text).strip(),
            "issue_said": next((kind for kind in ("closing",) if has_said(issue.comments, kind)), None),
            "confidential": issue.confidential,
        }
        if not was_killed:
            there |= {"action": self.action, "writes": self.writes}
            assert self.writes <= self.expected + self.hindered, "what is told beforehand is what it takes at most"
        for name, value in wanted.items():
            if name == "setting":
                assert self.place.setting(value[0]) == value[1]
            elif name == "setting_not":
                assert self.place.setting(value[0]) != value[1]
            elif name == "writes_at_most":
                assert was_killed or self.writes <= value
            elif was_killed and name in ("action", "writes"):
                continue
            else:
                assert there[name] == value, (name, there)


def _last(row: Row) -> int:
    return max(number for number, deed in enumerate(row.deeds) if "run" in deed)


def _options(deed: Deed) -> Options:
    return options_of(
        Remediation(
            mode=RemediationMode.REQUEST,
            settings=True,
            labels=tuple(deed.get("labels", ())),
            commits=Commits(deed.get("commits", "one")),
            without_right=WithoutRight(deed.get("without_right", "skip")),
        )
    )


def _ask(deed: Deed) -> Ask:
    return Ask(deed.get("pack", 1), deed.get("template", 0))


def _repair(rule: str, deed: Deed, kind: FixKind, **more: Any) -> Repair:
    uses = (TemplateUse(rule, rule, "en", deed["template"], ""),) if "template" in deed else ()
    return Repair(
        rule=rule,
        pack="minimal",
        pack_version=f"{deed.get('pack', 1)}.0.0",
        level=Level.MUST,
        title=LocalText({"en": rule}),
        found=Message("request.nothing"),
        kind=kind,
        safety=Safety.REVIEW if deed.get("draft") else Safety.SAFE,
        mode=RemediationMode.REQUEST,
        uses=uses,
        confidential=deed.get("confidential", False),
        **more,
    )


__all__ = ["RequestForge", "Story"]
