# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The protection of the default branch: a ruleset of our own, which adds to whatever protects it already.

All rules that apply to a branch hold together, and the strictest one counts, so that ours can loosen nothing
(https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.forges.github.situations import ODD, Home
from ospo_policy.forges.github.writing import RefusedError, Writer
from ospo_policy.model.message import Message
from ospo_policy.ports.requests import StepRefusedError

NAME = "ospo-policy"
_APPROVALS = "required_approving_review_count"
_CHECKS = "required_status_checks"
Rule = Mapping[str, Any]


class Protector:
    """Protects the default branch of one repository."""

    def __init__(self, writer: Writer, home: Home) -> None:
        self._writer, self._place = writer, f"{home.path}/rulesets"

    def protect(self, name: str, value: Any) -> None:
        """Bring about a setting by our ruleset. Raises `RefusedError`."""
        wanted = _rules(name, value)
        self._writer.surely(lambda: self._protect(wanted), lambda: None)

    def _protect(self, wanted: Iterable[Rule]) -> bool:
        """Reads before it writes, so that it can be tried again."""
        ours = self._ours()
        there = [rule for rule in (ours or {}).get("rules") or () if isinstance(rule, dict)]
        rules: list[Rule] = list(there)
        for rule in wanted:
            rules = _with(rules, rule)
        if ours is None:
            self._writer.rest("POST", self._place, _RULESET | {"rules": rules})
        elif rules != list(there) or ours.get("enforcement") != "active":
            body = {"enforcement": "active", "rules": rules}
            self._writer.rest("PUT", f"{self._place}/{int(ours['id'])}", body)
        return True

    def _ours(self) -> Mapping[str, Any] | None:
        """Our ruleset of this repository as it is, with its rules."""
        found = self._told(f"{self._place}?includes_parents=false&per_page=100")
        try:
            named = [one["id"] for one in found if one["name"] == NAME and one.get("target", "branch") == "branch"]
            ours: Mapping[str, Any] | None = self._told(f"{self._place}/{int(named[0])}") if named else None
        except ODD:
            raise self._writer.transport.not_understood() from None
        return ours

    def _told(self, path: str) -> Any:
        status, told = self._writer.transport.rest(path)
        if status == 404:
            raise StepRefusedError(Message("github.write.no-rulesets"), Message("github.write.no-rulesets.hint"))
        if status != 200:
            said = str(told.get("message", "")) if isinstance(told, dict) else ""
            raise RefusedError(status, "", said)
        return told


_RULESET: dict[str, Any] = {
    "name": NAME,
    "target": "branch",
    "enforcement": "active",
    "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
}


def _rules(name: str, value: Any) -> list[Rule]:
    """The rules that a setting takes."""
    deletion, force = {"type": "deletion"}, {"type": "non_fast_forward"}
    match name:
        case "branch_protection":
            return [deletion, force, _by_request(0)]
        case "branch_deletion_blocked":
            return [deletion]
        case "force_push_blocked":
            return [force]
        case "required_checks":
            checks = [{"context": one} for one in value]
            parameters = {"strict_required_status_checks_policy": False, _CHECKS: checks}
            return [{"type": "required_status_checks", "parameters": parameters}]
    return [_by_request(0 if value is True else int(value))]


def _by_request(approvals: int) -> Rule:
    """Changes come by a request only, with so many approvals."""
    return {
        "type": "pull_request",
        "parameters": {
            _APPROVALS: approvals,
            "dismiss_stale_reviews_on_push": False,
            "require_code_owner_review": False,
            "require_last_push_approval": False,
            "required_review_thread_resolution": False,
        },
    }


def _with(rules: list[Rule], rule: Rule) -> list[Rule]:
    """The rules and one more; of the same type, the stricter of both."""
    there = next((one for one in rules if one["type"] == rule["type"]), None)
    if there is None:
        return [*rules, rule]
    merged = dict(there.get("parameters") or {})
    wanted = rule.get("parameters") or {}
    if _APPROVALS in wanted:
        merged[_APPROVALS] = max(merged.get(_APPROVALS) or 0, wanted[_APPROVALS])
    if _CHECKS in wanted:
        known = {one["context"] for one in merged.get(_CHECKS) or ()}
        merged[_CHECKS] = [
            *(merged.get(_CHECKS) or ()),
            *(one for one in wanted[_CHECKS] if one["context"] not in known),
        ]
    new = {**there, "parameters": merged} if merged else there
    return [new if one is there else one for one in rules]
