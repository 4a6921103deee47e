# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan read back from its file, to be carried out: whatever is not as `plan` writes it is refused as a whole.

A file can be changed by hand, so nothing of it is believed: what is written to a forge is bounded here as when it is planned, and
`apply` looks again at what each change rests on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ospo_policy.engine.plan import ForgeAt
from ospo_policy.engine.planning import Entry, Part, Subject
from ospo_policy.engine.repair import is_safe_path
from ospo_policy.engine.wanted import Action, Answered, Wanted, WantedIssue, WantedRequest, Words
from ospo_policy.model.change import files_digest
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.outputs.plan_json import SCHEMA_VERSION
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.requests import Content

MAX_BYTES = 1 << 28


class PlanFile(NamedTuple):
    """What `apply` needs of a plan's file."""

    policy_digest: str
    forges: Mapping[str, ForgeAt]
    entries: tuple[Entry, ...]
    consent: Message | None


def read_plan(path: str) -> PlanFile:
    """The plan in a file. Raises `UsageError`."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(MAX_BYTES + 1)
        told = json.loads(text)
    except OSError as error:
        raise UsageError(message("plan.unreadable", path=path, reason=error.strerror or str(error))) from None
    except (ValueError, RecursionError):
        raise _bad(path, "JSON") from None
    if len(text) > MAX_BYTES or not isinstance(told, dict) or told.get("schema_version") != SCHEMA_VERSION:
        raise _bad(path, f"schema_version {SCHEMA_VERSION}")
    try:
        return _plan(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _bad(path, str(error)) from None


def _bad(path: str, what: str) -> UsageError:
    return UsageError(message("plan.not-a-plan", path=path, what=what), Message("plan.not-a-plan.hint"))


def _plan(told: dict[str, Any]) -> PlanFile:
    forges = {str(name): ForgeAt(ForgeType(at["type"]), str(at["url"])) for name, at in told["forges"].items()}
    entries = tuple(_entry(one, forges) for one in told["repositories"])
    return PlanFile(str(told["policy_digest"]), forges, entries, _reason(told.get("confirm")))


def _entry(told: dict[str, Any], forges: Mapping[str, ForgeAt]) -> Entry:
    forge = _text(told["forge"])
    words = [_text(told[key]) for key in ("native_id", "owner", "name", "url", "head", "language")]
    subject = Subject(_text(told["id"]), forge, forges[forge].type, *words)
    held = told.get("held")
    request, settings, issue = (
        Part(Action(told[key]["action"]), _reason(told[key].get("reason"))) for key in ("request", "settings", "issue")
    )
    why = None if held is None else message("plan.as-told", what=LocalText({"en": _text(held)}))
    return Entry(
        subject, _wanted(told["wanted"]), (), (), tuple(map(_text, told["refused"])), request, settings, issue, why
    )


def _reason(told: object) -> Message | None:
    return None if told is None else message("plan.as-told", what=LocalText({"en": _text(told)}))


def _wanted(told: dict[str, Any]) -> Wanted:
    request, issue = told.get("request"), told.get("issue")
    return Wanted(
        base=_text(told["base"]),
        head=_text(told["head"]),
        request=None if request is None else _request(request),
        issue=None if issue is None else _issue(issue),
        settings={_text(name): _setting(value) for name, value in told["settings"].items()},
        unsure=frozenset(map(_text, told["unsure"])),
        opted_out=told["opted_out"] is True,
        request_words=_words(told["request_words"]),
        issue_words=_words(told["issue_words"]),
        answered=None if told["answered"] is None else _answered(told["answered"]),
    )


def _answered(told: dict[str, Any]) -> Answered:
    numbers = {name: told[name] for name in Answered._fields}
    if any(type(one) is not int for some in numbers.values() for one in some):
        raise TypeError("answered")
    return Answered(**{name: frozenset(some) for name, some in numbers.items()})


def _request(told: dict[str, Any]) -> WantedRequest:
    contents = tuple(Content(_text(one["message"]), _files(one["files"])) for one in told["commits"])
    files = {path: text for one in contents for path, text in one.files.items()}
    if not contents or files_digest(files) != told["digest"]:
        raise ValueError("digest")
    return WantedRequest(
        contents,
        _text(told["digest"]),
        _text(told["title"]),
        _text(told["text"]),
        _asks(told["asks"]),
        told["draft"] is True,
        tuple(map(_text, told["labels"])),
        tuple(map(_text, told["reviewers"])),
    )


def _issue(told: dict[str, Any]) -> WantedIssue:
    labels = tuple(map(_text, told["labels"]))
    return WantedIssue(
        _text(told["title"]), _text(told["text"]), _asks(told["asks"]), labels, told["confidential"] is True
    )


def _words(told: dict[str, Any]) -> Words:
    return Words(_text(told["closing"]), _text(told["hands_off"]))


def _files(told: dict[str, Any]) -> dict[str, str | None]:
    files = {_text(path): None if text is None else _text(text) for path, text in told.items()}
    for path in files:
        if not is_safe_path(path):
            raise ValueError(path)
    return files


def _asks(told: dict[str, Any]) -> dict[str, Ask]:
    return {_text(rule): Ask(int(ask["pack"]), int(ask["template"])) for rule, ask in told.items()}


def _setting(value: object) -> object:
    if isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise ValueError(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r}"[:80])
    return value
