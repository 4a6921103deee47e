# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`file-absent`: no file of a kind, or matching a glob, is there.

Why: some files have no place in a published repository. How it is decided: the tree is searched
for the kinds and the globs, ignoring case. It stays unknown when the listing is incomplete and
nothing was found in what was listed.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Which files may not be there, and where they may."""

    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    except_in: tuple[Glob, ...] = ()


def needs(params: Params) -> Needs:
    """The files, and those that are accepted."""
    return Needs(paths=common.selectors(params.kinds, (*params.any_of, *params.except_in)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each file found."""
    files = common.find(repository, (*params.kinds, *params.any_of))
    accepted = set(common.find(repository, params.except_in).paths)
    found = tuple(path for path in files.paths if path not in accepted)
    if found:
        what = message("file-absent.found", count=len(found), paths=common.some(found))
        return Fail(what, common.places(found), {"count": len(found), "paths": found[: common.MAX_LOCATIONS]})
    if files.missed is not None:
        return Unknown(files.missed)
    return Pass(message("file-absent.none", files=common.label(params.kinds, params.any_of)))


def wrong(params: Params) -> Message | None:
    """A check on no file says nothing."""
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("file-absent", Params, needs, evaluate, wrong)
