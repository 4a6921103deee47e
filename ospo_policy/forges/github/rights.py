# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What we may do in a repository, and why nothing can be written to it.

A user's token is told the user's right, an App's installation what it was given. Of other tokens (fine-grained ones, those of
a workflow) GitHub does not tell: then nothing speaks against it, and a refusal will say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ospo_policy.forges.github.identity import Held
from ospo_policy.model.message import Message, message
from ospo_policy.ports.requests import Right

_PUSHES = ("WRITE", "MAINTAIN", "ADMIN")


def rights(node: Mapping[str, Any], held: Held) -> frozenset[Right]:
    """What we may do."""
    found = {right for right, is_given in _of_account(node, held).items() if is_given}
    if not node.get("hasIssuesEnabled"):
        found.discard(Right.ISSUE)
    if held.scopes is not None and not _is_in_scope(node, held.scopes):
        return frozenset()
    if held.scopes is not None and "workflow" not in held.scopes:
        found.discard(Right.WORKFLOWS)
    return frozenset(found)


def _of_account(node: Mapping[str, Any], held: Held) -> dict[Right, bool]:
    if held.permissions is not None:
        given = {name for name, access in held.permissions.items() if access in ("write", "admin")}
        return {
            Right.PUSH: "contents" in given,
            Right.REQUEST: "pull_requests" in given,
            Right.ISSUE: "issues" in given,
            Right.SETTINGS: "administration" in given,
            Right.WORKFLOWS: "workflows" in given,
        }
    permission = node.get("viewerPermission")
    return {
        Right.PUSH: permission is None or permission in _PUSHES,
        Right.REQUEST: True,
        Right.ISSUE: True,
        Right.SETTINGS: permission == "ADMIN" or (permission is None and node.get("viewerCanAdminister") is True),
        Right.WORKFLOWS: True,
        # An App has no account that could own a fork.
        Right.FORK: permission is not None and not held.is_app and node.get("forkingAllowed") is True,
    }


def _is_in_scope(node: Mapping[str, Any], scopes: frozenset[str]) -> bool:
    return "repo" in scopes or ("public_repo" in scopes and node.get("visibility") == "PUBLIC")


def problem(node: Mapping[str, Any], id_: str) -> Message | None:
    """Why nothing can be written, if so."""
    if node.get("isDisabled"):
        return message("disabled.repository", id=id_)
    if node.get("isArchived"):
        return Message("github.write.archived")
    if node.get("isLocked"):
        return Message("github.write.locked")
    if node.get("isMirror"):
        return Message("github.write.mirror")
    if node.get("isEmpty") or not node.get("defaultBranchRef"):
        return message("empty.repository", id=id_)
    return None
