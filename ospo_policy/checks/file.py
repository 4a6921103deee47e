# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`file`: a file of a kind, or matching a glob, is there and says something.

Why: what a reader cannot find might as well not exist. How it is decided: the tree is searched for
the kind's usual names and places in six languages (or for the globs), ignoring case; the first
text found with at least `min_characters` characters passes (runs of white space count as one). It stays
unknown when the listing is incomplete, or when the only file found could not be read.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob, Natural
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Which file, and how much it must say at least."""

    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    min_characters: Natural = Natural(1)


def needs(params: Params) -> Needs:
    """The files, and their texts unless presence alone is asked for."""
    wanted = common.selectors(params.kinds, params.any_of)
    return Needs(contents=wanted) if params.min_characters else Needs(paths=wanted)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first file that is long enough."""
    files = common.find(repository, (*params.kinds, *params.any_of))
    label = common.label(params.kinds, params.any_of)
    if not files.paths:
        if files.missed is not None:
            return Unknown(files.missed)
        return Fail(message("file.absent", files=label))
    if not params.min_characters:
        return _present(files.paths[0])
    texts = common.read(repository, files.paths)
    lengths = {content.path: common.length(content.text) for content in texts.read}
    for path, length in lengths.items():
        if length >= params.min_characters:
            return _present(path)
    if texts.unread:
        return Unknown(texts.unread[0], tuple(Location(path) for path in files.paths))
    return _too_short(lengths, params.min_characters)


def _present(path: str) -> Pass:
    return Pass(message("file.present", path=path), (Location(path),), {"path": path})


def _too_short(lengths: dict[str, int], wanted: int) -> Fail:
    """The longest of the files found does not say enough."""
    path, length = max(lengths.items(), key=lambda item: item[1])
    what = (
        message("file.too-short", path=path, found=length, wanted=wanted)
        if length
        else message("file.empty", path=path)
    )
    return Fail(what, (Location(path),), {"path": path, "characters": length})


def wrong(params: Params) -> Message | None:
    """A check on no file says nothing."""
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("file", Params, needs, evaluate, wrong)
