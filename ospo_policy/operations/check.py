# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Check one repository on this machine against a policy."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.engine.anchors import anchor_of
from ospo_policy.engine.compile import Policy, unknown_rules
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.reader import LocalRepository, open_repository
from ospo_policy.model.errors import UnreadableError, UsageError
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Report, RepositoryReport, Status, tally
from ospo_policy.model.repository_file import RepositoryDocument
from ospo_policy.operations.assignment import above, assigned, policy_of
from ospo_policy.operations.organisation_file import ORGANISATION_FILE, organisation_file
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.pipeline import Pipeline
from ospo_policy.operations.policies import DEFAULT_PACKS, Organisation, Wanted, load_policy, read_repository_file
from ospo_policy.operations.trusted import Rulers, rulers_of
from ospo_policy.parsers import openness
from ospo_policy.ports.packs import PackReference

REPOSITORY_FILE = ".ospo-policy.yml"
BASELINE_FILE = ".ospo-policy-baseline.yml"
README_NAMES = ("README.md", "README.fr.md", "readme.md", "README.rst", "README.adoc", "README.org", "README")
"""Where the openness badge of code.gouv.fr is looked for, which tells the profile where nothing else does."""


class Request(NamedTuple):
    """What to check, with what. `now` is in seconds since 1970; without `baseline`, known failures count too.

    The repository's own policy files are read at `policy_from`, else as the `pipeline` wants it, else where they lie.
    """

    path: str | None = None
    revision: str | None = None
    packs: tuple[str, ...] = ()
    organisation: str | None = None
    profile: str | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    offline: bool = False
    now: int = 0
    baseline: bool = True
    policy_from: str | None = None
    pipeline: Pipeline | None = None


class Prepared(NamedTuple):
    """A repository, opened, with the policy that holds for it."""

    rulers: Rulers
    policy: Policy
    profile: str
    notices: tuple[Message, ...]
    language: str | None
    reader: PackSources
    organisation: Organisation | None = None
    own_text: str = ""
    """The text of the repository's own file, which may ask for waivers."""

    @property
    def repository(self) -> LocalRepository:
        """The repository that is checked."""
        return self.rulers.checked


def prepare(request: Request) -> Prepared:
    """Open the repository and compile its policy. Raises `OspoPolicyError`."""
    repository = open_repository(request.path, request.revision)
    rulers = rulers_of(repository, request.path, request.policy_from, request.pipeline)
    reader = _reader(request, rulers)
    own_text = rulers.text(REPOSITORY_FILE) or ""
    own = read_repository_file(own_text, REPOSITORY_FILE) if own_text else RepositoryDocument()
    profile, from_badge = _profile(request, own, rulers)
    organisation = _organisation(request, own, rulers, reader)
    notices: list[Message] = []
    if request.packs:
        policy = load_policy([Wanted(name) for name in request.packs], reader)
    else:
        own_path = os.path.join(repository.folder, REPOSITORY_FILE)
        policy = load_policy([Wanted(reference, own_path) for reference in own.packs], reader)
        if organisation is not None:
            facts = repository.outline(profile)
            policy = above(_organisation_policy(organisation, facts, reader, notices), policy)
        if not policy.packs and organisation is None:
            policy = load_policy([Wanted(name) for name in DEFAULT_PACKS], reader)
            notices.append(message("notice.default-packs", packs=DEFAULT_PACKS))
    policy = _selected(policy, request)
    if from_badge is not None and any(rule.profiles or rule.levels for rule in policy.rules):
        notices.append(message("notice.profile-from-badge", profile=profile, path=from_badge))
    if not policy.rules:
        raise UnreadableError(Message("policy.no-rules"), notices[0] if notices else None)
    locale = organisation.document.organisation.locale if organisation else None
    return Prepared(rulers, policy, profile, tuple(notices), locale, reader, organisation, own_text)


def _reader(request: Request, rulers: Rulers) -> PackSources:
    """Reads packs; those that lie in the repository, where its policy files count."""
    committed = rulers.text if rulers.is_elsewhere else None
    return PackSources(offline=request.offline, confined=rulers.checked.folder, committed=committed)


def open_with_organisation(request: Request) -> tuple[LocalRepository, Organisation | None]:
    """The repository, opened, and the organisation that is named for it, if any. Raises `OspoPolicyError`."""
    repository = open_repository(request.path, request.revision)
    rulers = Rulers(repository, repository)
    text = repository.text(REPOSITORY_FILE)
    own = read_repository_file(text, REPOSITORY_FILE) if text else RepositoryDocument()
    return repository, _organisation(request, own, rulers, _reader(request, rulers))


def _profile(request: Request, own: RepositoryDocument, rulers: Rulers) -> tuple[str, str | None]:
    """The profile that is asked for, declared, or told by the openness badge; and the file with that badge."""
    if request.profile is not None or own.profile:
        return (own.profile if request.profile is None else request.profile), None
    for path in README_NAMES:
        text = rulers.text(path)
        degree = openness.degree(text, path) if text and "code.gouv.fr" in text else None
        if degree is not None:
            return degree, path
    return "", None


def _organisation_policy(
    organisation: Organisation, facts: Repository, reader: PackSources, notices: list[Message]
) -> Policy:
    """What the organisation assigns to a repository."""
    found = assigned(organisation, facts)
    notices += [message("notice.undecided", number=index + 1, why=why) for index, why in found.undecided]
    return policy_of(organisation, found.taken, reader)


def check(request: Request) -> tuple[Report, str | None]:
    """The report of one repository, and the language its organisation speaks, if any.

    Raises `OspoPolicyError`.
    """
    prepared = prepare(request)
    _, found, told = examined(prepared, request.now)
    if request.baseline:
        found, more = _with_baseline(prepared, found)
        told = (*told, *more)
    own_paths = (REPOSITORY_FILE, ORGANISATION_FILE, BASELINE_FILE, *prepared.reader.own_paths)
    told = (*prepared.rulers.told(tuple(dict.fromkeys(own_paths))), *told)
    return Report(
        tool_version=__version__,
        date=_iso_date(request.now),
        packs=prepared.policy.packs,
        repositories=(found,),
        notices=(*prepared.notices, *told),
    ), prepared.language


class Examined(NamedTuple):
    """What is known of a repository, what is found, with what is waived; and what is to be said of waivers."""

    facts: Repository
    report: RepositoryReport
    notices: tuple[Message, ...] = ()


def examined(prepared: Prepared, now: int, more: Needs | None = None) -> Examined:
    """What is found; `more` is wanted beside what rules look at. Raises `OspoPolicyError`."""
    organisation, own = prepared.organisation, prepared.own_text
    has_file = organisation is not None and organisation.document.waivers is not None
    needs = prepared.policy.needs | (Needs(fields=frozenset({"url"})) if has_file else Needs()) | (more or Needs())
    facts = prepared.rulers.declared(prepared.repository.collect(needs, prepared.profile, now))
    found = evaluate(prepared.policy, facts)._replace(anchor=anchor_of(facts))
    if not has_file and "waivers" not in own:
        return Examined(facts, found)
    from ospo_policy.operations.waivers import names_of, waiving

    url = facts.fields.get("url")
    names = names_of(facts.id, str(url.value) if isinstance(url, Known) else None, organisation)
    waived = waiving(organisation, prepared.reader, now)
    judged = waived.judge(found, prepared.policy.rules, names, (own, REPOSITORY_FILE))
    return Examined(facts, judged.report, (*judged.of_repository, *judged.of_asks))


def _with_baseline(prepared: Prepared, found: RepositoryReport) -> tuple[RepositoryReport, tuple[Message, ...]]:
    """The report with the failures marked that the repository's baseline knows, if it has one. Raises `PolicyError`."""
    text = prepared.rulers.text(BASELINE_FILE)
    if text is None:
        return found, ()
    from ospo_policy.engine.baseline import mark, shrunk
    from ospo_policy.engine.baseline_file import parse

    before = parse(text, BASELINE_FILE)
    left = shrunk(found, before)
    better = tuple(rule for rule, known in before.items() if left.get(rule) != known)
    told = (message("baseline.can-shrink", count=len(better), rules=better),) if better else ()
    return mark(found, before), told


def exit_code(report: Report, fail_on: Level | None) -> int:
    """0, 1 when a failure that no baseline knows is at or above `fail_on`, 70 when a check broke."""
    if tally(report)[Status.ERROR]:
        return 70
    failing = [
        finding
        for repository in report.repositories
        for finding in repository.findings
        if finding.counts and fail_on is not None and finding.level.rank <= fail_on.rank
    ]
    return 1 if failing else 0


def _iso_date(now: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(now))


def _organisation(
    request: Request, own: RepositoryDocument, rulers: Rulers, reader: PackSources
) -> Organisation | None:
    """The organisation's file: named on the command line, by the repository, or in it."""
    reference: PackReference
    folder = rulers.checked.folder
    if request.organisation is not None:
        reference, by = request.organisation, None
    elif own.organisation is not None:
        reference, by = own.organisation, os.path.join(folder, REPOSITORY_FILE)
    elif rulers.has(ORGANISATION_FILE):
        reference, by = os.path.join(folder, ORGANISATION_FILE), None
    else:
        return None
    return organisation_file(reference, reader, by)


def _selected(policy: Policy, request: Request) -> Policy:
    """The policy without the rules that `--only` and `--skip` leave out. Raises `UsageError`."""
    for name, near in unknown_rules((*request.only, *request.skip), policy):
        hint = message("bind.did-you-mean", name=near) if near else Message("rule.unknown.hint")
        raise UsageError(message("rule.unknown", rule=name), hint)
    rules = tuple(
        rule for rule in policy.rules if (not request.only or rule.id in request.only) and rule.id not in request.skip
    )
    return policy._replace(rules=rules)
