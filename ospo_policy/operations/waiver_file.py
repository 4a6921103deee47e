# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's file of waivers: what a new waiver may say, and the file with it, all else as it was."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from ospo_policy.engine.days import today
from ospo_policy.engine.schema import HOME
from ospo_policy.engine.waive import Waivers, names_rule
from ospo_policy.engine.waivers_file import KEY, read_waivers
from ospo_policy.model.errors import PolicyError, UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import MapNode
from ospo_policy.model.policy import Waivable, WaivedBy
from ospo_policy.model.waivers import Waiver
from ospo_policy.operations.assignment import Policies
from ospo_policy.operations.inventory import organisation_at
from ospo_policy.operations.pack_sources import PackSources, text_of
from ospo_policy.operations.waivers import DEFAULT_FILE, Waiving
from ospo_policy.parsers import yaml_edit
from ospo_policy.parsers.nearest import nearest
from ospo_policy.parsers.yaml_append import append_lines
from ospo_policy.parsers.yaml_quote import quoted
from ospo_policy.parsers.yaml_source import read
from ospo_policy.ports.packs import PackUnavailableError

_HEAD = f"# yaml-language-server: $schema={HOME}/waivers.schema.json\nwaivers:\n"
_KEYS = ("rule", "repositories", "reason", "owner", "approver", "ticket", "start", "end")


class Words(NamedTuple):
    """A new waiver as somebody words it; what is empty is not given."""

    rule: str = ""
    repositories: tuple[str, ...] = ()
    reason: str = ""
    owner: str = ""
    approver: str = ""
    ticket: str = ""
    start: str = ""
    end: str = ""


class Added(NamedTuple):
    """Files with their new texts, in the order in which they are to be written; the file of the waivers, and the new one."""

    files: Mapping[str, str]
    waivers: str
    lines: str


class WaiverFile:
    """The waivers of the organisation whose file is at a path."""

    def __init__(self, path: str, now: int, *, offline: bool = False) -> None:
        """Raises `OspoPolicyError` where the organisation's file cannot be used."""
        self.organisation = organisation_at(path)
        self._shown = path
        self.day = today(now)
        self._reader = PackSources(offline=offline)
        named = self.organisation.document.waivers
        self.name = named or DEFAULT_FILE
        self.path = os.path.join(os.path.dirname(path), self.name)

    @cached_property
    def rules(self) -> Mapping[str, Waivable]:
        """Every rule that the organisation assigns, with who may waive it. Raises `PolicyError`."""
        return Policies(self.organisation, (), self._reader, Waiving(Waivers(), self.day)).all_rules

    def wrong_rule(self, rule: str) -> tuple[Message, Message | None] | None:
        """Why a rule cannot be waived, and what to do; None where it can."""
        named = self._allowed(rule)
        if not named:
            near = nearest(rule, self.rules)
            hint = message("bind.did-you-mean", name=near) if near else Message("rule.unknown.hint")
            return message("rule.unknown", rule=rule), hint
        if all(one.by is WaivedBy.NEVER for one in named):
            return message("waiver.never", rule=rule), None
        return None

    def wants_end(self, rule: str) -> bool:
        """Whether a waiver of a rule must end."""
        return all(one.end for one in self._allowed(rule))

    def wrong_end(self, end: str) -> tuple[Message, Message | None] | None:
        """What is wrong with a last day, and what to do."""
        try:
            day = dt.date.fromisoformat(end)
        except ValueError:
            return message("grammar.date", found=end), None
        if day < self.day:
            return message("waiver.in-the-past", end=end), Message("waiver.in-the-past.hint")
        return None

    def _allowed(self, rule: str) -> list[Waivable]:
        pattern = Waiver(rule, (), "", None, None, None, None, None, self.organisation.root.position)
        return [self.rules[name] for name in self.rules if names_rule(pattern, name)]

    def add(self, words: Words) -> Added:
        """The files with a waiver more, for its author to write. Raises `OspoPolicyError` with what is wrong."""
        lines = _lines(words)
        self._refuse(words, lines)
        files = {self.path: self._with(self._text(), words, lines)}
        if self.organisation.document.waivers is None:
            files[self._shown] = self._naming()
        return Added(files, self.path, "\n".join(lines))

    def _refuse(self, words: Words, lines: list[str]) -> None:
        """Raise `UsageError` for what would have no effect, or could not be read again."""
        wrong = self.wrong_rule(words.rule) or (self.wrong_end(words.end) if words.end else None)
        if wrong is None and not words.end and self.wants_end(words.rule):
            wrong = message("waiver.no-end", rule=words.rule), Message("waiver.in-the-past.hint")
        if wrong is None:
            alone = "waivers:\n" + "".join(f"{'  - ' if not n else '    '}{line}\n" for n, line in enumerate(lines))
            _, problems = read_waivers(read(alone, DEFAULT_FILE), DEFAULT_FILE)
            wrong = (problems[0].message, problems[0].hint) if problems else None
        if wrong is not None:
            raise UsageError(*wrong)

    def _text(self) -> str:
        """The file of the waivers, with a key for them to stand under. Raises `OspoPolicyError`."""
        if not os.path.lexists(self.path):
            return _HEAD
        text = _read(self.path)
        document = read(text, self.path)
        _, problems = read_waivers(document, DEFAULT_FILE)
        if problems:
            raise PolicyError(problems)
        if not isinstance(document.root, MapNode):  # nothing but comments
            return f"{text.rstrip()}\n{KEY}:\n".lstrip()
        return text if KEY in document.root.values else yaml_edit.insert_key(text, (), KEY, "")

    def _with(self, text: str, words: Words, lines: list[str]) -> str:
        """The text with a waiver more, which must then be the only difference. Raises `UsageError`."""
        before, _ = read_waivers(read(text, self.path), DEFAULT_FILE)
        told = {key: value for key, value in words._asdict().items() if value}
        flow = json.dumps(told, ensure_ascii=False)  # JSON is YAML in flow style
        for is_block in (True, False):
            try:
                edited = append_lines(text, KEY, lines) if is_block else yaml_edit.append_item(text, (KEY,), flow)
            except yaml_edit.EditError:
                continue
            found, problems = read_waivers(read(edited, self.path), DEFAULT_FILE)
            if not problems and found.entries[:-1] == before.entries and len(found.entries) > len(before.entries):
                return edited
        raise UsageError(message("waiver.cannot-edit", path=self.path), message("waiver.by-hand", lines=f"- {flow}"))

    def _naming(self) -> str:
        """The organisation's file with the key that names the waivers. Raises `UsageError` where it cannot be added."""
        try:
            edited = yaml_edit.insert_key(_read(self._shown), (), KEY, DEFAULT_FILE)
        except yaml_edit.EditError:
            edited = ""
        root = read(edited, self._shown).root
        if not isinstance(root, MapNode) or root.values.keys() != {*self.organisation.root.values, KEY}:
            by_hand = message("waiver.by-hand", lines=f"{KEY}: {DEFAULT_FILE}")
            raise UsageError(message("waiver.cannot-edit", path=self._shown), by_hand)
        return edited


def _read(path: str) -> str:
    """A file's text, its line ends as they are. Raises `UsageError`."""
    try:
        with open(path, "rb") as file:
            return text_of(file.read(), path)
    except PackUnavailableError as error:
        raise UsageError(error.message, error.hint) from None
    except OSError as error:
        reason = Message("file.not-there" if isinstance(error, FileNotFoundError) else "file.not-readable")
        raise UsageError(message("policy.unreadable", path=path, reason=reason)) from None


def _lines(words: Words) -> list[str]:
    """A waiver in block style."""
    lines: list[str] = []
    for key in _KEYS:
        value = getattr(words, key)
        if key == "repositories":
            lines += ["repositories:", *(f"  - {_scalar(name)}" for name in value)] if value else ["repositories: []"]
        elif value or key in ("rule", "reason", "owner", "approver"):
            lines.append(f"{key}: {_scalar(value)}")
    return lines


def _scalar(text: str) -> str:
    return quoted(text.encode("utf-8", "replace").decode())
