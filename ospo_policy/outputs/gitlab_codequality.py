# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""GitLab's Code Quality report, shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

| status | in Code Quality |
| --- | --- |
| fail | an entry for each place; `must` is critical, `should` minor, `may` info |
| fail that a baseline knows of | the same, always info, and since when |
| all others | nothing: GitLab takes every entry for a degradation. They are in `junit`, `markdown` and `html` |

GitLab compares the report of a merge request with that of its target branch, and shows there what only one of them has.
What is known stays in both: left out, it would be shown as repaired in the request that writes the baseline.

It is a manifest: without a failure it is an empty list, so that what was put right is shown as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport
from ospo_policy.outputs import common

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

SEVERITIES = {Level.MUST: "critical", Level.SHOULD: "minor", Level.MAY: "info"}


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The failures as a JSON array, one repository at a time, ended by a line feed."""
    before = "["
    for repository in report.repositories:
        for finding in (*common.failures(repository.findings), *common.known(repository.findings)):
            for entry in _entries(finding, repository, report, catalogue):
                yield f"{before}\n{common.as_json(entry, None)}"
                before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _entries(
    finding: Finding, repository: RepositoryReport, report: Report, say: Catalogue
) -> Iterator[dict[str, object]]:
    title, what = common.one_line(say.local(finding.title)), common.told(finding, say)
    for place, number in common.numbered(common.places_of(finding, repository)):
        path = common.path_in(report, repository, place.path)
        # GitLab finds an entry again by its fingerprint, and shows one of those that share it.
        own = (path, number) if finding.locations else (common.path_in(report, repository, ""),)
        yield {
            "description": say("format.titled", title=title, what=what),
            "check_name": finding.rule,
            "fingerprint": common.fingerprint(finding.rule, *own),
            "severity": SEVERITIES[finding.level if finding.counts else Level.MAY],
            "location": {"path": common.utf8(path), "lines": {"begin": max(1, place.line or 1)}},
        }
