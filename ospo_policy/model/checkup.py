# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is found when all that a run needs is looked at before it begins."""

from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import Message


class Health(Enum):
    """How it stands: well; a run works, but not as well as it could; it does not work; it could not be told."""

    GOOD = "good"
    WARNING = "warning"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


class Area(Enum):
    """What was looked at."""

    TOOL = "tool"
    POLICY = "policy"
    FORGE = "forge"
    STORE = "store"
    REQUESTS = "requests"


class Sign(NamedTuple):
    """One thing that was looked at: `about` names a forge or a file, `rules` are those that it concerns."""

    area: Area
    health: Health
    what: Message
    todo: Message | None = None
    about: str = ""
    rules: tuple[str, ...] = ()
