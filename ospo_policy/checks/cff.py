# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`cff`: CITATION.cff follows the Citation File Format 1.2.0 and agrees with the rest of the repository.

Why: forges and archives make the citation from it, and say nothing of a file that they cannot read. How it is decided:
the rules of the format, each mistake with its place; names and numbers that a template left; the licence beside the
licence texts; the version, or else the day of release, beside the latest tag that is a release. It stays unknown when
the file was not read to its end, a licence text was not recognised, or the tags were not seen.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Content, Repository, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.nodes import Document, MapNode, ScalarNode
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType

KIND = FileKind("citation")


class Params(NamedTuple):
    """What it means that there is no such file, and what is looked at."""

    absent: Literal["not-applicable", "fail"] = "not-applicable"
    aspects: tuple[Literal["valid", "licence", "version"], ...] = ("valid", "licence", "version")


def needs(params: Params) -> Needs:
    """The file; the licence texts and the tags where they are compared."""
    return licences.metadata_needs(KIND, params.aspects)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at what is wrong with the file, then at what does not agree with it."""
    looked = common.look(common.Meant((KIND,)), repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    if looked.missed is not None or not looked.texts:
        return looked.unknown()
    from ospo_policy.parsers import yaml_source

    content = looked.texts[0]
    document = yaml_source.read(content.text, content.path)
    found = _own_mistakes(content, document) if "valid" in params.aspects else []
    more, missed = _disagreements(params, content, document, repository)
    found += more
    if found:
        return common.mistakes(content.path, found)
    if missed is not None:
        return Unknown(missed, common.places(looked.paths))
    return Pass(message("cff.good", path=content.path), common.places(looked.paths))


_Found = list[tuple[Location, Message]]


def _own_mistakes(content: Content, document: Document) -> _Found:
    from ospo_policy.parsers.citation import placeholders, validate

    problems = (*validate(document, content.path), *placeholders(document.root))
    return [(Location(content.path, one.position.line, one.position.column), one.message) for one in problems]


def _disagreements(
    params: Params, content: Content, document: Document, repository: Repository
) -> tuple[_Found, Message | None]:
    """What does not agree with the licence texts and the tags; and why that may not be all, if so."""
    found: _Found = []
    missed: Message | None = None
    if "licence" in params.aspects:
        from ospo_policy.parsers.licences.statements import statements

        said = statements(content.path, content.text)
        wrong, missed = licences.compared(repository, said)
        if wrong is not None:
            found.append((Location(content.path, said[0].line, said[0].column), wrong))
    if "version" in params.aspects:
        version, released = _scalar(document, "version"), _scalar(document, "date-released")
        tags = repository.history.tags
        if isinstance(tags, Unseen):
            missed = missed or (tags.reason if version or released else None)
        else:
            from ospo_policy.parsers.versions import behind

            late = behind(version.raw if version else "", released.raw if released else "", tags.value)
            node = released if late is not None and late.day else version
            if late is not None and node is not None:
                key = "cff.behind-date" if late.day else "cff.behind"
                where = Location(content.path, node.position.line, node.position.column)
                found.append((where, message(key, found=node.raw, tag=late.tag, date=late.day)))
    return found, missed


def _scalar(document: Document, key: str) -> ScalarNode | None:
    node = document.root.values.get(key) if isinstance(document.root, MapNode) else None
    return node if isinstance(node, ScalarNode) else None


CHECK = CheckType("cff", Params, needs, evaluate)
