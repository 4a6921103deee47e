# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`dco`: contributors certify the origin of what they give, by the Developer Certificate of Origin (DCO).

Why: it says in one line of each commit that the author may give it, and needs no contract. How it is decided: the contribution
guide, the README or the template of requests asks for the DCO or a sign-off; or the text of the DCO is there; or a bot or a
pipeline verifies it; or most of the latest commits are signed off. It stays unknown when nothing was found and a text, or the
history, was not read.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob, Share
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

DOCUMENTS = (FileKind("contributing"), FileKind("readme"), FileKind("request-template"))
FILES = (Glob("{,.github/,docs/}{dco,dco-*,dco_*,developer-certificate-of-origin,developer_certificate_of_origin}{,.md,.txt,.rst}"),
         Glob(".github/dco.{yml,yaml}"))  # fmt: skip
PIPELINES = (
    Glob("{.github,.forgejo,.gitea}/workflows/*.{yml,yaml}"),
    Glob(".gitlab-ci.yml"),
    Glob(".gitlab/**/*.{yml,yaml}"),
)


class Params(NamedTuple):
    """Which share of the latest commits signed off is enough by itself; 0 does not look at them."""

    sign_off_share: Share = Share(0.8)


def needs(params: Params) -> Needs:
    """Documents and pipelines; the sign-offs of the latest commits."""
    contents = frozenset((*DOCUMENTS, *PIPELINES))
    history = frozenset({"sign_off"} if params.sign_off_share else ())
    return Needs(paths=frozenset(FILES), contents=contents, history=history)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first sign."""
    from ospo_policy.parsers.contribution_terms import asks_dco, verifies_dco

    documents, pipelines = common.find(repository, DOCUMENTS), common.find(repository, PIPELINES)
    texts = common.read(repository, (*documents.paths, *pipelines.paths))
    for content in texts.read:
        at = verifies_dco(content.text) if content.path in pipelines.paths else asks_dco(content.text)
        if at is not None:
            place = Location(content.path, *line_and_column(content.text, at))
            return Pass(message("dco.asked", place=str(place)), (place,))
    files = common.find(repository, FILES)
    if files.paths:
        return Pass(message("dco.file", path=files.paths[0]), common.places(files.paths))
    missed = texts.unread[0] if texts.unread else documents.missed
    return _by_history(params, repository, missed)


def _by_history(params: Params, repository: Repository, missed: Message | None) -> Verdict:
    """What the latest commits say, where no text does."""
    match repository.history.sign_off:
        case Known((signed, total)) if params.sign_off_share:
            share = int(signed / total * 100 + 1e-9)
            if signed / total >= params.sign_off_share:
                return Pass(message("dco.practised", share=share), evidence={"signed": signed, "commits": total})
        case Unseen(reason) if params.sign_off_share:
            missed = missed or reason
    return Unknown(missed) if missed is not None else Fail(message("dco.none"))


CHECK = CheckType("dco", Params, needs, evaluate)
