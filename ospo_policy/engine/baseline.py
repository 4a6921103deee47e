# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Baselines: failures that were known on a day do not count, as long as they do not get worse.

Pure. A failure is recognised by its rule and by how often which file is concerned, never by lines or by words, so that it
stays known when lines move or a message is written better. It is worse where a file more is concerned, or one more often,
or where what the check measures fell behind (`ospo_policy.model.verdict.MEASURES`): then it counts like a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import TypeAlias

from ospo_policy.model.baseline import KnownFailure
from ospo_policy.model.message import Message, message
from ospo_policy.model.policy import DateText, Natural
from ospo_policy.model.report import Finding, RepositoryReport, Status
from ospo_policy.model.verdict import MAX_LOCATIONS, MEASURES

Baseline: TypeAlias = Mapping[str, KnownFailure]
"""What is known to fail, by rule."""

MAX_NAME = 200
"""Characters of a file's name; a longer one is cut, and told apart by its digest."""
_MARGIN = 1e-9


def known(finding: Finding, since: str) -> KnownFailure:
    """A failure as a baseline remembers it."""
    measured = _measured(finding)
    count, coverage = measured.get("count"), measured.get("coverage")
    places = {} if coverage is not None else _places(finding)  # files come and go below a percentage
    at = {path: Natural(times) for path, times in sorted(places.items())}
    return KnownFailure(DateText(since), at, None if count is None else Natural(int(count)), coverage)


def mark(report: RepositoryReport, baseline: Baseline) -> RepositoryReport:
    """The report with the failures marked that are known; of one that got worse, the message tells by what."""
    if not baseline:
        return report
    return report._replace(findings=tuple(_marked(one, baseline.get(one.rule)) for one in report.findings))


def _marked(finding: Finding, before: KnownFailure | None) -> Finding:
    if finding.status is not Status.FAIL or before is None:
        return finding
    more = _worse(finding, before)
    if not more:
        return finding._replace(known_since=before.since)
    return finding._replace(message=message("baseline.worse", what=finding.message, since=before.since, more=more))


def renewed(report: RepositoryReport, before: Baseline, today: str) -> dict[str, KnownFailure]:
    """The baseline of a report: all that fails today; the day of what was known before is kept.

    What was known and cannot be told today, or is waived, stays known. What a rule asks for from a later day on is not taken
    in: it does not count yet, and its day would come without anybody noticing.
    """
    found: dict[str, KnownFailure] = {}
    for finding in report.findings:
        earlier = before.get(finding.rule)
        if finding.upcoming is not None and earlier is None:
            continue
        if finding.status is Status.FAIL:
            is_old = earlier is not None and not _worse(finding, earlier)
            found[finding.rule] = known(finding, earlier.since if earlier is not None and is_old else today)
        elif earlier is not None and finding.status in (Status.UNKNOWN, Status.ERROR, Status.WAIVED):
            found[finding.rule] = earlier
    return dict(sorted(found.items()))


def shrunk(report: RepositoryReport, before: Baseline) -> dict[str, KnownFailure]:
    """The baseline without what is repaired, so that it cannot come back; nothing is added, and the rest stays."""
    by_rule = {finding.rule: finding for finding in report.findings}
    left = {rule: _tightened(by_rule.get(rule), earlier) for rule, earlier in before.items()}
    return {rule: earlier for rule, earlier in sorted(left.items()) if earlier is not None}


def is_worse(now: KnownFailure, before: KnownFailure) -> bool:
    """Whether a baseline knows more of a failure than another one does: what it measures fell, or more files are concerned."""
    if now.coverage is not None and before.coverage is not None:
        return now.coverage < before.coverage - _MARGIN
    if before.at and any(times > before.at.get(path, 0) for path, times in now.at.items()):
        return True
    return now.faults is not None and before.faults is not None and now.faults > before.faults


def _tightened(finding: Finding | None, before: KnownFailure) -> KnownFailure | None:
    """A known failure without what is repaired of it; None where it is repaired altogether."""
    if finding is not None and finding.status is Status.PASS:
        return None
    if finding is None or finding.status is not Status.FAIL:
        return before
    now = known(finding, before.since)
    if now.coverage is not None and before.coverage is None and _worse(finding, before):
        return before  # by files, which a percentage would hide
    if _is_cut(finding):
        at = before.at
    elif before.at:
        at = {path: Natural(min(times, now.at[path])) for path, times in before.at.items() if path in now.at}
    else:
        at = now.at
    faults = now.faults if before.faults is None or now.faults is None else Natural(min(before.faults, now.faults))
    coverage = now.coverage if before.coverage is None or now.coverage is None else max(before.coverage, now.coverage)
    return KnownFailure(before.since, at, faults, coverage)


def _worse(finding: Finding, before: KnownFailure) -> tuple[Message | str, ...]:
    """By what a failure is worse than it was known to be; nothing where it is not."""
    now = _measured(finding)
    coverage = now.get("coverage")
    if before.coverage is not None and coverage is not None:
        fell = coverage < before.coverage - _MARGIN
        return (message("baseline.coverage", now=coverage, before=before.coverage),) if fell else ()
    beyond = (
        {path for path, times in _places(finding).items() if times > before.at.get(path, 0)} if before.at else set()
    )
    if beyond:
        return tuple(sorted(beyond))
    count = now.get("count")
    if before.faults is not None and count is not None:
        more = message("baseline.count", now=int(count), before=before.faults)
        return (more,) if count > before.faults else ()
    return (message("baseline.many"),) if before.at and _is_cut(finding) else ()


def _measured(finding: Finding) -> dict[str, float]:
    """What the check measured, by name."""
    found = {name: finding.evidence.get(name) for name in MEASURES}
    return {name: value for name, value in found.items() if type(value) in (int, float)}  # type: ignore[misc]


def _is_cut(finding: Finding) -> bool:
    """Whether there may be more places than are named."""
    return len(finding.locations) >= MAX_LOCATIONS


def _places(finding: Finding) -> Counter[str]:
    """How often which file is concerned; nothing where not all places are named."""
    return Counter() if _is_cut(finding) else Counter(_name(place.path) for place in finding.locations)


def _name(path: str) -> str:
    """A path as text that any file can hold; of a very long one, the begin and its digest."""
    text = path
    if not path.isprintable():
        text = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in path)
    return text if len(text) <= MAX_NAME else f"{text[:MAX_NAME]}~{sha256(text.encode()).hexdigest()[:16]}"
