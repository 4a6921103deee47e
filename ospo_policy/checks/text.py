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
    """The listing and the texts."""
    return Needs(tree=True, contents=common.selectors(params.kinds, params.any_of))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at what is forbidden, then pass at the first match."""
    files = common.find(repository, (*params.kinds, *params.any_of))
    label = common.label(params.kinds, params.any_of)
    nothing = common.absent(files, params.absent, label)
    if nothing is not None:
        return nothing
    texts = common.read(repository, files.paths)
    forbidden = _find(params.forbids, texts)
    if forbidden is not None:
        return Fail(message("text.forbidden", place=str(forbidden)), (forbidden,))
    seen_all = not texts.unread and files.missed is None
    if params.forbids and not seen_all:
        return _unread(texts, files)
    if not params.matches:
        return Pass(message("text.clean", count=len(texts.read)), common.places(files.paths))
    found = _find(params.matches, texts)
    if found is not None:
        return Pass(message("text.found", place=str(found)), (found,))
    if not seen_all:
        return _unread(texts, files)
    key = "text.not-found" if params.otherwise == "fail" else "text.not-recognised"
    what = message(key, files=common.some(files.paths))
    places = common.places(files.paths)
    return Fail(what, places) if params.otherwise == "fail" else Unknown(what, places)


def _find(patterns: tuple[Regex, ...], texts: common.Texts) -> Location | None:
    """The place of the first match of any pattern in any text."""
    for content in texts.read:
        for pattern in patterns:
            found = compile_pattern(pattern).search(content.text)
            if found is not None:
                return Location(content.path, *common.line_and_column(content.text, found[0]))
    return None


def _unread(texts: common.Texts, files: common.Files) -> Unknown:
    reason = texts.unread[0] if texts.unread else files.missed
    assert reason is not None
    return Unknown(reason, common.places(files.paths))


def wrong(params: Params) -> Message | None:
    """The check must name files and something to look for."""
    if not params.matches and not params.forbids:
        return message("text.nothing-asked")
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("text", Params, needs, evaluate, wrong)
