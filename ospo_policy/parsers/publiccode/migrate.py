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
from ospo_policy.parsers.publiccode import countries, dialect, schema, values
from ospo_policy.parsers.publiccode.italy import leave_italy
from ospo_policy.parsers.publiccode.validate import validate
from ospo_policy.parsers.yaml_edit import EditError, Path, Span

MAX_CHANGES = 300
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
    return edit.insert_key(text, (), "softwareVersion", edit.quoted(version.text), after="name")


def _sure_replacements(text: str, _left: list[Message]) -> str:
    """What can only be written in one other way; from the end, so that the places before stay."""
    root = edit.tree(text)
    for problem in reversed(validate(text, "").problems):
        path = _path_at(root, text, problem) if _is_sure(problem) else None
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


def _path_at(span: Span, text: str, problem: MetadataProblem) -> Path | None:
    """The path of the plain value at the place of a problem."""
    line, column = problem.location.line or 1, problem.location.column or 1
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    wanted = start + column - 1
    stack: list[tuple[Span, Path]] = [(span, ())]
    while stack:
        one, path = stack.pop()
        if one.kind == "scalar" and one.start == wanted and one.style not in ("|", ">"):
            return path
        stack += [(entry.value, (*path, entry.key.text)) for entry in one.entries]
        stack += [(item, (*path, number)) for number, item in enumerate(one.items)]
    return None


def _dropped(text: str, _left: list[Message]) -> str:
    """Without the keys that can go."""
    for key in _DROPPED:
        text = _without(text, (key,))
    for entry in _entries(text, ("description",))[:MAX_CHANGES]:
        text = _without(text, ("description", entry, "genericName"))
    return _without(text, ("legal", "authorsFile"))


def _case(text: str, _left: list[Message]) -> str:
    """Keys in the standard's own capitals: `landingUrl`."""
    known = {key.lower(): key for key in schema.ROOT.keys}
    names = _entries(text, ())
    for name in names[:MAX_CHANGES]:
        better = known.get(name.lower(), name)
        if better not in names and name.lower() != "it":
            text = edit.rename_key(text, (name,), better)
    return text


def _packages(text: str, left: list[Message]) -> str:
    """Packages have no place in the standard: an empty list goes, another is a person's to decide."""
    packages = edit.find(text, ("packages",))
    if packages is None:
        return text
    if not packages.items and not packages.text:
        return _without(text, ("packages",))
    left.append(message("publiccode.left-packages"))
    return text


def _empty(text: str, _left: list[Message]) -> str:
    """Without keys that say nothing, where saying nothing is a mistake."""
    empty = [problem.path for problem in validate(text, "").problems if problem.message.key == "publiccode.empty"]
    for path in empty[:MAX_CHANGES]:
        if "[" not in path:
            text = _without(text, tuple(path.split(".")))
    return text


def _authors(text: str, left: list[Message]) -> str:
    """Without counts of authors; names are a person's to place."""
    authors = edit.find(text, ("authors",))
    if authors is None:
        return text
    if authors.kind == "mapping" and all(entry.key.text.endswith("Count") for entry in authors.entries):
        return _without(text, ("authors",))
    left.append(message("publiccode.left-authors"))
    return text


def _logo(text: str, _left: list[Message]) -> str:
    """The monochrome logo as the logo, where there is no other."""
    logo, other = edit.find(text, ("logo",)), edit.find(text, ("monochromeLogo",))
    if other is None:
        return text
    if logo is None and other.text:
        return edit.rename_key(text, ("monochromeLogo",), "logo")
    return _without(text, ("monochromeLogo",))


def _release(text: str, _left: list[Message]) -> str:
    """The date and the version of the last release, where their own keys are not there."""
    if edit.find(text, ("latestRelease",)) is None:
        return text
    for names, key in ((("date", "releaseDate"), "releaseDate"), (("version", "softwareVersion"), "softwareVersion")):
        for name in names:
            value = edit.find(text, ("latestRelease", name))
            if value is not None and value.text and edit.find(text, (key,)) is None:
                better = _date(value.text) if key == "releaseDate" else edit.quoted(value.text)
                text = edit.insert_key(text, (), key, better, after="latestRelease") if better else text
    return _without(text, ("latestRelease",))


def _date(text: str) -> str:
    """A date as the standard wants it; "" for what is none."""
    wrong = values.date(text)
    return edit.quoted(text) if wrong is None else wrong.replacement or ""


def _uris(text: str, _left: list[Message]) -> str:
    """`uri` where the dialect has `url`."""
    funders = edit.find(text, ("fundedBy",))
    paths: list[Path] = [("fundedBy", number) for number in range(len(funders.items))] if funders else []
    for path in [*paths[:MAX_CHANGES], ("organisation",)]:
        names = _entries(text, path)
        if "url" in names:
            where = (*path, "url")
            text = _without(text, where) if "uri" in names else edit.rename_key(text, where, "uri")
    return text


def _owner(text: str, left: list[Message]) -> str:
    """The owner as the organisation's name, where the organisation is known by more than its name."""
    owner = edit.find(text, ("legal", "repoOwner"))
    if owner is None:
        return text
    names = _entries(text, ("organisation",))
    if "name" in names or not owner.text.strip():
        return _without(text, ("legal", "repoOwner"))
    if "uri" in names:
        text = _without(text, ("legal", "repoOwner"))
        return edit.insert_key(text, ("organisation",), "name", edit.quoted(owner.text.strip()))
    known = _uri_of(text, owner.text)
    if known and not names:
        text = _without(text, ("legal", "repoOwner"))
        value = f"\n  uri: {edit.quoted(known)}\n  name: {edit.quoted(owner.text.strip())}"
        return edit.insert_key(_without(text, ("organisation",)), (), "organisation", value, after="url")
    left.append(message("publiccode.left-owner", name=owner.text.strip()))
    return text


def _uri_of(text: str, name: str) -> str:
    """What identifies an organisation that the file names elsewhere, under `fundedBy`; "" where nothing does."""
    funders = edit.find(text, ("fundedBy",))
    for funder in funders.items if funders is not None else ():
        named, uri = funder.entry("name"), funder.entry("uri")
        if named is not None and uri is not None and named.value.text.strip().casefold() == name.strip().casefold():
            return uri.value.text if values.organisation_uri(uri.value.text) is None else ""
    return ""


def _countries(text: str, left: list[Message]) -> str:
    """Sections of other countries than Italy hold what a person must place."""
    for key in _entries(text, ()):
        if len(key) == 2 and countries.is_country(key) and key.upper() != "IT":
            left.append(message("publiccode.left-country", key=key))  # noqa: PERF401 - the list is the caller's
    return text


def _entries(text: str, path: Path) -> list[str]:
    """The keys of the mapping at a path."""
    span = edit.find(text, path)
    return [entry.key.text for entry in span.entries] if span is not None else []


def _without(text: str, path: Path) -> str:
    """Without the key at a path, where it is there."""
    return edit.delete_key(text, path) if edit.find(text, path) is not None else text


_STEPS: tuple[Callable[[str, list[Message]], str], ...] = (
    _case,
    _version_of_software,
    leave_italy,
    _uris,
    _owner,
    _logo,
    _release,
    _dropped,
    _authors,
    _packages,
    _countries,
    _empty,
    _sure_replacements,
)
