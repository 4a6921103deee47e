# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`style-config`: it is agreed how code is written, by the configuration of a tool or in a guide.

Why: contributions that look alike are read for what they do. How it is decided: by the configuration
files of formatters and linters, parts of pyproject.toml, package.json, pom.xml and others, a guide of style, or
a section about it in the contribution guide or README. `.editorconfig` alone does not count. It does not
apply with fewer than five source files, nor where each language has one formatter for all (Go, Rust, Dart). It stays
unknown when a file that may have such a part was not read.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.selection import SOURCE_FILES, select
from ospo_policy.parsers.style_files import HEADING, ONE_STYLE, SELECTORS, is_style_file, is_style_guide, part_of
from ospo_policy.ports.check import CheckType

FEW = 5
"""From so many source files on, how they are written wants to be agreed."""
DOCUMENTS = ("contributing", "readme")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The listing, the files that may have a part for a tool, and the guides."""
    return Needs(tree=True, contents=frozenset((*SELECTORS, *DOCUMENTS)))


def evaluate(_params: Params, repository: Repository) -> Verdict:
    """Pass at the first tool or guide."""
    tree = common.tree_of(repository)
    parts = common.read(repository, common.find(repository, SELECTORS).paths)
    documents = common.read(repository, common.find(repository, DOCUMENTS).paths)
    found = next(_found(tree.paths, parts.read, documents.read), None)
    if found is not None:
        what, place = found
        return Pass(message("style-config.found", what=what, place=str(place)), (place,))
    unread = (*parts.unread, *documents.unread)
    missed = unread[0] if unread else tree.incomplete
    if missed is not None:
        return Unknown(missed)
    sources = [path for path in select(tree, SOURCE_FILES) if ".min." not in path]
    if sum(path.rpartition(".")[2].lower() not in ONE_STYLE for path in sources) < FEW:
        return NotApplicable(message("style-config.no-source"))
    return Fail(message("style-config.absent"))


def _found(
    paths: Iterable[str], parts: Iterable[Content], documents: Iterable[Content]
) -> Iterator[tuple[object, Location]]:
    """Tools, then parts of other files, guides, sections: what each is, and where."""
    every = list(paths)
    yield from ((path.rpartition("/")[2], Location(path)) for path in every if is_style_file(path))
    for content in parts:
        part = part_of(content.path, content.text)
        if part is not None:
            yield part[0], Location(content.path, part[1])
    yield from ((message("style-config.guide"), Location(path)) for path in every if is_style_guide(path))
    for content in documents:
        yield from _sections(content)


def _sections(content: Content) -> Iterator[tuple[object, Location]]:
    """The headings about style."""
    from ospo_policy.parsers.heading_sets import fold
    from ospo_policy.parsers.outline import outline

    for heading in outline(content.path, content.text).headings:
        if HEADING.search(fold(heading.text)):
            yield message("style-config.section", heading=heading.text[:80]), Location(content.path, heading.line)


CHECK = CheckType("style-config", Params, needs, evaluate)
