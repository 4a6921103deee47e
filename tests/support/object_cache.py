# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An object cache in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ospo_policy.ports.forges import KnownTree


class MemoryCache:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}
        self.trees: dict[str, KnownTree] = {}

    def blobs(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        return {oid: self.known[oid] for oid in oids if oid in self.known}

    def keep_blobs(self, contents: Mapping[str, bytes]) -> None:
        self.known |= contents

    def tree(self, commit: str) -> KnownTree | None:
        return self.trees.get(commit)

    def keep_tree(self, commit: str, tree: KnownTree) -> None:
        self.trees[commit] = tree
