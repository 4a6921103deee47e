# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where something is: in a repository (`Location`) or in a policy file (`Position`)."""

from typing import NamedTuple


class Location(NamedTuple):
    """A place in the repository that is looked at. Lines and columns count from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """The place in the form that editors and terminals open: `path:line:column`."""
        parts = (self.path, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


class Position(NamedTuple):
    """A place in a policy file. Lines and columns count from 1; 0 stands for the whole file."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """The place in the form that editors and terminals open: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file
