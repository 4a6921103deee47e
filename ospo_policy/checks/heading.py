# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`heading`: a document has a section about something, and the section says something.

Why: what a reader looks for must be found by its heading. How it is decided: the headings of
Markdown (raw HTML too), reStructuredText, AsciiDoc and Org documents are compared with sets of
phrases in six languages, or with patterns; the section below may be asked to have a length or a
match. It stays unknown when a document that could have the section was not read.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob, HeadingSet, Natural, Regex
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType


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
    """The listing and the documents."""
    return common.text_needs(params)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first section that is good; else tell the nearest miss."""
    looked = common.look(params, repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    misses: list[tuple[Message, Location]] = []
    for content in looked.texts:
        for heading, place, said in _sections(params, content):
            wrong_with = _wrong_with(params, heading, place, said)
            if wrong_with is None:
                what = message("heading.found", heading=heading, place=str(place))
                return Pass(what, (place,), {"heading": heading})
            misses.append((wrong_with, place))
    if looked.missed is not None:
        return looked.unknown()
    if misses:
        return _otherwise(params, misses[0][0], (misses[0][1],))
    about = Alternatives((*(Message(f"heading-set.{name}") for name in params.sets), *params.matches))
    what = message("heading.not-found", files=common.some(looked.paths), about=about)
    return _otherwise(params, what, common.places(looked.paths))


def _otherwise(params: Params, what: Message, places: tuple[Location, ...]) -> Fail | Unknown:
    return Fail(what, places) if params.otherwise == "fail" else Unknown(what, places)


def _sections(params: Params, content: Content) -> list[tuple[str, Location, str]]:
    """(heading, place, text below) of each heading that the parameters mean."""
    from ospo_policy.parsers.heading_sets import matches
    from ospo_policy.parsers.outline import outline, section
    from ospo_policy.parsers.regex import compile_pattern

    found = outline(content.path, content.text)
    return [
        (heading.text, Location(content.path, heading.line), section(content.text, found, heading))
        for heading in found.headings
        if (not params.level_at_most or heading.level <= params.level_at_most)
        and (
            any(matches(heading.text, name) for name in params.sets)
            or any(compile_pattern(p).search(heading.text) is not None for p in params.matches)
        )
    ]


def _wrong_with(params: Params, heading: str, place: Location, said: str) -> Message | None:
    """What a section lacks, or None."""
    from ospo_policy.parsers.regex import compile_pattern

    length = common.length(said)
    if length < params.min_characters:
        key = "heading.empty" if length == 0 else "heading.too-short"
        return message(key, heading=heading, place=str(place), found=length,
                       wanted=params.min_characters)  # fmt: skip
    wanted = params.section_matches
    if wanted and not any(compile_pattern(p).search(said) is not None for p in wanted):
        return message("heading.section-lacks", heading=heading, place=str(place))
    return None


def wrong(params: Params) -> Message | None:
    """The check must name documents and a heading."""
    if not params.sets and not params.matches:
        return message("heading.nothing-asked")
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("heading", Params, needs, evaluate, wrong)
