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


class Contact(NamedTuple):
    """A person or a team that maintains it."""

    name: str
    email: str = ""


class About(NamedTuple):
    """What is known of a software; "" or nothing for what is not. `localisation_ready` is "true", "false" or ""."""

    name: str
    url: str = ""
    landing_url: str = ""
    version: str = ""
    date: str = ""
    logo: str = ""
    licence: str = ""
    descriptions: tuple[Description, ...] = ()
    platforms: tuple[str, ...] = ()
    development_status: str = ""
    software_type: str = ""
    owner: str = ""
    maintenance: str = ""
    contacts: tuple[Contact, ...] = ()
    localisation_ready: str = ""
    languages: tuple[str, ...] = ()
    organisation: str = ""
    organisation_uri: str = ""


class Description(NamedTuple):
    """How it is described in one language, by its README or by whom it belongs to."""

    language: str
    short: str = ""
    long: str = ""
    features: tuple[str, ...] = ()


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
    lines += [*_list("platforms", about.platforms), _value("developmentStatus", about.development_status),
              _value("softwareType", about.software_type), *_organisation(about), "description:"]  # fmt: skip
    for description in about.descriptions or (Description(""),):
        lines += _description(description)
    lines += ["legal:", _value("license", about.licence, "  ")]
    lines += [_value("mainCopyrightOwner", about.owner, "  ")] if about.owner else []
    ready = about.localisation_ready
    return (
        *lines,
        "maintenance:",
        _value("type", about.maintenance, "  "),
        *([_gap("contractors", "  ")] if about.maintenance == "contract" else _contacts(about.contacts)),
        "localisation:",
        f"  localisationReady: {ready}" if ready in ("true", "false") else _gap("localisationReady", "  "),
        *_list("availableLanguages", about.languages, "  "),
    )


def _organisation(about: About) -> list[Line]:
    """Whom it belongs to; nothing without the address that the standard wants."""
    if not about.organisation_uri:
        return []
    name: list[Line] = [_value("name", about.organisation, "  ")] if about.organisation else []
    return ["organisation:", _value("uri", about.organisation_uri, "  "), *name]


def _contacts(contacts: tuple[Contact, ...]) -> list[Line]:
    if not contacts:
        return [_gap("contacts", "  ")]
    lines: list[Line] = ["  contacts:"]
    for contact in contacts:
        lines.append(f"    - name: {quoted(contact.name)}")
        lines += [_value("email", contact.email, "      ")] if contact.email else []
    return lines


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
    return [*named, *_list("features", description.features, "    ")]


def _list(key: str, values: tuple[str, ...], indent: str = "") -> list[Line]:
    if not values:
        return [_gap(key, indent)]
    return [f"{indent}{key}:", *(f"{indent}  - {quoted(value)}" for value in values)]


def _value(key: str, value: str, indent: str = "") -> Line:
    return f"{indent}{key}: {quoted(value)}" if value else _gap(key, indent)


def _gap(key: str, indent: str = "") -> Gap:
    return Gap(f"{indent}# {key}:", Message(f"publiccode.add.{key}"))
