# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the table of stories wants of a forge: a repository in it, our side of it, and what its people do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from ospo_policy.model.organisation import ForgeType
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import RequestForge

BASE_FILES = {"README.md": "# Good\n", "old.txt": "old\n"}
BRANCH = "ospo-policy/publication"
FORGE = frozenset({"draft", "labels", "archive", "tokens", "settings", "protect", "rename_base", "reopen", "conflicts"})
"""What rows may need of every forge, beside which each has more of its own."""


class KilledError(BaseException):
    """Our process was killed here."""


class There(NamedTuple):
    """A request or an issue as people see it on the forge."""

    state: str
    title: str
    text: str
    branch: str = ""
    base: str = ""
    files: Mapping[str, str | None] = {}
    commits: int = 0
    is_draft: bool = False
    labels: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()
    confidential: bool = False
    conflicts: bool = False


class Place(Protocol):
    """A repository on a forge. `can` names what rows may need of it."""

    can: frozenset[str]
    forge_type: ForgeType

    def writer(self, token: str = "write", kill_after: int | None = None) -> RequestForge:
        """Our side, as a new process has it; killed once the n-th request that writes was answered, if asked."""

    def listed(self) -> Listed:
        """The repository, as a listing tells it."""

    def head(self) -> str:
        """The commit of the default branch."""

    def read(self, path: str) -> str | None:
        """A file of the default branch."""

    def requests(self) -> list[There]:
        """Every request, oldest first."""

    def issues(self) -> list[There]:
        """Every issue, oldest first."""

    def branches(self) -> set[str]:
        """The names of all branches but the default one."""

    def setting(self, name: str) -> object:
        """A setting as it is."""

    def commit(self, files: Mapping[str, str | None]) -> None:
        """Somebody commits to the default branch."""

    def push(self, files: Mapping[str, str | None]) -> None:
        """Somebody commits to the branch of our open request."""

    def branch(self, files: Mapping[str, str | None]) -> None:
        """Somebody makes a branch that bears our name, with a commit."""

    def empty_branch(self) -> None:
        """Somebody makes a branch that bears our name, without a commit."""

    def merge(self) -> None:
        """Somebody merges our open request."""

    def squash(self) -> None:
        """Somebody merges it as one commit, and deletes the branch."""

    def close(self) -> None:
        """Somebody closes it unmerged."""

    def edit_text(self, text: str) -> None:
        """Somebody edits its text."""

    def edit_title(self, title: str) -> None:
        """Somebody edits its title."""

    def close_issue(self) -> None:
        """Somebody closes our open issue."""

    def edit_issue(self, text: str) -> None:
        """Somebody edits its text."""


# Further deeds, for places whose `can` names them: reopen(), label(name) and label_issue(name), archive(), rename_base(name) and switch_base(name), protect(pattern)
# and protect_unseen(pattern).
