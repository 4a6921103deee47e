# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A policy and the facts of a repository give findings. Pure: the same in, the same out."""

from __future__ import annotations

from datetime import date

from ospo_policy.engine.attestations import Claims, attest, read_claims
from ospo_policy.engine.compile import Policy
from ospo_policy.engine.days import today
from ospo_policy.engine.defaults import with_defaults
from ospo_policy.engine.scores import score_of
from ospo_policy.engine.three_valued import all_of, any_of, negation
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.policy import Level, Rule
from ospo_policy.model.report import Finding, RepositoryReport, Status, Upcoming
from ospo_policy.model.verdict import Errored, Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.cel import condition
from ospo_policy.parsers.conditions import decide, settled
from ospo_policy.parsers.selection import covers
from ospo_policy.ports.check import AllOf, AnyOf, CheckExpression, Not, Test

STATUS_OF = {
    Pass: Status.PASS,
    Fail: Status.FAIL,
    Unknown: Status.UNKNOWN,
    NotApplicable: Status.NOT_APPLICABLE,
    Errored: Status.ERROR,
}


def evaluate(policy: Policy, repository: Repository) -> RepositoryReport:
    """Every rule and every score of the policy on one repository."""
    commit = repository.commit.value if isinstance(repository.commit, Known) else None
    repository, claims = _prepared(policy, repository)
    findings = tuple(finding(rule, repository, claims) for rule in policy.rules)
    statuses = {one.rule: one.status for one in findings}
    scores = tuple(
        score_of(
            score,
            statuses,
            lambda check: STATUS_OF[type(verdict_of_expression(check, repository))],
            lambda key: claims.holds(key, repository.now),
        )
        for score in policy.scores
    )
    return RepositoryReport(repository.id, commit, repository.profile, findings, scores)


def findings_of(policy: Policy, repository: Repository) -> tuple[Finding, ...]:
    """Every rule of the policy on one repository, without the scores."""
    repository, claims = _prepared(policy, repository)
    return tuple(finding(rule, repository, claims) for rule in policy.rules)


def _prepared(policy: Policy, repository: Repository) -> tuple[Repository, Claims]:
    """What is worked out once for all rules, where any of them asks: what the repository is, and what it attests."""
    if any("repo.nature" in rule.when for rule in policy.rules if rule.when is not None):
        repository = settled(repository)
    return repository, read_claims(repository) if policy.takes_attestations else Claims({})


def finding(rule: Rule, repository: Repository, claims: Claims) -> Finding:
    """One rule on one repository. A check that breaks is an `error`, and the rest goes on."""
    verdict = verdict_of(rule, repository)
    via = None
    if isinstance(verdict, Fail) and repository.defaults is not None:
        inherited = with_defaults(repository, repository.defaults)
        passed = verdict_of(rule, inherited) if inherited is not None else verdict
        if isinstance(passed, Pass):
            what = message("inherited.pass", repository=repository.defaults.id, what=passed.message)
            verdict, via = Pass(what, (), passed.evidence), "inherited"
    if rule.attest is not None and isinstance(verdict, (Fail, Unknown)):
        attested = attest(rule, verdict, claims, repository.now)
        via = "attested" if isinstance(attested, Pass) else None
        verdict = attested
    level, upcoming = _level(rule, repository)
    return Finding(
        rule=rule.id,
        pack=rule.pack,
        level=level,
        status=STATUS_OF[type(verdict)],
        message=verdict.message,
        title=rule.title,
        locations=verdict.locations,
        evidence=verdict.evidence,
        why=rule.why,
        how=rule.how,
        references=rule.references,
        controls=rule.controls,
        fix=rule.fix,
        via=via,
        upcoming=upcoming,
    )


def _level(rule: Rule, repository: Repository) -> tuple[Level, Upcoming | None]:
    """The level of a rule for a repository today, and the one that it has from a later day on."""
    level = rule.levels.get(repository.profile, rule.level)
    if rule.from_ is None or level is Level.MAY or date.fromisoformat(rule.from_) <= today(repository.now):
        return level, None
    return Level.MAY, Upcoming(level, rule.from_)


def verdict_of(rule: Rule, repository: Repository) -> Verdict:
    """The verdict of a rule, with its conditions.

    A condition that cannot be decided matters only if the check fails: a rule that is met is met
    whether it applies or not.
    """
    if rule.profiles and repository.profile not in rule.profiles:
        return NotApplicable(_other_profile(rule, repository))
    applies: bool | Message = True
    if rule.when is not None:
        applies = decide(condition(rule.when), repository)
        if applies is False:
            return NotApplicable(message("rule.condition-false", condition=rule.when))
    if rule.check is None:
        return Unknown(message("attest.wanted", rule=rule.id))
    verdict = verdict_of_expression(rule.check, repository)  # type: ignore[arg-type]
    if isinstance(applies, Message) and isinstance(verdict, Fail):
        what = message("rule.condition-unknown", condition=rule.when, why=applies)
        return Unknown(what, verdict.locations, verdict.evidence)
    return verdict


def _other_profile(rule: Rule, repository: Repository) -> Message:
    if repository.profile:
        return message("rule.profile", profiles=rule.profiles, profile=repository.profile)
    return message("rule.no-profile", profiles=rule.profiles)


def verdict_of_expression(expression: CheckExpression, repository: Repository) -> Verdict:
    """The verdict of a check, alone or composed."""
    match expression:
        case Test():
            return _test(expression, repository)
        case AnyOf(parts):
            return any_of([verdict_of_expression(part, repository) for part in parts])
        case AllOf(parts):
            return all_of([verdict_of_expression(part, repository) for part in parts])
        case Not(part):
            return negation(verdict_of_expression(part, repository))


def _test(test: Test, repository: Repository) -> Verdict:
    """A single check, shut off from the others: what it raises is its own `error`."""
    needs = test.type.needs(test.params)
    if needs.listing:
        if isinstance(repository.tree, Unseen):
            return Unknown(repository.tree.reason)
        if not covers(repository.tree.value, needs):
            return Unknown(message("unseen.part-of-tree"))
    try:
        return test.type.evaluate(test.params, repository)
    except Exception as error:  # noqa: BLE001 - the boundary that keeps one defect from ending the run
        detail = f"{type(error).__name__}: {error}"
        return Errored(message("check.broke", check=test.type.name, detail=detail))
