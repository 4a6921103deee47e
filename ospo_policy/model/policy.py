# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The policy language as types: what a pack, an organisation file and a repository file may say.

The binder (`ospo_policy.parsers.binding`) reads these types to validate YAML, and the JSON Schemas
under `schemas/` are made from them: a key that is not here does not exist. What a user reads of
each key is in the catalogue, under `schema.<Type>.<key>`.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple, NewType

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
Natural = NewType("Natural", int)
Share = NewType("Share", float)
AnyValue = NewType("AnyValue", object)
CheckNode = NewType("CheckNode", object)
RuleNode = NewType("RuleNode", object)


class Level(Enum):
    """How strongly a rule is meant, in the words of RFC 2119."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


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


class ParameterType(Enum):
    """What kind of value a parameter takes."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"


class Reference(NamedTuple):
    """Where a rule comes from: a law, a standard, a guide."""

    title: LocalText
    url: Url | None = None
    quote: LocalText | None = None


class Fix(NamedTuple):
    """What would repair a failing rule. Declared by the rule, carried out by `apply`."""

    kind: FixKind | None = None
    template: str | None = None
    setting: str | None = None
    safety: Safety = Safety.REVIEW


class Parameter(NamedTuple):
    """A value that a pack leaves to the organisation, and its default."""

    type: ParameterType
    default: AnyValue
    title: LocalText | None = None
    minimum: float | None = None
    maximum: float | None = None
    one_of: tuple[AnyValue, ...] = ()


class RuleDocument(NamedTuple):
    """One practice. In a pack that extends another, any subset of the keys may be given."""

    level: Level | None = None
    title: LocalText | None = None
    check: CheckNode | None = None
    when: CelCondition | None = None
    profiles: tuple[str, ...] = ()
    why: LocalText | None = None
    how: LocalText | None = None
    references: tuple[Reference, ...] = ()
    controls: tuple[str, ...] = ()
    fix: Fix | None = None


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
    source: LocalText | None = None
    extends: tuple[str | RemoteFile, ...] = ()
    parameters: Mapping[Identifier, Parameter] = {}
    set: Mapping[Identifier, AnyValue] = {}


class Rule(NamedTuple):
    """A rule after `extends`, merging and parameters: complete, typed, ready to evaluate.

    `check` is a `ospo_policy.ports.check.CheckExpression`; `origin` tells, for each key, the
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
    origin: Mapping[str, str]


class PackInfo(NamedTuple):
    """Which pack took part, in which version, read from where."""

    id: str
    version: str
    title: LocalText
    source: str
