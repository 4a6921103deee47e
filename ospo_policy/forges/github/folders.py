# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists some folders of many repositories a request: the root, `.github`, `docs` and those that rules look into."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ospo_policy.forges.folders import Child, Folder, Walk, key_of
from ospo_policy.forges.github import answers, queries, told
from ospo_policy.forges.github.refusals import Answer, GraphQLRefusedError, TooMuchError, WordsRefusedError
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.facts import EntryKind
from ospo_policy.parsers.reach import Reach
from ospo_policy.ports.forges import KnownTree, Listed, ObjectCache

MOST = 50
"""Repositories a request."""
_FOLDER = 0o040000
_KINDS = {0o120000: EntryKind.SYMLINK, 0o160000: EntryKind.SUBMODULE, _FOLDER: None}
"""What a mode of Git's means; all others are files."""


class FolderReader:
    """Lists folders. It asks for less at a time where GitHub cannot answer so much, and then goes on so."""

    def __init__(self) -> None:
        self._most = MOST
        self._is_refused = False

    def read(
        self, transport: Transport, repositories: Iterable[Listed], reach: Reach, cache: ObjectCache
    ) -> dict[str, KnownTree]:
        """The listings by the ids of repositories. One that is not among them had better be listed at once."""
        found: dict[str, KnownTree] = {}
        walks: dict[str, tuple[Listed, Walk]] = {}
        for listed in repositories:
            assert listed.head is not None
            known = cache.tree(key_of(listed.head, reach))
            if known is not None:
                found[listed.id] = known
            elif not self._is_refused:
                walks[listed.id] = (listed, Walk(reach))
        waiting = {id_: (listed, walk.next()) for id_, (listed, walk) in walks.items()}
        while waiting and not self._is_refused:
            lot = dict(list(waiting.items())[: self._most])
            told_of = self._lot(transport, lot)
            if told_of is None:
                continue
            for id_, (listed, asked) in lot.items():
                walk = walks[id_][1]
                del waiting[id_]
                if not _added(walk, asked, told_of.get(id_, {})) or walk.is_too_long:
                    continue
                folders = walk.next()
                if folders:
                    waiting[id_] = (listed, folders)
                else:
                    found[id_] = walk.tree
                    cache.keep_tree(key_of(listed.head or "", reach), walk.tree)
        return found

    def _lot(
        self, transport: Transport, lot: Mapping[str, tuple[Listed, Sequence[Folder]]]
    ) -> Mapping[str, Mapping[int, Any]] | None:
        """What GitHub answers for each repository, by the numbers of its folders; None where it was too much."""
        wanted = [
            queries.WantedFolders(listed.owner, listed.name, listed.head or "", folders)
            for listed, folders in lot.values()
        ]
        query, variables = queries.folders(wanted)
        try:
            answer = transport.graphql(query, variables)
        except (WordsRefusedError, GraphQLRefusedError):
            self._is_refused = True
            return {}
        except TooMuchError:
            if len(lot) == 1:
                return {}
            self._most = max(1, len(lot) // 2)
            return None
        return dict(zip(lot, _by_number(answer, [len(folders) for _, folders in lot.values()]), strict=True))


def _by_number(answer: Answer, counts: Sequence[int]) -> list[Mapping[int, Any]]:
    """For each repository, what is told of its folders: nothing of those that an error concerns."""
    faulty = {steps[:2] for steps in map(answers.steps, answer.errors)}
    found: list[Mapping[int, Any]] = []
    for number, count in enumerate(counts):
        name, told_of = f"r{number}", answer.data.get(f"r{number}")
        is_told = isinstance(told_of, dict) and (name,) not in faulty
        numbers = [at for at in range(count) if is_told and (name, f"f{at}") not in faulty]
        found.append({at: told_of.get(f"f{at}") for at in numbers} if isinstance(told_of, dict) else {})
    return found


def _added(walk: Walk, folders: Sequence[Folder], nodes: Mapping[int, Any]) -> bool:
    """Whether all that was asked for is known now. A folder that must be there, the root too, is."""
    for at, folder in enumerate(folders):
        if at not in nodes:
            return False
        if nodes[at] is None and folder.path and not folder.oid:
            continue
        try:
            walk.add(folder.path, [_child(one) for one in nodes[at]["entries"]])
        except (KeyError, TypeError, ValueError, AttributeError):
            # A folder that is not told of, a link where a folder was looked for, or nonsense.
            node = nodes[at]
            if isinstance(node, dict) and node.get("__typename") == "Blob" and not folder.oid:
                continue
            return False
    return True


def _child(node: Mapping[str, Any]) -> Child:
    """An entry of a folder. Raises `ValueError` and the like where it is none."""
    try:
        name = base64.b64decode(node["nameRaw"], validate=True).decode("utf-8", "surrogateescape")
    except binascii.Error:
        raise ValueError("no name") from None
    mode, size, oid = node["mode"], node.get("size"), told.object_id_of(node["oid"])
    if not name or "/" in name or "\0" in name or not isinstance(mode, int) or oid is None:
        raise ValueError("no entry")
    kind = _KINDS.get(mode, EntryKind.FILE)
    is_sized = isinstance(size, int) and kind in (EntryKind.FILE, EntryKind.SYMLINK)
    return Child(name, kind, oid, size if is_sized else None)
