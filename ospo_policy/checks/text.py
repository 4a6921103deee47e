# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`text`: texts say what they should, or do not say what they should not.

Why: a file can be there and still not tell what matters. How it is decided: any of the files has a
match of any of the patterns (RE2, see docs/policy-language.md), and none has a match of `forbids`.
It stays unknown when a text that could decide was not read; with `otherwise: unknown`, also when
no pattern matched, for patterns that recognise but cannot exclude.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob, Regex
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.regex import compile_pattern
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Which texts, and what they must or must not say."""

    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    matches: tuple[Regex, ...] = ()
    forbids: tuple[Regex, ...] = ()
    absent: Literal["not-applicable", "fail"] = "not-applicable"
    otherwise: Literal["fail", "unknown"] = "fail"


def needs(params: Params) -> Needs:
    """The texts."""
    return common.text_needs(params)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at what is forbidden, then pass at the first match."""
    looked = common.look(params, repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    forbidden = _find(params.forbids, looked)
    if forbidden is not None:
        return Fail(message("text.forbidden", place=str(forbidden)), (forbidden,))
    if params.forbids and looked.missed is not None:
        return looked.unknown()
    places = common.places(looked.paths)
    if not params.matches:
        return Pass(message("text.clean", count=len(looked.texts)), places)
    found = _find(params.matches, looked)
    if found is not None:
        return Pass(message("text.found", place=str(found)), (found,))
    if looked.missed is not None:
        return looked.unknown()
    files = common.some(looked.paths)
    if params.otherwise == "fail":
        return Fail(message("text.not-found", files=files), places)
    return Unknown(message("text.not-recognised", files=files), places)


def _find(patterns: tuple[Regex, ...], looked: common.Looked) -> Location | None:
    """The place of the first match of any pattern in any text."""
    for content in looked.texts:
        for pattern in patterns:
            found = compile_pattern(pattern).search(content.text)
            if found is not None:
                return Location(content.path, *line_and_column(content.text, found[0]))
    return None


def wrong(params: Params) -> Message | None:
    """The check must name files and something to look for."""
    if not params.matches and not params.forbids:
        return message("text.nothing-asked")
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("text", Params, needs, evaluate, wrong)
