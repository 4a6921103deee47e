# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of a project on GitLab. What protects is only ever switched on, and what is there already is left alone.

Sources: https://docs.gitlab.com/api/projects/, /api/protected_branches/, /api/merge_request_approvals/, /api/project_push_rules/.
What was not told with the rest is read first, so that nothing is written where nothing would change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.changing import ODD, Changer, NotDoneError, number_of
from ospo_policy.forges.gitlab.branch_rules import matches
from ospo_policy.forges.gitlab.rest_seen import objects
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.forges.setting_values import PROTECTIONS, check, is_so
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError, Listed
from ospo_policy.ports.requests import ChangeSetting, StepRefusedError

_PLAIN: Mapping[str, tuple[str, str, Callable[[Any], object]]] = {
    "description": ("description", "description", lambda value: value),
    "topics": ("topics", "topics", list),
    "has_issues": ("issues_enabled", "issues_access_level", lambda _: "enabled"),
    "required_checks": (
        "only_allow_merge_if_pipeline_succeeds",
        "only_allow_merge_if_pipeline_succeeds",
        lambda value: value,
    ),
    "delete_branch_on_merge": (
        "remove_source_branch_after_merge",
        "remove_source_branch_after_merge",
        lambda value: value,
    ),
}
"""Setting to the key of `GET /projects/:id` that tells it, and to the one of the PUT that sets it, and how."""
KNOWN = PROTECTIONS | _PLAIN.keys() | {"required_approvals", "sign_off_required"}
NOBODY, DEVELOPERS = 0, 30
"""Access levels: where a branch was not protected, developers could push to it; now they can merge into it."""
_RULE = "Two pairs of eyes"


class Setter:
    """Changes settings of one project, whose default branch is `base`."""

    def __init__(self, changer: Changer, transport: Transport, listed: Listed, base: str) -> None:
        self._changer, self._transport, self._base = changer, transport, base
        self._path = f"/projects/{quote(listed.native_id, safe='')}"

    def change(self, step: ChangeSetting, known: Mapping[str, object]) -> object:
        """Change a setting, unless it is so already; the value that holds then, as it was asked for."""
        name, value = step.name, step.value
        check(name, value, KNOWN, "gitlab.write.setting")
        if name in known and is_so(name, known[name], value):
            return value
        try:
            self._change(name, value)
        except NotDoneError as error:
            hint = Message("gitlab.write.no-setting.hint") if error.is_right else None
            raise StepRefusedError(message("write.no-setting", name=name, status=error.status), hint) from None
        except ODD:
            raise ForgeUnavailableError(message("gitlab.not-understood", url=self._transport.url)) from None
        return value

    def _change(self, name: str, value: Any) -> None:
        if name in _PLAIN:
            told, key, made = _PLAIN[name]
            found = self._told("")
            if not is_so(name, found.get(told) if isinstance(found, dict) else None, value):
                self._changer.same("put", self._path, {key: made(value)})
        elif name == "required_approvals":
            self._approve(value)
        elif name == "sign_off_required":
            self._sign_off()
        else:
            self._protect(name)

    def _protect(self, name: str) -> None:
        """A rule for the default branch where there is none; never another one's levels, nor less of a protection."""
        rules = [one for one in objects(self._told("/protected_branches")) if matches(str(one.get("name")), self._base)]
        if not rules:
            levels = {
                "push_access_level": NOBODY if name == "branch_protection" else DEVELOPERS,
                "merge_access_level": DEVELOPERS,
            }
            body = {"name": self._base, **levels, "allow_force_push": False}
            self._surely("post", "/protected_branches", body, lambda: bool(self._rule()))
            return
        if name in ("branch_protection", "force_push_blocked"):
            for rule in rules:
                if rule.get("allow_force_push") is True:
                    path = f"{self._path}/protected_branches/{quote(str(rule['name']), safe='')}"
                    self._changer.same("patch", path, {"allow_force_push": False})

    def _rule(self) -> list[dict[str, Any]]:
        return [one for one in objects(self._told("/protected_branches")) if one.get("name") == self._base]

    def _approve(self, count: int) -> None:
        """A rule for everybody's approval where none asks for as many: approvals are a paid feature."""
        rules = objects(self._paid("/approval_rules", "required_approvals"))
        if any(_everywhere(one) and number_of(one["approvals_required"]) >= count for one in rules):
            return
        any_ = next((one for one in rules if one.get("rule_type") == "any_approver" and _everywhere(one)), None)
        body = {"name": _RULE, "rule_type": "any_approver", "approvals_required": count}
        if any_ is not None:
            path = f"{self._path}/approval_rules/{number_of(any_['id'])}"
            self._changer.same("put", path, {"approvals_required": count})
            return

        def is_there() -> bool:
            told = objects(self._told("/approval_rules"))
            return any(one.get("rule_type") == "any_approver" for one in told)

        self._surely("post", "/approval_rules", body, is_there)

    def _sign_off(self) -> None:
        rule = self._paid("/push_rule", "sign_off_required")
        if isinstance(rule, dict) and rule.get("reject_non_dco_commits") is True:
            return
        body = {"reject_non_dco_commits": True}
        if isinstance(rule, dict):
            self._changer.same("put", f"{self._path}/push_rule", body)
        else:
            self._surely("post", "/push_rule", body, lambda: isinstance(self._told("/push_rule"), dict))

    def _surely(self, verb: str, path: str, body: object, is_there: Callable[[], bool]) -> None:
        def attempt() -> bool:
            self._changer.change(verb, f"{self._path}{path}", body)
            return True

        self._changer.surely(attempt, lambda: True if is_there() else None)

    def _paid(self, path: str, name: str) -> Any:
        """What a paid feature tells; where there is none of it, that is the reason."""
        try:
            return self._told(path)
        except NotDoneError as error:
            if error.status != 404:
                raise
            hint = Message(f"gitlab.write.setting.{name}")
            raise StepRefusedError(message("gitlab.write.paid", name=name), hint) from None

    def _told(self, path: str) -> Any:
        try:
            return self._transport.get(f"{self._path}{path}")
        except RefusedError as error:
            if error.status:
                raise NotDoneError(error.status) from None
            raise ForgeUnavailableError(error.reason) from None
        except TooHeavyError as error:
            raise ForgeUnavailableError(error.reason) from None


def _everywhere(rule: Mapping[str, Any]) -> bool:
    """Whether a rule holds for every branch."""
    return not rule.get("protected_branches") or rule.get("applies_to_all_protected_branches") is True
