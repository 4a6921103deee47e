# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`lock-file`: what is built today can be built again tomorrow from the same versions.

Why: a manifest says which versions would do, a lock file which were taken, with their digests. How it is
decided: beside each manifest, or in a folder above it (a workspace), stands the lock file of its package
manager; of pip's lists, each requirement has its version. It is not asked of a manifest without
dependencies, of a library, nor where the package manager has no lock file or writes one only when told to
(Gradle, NuGet, conda). It stays unknown when a manifest was not read or cannot be understood.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Known, Repository, Tree
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.ecosystems import Manifest, manifests
from ospo_policy.parsers.selection import MANIFESTS
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Whether libraries are asked too, and package managers that write a lock file only when told to."""

    libraries: Literal["exempt", "ask"] = "exempt"
    written_when_told: bool = False


class _Judged(NamedTuple):
    """Manifests by what was found of them, and why some could not be judged."""

    locked: list[str]
    bare: list[Manifest]
    missed: Message | None


def needs(_params: Params) -> Needs:
    """The listing and the manifests."""
    return Needs(tree=True, contents=frozenset((MANIFESTS,)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each manifest without its lock file."""
    tree = common.tree_of(repository)
    judged = _judge(params, repository, list(_asked(params, manifests(tree.paths))))
    if judged.bare:
        told = common.some(tuple(_told(manifest) for manifest in judged.bare))
        places = common.places(manifest.path for manifest in judged.bare)
        return Fail(message("lock-file.absent", count=len(judged.bare), manifests=told), places)
    missed = judged.missed or tree.incomplete
    if missed is not None:
        return Unknown(missed)
    if not judged.locked:
        return NotApplicable(message("lock-file.not-asked"))
    locks = tuple(dict.fromkeys(judged.locked))
    return Pass(message("lock-file.found", files=common.some(locks)), common.places(locks))


def _asked(params: Params, found: Iterable[Manifest]) -> Iterator[Manifest]:
    """The manifests whose package manager has a lock file that can be asked for."""
    for manifest in found:
        ecosystem = manifest.ecosystem
        if manifest.name not in ecosystem.locks and (
            ecosystem.writes_lock or (params.written_when_told and ecosystem.locks)
        ):
            yield manifest


def _judge(params: Params, repository: Repository, asked: list[Manifest]) -> _Judged:
    from ospo_policy.parsers.lock_needs import lock_need

    tree = common.tree_of(repository)
    judged = _Judged([], [], None)
    for manifest in asked:
        lock = _lock_of(tree, manifest)
        if lock is not None:
            judged.locked.append(lock)
            continue
        fact = repository.contents.get(manifest.path)
        if not isinstance(fact, Known) or fact.value.truncated:
            why = (
                fact.reason if fact and not isinstance(fact, Known) else message("unseen.not-read", path=manifest.path)
            )
            judged = judged._replace(missed=judged.missed or why)
            continue
        need = lock_need(manifest, fact.value.text)
        if need == "unknown":
            why = message("lock-file.not-understood", path=manifest.path)
            judged = judged._replace(missed=judged.missed or why)
        elif need == "application" or (need == "library" and params.libraries == "ask"):
            judged.bare.append(manifest)
        elif manifest.name.endswith(".txt"):
            judged.locked.append(manifest.path)
    return judged


def _lock_of(tree: Tree, manifest: Manifest) -> str | None:
    """The lock file beside a manifest, or in a folder above it."""
    folder = manifest.folder
    while True:
        for name in manifest.ecosystem.locks:
            path = f"{folder}/{name}" if folder else name
            if path in tree:
                return path
        if not folder:
            return None
        folder = folder.rpartition("/")[0]


def _told(manifest: Manifest) -> Message:
    """A manifest and what would be its lock."""
    if manifest.name.endswith(".txt"):
        return message("lock-file.list", path=manifest.path)
    return message("lock-file.manifest", path=manifest.path, lock=manifest.ecosystem.locks[0])


CHECK = CheckType("lock-file", Params, needs, evaluate)
