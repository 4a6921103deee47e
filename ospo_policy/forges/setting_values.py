# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What settings may be set to, on forges that are changed by REST: what protects is only ever switched on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ospo_policy.model.message import Message, message
from ospo_policy.ports.requests import StepRefusedError

PROTECTIONS = frozenset({"branch_protection", "branch_protected", "branch_deletion_blocked", "force_push_blocked"})
BY_PEOPLE = frozenset({"two_factor_required", "default_permission", "organisation", "visibility"})
"""What no token of a repository can change, or none should: it concerns all of an organisation, or cannot be undone."""
MAX_TOPICS = 50


def check(name: str, value: object, known: frozenset[str], advice: str) -> None:
    """Raise `StepRefusedError` for a setting that is not among `known`, or a value that it cannot have.

    `advice` is the beginning of the keys of texts that say what people can do instead, by the setting's name.
    """
    if name in BY_PEOPLE:
        raise StepRefusedError(message("write.by-people", name=name), Message(f"write.by-people.{name}"))
    if name not in known:
        hint = Message(f"{advice}.{name}") if name in ADVISED else Message(f"{advice}.other")
        raise StepRefusedError(message("write.no-such-setting", name=name), hint)
    if not _KINDS[name](value):
        raise StepRefusedError(message("write.bad-value", name=name, value=str(value)[:100]))


def is_so(name: str, now: object, wanted: object) -> bool:
    """Whether a setting is as wanted, or stricter where more is stricter."""
    if name == "topics" and isinstance(now, Sequence) and isinstance(wanted, Sequence):
        return sorted(map(str, now)) == sorted(map(str, wanted))
    if name == "required_approvals" and isinstance(now, int) and isinstance(wanted, int):
        return now >= wanted
    return now == wanted


def _text(value: object) -> bool:
    return isinstance(value, str)


def _true(value: object) -> bool:
    return value is True


def _bool(value: object) -> bool:
    return isinstance(value, bool)


def _texts(value: object) -> bool:
    if not isinstance(value, list | tuple) or len(value) > MAX_TOPICS:
        return False
    return all(isinstance(one, str) and 0 < len(one) <= 255 for one in value)


def _few(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100


_KINDS: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys((*PROTECTIONS, "required_checks", "sign_off_required"), _true),
    "description": _text,
    "homepage": _text,
    "topics": _texts,
    "has_issues": _true,
    "delete_branch_on_merge": _bool,
    "required_approvals": _few,
}
ADVISED = frozenset(
    {"homepage", "private_vulnerability_reporting", "secret_scanning", "push_protection", "dependency_alerts",
     "workflow_permissions", "required_checks", "sign_off_required"}
)  # fmt: skip
"""Settings for which there is advice where a forge does not have them."""
