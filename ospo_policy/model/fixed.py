# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of the repairs of a checkout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.model.change import FileChange, Gap, Repair, Unrepaired
from ospo_policy.model.message import Message
from ospo_policy.model.policy import FixKind


class Left(NamedTuple):
    """A repair that was worked out and not made, and why."""

    repair: Repair
    reason: Message


class Fixed(NamedTuple):
    """What was done, or would be done.

    `files` are the changes of `repairs`, `gaps` the places in them that people fill in; `waiting` are repairs for a person's eye,
    which `--unsafe` makes; `left` are those that would touch people's work.
    """

    repairs: tuple[Repair, ...]
    files: Mapping[str, FileChange]
    gaps: tuple[Gap, ...]
    waiting: tuple[Repair, ...]
    left: tuple[Left, ...]
    unrepaired: tuple[Unrepaired, ...]
    is_written: bool = False

    @property
    def settings(self) -> tuple[Repair, ...]:
        """What is to be set on the forge."""
        return tuple(one for one in self.repairs if one.settings)

    @property
    def advised(self) -> tuple[Repair, ...]:
        """What only people can decide."""
        return tuple(one for one in self.repairs if one.kind is FixKind.ISSUE)
