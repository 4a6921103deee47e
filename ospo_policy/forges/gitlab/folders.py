# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists some folders of large projects, where rules look into no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ospo_policy.forges.folders import Child, Folder, Walk, key_of
from ospo_policy.forges.gitlab import queries, rest
from ospo_policy.forges.gitlab.graph import Graph
from ospo_policy.forges.gitlab.told import nodes
from ospo_policy.model.facts import EntryKind
from ospo_policy.model.message import Message
from ospo_policy.parsers.reach import Reach
from ospo_policy.ports.forges import KnownTree, Listed, ObjectCache

MOST = 8
"""Folders of one project in a question."""


def read_folders(
    graph: Graph, repositories: Sequence[Listed], reach: Reach, cache: ObjectCache
) -> dict[str, KnownTree]:
    """The listings by native id. One that is not among them had better be listed as a whole."""
    found: dict[str, KnownTree] = {}
    walks = {listed.native_id: (listed, Walk(reach)) for listed in repositories}
    waiting = {number: walk.next() for number, (_, walk) in walks.items()}
    while waiting:
        answers = _asked(graph, [(walks[number][0], folders) for number, folders in waiting.items()])
        following: dict[str, Sequence[Folder]] = {}
        for number, folders in waiting.items():
            listed, walk = walks[number]
            told = answers.get(number, {})
            if not all(_added(walk, folder, told) for folder in folders) or walk.is_too_long:
                continue
            more = walk.next()
            if more:
                following[number] = more
            else:
                found[number] = walk.tree
                cache.keep_tree(key_of(listed.head or "", reach), walk.tree)
        waiting = following
    return found


def _asked(graph: Graph, wanted: Sequence[tuple[Listed, Sequence[Folder]]]) -> dict[str, dict[str, Any]]:
    """What is told of each project's folders, by their paths; nothing of those that could not be asked for."""
    questions: list[queries.Question] = []
    of: list[tuple[str, list[str]]] = []
    for listed, folders in wanted:
        paths = [folder.path for folder in folders]
        for at in range(0, len(paths), MOST):
            some = paths[at : at + MOST]
            questions.append(queries.folders(listed.id.partition(":")[2], listed.head or "", some))
            of.append((listed.native_id, some))
    found: dict[str, dict[str, Any]] = {}
    numbers = {id(question): place for question, place in zip(questions, of, strict=True)}
    for answered in graph.all(questions):
        number, paths = numbers[id(answered.question)]
        if not isinstance(answered.found, Message) and not answered.has_errors:
            told = answered.found
            found.setdefault(number, {}).update({path: told.get(f"t{at}") for at, path in enumerate(paths)})
    return found


def _added(walk: Walk, folder: Folder, told: Mapping[str, Any]) -> bool:
    """Whether all of a folder is known now. One that must be there, the root too, is."""
    if folder.path not in told:
        return False
    tree = told[folder.path]
    if tree is None:
        return bool(folder.path) and not folder.oid
    if not isinstance(tree, dict):
        return False
    kinds = {"blobs": None, "submodules": EntryKind.SUBMODULE, "trees": None}
    children: list[Child] = []
    for name, kind in kinds.items():
        connection = tree.get(name)
        info = connection.get("pageInfo") if isinstance(connection, dict) else None
        if not isinstance(info, dict) or info.get("hasNextPage") is not False:
            return False
        for node in nodes(connection):
            last, oid = str(node.get("name")), str(node.get("sha"))
            is_file = name == "blobs"
            children.append(Child(last, rest.kind(node.get("mode")) if is_file else kind, oid))
    walk.add(folder.path, children)
    return True
