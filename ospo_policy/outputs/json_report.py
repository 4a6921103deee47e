# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON: the report as a contract, object at the top, `schema_version` first.

The shape is fixed by schemas/report.schema.json and changes only with `schema_version`. Statuses,
levels and ids are not translated; `message`, `title`, `why` and `how` are in the report's
`language`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText
from ospo_policy.model.policy import Fix, Safety
from ospo_policy.model.report import Finding, Report, RepositoryReport, ScoreResult, Status, Upcoming, tally
from ospo_policy.outputs.common import as_json, utf8

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

SCHEMA_VERSION = "1"


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The report as JSON, keys in the schema's order, ended by a line feed; one repository at a time."""
    before, after = _around(report, catalogue)
    yield as_json(before).removesuffix("\n}") + ',\n  "repositories": ['
    empty = True
    for one in report.repositories:
        yield ("\n" if empty else ",\n") + textwrap.indent(as_json(_repository(one, catalogue)), "    ")
        empty = False
    yield ("]" if empty else "\n  ]") + ",\n" + as_json(after).removeprefix("{\n") + "\n"


def _around(report: Report, catalogue: Catalogue) -> tuple[dict[str, object], dict[str, object]]:
    """What stands before the repositories, and what stands after them."""
    before: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": report.tool_version},
        "date": report.date,
        "language": catalogue.language,
        "packs": [
            {
                "id": pack.id,
                "version": pack.version,
                "title": catalogue.local(pack.title),
                "source": pack.source,
            }
            for pack in report.packs
        ],
        "notices": [catalogue.text(notice) for notice in report.notices],
        "summary": _summary(report),
    }
    unread = [{"id": one.id, "reason": catalogue.text(one.reason)} for one in report.unread]
    left_out = [
        {"id": one.id, "code": one.reason.arguments.get("code", one.reason.key), "reason": catalogue.text(one.reason)}
        for one in report.left_out
    ]
    return before, {"unread": unread, "left_out": left_out}


def _summary(report: Report) -> dict[str, int]:
    counts = tally(report)
    order = (Status.PASS, Status.FAIL, Status.UNKNOWN, Status.WAIVED,
             Status.NOT_APPLICABLE, Status.ERROR)  # fmt: skip
    known = sum(one.known_since is not None for repository in report.repositories for one in repository.findings)
    found = {"repositories": len(report.repositories)} | {s.value: counts[s] for s in order}
    return found | {"known": known}


def _repository(report: RepositoryReport, catalogue: Catalogue) -> dict[str, object]:
    return {
        "id": report.id,
        "commit": report.commit,
        "profile": report.profile or None,
        "findings": [_finding(finding, catalogue) for finding in report.findings],
        "scores": [_score(score, catalogue) for score in report.scores],
    }


def _score(score: ScoreResult, catalogue: Catalogue) -> dict[str, object]:
    return {
        "id": score.id,
        "title": catalogue.local(score.title),
        "kind": "levels" if score.is_levels else "points",
        "value": score.level if score.is_levels else score.count(Status.PASS),
        "of": len(score.groups) - (0 if score.is_levels else score.count(Status.NOT_APPLICABLE)),
        "summary": catalogue.text(score.summary()),
        "groups": [{"title": catalogue.local(group.title), "status": group.status.value} for group in score.groups],
    }


def _finding(finding: Finding, catalogue: Catalogue) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "pack": finding.pack,
        "level": finding.level.value,
        "status": finding.status.value,
        "via": finding.via,
        "title": catalogue.local(finding.title),
        "message": catalogue.text(finding.message),
        "locations": [_location(place) for place in finding.locations],
        "evidence": _plain(finding.evidence),
        "why": _optional(finding.why, catalogue),
        "how": _optional(finding.how, catalogue),
        "references": [
            {"title": catalogue.local(reference.title), "url": reference.url} for reference in finding.references
        ],
        "controls": list(finding.controls),
        "fix": _fix(finding.fix) if finding.fix and finding.status is Status.FAIL else None,
        "waiver": None if finding.waiver is None else _plain(finding.waiver._asdict()),
        "upcoming": _upcoming(finding.upcoming),
        "known_since": finding.known_since,
    }


def _location(place: Location) -> dict[str, object]:
    found = {"path": place.path, "line": place.line, "column": place.column}
    return {key: _plain(value) for key, value in found.items() if value is not None}


def _fix(fix: Fix) -> dict[str, object]:
    return {
        "kind": fix.kind.value if fix.kind else None,
        "template": fix.template,
        "setting": fix.setting,
        "safety": (fix.safety or Safety.REVIEW).value,
    }


def _upcoming(upcoming: Upcoming | None) -> dict[str, object] | None:
    return None if upcoming is None else {"level": upcoming.level.value, "date": upcoming.date}


def _optional(text: LocalText | None, catalogue: Catalogue) -> str | None:
    return None if text is None else catalogue.local(text)


def _plain(value: object) -> object:
    """A value as JSON has it; bytes of file names that are no UTF-8 are written out."""
    match value:
        case Mapping():
            return {str(_plain(key)): _plain(item) for key, item in value.items()}
        case tuple() | list() | set() | frozenset():
            return [_plain(item) for item in value]
        case str():
            return utf8(value)
    return value
