# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rewrites an older publiccode.yml, or one in the French dialect, for the current version of the standard.

Each change is made in the text itself, so that comments, order and quotes stay; the result is validated, and never has
more errors than what it came from. What a person must decide is left, and told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ospo_policy.model.message import Message, message
from ospo_policy.model.publiccode import MetadataProblem, Validation
from ospo_policy.parsers import yaml_edit as edit
from ospo_policy.parsers.publiccode import addresses, dialect, french
from ospo_policy.parsers.publiccode.french import MAX_CHANGES
from ospo_policy.parsers.publiccode.italy import leave_italy
from ospo_policy.parsers.publiccode.validate import validate
from ospo_policy.parsers.yaml_edit import EditError, Path, Span
from ospo_policy.parsers.yaml_quote import quoted

_SURE = frozenset({
    "publiccode.old-version", "publiccode.application-version", "publiccode.no-such-version", "publiccode.small-country",
    "publiccode.licence-case", "publiccode.licence-name", "publiccode.number-not-text", "publiccode.version-not-text",
})  # fmt: skip
"""Problems whose replacement changes how a thing is written, and not what is said."""
_DROPPED = ("inputTypes", "outputTypes", "creationDate", "metadataFiles", *dialect.GENERATED)


class Migration(NamedTuple):
    """The text after, what was left for a person to decide, and what is wrong before and after."""

    text: str
    left: tuple[Message, ...]
    before: Validation
    after: Validation

    @property
    def is_better(self) -> bool:
        """Whether the result may be written: still YAML, and no less valid than before."""
        is_yaml = not any(problem.message.key.startswith("yaml.") for problem in self.after.errors)
        return is_yaml and not self.after.is_partial and len(self.after.errors) <= len(self.before.errors)


def migrate(text: str, file: str) -> Migration | None:
    """The file for the current version; None for a text that is not YAML, whose problems come first."""
    before = validate(text, file)
    mark, bare = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    try:
        root = edit.tree(bare)
    except EditError:
        return None
    if root.kind != "mapping" or before.is_partial or any(p.message.key.startswith("yaml.") for p in before.errors):
        return None
    left: list[Message] = []
    done = bare
    for step in _STEPS:
        try:
            done = step(done, left)
        except EditError:
            left.append(Message("publiccode.left-undone"))
    done = mark + done
    return Migration(done, tuple(left), before, validate(done, file))


def _version_of_software(text: str, _left: list[Message]) -> str:
    """The version of the software, where it stands in place of the standard's, to its own key."""
    version = edit.find(text, ("publiccodeYmlVersion",))
    problem = _first(text, lambda p: p.message.key == "publiccode.application-version")
    if version is None or problem is None or edit.find(text, ("softwareVersion",)) is not None:
        return text
    return edit.insert_key(text, (), "softwareVersion", quoted(version.text), after="name")


def _sure_replacements(text: str, _left: list[Message]) -> str:
    """What can only be written in one other way; from the end, so that the places before stay."""
    root = edit.tree(text)
    for problem in reversed(validate(text, "").problems):
        path = _path_at(root, problem) if _is_sure(problem) else None
        if path is not None and problem.replacement is not None:
            span = edit.find(text, path)
            put = problem.replacement
            put = put.replace('"', "'") if span is not None and span.style == "'" else put
            text = edit.replace_value(text, path, put)
    return text


def _is_sure(problem: MetadataProblem) -> bool:
    if problem.message.key == "publiccode.no-such-version":
        return str(problem.message.arguments["found"]).startswith("0.6")
    return problem.message.key in _SURE and problem.replacement is not None


def _first(text: str, wanted: Callable[[MetadataProblem], bool]) -> MetadataProblem | None:
    return next((problem for problem in validate(text, "").problems if wanted(problem)), None)


def _path_at(span: Span, problem: MetadataProblem) -> Path | None:
    """The path of the plain value at the place of a problem."""
    place = problem.location.line, problem.location.column
    stack: list[tuple[Span, Path]] = [(span, ())]
    while stack:
        one, path = stack.pop()
        if one.kind == "scalar" and (one.line, one.column) == place and one.style not in ("|", ">"):
            return path
        stack += [(entry.value, (*path, entry.key.text)) for entry in one.entries]
        stack += [(item, (*path, number)) for number, item in enumerate(one.items)]
    return None


def _dropped(text: str, _left: list[Message]) -> str:
    """Without the keys that can go."""
    for key in _DROPPED:
        text = edit.without(text, (key,))
    for entry in edit.keys(text, ("description",))[:MAX_CHANGES]:
        text = edit.without(text, ("description", entry, "genericName"))
    return edit.without(text, ("legal", "authorsFile"))


def _empty(text: str, _left: list[Message]) -> str:
    """Without keys that say nothing, where saying nothing is a mistake."""
    empty = [problem.path for problem in validate(text, "").problems if problem.message.key == "publiccode.empty"]
    for path in empty[:MAX_CHANGES]:
        if "[" not in path:
            text = edit.without(text, tuple(path.split(".")))
    return text


def _logo(text: str, _left: list[Message]) -> str:
    """The monochrome logo as the logo, where there is no other."""
    logo, other = edit.find(text, ("logo",)), edit.find(text, ("monochromeLogo",))
    if other is None:
        return text
    if other.text and (logo is None or not logo.text):
        return edit.rename_key(edit.without(text, ("logo",)), ("monochromeLogo",), "logo")
    return edit.without(text, ("monochromeLogo",))


def _owner(text: str, left: list[Message]) -> str:
    """The owner as the organisation's name, where the organisation is known by more than its name."""
    owner = edit.find(text, ("legal", "repoOwner"))
    if owner is None:
        return text
    names = edit.keys(text, ("organisation",))
    if "name" in names or not owner.text.strip():
        return edit.without(text, ("legal", "repoOwner"))
    if "uri" in names:
        text = edit.without(text, ("legal", "repoOwner"))
        return edit.insert_key(text, ("organisation",), "name", quoted(owner.text.strip()))
    known = _uri_of(text, owner.text)
    if known and not names:
        text = edit.without(text, ("legal", "repoOwner"))
        value = f"\n  uri: {quoted(known)}\n  name: {quoted(owner.text.strip())}"
        return edit.insert_key(edit.without(text, ("organisation",)), (), "organisation", value, after="url")
    left.append(message("publiccode.left-owner", name=owner.text.strip()))
    return text


def _uri_of(text: str, name: str) -> str:
    """What identifies an organisation that the file names elsewhere, under `fundedBy`; "" where nothing does."""
    funders = edit.find(text, ("fundedBy",))
    for funder in funders.items if funders is not None else ():
        named, uri = funder.entry("name"), funder.entry("uri")
        if named is not None and uri is not None and named.value.text.strip().casefold() == name.strip().casefold():
            return uri.value.text if addresses.organisation_uri(uri.value.text) is None else ""
    return ""


_STEPS: tuple[Callable[[str, list[Message]], str], ...] = (
    french.own_capitals,
    _version_of_software,
    leave_italy,
    french.uris,
    _owner,
    _logo,
    french.last_release,
    _dropped,
    french.authors,
    french.packages,
    french.country_sections,
    _empty,
    _sure_replacements,
)
