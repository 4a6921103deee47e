# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation's file `ospo-policy.yml`, as types."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import LocalText
from ospo_policy.model.policy import (
    AnyValue,
    CelCondition,
    Glob,
    Identifier,
    LanguageCode,
    Natural,
    RemoteFile,
    Url,
)


class ForgeType(Enum):
    """The software of a forge."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    GITEA = "gitea"
    LOCAL = "local"


class RemediationMode(Enum):
    """How far the tool goes to put things right."""

    REPORT = "report"
    ISSUE = "issue"
    REQUEST = "request"


class Secret(NamedTuple):
    """Where a secret is kept; never the secret itself."""

    env: str | None = None
    file: str | None = None
    command: tuple[str, ...] = ()


class AppAuthentication(NamedTuple):
    """A GitHub App's number and private key."""

    id: Natural
    private_key: Secret


class Authentication(NamedTuple):
    """How to sign in to a forge: a token or an App."""

    token: Secret | None = None
    app: AppAuthentication | None = None


class Forge(NamedTuple):
    """A forge that the inventory names."""

    type: ForgeType
    url: Url | None = None
    auth: Authentication | None = None
    ca: str | None = None


class InventoryEntry(NamedTuple):
    """A part of the inventory: owners of a forge, or a list to import.

    With `import`, `forge`, `owners`, `pso_id` and `ospo` choose from the list, and `ignored` takes what it says to ignore.
    """

    forge: str | None = None
    owners: tuple[str, ...] = ()
    include: tuple[Glob, ...] = ()
    exclude: tuple[Glob, ...] = ()
    where: CelCondition | None = None
    import_: str | None = None
    pso_id: tuple[str, ...] = ()
    ospo: tuple[Url, ...] = ()
    ignored: bool = False


class Assignment(NamedTuple):
    """Which packs hold for which repositories."""

    packs: tuple[str | RemoteFile, ...]
    where: CelCondition | None = None
    set: Mapping[Identifier, AnyValue] = {}


class OrganisationInfo(NamedTuple):
    """Who the organisation is."""

    name: LocalText
    contact: str | None = None
    url: Url | None = None
    locale: LanguageCode | None = None


class Remediation(NamedTuple):
    """What is done about failures."""

    mode: RemediationMode = RemediationMode.REPORT


class ReportOptions(NamedTuple):
    """Where reports go and what they may show."""

    site: str | None = None
    personal_data: bool = False


class OrganisationDocument(NamedTuple):
    """The file `ospo-policy.yml` at the root of an OSPO's policy repository."""

    organisation: OrganisationInfo
    assign: tuple[Assignment, ...]
    forges: Mapping[Identifier, Forge] = {}
    inventory: tuple[InventoryEntry, ...] = ()
    set: Mapping[Identifier, AnyValue] = {}
    waivers: str | None = None
    remediation: Remediation = Remediation()
    report: ReportOptions = ReportOptions()
