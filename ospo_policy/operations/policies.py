# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Load and compile policies: what every use case that needs one begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ospo_policy import checks, fixes
from ospo_policy.engine.compile import Policy, compile_policy
from ospo_policy.engine.load import Loader
from ospo_policy.model.errors import PolicyError, Problem
from ospo_policy.model.nodes import ListNode, MapNode
from ospo_policy.model.repository_file import RepositoryDocument
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.ports.packs import PackReader, PackReference

if TYPE_CHECKING:
    from ospo_policy.model.organisation import OrganisationDocument

DEFAULT_PACKS = ("minimal", "community-health")


class Wanted(NamedTuple):
    """A pack that somebody asked for, and the file that did (None: the command line)."""

    reference: PackReference
    by: str | None = None


class Organisation(NamedTuple):
    """An organisation's file: where it is, what it says, and its root node."""

    path: str
    document: OrganisationDocument
    root: MapNode
    text: str = ""

    def settings(self, assignments: Iterable[int]) -> list[MapNode]:
        """The `set` mappings in force: the file's own, then those of the assignments taken."""
        assign = self.root.values["assign"]
        items = assign.items if isinstance(assign, ListNode) else ()
        holders = [self.root, *(items[number] for number in assignments)]
        found = [node.values.get("set") for node in holders if isinstance(node, MapNode)]
        return [node for node in found if isinstance(node, MapNode)]


def compile_all(
    wanted: Iterable[Wanted], reader: PackReader, settings: Sequence[MapNode] = ()
) -> tuple[Policy, list[Problem]]:
    """The policy of several packs, later ones over earlier ones; and all that is wrong."""
    loader = Loader(reader)
    for one in wanted:
        loader.load_all([one.reference], one.by)
    policy, problems = compile_policy(loader.packs, checks.Registry(), fixes.Registry(), settings, loader.borrowed)
    return policy, [*loader.problems, *loader.without_echoes(problems)]


def load_policy(wanted: Iterable[Wanted], reader: PackReader, settings: Sequence[MapNode] = ()) -> Policy:
    """The policy of several packs. Raises `PolicyError` with every mistake found."""
    policy, problems = compile_all(wanted, reader, settings)
    if problems:
        raise PolicyError(_distinct(problems))
    return policy


def read_organisation(text: str, name: str, path: str) -> Organisation:
    """An organisation's file. Raises `PolicyError`."""
    from ospo_policy.model.organisation import OrganisationDocument

    document, root = _bind(text, name, OrganisationDocument, "ospo-policy.yml")
    assert root is not None
    return Organisation(path, document, root, text)


def read_repository_file(text: str, name: str) -> RepositoryDocument:
    """A repository's own file. Raises `PolicyError`."""
    document, _ = _bind(text, name, RepositoryDocument, ".ospo-policy.yml")
    return document  # type: ignore[no-any-return]


def file_problems(text: str, name: str, wanted: type, key: str) -> list[Problem]:
    """Everything that is wrong with a file that is to be of type `wanted`."""
    from ospo_policy.parsers.yaml_source import read

    document, binder = read(text, name), Binder(takes_parameters=False)
    if document.root is not None:
        binder.bind(document.root, wanted, key)
        if wanted is RepositoryDocument and "waivers" in text:
            from ospo_policy.engine.waivers_file import entry_problems

            binder.problems += entry_problems(document.root)
    elif not document.problems and wanted is not RepositoryDocument:
        return [_empty(name)]
    return _distinct([*document.problems, *binder.problems])


def _bind(text: str, name: str, wanted: type, key: str) -> tuple[Any, MapNode | None]:
    """The file's value and root node. Raises `PolicyError`."""
    problems = file_problems(text, name, wanted, key)
    if problems:
        raise PolicyError(problems)
    from ospo_policy.parsers.yaml_source import read

    root = read(text, name).root
    if not isinstance(root, MapNode):
        return wanted(), None
    value = Binder(takes_parameters=False).bind(root, wanted, key)
    assert value is not MISSING
    return value, root


def _empty(name: str) -> Problem:
    from ospo_policy.model.location import Position
    from ospo_policy.model.message import Message

    return Problem(Position(name, 1, 1), Message("pack.empty"))


def _distinct(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each once: a pack's own and its merged rules may tell the same."""
    seen: dict[str, Problem] = {}
    for problem in problems:
        seen.setdefault(f"{problem.position} {problem.message}", problem)
    return sorted(seen.values(), key=lambda problem: problem.position)
