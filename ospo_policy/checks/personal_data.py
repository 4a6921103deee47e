# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`personal-data`: no private e-mail address and no number of the French register of persons is in the documents.

Why: what is published once is copied everywhere; the GDPR asks to publish no more than is needed. How it is decided: the
community files, CITATION.cff, publiccode.yml, codemeta.json and CODEOWNERS are searched for addresses at providers for
individuals (roles such as contact@, and GitHub's no-reply addresses, are fine) and for numbers of the register whose key is
right. What was found is never shown, only its place. It stays unknown when nothing was found and a text was not read.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.regex import compile_glob
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

KINDS = tuple(
    FileKind(kind)
    for kind in (
        "readme", "contributing", "code-of-conduct", "security", "support", "governance", "maintainers", "authors",
        "changelog", "roadmap", "adopters", "install", "notice", "citation", "publiccode", "codemeta", "funding",
        "codeowners", "issue-template", "request-template",
    )
)  # fmt: skip


class Params(NamedTuple):
    """What is looked for, and where not."""

    emails: bool = True
    register_numbers: bool = True
    except_in: tuple[Glob, ...] = ()


def needs(_params: Params) -> Needs:
    """The documents."""
    return Needs(contents=frozenset(KINDS))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each place."""
    from ospo_policy.parsers.personal_data import find

    files = common.find(repository, KINDS)
    accepted = {path for glob in params.except_in for path in compile_glob(glob).select(files.paths)}
    paths = tuple(path for path in files.paths if path not in accepted)
    texts = common.read(repository, paths)
    found = [
        (one.kind, Location(content.path, *line_and_column(content.text, one.at)))
        for content in texts.read
        for one in find(content.text, emails=params.emails, numbers=params.register_numbers)
    ]
    if found:
        shown = tuple(message(f"personal-data.{kind}", place=str(place)) for kind, place in found)
        what = message("personal-data.found", count=len(found), places=common.some(shown))
        return Fail(what, tuple(place for _, place in found[: common.MAX_LOCATIONS]))
    missed = texts.unread[0] if texts.unread else files.missed
    if missed is not None:
        return Unknown(missed)
    if not paths:
        return NotApplicable(message("files.none", files=common.label(KINDS[:1], ())))
    return Pass(message("personal-data.none"))


def wrong(params: Params) -> Message | None:
    """Something must be looked for."""
    return None if params.emails or params.register_numbers else message("personal-data.nothing-asked")


CHECK = CheckType("personal-data", Params, needs, evaluate, wrong)
