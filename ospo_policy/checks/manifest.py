# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manifest`: the dependencies are listed in the manifest of a package manager.

Why: who wants to build, update or judge the software must know what it is made of (OSPS Baseline
QA-02.01, BR-05.01). How it is decided: by the names of the manifests of some thirty package managers, those
of tests, examples and other people's code left out, and a pyproject.toml that only sets up tools. It does not
apply without source code in a language whose libraries come through a package manager; and few files alone may
well use none, so that it is unknown then, as where the listing is incomplete.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.ecosystems import WITH_PACKAGES, Manifest, lists_packages, manifests
from ospo_policy.parsers.selection import MANIFESTS, SOURCE_FILES, select
from ospo_policy.ports.check import CheckType

MAY_BE_FOR_TOOLS = "**/pyproject.toml"
FEW = 5
"""So many source files are a program; fewer may be scripts that use nothing but their language."""


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The listing, and the manifests that may only set up tools."""
    return Needs(tree=True, contents=frozenset((MAY_BE_FOR_TOOLS,)))


def evaluate(_params: Params, repository: Repository) -> Verdict:
    """Pass at a manifest."""
    tree = common.tree_of(repository)
    if select(tree, MANIFESTS):
        paths = tuple(manifest.path for manifest in manifests(tree.paths) if _lists(repository, manifest))
        if paths:
            return Pass(message("manifest.found", files=common.some(paths)), common.places(paths))
    if tree.incomplete is not None:
        return Unknown(tree.incomplete)
    sources = [path for path in select(tree, SOURCE_FILES) if _uses_packages(path)]
    if not sources:
        return NotApplicable(message("manifest.no-source"))
    place = (Location(sources[0]),)
    if len(sources) < FEW:
        return Unknown(message("manifest.few", count=len(sources), files=common.some(tuple(sources))), place)
    return Fail(message("manifest.absent", count=len(sources), file=sources[0]), place)


def _lists(repository: Repository, manifest: Manifest) -> bool:
    """Whether a manifest lists packages; one that was not read is taken for what its name says."""
    fact = repository.contents.get(manifest.path)
    return not isinstance(fact, Known) or lists_packages(manifest.name, fact.value.text)


def _uses_packages(path: str) -> bool:
    """Whether a file is source code in a language with packages; what was built (`x.min.js`) is not."""
    name = path.lower()
    return name.rpartition(".")[2] in WITH_PACKAGES and ".min." not in name


CHECK = CheckType("manifest", Params, needs, evaluate)
