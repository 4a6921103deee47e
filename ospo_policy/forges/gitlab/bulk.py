# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks the same of many projects in one document, by their ids; of half as many where that is too much.

GitLab counts a list by its page: a hundred projects cost twice what one of them costs, where as many
separate questions cost a hundred times as much (app/graphql/types/base_field.rb).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from ospo_policy.forges.gitlab import queries
from ospo_policy.forges.gitlab.graph import Graph, TooComplexError, paths_of
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError

MOST = 50
GOOD = 8
"""Documents after which more projects are tried again."""


Inside: TypeAlias = Callable[[frozenset[str]], str]
"""What is asked of each project, without the fields that the server lacks."""


class Told(NamedTuple):
    """What is told of a project: its node, and the names of the fields in it that an error speaks of."""

    node: Mapping[str, Any]
    failed: frozenset[str]


class Bulk:
    """Asks one server."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._most = MOST
        self._good = 0
        self.is_refused = False
        """Whether the server does not take such questions."""

    def ask(
        self, numbers: Sequence[str], inside: Inside, variables: Mapping[str, tuple[str, object]] | None = None
    ) -> Iterator[tuple[str, Told]]:
        """What each project tells, by its number; nothing of those that it cannot tell of."""
        waiting = list(numbers)
        while waiting and not self.is_refused:
            some = waiting[: self._most]
            try:
                found = self._document(some, inside, variables or {})
            except RefusedError:
                self.is_refused = True
                return
            except (TooComplexError, TooHeavyError):
                self._good = 0
                if len(some) == 1:
                    del waiting[0]
                self._most = max(1, len(some) // 2)
                continue
            del waiting[: len(some)]
            self._good += 1
            if self._good >= GOOD:
                self._good, self._most = 0, min(MOST, 2 * self._most)
            yield from found

    def _document(
        self, some: Sequence[str], inside: Inside, variables: Mapping[str, tuple[str, object]]
    ) -> list[tuple[str, Told]]:
        ids = {f"gid://gitlab/Project/{number}": number for number in some}

        def document(lacking: frozenset[str]) -> tuple[str, dict[str, object]]:
            text = inside(lacking)
            used = {name: one for name, one in variables.items() if f"${name}" in text}  # others would be refused
            declared = "".join(f", ${name}: {type_}" for name, (type_, _) in used.items())
            values = {name: value for name, (_, value) in used.items()}
            return queries.many(text, declared, lacking), {**values, "ids": list(ids), "first": len(some)}

        data, errors = self._graph.ask(document)
        found = data.get("projects")
        listed = found.get("nodes") if isinstance(found, dict) else None
        told = {
            str(node.get("id")): (at, node)
            for at, node in enumerate(listed if isinstance(listed, list) else ())
            if isinstance(node, dict)
        }
        where = [path for path in paths_of(errors) if path[:2] == ["projects", "nodes"] and len(path) > 3]
        return [
            (number, Told(node, frozenset(str(path[3]) for path in where if path[2] == at)))
            for id_, number in ids.items()
            if id_ in told
            for at, node in (told[id_],)
        ]
