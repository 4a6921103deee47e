# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`placeholders`: a text has no gap left that its template told to fill in.

Why: "[INSERT CONTACT METHOD]" helps nobody. How it is decided: known gaps of templates in several
languages, TODO and TBD that stand alone, and the pages that generators write; code and comments
are not looked at. A licence text in REUSE's folder LICENSES is a model by design, whose holder stands
in each file. With `only`, the other gaps of a text do not matter. It stays unknown when a text was not read.
"""

from itertools import islice
from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob, Regex
from ospo_policy.model.verdict import Fail, Pass, Verdict
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Which texts, further patterns of gaps, and what a gap must be about to count."""

    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    also: tuple[Regex, ...] = ()
    only: tuple[Regex, ...] = ()


def needs(params: Params) -> Needs:
    """The texts."""
    return common.text_needs(params)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each gap."""
    looked = common.look(params, repository)
    if not isinstance(looked, common.Looked):
        return looked
    licences = set(common.find(repository, (FileKind("licence"),)).paths)
    found = [
        (Location(content.path, *line_and_column(content.text, at)), what)
        for content in looked.texts
        for at, what in _gaps(params, content, is_licence=content.path in licences)
        if _counts(params.only, what)
    ]
    if found:
        shown = tuple(f"{what} ({place})" for place, what in found)
        what = message("placeholders.found", count=len(found), gaps=common.some(shown))
        return Fail(what, tuple(place for place, _ in found[: common.MAX_LOCATIONS]))
    if looked.missed is not None:
        return looked.unknown()
    return Pass(message("placeholders.none", files=common.some(looked.paths)), common.places(looked.paths))


def _gaps(params: Params, content: Content, *, is_licence: bool) -> list[tuple[int, str]]:
    """The built-in gaps and those of `also`, in the order of the text."""
    from ospo_policy.parsers.placeholders import MAX_FOUND, find_placeholders
    from ospo_policy.parsers.regex import compile_pattern

    text = content.text
    found = [
        (start, text[start : min(end, start + 60)])
        for pattern in params.also
        for start, end in islice(compile_pattern(pattern).find(text), MAX_FOUND)
    ]
    if not (is_licence and content.path.startswith("LICENSES/")):
        found += find_placeholders(text, is_licence=is_licence, path=content.path)
    return sorted(found)[:MAX_FOUND]


def _counts(only: tuple[Regex, ...], gap: str) -> bool:
    """Whether a gap is about what is asked for: any, where nothing is."""
    from ospo_policy.parsers.regex import compile_pattern

    return not only or any(compile_pattern(pattern).search(gap) is not None for pattern in only)


def wrong(params: Params) -> Message | None:
    """The check must name texts."""
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("placeholders", Params, needs, evaluate, wrong)
