# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The French dialect in the words of the standard, as far as it has words for it."""

from __future__ import annotations

from ospo_policy.model.message import Message, message
from ospo_policy.parsers import yaml_edit as edit
from ospo_policy.parsers.publiccode import countries, schema, values
from ospo_policy.parsers.yaml_edit import Path
from ospo_policy.parsers.yaml_quote import quoted

MAX_CHANGES = 300


def own_capitals(text: str, _left: list[Message]) -> str:
    """Keys in the standard's own capitals: `landingUrl`."""
    known = {key.lower(): key for key in schema.ROOT.keys}
    names = edit.keys(text, ())
    for name in names[:MAX_CHANGES]:
        better = known.get(name.lower(), name)
        if better not in names and name.lower() != "it":
            text = edit.rename_key(text, (name,), better)
    return text


def uris(text: str, _left: list[Message]) -> str:
    """`uri` where the dialect has `url`."""
    funders = edit.find(text, ("fundedBy",))
    paths: list[Path] = [("fundedBy", number) for number in range(len(funders.items))] if funders else []
    for path in [*paths[:MAX_CHANGES], ("organisation",)]:
        names = edit.keys(text, path)
        if "url" in names:
            where = (*path, "url")
            text = edit.without(text, where) if "uri" in names else edit.rename_key(text, where, "uri")
    return text


def last_release(text: str, _left: list[Message]) -> str:
    """The date and the version of the last release, where their own keys are not there."""
    if edit.find(text, ("latestRelease",)) is None:
        return text
    for names, key in ((("date", "releaseDate"), "releaseDate"), (("version", "softwareVersion"), "softwareVersion")):
        for name in names:
            value = edit.find(text, ("latestRelease", name))
            if value is not None and value.text and edit.find(text, (key,)) is None:
                better = _date(value.text) if key == "releaseDate" else quoted(value.text)
                text = edit.insert_key(text, (), key, better, after="latestRelease") if better else text
    return edit.without(text, ("latestRelease",))


def _date(text: str) -> str:
    """A date as the standard wants it; "" for what is none."""
    wrong = values.date(text)
    return quoted(text) if wrong is None else wrong.replacement or ""


def authors(text: str, left: list[Message]) -> str:
    """Without counts of authors; names are a person's to place."""
    authors = edit.find(text, ("authors",))
    if authors is None:
        return text
    if authors.kind == "mapping" and all(entry.key.text.endswith("Count") for entry in authors.entries):
        return edit.without(text, ("authors",))
    left.append(message("publiccode.left-authors"))
    return text


def packages(text: str, left: list[Message]) -> str:
    """Packages have no place in the standard: an empty list goes, another is a person's to decide."""
    packages = edit.find(text, ("packages",))
    if packages is None:
        return text
    if not packages.items and not packages.text:
        return edit.without(text, ("packages",))
    left.append(message("publiccode.left-packages"))
    return text


def country_sections(text: str, left: list[Message]) -> str:
    """Sections of other countries than Italy hold what a person must place."""
    for key in edit.keys(text, ()):
        if len(key) == 2 and countries.is_country(key) and key.upper() != "IT":
            left.append(message("publiccode.left-country", key=key))  # noqa: PERF401 - the list is the caller's
    return text
