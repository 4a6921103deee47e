# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was recognised in a licence file, and what a repository says of its licence elsewhere."""

from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import Message


class LicenceMatch(NamedTuple):
    """One licence or exception recognised in a text.

    `id` is an SPDX id, or a family's name (`AGPL-3.0`) where the text does not say which of
    `variants` (`AGPL-3.0-only`, `AGPL-3.0-or-later`) is meant. `coverage` is the share of the official
    text that is there, `confidence` how sure the identification is, both from 0 to 1. `first_line`
    and `last_line` count from 1. `language` is that of the text, as in BCP 47.
    """

    id: str
    variants: tuple[str, ...] = ()
    is_exception: bool = False
    is_notice: bool = False
    confidence: float = 1.0
    coverage: float = 1.0
    modified: bool = False
    first_line: int = 1
    last_line: int = 1
    language: str = "en"


class TextKind(Enum):
    """What a text that is named like a licence turned out to be."""

    LICENCE = "licence"
    """The text, or a notice, of one licence or several."""
    UNKNOWN = "unknown"
    """It may be a licence, but not one that could be recognised with confidence (cut short, changed, rare)."""
    NONE = "none"
    """It is no licence text: a list of other people's licences, a mention, something else."""


class LicenceText(NamedTuple):
    """What a text is: the licences that it holds, in their order in the text.

    `expression` is their SPDX expression ("" unless `kind` is LICENCE): several texts in one file
    are joined by AND, an exception by WITH. `additional` says that the text has terms beside the
    licences' own (a preamble that carves something out); `additional_line` where they begin.
    `nearest` is, for UNKNOWN, the id that the text is most like, if any.
    """

    kind: TextKind
    expression: str = ""
    matches: tuple[LicenceMatch, ...] = ()
    additional: bool = False
    additional_line: int = 0
    nearest: str = ""


class StatementSource(Enum):
    """Where a repository says which licence it has."""

    MANIFEST = "manifest"
    README = "readme"
    BADGE = "badge"
    PUBLICCODE = "publiccode"
    CITATION = "citation"
    CODEMETA = "codemeta"
    REUSE = "reuse"
    HEADER = "header"


class LicenceStatement(NamedTuple):
    """One place that says which licence applies.

    `said` is what stands there; `expression` the SPDX expression that it means, with the ids' right
    case, "" where that cannot be told. `scope` is what it speaks of: `code`, `documentation`, `data`
    or "" for everything. `is_default` marks what a package manager writes by itself (npm's ISC).
    `line` and `column` count from 1.
    """

    path: str
    line: int
    column: int
    source: StatementSource
    said: str
    expression: str = ""
    scope: str = ""
    is_default: bool = False


class LookedAt(NamedTuple):
    """A file that was looked at: what it holds, and its `text`; or `reason`, why it could not be read.

    `stated` is what the rest of the repository says of its licence.
    """

    path: str
    found: LicenceText | None
    text: str = ""
    reason: Message | None = None
    stated: tuple[LicenceStatement, ...] = ()


class BilledFile(NamedTuple):
    """A file of a bill of licences: the SHA-1 of its content, the licences and the copyright lines found in it."""

    path: str
    sha1: str
    licences: tuple[str, ...] = ()
    copyright: tuple[str, ...] = ()


class Bill(NamedTuple):
    """What was found of licences in a repository.

    `declared` is the SPDX expression that the repository states, "" where it states none or several; `left_out` names
    files that could not be read whole; `own` gives the text of each `LicenseRef-...` that is there.
    """

    name: str
    commit: str
    declared: str
    files: tuple[BilledFile, ...]
    left_out: tuple[str, ...]
    own: dict[str, str]
