# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""SARIF 2.1.0, as GitHub's code scanning takes it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support

| status | in SARIF |
| --- | --- |
| fail | a result; `must` is an error, `should` a warning, `may` a note |
| fail of a rule whose level begins later | a note that says from when on it is asked for |
| fail that a baseline knows of | a result with a `suppression`, `baselineState: unchanged` (every other result is `new`), always a note |
| waived | a result with a `suppression`, always a note: GitHub shows suppressed results like the others |
| unknown, error, a repository that could not be read | a notification of the run: GitHub takes every result for a failure, whatever its `kind` |
| pass, not-applicable | nothing |

GitHub reads neither `suppressions` nor `baselineState`, so that the text says both too; viewers do, and
https://github.com/advanced-security/dismiss-alerts dismisses what is suppressed. Of a run, all results have them or none
(3.27.23 and 3.27.24). To leave such results out would be to call them repaired.

Several repositories are one run, their paths below their names, since a file may have twenty runs only. It is a
manifest: written also when there is no result, so that what was put right is closed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ospo_policy.messages import Catalogue
from ospo_policy.model.location import Location
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.outputs import common
from ospo_policy.outputs.sarif_rules import LEVELS, Rules

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#validating-your-sarif-file
MAX_RESULTS = 25_000
SHOWN_RESULTS = 5_000
MAX_BYTES = 10_000_000
"""Of the file as gzip makes it."""
MAX_LOCATIONS = 100
MAX_NOTIFICATIONS = 1_000
_SEMVER = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")
_ROOT = "%SRCROOT%"


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The report as SARIF, ended by a line feed; the least results left out where GitHub would refuse the file."""
    run = _Run(report, catalogue)
    kept = min(run.count, MAX_RESULTS)
    while True:
        text = common.as_json(run.document(kept)) + "\n"
        size = len(zlib.compress(text.encode(), 6))
        if size <= MAX_BYTES or not kept:
            break
        kept = kept * MAX_BYTES // size * 9 // 10
    yield text


class _Run:
    """The results of a report by how urgent they are, and what is told beside them."""

    def __init__(self, report: Report, say: Catalogue) -> None:
        self._report, self._say = report, say
        self._rules = Rules(say)
        self._found: list[list[dict[str, Any]]] = [[] for _ in range(len(common.LEVELS) + 1)]
        """Results of each level, and last those that do not count; no more of each than are ever kept."""
        self.count = 0
        self._told: list[dict[str, Any]] = []
        self._untold = 0
        self._broken = False
        for repository in report.repositories:
            for finding in repository.findings:
                self._add(finding, repository)
        for one in report.unread:
            self._tell(say("format.about", name=common.name_of(one.id), what=one.reason), "warning")

    def _add(self, finding: Finding, repository: RepositoryReport) -> None:
        index = self._rules.index(finding)
        if finding.status in (Status.FAIL, Status.WAIVED):
            found = self._found[common.LEVELS.index(finding.level) if finding.counts else -1]
            self.count += 1
            if len(found) < MAX_RESULTS:
                found.append(self._result(finding, index, repository))
        elif finding.status in (Status.UNKNOWN, Status.ERROR):
            what = common.said(finding, self._say)
            if not common.is_single(self._report):
                what = self._say("format.about", name=common.name_of(repository.id), what=what)
            self._broken |= finding.status is Status.ERROR
            rule = {"id": finding.rule, "index": index}
            self._tell(what, "error" if finding.status is Status.ERROR else "note", associatedRule=rule)

    def _tell(self, text: str, level: str, **more: object) -> None:
        if len(self._told) < MAX_NOTIFICATIONS or level == "error":
            self._told.append({"level": level, "message": {"text": _text(text)}, **more})
        else:
            self._untold += 1

    def _result(self, finding: Finding, index: int, repository: RepositoryReport) -> dict[str, Any]:
        text = common.told(finding, self._say)
        places = common.places_of(finding, repository)
        of = () if common.is_single(self._report) else (repository.id,)
        found: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": index,
            "kind": "fail",
            "level": LEVELS[finding.level if finding.counts else Level.MAY],
            "message": {"text": _text(text)},
            "locations": [self._location(places[0], repository)],
            # The path, but no line: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html#AppendixFingerprints
            "partialFingerprints": {
                "primaryLocationLineHash": common.fingerprint(
                    *of, finding.rule, *(place.path for place in finding.locations[:1])
                )[:16]
                + ":1"
            },
        }
        if places[1:]:
            found["relatedLocations"] = [self._location(place, repository) for place in places[1:MAX_LOCATIONS]]
        if not finding.counts:
            why = common.waiver_of(finding, self._say) or common.since_when(finding, self._say) or text
            found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": _text(why)}]
        if finding.is_known:
            found["baselineState"] = "unchanged"
        found["properties"] = {"pack": finding.pack, "policyLevel": finding.level.value}
        if finding.upcoming is not None:
            found["properties"]["upcoming"] = {"level": finding.upcoming.level.value, "date": finding.upcoming.date}
        return found

    def _location(self, place: Location, repository: RepositoryReport) -> dict[str, Any]:
        line, column = max(1, place.line or 1), max(1, place.column or 1)
        region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
        path = common.path_in(self._report, repository, place.path)
        return {"physicalLocation": {"artifactLocation": {"uri": _uri(path), "uriBaseId": _ROOT}, "region": region}}

    def document(self, kept: int) -> dict[str, Any]:
        """The log with so many of its results, the most urgent ones."""
        found = [result for level in self._found for result in level][:kept]
        for name, other in (("suppressions", []), ("baselineState", "new")):
            if any(name in result for result in found):
                found = [{name: other} | result for result in found]
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [self._run(found)]}

    def _run(self, found: list[dict[str, Any]]) -> dict[str, Any]:
        report = self._report
        driver: dict[str, Any] = {"name": "ospo-policy", "version": report.tool_version, "informationUri": common.HOME}
        if _SEMVER.fullmatch(report.tool_version):
            driver["semanticVersion"] = report.tool_version
        driver["rules"] = self._rules.descriptors
        invocation: dict[str, Any] = {"executionSuccessful": not self._broken}
        told = [*self._told, *self._notes(len(found))]
        if told:
            invocation["toolExecutionNotifications"] = told
        return {
            "tool": {"driver": driver},
            "language": self._say.language,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_ROOT: {"description": {"text": self._say("format.root")}}},
            "invocations": [invocation],
            "results": found,
            "properties": {
                "date": report.date,
                "packs": [pack.name for pack in report.packs],
                "repositories": [
                    {"id": common.utf8(one.id), "commit": one.commit, "profile": one.profile}
                    for one in report.repositories
                ],
            },
        }

    def _notes(self, kept: int) -> Iterator[dict[str, Any]]:
        """What a reader must know of the file itself: notices of the run, and what was left out."""
        say = self._say
        texts = [common.one_line(say.text(notice)) for notice in self._report.notices]
        if kept < self.count:
            texts.append(say("format.sarif.left-out", count=self.count - kept))
        if kept > SHOWN_RESULTS:
            texts.append(say("format.sarif.shown", shown=SHOWN_RESULTS, all=kept))
        if self._untold:
            texts.append(say("format.sarif.untold", count=self._untold))
        yield from ({"level": "note", "message": {"text": _text(text)}} for text in texts)


def _uri(path: str) -> str:
    """A path as a reference to a URI (RFC 3986): bytes that are no UTF-8 are those of the file's name."""
    from urllib.parse import quote

    try:
        return quote(path.encode("utf-8", "surrogateescape"), safe="/")
    except UnicodeEncodeError:
        return quote(common.utf8(path), safe="/")


def _text(text: str) -> str:
    """A plain message in which nothing is a link to a place or a gap to be filled (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return re.sub(r"\{(\d+)\}", r"{{\1}}", text.replace("](", "] ("))
