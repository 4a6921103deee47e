# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A first publiccode.yml from what a repository says; what it does not say is a gap, marked, and never invented."""

from __future__ import annotations

import textwrap
from typing import NamedTuple, TypeAlias

from ospo_policy.model.message import Message
from ospo_policy.parsers.publiccode.vocabularies import CURRENT_VERSION
from ospo_policy.parsers.yaml_quote import quoted

WIDTH = 100


class About(NamedTuple):
    """What is known of a software; "" for what is not."""

    name: str
    url: str = ""
    landing_url: str = ""
    version: str = ""
    date: str = ""
    logo: str = ""
    licence: str = ""
    descriptions: tuple[Description, ...] = ()


class Description(NamedTuple):
    """How one README describes it."""

    language: str
    short: str = ""
    long: str = ""


class Gap(NamedTuple):
    """A key to be filled by a person: `text` is the commented line, `hint` what to write."""

    text: str
    hint: Message


Line: TypeAlias = str | Gap


def draft(about: About) -> tuple[Line, ...]:
    """The lines of the file."""
    lines: list[Line] = [
        "# https://github.com/publiccodeyml/publiccode.yml",
        f'publiccodeYmlVersion: "{CURRENT_VERSION}"',
        f"name: {quoted(about.name)}",
        _value("url", about.url),
    ]
    for key, value in (("landingURL", about.landing_url), ("softwareVersion", about.version),
                       ("releaseDate", about.date), ("logo", about.logo)):  # fmt: skip
        lines += [_value(key, value)] if value else []
    lines += [_gap("platforms"), _gap("developmentStatus"), _gap("softwareType"), "description:"]
    for description in about.descriptions or (Description(""),):
        lines += _description(description)
    return (
        *lines,
        "legal:",
        _value("license", about.licence, "  "),
        "maintenance:",
        _gap("type", "  "),
        _gap("contacts", "  "),
        "localisation:",
        _gap("localisationReady", "  "),
        _gap("availableLanguages", "  "),
    )


def _description(description: Description) -> list[Line]:
    found = description.language or "en"
    named: list[Line] = (
        [f"  {found}:"] if description.language else [Gap(f"  {found}:", Message("publiccode.language-form"))]
    )
    named.append(_value("shortDescription", description.short, "    "))
    if len(description.long) >= 150:
        wrapped = textwrap.wrap(description.long, WIDTH, break_long_words=False, break_on_hyphens=False)
        named += ["    longDescription: >-", *(f"      {line}" for line in wrapped)]
    else:
        named.append(_gap("longDescription", "    "))
    return [*named, _gap("features", "    ")]


def _value(key: str, value: str, indent: str = "") -> Line:
    return f"{indent}{key}: {quoted(value)}" if value else _gap(key, indent)


def _gap(key: str, indent: str = "") -> Gap:
    return Gap(f"{indent}# {key}:", Message(f"publiccode.add.{key}"))
