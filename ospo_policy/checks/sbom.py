# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`sbom`: there is a list of the components of the software (SBOM), in SPDX or CycloneDX, or a pipeline makes one.

Why: who runs the software must know whether a vulnerability of a component concerns them (EU regulation 2024/2847, annex I). How it
is decided: a file of the tree that is one, by its content; or a pipeline or a build with a known tool that makes one; or a link of the
README or code.json to the list that GitHub keeps. A file that is named like one and is none fails. What is only attached to releases cannot be seen here: `otherwise: unknown` says so. It stays
unknown when nothing was found and a file was not read.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.sbom import FILES, MAYBE, PIPELINES
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

DOCUMENTS = (FileKind("readme"), Glob("code.json"))


class Params(NamedTuple):
    """What it means that nothing was found."""

    otherwise: Literal["fail", "unknown"] = "fail"


def needs(_params: Params) -> Needs:
    """The listing, the files that may be one, and the pipelines."""
    return Needs(tree=True, contents=frozenset((*FILES, *MAYBE, *PIPELINES, *DOCUMENTS)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first SBOM, or pipeline that makes one."""
    from ospo_policy.parsers.sbom import format_of, is_example, links_to_one, makes_one

    files = common.find(repository, (*FILES, *MAYBE))
    paths = tuple(path for path in files.paths if not is_example(path))
    texts = common.read(repository, paths)
    for content in texts.read:
        kind = format_of(content.path, content.text, truncated=content.truncated)
        if kind is not None:
            return Pass(message(f"sbom.{kind}", path=content.path), common.places((content.path,)), {"format": kind})
    documents = common.find(repository, DOCUMENTS).paths
    pipelines = common.read(repository, (*common.find(repository, PIPELINES).paths, *documents))
    for content in pipelines.read:
        linked = content.path in documents
        at = links_to_one(content.text) if linked else makes_one(content.text)
        if at is not None:
            place = Location(content.path, *line_and_column(content.text, at))
            return Pass(message("sbom.linked" if linked else "sbom.made", place=str(place)), (place,))
    unread = (*texts.unread, *pipelines.unread)
    missed = unread[0] if unread else files.missed
    if missed is not None:
        return Unknown(missed)
    named = tuple(path for path in common.find(repository, FILES).paths if not is_example(path))
    if named:
        return Fail(message("sbom.wrong", path=named[0]), common.places(named))
    what = message("sbom.none")
    return Fail(what) if params.otherwise == "fail" else Unknown(what)


CHECK = CheckType("sbom", Params, needs, evaluate)
