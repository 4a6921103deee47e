# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a reader is shown what has no place in the repository, as a file that is missing.

GitHub refuses a whole SARIF file when one of its results has no file
(https://github.com/github/codeql-action/issues/1738), and shows nothing at a symbolic link.
"""

from __future__ import annotations

from ospo_policy.model.facts import EntryKind, Known, Repository, Tree
from ospo_policy.parsers.selection import select

POLICY_FILE = ".ospo-policy.yml"


def anchor_of(repository: Repository) -> str | None:
    """The README, the policy file, else the first file in the order of the alphabet; None where no file is known."""
    if not isinstance(repository.tree, Known):
        return None
    tree = repository.tree.value
    wanted = next((path for path in (*select(tree, "readme"), POLICY_FILE) if _is_file(tree, path)), None)
    if wanted is not None:
        return wanted
    return min((entry.path for entry in tree.entries if entry.kind is EntryKind.FILE), default=None)


def _is_file(tree: Tree, path: str) -> bool:
    entry = tree.get(path)
    return entry is not None and entry.kind is EntryKind.FILE
