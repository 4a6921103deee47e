# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`size`: no file is very large, nor are all of them together.

Why: a large file makes every clone slow for ever, and is mostly data or a build's result. How it
is decided: sizes as listed, links and submodules left out; Git LFS keeps only small pointers in
the tree. It stays unknown when sizes were not seen, or the listing is incomplete.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import EntryKind, Repository
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Glob, Natural
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType

MEGABYTE = 1_000_000
MAX_LOCATIONS = 20


class Params(NamedTuple):
    """How large a file may be, and all together (0: any size); which are meant, and which accepted."""

    max_bytes: Natural = Natural(5 * MEGABYTE)
    max_total_bytes: Natural = Natural(0)
    any_of: tuple[Glob, ...] = ()
    except_in: tuple[Glob, ...] = ()


def needs(_params: Params) -> Needs:
    """The listing with sizes."""
    return Needs(tree=True, sizes=True)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each file above the limit, the largest first."""
    tree = common.tree_of(repository)
    meant = set(common.find(repository, params.any_of).paths) if params.any_of else None
    accepted = set(common.find(repository, params.except_in).paths)
    files = [
        entry
        for entry in tree.entries
        if entry.kind is EntryKind.FILE and entry.path not in accepted and (meant is None or entry.path in meant)
    ]
    sizes = [(entry.size, entry.path) for entry in files if entry.size is not None]
    large = sorted((found for found in sizes if found[0] > params.max_bytes), reverse=True)
    if large:
        size, path = large[0]
        what = message("size.too-large", count=len(large), path=path, size=size / MEGABYTE,
                       limit=params.max_bytes / MEGABYTE)  # fmt: skip
        shown = large[:MAX_LOCATIONS]
        evidence = {"count": len(large), "bytes": {path: size for size, path in shown}}
        return Fail(what, common.places(path for _, path in shown), evidence)
    total = sum(size for size, _ in sizes)
    if 0 < params.max_total_bytes < total:
        what = message("size.total", size=total / MEGABYTE, limit=params.max_total_bytes / MEGABYTE)
        largest = sorted(sizes, reverse=True)[:MAX_LOCATIONS]
        return Fail(what, common.places(path for _, path in largest), {"total": total})
    if tree.incomplete is not None:
        return Unknown(tree.incomplete)
    if len(sizes) < len(files):
        return Unknown(message("size.unseen"))
    return Pass(message("size.all-small", limit=params.max_bytes / MEGABYTE), (), {"total": total})


CHECK = CheckType("size", Params, needs, evaluate)
