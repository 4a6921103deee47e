# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""JUnit's XML, as GitLab, Jenkins, Forgejo's and other CI systems show it: a suite a repository, a test a rule.

GitLab reads suites, `classname`, `name` and the outcome (https://docs.gitlab.com/ci/testing/unit_test_reports/);
Jenkins' xUnit plug-in accepts what its schema has, which has no `file` of a test.

| status | in JUnit |
| --- | --- |
| fail | failure, its type the level |
| fail that a baseline knows of, or of a rule whose level begins later | skipped, and since when or from when on |
| error | error |
| unknown, waived, not-applicable | skipped, and why; JUnit has no word for "not known" |
| pass | passed |

A repository that could not be read is a suite with one test that is skipped. GitLab makes a link to a file of the job of
`[[ATTACHMENT|...]]` in the output of a test; there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Finding, Report, Status, tally
from ospo_policy.outputs import common

if TYPE_CHECKING:
    from junitparser import TestCase

    from ospo_policy.outputs import Style

_UNREAD = "repository-read"
_SKIPPED = (Status.UNKNOWN, Status.NOT_APPLICABLE)


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The report as XML, a suite at a time, ended by a line feed."""
    counts = tally(report)
    totals = {
        "tests": sum(counts.values()) + len(report.unread),
        "failures": sum(_is_failure(one) for repository in report.repositories for one in repository.findings),
        "errors": counts[Status.ERROR],
    }
    listed = " ".join(f'{name}="{value}"' for name, value in totals.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ospo-policy" {listed} time="0">\n'
    for repository in report.repositories:
        yield _suite(repository.id, (_case(finding, catalogue) for finding in repository.findings), catalogue)
    for one in report.unread:
        yield _suite(one.id, [_skipped(_UNREAD, "ospo-policy", catalogue.text(one.reason))], catalogue)
    yield "</testsuites>\n"


def _suite(identifier: str, cases: Iterable[TestCase], say: Catalogue) -> str:
    from junitparser import TestSuite

    suite = TestSuite(say.shown(common.name_of(identifier)))
    suite.add_testcases(list(cases))
    suite.time = 0
    text: bytes = suite.tostring()  # type: ignore[no-untyped-call]
    return text.decode("utf-8") + "\n"


def _case(finding: Finding, say: Catalogue) -> TestCase:
    from junitparser import Error, Failure

    what = common.said(finding, say)
    name, package = _named(finding, say), say.shown(finding.pack)
    if finding.status is Status.WAIVED or (finding.status is Status.FAIL and not _is_failure(finding)):
        return _skipped(name, package, common.told(finding, say))
    if finding.status in _SKIPPED:
        return _skipped(
            name, package, say("format.about", name=say(f"format.status.{finding.status.value}"), what=what)
        )
    case = _passed(name, package)
    outcome: Failure | Error
    if finding.status is Status.FAIL:
        outcome = Failure(what, finding.level.value)
    elif finding.status is Status.ERROR:
        outcome = Error(what, finding.status.value)
    else:
        return case
    outcome.text = "\n".join(_details(finding, say)) or what
    case.result = [outcome]
    return case


def _is_failure(finding: Finding) -> bool:
    return finding.counts and not finding.is_early


def _passed(name: str, package: str) -> TestCase:
    from junitparser import TestCase

    case = TestCase(name, package)
    case.time = 0
    return case


def _skipped(name: str, package: str, reason: str) -> TestCase:
    from junitparser import Skipped

    case = _passed(name, package)
    case.result = [Skipped(reason)]
    return case


def _named(finding: Finding, say: Catalogue) -> str:
    """The rule's title and id. GitLab finds a test again by it, so that nothing in it depends on what was found."""
    title = common.one_line(say.local(finding.title))
    return f"{title} [{say.shown(finding.rule)}]"


def _details(finding: Finding, say: Catalogue) -> Iterator[str]:
    """What is shown when a failed test is opened."""
    yield common.said(finding, say)
    for place in finding.locations:
        yield f"  {say.shown(str(place))}"
    for key, text in (("report.why", finding.why), ("report.how", finding.how)):
        if text:
            yield f"{say(key)} {common.one_line(say.local(text))}"
    for one in finding.references:
        yield f"{say('report.source')} {common.one_line(say.local(one.title))} {common.web_address(one.url) or ''}".rstrip()
