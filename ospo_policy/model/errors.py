# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors that a user can act on. Each knows what happened, where, and what to do next.

OspoPolicyError            anything the command line answers with a message, not a traceback
|- UsageError              the command's words are wrong (exit 2)
|- PolicyError             one or several policy files are wrong (exit 2)
|- StoreError              the database of audits cannot be used (exit 2)
+- UnreadableError         a repository could not be read (exit 3)
"""

from collections.abc import Sequence
from typing import NamedTuple

from ospo_policy.model.location import Position
from ospo_policy.model.message import Message


class Problem(NamedTuple):
    """One mistake in a policy file: where, what was found, what was expected, what to do."""

    position: Position
    message: Message
    hint: Message | None = None


class OspoPolicyError(Exception):
    """A failure that is explained to the user by `message`, and by `hint` where there is one."""

    exit_code = 2

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.key)
        self.message = message
        self.hint = hint


class UsageError(OspoPolicyError):
    """The command was called with words that do not fit."""


class PolicyError(OspoPolicyError):
    """Policy files that cannot be used; `problems` has every mistake that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(Message("policy.broken", {"count": len(problems)}))
        self.problems = tuple(sorted(problems, key=lambda problem: problem.position))


class StoreError(OspoPolicyError):
    """The database of audits cannot be used: no such folder, another program's file, no right to write."""


class UnreadableError(OspoPolicyError):
    """A repository that could not be read, wholly."""

    exit_code = 3
