# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is asked to look at a request: the owners of the files that it changes, by the repository's CODEOWNERS."""

from __future__ import annotations

from ospo_policy.model.change import Repair, final_files
from ospo_policy.model.facts import Known, Repository
from ospo_policy.parsers.codeowners import owners_of
from ospo_policy.parsers.selection import select

MOST = 5


def reviewers_of(facts: Repository, repairs: tuple[Repair, ...]) -> tuple[str, ...]:
    """The accounts and teams, without their sign, that own the changed files; nobody where nothing tells."""
    paths = select(facts.tree.value, "codeowners") if isinstance(facts.tree, Known) else ()
    fact = facts.contents.get(paths[0]) if paths else None
    if not isinstance(fact, Known):
        return ()
    found: dict[str, None] = {}
    for path in final_files(repairs):
        for owner in owners_of(fact.value.text, path):
            if owner.startswith("@"):
                found[owner[1:]] = None
    return tuple(found)[:MOST]
