# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of a repository on Forgejo and Gitea. What protects is only ever switched on; what is there already is left alone.

Sources: modules/structs/repo.go and repo_branch.go. Settings are read first, so that nothing is written where nothing would change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.changing import Changer, NotDoneError
from ospo_policy.forges.forgejo import rest, situations
from ospo_policy.forges.forgejo.asking import read, told
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.forges.setting_values import PROTECTIONS, check, is_so
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import ChangeSetting, MovedError, StepRefusedError

_PLAIN: Mapping[str, str] = {
    "description": "description",
    "homepage": "website",
    "has_issues": "has_issues",
    "delete_branch_on_merge": "default_delete_branch_after_merge",
}
"""Setting to the key of a repository."""
KNOWN = PROTECTIONS | _PLAIN.keys() | {"topics", "required_approvals"}


class Setter:
    """Changes settings of one repository, whose default branch is `base`."""

    def __init__(self, changer: Changer, transport: Transport, listed: Listed, base: str) -> None:
        self._changer, self._transport, self._base = changer, transport, base
        self._at = rest.place(listed.owner, listed.name)

    def change(self, step: ChangeSetting, known: Mapping[str, object]) -> object:
        """Change a setting, unless it is so already; the value that holds then, as it was asked for."""
        name, value = step.name, step.value
        check(name, value, KNOWN, "forgejo.write.setting")
        if name in known and is_so(name, known[name], value):
            return value
        try:
            self._change(name, value)
        except NotDoneError as error:
            hint = Message("forgejo.write.no-setting.hint") if error.is_right else None
            raise StepRefusedError(message("write.no-setting", name=name, status=error.status), hint) from None
        return value

    def _change(self, name: str, value: Any) -> None:
        if name in _PLAIN:
            node = told(lambda: self._transport.get(self._at))
            if not is_so(name, node.get(_PLAIN[name]), value):
                self._changer.same("patch", self._at, {_PLAIN[name]: value})
        elif name == "topics":
            node = told(lambda: self._transport.get(f"{self._at}/topics", limit="50"))
            wanted = [one.lower() for one in value]
            if not is_so(name, node.get("topics"), wanted):
                self._changer.same("put", f"{self._at}/topics", {"topics": wanted})
        else:
            self._protect(name, value)

    def _protect(self, name: str, value: Any) -> None:
        """A rule for the default branch where there is none; never another one's list of people, nor less of a protection."""
        rule = self._rule()
        approvals = {"required_approvals": value} if name == "required_approvals" else {}
        if rule is None:
            body = {"rule_name": self._base, "branch_name": self._base, "enable_push": name != "branch_protection"}
            self._surely_post({**body, **approvals})
            return
        change: dict[str, object] = {}
        if approvals and not is_so(name, rule.get("required_approvals"), value):
            change |= approvals
        if name in ("branch_protection", "force_push_blocked") and rule.get("enable_force_push") is True:
            change["enable_force_push"] = False
        if change:
            path = (
                f"{self._at}/branch_protections/{quote(str(rule.get('rule_name') or rule.get('branch_name')), safe='')}"
            )
            self._changer.same("patch", path, change)

    def _rule(self) -> Mapping[str, Any] | None:
        """The rule that holds for the default branch."""
        tip = told(lambda: situations.branch(self._transport, self._at, self._base))
        if tip is None:
            raise MovedError(Message("request.gone"))
        if tip.get("protected") is not True:
            return None
        named = tip.get("effective_branch_protection_name")
        rules = read(self._transport, lambda: told(lambda: rest.protections(self._transport, self._at)))
        found = next((one for one in rules if named and named in (one.get("rule_name"), one.get("branch_name"))), None)
        if found is None:  # told to administrators alone
            raise NotDoneError(403)
        return found

    def _surely_post(self, body: object) -> None:
        def attempt() -> bool:
            self._changer.change("post", f"{self._at}/branch_protections", body)
            return True

        self._changer.surely(attempt, lambda: True if self._rule() is not None else None)
