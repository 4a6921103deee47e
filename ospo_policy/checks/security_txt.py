# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`security-txt`: the security.txt file of a website follows RFC 9116 and has not expired.

Why: who finds a vulnerability looks there first, and may not trust a file that has expired. How it is decided: each file
`.well-known/security.txt`, wherever the site's files lie, without examples and tests: at least one Contact as an address
(mailto:, https: or tel:), one Expires that is a moment to come, at most one Preferred-Languages, no address with http:. A
signature is accepted and not verified. It stays unknown when a file was not read to its end.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Glob
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType

PATH = Glob("**/.well-known/security.txt")
_OTHERS = frozenset(("test", "tests", "__tests__", "fixtures", "fixture", "testdata", "example", "examples", "node_modules",
                     "vendor", "e2e", "template", "templates"))  # fmt: skip


class Params(NamedTuple):
    """What it means that there is no such file."""

    absent: Literal["not-applicable", "fail"] = "not-applicable"


def needs(_params: Params) -> Needs:
    """The files."""
    return Needs(contents=frozenset({PATH}))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at the first file that is wrong."""
    from ospo_policy.parsers.security_txt import mistakes

    files = common.find(repository, (PATH,))
    paths = tuple(path for path in files.paths if not _OTHERS & set(path.lower().split("/")))
    if not paths:
        if files.missed is not None:
            return Unknown(files.missed)
        what = message("security-txt.absent")
        return Fail(what) if params.absent == "fail" else NotApplicable(what)
    texts = common.read(repository, paths)
    for content in texts.read:
        if not content.truncated:
            found = mistakes(content.text, repository.now)
            if found:
                placed = [(Location(content.path, line or None), wrong) for line, wrong in found]
                return common.mistakes(content.path, placed)
    missed = texts.unread[0] if texts.unread else files.missed
    if missed is not None:
        return Unknown(missed, common.places(paths))
    return Pass(message("security-txt.good", files=common.some(paths)), common.places(paths))


CHECK = CheckType("security-txt", Params, needs, evaluate)
