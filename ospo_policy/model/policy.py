# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The policy language as types: what a pack, an organisation file and a repository file may say.

The binder (`ospo_policy.parsers.binding`) reads these types to validate YAML, and the JSON Schemas
under `schemas/` are made from them: a key that is not here does not exist. What a user reads of
each key is in the catalogue, under `schema.<Type>.<key>`.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Literal, NamedTuple, NewType

from ospo_policy.model.message import LocalText

# Strings with a grammar of their own; `ospo_policy.parsers.grammars` validates each.
Identifier = NewType("Identifier", str)
Version = NewType("Version", str)
Glob = NewType("Glob", str)
FileKind = NewType("FileKind", str)
HeadingSet = NewType("HeadingSet", str)
Regex = NewType("Regex", str)
CelCondition = NewType("CelCondition", str)
Url = NewType("Url", str)
Sha256 = NewType("Sha256", str)
CommitId = NewType("CommitId", str)
LanguageCode = NewType("LanguageCode", str)
DateText = NewType("DateText", str)
TimeOfDay = NewType("TimeOfDay", str)
BranchName = NewType("BranchName", str)
TimeZone = NewType("TimeZone", str)
RulePattern = NewType("RulePattern", str)
RepositoryPattern = NewType("RepositoryPattern", str)
Natural = NewType("Natural", int)
Share = NewType("Share", float)
AnyValue = NewType("AnyValue", object)
CheckNode = NewType("CheckNode", object)
EditNode = NewType("EditNode", object)
RuleNode = NewType("RuleNode", object)


class Level(Enum):
    """How strongly a rule is meant, in the words of RFC 2119."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"

    @property
    def rank(self) -> int:
        """0 for the strongest; a weaker one has a higher rank."""
        return list(Level).index(self)


class FixKind(Enum):
    """What would repair a failing rule."""

    TEMPLATE = "template"
    EDIT = "edit"
    SETTING = "setting"
    ISSUE = "issue"


class Safety(Enum):
    """Whether a fix can be taken as it is, or wants a person's eye."""

    SAFE = "safe"
    REVIEW = "review"


class RemediationMode(Enum):
    """How far the tool goes to put things right."""

    REPORT = "report"
    ISSUE = "issue"
    REQUEST = "request"


class WaivedBy(Enum):
    """Who can make an exception from a rule."""

    ORGANISATION = "organisation"
    REPOSITORY = "repository"
    NEVER = "never"


class ParameterType(Enum):
    """What kind of value a parameter takes."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"


class Source(NamedTuple):
    """A text that a pack follows, in the version that was read; `date` is that version's, or the day it was read."""

    title: LocalText
    version: str
    date: DateText
    url: Url | None = None


class Reference(NamedTuple):
    """Where a rule comes from: a law, a standard, a guide. `source` is the id of the pack's source, if it is one."""

    title: LocalText
    url: Url | None = None
    quote: LocalText | None = None
    source: Identifier | None = None


class ReferenceDocument(NamedTuple):
    """A `Reference` as it is written; what is not given is its source's, `title` is then the part that is meant."""

    title: LocalText | None = None
    url: Url | None = None
    quote: LocalText | None = None
    source: Identifier | None = None


class Attest(NamedTuple):
    """That a person may declare a rule met, where no machine can see it; `max_age` is in days.

    `insights` are paths in `security-insights.yml` of the OpenSSF whose values answer the rule.
    """

    max_age: Natural = Natural(365)
    evidence: bool = False
    insights: tuple[str, ...] = ()


class Waivable(NamedTuple):
    """Who can make an exception from a rule, and whether an exception must end."""

    by: WaivedBy = WaivedBy.ORGANISATION
    end: bool = True


class Fix(NamedTuple):
    """What would repair a failing rule. Declared by the rule, carried out by `apply`.

    A rule may name several: `template` serves where the file is not there, `edit` where it is and lacks something, `setting`
    and `advice` where neither helps. In a file `edit` and `advice` are each a name, `{name: {params}}`, or a list of these; in
    a `Rule` they are the tuples of their names, and `Rule.repairs` holds what was written.
    """

    kind: FixKind | None = None
    template: str | None = None
    setting: str | None = None
    safety: Safety | None = None
    edit: EditNode = EditNode(())
    advice: EditNode = EditNode(())
    mode: RemediationMode | None = None
    confidential: bool = False


class Parameter(NamedTuple):
    """A value that a pack leaves to the organisation, and its default."""

    type: ParameterType
    default: AnyValue
    title: LocalText | None = None
    minimum: float | None = None
    maximum: float | None = None
    one_of: tuple[AnyValue, ...] = ()


class RuleDocument(NamedTuple):
    """One practice. In a pack that extends another, any subset of the keys may be given.

    `like` names a rule of another pack (`pack/rule`) whose keys hold where this one gives none.
    """

    level: Level | None = None
    title: LocalText | None = None
    check: CheckNode | None = None
    when: CelCondition | None = None
    profiles: tuple[str, ...] = ()
    why: LocalText | None = None
    how: LocalText | None = None
    references: tuple[ReferenceDocument, ...] = ()
    controls: tuple[str, ...] = ()
    fix: Fix | None = None
    attest: Attest | None = None
    levels: Mapping[str, Level] = {}
    waivable: Waivable | Literal["organisation", "repository", "never"] = "organisation"
    from_: DateText | None = None
    like: str | None = None


class Group(NamedTuple):
    """A point or a level of a score: rules that must all be met, a check of its own, or an attestation."""

    title: LocalText
    rules: tuple[str, ...] = ()
    check: CheckNode | None = None
    attest: Identifier | None = None


class ScoreDocument(NamedTuple):
    """A score that a community knows: so many points of so many, or the level reached."""

    title: LocalText
    points: tuple[Group, ...] = ()
    levels: tuple[Group, ...] = ()
    source: Identifier | None = None


class RemoteFile(NamedTuple):
    """A pack somewhere else, pinned: by the digest of the file, or by a commit of a repository."""

    url: Url
    sha256: Sha256 | None = None
    commit: CommitId | None = None
    path: str | None = None


class PackDocument(NamedTuple):
    """A pack: a named, versioned set of rules in one file."""

    pack: Identifier
    version: Version
    rules: Mapping[Identifier, RuleNode] = {}
    title: LocalText | None = None
    description: LocalText | None = None
    extends: tuple[str | RemoteFile, ...] = ()
    when: CelCondition | None = None
    sources: Mapping[Identifier, Source] = {}
    scores: Mapping[Identifier, ScoreDocument] = {}
    parameters: Mapping[Identifier, Parameter] = {}
    set: Mapping[Identifier, AnyValue] = {}


class Rule(NamedTuple):
    """A rule after `extends`, merging and parameters: complete, typed, ready to evaluate.

    `check` is a `ospo_policy.ports.check.CheckExpression`, or None for a rule that is only attested; `origin` tells, for each key, the
    place that set it (`file:line:column`).
    """

    id: str
    pack: str
    level: Level
    title: LocalText
    check: object
    when: str | None
    profiles: tuple[str, ...]
    why: LocalText | None
    how: LocalText | None
    references: tuple[Reference, ...]
    controls: tuple[str, ...]
    fix: Fix | None
    attest: Attest | None
    levels: Mapping[str, Level]
    """The level for a profile, where it is not the rule's own."""
    origin: Mapping[str, str]
    repairs: Mapping[str, object] = {}
    """What stands under `edit` and `advice` of its fix, each a `ospo_policy.model.nodes.Node` with the pack's parameters filled
    in; `ospo_policy.engine.fix_syntax` binds them."""
    waivable: Waivable = Waivable()
    from_: DateText | None = None
    """The day from which the rule has its level; it is a note until then."""


class Score(NamedTuple):
    """A score, complete: its groups in order, with the ids of the rules that each wants met."""

    id: str
    title: LocalText
    is_levels: bool
    groups: tuple["ScoreGroup", ...]


class ScoreGroup(NamedTuple):
    """A point or a level: the ids of its rules, its own check (a `CheckExpression`), the key of its attestation."""

    title: LocalText
    rules: tuple[str, ...]
    check: object = None
    attest: str | None = None


class PackInfo(NamedTuple):
    """Which pack took part, in which version, read from where."""

    id: str
    version: str
    title: LocalText
    source: str

    @property
    def name(self) -> str:
        """How a report calls it: `minimal 1.1.0`."""
        return f"{self.id} {self.version}"
