# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`publiccode`: publiccode.yml is valid.

Why: catalogues of public software (Developers Italia, code.gouv.fr, the European Union's) read it, and refuse a file with a
single mistake, silently. How it is decided: by the rules of the standard's reference validator, offline, versions 0.2 to
0.7; logo and screenshots are looked for in the listing. Deprecated keys and, unless `mode` is strict, the keys that French
files have added are warnings, which pass. It stays unknown when the file was not read whole or holds more than this tool
reads.
"""

import posixpath
from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, EntryKind, Repository, Tree
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.publiccode import MetadataProblem, Validation
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.publiccode.validate import validate
from ospo_policy.ports.check import CheckType

KIND = "publiccode"
SHOWN = 3
FILE = Needs(tree_with=frozenset({KIND}), contents=frozenset({KIND}))


class Params(NamedTuple):
    """How strictly, and what a missing file means."""

    mode: Literal["strict", "dialect"] = "dialect"
    absent: Literal["not-applicable", "fail"] = "not-applicable"


def needs(_params: Params) -> Needs:
    """The file; every path beside it, since it names some."""
    return FILE


def find(repository: Repository, absent: str) -> Content | Verdict:
    """The file, or the verdict where there is none or it was not read whole."""
    files = common.find(repository, (KIND,))
    if not files.paths:
        if files.missed is not None:
            return Unknown(files.missed)
        what = message("publiccode.absent")
        return Fail(what) if absent == "fail" else NotApplicable(what)
    texts = common.read(repository, files.paths[:1])
    if texts.unread:
        return Unknown(texts.unread[0], common.places(files.paths[:1]))
    return texts.read[0]


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass where nothing makes catalogues refuse the file."""
    content = find(repository, params.absent)
    if not isinstance(content, Content):
        return content
    assets = Listed(common.tree_of(repository), content.path)
    found = validate(content.text, content.path, assets, is_tolerant=params.mode == "dialect")
    if found.is_partial:
        what = message("publiccode.check-too-large", path=content.path)
        return Unknown(what, common.places((content.path,)))
    return _verdict(content.path, found)


def _verdict(path: str, found: Validation) -> Verdict:
    evidence: dict[str, object] = {"errors": len(found.errors), "warnings": len(found.warnings)}
    if found.errors:
        shown = tuple(_line(problem) for problem in found.errors[:SHOWN])
        what = message("publiccode.check-invalid", path=path, count=len(found.errors), problems=shown)
        return Fail(what, tuple(problem.location for problem in found.errors[: common.MAX_LOCATIONS]), evidence)
    if found.warnings:
        what = message("publiccode.check-valid-with", path=path, count=len(found.warnings))
        return Pass(what, tuple(problem.location for problem in found.warnings[: common.MAX_LOCATIONS]), evidence)
    return Pass(message("publiccode.check-valid", path=path), common.places((path,)), evidence)


def _line(problem: MetadataProblem) -> object:
    return message("publiccode.check-line", line=problem.location.line, what=problem.message, fix=problem.fix or "")


class Listed:
    """The files that a publiccode.yml names, as far as the listing tells."""

    def __init__(self, tree: Tree, path: str) -> None:
        self.tree = tree
        self.folder = posixpath.dirname(path)

    def exists(self, path: str) -> bool | None:
        """Whether there is a file at a path from the folder of publiccode.yml."""
        place = posixpath.normpath(posixpath.join(self.folder, path))
        if place in self.tree:
            return True
        above = posixpath.dirname(place)
        while above:  # what stands behind a link or in a submodule is not listed
            entry = self.tree.get(above)
            if entry is not None and entry.kind is not EntryKind.FILE:
                return None
            above = posixpath.dirname(above)
        return None if self.tree.incomplete is not None and not place.startswith("..") else False

    def head(self, path: str) -> bytes | None:  # noqa: ARG002 - what the listing does not tell
        """Nothing: the listing holds no contents."""
        return None


CHECK = CheckType("publiccode", Params, needs, evaluate)
