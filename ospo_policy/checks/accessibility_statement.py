# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`accessibility-statement`: the repository of a service has, links or names its accessibility statement.

Why: public services on the web must publish one (directive (EU) 2016/2102; in France, law 2005-102, article 47, and RGAA), and
who takes up the code must know how accessible it is. How it is decided: the README and publiccode.yml are searched for its
names in six languages and for links to it; a page of the site with such a name counts. A library needs none: the policy says
for which repositories the rule is. It stays unknown when nothing was found and a text was not read.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.accessibility import LIKELY_PAGES, SURE_PAGES
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

DOCUMENTS = (FileKind("readme"), FileKind("publiccode"))
_OTHERS = frozenset(
    ("test", "tests", "__tests__", "node_modules", "vendor", "e2e", "cypress", "fixtures", ".storybook")
)


class Params(NamedTuple):
    """What it means that nothing was found."""

    otherwise: Literal["fail", "unknown"] = "fail"


def needs(_params: Params) -> Needs:
    """The listing, the documents, and pages that may be a statement."""
    return Needs(tree=True, contents=frozenset((*DOCUMENTS, *LIKELY_PAGES)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first statement, or mention of one."""
    from ospo_policy.parsers.accessibility import statement

    pages = common.find(repository, SURE_PAGES)
    sure = tuple(path for path in pages.paths if not _OTHERS & set(path.lower().split("/")))
    if sure:
        return Pass(message("accessibility-statement.page", path=sure[0]), common.places(sure))
    files = common.find(repository, (*DOCUMENTS, *LIKELY_PAGES))
    paths = tuple(path for path in files.paths if not _OTHERS & set(path.lower().split("/")))
    texts = common.read(repository, paths)
    for content in texts.read:
        at = statement(content.text)
        if at is not None:
            place = Location(content.path, *line_and_column(content.text, at))
            return Pass(message("accessibility-statement.named", place=str(place)), (place,))
    missed = texts.unread[0] if texts.unread else files.missed
    if missed is not None:
        return Unknown(missed)
    what = message("accessibility-statement.none")
    return Fail(what) if params.otherwise == "fail" else Unknown(what)


CHECK = CheckType("accessibility-statement", Params, needs, evaluate)
