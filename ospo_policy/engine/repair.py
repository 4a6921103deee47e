# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From failing findings to repairs, each tried before it is proposed: the rule then passes, and no other gets worse.

Pure: the policy, the facts, and the fixes give the same repairs every time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.evaluate import findings_of
from ospo_policy.engine.overlay import with_changes
from ospo_policy.model.change import FileChange, Repair, SettingChange, Unrepaired
from ospo_policy.model.facts import EntryKind, Known, Repository
from ospo_policy.model.message import Message, message
from ospo_policy.model.policy import Fix, FixKind, Level, RemediationMode, Rule, Safety
from ospo_policy.model.report import Finding, RepositoryReport, Status
from ospo_policy.parsers.exact_text import Form
from ospo_policy.ports.check import CheckExpression, tests_of
from ospo_policy.ports.fix import Broken, Changes, FixContext, Outcome, Unable

MAX_CHANGED_BYTES = 1 << 20
"""Bytes of one file that we write at most."""
MAX_PATH = 400
WORSE = (Status.FAIL, Status.ERROR)
NOT_MET = (*WORSE, Status.WAIVED)
"""What a rule may be before a repair that leaves it failing: what is waived is not met either, and is tried without its waiver."""


class Fixer(NamedTuple):
    """What works out a rule's repair, by whatever kinds of it the rule names; and a later version of what was written once."""

    repair: Callable[[Rule, Broken], Outcome]
    upgrade: Callable[[Rule, Broken], Outcome] = lambda _rule, _broken: Unable(Message("repair.none"))


Forms = Callable[[str, str], Form | None]
"""How the text at a path lies in its file; None where it cannot be written back as it is."""


class Terms(NamedTuple):
    """What an organisation wants repaired, and how: the weakest level; the mode where a rule has none of its own.

    `refused` are rules that are not asked for again, `closed_paths` begins of paths that our account may not write to.
    """

    context: FixContext
    mode: RemediationMode = RemediationMode.REQUEST
    level: Level = Level.MAY
    refused: frozenset[str] = frozenset()
    closed_paths: tuple[str, ...] = ()


class Repaired(NamedTuple):
    """What can be proposed for a repository, and what cannot."""

    repairs: tuple[Repair, ...]
    unrepaired: tuple[Unrepaired, ...]


def repairs_of(
    policy: Policy, facts: Repository, report: RepositoryReport, fixer: Fixer, forms: Forms, terms: Terms
) -> Repaired:
    """The repairs of a repository's failing rules, in the policy's order, each on top of those before it."""
    work = _Work(policy, facts, report, forms, terms)
    failing = {one.rule for one in report.findings if one.status is Status.FAIL}
    # Settings first: files tell what the forge tells (a README its description), and would be written anew the next time.
    for rule in sorted(policy.rules, key=lambda one: not _is_set_only(one.fix)):
        found = work.findings.get(rule.id)
        if found is None or rule.fix is None or not _is_wanted(found, rule.fix, terms):
            continue
        if found.status is Status.FAIL:
            # What fails since an earlier repair waits for people to fill in a gap: that is asked for already.
            if rule.id in failing:
                work.repair(rule, rule.fix, fixer.repair)
        elif (
            found.status is Status.PASS and rule.fix.kind is FixKind.TEMPLATE and work.has_ours(rule.fix.template or "")
        ):
            work.repair(rule, rule.fix, fixer.upgrade, is_upgrade=True)
    order = {rule.id: number for number, rule in enumerate(policy.rules)}
    return Repaired(
        tuple(sorted(work.repairs, key=lambda one: order[one.rule])),
        tuple(sorted(work.unrepaired, key=lambda one: order[one.rule])),
    )


def _is_set_only(fix: Fix | None) -> bool:
    """Whether a fix changes a setting on the forge, and no file."""
    return fix is not None and fix.setting is not None and fix.template is None and not fix.edit


def _is_wanted(found: Finding, fix: Fix, terms: Terms) -> bool:
    mode = getattr(fix, "mode", None) or terms.mode
    if found.rule in terms.refused:
        return False
    return found.level.rank <= terms.level.rank and mode is not RemediationMode.REPORT


class _Work:
    """A repository while it is being repaired."""

    def __init__(self, policy: Policy, facts: Repository, report: RepositoryReport, forms: Forms, terms: Terms) -> None:
        self.policy, self.facts, self.forms, self.terms = policy, facts, forms, terms
        self.original = facts
        self.findings = {one.rule: one for one in report.findings}
        self.about_gaps = {one.id for one in policy.rules if _is_about_gaps(one)}
        self.versions = {pack.id: pack.version for pack in policy.packs}
        self.repairs: list[Repair] = []
        self.unrepaired: list[Unrepaired] = []

    def has_ours(self, template: str) -> bool:
        """Whether some file bears the mark of a template of ours (`ospo_policy.fixes.stamp`)."""
        mark = f"ospo-policy: template {template} version "
        return any(isinstance(fact, Known) and mark in fact.value.text for fact in self.facts.contents.values())

    def repair(
        self, rule: Rule, fix: Fix, work_out: Callable[[Rule, Broken], Outcome], *, is_upgrade: bool = False
    ) -> None:
        """Try to repair a rule, or to bring what was written for it up to date."""
        found = self.findings[rule.id]
        outcome = work_out(rule, Broken(found, self.facts, self.terms.context))
        if isinstance(outcome, Unable):
            if not is_upgrade:
                self.unrepaired.append(Unrepaired(rule.id, found.level, outcome.reason))
            return
        if is_upgrade:
            found = found._replace(message=Message("repair.newer-template"))
        files = self._files(outcome)
        if isinstance(files, Message):
            self.unrepaired.append(Unrepaired(rule.id, found.level, files))
            return
        changed = outcome.files or outcome.fields
        after = with_changes(self.facts, outcome.files, outcome.fields) if changed else self.facts
        tried = {one.rule: one for one in findings_of(self.policy, after)} if changed else self.findings
        wrong = self._wrong(rule, outcome, tried) if changed else None
        if wrong is not None:
            self.unrepaired.append(Unrepaired(rule.id, found.level, wrong))
            return
        also = tuple(
            name for name, one in tried.items()
            if name != rule.id and one.status is Status.PASS and self.findings[name].status is Status.FAIL
        )  # fmt: skip
        unproven = bool(changed) and tried[rule.id].status is not Status.PASS
        self.repairs.append(self._repair(rule, fix, found, outcome, files, also, unproven=unproven))
        self.facts, self.findings = after, tried

    def _wrong(self, rule: Rule, outcome: Changes, tried: Mapping[str, Finding]) -> Message | None:
        """Why a repair is not good enough to be proposed."""
        status = tried[rule.id].status
        # What a tool would have to look at again is unknown, and so proposed for review; the rest must pass.
        if status not in (Status.PASS, Status.UNKNOWN) and not outcome.gaps:
            return message("repair.not-enough", what=tried[rule.id].message)
        waiting = set(outcome.until_filled) | (self.about_gaps if outcome.gaps else set()) | {rule.id}
        for name, one in tried.items():
            if one.status in WORSE and self.findings[name].status not in NOT_MET and name not in waiting:
                return message("repair.makes-worse", rule=name, what=one.message)
        return None

    def _files(self, outcome: Changes) -> tuple[FileChange, ...] | Message:
        """The changes as they would be written, or why one cannot be."""
        changes: list[FileChange] = []
        for path in sorted(outcome.files):
            wrong = _wrong_path(path, self.facts)
            if wrong is None and path.startswith(self.terms.closed_paths):
                wrong = message("repair.no-right", path=path)
            if wrong is not None:
                return wrong
            change = self._change(path, outcome.files[path])
            if isinstance(change, Message):
                return change
            if change.before != change.after:
                changes.append(change)
        return tuple(changes)

    def _change(self, path: str, text: str | None) -> FileChange | Message:
        tree = self.facts.tree
        entry = tree.value.get(path) if isinstance(tree, Known) else None
        if text is not None and len(text.encode("utf-8", "surrogatepass")) > MAX_CHANGED_BYTES:
            return message("repair.too-long", path=path)
        if entry is None:
            return FileChange(path, None, text)
        known = self.facts.contents.get(path)
        if not isinstance(known, Known) or known.value.truncated:
            return message("repair.unread", path=path)
        form = self.forms(path, _text(self.original, path) or known.value.text)
        if form is None:
            return message("repair.odd-file", path=path)
        oid = self._oid(path)
        return FileChange(path, form.exact(known.value.text), None if text is None else form.exact(text), oid)

    def _oid(self, path: str) -> str | None:
        tree = self.original.tree
        entry = tree.value.get(path) if isinstance(tree, Known) else None
        return entry.oid if entry is not None else None

    def _repair(
        self, rule: Rule, fix: Fix, found: Finding, outcome: Changes, files: tuple[FileChange, ...],
        also: tuple[str, ...], *, unproven: bool,
    ) -> Repair:  # fmt: skip
        kind = FixKind.ISSUE
        if outcome.files:
            kind = FixKind.TEMPLATE if outcome.uses else FixKind.EDIT
        elif outcome.settings:
            kind = FixKind.SETTING
        safety = outcome.safety or fix.safety or outcome.usual
        if outcome.gaps or unproven:
            safety = Safety.REVIEW
        settings = tuple(
            SettingChange(name, _told(self.facts, name), value) for name, value in sorted(outcome.settings.items())
        )
        return Repair(
            rule=rule.id,
            pack=rule.pack,
            pack_version=self.versions.get(rule.pack, ""),
            level=found.level,
            title=rule.title,
            found=found.message,
            kind=kind,
            safety=safety,
            mode=getattr(fix, "mode", None) or self.terms.mode,
            files=files,
            settings=settings,
            gaps=outcome.gaps,
            uses=outcome.uses,
            advice=outcome.advice,
            why=rule.why,
            how=rule.how,
            references=rule.references,
            confidential=bool(getattr(fix, "confidential", False)),
            also=also,
        )


def _is_about_gaps(rule: Rule) -> bool:
    """Whether a rule finds what was left for people to fill in."""
    check: CheckExpression | None = rule.check  # type: ignore[assignment]
    return check is not None and any(test.type.name == "placeholders" for test in tests_of(check))


def _told(facts: Repository, name: str) -> Any:
    fact = facts.fields.get(name)
    return fact.value if isinstance(fact, Known) else None


def _text(facts: Repository, path: str) -> str | None:
    fact = facts.contents.get(path)
    return fact.value.text if isinstance(fact, Known) else None


def is_safe_path(path: str) -> bool:
    """Whether a path leads to a file of the repository, on every system, and not into what is Git's."""
    outside = any(part in ("", ".", "..") or part.casefold() == ".git" for part in path.split("/"))
    return not outside and len(path) <= MAX_PATH and path.isprintable() and not set(path) & set('\\:*?"<>|')


def _wrong_path(path: str, facts: Repository) -> Message | None:
    """Why nothing is written to a path: it leaves the tree, is no file of its own, or lies below one that is none."""
    if not is_safe_path(path):
        return message("repair.bad-path", path=path)
    parts = path.split("/")
    tree = facts.tree
    if not isinstance(tree, Known):
        return tree.reason
    entry = tree.value.get(path)
    if entry is not None and entry.kind is not EntryKind.FILE:
        return message("repair.not-a-file", path=path)
    folded = path.casefold()
    # On Windows and macOS, names that differ in case only cannot lie side by side.
    if entry is None and any(other.startswith(f"{path}/") or other.casefold() == folded for other in tree.value.paths):
        return message("repair.not-a-file", path=path)
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    if any(tree.value.get(folder) is not None for folder in above):
        return message("repair.not-a-file", path=path)
    return None
