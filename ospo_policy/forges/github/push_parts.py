# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a push is made of: what lies at its paths, which of its commits change something, and how GitHub wants them written."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.github.told import object_id_of
from ospo_policy.forges.selected import object_id
from ospo_policy.model.message import Message, message
from ospo_policy.ports.requests import Content, MovedError, Push, StepRefusedError

WORKFLOWS = ".github/workflows/"
FILE, EXECUTABLE = 0o100644, 0o100755


class Base(NamedTuple):
    """What a branch rests on: a commit, its tree, and for each wanted path the file's id and mode, None if there is none."""

    oid: str
    tree: str
    files: Mapping[str, tuple[str, int] | None]

    @property
    def is_plain(self) -> bool:
        """Whether `createCommitOnBranch` can change these files: it makes all of them plain ones."""
        return all(found is None or found[1] == FILE for found in self.files.values())


def paths_of(step: Push) -> list[str]:
    """Each path that the commits change."""
    return list(dict.fromkeys(path for content in step.commits for path in content.files))


def base_of(told: Mapping[str, Any], oid: str, paths: Sequence[str]) -> Base:
    """What GitHub told of a commit. Raises `KeyError`, `TypeError` and `ValueError` for what has not that form."""
    files = {path: told[f"f{number}"] for number, path in enumerate(paths)}
    found = {path: None if one is None else (oid_of(one["oid"]), int(one["mode"])) for path, one in files.items()}
    return Base(oid, oid_of(told["tree"]["oid"]), found)


def oid_of(value: object) -> str:
    """The id of a Git object. Raises `ValueError`."""
    found = object_id_of(value)
    if found is None:
        raise ValueError("no object id")
    return found


def changes(step: Push, onto: Base) -> list[Content]:
    """The commits that change something, each only with what it changes.

    Raises `MovedError` if the last one does not, and `StepRefusedError` for a path where no plain text can lie.
    """
    odd = next((path for path, found in onto.files.items() if found and found[1] not in (FILE, EXECUTABLE)), None)
    if odd is not None:
        raise StepRefusedError(message("github.write.odd-file", path=odd))
    there = {path: None if found is None else found[0] for path, found in onto.files.items()}
    todo: list[Content] = []
    for content in step.commits:
        wanted = {path: None if text is None else object_id(bytes_of(path, text), onto.oid) for path, text in content.files.items()}  # fmt: skip
        files = {path: content.files[path] for path, oid in wanted.items() if there[path] != oid}
        there |= wanted
        if files:
            todo.append(content._replace(files=files))
    if not todo or todo[-1].message != step.commits[-1].message:
        raise MovedError(Message("github.write.nothing-to-change"))
    return todo


def bytes_of(path: str, text: str) -> bytes:
    """A text as it lies in its file. Raises `StepRefusedError` for one that cannot."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise StepRefusedError(message("github.write.odd-file", path=path)) from None


def commit_input(repository: str, branch: str, head: str, content: Content) -> dict[str, object]:
    """The input of `createCommitOnBranch`."""
    headline, _, body = content.message.rstrip().partition("\n")
    return {
        "branch": {"repositoryNameWithOwner": repository, "branchName": branch},
        "expectedHeadOid": head,
        "message": {"headline": headline, "body": body.lstrip("\n")},
        "fileChanges": {
            "additions": [
                {"path": path, "contents": base64.b64encode(bytes_of(path, text)).decode()}
                for path, text in content.files.items()
                if text is not None
            ],
            "deletions": [{"path": path} for path, text in content.files.items() if text is None],
        },
    }


def tree_entries(content: Content, onto: Base) -> list[dict[str, object]]:
    """The entries of a new tree, for REST; a file keeps its mode."""
    entries: list[dict[str, object]] = []
    for path, text in content.files.items():
        found = onto.files[path]
        mode = "100755" if found is not None and found[1] == EXECUTABLE else "100644"
        entries.append(
            {"path": path, "mode": mode, "type": "blob", **({"sha": None} if text is None else {"content": text})}
        )
    return entries


def touches_workflows(paths: Mapping[str, object]) -> bool:
    """Whether a change wants the right to change workflows."""
    return any(path.startswith(WORKFLOWS) for path in paths)
