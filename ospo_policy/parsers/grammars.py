# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The strings with a grammar of their own: what each must look like, for reading and for schemas."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ospo_policy.model import policy
from ospo_policy.model.message import Message, message


class Grammar(NamedTuple):
    """A kind of string: its JSON Schema, and a function that tells what is wrong with one."""

    schema: dict[str, object]
    wrong: Callable[[str], Message | None]
    make_schema: Callable[[], dict[str, object]] | None = None
    """Makes the schema instead, where that needs a table which reading does not."""
    names: Callable[[], tuple[str, ...]] | None = None
    """The names that are valid, where they are few."""


def _pattern(expression: str, key: str) -> Grammar:
    compiled = re.compile(expression)

    def wrong(text: str) -> Message | None:
        return None if compiled.fullmatch(text) else message(key, found=text)

    return Grammar({"type": "string", "pattern": f"^(?:{expression})$"}, wrong)


def _regex(text: str) -> Message | None:
    from ospo_policy.parsers.regex import PatternError, compile_pattern

    try:
        compile_pattern(text)
    except PatternError as error:
        return message("grammar.regex", found=text, reason=str(error))
    return None


def _glob(text: str) -> Message | None:
    from ospo_policy.parsers.regex import PatternError, compile_glob

    if text.startswith(("/", "./", "../")) or "\\" in text:
        return message("grammar.glob-rooted", found=text)
    try:
        compile_glob(text)
    except PatternError as error:
        return message("grammar.glob", found=text, reason=str(error))
    return None


def _named(load: Callable[[], tuple[str, ...]], key: str) -> Grammar:
    """One of the names of a table, which is loaded when it is needed."""

    def wrong(text: str) -> Message | None:
        return None if text in load() else message(key, found=text)

    return Grammar({}, wrong, lambda: {"enum": list(load())}, load)


def _file_kinds() -> tuple[str, ...]:
    from ospo_policy.parsers.community_files import KINDS

    return KINDS


def _heading_sets() -> tuple[str, ...]:
    from ospo_policy.parsers.heading_sets import NAMES

    return NAMES


def _url(text: str) -> Message | None:
    # The full check would be a library's; here: a scheme that browsers open, a host, no spaces.
    good = text.startswith(("https://", "http://")) and " " not in text and len(text) > 10
    return None if good else message("grammar.url", found=text)


def _date(text: str) -> Message | None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return message("grammar.date", found=text)
    return None


def _timezone(text: str) -> Message | None:
    from zoneinfo import ZoneInfo

    if text == "UTC":  # known where the system has no time zones, too
        return None
    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return message("grammar.timezone", found=text)
    return None


def _repositories(text: str) -> Message | None:
    from ospo_policy.parsers.regex import PatternError, compile_glob

    if not text or len(text) > MAX_PATTERN or text.startswith("/") or "\\" in text:
        return message("grammar.repositories", found=text[:MAX_PATTERN])
    try:
        compile_glob(text)
    except PatternError as error:
        return message("grammar.glob", found=text, reason=str(error))
    return None


def _always_good(_text: str) -> Message | None:
    return None


MAX_PATTERN = 500
IDENTIFIER = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"

GRAMMARS: dict[object, Grammar] = {
    str: Grammar({"type": "string"}, _always_good),
    policy.Identifier: _pattern(IDENTIFIER, "grammar.identifier"),
    policy.Version: _pattern(r"[0-9]+(?:\.[0-9]+){1,2}(?:[-+][0-9A-Za-z.-]+)?", "grammar.version"),
    policy.Sha256: _pattern(r"[0-9a-f]{64}", "grammar.sha256"),
    policy.CommitId: _pattern(r"[0-9a-f]{40}|[0-9a-f]{64}", "grammar.commit"),
    policy.LanguageCode: _pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "grammar.language"),
    policy.TimeOfDay: _pattern(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", "grammar.time"),
    # What Git allows of a name (https://git-scm.com/docs/git-check-ref-format), and needs no quoting anywhere.
    policy.BranchName: _pattern(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*", "grammar.branch"),
    policy.TimeZone: Grammar({"type": "string"}, _timezone),
    policy.Url: Grammar({"type": "string", "format": "uri"}, _url),
    policy.DateText: Grammar({"type": "string", "format": "date"}, _date),
    policy.RulePattern: _pattern(r"[a-z0-9*?][a-z0-9*?.-]{0,99}", "grammar.rule-pattern"),
    policy.RepositoryPattern: Grammar({"type": "string", "minLength": 1}, _repositories),
    policy.FileKind: _named(_file_kinds, "grammar.file-kind"),
    policy.HeadingSet: _named(_heading_sets, "grammar.heading-set"),
    policy.Glob: Grammar({"type": "string"}, _glob),
    policy.Regex: Grammar({"type": "string", "format": "regex"}, _regex),
    policy.CelCondition: Grammar({"type": "string"}, _always_good),
}
"""By type. A condition in CEL is checked by the binder, which can point into the expression."""
