# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`security-contact`: the security policy tells how to report a vulnerability in private.

Why: a vulnerability that is told in public, or to nobody, harms users. How it is decided: the SECURITY file, and sections on
security of the README and the contribution guide, in six languages: an e-mail address (a hidden one such as "nom (arobase)
domaine.fr" too), a form, a page of advisories or a programme; how soon one is answered; that public issues are not for this.
Examples (`security@example.org`), comments and GitHub's own template do not count. It stays unknown when a text that
could tell was not read.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

KIND = FileKind("security")
BESIDE = (FileKind("readme"), FileKind("contributing"))


class Params(NamedTuple):
    """What the policy must tell, where it must stand, and what it means that there is none."""

    address: bool = True
    delay: bool = False
    private: bool = False
    root_only: bool = False
    absent: Literal["not-applicable", "fail"] = "fail"


class _Part(NamedTuple):
    """A text that may tell: a file or a section; `line` is the one before it."""

    path: str
    line: int
    text: str


def needs(params: Params) -> Needs:
    """The security policy, and the documents that may have a section on it."""
    return Needs(contents=frozenset({KIND} if params.root_only else {KIND, *BESIDE}))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass when all that is asked is told, be it in several places."""
    files = common.find(repository, (KIND,))
    policies = tuple(path for path in files.paths if not params.root_only or "/" not in path)
    beside = () if params.root_only else common.find(repository, BESIDE).paths
    texts = common.read(repository, (*policies, *beside))
    missed = texts.unread[0] if texts.unread else files.missed
    parts = [part for content in texts.read for part in _parts(content, is_policy=content.path in policies)]
    lacking, found = _look(params, parts)
    places = tuple(dict.fromkeys(found))
    if parts and not lacking:
        return Pass(message("security-contact.good", place=str(places[0])), places)
    if missed is not None:
        return Unknown(missed, places)
    if not parts:
        return _none(params, files)
    here = tuple(Location(part.path, part.line or None) for part in parts[: common.MAX_LOCATIONS])
    if any(_is_template(part) for part in parts):
        return Fail(message("security-contact.template", path=str(here[0])), here)
    told = tuple(message(f"security-contact.no-{what}", path=str(here[0])) for what in lacking)
    return Fail(told[0] if len(told) == 1 else message("verdict.several", messages=told), here)


def _none(params: Params, files: common.Files) -> Verdict:
    """There is no policy, or none where it must stand."""
    if files.paths:
        return Fail(message("security-contact.not-at-root", path=files.paths[0]), common.places(files.paths))
    what = message("security-contact.absent")
    return Fail(what) if params.absent == "fail" else NotApplicable(what)


def _parts(content: Content, *, is_policy: bool) -> Iterator[_Part]:
    """A policy as a whole, and the sections on security of another document."""
    from ospo_policy.parsers.heading_sets import matches
    from ospo_policy.parsers.outline import outline, section
    from ospo_policy.parsers.security_words import without_comments

    text = without_comments(content.text)
    if is_policy:
        yield _Part(content.path, 0, text)
        return
    found = outline(content.path, content.text)
    for heading in found.headings:
        if matches(heading.text, "security"):
            yield _Part(content.path, heading.line, section(text, found, heading))


def _look(params: Params, parts: list[_Part]) -> tuple[list[str], list[Location]]:
    """What is asked and told nowhere; and the places of what is told."""
    from ospo_policy.parsers import security_words as words

    finders: dict[str, Callable[[str], tuple[int, str] | None]] = {
        "address": words.address, "delay": words.delay, "private": words.private,
    }  # fmt: skip
    asked = {"address": params.address, "delay": params.delay, "private": params.private}
    lacking: list[str] = []
    places: list[Location] = []
    for what, find in finders.items():
        if asked[what]:
            told = next(((part, at[0]) for part in parts if (at := find(part.text)) is not None), None)
            if told is None:
                lacking.append(what)
            else:
                part, start = told
                line, column = line_and_column(part.text, start)
                places.append(Location(part.path, part.line + line, column))
    return lacking, places


def _is_template(part: _Part) -> bool:
    from ospo_policy.parsers.folding import flow
    from ospo_policy.parsers.security_words import TEMPLATE

    return TEMPLATE in flow(part.text)


def wrong(params: Params) -> Message | None:
    """Something must be asked."""
    return None if params.address or params.delay or params.private else message("security-contact.nothing-asked")


CHECK = CheckType("security-contact", Params, needs, evaluate, wrong)
