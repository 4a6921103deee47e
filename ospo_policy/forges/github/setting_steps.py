# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of a repository on GitHub. What protects is only ever switched on, and what is there already is left alone.

Source: github/rest-api-description, api.github.com. What GraphQL did not tell is read first, so that nothing is written where
nothing would change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ospo_policy.forges.github import answers
from ospo_policy.forges.github.protecting import Protector
from ospo_policy.forges.github.situations import Home
from ospo_policy.forges.github.writing import RefusedError, Writer
from ospo_policy.model.message import Message, message
from ospo_policy.ports.requests import ChangeSetting, StepRefusedError

_PLAIN: Mapping[str, tuple[str, type]] = {
    "description": ("description", str),
    "homepage": ("homepage", str),
    "has_issues": ("has_issues", bool),
    "sign_off_required": ("web_commit_signoff_required", bool),
    "delete_branch_on_merge": ("delete_branch_on_merge", bool),
}
"""Setting to the key of `PATCH /repos/{owner}/{repo}`, and the type of its value."""
_TOLD = {name: key for name, (key, _) in _PLAIN.items()} | {"topics": "topics"}
"""Setting to the key of `GET /repos/{owner}/{repo}`."""
_SWITCHES: Mapping[str, str] = {
    "private_vulnerability_reporting": "private-vulnerability-reporting",
    "dependency_alerts": "vulnerability-alerts",
}
"""Setting to what a PUT to this path switches on."""
_ANALYSIS: Mapping[str, str] = {
    "secret_scanning": "secret_scanning",
    "push_protection": "secret_scanning_push_protection",
}
PROTECTIONS = frozenset(
    {"branch_protection", "branch_protected", "branch_deletion_blocked", "force_push_blocked", "required_approvals",
     "required_checks"}
)  # fmt: skip
BY_PEOPLE = frozenset({"two_factor_required", "default_permission", "organisation", "visibility"})
"""What no token of a repository can change, or none should: it concerns all of an organisation, or cannot be undone."""
MAX_CHECKS = 50


class Setter:
    """Changes settings of one repository."""

    def __init__(self, writer: Writer, home: Home) -> None:
        self._writer, self._home, self._path = writer, home, home.path

    def change(self, step: ChangeSetting, known: Mapping[str, object]) -> object:
        """Change a setting, unless it is so already; the value that holds then, as it was asked for."""
        name, value = step.name, step.value
        wrong = _wrong(name, value)
        if wrong is not None:
            raise wrong
        if name in known and _is_so(name, known[name], value):
            return value
        try:
            if not (name not in known and name in _TOLD and _is_so(name, self._told("").get(_TOLD[name]), value)):
                self._change(name, value)
        except RefusedError as error:
            hint = Message("github.write.no-setting.hint") if error.is_right else None
            reason = message("github.write.no-setting", name=name, said=error.said)
            raise StepRefusedError(reason, hint) from None
        return value

    def _change(self, name: str, value: Any) -> None:
        if name in _PLAIN:
            self._write("PATCH", "", {_PLAIN[name][0]: value})
        elif name == "topics":
            self._write("PUT", "/topics", {"names": list(value)})
        elif name in _SWITCHES:
            if not self._is_on(_SWITCHES[name]):
                self._write("PUT", f"/{_SWITCHES[name]}", None)
        elif name in _ANALYSIS:
            self._analyse(_ANALYSIS[name])
        elif name == "workflow_permissions":
            place = "/actions/permissions/workflow"
            if self._told(place).get("default_workflow_permissions") != value:
                self._write("PUT", place, {"default_workflow_permissions": value})
        else:
            Protector(self._writer, self._home).protect(name, value)

    def _is_on(self, path: str) -> bool:
        """Whether something is switched on: 204 or a word for yes, 404 or a word for no."""
        status, told = self._writer.transport.rest(f"{self._path}/{path}")
        return status == 204 or (status == 200 and isinstance(told, dict) and told.get("enabled") is True)

    def _analyse(self, key: str) -> None:
        analysis = self._told("").get("security_and_analysis")
        now = analysis.get(key) if isinstance(analysis, dict) else None
        if not isinstance(now, dict) or now.get("status") != "enabled":
            self._write("PATCH", "", {"security_and_analysis": {key: {"status": "enabled"}}})

    def _told(self, path: str) -> Mapping[str, Any]:
        status, told = self._writer.transport.rest(f"{self._path}{path}")
        if status >= 300:
            said = str(told.get("message", "")) if isinstance(told, dict) else ""
            raise RefusedError(status, "", said[: answers.MOST_SAID])
        return told if isinstance(told, dict) else {}

    def _write(self, verb: str, path: str, body: object) -> None:
        """Set what is the same however often it is set."""
        self._writer.surely(lambda: self._done(verb, f"{self._path}{path}", body), lambda: None)

    def _done(self, verb: str, path: str, body: object) -> bool:
        self._writer.rest(verb, path, body)
        return True


def _is_so(name: str, now: object, wanted: object) -> bool:
    """Whether a setting is as wanted, or stricter where more is stricter."""
    if name == "topics" and isinstance(now, Sequence) and isinstance(wanted, Sequence):
        return sorted(map(str, now)) == sorted(map(str, wanted))
    if name == "required_checks" and isinstance(now, Sequence) and isinstance(wanted, Sequence):
        return set(wanted) <= set(now)
    if name == "required_approvals" and isinstance(now, int) and isinstance(wanted, int):
        return now >= wanted
    return now == wanted


def _wrong(name: str, value: object) -> StepRefusedError | None:
    """Why a setting is not changed by us at all."""
    if name in BY_PEOPLE:
        return StepRefusedError(message("github.write.by-people", name=name), Message(f"github.write.by-people.{name}"))
    if name == "required_checks" and not isinstance(value, list | tuple):
        return StepRefusedError(Message("github.write.which-checks"), Message("github.write.which-checks.hint"))
    kind = _KINDS.get(name)
    if kind is None:
        return StepRefusedError(message("github.write.unknown-setting", name=name))
    if not kind(value):
        return StepRefusedError(message("github.write.bad-value", name=name, value=str(value)[:100]))
    return None


def _names(value: object) -> bool:
    fits = isinstance(value, list | tuple) and 0 < len(value) <= MAX_CHECKS
    return fits and all(isinstance(one, str) and one for one in value)  # type: ignore[attr-defined]


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 6  # GitHub allows six


def _is(type_: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, type_)


_KINDS: Mapping[str, Callable[[object], bool]] = {
    **{name: _is(type_) for name, (_, type_) in _PLAIN.items()},
    **dict.fromkeys((*_SWITCHES, *_ANALYSIS, *PROTECTIONS), lambda value: value is True),
    "topics": lambda value: isinstance(value, list | tuple) and all(isinstance(one, str) for one in value),
    "workflow_permissions": lambda value: value in ("read", "write"),
    "required_approvals": _number,
    "required_checks": _names,
}
"""Setting to whether a value is one that it can have."""
