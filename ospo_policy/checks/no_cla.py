# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`no-cla`: contributors need not sign an agreement (CLA), nor assign their copyright.

Why: an agreement keeps people away, and gives one party more rights than all others; the licence and the DCO are enough
(Standard for Public Code, "Publish with an open license"; the French State's contribution policy). How it is decided: a sentence of
the contribution guide, the README or the template of requests asks for one, in six languages; a file named CLA is there; a bot has it
signed. A sentence that says no to it is fine. It stays unknown when nothing was found and a text was not read.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.text import line_and_column
from ospo_policy.ports.check import CheckType

DOCUMENTS = tuple(FileKind(kind) for kind in ("contributing", "readme", "request-template", "governance"))
_NAMES = (
    "{cla,icla,ccla,*-cla,cla-*,contributor-license-agreement,contributor_license_agreement,contributor-licence-agreement,"
    "contributor_licence_agreement,contributor-agreement,contributor_agreement,accord-de-contribution}"
)
AGREEMENTS = (Glob(f"{{,.github/,docs/,legal/,.cla/}}{_NAMES}{{,.md,.txt,.rst,.adoc}}"),)
BINARIES = (
    Glob(f"{{,.github/,docs/,legal/}}{_NAMES}.{{pdf,doc,docx,odt}}"),
    Glob("{.clabot,.cla-assistant.yml,.github/cla.yml,.github/cla.yaml}"),
)
PIPELINES = (Glob("{.github,.forgejo,.gitea}/workflows/*.{yml,yaml}"), Glob(".gitlab-ci.yml"))


class Params(NamedTuple):
    """Whether the files and bots of agreements count, beside what documents ask for."""

    files: bool = True


def needs(_params: Params) -> Needs:
    """Documents, agreements and pipelines."""
    return Needs(paths=frozenset(BINARIES), contents=frozenset((*DOCUMENTS, *AGREEMENTS, *PIPELINES)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at the first sign of an agreement."""
    from ospo_policy.parsers.contribution_terms import asks_agreement, declines, names_agreement

    documents = common.find(repository, DOCUMENTS)
    agreements = common.find(repository, AGREEMENTS if params.files else ())
    pipelines = common.find(repository, PIPELINES if params.files else ())
    binaries = common.find(repository, BINARIES if params.files else ())
    if binaries.paths:
        return Fail(message("no-cla.file", path=binaries.paths[0]), common.places(binaries.paths))
    texts = common.read(repository, (*documents.paths, *agreements.paths, *pipelines.paths))
    for content in texts.read:
        if content.path in agreements.paths:
            if not declines(content.text):
                return Fail(message("no-cla.file", path=content.path), common.places((content.path,)))
            continue
        at = names_agreement(content.text) if content.path in pipelines.paths else asks_agreement(content.text)
        if at is not None:
            place = Location(content.path, *line_and_column(content.text, at))
            return Fail(message("no-cla.asked", place=str(place)), (place,))
    missed = texts.unread[0] if texts.unread else documents.missed
    if missed is not None:
        return Unknown(missed)
    return Pass(message("no-cla.none"))


CHECK = CheckType("no-cla", Params, needs, evaluate)
