# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`heading`: a document has a section about something, and the section says something.

Why: what a reader looks for must be found by its heading. How it is decided: the headings of
Markdown (raw HTML too), reStructuredText, AsciiDoc and Org documents are compared with sets of
phrases in six languages, or with patterns; the section below may be asked to have a length or a
match (comments and underlines left out). It stays unknown when a document with it may be unread.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob, HeadingSet, Natural, Regex
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.ports.check import CheckType

_COMMENT = LazyRegex(r"^ {0,3}<!--", re.MULTILINE)
_UNDERLINE = LazyRegex(r"^[ \t]*([-=~^\"'`#*+:._<>])(?:[ \t]*\1)*[ \t]*$", re.MULTILINE)


class Params(NamedTuple):
    """Which documents, which heading, and what its section must say."""

    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    sets: tuple[HeadingSet, ...] = ()
    matches: tuple[Regex, ...] = ()
    level_at_most: Natural = Natural(0)
    section_matches: tuple[Regex, ...] = ()
    min_characters: Natural = Natural(0)
    absent: Literal["not-applicable", "fail"] = "not-applicable"
    otherwise: Literal["fail", "unknown"] = "fail"


def needs(params: Params) -> Needs:
    """The documents."""
    return common.text_needs(params)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first section that is good; else tell the nearest miss."""
    looked = common.look(params, repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    misses: list[tuple[Message, Location]] = []
    for content in looked.texts:
        for found in _sections(params, content):
            wrong_with = _wrong_with(params, found)
            if wrong_with is None:
                what = message("heading.found", heading=found.heading, place=str(found.place))
                return Pass(what, (found.place,), {"heading": found.heading})
            misses.append((wrong_with, found.place))
    if looked.missed is not None:
        return looked.unknown()
    if misses:
        return _otherwise(params, misses[0][0], (misses[0][1],))
    about = Alternatives((*(Message(f"heading-set.{name}") for name in params.sets), *params.matches))
    what = message("heading.not-found", files=common.some(looked.paths), about=about)
    return _otherwise(params, what, common.places(looked.paths))


def _otherwise(params: Params, what: Message, places: tuple[Location, ...]) -> Fail | Unknown:
    return Fail(what, places) if params.otherwise == "fail" else Unknown(what, places)


class _Section(NamedTuple):
    """What stands below a heading; its `length` leaves out the headings further down."""

    heading: str
    place: Location
    said: str
    length: int


def _sections(params: Params, content: Content) -> Iterator[_Section]:
    """The section of each heading that the parameters mean."""
    from ospo_policy.parsers.outline import outline

    headings = outline(content.path, content.text).headings
    lines = _seen(content.text).split("\n")
    titles = {heading.line for heading in headings}
    untitled = [
        "" if number in titles and line.startswith(("#", "=")) else line for number, line in enumerate(lines, 1)
    ]
    for index, (level, text, at, _) in enumerate(headings):
        if _is_meant(params, text, level):
            later = (headings[other] for other in range(index + 1, len(headings)))
            end = next((h.line - 1 for h in later if h.line > at and h.level <= level), len(lines))
            said, length = "\n".join(lines[at:end]), common.length("\n".join(untitled[at:end]))
            yield _Section(text, Location(content.path, at), said, length)


def _is_meant(params: Params, heading: str, level: int) -> bool:
    """Whether a heading is one that the parameters ask for."""
    from ospo_policy.parsers.heading_sets import matches
    from ospo_policy.parsers.regex import compile_pattern

    if params.level_at_most and level > params.level_at_most:
        return False
    return any(matches(heading, name) for name in params.sets) or any(
        compile_pattern(pattern).search(heading) is not None for pattern in params.matches
    )


def _seen(text: str) -> str:
    """The text with what no reader sees as text blanked, every line where it was."""
    parts, at = list[str](), 0
    for comment in _COMMENT.finditer(text):
        start = comment.start()
        end = text.find("-->", comment.end()) if start >= at else -1
        if end >= 0:
            parts += text[at:start], "\n" * text.count("\n", start, end)
            at = end + 3
        elif start >= at:
            break
    return _UNDERLINE.sub("", "".join((*parts, text[at:])))


def _wrong_with(params: Params, found: _Section) -> Message | None:
    """What a section lacks, or None."""
    from ospo_policy.parsers.regex import compile_pattern

    said = {"heading": found.heading, "place": str(found.place)}
    wanted = params.section_matches
    if found.length == 0 and (params.min_characters or wanted):
        return message("heading.empty", **said)
    if found.length < params.min_characters:
        return message("heading.too-short", **said, found=found.length, wanted=params.min_characters)
    if wanted and not any(compile_pattern(p).search(found.said) is not None for p in wanted):
        return message("heading.section-lacks", **said)
    return None


def wrong(params: Params) -> Message | None:
    """The check must name documents and a heading."""
    if not params.sets and not params.matches:
        return message("heading.nothing-asked")
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("heading", Params, needs, evaluate, wrong)
