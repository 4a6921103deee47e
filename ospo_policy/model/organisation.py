# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation's file `ospo-policy.yml`, as types."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import LocalText
from ospo_policy.model.policy import (
    AnyValue,
    BranchName,
    CelCondition,
    Glob,
    Identifier,
    LanguageCode,
    Level,
    Natural,
    RemediationMode,
    RemoteFile,
    TimeOfDay,
    TimeZone,
    Url,
)


class ForgeType(Enum):
    """The software of a forge."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    GITEA = "gitea"
    LOCAL = "local"


class Weekday(Enum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


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
    remediation: RemediationMode | None = None


class OrganisationInfo(NamedTuple):
    """Who the organisation is."""

    name: LocalText
    contact: str | None = None
    url: Url | None = None
    locale: LanguageCode | None = None


class Commits(Enum):
    """How the changes of a request are committed."""

    ONE = "one"
    RULE = "rule"


class WithoutRight(Enum):
    """What is done where our account may not push."""

    SKIP = "skip"
    FORK = "fork"
    ISSUE = "issue"


class Reviewers(Enum):
    """Who is asked to look at a request."""

    NONE = "none"
    CODEOWNERS = "codeowners"


class Person(NamedTuple):
    """A person with an address."""

    name: str
    email: str


class Limits(NamedTuple):
    """How many repositories get a new request or issue at most; `percent` is of the inventory, above which a person is asked."""

    per_run: Natural = Natural(20)
    per_owner: Natural | None = None
    per_day: Natural | None = None
    percent: Natural | None = None


class Wave(NamedTuple):
    """A part of the inventory that comes before the others: by globs on `owner/name`, or by percentage."""

    include: tuple[Glob, ...] = ()
    percent: Natural | None = None


class QuietHours(NamedTuple):
    """When nothing is opened: from one time of the day to another, and whole days, in a time zone of the tz database."""

    start: TimeOfDay | None = None
    end: TimeOfDay | None = None
    days: tuple[Weekday, ...] = ()
    timezone: TimeZone = TimeZone("UTC")


class Remediation(NamedTuple):
    """What is done about failures, how, and how much at a time. `values` fill the starting texts, in one language or several."""

    mode: RemediationMode = RemediationMode.REPORT
    level: Level = Level.SHOULD
    settings: bool = False
    person: Person | None = None
    sign_off: Person | None = None
    branch: BranchName = BranchName("ospo-policy/publication")
    commits: Commits = Commits.ONE
    labels: tuple[str, ...] = ()
    opt_out_label: str = "no-ospo-policy"
    reviewers: Reviewers = Reviewers.NONE
    draft: bool = True
    without_right: WithoutRight = WithoutRight.SKIP
    limits: Limits = Limits()
    waves: tuple[Wave, ...] = ()
    wave: Natural | None = None
    quiet_hours: QuietHours | None = None
    templates: str | None = None
    values: Mapping[Identifier, LocalText] = {}


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
