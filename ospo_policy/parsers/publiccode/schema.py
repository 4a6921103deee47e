# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys of a publiccode.yml, as a table: what each holds, whether it must be there, what replaces it.

Source: italia/publiccode-parser-go, `v0.go`, `fields.go` and `v0_test.go`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from ospo_policy.model.message import Message
from ospo_policy.parsers.publiccode import addresses, values
from ospo_policy.parsers.publiccode import vocabularies as words


class Text(NamedTuple):
    """A single value. `asset` says what kind of file it names, `is_version` that 1.10 is not 1.1."""

    rule: values.Rule | None = None
    asset: Literal["", "logo", "image", "file"] = ""
    is_version: bool = False


class Truth(NamedTuple):
    """True or false, as YAML 1.2 writes them."""


class Many(NamedTuple):
    """A list. `or_one` where a single value may stand for it."""

    item: Kind
    least: int = 0
    or_one: bool = False


class Group(NamedTuple):
    """Keys and what they hold."""

    keys: Mapping[str, Key]


class ByLanguage(NamedTuple):
    """The same group in several languages."""

    group: Group


Kind: TypeAlias = Text | Truth | Many | Group | ByLanguage


class Key(NamedTuple):
    """What a key holds. `deprecated` says what to do instead of writing it."""

    kind: Kind
    required: bool = False
    deprecated: Message | None = None


def _must(kind: Kind) -> Key:
    return Key(kind, required=True)


_DROP = Message("publiccode.drop")
_TEXT = Text()
_WEB = Key(Text(addresses.web_url))
_DATE = Text(values.date)
_MAIL = Key(Text(addresses.mail))
_BODY = Group({"name": Key(_TEXT), "uri": _must(Text(addresses.organisation_uri))})
_VERSION = Key(Text(is_version=True))
_DEPENDENCY = Group({
    "name": _must(_TEXT),
    "versionMin": _VERSION,
    "versionMax": _VERSION,
    "version": _VERSION,
    "optional": Key(Truth()),
})  # fmt: skip
_DESCRIPTION = Group({
    "localisedName": Key(_TEXT),
    "genericName": Key(Text(values.length(0, 35)), deprecated=_DROP),
    "shortDescription": _must(Text(values.length(0, 150))),
    "longDescription": _must(Text(values.length(150, 10_000))),
    "documentation": _WEB,
    "apiDocumentation": _WEB,
    "features": _must(Many(_TEXT, least=1)),
    "screenshots": Key(Many(Text(asset="image"))),
    "videos": Key(Many(Text(addresses.video))),
    "awards": Key(Many(_TEXT)),
})  # fmt: skip
_IT = Group({
    "countryExtensionVersion": Key(Text(values.one_of(words.COUNTRY_EXTENSIONS))),
    "conforme": Key(
        Group({key: Key(Truth()) for key in
               ("lineeGuidaDesign", "modelloInteroperabilita", "misureMinimeSicurezza", "gdpr")}),
        deprecated=Message("publiccode.use-supports"),
    ),
    "riuso": Key(Group({
        "codiceIPA": Key(Text(values.ipa_code), deprecated=Message("publiccode.use-organisation-uri")),
    })),
    "piattaforme": Key(Group({key: Key(Truth()) for key in ("spid", "pagopa", "cie", "anpr", "io")})),
})  # fmt: skip

ROOT = Group({
    "publiccodeYmlVersion": _must(_TEXT),
    "name": _must(_TEXT),
    "applicationSuite": Key(_TEXT),
    "url": _must(Text(addresses.repository_url)),
    "landingURL": _WEB,
    "isBasedOn": Key(Many(Text(addresses.repository_url), or_one=True)),
    "softwareVersion": _VERSION,
    "releaseDate": Key(_DATE),
    "logo": Key(Text(asset="logo")),
    "monochromeLogo": Key(Text(asset="logo"), deprecated=Message("publiccode.use-logo")),
    "organisation": Key(_BODY),
    "inputTypes": Key(Many(Text(values.mime_type)), deprecated=_DROP),
    "outputTypes": Key(Many(Text(values.mime_type)), deprecated=_DROP),
    "platforms": _must(Many(_TEXT, least=1)),
    "categories": Key(Many(Text(values.one_of(words.CATEGORIES, words.CATEGORIES_PAGE)))),
    "usedBy": Key(Many(_TEXT)),
    "fundedBy": Key(Many(_BODY)),
    "roadmap": _WEB,
    "developmentStatus": _must(Text(values.one_of(words.STATUSES))),
    "softwareType": _must(Text(values.one_of(words.SOFTWARE_TYPES))),
    "intendedAudience": Key(Group({
        "scope": Key(Many(Text(values.one_of(words.SCOPES, words.SCOPES_PAGE)))),
        "countries": Key(Many(Text(values.country))),
        "unsupportedCountries": Key(Many(Text(values.country))),
    })),
    "description": _must(ByLanguage(_DESCRIPTION)),
    "legal": _must(Group({
        "license": _must(Text(values.licence)),
        "mainCopyrightOwner": Key(_TEXT),
        "repoOwner": Key(_TEXT, deprecated=Message("publiccode.use-organisation-name")),
        "authorsFile": Key(Text(asset="file"), deprecated=_DROP),
    })),
    "maintenance": _must(Group({
        "type": _must(Text(values.one_of(words.MAINTENANCE_TYPES))),
        "contractors": Key(Many(Group({
            "name": _must(_TEXT), "email": _MAIL, "website": _WEB, "until": _must(_DATE),
        }))),
        "contacts": Key(Many(Group({
            "name": _must(_TEXT), "email": _MAIL, "affiliation": Key(_TEXT), "phone": Key(_TEXT),
        }))),
    })),
    "localisation": _must(Group({
        "localisationReady": _must(Truth()),
        "availableLanguages": _must(Many(Text(values.language), least=1)),
    })),
    "dependsOn": Key(Group({
        "open": Key(Many(_DEPENDENCY)), "proprietary": Key(Many(_DEPENDENCY)), "hardware": Key(Many(_DEPENDENCY)),
    })),
    "supports": Key(Many(Group({"id": _must(Text(addresses.supported))}))),
    "IT": Key(_IT),
    "it": Key(_IT, deprecated=Message("publiccode.use-capitals")),
})  # fmt: skip
