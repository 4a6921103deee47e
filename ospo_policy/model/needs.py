# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which facts a rule wants. The needs of all rules together are one request to a reader."""

from collections.abc import Iterable
from typing import NamedTuple


class Needs(NamedTuple):
    """A set of wanted facts, printed by `ospo-policy policy needs`.

    `contents` and `heads` hold selectors of paths (`ospo_policy.parsers.selection`): a kind of
    community file (`readme`), a named set (`@secret-candidates`) or a glob. `fields` holds names
    of forge metadata, `history` parts of the history: `tags`, `last_commit`, `sign_off`.
    `reuse` wants the report of the REUSE tool, which reads every file. `oids` wants Git's ids of the files in the listing.
    """

    tree: bool = False
    sizes: bool = False
    contents: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    history: frozenset[str] = frozenset()
    reuse: bool = False
    oids: bool = False

    def __or__(self, other: "Needs") -> "Needs":
        """Both sets of needs in one."""
        return Needs(
            tree=self.tree or other.tree,
            sizes=self.sizes or other.sizes,
            contents=self.contents | other.contents,
            heads=self.heads | other.heads,
            fields=self.fields | other.fields,
            history=self.history | other.history,
            reuse=self.reuse or other.reuse,
            oids=self.oids or other.oids,
        )


def union(needs: Iterable[Needs]) -> Needs:
    """All of several needs in one."""
    total = Needs()
    for some in needs:
        total |= some
    return total
