# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which facts a rule wants. The needs of all rules together are one request to a reader."""

from collections.abc import Iterable
from typing import NamedTuple


class Needs(NamedTuple):
    """A set of wanted facts, printed by `ospo-policy policy needs`.

    `tree` wants every path; `tree_with` every path of a repository that has one which its selectors name
    (a CODEOWNERS, whose patterns are compared with all paths); `paths` only those that its selectors name:
    a reader may then look into the folders alone in which such paths can be. `contents` and `heads` hold
    selectors of paths to read, which are listed too. Selectors (`ospo_policy.parsers.selection`) are a kind
    of community file (`readme`), a named set (`@secret-candidates`) or a glob. `oids` wants Git's ids of the
    files in the listing. `fields` holds names of forge metadata, `history` parts of the history: `tags`,
    `last_commit`, `sign_off`. `reuse` wants the report of the REUSE tool, which reads every file.
    """

    tree: bool = False
    sizes: bool = False
    tree_with: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
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
            tree_with=self.tree_with | other.tree_with,
            paths=self.paths | other.paths,
            contents=self.contents | other.contents,
            heads=self.heads | other.heads,
            fields=self.fields | other.fields,
            history=self.history | other.history,
            reuse=self.reuse or other.reuse,
            oids=self.oids or other.oids,
        )

    @property
    def selectors(self) -> frozenset[str]:
        """What must be listed completely, whether or not every path is."""
        return self.tree_with | self.paths | self.contents | self.heads

    @property
    def listing(self) -> bool:
        """Whether paths are wanted at all."""
        return self.tree or bool(self.selectors)


def union(needs: Iterable[Needs]) -> Needs:
    """All of several needs in one."""
    total = Needs()
    for some in needs:
        total |= some
    return total
