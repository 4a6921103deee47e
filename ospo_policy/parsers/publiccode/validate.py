# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is wrong with a publiccode.yml: its YAML, its keys and values, and how they fit together."""

from __future__ import annotations

from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import Document, ListNode, MapNode, ScalarNode
from ospo_policy.model.publiccode import Assets, MetadataProblem, Severity, Validation, Wrong
from ospo_policy.parsers.publiccode import dialect, values
from ospo_policy.parsers.publiccode.schema import ROOT
from ospo_policy.parsers.publiccode.vocabularies import CURRENT_VERSION, LATEST, OLDER
from ospo_policy.parsers.publiccode.walker import Walker, is_null, merged
from ospo_policy.parsers.yaml_source import read

_LIMITS = ("yaml.too-large", "yaml.too-deep")


def validate(text: str, file: str, assets: Assets | None = None, *, is_tolerant: bool = False) -> Validation:
    """The problems of a file, by place. Never raises, whatever the text.

    `assets` lets the files that it names be looked for; `is_tolerant` makes the French dialect a warning.
    """
    text = text.encode("utf-8", "replace").decode()  # half a character, which no parser takes
    document = read(text.removeprefix("\ufeff"), file)
    if any(problem.message.key in _LIMITS for problem in document.problems):
        return Validation(tuple(_of_yaml(problem) for problem in document.problems), is_partial=True)
    walker = Walker(assets, is_tolerant=is_tolerant)
    if not document.syntax_errors:  # a file that cannot be read whole would seem to miss what was left out
        _whole(walker, document, file)
    found = (*(_of_yaml(problem) for problem in document.problems), *walker.problems)
    return Validation(tuple(sorted(found, key=_order)))


def _order(problem: MetadataProblem) -> tuple[int, int, str]:
    return problem.location.line or 0, problem.location.column or 0, problem.path


def _of_yaml(problem: Problem) -> MetadataProblem:
    place = Location(problem.position.file, problem.position.line or 1, problem.position.column or 1)
    return MetadataProblem(Severity.ERROR, place, "", problem.message, problem.hint)


def _whole(walker: Walker, document: Document, file: str) -> None:
    root = document.root
    if root is None or is_null(root):
        place = Location(file, 1, 1)
        what = MetadataProblem(
            Severity.ERROR, place, "", Message("publiccode.nothing"), Message("publiccode.start-with-init")
        )
        walker.problems.append(what)
        return
    walker.group(ROOT, root, "")
    if isinstance(root, MapNode):
        given = merged(root)
        _version(walker, given)
        _maintenance(walker, given)
        _countries(walker, given)


def _version(walker: Walker, root: MapNode) -> None:
    node = root.values.get("publiccodeYmlVersion")
    if not isinstance(node, ScalarNode) or not node.raw or is_null(node):
        return
    if not isinstance(node.value, str):  # 0.10 would be read as 0.1
        text = f'"{node.raw if node.raw in LATEST else CURRENT_VERSION}"'
        number = message("publiccode.version-not-text", found=values.shown(node.raw))
        walker.note(node.position, "publiccodeYmlVersion", Wrong(number, message("publiccode.write", value=text), text))
        return
    if node.raw in LATEST:
        return
    write = message("publiccode.write", value=f'"{CURRENT_VERSION}"')
    better = f'"{CURRENT_VERSION}"'
    path = "publiccodeYmlVersion"
    found = values.shown(node.raw)
    if node.raw in OLDER:
        what = Wrong(message("publiccode.old-version", found=found), write, better, Severity.WARNING)
        walker.note(node.position, path, what)
    elif dialect.is_application_version(node.raw):
        severity = Severity.WARNING if walker.is_tolerant else Severity.ERROR
        what = Wrong(message("publiccode.application-version", found=found), write, better, severity)
        walker.note(node.position, path, what, is_dialect=True)
    else:
        walker.note(node.position, path, Wrong(message("publiccode.no-such-version", found=found), write, better))


def _maintenance(walker: Walker, root: MapNode) -> None:
    """Contractors for a contract and for nothing else; contacts where the work is done within."""
    section = root.values.get("maintenance")
    if not isinstance(section, MapNode):
        return
    given = merged(section)
    type_ = given.values.get("type")
    if not isinstance(type_, ScalarNode):
        return
    for name, types in (("contractors", ("contract",)), ("contacts", ("internal", "community"))):
        node = given.values.get(name)
        is_empty = node is None or is_null(node) or (isinstance(node, ListNode) and not node.items)
        if type_.raw in types and is_empty:
            what = message("publiccode.missing-for-type", type=type_.raw)
            fix = Message(f"publiccode.add.{name}")
            walker.note(given.keys.get(name, given.keys["type"]), f"maintenance.{name}", Wrong(what, fix))
    contractors = given.values.get("contractors")
    if contractors is not None and not is_null(contractors) and type_.raw in ("internal", "community", "none"):
        what = message("publiccode.contractors-without-contract", type=type_.raw)
        fix = Message("publiccode.contract-or-drop")
        walker.note(given.keys["contractors"], "maintenance.contractors", Wrong(what, fix))


def _countries(walker: Walker, root: MapNode) -> None:
    """The section of Italy: once, and no more from 0.7 on."""
    there = [name for name in ("IT", "it") if name in root.values and not is_null(root.values[name])]
    if len(there) == 2:
        walker.note(root.keys["it"], "it", Wrong(Message("publiccode.section-twice"), Message("publiccode.drop")))
    version = root.values.get("publiccodeYmlVersion")
    if "IT" in there and isinstance(version, ScalarNode) and version.raw.startswith(CURRENT_VERSION):
        what = Wrong(Message("publiccode.deprecated"), Message("publiccode.use-supports"), severity=Severity.WARNING)
        walker.note(root.keys["IT"], "IT", what)
