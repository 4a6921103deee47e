# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Annotations of GitHub Actions: workflow commands, which a job writes to its log.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
How the runner reads them: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs

| status | annotation |
| --- | --- |
| fail | `must` is an error, `should` a warning, `may` a notice, the most demanded first |
| error | an error |
| fail of a rule whose level begins later | a notice that says from when on it is asked for |
| fail that a baseline knows of, unknown, waived, a repository that could not be read | one notice that counts them, and the summary tells them |
| pass, not-applicable | nothing |

GitHub shows ten of each kind for a step, and the rest in the log only; `github-summary` has them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.outputs import common

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

COMMANDS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "notice"}
MAX_TITLE = 200
_BESIDE = ("known", "unknown", "waived")


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """A command a line; nothing at all when there is nothing to say."""
    beside = dict.fromkeys(_BESIDE, 0)
    for repository in report.repositories:
        for finding in common.of_status(repository.findings, Status.ERROR):
            yield _annotation("error", finding, repository, report, catalogue)
        for finding in common.failures(repository.findings):
            yield _annotation(COMMANDS[finding.level], finding, repository, report, catalogue)
        for finding in repository.findings:
            name = "known" if finding.is_known else finding.status.value
            beside[name] = beside.get(name, 0) + 1
    told = [catalogue(f"report.tally.{name}", count=beside[name]) for name in _BESIDE if beside[name]]
    if report.unread:
        told.append(catalogue("format.unread", count=len(report.unread)))
    if told:
        yield command("notice", catalogue("report.tally", parts=tuple(told)), title=catalogue("format.beside"))


def _annotation(name: str, finding: Finding, repository: RepositoryReport, report: Report, say: Catalogue) -> str:
    title, what = common.one_line(say.local(finding.title)), common.told(finding, say)
    if not common.is_single(report):
        title = say("format.about", name=common.name_of(repository.id), what=title)
    how = f" {say('report.how')} {common.one_line(say.local(finding.how))}" if finding.how else ""
    place: dict[str, str] = {}
    if common.is_single(report) and finding.locations:
        first = finding.locations[0]
        given = {"file": say.shown(first.path), "line": first.line, "col": first.column}
        place = {key: str(value) for key, value in given.items() if value is not None}
    return command(name, f"{what}{how}", **place, title=f"{title[:MAX_TITLE]} [{finding.rule}]")


def command(name: str, text: str, **properties: str) -> str:
    """A workflow command on a line of its own, in which no value can end a property, the line or the command."""
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(text)}\n"


def _data(text: str) -> str:
    return common.utf8(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
