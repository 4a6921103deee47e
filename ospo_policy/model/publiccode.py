# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of a publiccode.yml: its problems, each with its place and, where there is one, its fix."""

from enum import Enum
from typing import NamedTuple, Protocol

from ospo_policy.model.location import Location
from ospo_policy.model.message import Message


class Severity(Enum):
    """Whether catalogues refuse the file, or will one day."""

    ERROR = "error"
    WARNING = "warning"


class Wrong(NamedTuple):
    """What is wrong with a value, before it is known where it stands.

    `replacement` is what to write in its place, as YAML, where that is sure.
    """

    message: Message
    fix: Message | None = None
    replacement: str | None = None
    severity: Severity = Severity.ERROR


class MetadataProblem(NamedTuple):
    """One problem of a publiccode.yml. `path` names the key: `maintenance.contacts[0].email`."""

    severity: Severity
    location: Location
    path: str
    message: Message
    fix: Message | None = None
    replacement: str | None = None
    is_dialect: bool = False


class Validation(NamedTuple):
    """Everything that is wrong with one file, by place; `is_partial` where it is more than this tool reads."""

    problems: tuple[MetadataProblem, ...]
    is_partial: bool = False

    @property
    def errors(self) -> tuple[MetadataProblem, ...]:
        """What makes catalogues refuse the file."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[MetadataProblem, ...]:
        """What they accept for now."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


class Assets(Protocol):
    """Where the files are that a publiccode.yml names, such as its logo."""

    def exists(self, path: str) -> bool | None:
        """Whether there is a file at a relative path; None where that cannot be told."""

    def head(self, path: str) -> bytes | None:
        """The first bytes of the file, None where they cannot be read."""
